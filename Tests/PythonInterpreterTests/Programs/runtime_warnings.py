"""What is warned of while a program runs: on stderr once for each place, as an error, not at all."""
import gc
import warnings

true = True
for number in range(2):
    print(~true)


def invert():
    return ~true


invert()
invert()
print(bool(NotImplemented), not NotImplemented)
if NotImplemented:
    print("and yet")


async def coroutine():
    pass


coroutine()
waiting = coroutine()
del waiting
cycle = [coroutine()]
cycle.append(cycle)
del cycle
print(gc.collect() > 0)
closed = coroutine()
closed.close()
del closed
begun = coroutine()
try:
    begun.send(None)
except StopIteration:
    del begun


class Index:
    def __index__(self):
        return True


class Int:
    def __int__(self):
        return True


class Derived(float):
    pass


class Float:
    def __float__(self):
        return Derived(1.5)


print([1, 2][Index()], range(3)[Index()])
print(int(Int()), float(Float()))
warnings.simplefilter("error")
for attempt in (lambda: ~true, lambda: bool(NotImplemented), lambda: int(Int())):
    try:
        print(attempt())
    except DeprecationWarning as warning:
        print(str(warning)[:40])
warnings.simplefilter("ignore")
print(~true, bool(NotImplemented), int(Int()), invert())
coroutine()
warnings.simplefilter("always")
for number in range(2):
    warnings.warn(f"warning {number}")
    warnings.warn("deprecated", DeprecationWarning)
