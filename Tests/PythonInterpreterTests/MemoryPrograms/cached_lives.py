"""A cache that holds nothing alive, and objects whose lives are watched: names, a weak dictionary, callbacks, a cycle."""
import gc
import sys
import weakref


class Resource:
    instances = 0

    def __init__(self, name):
        self.name = name
        Resource.instances += 1
        print(f"  + {name}")

    def __del__(self):
        Resource.instances -= 1
        print(f"  - {self.name}")

    def __repr__(self):
        return f"Resource({self.name!r})"


cache = weakref.WeakValueDictionary()


def load(name):
    found = cache.get(name)
    if found is None:
        found = cache[name] = Resource(name)
    return found


first, again, second = load("first"), load("first"), load("second")
print(first is again, len(cache), sorted(cache), sys.getrefcount(first), weakref.getweakrefcount(first))
del first
print(dict(cache), Resource.instances)
del again
print(sorted(cache), Resource.instances)
watch = weakref.ref(second, lambda reference: print("  gone:", reference() is None))
other = second
print(watch() is second, watch() is other)
del second
print("still", watch().name)
del other
print(watch(), sorted(cache))
pair = Resource("left"), Resource("right")
pair[0].partner, pair[1].partner = pair[1], pair[0]
watches = [weakref.ref(one) for one in pair]
del pair
print("before", [one() is not None for one in watches], Resource.instances)
print("collected", gc.collect())
print("after", [one() for one in watches], Resource.instances)


def temporary():
    local = Resource("local")
    return local.name


print(temporary())
things = [Resource(name) for name in "abc"]
things[1] = None
print("replaced")
things.clear()
print("cleared", Resource.instances)
values = {name: Resource(name) for name in "de"}
values.pop("d")
print("popped")
del values
