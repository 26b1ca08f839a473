import random
random.seed(42)
print(random.random(), random.randint(1,100), random.choice("abc"), random.sample(range(100), 5), random.uniform(1,2), random.gauss(0,1), random.gauss(0,1), random.choices("abc", k=3), random.choices("abc", [1,2,3], k=3), random.getrandbits(100), random.randbytes(4))
l = list(range(10)); random.shuffle(l); print(l)
print(random.triangular(), random.normalvariate(), random.lognormvariate(0,1), random.expovariate(2), random.vonmisesvariate(1,2), random.gammavariate(2,3), random.gammavariate(0.5,1), random.gammavariate(1,1), random.betavariate(1,2), random.paretovariate(2), random.weibullvariate(1,2), random.binomialvariate(10,0.3), random.binomialvariate(1000, 0.7), random.sample(range(1000), 7), random.sample("abc", 4, counts=[2,2,2]))
for s in ["seed", b"bytes", 1.5, 10**30, -5]:
    r = random.Random(s); print(r.random())
r = random.Random(); r.seed("x", 1); print(r.random()); st = r.getstate(); a = r.random(); r.setstate(st); print(a == r.random())
for f in [lambda: random.choice([]), lambda: random.sample([1], 2), lambda: random.randrange(0), lambda: random.randrange(5, 2), lambda: random.sample({1}, 1), lambda: random.choices([1], [1, 2]), lambda: random.seed([]), lambda: random.randrange(1,10,0)]:
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(random.randrange(0, 100, 7), random.randrange(10))
