import Testing

@testable import PythonInterpreter

@Suite("Code units")
struct CodeUnitTests {
    @Test("An instruction is 8 bytes")
    func size() {
        #expect(MemoryLayout<Instruction>.stride == 8)
        #expect(_isPOD(Instruction.self))
    }

    @Test("A handler is found by the instruction that raises")
    func handlers() {
        let entry = { (start: UInt32, end: UInt32, target: UInt32) in
            ExceptionTableEntry(start: start, end: end, target: target, depth: 0, pushesLasti: false)
        }
        let unit = unit(exceptionTable: [entry(1, 3, 5), entry(3, 4, 6), entry(6, 7, 7)])
        let targets = (0..<8).map { unit.handler(at: $0)?.target }
        #expect(targets == [nil, 5, 5, 6, nil, nil, 7, nil])
        #expect(self.unit().handler(at: 0) == nil)
    }

    @Test("A parameter that is a cell is a variable and a cell")
    func names() {
        let unit = unit(
            locals: [
                ("a", .local), ("b", [.local, .cell]), ("c", .cell), ("d", .free), ("e", [.local, .hidden]),
            ])
        #expect(unit.variableNames == ["a", "b", "e"])
        #expect(unit.cellNames == ["b", "c"])
        #expect(unit.freeNames == ["d"])
    }

    @Test("Code units are equal if they do the same at the same places")
    func equality() {
        #expect(unit() == unit())
        #expect(CodeConstant.code(unit()) == .code(unit()))
        #expect(unit(constants: [.int(1)]) != unit(constants: [.true]))
    }

    private func unit(
        exceptionTable: [ExceptionTableEntry] = [], constants: [CodeConstant] = [.none],
        locals: [(String, LocalKind)] = []
    ) -> CodeUnit {
        CodeUnit(
            instructions: [Instruction(.resume), Instruction(.returnConst)], locations: [nil, nil],
            exceptionTable: exceptionTable, constants: constants, names: [], localNames: locals.map(\.0),
            localKinds: locals.map(\.1), flags: [], stackSize: 1, firstLine: 1, name: "f", qualifiedName: "f",
            filename: "<test>")
    }
}
