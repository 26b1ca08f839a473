# By statement too.
import sys

count = sys.getrefcount
v = []
error = ValueError(v)
print(count(v), count(error), count(error.args))
try:
    raise error
except ValueError as caught:
    print(caught is error, count(error), count(caught.__traceback__), count(v))
print(count(error), error.__traceback__ is None)
error.__traceback__ = None
print(count(error))


def failing(x):
    local = x
    raise KeyError(x)


try:
    failing(v)
except KeyError as e:
    print(count(v), count(e), e.__traceback__.tb_next.tb_frame.f_code.co_name)
    kept = e
print(count(v), count(kept))
kept.__traceback__ = None
print(count(v))
del kept
print(count(v))
try:
    try:
        raise ValueError("inner")
    except ValueError as inner:
        first = inner
        raise TypeError("outer")
except TypeError as outer:
    print(outer.__context__ is first, count(first), count(outer))
print(count(first))
try:
    raise KeyError from first
except KeyError as e:
    print(e.__cause__ is first, e.__suppress_context__, count(first))
print(count(first), sys.exc_info())


def handling():
    try:
        raise IndexError
    except IndexError as e:
        return count(e), sys.exc_info()[1] is e, count(sys.exc_info()[1])
    finally:
        print("finally", sys.exc_info()[0])


print(handling())


class Error(Exception):
    def __init__(self, x):
        self.x = x


try:
    raise Error(v)
except Error as e:
    print(e.args, count(v), count(e))
print(count(v))
try:
    e
except NameError as error:
    print(error)
try:
    raise ExceptionGroup("many", [ValueError(1), TypeError(2)])
except* ValueError as group:
    print(group.exceptions, count(group))
except* TypeError as group:
    print(group.exceptions, count(group))
