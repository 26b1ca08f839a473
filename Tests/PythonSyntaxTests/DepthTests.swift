import Foundation
import PythonSyntax
import Synchronization
import Testing

/// No source overflows the stack: what nests too deep is refused, also in a debug build and with 8 MB of stack.
@Suite struct DepthTests {
    /// Reads a source on a thread with 8 MB of stack.
    static func fault(of source: String) -> SyntaxError? {
        let result = Mutex<SyntaxError?>(nil)
        let done = DispatchSemaphore(value: 0)
        let thread = Thread {
            let error = SyntaxErrorTests.fault(of: source, mode: "exec")
            result.withLock { $0 = error }
            done.signal()
        }
        thread.stackSize = (8 << 20) * (isAddressSanitized ? 8 : 1)
        thread.start()
        done.wait()
        return result.withLock { $0 }
    }

    /// Whether Address Sanitizer is there, under which each call takes several times the stack.
    private static let isAddressSanitized = dlsym(dlopen(nil, RTLD_NOW), "__asan_init") != nil

    static func repeated(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

    @Test(arguments: [
        repeated("(", 100_000), repeated("[", 100_000) + repeated("]", 100_000), repeated("{1:", 100_000),
        repeated("f(", 100_000), repeated("a[", 100_000),
    ])
    func bracketsNestTwoHundredDeep(_ source: String) {
        #expect(Self.fault(of: source)?.message == "too many nested parentheses")
    }

    @Test(arguments: [
        repeated("- ", 100_000) + "1", repeated("not ", 100_000) + "1",
        repeated("x", 1) + repeated(".a", 1_000_000),
        "a" + repeated("+a", 100_000), "x" + repeated("()", 100_000), "x" + repeated("[0]", 100_000),
        repeated("a\\n+", 1) + "a" + repeated(" @ a", 100_000),
        "match x:\n case " + repeated("a.", 100_000) + "b: pass",
    ])
    func longChainsAreRefused(_ source: String) {
        let error = Self.fault(of: source)
        #expect(error?.kind == .recursionError || error?.kind == .memoryError || error?.kind == .syntaxError)
    }

    @Test(arguments: [
        repeated("lambda: ", 100_000) + "1", "a" + repeated(" ** a", 100_000),
        "a" + repeated(" if b else a", 100_000),
        "if a: pass\n" + repeated("elif a: pass\n", 50_000),
    ])
    func deepNestingIsRefused(_ source: String) {
        let error = Self.fault(of: source)
        #expect(error?.kind == .memoryError)
        #expect(error?.message == "Parser stack overflowed - Python source too complex to parse")
    }

    /// As deep as is allowed, in every way at once, and with a fault at the bottom, so that the slow reading goes as deep.
    @Test func whatIsAllowedFits() {
        let blocks = (0..<99).map { Self.repeated(" ", $0) + "if a:\n" }.joined() + Self.repeated(" ", 99)
        #expect(Self.fault(of: blocks + "pass\n") == nil)
        for (opening, closing) in [
            ("(", ")"), ("[", "]"), ("{1: ", "}"), ("f(", ")"), ("a[", "]"), ("lambda: (", ")"),
        ] {
            let nest = Self.repeated(opening, 199)
            #expect(Self.fault(of: blocks + nest + "1" + Self.repeated(closing, 199) + "\n") == nil)
            #expect(Self.fault(of: blocks + nest + "1 1" + Self.repeated(closing, 199) + "\n") != nil)
            #expect(Self.fault(of: nest + "1 = 1" + Self.repeated(closing, 199) + "\n") != nil)
        }
        let limit = Parser.depthLimit
        for link in ["-", "not ", "lambda: ", "a if a else ", "a ** ", "await a."] {
            #expect(Self.fault(of: Self.repeated(link, limit - 10) + "a 1") != nil)
        }
        #expect(Self.fault(of: "a" + Self.repeated("+a", limit - 10)) == nil)
        #expect(Self.fault(of: "a" + Self.repeated(".a", limit - 10)) == nil)
    }
}
