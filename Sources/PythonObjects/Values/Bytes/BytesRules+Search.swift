extension BytesRules {
    /// `b.find(needle, start, end)`; nil stands for -1.
    /// - Complexity: O(*n*) in bytes of both, as for all that searches.
    package static func find(_ needle: [UInt8], in bytes: [UInt8], _ start: Int = 0, _ end: Int = .max)
        -> Int?
    {
        guard let range = SearchBounds.range(start, end, count: bytes.count) else { return nil }
        return TextSearch(needle, in: bytes).first(in: range)
    }

    /// `b.rfind(needle, start, end)`; nil stands for -1.
    package static func rfind(_ needle: [UInt8], in bytes: [UInt8], _ start: Int = 0, _ end: Int = .max)
        -> Int?
    {
        guard let range = SearchBounds.range(start, end, count: bytes.count) else { return nil }
        return TextSearch(needle, in: bytes).last(in: range)
    }

    /// `b.index(needle, start, end)`.
    /// - Throws: ValueError if there is none.
    package static func index(
        _ needle: [UInt8], in bytes: [UInt8], _ start: Int = 0, _ end: Int = .max
    ) throws -> Int {
        guard let position = find(needle, in: bytes, start, end) else { throw subsectionNotFound }
        return position
    }

    /// `b.rindex(needle, start, end)`.
    /// - Throws: ValueError if there is none.
    package static func rindex(
        _ needle: [UInt8], in bytes: [UInt8], _ start: Int = 0, _ end: Int = .max
    ) throws -> Int {
        guard let position = rfind(needle, in: bytes, start, end) else { throw subsectionNotFound }
        return position
    }

    private static let subsectionNotFound = PythonException("ValueError", "subsection not found")

    /// `b.count(needle, start, end)`.
    package static func count(
        of needle: [UInt8], in bytes: [UInt8], _ start: Int = 0, _ end: Int = .max
    ) -> Int {
        guard let range = SearchBounds.range(start, end, count: bytes.count) else { return 0 }
        return TextSearch(needle, in: bytes).count(in: range)
    }

    /// `b.startswith(prefix, start, end)`.
    package static func starts(
        _ bytes: [UInt8], with prefix: [UInt8], _ start: Int = 0, _ end: Int = .max
    ) -> Bool {
        SearchBounds.range(start, end, count: bytes.count).map { bytes[$0].starts(with: prefix) } ?? false
    }

    /// `b.endswith(suffix, start, end)`.
    package static func ends(
        _ bytes: [UInt8], with suffix: [UInt8], _ start: Int = 0, _ end: Int = .max
    ) -> Bool {
        guard let range = SearchBounds.range(start, end, count: bytes.count) else { return false }
        return suffix.count <= range.count && bytes[range].suffix(suffix.count).elementsEqual(suffix)
    }

    /// `b.removeprefix(prefix)`.
    package static func removingPrefix(_ prefix: [UInt8], of bytes: [UInt8]) -> [UInt8] {
        bytes.starts(with: prefix) ? Array(bytes[prefix.count...]) : bytes
    }

    /// `b.removesuffix(suffix)`.
    package static func removingSuffix(_ suffix: [UInt8], of bytes: [UInt8]) -> [UInt8] {
        ends(bytes, with: suffix) ? Array(bytes[..<(bytes.count - suffix.count)]) : bytes
    }

    /// `b.replace(old, new, limit)`; a negative limit is none.
    ///
    /// - Parameter admit: is told the result's length before it is made, and may throw.
    package static func replacing(
        _ old: [UInt8], with new: [UInt8], in bytes: [UInt8], limit: Int = -1,
        admit: (Int) throws -> Void = { _ in }
    ) throws -> [UInt8] {
        try TextPieces.replacing(
            TextSearch(old, in: bytes), in: bytes, with: new, limit: limit < 0 ? .max : limit,
            tooLong: "replace bytes are too long", admit: admit) ?? bytes
    }

    /// `b.split(separator, limit)`; a negative limit is none.
    /// - Throws: ValueError if the separator is empty.
    package static func split(_ bytes: [UInt8], _ separator: [UInt8], limit: Int = -1) throws -> [[UInt8]] {
        try search(separator, bytes).pieces(limit: limit < 0 ? .max : limit).map { Array(bytes[$0]) }
    }

    /// `b.rsplit(separator, limit)`.
    /// - Throws: ValueError if the separator is empty.
    package static func splitFromEnd(
        _ bytes: [UInt8], _ separator: [UInt8], limit: Int = -1
    ) throws -> [[UInt8]] {
        try search(separator, bytes).piecesFromEnd(limit: limit < 0 ? .max : limit).map { Array(bytes[$0]) }
    }

    /// `b.split(None, limit)`: the words between ASCII white space.
    package static func splitWords(_ bytes: [UInt8], limit: Int = -1) -> [[UInt8]] {
        TextPieces.words(of: bytes, limit: limit < 0 ? .max : limit, isSpace: isSpace).map {
            Array(bytes[$0])
        }
    }

    /// `b.rsplit(None, limit)`.
    package static func splitWordsFromEnd(_ bytes: [UInt8], limit: Int = -1) -> [[UInt8]] {
        TextPieces.wordsFromEnd(of: bytes, limit: limit < 0 ? .max : limit, isSpace: isSpace)
            .map { Array(bytes[$0]) }
    }

    /// `b.splitlines(keepends)`: newline and return alone end lines.
    package static func splitLines(_ bytes: [UInt8], keepEnds: Bool = false) -> [[UInt8]] {
        TextPieces.lines(of: bytes, keepEnds: keepEnds) { $0 == 0x0A || $0 == 0x0D }.map { Array(bytes[$0]) }
    }

    /// `b.partition(separator)`: the part before, the separator, the part behind.
    /// - Throws: ValueError if the separator is empty.
    package static func partition(_ bytes: [UInt8], _ separator: [UInt8]) throws -> [[UInt8]] {
        guard let position = try search(separator, bytes).first(in: 0..<bytes.count) else {
            return [bytes, [], []]
        }
        return [Array(bytes[..<position]), separator, Array(bytes[(position + separator.count)...])]
    }

    /// `b.rpartition(separator)`.
    /// - Throws: ValueError if the separator is empty.
    package static func partitionFromEnd(_ bytes: [UInt8], _ separator: [UInt8]) throws -> [[UInt8]] {
        guard let position = try search(separator, bytes).last(in: 0..<bytes.count) else {
            return [[], [], bytes]
        }
        return [Array(bytes[..<position]), separator, Array(bytes[(position + separator.count)...])]
    }

    private static func search(_ separator: [UInt8], _ bytes: [UInt8]) throws -> any TextSearching {
        guard !separator.isEmpty else { throw PythonException("ValueError", "empty separator") }
        return TextSearch(separator, in: bytes)
    }
}
