import BigInt
import PythonObjects
import Testing

@Suite("Numbers")
struct NumberTests {
    let values: RecordedValues

    init() throws {
        values = try RecordedValues.all.get()
    }

    @Test("Ints: reprs, hashes, sizes")
    func integers() throws {
        #expect(values.integers.count == 229)
        for recorded in values.integers {
            let value = integer(recorded.text)
            #expect(try IntegerRules.repr(value) == recorded.text)
            #expect(try IntegerRules.parse(PythonString(recorded.text)) == value)
            #expect(PythonHash.int(value) == recorded.hash, "\(recorded.text)")
            if let word = Int(exactly: value) { #expect(PythonHash.int(word) == recorded.hash) }
            let form = Form.int(digits: IntegerRules.digits(value))
            #expect(SizeTable.python313.sizeOf(form) == recorded.size, "\(recorded.text)")
        }
    }

    @Test("Ints: the limit of digits")
    func limit() throws {
        #expect(try IntegerRules.repr(BigInt(10).power(4299)).utf8.count == 4300)
        #expect(throws: PythonException("ValueError", values.longRepr.message)) {
            try IntegerRules.repr(BigInt(10).power(4300))
        }
        #expect(throws: PythonException.self) { try IntegerRules.repr(-BigInt(10).power(20000)) }
    }

    @Test("Floats: reprs and hashes")
    func floats() {
        #expect(values.floats.count == 446)
        for recorded in values.floats {
            let value = double(recorded.bits)
            #expect(FloatRules.repr(value) == recorded.repr)
            if !value.isNaN {
                #expect(PythonHash.float(value, address: 0x7000) == recorded.hash, "\(recorded.repr)")
            }
        }
        #expect(PythonHash.float(.nan, address: 0x7000) == 0x700)
    }

    @Test("Complex numbers: reprs and hashes")
    func complexes() {
        #expect(values.complexes.count == 144)
        for recorded in values.complexes {
            let (real, imaginary) = (double(recorded.bits[0]), double(recorded.bits[1]))
            #expect(ComplexRules.repr(real, imaginary) == recorded.repr)
            if !real.isNaN, !imaginary.isNaN {
                #expect(
                    PythonHash.complex(real, imaginary, address: 0) == recorded.hash, "\(recorded.repr)")
            }
        }
    }

    @Test("Equality and order across int, float and complex are exact")
    func equality() {
        let recorded = values.numberEquality
        let numbers = recorded.numbers.map { item -> Number in
            if let int = item.int { return .int(integer(int)) }
            if let float = item.float { return .float(double(float)) }
            return .complex(double(item.complex![0]), double(item.complex![1]))
        }
        #expect(numbers.count == 32)
        for (row, left) in numbers.enumerated() {
            let equal = numbers.map { Number.isEqual(left, $0) ? "1" : "0" }.joined()
            #expect(equal == recorded.equal[row], "\(left)")
            let less = numbers.map { Number.isLess(left, $0).map { $0 ? "1" : "0" } ?? "-" }.joined()
            #expect(less == recorded.less[row], "\(left)")
            for right in numbers where Number.isEqual(left, right) {
                #expect(left.hash(address: 0) == right.hash(address: 0))
            }
        }
    }

    @Test("Parsing of ints and floats, values and errors")
    func parsing() {
        for recorded in values.parsing.int {
            let outcome = outcome { try String(IntegerRules.parse(PythonString(recorded.input))) }
            #expect(outcome == expectation(recorded), "\(recorded.input)")
        }
        for recorded in values.parsing.float {
            let outcome = outcome { try FloatRules.repr(FloatRules.parse(PythonString(recorded.input))) }
            #expect(outcome == expectation(recorded), "\(recorded.input)")
        }
    }

    @Test("Parsing of ints in other bases")
    func bases() throws {
        #expect(try IntegerRules.parse("0xff", base: 16) == 255)
        #expect(try IntegerRules.parse("0x_ff", base: 0) == 255)
        #expect(try IntegerRules.parse("-0b101", base: 0) == -5)
        #expect(try IntegerRules.parse("zz", base: 36) == 1295)
        #expect(try IntegerRules.parse("000", base: 0) == 0)
        #expect(try IntegerRules.parse("0o17", base: 8) == 15)
        #expect(throws: PythonException("ValueError", "invalid literal for int() with base 0: '010'")) {
            try IntegerRules.parse("010", base: 0)
        }
        #expect(throws: PythonException("ValueError", "int() base must be >= 2 and <= 36, or 0")) {
            try IntegerRules.parse("1", base: 37)
        }
    }

    @Test("From int to float, ties to even, and back")
    func conversions() {
        for recorded in values.conversions {
            let outcome = outcome { try String(FloatRules.float(integer(recorded.text!)).bitPattern) }
            #expect(outcome == expectation(recorded), "\(recorded.text!.prefix(40))")
        }
        for recorded in values.truncations {
            let outcome = outcome { try String(FloatRules.truncated(double(recorded.bits!))) }
            #expect(outcome == expectation(recorded), "\(recorded.bits!)")
        }
    }

    private func outcome(_ body: () throws -> String) -> String {
        do { return try body() } catch { return "\(error)" }
    }

    private func expectation(_ recorded: RecordedValues.Attempt) -> String {
        recorded.value ?? "\(recorded.error!): \(recorded.message!)"
    }
}
