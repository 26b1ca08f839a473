extension Span<UInt8> {
    /// Whether exactly these bytes stand at a place.
    @inline(__always)
    func hasBytes(_ text: StaticString, at start: Int) -> Bool {
        guard start + text.utf8CodeUnitCount <= count else { return false }
        return text.withUTF8Buffer { expected in
            var index = 0
            while index < expected.count {
                if self[start + index] != expected[index] { return false }
                index += 1
            }
            return true
        }
    }

    /// Whether a range is that word, which is given in small letters, whatever the case of the bytes.
    @inline(__always)
    func hasToken(_ text: StaticString, in range: Range<Int>) -> Bool {
        guard range.count == text.utf8CodeUnitCount else { return false }
        return text.withUTF8Buffer { expected in
            var index = 0
            while index < expected.count {
                if ByteClass.lowercased(self[range.lowerBound + index]) != expected[index] { return false }
                index += 1
            }
            return true
        }
    }

    /// The range without spaces and tabs at its ends.
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        var lower = range.lowerBound
        var upper = range.upperBound
        while lower < upper, self[lower] == ByteClass.space || self[lower] == ByteClass.tab { lower += 1 }
        while upper > lower, self[upper - 1] == ByteClass.space || self[upper - 1] == ByteClass.tab {
            upper -= 1
        }
        return lower..<upper
    }

    /// The bytes of a range.
    func array(_ range: Range<Int>) -> [UInt8] {
        let part = extracting(range)
        return part.withUnsafeBufferPointer { Array($0) }
    }

    /// The bytes of a range as text.
    func string(_ range: Range<Int>) -> String {
        let part = extracting(range)
        return part.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }
}

extension [UInt8] {
    /// Appends a borrowed run of bytes.
    mutating func append(_ bytes: Span<UInt8>) {
        // SAFETY: the pointer is used within the closure alone, for the count that it comes with.
        bytes.withUnsafeBufferPointer { append(contentsOf: $0) }
    }
}
