extension BytesRules {
    /// `b.hex(separator, group)`: two digits a byte; groups are counted from the right, or from the left if negative.
    /// - Complexity: O(*n*) in bytes.
    package static func hexadecimal(
        _ bytes: [UInt8], separator: UInt8? = nil, group: Int = 1
    ) -> [UInt8] {
        let digits = Array("0123456789abcdef".utf8)
        // A group longer than all there is separates nothing.
        let size = Int(clamping: group.magnitude)
        var text: [UInt8] = []
        for (index, byte) in bytes.enumerated() {
            if let separator, index > 0, size > 0,
                (group < 0 ? index : bytes.count - index) % size == 0
            {
                text.append(separator)
            }
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 0xF)])
        }
        return text
    }

    /// The separator of `b.hex(separator)`.
    /// - Throws: ValueError unless it is one ASCII character.
    package static func hexadecimalSeparator(_ text: PythonString) throws -> UInt8 {
        guard text.count == 1 else { throw PythonException("ValueError", "sep must be length 1.") }
        guard text.kind == .ascii else { throw PythonException("ValueError", "sep must be ASCII.") }
        return UInt8(text[0])
    }

    /// `bytes.fromhex(text)`: pairs of digits, ASCII white space between them.
    /// - Throws: ValueError for anything else, and for half a pair.
    package static func fromHexadecimal(_ text: PythonString) throws -> [UInt8] {
        func fault(_ position: Int) -> PythonException {
            PythonException(
                "ValueError", "non-hexadecimal number found in fromhex() arg at position \(position)")
        }
        let points = text.points
        if let position = points.firstIndex(where: { $0 >= 0x80 }) { throw fault(position) }
        var bytes: [UInt8] = []
        var position = 0
        while true {
            while position < points.count, isSpace(UInt8(points[position])) {
                position += 1
            }
            guard position < points.count else { return bytes }
            guard let high = hexadecimalDigit(points[position]) else { throw fault(position) }
            guard position + 1 < points.count, let low = hexadecimalDigit(points[position + 1]) else {
                throw fault(position + 1)
            }
            bytes.append(high << 4 | low)
            position += 2
        }
    }

    private static func hexadecimalDigit(_ point: UInt32) -> UInt8? {
        switch point {
        case 0x30...0x39: UInt8(point - 0x30)
        case 0x41...0x46: UInt8(point - 0x41 + 10)
        case 0x61...0x66: UInt8(point - 0x61 + 10)
        default: nil
        }
    }
}
