import BigInt
import PythonObjects

/// A value of a case in `Recordings/*.cases`, in the compact form that `record_cases.py` writes.
enum RecordedValue: Equatable {
    case none
    case bool(Bool)
    case int(BigInt)
    case float(Double)
    case complex(Double, Double)
    case str(PythonString)
    case bytes([UInt8])
    case list([RecordedValue])
    /// An exception's type and message.
    case exception(String)

    /// Reads a value as `record_cases.py` writes it.
    init(_ text: some StringProtocol) {
        var reader = Reader(rest: Array(text.utf8)[...])
        self = reader.value()
    }

    /// The value as `record_cases.py` writes it; a NaN has no payload.
    var text: String {
        switch self {
        case .none: "N"
        case .bool(let value): value ? "T" : "F"
        case .int(let value): "i" + String(value, radix: 16)
        case .float(let value): "f" + RecordedValue.bits(value)
        case .complex(let real, let imaginary):
            "c" + RecordedValue.bits(real) + RecordedValue.bits(imaginary)
        case .str(let value): "s" + RecordedValue.escaped(value)
        case .bytes(let bytes):
            "b" + bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        case .list(let items): "(" + items.map(\.text).joined(separator: ",") + ")"
        case .exception(let message): "!" + RecordedValue.escaped(PythonString(message))
        }
    }

    private static func bits(_ value: Double) -> String {
        if value.isNaN { return "7ff8000000000000" }
        let text = String(value.bitPattern, radix: 16)
        return String(repeating: "0", count: 16 - text.count) + text
    }

    private static func escaped(_ value: PythonString) -> String {
        value.codePoints.reduce(into: "") { text, point in
            switch point {
            case 0x5C, 0x28, 0x29, 0x2C, 0...0x20, 0x7F...: text += "\\" + String(point, radix: 16) + ";"
            default: text.unicodeScalars.append(Unicode.Scalar(UInt8(point)))
            }
        }
    }

    private struct Reader {
        var rest: ArraySlice<UInt8>

        mutating func value() -> RecordedValue {
            switch rest.popFirst() {
            case UInt8(ascii: "T"): return .bool(true)
            case UInt8(ascii: "F"): return .bool(false)
            case UInt8(ascii: "i"): return .int(BigInt(word(), radix: 16) ?? 0)
            case UInt8(ascii: "f"): return .float(double(word()))
            case UInt8(ascii: "c"):
                let bits = word()
                return .complex(double(String(bits.prefix(16))), double(String(bits.suffix(16))))
            case UInt8(ascii: "s"): return .str(string())
            case UInt8(ascii: "b"):
                let digits = Array(word())
                return .bytes(
                    stride(from: 0, to: digits.count, by: 2).map {
                        UInt8(String(digits[$0...($0 + 1)]), radix: 16) ?? 0
                    })
            case UInt8(ascii: "("):
                var items: [RecordedValue] = []
                while let next = rest.first, next != UInt8(ascii: ")") {
                    items.append(value())
                    if rest.first == UInt8(ascii: ",") { rest.removeFirst() }
                }
                rest = rest.dropFirst()
                return .list(items)
            case UInt8(ascii: "!"): return .exception(string().text)
            default: return .none
            }
        }

        private mutating func word() -> String {
            let word = rest.prefix { $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: ")") }
            rest = rest.dropFirst(word.count)
            return String(decoding: word, as: UTF8.self)
        }

        private mutating func string() -> PythonString {
            let word = rest.prefix { $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: ")") }
            rest = rest.dropFirst(word.count)
            var points: [UInt32] = []
            var units = word
            while let unit = units.popFirst() {
                guard unit == UInt8(ascii: "\\") else {
                    points.append(UInt32(unit))
                    continue
                }
                let digits = units.prefix { $0 != UInt8(ascii: ";") }
                units = units.dropFirst(digits.count + 1)
                points.append(UInt32(String(decoding: digits, as: UTF8.self), radix: 16) ?? 0)
            }
            return PythonString(codePoints: points)
        }

        private func double(_ bits: String) -> Double {
            Double(bitPattern: UInt64(bits, radix: 16) ?? 0)
        }
    }
}

extension RecordedValue {
    var str: PythonString { if case .str(let value) = self { value } else { PythonString() } }
    var bytes: [UInt8] { if case .bytes(let value) = self { value } else { [] } }
    var bigInt: BigInt { if case .int(let value) = self { value } else { 0 } }
    var int: Int { Int(clamping: bigInt) }
    var float: Double { if case .float(let value) = self { value } else { 0 } }
    var bool: Bool { if case .bool(let value) = self { value } else { false } }
    var items: [RecordedValue] { if case .list(let items) = self { items } else { [] } }
    var isNone: Bool { if case .none = self { true } else { false } }
    var complex: (real: Double, imaginary: Double) {
        if case .complex(let real, let imaginary) = self { (real, imaginary) } else { (0, 0) }
    }

    static func int(_ value: Int) -> RecordedValue { .int(BigInt(value)) }
    static func text(_ value: String) -> RecordedValue { .str(PythonString(value)) }
    static func strs(_ values: [PythonString]) -> RecordedValue { .list(values.map(RecordedValue.str)) }
    static func pieces(_ values: [[UInt8]]) -> RecordedValue { .list(values.map(RecordedValue.bytes)) }

    /// The int of an index, or -1.
    static func index(_ value: Int?) -> RecordedValue { .int(value ?? -1) }
}
