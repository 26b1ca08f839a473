# Whom the frame of a generator that an exception ended knows as its caller; and what stays of closing one that waited.
import gc

gc.disable()


def generator():
    yield 1
    [][1]


def guarded():
    try:
        yield 1
    finally:
        pass


async def coroutine():
    [][1]


def listed():
    return list(generator())


def looped():
    for item in generator():
        pass


def advanced():
    iterator = generator()
    next(iterator)
    next(iterator)


def awaited():
    coroutine().send(None)


def nested():
    return sum(1 / 0 for item in [1])


for function in (listed, looped, advanced, awaited, nested):
    try:
        function()
    except Exception as error:
        traceback = error.__traceback__
        while traceback:
            frame = traceback.tb_frame
            print(frame.f_code.co_name, frame.f_back and frame.f_back.f_code.co_name, end="; ")
            traceback = traceback.tb_next
        print()


def counts():
    gc.collect()
    result = []
    attempt = 0
    while attempt < 4:
        iterator = guarded()
        next(iterator)
        iterator = None
        result.append(gc.get_count()[0])
        attempt += 1
    return result


print(counts())
