log = []
class K:
    def __init__(self, v, t): self.v = v; self.t = t
    def __lt__(self, o):
        log.append((self.t, o.t)); return self.v < o.v
def run(vals, **kw):
    log.clear()
    l = [K(v, i) for i, v in enumerate(vals)]
    l.sort(**kw)
    h = 0
    for a, b in log:
        h = (h * 1000003 + a * 31 + b) % 1000000007
    print(len(log), h, [k.t for k in l][:20])
state = 12345
def rnd(n):
    global state
    state = (state * 1103515245 + 12345) % 2147483648
    return (state >> 8) % n
for size in (0, 1, 2, 3, 5, 10, 31, 32, 33, 63, 64, 65, 100, 127, 128, 200, 500, 1000):
    run(list(range(size))); run(list(range(size))[::-1]); run([0] * size)
    run([rnd(size or 1) for _ in range(size)]); run([rnd(5) for _ in range(size)])
    run([i // 3 for i in range(size)]); run([-(i // 3) for i in range(size)])
    run([rnd(size or 1) for _ in range(size)], reverse=True)
    run(list(range(size // 2)) + list(range(size // 2)))
    run(list(range(size // 2))[::-1] + list(range(size // 2)))
    a = list(range(size))
    for _ in range(size // 10 + 1):
        if size:
            i, j = rnd(size), rnd(size); a[i], a[j] = a[j], a[i]
    run(a)
    run([i % 10 for i in range(size)]); run(sorted([rnd(100) for _ in range(size)])+[rnd(100) for _ in range(size//8)])
    run([rnd(100) for _ in range(size)], key=lambda k: K(k.v % 7, k.t))
def tryit(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
l = [3, 2, 1]
def bad(x): l.append(x); return x
tryit(lambda: l.sort(key=bad)); print(l)
l = [3, 2, 1]
def see(x): print(l, len(l)); return x
l.sort(key=see); print(l)
class E:
    def __init__(s, v): s.v = v
    def __lt__(s, o):
        if s.v == 3: raise ZeroDivisionError("x")
        return s.v < o.v
    def __repr__(s): return str(s.v)
l = [E(5), E(1), E(4), E(3), E(2)]
tryit(lambda: l.sort()); print(l)
tryit(lambda: [1, 'a'].sort())
tryit(lambda: sorted([1, 2], key=1)); tryit(lambda: sorted(1)); tryit(lambda: sorted([1], foo=1)); tryit(lambda: sorted()); tryit(lambda: [].sort(1)); tryit(lambda: sorted([3,1],reverse=None))
tryit(lambda: sorted([3,1],reverse='x')); tryit(lambda: sorted([(1,'b'),(1,'a')])); tryit(lambda: sorted([2.5,1,True]))
tryit(lambda: sorted({3:1,1:2})); tryit(lambda: sorted("hello")); tryit(lambda: sorted(x for x in (3,2,1)))
l=[1]; tryit(lambda: l.sort(key=lambda x: l.clear())); print(l)
l=[2,1]; tryit(lambda: l.sort(key=lambda x: (l.sort(), x)[1])); print(l)
