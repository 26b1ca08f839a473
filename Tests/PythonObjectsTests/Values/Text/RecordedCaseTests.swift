import Testing

@testable import PythonObjects

@Suite("Texts, bytes and numbers as CPython recorded them")
struct RecordedCaseTests {
    @Test(
        "Every recorded call has CPython's answer",
        arguments: [
            ("strings", stringOperations), ("bytestrings", bytesOperations), ("codecs", codecOperations),
            ("formatting", formattingOperations), ("templates", formattingOperations),
            ("numbers", numberOperations),
        ])
    func answers(topic: String, operations: [String: RecordedOperation]) throws {
        let data = try Recording.data("\(topic).3.13.cases")
        let lines = String(decoding: data, as: UTF8.self).split(separator: "\n")
        #expect(lines.count >= 400)
        for line in lines {
            let recorded = RecordedCase(line)
            #expect(recorded.outcome(operations) == recorded.answer, "\(line)")
        }
    }

    @Test("The recordings' form of a value reads as it was written")
    func form() {
        let values: [RecordedValue] = [
            .none, .bool(true), .int(-255), .float(-0.5), .complex(1, -2), .text("a (b),\\ é\n"),
            .bytes([0, 255]),
            .list([.int(1), .list([]), .text("")]), .str(PythonString(codePoints: [0xD800, 0x1F600])),
        ]
        for value in values { #expect(RecordedValue(value.text) == value) }
    }
}
