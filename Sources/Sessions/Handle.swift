/// The name of one object in its session: `o17` for an object that an operation made, `b3` for one that the
/// interpreter made at its start. A handle is never given to another object.
public struct Handle: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The number behind the letter.
    public var number: UInt64
    /// Whether the interpreter made the object at its start.
    public var isBuiltin: Bool

    /// Makes the handle with a number.
    public init(number: UInt64, isBuiltin: Bool = false) {
        self.number = number
        self.isBuiltin = isBuiltin
    }

    /// Reads a handle's canonical text; nil for anything else, `o017` and `o+1` among it.
    public init?(_ text: String) {
        var bytes = text.utf8.makeIterator()
        switch bytes.next() {
        case UInt8(ascii: "o"): isBuiltin = false
        case UInt8(ascii: "b"): isBuiltin = true
        default: return nil
        }
        let digits = text.utf8.count - 1
        guard (1...18).contains(digits) else { return nil }
        number = 0
        var isFirst = true
        while let byte = bytes.next() {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            if isFirst && byte == UInt8(ascii: "0") && digits > 1 { return nil }
            isFirst = false
            number = number * 10 + UInt64(byte - UInt8(ascii: "0"))
        }
    }

    /// The canonical text.
    public var description: String { (isBuiltin ? "b" : "o") + String(number) }

    /// Builtins first, then by age.
    public static func < (left: Handle, right: Handle) -> Bool {
        left.isBuiltin == right.isBuiltin ? left.number < right.number : left.isBuiltin
    }
}
