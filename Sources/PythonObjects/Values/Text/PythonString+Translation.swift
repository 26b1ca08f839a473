/// What a translation table says of a character.
package enum Translation: Sendable {
    /// The table has no entry: LookupError.
    case unchanged
    /// The entry is None.
    case deleted
    /// The entry is an int or a str.
    case replaced(PythonString)
}

extension PythonString {
    /// `s.translate(table)`, the table being asked for one character after the other.
    ///
    /// As long as a text is ASCII and becomes ASCII, a character that occurs again is not asked for again: CPython 3.13,
    /// `unicode_fast_translate`.
    /// - Complexity: O(*n*) in code points and in the result.
    package func translated(by table: (UInt32) throws -> Translation) rethrows -> PythonString {
        var known: [UInt32: [UInt32]] = [:]
        var isSimple = kind == .ascii
        var result: [UInt32] = []
        for point in points {
            if isSimple, let units = known[point] {
                result.append(contentsOf: units)
                continue
            }
            switch try table(point) {
            case .unchanged:
                result.append(point)
                known[point] = [point]
            case .deleted:
                known[point] = []
            case .replaced(let text):
                result.append(contentsOf: text.points)
                if text.count == 1, text.kind == .ascii {
                    known[point] = text.points
                } else {
                    isSimple = false
                }
            }
        }
        return PythonString(units: result)
    }

    /// `str.maketrans(from, to, deleted)`: the entries of the table, in order; nil stands for None.
    /// - Throws: ValueError if the first two differ in length.
    package static func translationTable(
        from source: PythonString, to target: PythonString, deleting deleted: PythonString = PythonString()
    ) throws -> [(key: UInt32, value: UInt32?)] {
        guard source.count == target.count else {
            throw PythonException(
                "ValueError", "the first two maketrans arguments must have equal length")
        }
        return zip(source.points, target.points).map { ($0, $1) } + deleted.points.map { ($0, nil) }
    }
}
