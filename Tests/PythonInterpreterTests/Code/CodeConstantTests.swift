import Testing

@testable import PythonInterpreter

@Suite("Constants of code units")
struct CodeConstantTests {
    @Test("Equal numbers of different types, and zeros of different signs, stay apart")
    func distinctConstants() {
        let constants: [CodeConstant] = [
            .int(1), .float(1), .true, .complex(real: 1, imaginary: 0), .int(0), .float(0), .float(-0.0),
            .false,
            .complex(real: 0, imaginary: 0), .complex(real: -0.0, imaginary: 0),
            .complex(real: 0, imaginary: -0.0), .string("a"), .bytes([97]), .tuple([]), .frozenset([]),
            .tuple([.int(1)]), .tuple([.float(1)]), .tuple([.true]), .tuple([.tuple([.int(1)])]), .none,
            .ellipsis,
        ]
        #expect(Set(constants).count == constants.count)
        for (index, constant) in constants.enumerated() {
            #expect(constants.firstIndex(of: constant) == index)
        }
    }

    @Test("Frozensets are equal in any order")
    func frozensets() {
        let set = CodeConstant.frozenset([.int(1), .int(2)])
        #expect(set == .frozenset([.int(2), .int(1)]))
        #expect(set.hashValue == CodeConstant.frozenset([.int(2), .int(1)]).hashValue)
        #expect(set != .frozenset([.int(1), .float(2)]))
    }
}
