import BigInt
import HeapEngine
import PythonObjects

/// What an item of a memoryview is, by its letter in `struct`, of native size.
enum MemoryItem: String {
    case character = "c", truth = "?"
    case signedByte = "b", unsignedByte = "B"
    case short = "h", unsignedShort = "H"
    case int = "i", unsignedInt = "I"
    case long = "l", unsignedLong = "L"
    case longLong = "q", unsignedLongLong = "Q"
    case size = "n", unsignedSize = "N"
    case float = "f", double = "d"

    /// Its bytes.
    var size: Int {
        switch self {
        case .character, .truth, .signedByte, .unsignedByte: 1
        case .short, .unsignedShort: 2
        case .int, .unsignedInt, .float: 4
        default: 8
        }
    }

    var isReal: Bool { self == .float || self == .double }

    private var isSigned: Bool {
        switch self {
        case .signedByte, .short, .int, .long, .longLong, .size: true
        default: false
        }
    }

    /// The object that bytes stand for; the caller owns it.
    func object(_ bytes: ArraySlice<UInt8>, _ interpreter: Interpreter) -> ObjectID {
        let runtime = interpreter.runtime
        let word = bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        switch self {
        case .character: return runtime.makeBytes(Array(bytes))
        case .truth: return runtime.boolean(word != 0)
        case .float: return runtime.makeFloat(Double(Float(bitPattern: UInt32(truncatingIfNeeded: word))))
        case .double: return runtime.makeFloat(Double(bitPattern: word))
        default:
            guard isSigned else { return runtime.makeInt(BigInt(word)) }
            let shift = UInt64(64 - 8 * size)
            return runtime.makeInt(Int(Int64(bitPattern: word << shift) >> Int64(shift)))
        }
    }

    /// The bytes that an object is written as.
    func bytes(of object: ObjectID, _ interpreter: Interpreter) throws -> [UInt8] {
        let runtime = interpreter.runtime
        func wrongType() -> PythonException {
            interpreter.typeError("memoryview: invalid type for format '\(rawValue)'")
        }
        func wrongValue() -> PythonException {
            PythonException("ValueError", "memoryview: invalid value for format '\(rawValue)'")
        }
        func little(_ word: UInt64) -> [UInt8] {
            (0..<size).map { UInt8(truncatingIfNeeded: word >> UInt64(8 * $0)) }
        }
        switch self {
        case .character:
            guard runtime.kind(of: object) == .bytes else { throw wrongType() }
            guard let bytes = runtime.bytesValue(object), bytes.count == 1 else { throw wrongValue() }
            return bytes
        case .truth: return [try interpreter.isTrue(object) ? 1 : 0]
        case .float, .double:
            guard let value = try interpreter.realNumber(object, asksFloats: true) else { throw wrongType() }
            if self == .double { return little(value.bitPattern) }
            let narrow = Float(value)
            guard narrow.isFinite || !value.isFinite else {
                throw PythonException("OverflowError", "float too large to pack with f format")
            }
            return little(UInt64(narrow.bitPattern))
        default:
            guard let number = try interpreter.indexIfAny(object) else { throw wrongType() }
            if isSigned {
                let limit = Int64.max >> Int64(64 - 8 * size)
                guard let value = Int64(exactly: number), value <= limit, value >= -limit - 1 else {
                    throw wrongValue()
                }
                return little(UInt64(bitPattern: value))
            }
            guard let value = UInt64(exactly: number), value <= UInt64.max >> UInt64(64 - 8 * size) else {
                throw wrongValue()
            }
            return little(value)
        }
    }
}
