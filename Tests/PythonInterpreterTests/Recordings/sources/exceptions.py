"""try, with, raise, and leaving them."""


def plain():
    try:
        risky()
    except ValueError:
        return 1
    except (TypeError, KeyError) as error:
        raise RuntimeError from error
    except:
        raise
    else:
        print("else")
    finally:
        print("finally")


def leaving(items):
    for item in items:
        try:
            if item: continue
            if not item: break
            return item
        finally:
            print(item)
    try:
        return items
    finally:
        with items as f, items:
            return f


def nested():
    try:
        try:
            a
        except E as e:
            return e
        finally:
            b
    finally:
        c


def managers(x):
    with x: pass
    with x as y, x() as (a, b), x:
        return 1
    while x:
        with x:
            if y: break
            continue


def groups():
    try:
        a
    except* ValueError as e:
        b
    except* (TypeError, OSError):
        c
    else:
        d
    finally:
        e


def swallowed():
    try: pass
    except E: pass


try:
    import a
except ImportError:
    a = None
try: x
finally: y
with open(a) as f: g
raise
