"""In which order an exception, its arguments and its tracebacks are made: how they lie in a generation."""
import gc

gc.disable()


def failing(kind):
    if kind == 0: return 1 / 0
    if kind == 1: return [][3]
    if kind == 3: return len(5)
    if kind == 4: return missing
    if kind == 5: return gc.missing
    if kind == 6: raise ValueError([1])
    if kind == 7: return int("x")


def keep(kind):
    try:
        failing(kind)
    except Exception as error:
        kept = error


def keep_here():
    try:
        1 / 0
    except Exception as error:
        kept = error


def keep_while_handling():
    try:
        raise KeyError
    except KeyError:
        try:
            1 / 0
        except Exception as error:
            kept = error


def keep_finally():
    try:
        try:
            1 / 0
        finally:
            x = []
    except Exception as error:
        kept = error


def show(name, function, *arguments):
    gc.collect()
    function(*arguments)
    gc.set_debug(gc.DEBUG_SAVEALL)
    gc.collect()
    gc.set_debug(0)
    print(name, [type(item).__name__ for item in gc.garbage])
    gc.garbage.clear()


for kind in 0, 1, 3, 4, 5, 6, 7:
    show(kind, keep, kind)
show("here", keep_here)
show("handling", keep_while_handling)
show("finally", keep_finally)
