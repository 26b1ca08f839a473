"""What the collector says at the start, what get_referrers tells of the tuple of its own arguments, what modules' dicts are."""
import gc
import sys
import types

print(gc.isenabled(), gc.get_threshold(), gc.get_debug(), gc.garbage)
gc.unfreeze()
print(gc.get_freeze_count())


def kinds(objects):
    return sorted("globals" if o is globals() else type(o).__name__ for o in objects)


target = []
arguments = (target,)
holder = {"data": target}
print(kinds(gc.get_referrers(target)))
print(kinds(gc.get_referrers(*arguments)))
print(kinds(gc.get_referents(*arguments)), gc.get_referents(holder) == [target])
module = types.ModuleType("m")
print(gc.is_tracked(module), gc.is_tracked(module.__dict__), gc.is_tracked({}), list(module.__dict__))


class Plain:
    pass


plain = Plain()
plain.a, plain.b = [1], [2]
print(gc.get_referents(plain)[:2], [type(o).__name__ for o in gc.get_referents(plain)])
plain.__dict__
print([type(o).__name__ for o in gc.get_referents(plain)], gc.get_referents(plain.__dict__))
print(["instance" if o is plain else type(o).__name__ for o in gc.get_referrers(plain.a)])
print(sys.getsizeof(plain), gc.is_tracked(plain.__dict__))

# A comprehension has no frame of its own, and no cell for what it uses.


def comprehension():
    outer = 5
    frames = [sys._getframe().f_code.co_name for _ in (1,)]
    return frames, [outer + n for n in (1, 2)], comprehension.__code__.co_cellvars, sorted(comprehension.__code__.co_varnames)


print(comprehension())
print([sys._getframe().f_code.co_name for _ in (1,)])
print(list(sys._getframe().f_code.co_name for _ in (1,)))


def count(parameter):
    return sys.getrefcount(parameter)


print(count(target), count([]), sys.getrefcount(target), sys.getrefcount("a"), sys.getrefcount(256), sys.getrefcount(None))
letter = "a"
print(letter is chr(97), "abc"[0] is letter, list("ba")[1] is letter, "é"[0] is chr(233))
