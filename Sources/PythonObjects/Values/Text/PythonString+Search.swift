/// The part of a sequence that optional `start` and `end` arguments stand for, as `find`, `count` and `startswith` take them.
package enum SearchBounds {
    /// The range, or nil if `start` lies behind `end` or behind the sequence: nothing is found there, not even nothing.
    ///
    /// CPython 3.13, `ADJUST_INDICES`.
    package static func range(_ start: Int, _ end: Int, count: Int) -> Range<Int>? {
        let last = end > count ? count : end < 0 ? max(0, end + count) : end
        let first = start < 0 ? max(0, start + count) : start
        return first <= last ? first..<last : nil
    }
}

extension PythonString {
    /// A search for another string in this one.
    func search(_ needle: PythonString) -> any TextSearching {
        guard needle.kind.width <= kind.width else {
            return HopelessSearch(haystackCount: count, needleCount: needle.count)
        }
        return switch storage {
        case .one(let units): TextSearch(needle.units(as: UInt8.self), in: units)
        case .two(let units): TextSearch(needle.units(as: UInt16.self), in: units)
        case .four(let units): TextSearch(needle.units(as: UInt32.self), in: units)
        }
    }

    /// `needle in s`.
    /// - Complexity: O(*n*) in code points of both, as for all that searches.
    package func contains(_ needle: PythonString) -> Bool { find(needle) != nil }

    /// `s.find(needle, start, end)`; nil stands for -1.
    package func find(_ needle: PythonString, _ start: Int = 0, _ end: Int = .max) -> Int? {
        guard let range = SearchBounds.range(start, end, count: count) else { return nil }
        return search(needle).first(in: range)
    }

    /// `s.rfind(needle, start, end)`; nil stands for -1.
    package func rfind(_ needle: PythonString, _ start: Int = 0, _ end: Int = .max) -> Int? {
        guard let range = SearchBounds.range(start, end, count: count) else { return nil }
        return search(needle).last(in: range)
    }

    /// `s.index(needle, start, end)`.
    /// - Throws: ValueError if there is none.
    package func index(_ needle: PythonString, _ start: Int = 0, _ end: Int = .max) throws -> Int {
        guard let position = find(needle, start, end) else { throw PythonString.substringNotFound }
        return position
    }

    /// `s.rindex(needle, start, end)`.
    /// - Throws: ValueError if there is none.
    package func rindex(_ needle: PythonString, _ start: Int = 0, _ end: Int = .max) throws -> Int {
        guard let position = rfind(needle, start, end) else { throw PythonString.substringNotFound }
        return position
    }

    private static let substringNotFound = PythonException("ValueError", "substring not found")

    /// `s.count(needle, start, end)`.
    package func count(of needle: PythonString, _ start: Int = 0, _ end: Int = .max) -> Int {
        guard let range = SearchBounds.range(start, end, count: count) else { return 0 }
        return search(needle).count(in: range)
    }

    /// `s.startswith(prefix, start, end)`.
    package func startsWith(_ prefix: PythonString, _ start: Int = 0, _ end: Int = .max) -> Bool {
        guard let range = SearchBounds.range(start, end, count: count), prefix.count <= range.count else {
            return false
        }
        return (0..<prefix.count).allSatisfy { self[range.lowerBound + $0] == prefix[$0] }
    }

    /// `s.endswith(suffix, start, end)`.
    package func endsWith(_ suffix: PythonString, _ start: Int = 0, _ end: Int = .max) -> Bool {
        guard let range = SearchBounds.range(start, end, count: count), suffix.count <= range.count else {
            return false
        }
        return (0..<suffix.count).allSatisfy { self[range.upperBound - suffix.count + $0] == suffix[$0] }
    }

    /// `s.removeprefix(prefix)`.
    package func removingPrefix(_ prefix: PythonString) -> PythonString {
        startsWith(prefix) ? part(prefix.count..<count) : self
    }

    /// `s.removesuffix(suffix)`.
    package func removingSuffix(_ suffix: PythonString) -> PythonString {
        endsWith(suffix) ? part(0..<(count - suffix.count)) : self
    }

    /// `s.replace(old, new, limit)`; a negative limit is none.
    ///
    /// - Parameter admit: is told the result's length before it is made, and may throw.
    package func replacing(
        _ old: PythonString, with new: PythonString, limit: Int = -1, admit: (Int) throws -> Void = { _ in }
    ) throws -> PythonString {
        func replaced<Unit: TextUnit>(_ units: [Unit]) throws -> PythonString {
            try TextPieces.replacing(
                search(old), in: units, with: new.units(as: Unit.self), limit: limit < 0 ? .max : limit,
                tooLong: "replace string is too long", admit: admit
            ).map { PythonString(units: $0) } ?? self
        }
        if old == new || limit == 0 { return self }
        return switch max(kind.width, new.kind.width) {
        case 1: try replaced(units(as: UInt8.self))
        case 2: try replaced(units(as: UInt16.self))
        default: try replaced(points)
        }
    }
}
