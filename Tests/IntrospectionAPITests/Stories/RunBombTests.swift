import OrderedJSON
import TestSupport
import Testing

/// Programs that want more than there is: each ends as CPython ends it, or at a limit, and the session lives on.
@Suite struct RunBombTests {
    static let limits: [String: JSONValue] = [
        "limits": ["instructions": 300_000, "bytes": 67_108_864, "outputBytes": 100_000]
    ]

    static let recursions = [
        "def f(): f()\nf()",
        "class A:\n    def __repr__(self): return repr(self)\nrepr(A())",
        "class A:\n    def __eq__(self, o): return self == o\nA() == A()",
        "class A:\n    def __hash__(self): return hash(self)\nhash(A())",
        "class A:\n    def __lt__(self, o): return sorted([self, o])\nsorted([A(), A()])",
        "def f(): return [f() for _ in (1,)]\nf()",
        "class A:\n    def __str__(self): return f'{self}'\nstr(A())",
        "def f():\n    class A: x = f()\nf()",
        "class A:\n    def __getattr__(self, n): return getattr(self, n + 'x')\nA().a",
        "class A:\n    def __call__(self): return self()\nA()()",
        "def g():\n    yield from g()\nnext(g())",
    ]

    @Test(arguments: recursions)
    func recursionEnds(_ source: String) throws {
        let session = try Service().session()
        #expect(try session.exception(of: source, Self.limits) == "RecursionError")
        try lives(session)
    }

    static let others: [(source: String, ends: [String?])] = [
        ("while True: pass", ["InstructionLimitExceeded"]),
        ("10**10**10", ["MemoryError", "OverflowError"]),
        ("'a' * 10**12", ["MemoryError"]),
        ("[0] * 10**12", ["MemoryError"]),
        ("(0,) * 10**12", ["MemoryError"]),
        // Forty megabytes of CPython's are more of the server's.
        ("x = [0] * 5_000_000", ["MemoryError"]),
        ("l = []\nwhile True: l.append(0)", ["MemoryLimitExceeded", "InstructionLimitExceeded"]),
        ("b'a' * 10**12", ["MemoryError"]),
        ("1 << 10**12", ["MemoryError", "OverflowError"]),
        ("s = 'a'\nwhile True: s += s", ["MemoryError", "MemoryLimitExceeded", "InstructionLimitExceeded"]),
        ("l = [0]\nwhile True: l += l", ["MemoryError", "MemoryLimitExceeded", "InstructionLimitExceeded"]),
        ("l = []\nwhile True: l.append([])", ["MemoryLimitExceeded", "InstructionLimitExceeded"]),
        ("while True: print('x' * 1000)", ["OutputLimitExceeded"]),
        ("exec('exec(\"while True: pass\")')", ["InstructionLimitExceeded"]),
        ("s = 'exec(s)'\nexec(s)", ["RecursionError"]),
        (
            "class A:\n    def __del__(self): A()\na = A()\ndel a",
            [nil, "RecursionError", "InstructionLimitExceeded"]
        ),
        (
            "class A:\n    def __del__(self):\n        x = []\n        while True: x.append([])\na = A()\ndel a",
            ["MemoryLimitExceeded", "InstructionLimitExceeded"]
        ),
        (
            "def g():\n    try:\n        yield\n    finally:\n        it.throw(ValueError)\nit = g()\nnext(it)\nit.throw(KeyError)",
            ["ValueError"]
        ),
        (
            "d = {}\nclass K:\n    def __hash__(self):\n        d.clear()\n        d[1] = 2\n        return 1\nfor i in range(100): d[K()] = i",
            [nil, "RuntimeError", "KeyError"]
        ),
        (
            "l = [3, 2, 1]\nclass C:\n    def __init__(self, x): l.append(x)\nl.sort(key=C)",
            ["ValueError", "TypeError"]
        ),
        ("d = {1: 1}\nfor k in d: d[k + 1] = 1", ["RuntimeError"]),
        (
            "import gc, weakref\nclass A:\n    def __del__(self): gc.collect()\nl = []\nfor i in range(20):\n    a = A()\n    a.a = a\n    l.append(weakref.ref(a, lambda r: gc.collect()))\ndel a\ngc.collect()",
            [nil]
        ),
        (
            "x = " + String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000),
            ["SyntaxError", "MemoryError"]
        ),
        (
            "x = " + String(repeating: "-", count: 50_000) + "1",
            ["SyntaxError", "MemoryError", "RecursionError"]
        ),
        ("'%1000000000000d' % 1", ["MemoryError", "OverflowError", "ValueError"]),
        ("format(1, '1000000000000d')", ["MemoryError", "OverflowError", "ValueError"]),
        ("list(range(10**12))", ["MemoryError", "MemoryLimitExceeded", "InstructionLimitExceeded"]),
        ("sum(range(10**12))", ["InstructionLimitExceeded"]),
    ]

    @Test(arguments: others.indices)
    func anyOtherBombEnds(_ index: Int) throws {
        let session = try Service().session()
        let (source, ends) = Self.others[index]
        let end = try session.exception(of: source, Self.limits)
        #expect(ends.contains(end), "\(source.prefix(100)): \(end ?? "nothing")")
        try lives(session)
    }

    private func lives(_ session: Conversation) throws {
        #expect(try session.isValid() == true)
        let answer = try session.run(
            "for n in [n for n in globals() if n[0] != '_']: del globals()[n]\n1 + 1")
        #expect(answer["value"]?.text("repr") == "2", "\(answer)")
        _ = try session.collect()
        #expect(try session.isValid() == true)
        let memory = try session.ask("GET", "/memory")
        #expect((memory.number("largeBytes") ?? 0) < 8 << 20)
    }
}
