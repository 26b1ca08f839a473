/// The bytes that Python's tokens are told by.
extension UInt8 {
    @inline(__always) static var lineFeed: UInt8 { 0x0A }
    @inline(__always) static var carriageReturn: UInt8 { 0x0D }
    @inline(__always) static var formFeed: UInt8 { 0x0C }
    @inline(__always) static var tab: UInt8 { 0x09 }
    @inline(__always) static var space: UInt8 { 0x20 }
    @inline(__always) static var backslash: UInt8 { 0x5C }
    @inline(__always) static var hash: UInt8 { 0x23 }
    @inline(__always) static var underscore: UInt8 { 0x5F }
    @inline(__always) static var singleQuote: UInt8 { 0x27 }
    @inline(__always) static var doubleQuote: UInt8 { 0x22 }
    @inline(__always) static var leftBrace: UInt8 { 0x7B }
    @inline(__always) static var rightBrace: UInt8 { 0x7D }

    /// `0` to `9`
    @inline(__always) var isDigit: Bool { self &- 0x30 < 10 }

    /// A letter of ASCII.
    @inline(__always) var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }

    /// A digit of a hexadecimal literal.
    @inline(__always) var isHexadecimalDigit: Bool { isDigit || (self | 0x20) &- 0x61 < 6 }

    /// Whether an identifier may begin with it; of what is not ASCII, the scalar decides later.
    @inline(__always) var mayBeginName: Bool { isLetter || self == .underscore || self >= 0x80 }

    /// Whether an identifier may go on with it; of what is not ASCII, the scalar decides later.
    @inline(__always) var mayContinueName: Bool { mayBeginName || isDigit }

    /// A byte of UTF-8 that is not the first of its scalar.
    @inline(__always) var continuesScalar: Bool { self & 0xC0 == 0x80 }

    /// In lower case, if it is a letter; other bytes may change as well.
    @inline(__always) var lowercased: UInt8 { self | 0x20 }

    /// `'` or `"`
    @inline(__always) var isQuote: Bool { self == .singleQuote || self == .doubleQuote }
}
