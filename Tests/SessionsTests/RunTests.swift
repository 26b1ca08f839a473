import Testing

@testable import Sessions

extension Session {
    /// Runs source and gives what it came to, with its effects.
    @discardableResult
    func run(
        _ source: String, mode: RunSpecification.Mode = .script, limits: RunQuotas = .init(),
        breakpoints: [BreakpointSpecification] = []
    ) throws -> (report: RunReport, outcome: Outcome) {
        try report(
            .run(RunSpecification(source: source, mode: mode, limits: limits, breakpoints: breakpoints)))
    }

    /// Performs an operation on a run.
    @discardableResult
    func report(_ operation: Sessions.Operation) throws -> (report: RunReport, outcome: Outcome) {
        let outcome = try performSynchronously(operation)
        guard case .run(let report) = outcome.result else { throw SessionError.noPausedRun }
        return (report, outcome)
    }

    /// What is wrong with the heap; nil, as it has to be, if nothing is.
    func fault() throws -> String? {
        try readSynchronously { (heap) throws(SessionError) in heap.validate().failure }.value
    }

    /// The repr of a global.
    func repr(_ name: String) throws -> String {
        try readSynchronously { (heap) throws(SessionError) in try heap.name(name) }.value.object.repr
    }

    /// What `id()` prints of a global.
    func address(_ name: String) throws -> UInt64 {
        try readSynchronously { (heap) throws(SessionError) in try heap.name(name) }.value.object.address
    }

    func state() throws -> RunState {
        try readSynchronously { (heap) throws(SessionError) in heap.runState() }.value
    }

    var isResident: Bool { environment.residency.contains(id) }
}

/// Python source in a session.
struct RunTests {
    @Test func runsOnTheObjectsThatOperationsSee() throws {
        let bench = try Workbench()
        try bench.make(#"{"type":"list","items":[1],"name":"a"}"#)
        let (report, outcome) = try bench.session.run("a.append(2)\nb = [a]\nprint(len(a))\na")
        #expect(report.status == .completed && report.exception == nil)
        #expect(report.stdout == "2\n" && report.stderr == "")
        #expect(report.value?.repr == "[1, 2]")
        #expect(try bench.named("b").repr == "[[1, 2]]")
        #expect(outcome.revision == 2)
        #expect(outcome.effects.contains { $0.kind == "created" && $0.type == "list" })
        try bench.run(.unbind(name: "b"))
        #expect(try bench.session.run("a").report.value?.refcount == 1)
        #expect(try bench.session.fault() == nil)
    }

    @Test func aStatementEachInInteractiveMode() throws {
        let bench = try Workbench()
        let report = try bench.session.run("x = 257\ny = 257\nx is y", mode: .interactive).report
        #expect(report.stdout == "False\n")
        #expect(try bench.session.run("x = 257\ny = 257\nx is y").report.value?.repr == "True")
    }

    @Test func aCodeThatWasMadeWithoutSourceHasEmptyTables() throws {
        let bench = try Workbench()
        _ = try bench.session.performSynchronously(.create(.function(.init(name: "f")), name: "f"))
        let source = "c = f.__code__\nprint(c.co_code, c.co_linetable, c.co_exceptiontable)"
        #expect(try bench.session.run(source).report.stdout == "b'' b'' b''\n")
    }

    @Test func whatTheProgramRaisesIsAnAnswer() throws {
        let bench = try Workbench()
        let session = bench.session
        defer { withExtendedLifetime(bench) {} }
        let raised = try session.run("def f():\n    return 1 / 0\nf()\n").report
        #expect(raised.status == .completed)
        #expect(raised.exception?.type == "ZeroDivisionError")
        #expect(raised.exception?.message == "division by zero")
        #expect(raised.exception?.traceback.contains("line 2, in f") == true)
        #expect(raised.stderr == raised.exception?.traceback)
        let wrong = try session.run("x = = 1").report
        #expect(wrong.exception?.type == "SyntaxError" && wrong.status == .completed)
        #expect(try session.run("raise SystemExit(3)").report.exception?.type == "SystemExit")
        #expect(try session.fault() == nil)
    }

    static let nothingCatches = """
        class D:
            def __del__(self): print("del")
        d = D()
        def f():
            local = D()
            try:
                GO
            except BaseException as e:
                print("caught", e)
            finally:
                print("finally")
        try:
            f()
        finally:
            print("finally")
        """

    @Test(arguments: [
        ("while True: pass", RunQuotas(instructions: 10_000), "InstructionLimitExceeded"),
        ("x = []\n        while True: x.append([])", RunQuotas(bytes: 4 << 20), "MemoryLimitExceeded"),
        ("while True: print('x' * 100)", RunQuotas(outputBytes: 5000), "OutputLimitExceeded"),
        ("while True: pass", RunQuotas(milliseconds: 20), "TimeLimitExceeded"),
        ("[].sort() or sum(iter(int, 1))", RunQuotas(instructions: 10_000), "InstructionLimitExceeded"),
    ])
    func noCodeOfAProgramRunsBeyondALimit(_ loop: String, _ limits: RunQuotas, _ type: String) throws {
        let scratch = try Scratch()
        let session = try scratch.session()
        let source = Self.nothingCatches.replacing("GO", with: loop)
        let report = try session.run(source, limits: limits).report
        #expect(report.status == .interrupted)
        #expect(report.exception?.type == type)
        #expect(!report.stdout.contains("del") && !report.stdout.contains("finally"))
        #expect(report.isTruncated == (type == "OutputLimitExceeded"))
        #expect(report.stdout.utf8.count <= 5000)
        #expect(try session.fault() == nil)
        #expect(try session.run("del d\n1 + 1").report.value?.repr == "2")
        let again = try scratch.restarted().registry.session(session.id)
        #expect(try again.fault() == nil)
        #expect(try again.address("f") == session.address("f"))
    }

    @Test func limitsAreTheSessionsAtMost() throws {
        let scratch = try Scratch()
        let session = try scratch.session(
            .init(quotas: try .of(#"{"instructions":1000,"sourceBytes":50}"#)))
        #expect(throws: SessionError.self) {
            try session.run("pass", limits: RunQuotas(instructions: 1001))
        }
        #expect(throws: SessionError.sourceTooLarge(bytes: 51, limit: 50)) {
            try session.run(String(repeating: "#", count: 51))
        }
        #expect(try session.run("while 1: 1").report.exception?.type == "InstructionLimitExceeded")
    }

    @Test func operationsCallWhatRunsHaveMade() throws {
        let bench = try Workbench()
        try bench.session.run(
            """
            import weakref
            class P:
                def __init__(self, n): self.n = n
                def __eq__(self, other): return self.n == other.n
                def __hash__(self): return hash(self.n)
                def __del__(self): print("del", self.n)
            a, b, c = P(1), P(1), P(2)
            r = weakref.ref(c, lambda ref: print("gone"))
            class Loop:
                def __del__(self):
                    while True: pass
            loop = Loop()
            """)
        let outcome = try bench.run(.unbind(name: "c"))
        #expect(outcome.output == "del 2\\ngone\\n".replacing("\\n", with: "\n"))
        #expect(outcome.effects.contains { $0.kind == "finalized" })
        try bench.make(#"{"type":"dict","entries":[[{"name":"a"},1]],"name":"d"}"#)
        #expect(try bench.session.run("d[b]").report.value?.repr == "1")
        #expect(try bench.session.fault() == nil)
    }

    @Test func aFinalizerThatNeverEndsIsStopped() throws {
        let scratch = try Scratch()
        let session = try scratch.session(.init(quotas: try .of(#"{"instructions":20000}"#)))
        try session.run("class L:\n    def __del__(self):\n        while True: pass\na = L()\nb = L()")
        #expect(throws: SessionError.self) { try session.performSynchronously(.unbind(name: "a")) }
        #expect(try session.run("del b\nprint('after')").report.exception?.type == "InstructionLimitExceeded")
        #expect(try session.fault() == nil)
        let again = try scratch.restarted().registry.session(session.id)
        #expect(try again.address("L") == session.address("L"))
        #expect(try again.fault() == nil)
    }

    // MARK: Pauses

    static let program = """
        def f(x):
            y = x + 1
            return y
        a = f(1)
        b = f(2)
        c = 3
        """

    @Test func pausesBeforeALineAndGoesOn() throws {
        let bench = try Workbench()
        let session = bench.session
        defer { withExtendedLifetime(bench) {} }
        let paused = try session.run(Self.program, breakpoints: [.line(5, filename: nil)]).report
        #expect(paused.status == .paused)
        #expect(paused.at?.line == 5 && paused.at?.function == "<module>")
        #expect(try session.repr("a") == "2")
        #expect(try session.state().status == "paused")
        #expect(throws: SessionError.runPaused) { try session.performSynchronously(.unbind(name: "a")) }
        #expect(throws: SessionError.runPaused) { try session.run("1") }
        let done = try session.report(.resume(.toBreakpoint)).report
        #expect(done.status == .completed && done.instructions > paused.instructions)
        #expect(try session.repr("c") == "3")
        #expect(throws: SessionError.noPausedRun) { try session.report(.resume(.step)) }
        #expect(throws: SessionError.noPausedRun) { try session.report(.stopRun) }
        #expect(try session.fault() == nil)
    }

    @Test func stepsThroughLinesAndFrames() throws {
        let bench = try Workbench()
        let session = bench.session
        defer { withExtendedLifetime(bench) {} }
        func place(_ report: RunReport) -> String { report.at.map { "\($0.function):\($0.line)" } ?? "end" }
        var places = [place(try session.run(Self.program, breakpoints: [.function("f")]).report)]
        for how in [RunResumption.step, .step, .over, .step, .out, .over] {
            places.append(place(try session.report(.resume(how)).report))
        }
        #expect(
            places == ["f:2", "f:3", "<module>:5", "f:2", "f:3", "<module>:6", "end"], "\(places)")
        #expect(try session.fault() == nil)
    }

    @Test func aLoopIsPausedInEachTurn() throws {
        let bench = try Workbench()
        let session = bench.session
        defer { withExtendedLifetime(bench) {} }
        let source = "n = 0\nwhile n < 3: n += 1\nfor i in range(2):\n    n += 1\n"
        var lines: [String] = []
        var report = try session.run(
            source, breakpoints: [.line(2, filename: nil), .line(4, filename: "<string>")]
        ).report
        while report.status == .paused, lines.count < 20 {
            lines.append("\(report.at?.line ?? 0) \(try session.repr("n"))")
            report = try session.report(.resume(.toBreakpoint)).report
        }
        #expect(lines.last == "4 4")
        #expect(lines.filter { $0.hasPrefix("2") }.count >= 3, "\(lines)")
        #expect(lines.filter { $0.hasPrefix("4") } == ["4 3", "4 4"])
    }

    @Test func breakpointIsOne() throws {
        let bench = try Workbench()
        let session = bench.session
        defer { withExtendedLifetime(bench) {} }
        let report = try session.run("x = 1\ndef f():\n    breakpoint()\nf()\nx = 2").report
        #expect(report.status == .paused && report.at?.line == 3 && report.at?.function == "f")
        #expect(try session.report(.stopRun).report.exception?.type == "Cancelled")
        #expect(try session.repr("x") == "1")
        #expect(try session.state().status == "interrupted")
    }

    @Test func aPausedRunIsPausedAgainAfterARestart() throws {
        let scratch = try Scratch()
        let session = try scratch.session()
        try session.run("import sys\nl = []")
        let first = try session.run(
            "print(1)\nfor i in range(5):\n    l.append([i])\nprint(len(l))",
            breakpoints: [.line(3, filename: nil)]
        ).report
        #expect(first.stdout == "1\n")
        try session.report(.resume(.toBreakpoint))
        let restarted = try scratch.restarted()
        let again = try restarted.registry.session(session.id)
        #expect(try again.state().status == "paused")
        #expect(try again.repr("l") == "[[0]]")
        #expect(try again.state() == session.state())
        for _ in 0..<3 { try again.report(.resume(.toBreakpoint)) }
        let end = try again.report(.resume(.toBreakpoint)).report
        #expect(end.status == .completed && end.stdout == "5\n")
        #expect(try again.repr("l") == "[[0], [1], [2], [3], [4]]")
    }

    @Test func aPausedSessionIsDeletedAndEvicted() throws {
        var limits = SessionLimits()
        limits.residents = 1
        limits.pausedRuns = 2
        let scratch = try Scratch(limits)
        let session = try scratch.session()
        try session.run("x = 1\nbreakpoint()\nx = 2")
        let other = try scratch.session()
        try other.run("y = 1\nbreakpoint()")
        for _ in 0..<1000 where session.isResident {
            _ = try session.readSynchronously { (_) throws(SessionError) in 0 }
            _ = try other.readSynchronously { (_) throws(SessionError) in 0 }
        }
        #expect(try session.report(.resume(.toBreakpoint)).report.status == .completed)
        #expect(try session.repr("x") == "2")
        try scratch.registry.deleteSynchronously(other.id)
        #expect(throws: SessionError.unknownSession(other.id)) { try other.run("1") }
    }

    @Test func noMoreRunsArePausedThanMayBe() throws {
        var limits = SessionLimits()
        limits.pausedRuns = 1
        let scratch = try Scratch(limits)
        let (one, two) = (try scratch.session(), try scratch.session())
        #expect(try one.run("breakpoint()").report.status == .paused)
        let refused = try two.run("breakpoint()").report
        #expect(refused.exception?.type == "PauseLimitExceeded")
        try one.report(.stopRun)
        #expect(try two.run("breakpoint()").report.status == .paused)
        let again = try scratch.restarted(limits).registry.session(two.id)
        #expect(try again.state() == two.state())
    }

    @Test func manyRunsShareFewThreads() throws {
        var limits = SessionLimits()
        limits.runs = 2
        let scratch = try Scratch(limits)
        let sessions = try (0..<8).map { _ in try scratch.session() }
        for (index, session) in sessions.enumerated() {
            session.perform(
                .run(RunSpecification(source: "x = \(index)\nfor i in range(20000): pass")),
                render: { _ in Answer(code: 0) }, completion: { _ in })
        }
        for (index, session) in sessions.enumerated() {
            #expect(try session.repr("x") == "\(index)")
        }
    }
}
