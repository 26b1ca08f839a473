# By statement too.
import gc

print(gc.get_threshold())
gc.set_threshold(100)
print(gc.get_threshold())
gc.set_threshold(700, 20)
print(gc.get_threshold())
gc.set_threshold(1, 2, 3)
print(gc.get_threshold())
for wrong in ((), (1, 2, 3, 4), ("a",), (1, "b"), (None,)):
    try:
        gc.set_threshold(*wrong)
    except TypeError as error:
        print(error)
gc.set_threshold(0)
before = gc.get_stats()[0]["collections"]
keep = [[] for _ in range(5000)]
print(gc.get_stats()[0]["collections"] - before, gc.get_count()[0] > 4000)
gc.set_threshold(-1, 10, 10)
print(gc.get_threshold())
gc.set_threshold(2000, 10, 10)
gc.disable()
print(gc.isenabled())
before = gc.get_stats()[0]["collections"]
keep = [[] for _ in range(5000)]
print(gc.get_stats()[0]["collections"] - before)
gc.enable()
print(gc.isenabled())
keep = None
print(gc.collect(), gc.get_count())
