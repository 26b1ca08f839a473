import BigInt

/// The order of an int's bytes.
package enum ByteOrder: Sendable {
    case little, big

    /// The order with this name.
    /// - Throws: ValueError for another one.
    package init(_ name: PythonString) throws {
        switch name {
        case "little": self = .little
        case "big": self = .big
        default: throw PythonException("ValueError", "byteorder must be either 'little' or 'big'")
        }
    }
}

extension IntegerRules {
    /// `n.to_bytes(length, byteorder, signed=...)`.
    /// - Throws: OverflowError if the value does not fit, ValueError for a negative length.
    /// - Complexity: O(*n*) in bytes.
    package static func bytes(
        _ value: BigInt, length: Int, order: ByteOrder, isSigned: Bool
    ) throws -> [UInt8] {
        guard length >= 0 else { throw PythonException("ValueError", "length argument must be non-negative") }
        let isNegative = value.sign == .minus && !value.isZero
        if isNegative, !isSigned {
            throw PythonException("OverflowError", "can't convert negative int to unsigned")
        }
        // In two's complement, -128 needs no more bits than 127, and -1, in CPython, none.
        let magnitude = isNegative ? value.magnitude - 1 : value.magnitude
        let bits = magnitude.bitWidth + (isSigned && !magnitude.isZero ? 1 : 0)
        guard (bits + 7) / 8 <= length else {
            throw PythonException("OverflowError", "int too big to convert")
        }
        var bytes = [UInt8](repeating: isNegative ? 0xFF : 0, count: length)
        for (index, word) in magnitude.words.enumerated() {
            for byte in 0..<8 where index * 8 + byte < length {
                let value = UInt8(truncatingIfNeeded: word >> UInt(byte * 8))
                bytes[index * 8 + byte] = isNegative ? ~value : value
            }
        }
        return order == .little ? bytes : bytes.reversed()
    }

    /// `int.from_bytes(bytes, byteorder, signed=...)`.
    /// - Complexity: O(*n*) in bytes.
    package static func fromBytes(_ bytes: [UInt8], order: ByteOrder, isSigned: Bool) -> BigInt {
        let bytes = order == .little ? bytes : bytes.reversed()
        let isNegative = isSigned && (bytes.last.map { $0 >= 0x80 } ?? false)
        var words = [UInt](repeating: 0, count: (bytes.count + 7) / 8)
        for (index, byte) in bytes.enumerated() {
            words[index / 8] |= UInt(isNegative ? ~byte : byte) << UInt(index % 8 * 8)
        }
        let magnitude = BigUInt(words: words)
        return isNegative ? -BigInt(magnitude) - 1 : BigInt(magnitude)
    }
}
