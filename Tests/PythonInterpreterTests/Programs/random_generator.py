import random


def attempt(label, action):
    try:
        print(label, action())
    except Exception as error:
        print(label, type(error).__name__, error)


for seed in (0, 1, -5, 42, 2**100, 1.5, "text", b"bytes", bytearray(b"array"), True, "", 10**30):
    random.seed(seed)
    print(repr(seed), random.random(), random.getrandbits(70), random.randrange(1000))
random.seed("old", version=1)
print(random.random())
r = random.Random(7)
print([r.randint(1, 6) for _ in range(10)], r.randrange(0, 100, 7), r.randrange(10, 0, -3), r.choice("abcdef"))
items = list(range(12))
r.shuffle(items)
print(items, r.sample(range(1000), 5), r.sample(items, 4), r.sample("abc", 3), r.sample(["x", "y"], 3, counts=[2, 2]))
print(r.choices("abc", k=6), r.choices("abc", [1, 2, 7], k=6), r.choices([1, 2], cum_weights=[3, 10], k=4))
print(r.uniform(2, 5), r.triangular(), r.triangular(1, 5, 2), r.gauss(), r.gauss(10, 2), r.normalvariate(), r.normalvariate(1, 3))
print(r.lognormvariate(0, 1), r.expovariate(2), r.vonmisesvariate(1, 4), r.vonmisesvariate(1, 0))
print(r.gammavariate(2.5, 1.5), r.gammavariate(1, 2), r.gammavariate(0.4, 1), r.betavariate(2, 3), r.paretovariate(3), r.weibullvariate(1, 2))
print(r.binomialvariate(), r.binomialvariate(20, 0.3), r.binomialvariate(1000, 0.4), r.binomialvariate(100, 0.9), r.randbytes(6))
state = r.getstate()
first = [r.random() for _ in range(700)]
r.setstate(state)
print(first == [r.random() for _ in range(700)], state[0], len(state[1]), state[2], hash(state[1]))
attempt("empty", lambda: r.choice([]))
attempt("randrange 0", lambda: r.randrange(0))
attempt("randrange", lambda: r.randrange(5, 5))
attempt("randrange step", lambda: r.randrange(5, 9, -1))
attempt("randrange zero", lambda: r.randrange(5, 9, 0))
attempt("randrange float", lambda: r.randrange(1.5))
attempt("sample", lambda: r.sample([1], 2))
attempt("sample set", lambda: r.sample({1}, 1))
attempt("choices", lambda: r.choices([1, 2], [1]))
attempt("choices zero", lambda: r.choices([1, 2], [0, 0]))
attempt("choices both", lambda: r.choices([1, 2], [1, 1], cum_weights=[1, 2]))
attempt("bits", lambda: r.getrandbits(-1))
attempt("seed", lambda: random.seed([]))
attempt("state", lambda: r.setstate((9, (), None)))
attempt("gamma", lambda: r.gammavariate(0, 1))
print(r.getrandbits(0), r.getrandbits(1), r.getrandbits(32), r.getrandbits(33), r.getrandbits(64), r.getrandbits(200))


class Loaded(random.Random):
    def random(self):
        return 0.25


loaded = Loaded(3)
print(loaded.random(), loaded.uniform(0, 4), isinstance(loaded, random.Random))
