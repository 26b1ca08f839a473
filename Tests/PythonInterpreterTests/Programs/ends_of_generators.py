# What generators and coroutines keep when they have ended, and what awaiting the next item gives.
import sys


def count():
    yield 1
    yield 2


def values(generator):
    frame, code = generator.gi_frame, generator.gi_code
    return frame is None, code is count.__code__, generator.gi_running, generator.gi_suspended, generator.gi_yieldfrom


before = sys.getrefcount(count.__code__)
fresh, suspended, ended, closed = count(), count(), count(), count()
next(suspended)
list(ended)
closed.close()
for generator in (fresh, suspended, ended, closed):
    print(values(generator), sys.getrefcount(count.__code__) - before)
del fresh, suspended, ended, closed, generator
print(sys.getrefcount(count.__code__) - before)


async def produce():
    yield 1
    yield 2


async def consume():
    source = aiter(produce())
    got = [await anext(source), await anext(source), await anext(source, "no more")]
    try:
        await anext(source)
    except StopAsyncIteration as end:
        got.append(repr(end))
    return got


def drive(coroutine):
    try:
        while True:
            coroutine.send(None)
    except StopIteration as end:
        return end.value


print(drive(consume()))
for wrong in (lambda: aiter(5), lambda: anext(5), lambda: anext([], 1), lambda: aiter(), lambda: anext()):
    try:
        wrong()
    except TypeError as error:
        print(error)
coroutine = consume()
print(coroutine.cr_frame is None, coroutine.cr_code.co_name, coroutine.cr_running)
drive(coroutine)
print(coroutine.cr_frame is None, coroutine.cr_code.co_name, coroutine.cr_running, coroutine.cr_await)
try:
    try:
        raise ValueError(5)
    except* ValueError as group:
        print(repr(group))
        raise
except ExceptionGroup as group:
    print(repr(group), group.exceptions)
