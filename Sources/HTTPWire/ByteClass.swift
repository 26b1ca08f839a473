/// The classes of bytes that HTTP's grammar tells apart (RFC 9110, 5.6.2 and 5.5; RFC 9112, 3.2).
enum ByteClass {
    static let carriageReturn: UInt8 = 0x0D
    static let lineFeed: UInt8 = 0x0A
    static let space: UInt8 = 0x20
    static let tab: UInt8 = 0x09
    static let colon: UInt8 = 0x3A
    static let comma: UInt8 = 0x2C
    static let semicolon: UInt8 = 0x3B

    /// Whether the byte may stand in a token: a method or a field name.
    @inline(__always)
    static func isToken(_ byte: UInt8) -> Bool {
        // The two halves of ASCII as bit sets; 64 is "@".
        if byte < 64 { return 0x03FF_6CFA_0000_0000 >> UInt64(byte) & 1 == 1 }
        if byte < 128 { return 0x57FF_FFFF_C7FF_FFFE >> UInt64(byte - 64) & 1 == 1 }
        return false
    }

    /// Whether the byte may stand in a field value: visible, space, tab, or above ASCII.
    @inline(__always)
    static func isFieldValue(_ byte: UInt8) -> Bool {
        byte >= 0x20 ? byte != 0x7F : byte == tab
    }

    /// Whether the byte may stand in a request target: visible ASCII but `#`, which starts a fragment.
    @inline(__always)
    static func isTarget(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte < 0x7F && byte != 0x23
    }

    /// Whether the byte may stand in a Host value: unreserved, sub-delims, percent, brackets and colon.
    @inline(__always)
    static func isHost(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        case 0x2D, 0x2E, 0x5F, 0x7E, 0x25, 0x3A, 0x5B, 0x5D: true  // - . _ ~ % : [ ]
        case 0x21, 0x24, 0x26...0x2C, 0x3B, 0x3D: true  // ! $ & ' ( ) * + , ; =
        default: false
        }
    }

    /// The byte with an ASCII capital made small.
    @inline(__always)
    static func lowercased(_ byte: UInt8) -> UInt8 {
        byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
    }

    /// The value of a hexadecimal digit.
    @inline(__always)
    static func hexadecimal(_ byte: UInt8) -> Int? {
        switch byte {
        case 0x30...0x39: Int(byte &- 0x30)
        case 0x41...0x46: Int(byte &- 0x41) &+ 10
        case 0x61...0x66: Int(byte &- 0x61) &+ 10
        default: nil
        }
    }
}
