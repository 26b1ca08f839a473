import BigInt
import PythonSyntax
import Testing

@testable import PythonInterpreter

@Suite("The compiler")
struct CompilerTests {
    @Test("Equal constants of a unit are one, those of different types are not")
    func constants() throws {
        let unit = try compile("x = 1, y, 1.0, True, 1, 0.0, -0.0")
        #expect(unit.constants == [.int(1), .float(1), .true, .float(0), .float(-0.0), .none])
    }

    @Test("An expression leaves its value; an interactive statement shows it")
    func modes() throws {
        let value = try compile("a + 1", mode: .eval)
        #expect(value.instructions.last == Instruction(.returnValue))
        let shown = try compile("a + 1\n", mode: .single)
        #expect(
            shown.instructions.contains(Instruction(.callIntrinsic1, UInt32(UnaryIntrinsic.print.rawValue))))
        let silent = try compile("a + 1\n")
        #expect(!silent.instructions.contains { $0.opcode == .callIntrinsic1 })
    }

    @Test("Without assertions and docstrings, as with -OO")
    func optimization() throws {
        let source = "'doc'\ndef f():\n 'doc'\n assert x\n"
        let plain = try compile(source)
        #expect(plain.names.contains("__doc__"))
        let unit = try compile(source, optimization: 2)
        #expect(unit.names == ["f"])
        guard case .code(let function) = unit.constants[0] else {
            Issue.record("no function")
            return
        }
        #expect(function.constants == [.none])
    }

    @Test("Features of the future come with the call or with an import")
    func futures() throws {
        let source = "x: int = 1"
        #expect(try compile(source).constants.contains(.string("int")) == false)
        let unit = try compile(source, flags: .futureAnnotations)
        #expect(unit.constants.contains(.string("int")))
        #expect(unit.flags == .futureAnnotations)
    }

    @Test(
        "Sources as deep as the parser takes them compile",
        arguments: [("x", ".a", ""), ("x", "+x", ""), ("f", "()", ""), ("x", "[0]", ""), ("x = ", "~", "y")])
    func depth(start: String, part: String, end: String) throws {
        let source = start + String(repeating: part, count: 900) + end
        #expect(try compile(source).instructions.count > 900)
    }

    @Test("Huge literals compile in linear time; decimal ones have CPython's limit")
    func literals() throws {
        let unit = try compile("x = 0x1" + String(repeating: "0", count: 100_000))
        #expect(unit.constants[0] == .int(BigInt(1) << 400_000))
        #expect(try compile("x = 0o17777777777777777777777").constants[0] == .int((BigInt(1) << 67) - 1))
        #expect(throws: SyntaxError.self) { try compile("x = 1" + String(repeating: "0", count: 5000)) }
    }

    @Test("Constants that would become large stay operations")
    func limits() throws {
        for source in ["x = 10**10**10", "x = 'a' * 10**12", "x = 1 << 10**9", "x = (0,) * 10**9"] {
            #expect(try compile(source).instructions.contains { $0.opcode == .binaryOp }, "\(source)")
        }
    }

    private func compile(
        _ source: String, mode: Parser.Mode = .exec, flags: CodeFlags = [], optimization: Int = 0
    ) throws(SyntaxError) -> CodeUnit {
        try Compiler.compile(
            source: Array(source.utf8), filename: "<test>", mode: mode, flags: flags,
            optimization: optimization)
    }
}
