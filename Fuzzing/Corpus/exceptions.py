def attempt(what):
    try:
        return what()
    except ZeroDivisionError as error:
        return "division: " + str(error)
    except (KeyError, IndexError) as error:
        return type(error).__name__ + ": " + str(error)
    except Exception as error:
        return "other " + repr(error)
    finally:
        print("finally")


print(attempt(lambda: 1 / 0))
print(attempt(lambda: {}["missing"]))
print(attempt(lambda: [][3]))
print(attempt(lambda: int("x")))
print(attempt(lambda: None + 1))
print(attempt(lambda: 5 // 2))


def nested():
    try:
        try:
            raise ValueError("inner")
        finally:
            print("cleaning")
    except ValueError as error:
        raise RuntimeError("outer") from error


try:
    nested()
except RuntimeError as error:
    print(error, "caused by", repr(error.__cause__))

try:
    try:
        1 % 0
    except ZeroDivisionError:
        undefined
except NameError as error:
    print(error, "/", repr(error.__context__))


def reraise():
    try:
        raise KeyError("k")
    except KeyError:
        raise


try:
    reraise()
except KeyError as error:
    print("again", error)

for n in range(4):
    try:
        if n == 1:
            continue
        if n == 3:
            break
        print("body", n)
    finally:
        print("after", n)
else:
    print("not reached")


def early():
    for item in [1, 2, 3]:
        try:
            return item
        finally:
            print("leaving")


print(early())


class Manager:
    def __init__(self, swallow):
        self.swallow = swallow

    def __enter__(self):
        print("enter")
        return self

    def __exit__(self, kind, value, trace):
        print("exit", kind.__name__ if kind else None, value)
        return self.swallow


with Manager(True) as manager:
    print(manager.swallow)
    raise ValueError("swallowed")
try:
    with Manager(False):
        raise ValueError("through")
except ValueError as error:
    print("caught", error)
with Manager(False):
    print("quiet")
try:
    raise Exception
except Exception as error:
    print(repr(error))
try:
    assert 1 == 2, "no"
except AssertionError as error:
    print("assertion", error)
try:
    raise 5
except TypeError as error:
    print(error)
