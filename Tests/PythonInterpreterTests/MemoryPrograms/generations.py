import gc

print(gc.get_count(), gc.get_threshold(), gc.isenabled())
kept = [[] for _ in range(50)]
print(gc.get_count())
print(gc.collect(0), gc.get_count())
print(gc.collect(0), gc.get_count())
print(gc.collect(1), gc.get_count())
print(gc.collect(1), gc.get_count())
print(gc.collect(2), gc.get_count())
loop = []
loop.append(loop)
gc.collect(0) and print("not yet")
del loop
print(gc.collect(0), gc.collect(1), gc.collect(2))
x = []
x.append(x)
print([x in gc.get_objects(g) for g in (0, 1, 2)] if False else [any(o is x for o in gc.get_objects(g)) for g in (0, 1, 2)])
one = gc.collect(0)
print([any(o is x for o in gc.get_objects(g)) for g in (0, 1, 2)])
one = gc.collect(1)
print([any(o is x for o in gc.get_objects(g)) for g in (0, 1, 2)])
for wrong in (-1, 3, "x", None, 1.5):
    try:
        gc.collect(wrong)
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
for wrong in (-2, 3, "x"):
    try:
        gc.get_objects(wrong)
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
print(gc.collect(generation=1), any(o is x for o in gc.get_objects(None)), any(o is x for o in gc.get_objects(generation=2)))
before = gc.get_stats()
y = []
y.append(y)
del y
print(gc.collect())
after = gc.get_stats()
print([(n["collections"] - o["collections"], n["collected"] - o["collected"], n["uncollectable"] - o["uncollectable"]) for o, n in zip(before, after)])
print([sorted(s) for s in after])
