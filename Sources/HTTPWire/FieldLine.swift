/// One line of a header or trailer section.
enum FieldLine {
    /// Parses a line without its line end: `name ":" OWS value OWS`.
    static func parse(_ bytes: Span<UInt8>, _ line: Range<Int>) throws(WireFailure) -> FieldRange {
        var position = line.lowerBound
        if bytes[position] == ByteClass.space || bytes[position] == ByteClass.tab { throw .foldedHeader }
        while position < line.upperBound, ByteClass.isToken(bytes[position]) { position += 1 }
        guard position > line.lowerBound, position < line.upperBound, bytes[position] == ByteClass.colon
        else {
            throw .malformedHeaderName
        }
        let name = line.lowerBound..<position
        let value = bytes.trimmed(position + 1..<line.upperBound)
        position = value.lowerBound
        while position < value.upperBound {
            guard ByteClass.isFieldValue(bytes[position]) else { throw .malformedHeaderValue }
            position += 1
        }
        return FieldRange(name: name, value: value)
    }
}
