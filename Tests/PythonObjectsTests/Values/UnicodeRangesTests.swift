import Testing

@testable import PythonObjects

@Suite("UnicodeRanges")
struct UnicodeRangesTests {
    @Test("Boundaries ascend, and as many code points are inside as CPython counts")
    func counts() throws {
        let sets = try RecordedValues.all.get().sets
        let ranges = [
            ("printable", UnicodeRanges.printable), ("start", UnicodeRanges.identifierStart),
            ("continuation", UnicodeRanges.identifierContinuation),
        ]
        for (name, boundaries) in ranges {
            #expect(zip(boundaries, boundaries.dropFirst()).allSatisfy { $0 < $1 })
            var inside = 0
            for index in stride(from: 0, to: boundaries.count, by: 2) {
                let end = index + 1 < boundaries.count ? boundaries[index + 1] : 0x110000
                inside += Int(end - boundaries[index])
            }
            #expect(inside == sets[name])
        }
    }

    @Test("A boundary belongs to what follows it")
    func edges() {
        #expect(!CodePointRanges.contains(0x1F, in: UnicodeRanges.printable))
        #expect(CodePointRanges.contains(0x20, in: UnicodeRanges.printable))
        #expect(CodePointRanges.contains(0x7E, in: UnicodeRanges.printable))
        #expect(!CodePointRanges.contains(0x7F, in: UnicodeRanges.printable))
        #expect(!CodePointRanges.contains(0x10FFFF, in: UnicodeRanges.printable))
        #expect(!CodePointRanges.contains(5, in: []))
    }
}
