extension PythonString {
    /// A string of generalised UTF-8, in which a lone surrogate is three bytes like any other code point of its size.
    ///
    /// Requires: the bytes are well formed.
    /// - Complexity: O(*n*).
    package init(generalisedUTF8 bytes: [UInt8]) {
        var points: [UInt32] = []
        points.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            let lead = UInt32(bytes[index])
            let (count, bits) =
                switch lead {
                case ..<0x80: (1, lead)
                case ..<0xe0: (2, lead & 0x1f)
                case ..<0xf0: (3, lead & 0x0f)
                default: (4, lead & 0x07)
                }
            points.append(bytes[index + 1..<index + count].reduce(bits) { $0 << 6 | UInt32($1 & 0x3f) })
            index += count
        }
        self.init(codePoints: points)
    }
}
