# How large lists are that lost their last item and got others: with a buffer left they grow as others do, without one exactly.
import gc
import sys


def show(*lists):
    print(*[sys.getsizeof(items) - sys.getsizeof([]) for items in lists])


def popped(items, times):
    for _ in range(times):
        items.pop()
    return items


def extended(items, *more):
    items.extend(more)
    return items


for count in range(1, 6):
    emptied = popped(list(range(count)), count)
    show(emptied)
    show(extended(emptied, 1), extended(popped(list(range(count)), count), 1, 2, 3))
    appended = []
    for item in range(count):
        appended.append(item)
    show(popped(appended, count), extended(appended, 1, 2))

cleared = popped([1, 2], 2)
cleared.clear()
show(extended(cleared, 1))
sliced = [1, 2, 3]
del sliced[:]
show(extended(sliced, 1))
removed = [1, 2]
removed.remove(1)
removed.remove(2)
show(extended(removed, 1, 2))
iterated = popped([1, 2], 2)
iterated.extend(iter([1, 2, 3]))
show(iterated)
ranged = popped([1, 2], 2)
ranged.extend(range(3))
show(ranged)
inserted = popped([1, 2], 2)
inserted.insert(0, 1)
show(inserted)

try:
    inserted[5]
except IndexError as error:
    kept = error
kept.__traceback__ = None
print(gc.get_referents(kept), kept.__traceback__)
try:
    raise kept
except IndexError:
    print(type(kept.__traceback__), len(gc.get_referents(kept)))
