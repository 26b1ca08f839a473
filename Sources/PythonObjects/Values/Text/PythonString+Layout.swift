extension PythonString {
    /// `s.ljust(width, fill)`.
    /// - Complexity: O(*n*) in the result, as for all of these.
    package func justifiedLeft(_ width: Int, fill: UInt32 = 0x20) -> PythonString {
        padded(left: 0, right: max(0, width - count), fill: fill)
    }

    /// `s.rjust(width, fill)`.
    package func justifiedRight(_ width: Int, fill: UInt32 = 0x20) -> PythonString {
        padded(left: max(0, width - count), right: 0, fill: fill)
    }

    /// `s.center(width, fill)`. An odd place goes left if the width is odd.
    package func centered(_ width: Int, fill: UInt32 = 0x20) -> PythonString {
        guard width > count else { return self }
        let room = width - count
        let left = room / 2 + (room & width & 1)
        return padded(left: left, right: room - left, fill: fill)
    }

    /// `s.zfill(width)`: zeros behind a sign.
    package func zeroFilled(_ width: Int) -> PythonString {
        guard width > count else { return self }
        let zeros = PythonString(units: [UInt8](repeating: 0x30, count: width - count))
        guard let first = codePoints.first, first == 0x2B || first == 0x2D else { return zeros + self }
        return part(0..<1) + zeros + part(1..<count)
    }

    /// The string with so many fill characters on either side.
    func padded(left: Int, right: Int, fill: UInt32) -> PythonString {
        if left == 0, right == 0 { return self }
        func padded<Unit: TextUnit>(_ units: [Unit]) -> PythonString {
            let fill = Unit(truncatingIfNeeded: fill)
            var result = [Unit](repeating: fill, count: left)
            result.reserveCapacity(left + units.count + right)
            result.append(contentsOf: units)
            result.append(contentsOf: repeatElement(fill, count: right))
            return PythonString(units: result)
        }
        let width = max(kind.width, fill < 0x100 ? 1 : fill < 0x10000 ? 2 : 4)
        return width == 1
            ? padded(units(as: UInt8.self)) : width == 2 ? padded(units(as: UInt16.self)) : padded(points)
    }

    /// `s.expandtabs(size)`.
    ///
    /// - Parameter admit: is told the result's length before it is made, and may throw.
    /// - Throws: OverflowError if it is longer than any string.
    package func expandingTabs(
        _ size: Int = 8, admit: (Int) throws -> Void = { _ in }
    ) throws -> PythonString {
        let points = points
        guard let tabs = TabStops(points, size: size) else {
            throw PythonException("OverflowError", "new string is too long")
        }
        if tabs.gaps.isEmpty { return self }
        try admit(tabs.count)
        return PythonString(units: tabs.expand(points))
    }

    /// `s * times`; a negative number is 0.
    ///
    /// The length has to be asked for first: `ResultSize.repeated`.
    package func repeated(_ times: Int) -> PythonString {
        if times <= 0 || isEmpty { return PythonString() }
        if times == 1 { return self }
        return switch storage {
        case .one(let units):
            PythonString(kind: kind, storage: .one(TextPieces.repeating(units, times)))
        case .two(let units):
            PythonString(kind: kind, storage: .two(TextPieces.repeating(units, times)))
        case .four(let units):
            PythonString(kind: kind, storage: .four(TextPieces.repeating(units, times)))
        }
    }

    /// `s[start::step]`, so many of them.
    ///
    /// Requires: the first and the last index are inside, as those of `slice.indices()` are.
    package func slice(start: Int, step: Int, count: Int) -> PythonString {
        guard count > 0 else { return PythonString() }
        if step == 1 { return part(start..<(start + count)) }
        return switch storage {
        case .one(let units): PythonString(units: TextPieces.slice(units, start, step, count))
        case .two(let units): PythonString(units: TextPieces.slice(units, start, step, count))
        case .four(let units): PythonString(units: TextPieces.slice(units, start, step, count))
        }
    }

    /// `ascii(s)`: the repr with whatever is not ASCII as an escape.
    package var asciiRepr: String {
        PythonString(repr).asciiEscaped
    }

    /// The text with whatever is not ASCII as an escape: what `ascii()` makes of a repr.
    package var asciiEscaped: String {
        if kind == .ascii { return text }
        return points.reduce(into: "") { text, point in
            if point < 0x80 {
                text.unicodeScalars.append(Unicode.Scalar(UInt8(point)))
            } else {
                text += Escape.unicode(point)
            }
        }
    }
}

/// Where tabs lie in a text, and how many spaces each becomes.
struct TabStops {
    private(set) var gaps: [Int] = []
    /// The length of the expanded text.
    private(set) var count = 0

    /// Nil if the expanded text would be longer than any.
    init?<Unit: TextUnit>(_ units: [Unit], size: Int) {
        var column = 0
        for unit in units {
            var width = 1
            if unit == 0x09 {
                width = size > 0 ? size - column % size : 0
                gaps.append(width)
            }
            let (end, isTooFar) = column.addingReportingOverflow(width)
            let (sum, isTooLong) = count.addingReportingOverflow(width)
            if isTooFar || isTooLong { return nil }
            column = unit == 0x0A || unit == 0x0D ? 0 : end
            count = sum
        }
    }

    /// The text with spaces for tabs.
    func expand<Unit: TextUnit>(_ units: [Unit]) -> [Unit] {
        var result: [Unit] = []
        result.reserveCapacity(count)
        var next = 0
        for unit in units {
            if unit == 0x09 {
                result.append(contentsOf: repeatElement(0x20, count: gaps[next]))
                next += 1
            } else {
                result.append(unit)
            }
        }
        return result
    }
}

extension TextPieces {
    static func repeating<Unit>(_ units: [Unit], _ times: Int) -> [Unit] {
        if units.count == 1 { return [Unit](repeating: units[0], count: times) }
        var result: [Unit] = []
        result.reserveCapacity(units.count * times)
        for _ in 0..<times { result.append(contentsOf: units) }
        return result
    }

    static func slice<Unit>(_ units: [Unit], _ start: Int, _ step: Int, _ count: Int) -> [Unit] {
        (0..<max(0, count)).map { units[start + $0 * step] }
    }
}
