extension PythonString {
    /// `s.split(separator, limit)`; a negative limit is none.
    /// - Throws: ValueError if the separator is empty.
    /// - Complexity: O(*n*) in code points, as for all of these.
    package func split(_ separator: PythonString, limit: Int = -1) throws -> [PythonString] {
        try nonEmpty(separator).pieces(limit: limit < 0 ? .max : limit).map(part)
    }

    /// `s.rsplit(separator, limit)`.
    /// - Throws: ValueError if the separator is empty.
    package func splitFromEnd(_ separator: PythonString, limit: Int = -1) throws -> [PythonString] {
        try nonEmpty(separator).piecesFromEnd(limit: limit < 0 ? .max : limit).map(part)
    }

    /// `s.split(None, limit)`: the words between white space.
    package func splitWords(limit: Int = -1) -> [PythonString] {
        TextPieces.words(of: points, limit: limit < 0 ? .max : limit, isSpace: CharacterRules.isSpace).map(
            part)
    }

    /// `s.rsplit(None, limit)`.
    package func splitWordsFromEnd(limit: Int = -1) -> [PythonString] {
        TextPieces.wordsFromEnd(of: points, limit: limit < 0 ? .max : limit, isSpace: CharacterRules.isSpace)
            .map(part)
    }

    /// `s.splitlines(keepends)`.
    package func splitLines(keepEnds: Bool = false) -> [PythonString] {
        TextPieces.lines(of: points, keepEnds: keepEnds, isBreak: CharacterRules.isLineBreak).map(part)
    }

    /// `s.partition(separator)`: the part before, the separator, the part behind.
    /// - Throws: ValueError if the separator is empty.
    package func partition(_ separator: PythonString) throws -> [PythonString] {
        guard let position = try nonEmpty(separator).first(in: 0..<count) else {
            return [self, PythonString(), PythonString()]
        }
        return [part(0..<position), separator, part((position + separator.count)..<count)]
    }

    /// `s.rpartition(separator)`.
    /// - Throws: ValueError if the separator is empty.
    package func partitionFromEnd(_ separator: PythonString) throws -> [PythonString] {
        guard let position = try nonEmpty(separator).last(in: 0..<count) else {
            return [PythonString(), PythonString(), self]
        }
        return [part(0..<position), separator, part((position + separator.count)..<count)]
    }

    private func nonEmpty(_ separator: PythonString) throws -> any TextSearching {
        guard !separator.isEmpty else { throw PythonException("ValueError", "empty separator") }
        return search(separator)
    }

    /// `s.strip()`, `s.lstrip()`, `s.rstrip()`: without white space at the ends.
    package func stripped(_ sides: StripSides = .both) -> PythonString {
        part(TextPieces.stripped(points, sides, where: CharacterRules.isSpace))
    }

    /// `s.strip(characters)` and its like: without these characters at the ends.
    package func stripped(_ sides: StripSides = .both, of characters: PythonString) -> PythonString {
        let set = Set(characters.points)
        return part(TextPieces.stripped(points, sides, where: set.contains))
    }

    /// `separator.join(parts)`.
    ///
    /// - Parameter admit: is told the result's length before it is made, and may throw.
    /// - Throws: OverflowError if it is longer than any string.
    package func joining(
        _ parts: [PythonString], admit: (Int) throws -> Void = { _ in }
    ) throws -> PythonString {
        if parts.count == 1 { return parts[0] }
        let gaps = max(0, parts.count - 1)
        var (size, isTooLong) = count.multipliedReportingOverflow(by: gaps)
        var width = gaps > 0 ? kind.width : 1
        for part in parts {
            let (sum, overflow) = size.addingReportingOverflow(part.count)
            size = sum
            isTooLong = isTooLong || overflow
            width = max(width, part.kind.width)
        }
        if isTooLong {
            throw PythonException("OverflowError", "join() result is too long for a Python string")
        }
        try admit(size)
        func joined<Unit: TextUnit>(_ separator: [Unit]) -> PythonString {
            var units: [Unit] = []
            units.reserveCapacity(size)
            for (index, part) in parts.enumerated() {
                if index > 0 { units.append(contentsOf: separator) }
                units.append(contentsOf: part.units(as: Unit.self))
            }
            return PythonString(units: units)
        }
        return switch width {
        case 1: joined(units(as: UInt8.self))
        case 2: joined(units(as: UInt16.self))
        default: joined(points)
        }
    }
}
