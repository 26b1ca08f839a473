import BigInt
import Testing

@testable import PythonObjects

@Suite("Searching texts")
struct TextSearchTests {
    /// A needle and a haystack of few letters, so that much matches in part.
    private func random(_ generator: inout SplitMix, letters: UInt8, count: Int) -> [UInt8] {
        (0..<count).map { _ in 97 + UInt8(generator.next() % UInt64(letters)) }
    }

    @Test("The two-way algorithm finds what comparing everywhere finds")
    func twoWay() {
        var generator = SplitMix(state: 7)
        for _ in 0..<4000 {
            let letters = UInt8(1 + generator.next() % 3)
            let haystack = random(&generator, letters: letters, count: Int(generator.next() % 60))
            let needle = random(&generator, letters: letters, count: 1 + Int(generator.next() % 12))
            let expected = haystack.indices.first { haystack[$0...].starts(with: needle) }
            #expect(TwoWay(needle).first(in: haystack, 0..<haystack.count) == expected)
        }
    }

    @Test("Searches forwards, backwards and of all places agree with comparing everywhere")
    func searches() {
        var generator = SplitMix(state: 11)
        for _ in 0..<300 {
            // Long enough for the two-way algorithm to take over.
            let haystack = random(&generator, letters: 2, count: 400) + [UInt8](repeating: 97, count: 300)
            let needle = [UInt8](repeating: 97, count: Int(generator.next() % 90)) + [98, 97]
            let places = haystack.indices.filter { haystack[$0...].starts(with: needle) }
            let search = TextSearch(needle, in: haystack)
            #expect(search.first(in: 0..<haystack.count) == places.first)
            #expect(search.last(in: 0..<haystack.count) == places.last)
            #expect(search.last(in: 0..<200) == places.last { $0 + needle.count <= 200 })
        }
    }

    @Test("No needle makes a search more than linear", .timeLimit(.minutes(5)))
    func linear() throws {
        let half = 100_000
        let many = PythonString("a").repeated(2 * half)
        let needle = PythonString("a").repeated(half / 2) + "b" + PythonString("a").repeated(half / 2)
        #expect(many.find(needle) == nil)
        #expect(many.rfind(needle) == nil)
        #expect(many.count(of: needle) == 0)
        #expect(try many.split(needle).count == 1)
        #expect(try many.splitFromEnd(needle).count == 1)
        let tail = PythonString("a").repeated(half) + "b"
        #expect((many + "b").find(tail) == half)
        #expect(("b" + many).rfind("b" + PythonString("a").repeated(half)) == 0)
        #expect(try many.splitFromEnd("a").count == 2 * half + 1)
        #expect(try many.replacing("a", with: "bc").count == 4 * half)
    }

    @Test("What a result would be is asked for before it is made")
    func admission() {
        struct Refused: Error, Equatable { var size: Int }
        #expect(throws: Refused(size: 3000)) {
            try PythonString("aaa").replacing("a", with: PythonString("b").repeated(1000)) {
                throw Refused(size: $0)
            }
        }
        #expect(throws: Refused(size: 1_000_000_000_000)) {
            try PythonString("\t").expandingTabs(1_000_000_000_000) { throw Refused(size: $0) }
        }
        #expect(throws: PythonException("OverflowError", "new string is too long")) {
            try PythonString("\t\t").expandingTabs(.max)
        }
        #expect(ResultSize.repeated(3, .max) == nil)
        #expect(ResultSize.power(10, BigInt(10).power(21)) == nil)
        #expect(ResultSize.power(10, 1_000_000) == 4_000_000)
        #expect(ResultSize.shift(1, by: 1_000_000) == 1_000_001)
        #expect(throws: PythonException("OverflowError", "too many digits in integer")) {
            try IntegerRules.shiftedLeft(1, by: BigInt(1) << 70)
        }
    }
}

/// A small generator whose numbers depend on its state alone.
private struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }
}
