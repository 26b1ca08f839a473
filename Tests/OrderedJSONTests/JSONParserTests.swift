import OrderedJSON
import Testing

/// What RFC 8259 accepts and rejects, in the manner of the JSON test suites.
struct JSONParserTests {
    static let accepted: [(String, JSONValue)] = [
        ("null", nil), ("true", true), ("false", false), ("\"\"", ""), ("0", 0), ("-0", 0), ("-1", -1),
        ("[]", []), ("{}", [:]), (" \t\r\n[ \n] \t", []), ("[1,2,3]", [1, 2, 3]), ("[ 1 , 2 ]", [1, 2]),
        ("[[],[[]]]", [[], [[]]]), ("{\"a\":1}", ["a": 1]),
        ("{ \"a\" : [ ] , \"b\" : { } }", ["a": [], "b": [:]]),
        ("{\"\":0}", ["": 0]), ("{\"b\":1,\"a\":2}", ["b": 1, "a": 2]),
        ("[null,true,false]", [nil, true, false]),
        ("\"a\\\"b\\\\c\\/d\\b\\f\\n\\r\\te\"", "a\"b\\c/d\u{8}\u{C}\n\r\te"),
        ("\"\\u0041\\u00e9\\u20AC\"", "Aé€"),
        ("\"\\uD834\\udd1e\"", "\u{1D11E}"), ("\"\\u0000\"", "\0"), ("\"\u{7F}\"", "\u{7F}"),
        ("\"é€\u{1F40D}\u{10FFFF}\u{FFFF}\u{2028}\"", "é€\u{1F40D}\u{10FFFF}\u{FFFF}\u{2028}"),
        ("\"12345678\\n12345678\"", "12345678\n12345678"), ("[\"\\\\\\\\\"]", ["\\\\"]),
        ("{\"é\":1,\"e\\u0301\":2}", ["é": 1, "e\u{301}": 2]),
        ("9223372036854775807", .integer(.max)), ("-9223372036854775808", .integer(.min)),
    ]

    @Test("Accepted", arguments: accepted.indices)
    func accepts(_ index: Int) throws {
        let (text, value) = Self.accepted[index]
        #expect(try JSONValue(parsing: text) == value, "\(text)")
    }

    static let rejected: [(String, JSONError.Reason, Int)] = [
        ("", .unexpectedEnd, 0), ("  ", .unexpectedEnd, 2), ("[", .unexpectedEnd, 1),
        ("{\"a\":", .unexpectedEnd, 5),
        ("]", .unexpectedByte(0x5D, expected: .value), 0),
        ("[,1]", .unexpectedByte(0x2C, expected: .valueOrArrayEnd), 1),
        ("[1,]", .unexpectedByte(0x5D, expected: .value), 3),
        ("[1 2]", .unexpectedByte(0x32, expected: .commaOrArrayEnd), 3),
        ("[1}", .unexpectedByte(0x7D, expected: .commaOrArrayEnd), 2), ("[1]]", .trailingContent, 3),
        ("1 2", .trailingContent, 2), ("{}x", .trailingContent, 2),
        ("{\"a\" 1}", .unexpectedByte(0x31, expected: .colon), 5),
        ("{a:1}", .unexpectedByte(0x61, expected: .nameOrObjectEnd), 1),
        ("{'a':1}", .unexpectedByte(0x27, expected: .nameOrObjectEnd), 1),
        ("{\"a\":1,}", .unexpectedByte(0x7D, expected: .name), 7),
        ("{1:1}", .unexpectedByte(0x31, expected: .nameOrObjectEnd), 1),
        ("{\"a\":1 \"b\":2}", .unexpectedByte(0x22, expected: .commaOrObjectEnd), 7),
        ("{\"a\":}", .unexpectedByte(0x7D, expected: .value), 5),
        ("{\"a\":1]", .unexpectedByte(0x5D, expected: .commaOrObjectEnd), 6),
        ("tru", .unexpectedEnd, 3), ("trux", .unexpectedByte(0x78, expected: .literal), 3),
        ("True", .unexpectedByte(0x54, expected: .value), 0),
        ("nulL", .unexpectedByte(0x4C, expected: .literal), 3), ("truee", .trailingContent, 4),
        ("NaN", .unexpectedByte(0x4E, expected: .value), 0),
        ("Infinity", .unexpectedByte(0x49, expected: .value), 0),
        ("-Infinity", .unexpectedByte(0x49, expected: .digit), 1),
        ("01", .trailingContent, 1), ("-01", .trailingContent, 2), ("-", .unexpectedEnd, 1),
        ("+1", .unexpectedByte(0x2B, expected: .value), 0),
        (".5", .unexpectedByte(0x2E, expected: .value), 0), ("1.", .unexpectedEnd, 2),
        ("1.e5", .unexpectedByte(0x65, expected: .digit), 2),
        ("1e", .unexpectedEnd, 2), ("1e+", .unexpectedEnd, 3),
        ("1e+x", .unexpectedByte(0x78, expected: .digit), 3),
        ("0x10", .trailingContent, 1), ("1_000", .trailingContent, 1),
        ("--1", .unexpectedByte(0x2D, expected: .digit), 1),
        ("\"", .unexpectedEnd, 1), ("\"abc", .unexpectedEnd, 4), ("\"\\", .unexpectedEnd, 2),
        ("\"\\u12", .unexpectedEnd, 5),
        ("\"\\x\"", .invalidEscape, 1), ("\"\\u12g4\"", .invalidEscape, 1), ("\"\\'\"", .invalidEscape, 1),
        ("\"\\U0041\"", .invalidEscape, 1),
        ("\"a\nb\"", .controlCharacter(0x0A), 2), ("\"\t\"", .controlCharacter(0x09), 1),
        ("\"\0\"", .controlCharacter(0), 1),
        ("\"1234567\u{1F}\"", .controlCharacter(0x1F), 8), ("[1]\0", .trailingContent, 3),
        ("\0", .unexpectedByte(0, expected: .value), 0),
        ("\u{FEFF}1", .byteOrderMark, 0), ("\u{A0}1", .unexpectedByte(0xC2, expected: .value), 0),
        ("[1,\u{B}2]", .unexpectedByte(0x0B, expected: .value), 3),
        ("/**/1", .unexpectedByte(0x2F, expected: .value), 0), ("[1]//", .trailingContent, 3),
        ("[1:2]", .unexpectedByte(0x3A, expected: .commaOrArrayEnd), 2),
        ("\"\\ud800\"", .loneSurrogate(0xD800), 1), ("\"\\udc00\"", .loneSurrogate(0xDC00), 1),
        ("\"a\\ud800x\"", .loneSurrogate(0xD800), 2),
        ("\"\\ud800\\n\"", .loneSurrogate(0xD800), 1), ("\"\\ud800\\ud800\"", .loneSurrogate(0xD800), 1),
        ("\"\\ud800\\u0041\"", .loneSurrogate(0xD800), 1),
        ("\"\\uD800", .unexpectedEnd, 7), ("\"\\uD800\\", .unexpectedEnd, 8),
        ("\"\\uD800\\u", .unexpectedEnd, 9),
        ("{\"a\":1,\"a\":1}", .duplicateName("a"), 7), ("{\"a\":1,\"\\u0061\":1}", .duplicateName("a"), 7),
        ("[{\"\":1,\"\":2}]", .duplicateName(""), 7),
    ]

    @Test("Rejected, with the reason and the place", arguments: rejected.indices)
    func rejects(_ index: Int) {
        let (text, reason, offset) = Self.rejected[index]
        let error = #expect(throws: JSONError.self, "\(text)") { try JSONValue(parsing: text) }
        #expect(
            error?.reason == reason && error?.offset == offset, "\(text) gives \(String(describing: error))")
    }

    @Test(
        "Bytes that are not UTF-8",
        arguments: [
            [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xC3, 0x28], [0xE0, 0x80, 0x80], [0xE0, 0x9F, 0xBF],
            [0xE2, 0x28, 0xA1],
            [0xE2, 0x82, 0x28], [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xF0, 0x80, 0x80, 0x80],
            [0xF0, 0x8F, 0xBF, 0xBF],
            [0xF0, 0x28, 0x8C, 0xBC], [0xF0, 0x90, 0x28, 0xBC], [0xF0, 0x90, 0x8C, 0x28],
            [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80],
            [0xF8, 0x88, 0x80, 0x80, 0x80], [0xFE], [0xFF],
        ] as [[UInt8]])
    func rejectsInvalidUTF8(_ bytes: [UInt8]) {
        for padding in 0..<9 {
            let lead = [0x22] + [UInt8](repeating: 0x61, count: padding)
            let error = #expect(throws: JSONError.self) { try JSONValue(parsing: lead + bytes + [0x22]) }
            #expect(error?.reason == .invalidUTF8)
            #expect(error?.offset == lead.count)
        }
        #expect(throws: JSONError.self) { try JSONValue(parsing: bytes) }
    }

    @Test("The text may end at any byte: an error at the end, never anything else")
    func rejectsEveryTruncation() throws {
        let text = #" {"naïve \ud834\udd1e \"x\"":[1,-2.50e+10,true,false,null,{"":{}}],"s":"é€🐍\\\u0000"} "#
        let bytes = Array(text.utf8)
        _ = try JSONValue(parsing: bytes)
        for count in 0..<bytes.count - 1 {
            let error = #expect(throws: JSONError.self) { try JSONValue(parsing: Array(bytes[..<count])) }
            #expect(error?.reason == .unexpectedEnd, "\(count) bytes: \(String(describing: error))")
            #expect(error?.offset == count)
        }
    }

    @Test("Line and column count characters from 1")
    func placesErrors() {
        let error = #expect(throws: JSONError.self) { try JSONValue(parsing: "{\n  \"é€\": 1,\n  \"🐍\": x}") }
        #expect(error?.line == 3)
        #expect(error?.column == 8)
        #expect(error?.description == "line 3, column 8: 'x' where a value is expected")
    }

    @Test("Nesting ends at the limit, however deep the text goes on")
    func limitsDepth() throws {
        func nested(_ depth: Int, _ open: String, _ close: String) -> String {
            String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)
        }
        for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
            _ = try JSONValue(parsing: nested(128, open, close))
            for depth in [129, 100_000] {
                let error = #expect(throws: JSONError.self) {
                    try JSONValue(parsing: nested(depth, open, close))
                }
                #expect(error?.reason == .tooDeep(limit: 128))
                #expect(error?.offset == 128 * open.utf8.count)
            }
            _ = try JSONValue(parsing: nested(1_000, open, close), limits: JSONLimits(depth: 1_000))
        }
        _ = try JSONValue(parsing: "[" + Array(repeating: "[[]]", count: 1_000).joined(separator: ",") + "]")
    }

    @Test("Random bytes and mutated documents never trap")
    func survivesNoise() throws {
        var random = SplitMix64(seed: 7)
        let document = Array(#"{"type":"list","items":[1,2.5e3,{"ref":"o17"},"\u00e9\n",null,true]}"#.utf8)
        let alphabet = Array("{}[]\",:\\u0aeE+-.1tfn \u{7F}".utf8) + [0x00, 0x80, 0xC3, 0xED, 0xF0, 0xFF]
        for _ in 0..<20_000 {
            var bytes = document
            for _ in 0...Int.random(in: 0..<4, using: &random) {
                let place = Int.random(in: bytes.indices, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[place] = alphabet.randomElement(using: &random)!
                case 1: bytes.remove(at: place)
                default: bytes.insert(alphabet.randomElement(using: &random)!, at: place)
                }
            }
            if let value = try? JSONValue(parsing: bytes) {
                #expect(try JSONValue(parsing: value.bytes) == value)
            }
            let noise = (0..<12).map { _ in alphabet.randomElement(using: &random)! }
            _ = try? JSONValue(parsing: noise)
        }
    }
}
