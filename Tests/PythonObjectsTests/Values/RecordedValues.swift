import BigInt
import PythonObjects

/// The contents of `values.3.13.json`.
struct RecordedValues: Decodable, Sendable {
    struct Text: Decodable {
        var points: [UInt32]
        var repr: String
        var hash: Int
        var size: Int
        var identifier: Bool
    }

    struct Bytes: Decodable {
        var bytes: [UInt8]
        var repr, bytearray: String
        var hash, size, bytearraySize: Int
    }

    struct Integer: Decodable {
        var text: String
        var hash, size: Int
    }

    struct Float: Decodable {
        var bits, repr: String
        var hash: Int
    }

    struct Complex: Decodable {
        var bits: [String]
        var repr: String
        var hash: Int
    }

    struct Hashable: Decodable {
        var items: [String]
        var tuple, frozenset: Int
        var set: [String]
    }

    struct Slice: Decodable {
        var items: [String?]
        var hash: Int
        var repr: String
    }

    struct Range: Decodable {
        var parts: [String]
        var repr: String
        var hash: Int
        var count, contains: String
    }

    struct RangeEquality: Decodable {
        var parts: [[String]]
        var equal: [String]
    }

    struct AnyNumber: Decodable {
        var int, float: String?
        var complex: [String]?
    }

    struct NumberEquality: Decodable {
        var numbers: [AnyNumber]
        var equal, less: [String]
    }

    struct Attempt: Decodable {
        var input: String
        var text, bits, value, error, message: String?
    }

    struct Parsing: Decodable {
        var int, float: [Attempt]
    }

    struct LongRepr: Decodable {
        var message: String
    }

    var strings: [Text]
    var bytes: [Bytes]
    var integers: [Integer]
    var floats: [Float]
    var complexes: [Complex]
    var hashables: [Hashable]
    var slices: [Slice]
    var ranges: [Range]
    var rangeEquality: RangeEquality
    var numberEquality: NumberEquality
    var parsing: Parsing
    var longRepr: LongRepr
    var conversions, truncations: [Attempt]
    var none: Int
    var sets: [String: Int]

    static let all = Result { try Recording.object("values.3.13.json", as: RecordedValues.self) }
}

func double(_ bits: String) -> Double { Double(bitPattern: UInt64(bits) ?? 0) }

func integer(_ text: String) -> BigInt { BigInt(text) ?? 0 }
