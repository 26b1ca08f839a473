/// What `str.isprintable` says of a code point, by Unicode 15.1.
enum Printable {
    static func contains(_ point: UInt32) -> Bool {
        if point < 0x7F { return point >= 0x20 }
        return CodePointRanges.contains(point, in: UnicodeRanges.printable)
    }
}

/// A set of code points as the sorted boundaries at which membership changes, first outside.
enum CodePointRanges {
    /// - Complexity: O(log *n*) in boundaries.
    static func contains(_ point: UInt32, in boundaries: [UInt32]) -> Bool {
        var low = 0
        var high = boundaries.count
        while low < high {
            let middle = (low + high) / 2
            if boundaries[middle] <= point { low = middle + 1 } else { high = middle }
        }
        return low % 2 == 1
    }
}
