extension BytesRules {
    /// `b.ljust(width, fill)`.
    /// - Complexity: O(*n*) in the result, as for all of these.
    package static func justifiedLeft(_ bytes: [UInt8], _ width: Int, fill: UInt8 = 0x20) -> [UInt8] {
        bytes + repeatElement(fill, count: max(0, width - bytes.count))
    }

    /// `b.rjust(width, fill)`.
    package static func justifiedRight(_ bytes: [UInt8], _ width: Int, fill: UInt8 = 0x20) -> [UInt8] {
        [UInt8](repeating: fill, count: max(0, width - bytes.count)) + bytes
    }

    /// `b.center(width, fill)`. An odd place goes left if the width is odd.
    package static func centered(_ bytes: [UInt8], _ width: Int, fill: UInt8 = 0x20) -> [UInt8] {
        guard width > bytes.count else { return bytes }
        let room = width - bytes.count
        let left = room / 2 + (room & width & 1)
        return [UInt8](repeating: fill, count: left) + bytes + repeatElement(fill, count: room - left)
    }

    /// `b.zfill(width)`: zeros behind a sign.
    package static func zeroFilled(_ bytes: [UInt8], _ width: Int) -> [UInt8] {
        guard width > bytes.count else { return bytes }
        let zeros = [UInt8](repeating: 0x30, count: width - bytes.count)
        guard let first = bytes.first, first == 0x2B || first == 0x2D else { return zeros + bytes }
        return [first] + zeros + bytes.dropFirst()
    }

    /// `b.expandtabs(size)`.
    ///
    /// - Parameter admit: is told the result's length before it is made, and may throw.
    /// - Throws: OverflowError if it is longer than any bytes.
    package static func expandingTabs(
        _ bytes: [UInt8], _ size: Int = 8, admit: (Int) throws -> Void = { _ in }
    ) throws -> [UInt8] {
        guard let tabs = TabStops(bytes, size: size) else {
            throw PythonException("OverflowError", "result too long")
        }
        try admit(tabs.count)
        return tabs.expand(bytes)
    }

    /// `b * times`; a negative number is 0. The length has to be asked for first: `ResultSize.repeated`.
    package static func repeated(_ bytes: [UInt8], _ times: Int) -> [UInt8] {
        times <= 0 || bytes.isEmpty ? [] : TextPieces.repeating(bytes, times)
    }

    /// `b[start::step]`, so many of them.
    ///
    /// Requires: the first and the last index are inside, as those of `slice.indices()` are.
    package static func slice(_ bytes: [UInt8], start: Int, step: Int, count: Int) -> [UInt8] {
        TextPieces.slice(bytes, start, step, count)
    }

    /// `separator.join(parts)`.
    ///
    /// - Parameter admit: is told the result's length before it is made, and may throw.
    package static func joining(
        _ parts: [[UInt8]], by separator: [UInt8], admit: (Int) throws -> Void = { _ in }
    ) throws -> [UInt8] {
        var (size, isTooLong) = separator.count.multipliedReportingOverflow(by: max(0, parts.count - 1))
        for part in parts {
            let (sum, overflow) = size.addingReportingOverflow(part.count)
            size = sum
            isTooLong = isTooLong || overflow
        }
        if isTooLong { throw PythonException("OverflowError", "join() result is too long for bytes") }
        try admit(size)
        return Array(parts.joined(separator: separator))
    }

    /// `b.translate(table, delete)`; no table changes nothing.
    /// - Throws: ValueError unless the table has 256 bytes.
    package static func translated(
        _ bytes: [UInt8], by table: [UInt8]?, deleting deleted: [UInt8] = []
    ) throws -> [UInt8] {
        if let table, table.count != 256 {
            throw PythonException("ValueError", "translation table must be 256 characters long")
        }
        var isDeleted = [Bool](repeating: false, count: 256)
        for byte in deleted { isDeleted[Int(byte)] = true }
        return bytes.compactMap { isDeleted[Int($0)] ? nil : table?[Int($0)] ?? $0 }
    }

    /// `bytes.maketrans(from, to)`.
    /// - Throws: ValueError if the two differ in length.
    package static func translationTable(from source: [UInt8], to target: [UInt8]) throws -> [UInt8] {
        guard source.count == target.count else {
            throw PythonException("ValueError", "maketrans arguments must have same length")
        }
        var table = (0...255).map { UInt8($0) }
        for (byte, other) in zip(source, target) { table[Int(byte)] = other }
        return table
    }
}
