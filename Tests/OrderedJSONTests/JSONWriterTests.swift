import OrderedJSON
import Testing

/// The writer places commas and escapes what must be escaped.
struct JSONWriterTests {
    @Test("Values, members and commas")
    func writesADocument() {
        var json = JSONWriter()
        json.beginObject()
        json.member("id", "o17")
        json.member("name", nil as String?)
        json.member("refcount", UInt32(4_294_967_295))
        json.member("size", -72)
        json.member("big", UInt64.max)
        json.member("tracked", true)
        json.member("ratio", 0.5)
        json.member("value", ["a": [1, nil]] as JSONValue)
        json.name("items")
        json.beginArray()
        json.beginArray()
        json.endArray()
        json.beginObject()
        json.endObject()
        json.string("x")
        json.null()
        json.raw(Array("{\"raw\":1}".utf8))
        json.integer(10)
        json.endArray()
        json.endObject()
        let expected =
            #"{"id":"o17","name":null,"refcount":4294967295,"size":-72,"big":18446744073709551615,"tracked":true,"#
            + #""ratio":0.5,"value":{"a":[1,null]},"items":[[],{},"x",null,{"raw":1},10]}"#
        #expect(String(decoding: json.bytes, as: UTF8.self) == expected)
    }

    @Test("Documents of a stream stand on lines of their own")
    func writesLines() {
        var json = JSONWriter()
        for value in [1, 2] as [JSONValue] {
            json.value(["n": value])
            json.newline()
        }
        #expect(String(decoding: json.takeBytes(), as: UTF8.self) == "{\"n\":1}\n{\"n\":2}\n")
        json.integer(1)
        #expect(json.bytes == [0x31])
    }

    @Test("Every control character, quote and backslash is escaped, and nothing else")
    func escapes() throws {
        let text =
            String(String.UnicodeScalarView((0..<0x300).compactMap { Unicode.Scalar($0 as UInt32) }))
            + "🐍\u{2028}"
        let written = JSONValue.string(text).description
        #expect(try JSONValue(parsing: written) == .string(text))
        #expect(written.hasPrefix(#""\u0000\u0001"#))
        #expect(written.contains(#"\u0007\b\t\n\u000b\f\r\u000e"#))
        #expect(written.contains(##" !\"#$"##))
        #expect(written.contains(#"[\\]"#))
        #expect(written.contains("\u{7F}\u{80}"))
        #expect(written.unicodeScalars.count == text.unicodeScalars.count + 2 + 2 + 5 + 27 * 5)
    }

    @Test(
        "Integers of every width",
        arguments: [0, 9, 10, -1, -10, 99, 100, 1_234_567_890, Int64.max, Int64.min])
    func writesIntegers(_ value: Int64) {
        #expect(JSONValue.integer(value).description == String(value))
    }

    @Test("Random values come back equal")
    func roundTrips() throws {
        var random = SplitMix64(seed: 42)
        for _ in 0..<2_000 {
            let value = Self.value(depth: 0, using: &random)
            #expect(try JSONValue(parsing: value.bytes) == value)
        }
    }

    private static func value(depth: Int, using random: inout SplitMix64) -> JSONValue {
        switch Int.random(in: 0..<(depth < 4 ? 8 : 6), using: &random) {
        case 0: return nil
        case 1: return .bool(Bool.random(using: &random))
        case 2:
            return .integer(
                Int64(truncatingIfNeeded: random.next() >> UInt64.random(in: 0..<64, using: &random)))
        case 3: return .double(Double(Int64(truncatingIfNeeded: random.next())) / 1_000)
        case 4, 5: return .string(string(using: &random))
        case 6:
            return .array(
                (0..<Int.random(in: 0..<6, using: &random)).map { _ in value(depth: depth + 1, using: &random)
                })
        default:
            var object = JSONObject()
            for _ in 0..<Int.random(in: 0..<12, using: &random) {
                object.set(string(using: &random), value(depth: depth + 1, using: &random))
            }
            return .object(object)
        }
    }

    private static func string(using random: inout SplitMix64) -> String {
        var scalars = String.UnicodeScalarView()
        let ceiling: UInt32 = [0x7F, 0x7F, 0xFF, 0xFFFF, 0x10FFFF].randomElement(using: &random)!
        for _ in 0..<Int.random(in: 0..<24, using: &random) {
            if let scalar = Unicode.Scalar(UInt32.random(in: 0...ceiling, using: &random)) {
                scalars.append(scalar)
            }
        }
        return String(scalars)
    }
}
