import PythonSyntax

/// `co_linetable`: what the units of a code were written as, in the compressed form of CPython 3.11 and later.
///
/// An entry covers up to eight units. Its first byte has bit 7 set, then four bits that say how the rest is written and three for the
/// number of units, less one.
struct LocationTable {
    private(set) var bytes: [UInt8] = []
    /// The line that the next entry counts from.
    private var line: Int

    /// How an entry is written. The short forms have numbers below `oneLine`: the column's upper bits.
    private enum Form {
        static let oneLine = 10, noColumns = 13, long = 14, none = 15
    }

    /// - Parameter firstLine: `co_firstlineno`
    init(_ code: EncodedCode, firstLine: Int) {
        line = firstLine
        var start = 0
        for unit in code.locations.indices {
            let next = unit + 1
            let hasColumns = !code.unitsWithoutColumns.contains(unit)
            if next < code.locations.count, code.locations[next] == code.locations[unit],
                hasColumns == !code.unitsWithoutColumns.contains(next)
            {
                continue
            }
            var rest = next - start
            while rest > 0 {
                append(code.locations[unit], hasColumns, units: min(rest, 8))
                rest -= 8
            }
            start = next
        }
    }

    private mutating func append(_ range: SourceRange?, _ hasColumns: Bool, units: Int) {
        guard let range else { return begin(Form.none, units) }
        let (first, last) = (Int(range.start.line), Int(range.end.line))
        let (column, end) = (Int(range.start.column), Int(range.end.column))
        let ahead = first - line
        line = first
        if first == last {
            if !hasColumns {
                begin(Form.noColumns, units)
                return append(signed: ahead)
            }
            if ahead == 0, column < 80, end >= column, end - column < 16 {
                begin(column >> 3, units)
                return bytes.append(UInt8((column & 7) << 4 | (end - column)))
            }
            if (0..<3).contains(ahead), column < 128, end < 128 {
                begin(Form.oneLine + ahead, units)
                return bytes += [UInt8(column), UInt8(end)]
            }
        }
        begin(Form.long, units)
        append(signed: ahead)
        append(last - first)
        append(hasColumns ? column + 1 : 0)
        append(hasColumns ? end + 1 : 0)
    }

    private mutating func begin(_ form: Int, _ units: Int) {
        bytes.append(UInt8(128 | form << 3 | (units - 1)))
    }

    /// Six bits a byte, the least significant first; bit 6 says that more follow.
    private mutating func append(_ value: Int) {
        var rest = value
        while rest > 63 {
            bytes.append(UInt8(64 | rest & 63))
            rest >>= 6
        }
        bytes.append(UInt8(rest))
    }

    /// The sign in the lowest bit.
    private mutating func append(signed value: Int) { append(value < 0 ? -value << 1 | 1 : value << 1) }
}
