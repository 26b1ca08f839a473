"""Deleting an attribute that an instance does not have, when its class shares more names and when it shares no more."""
import gc
import sys


class Shared:
    pass


def delete(instance, name):
    try:
        delattr(instance, name)
    except AttributeError as error:
        print(error)
    parts = gc.get_referents(instance)
    print([type(part).__name__ for part in parts], sys.getsizeof(vars(instance)), vars(instance))


first = Shared()
delete(first, "missing")
second = Shared()
delete(second, "missing")

for number in range(29):
    first = Shared()
    setattr(first, f"name{number}", number)
full, empty = Shared(), Shared()
full.name0, full.name1 = 0, 1
delete(full, "other")
delete(empty, "other")
delete(empty, "name0")
full.name2 = 2
delete(full, "name0")
delete(full, "name0")
