/// Why and where a text is not JSON, or not JSON that is accepted here.
public struct JSONError: Error, Sendable, Equatable {
    /// What is wrong.
    public enum Reason: Sendable, Equatable {
        /// The text ends inside a value, or has none.
        case unexpectedEnd
        /// A byte that cannot be where it is.
        case unexpectedByte(UInt8, expected: Expectation)
        /// Something follows the value.
        case trailingContent
        /// A byte order mark in front of the text.
        case byteOrderMark
        /// Bytes that are not UTF-8: stray, overlong, of a surrogate, or beyond U+10FFFF.
        case invalidUTF8
        /// A control character that stands in a string without an escape.
        case controlCharacter(UInt8)
        /// A backslash followed by what is no escape.
        case invalidEscape
        /// A `\u` escape of one half of a surrogate pair. A Swift string cannot hold it.
        case loneSurrogate(UInt16)
        /// A name that the object has already.
        case duplicateName(String)
        /// Arrays and objects nest deeper than the limit.
        case tooDeep(limit: Int)
        /// A number has more characters than the limit.
        case numberTooLong(limit: Int)
    }

    /// What could have stood where something else is.
    public enum Expectation: String, Sendable, Equatable {
        case value = "a value"
        case valueOrArrayEnd = "a value or ']'"
        case nameOrObjectEnd = "a member name or '}'"
        case name = "a member name"
        case colon = "':'"
        case commaOrArrayEnd = "',' or ']'"
        case commaOrObjectEnd = "',' or '}'"
        case digit = "a digit"
        case literal = "true, false or null"
    }

    /// What is wrong.
    public let reason: Reason
    /// Where, in bytes from the start.
    public let offset: Int
    /// The line, from 1.
    public let line: Int
    /// The place in the line, from 1, in Unicode scalars.
    public let column: Int

    init(reason: Reason, offset: Int, line: Int, column: Int) {
        self.reason = reason
        self.offset = offset
        self.line = line
        self.column = column
    }

    /// The error at `offset` of `bytes`, with line and column counted.
    init(reason: Reason, offset: Int, in bytes: UnsafeBufferPointer<UInt8>) {
        var line = 1
        var column = 1
        for byte in bytes[..<min(offset, bytes.count)] {
            if byte == UInt8(ascii: "\n") {
                line += 1
                column = 1
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
        self.init(reason: reason, offset: offset, line: line, column: column)
    }
}

extension JSONError: CustomStringConvertible {
    /// The place and the reason in a sentence.
    public var description: String {
        "line \(line), column \(column): \(reason)"
    }
}

extension JSONError.Reason: CustomStringConvertible {
    /// The reason in words.
    public var description: String {
        switch self {
        case .unexpectedEnd: "the text ends too early"
        case .unexpectedByte(let byte, let expected):
            "\(Self.name(of: byte)) where \(expected.rawValue) is expected"
        case .trailingContent: "something follows the value"
        case .byteOrderMark: "the text starts with a byte order mark"
        case .invalidUTF8: "invalid UTF-8"
        case .controlCharacter(let byte): "\(Self.name(of: byte)) in a string must be escaped"
        case .invalidEscape: "invalid escape"
        case .loneSurrogate(let unit): "\\u\(String(unit, radix: 16)) is half of a surrogate pair"
        case .duplicateName(let name): "duplicate member name \(JSONValue.string(name))"
        case .tooDeep(let limit): "arrays and objects nest deeper than \(limit)"
        case .numberTooLong(let limit): "a number has more than \(limit) characters"
        }
    }

    private static func name(of byte: UInt8) -> String {
        if (0x21...0x7E).contains(byte) { return "'\(Character(Unicode.Scalar(byte)))'" }
        let digits = String(byte, radix: 16, uppercase: true)
        return "byte 0x" + (digits.count == 1 ? "0" + digits : digits)
    }
}
