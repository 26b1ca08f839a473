import OrderedJSON
import Testing

/// Numbers are kept exactly.
struct JSONNumberTests {
    @Test("Integers that fit are integers, others keep their lexeme")
    func splitsIntegers() throws {
        #expect(try JSONValue(parsing: "9223372036854775807") == .integer(.max))
        #expect(try JSONValue(parsing: "-9223372036854775808") == .integer(.min))
        for lexeme in [
            "9223372036854775808", "-9223372036854775809", "18446744073709551616",
            "123456789012345678901234567890",
            "99999999999999999999", "92233720368547758070", String(repeating: "9", count: 10_000),
        ] {
            guard case .number(let number) = try JSONValue(parsing: lexeme) else {
                Issue.record("\(lexeme) is not kept by lexeme")
                continue
            }
            #expect(number.lexeme == lexeme)
            #expect(number.isInteger)
        }
    }

    @Test("Integers and floats stay apart")
    func keepsFractions() throws {
        for lexeme in ["1.0", "-0.0", "1e3", "1E+3", "0e0", "0.10", "-1.5e-300", "1e999"] {
            let value = try JSONValue(parsing: lexeme)
            guard case .number(let number) = value else {
                Issue.record("\(lexeme) is not kept by lexeme")
                continue
            }
            #expect(number.lexeme == lexeme)
            #expect(!number.isInteger)
            #expect(value.kind == .number)
            #expect(value.description == lexeme)
        }
        #expect(try JSONValue(parsing: "1") != JSONValue(parsing: "1.0"))
        #expect(try JSONValue(parsing: "-0") == 0)
    }

    @Test("Doubles come back bit by bit")
    func roundTripsDoubles() throws {
        var random = SplitMix64(seed: 1)
        let special: [Double] = [
            0.1, -0.0, .leastNonzeroMagnitude, .leastNormalMagnitude, .greatestFiniteMagnitude,
            9007199254740992, 1e16,
            1e22, 1e23, 1 / 3,
            123456.0, 1e-5,
        ]
        let drawn = (0..<5_000).map { _ in Double(bitPattern: random.next()) }
        for value in special + drawn where value.isFinite {
            guard case .number(let number) = try JSONValue(parsing: JSONValue.double(value).bytes) else {
                Issue.record("\(value) is written as an integer")
                continue
            }
            #expect(number.doubleValue.bitPattern == value.bitPattern)
        }
    }

    @Test("Out of range is infinity and zero")
    func saturates() throws {
        #expect(JSONNumber(lexeme: "1e999")?.doubleValue == .infinity)
        #expect(JSONNumber(lexeme: "-1e999")?.doubleValue == -.infinity)
        #expect(JSONNumber(lexeme: "1e-999")?.doubleValue == 0)
    }

    @Test(
        "A lexeme is checked",
        arguments: ["", "-", "1.", ".5", "01", "1 ", " 1", "1e", "NaN", "0x1", "1,2", "null", "\"1\"", "+1"])
    func checksLexemes(_ lexeme: String) {
        #expect(JSONNumber(lexeme: lexeme) == nil)
    }

    @Test("Long numbers are refused at the limit")
    func limitsLength() throws {
        let limits = JSONLimits(numberLength: 20)
        _ = try JSONValue(parsing: String(repeating: "1", count: 20), limits: limits)
        for lexeme in [String(repeating: "1", count: 21), "1." + String(repeating: "0", count: 19)] {
            let error = #expect(throws: JSONError.self) {
                try JSONValue(parsing: "[\(lexeme)]", limits: limits)
            }
            #expect(error?.reason == .numberTooLong(limit: 20))
            #expect(error?.offset == 1)
        }
    }
}
