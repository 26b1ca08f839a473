/// The sizes in which slots are handed out: 1…8, then four steps to each doubling.
enum SlotBlockSize {
    static let classes: [UInt32] = {
        var sizes: [UInt32] = [0, 1, 2, 3, 4, 5, 6, 7, 8]
        var step: UInt32 = 2
        while sizes[sizes.count - 1] < 1 << 30 {
            for _ in 0..<4 { sizes.append(sizes[sizes.count - 1] + step) }
            step *= 2
        }
        return sizes
    }()

    /// The number of the smallest size that holds `count` slots.
    ///
    /// - Complexity: O(1).
    @inline(__always)
    static func classNumber(for count: Int) -> Int {
        if count <= 8 { return count }
        precondition(count <= 1 << 30, "an object has at most 2^30 slots")
        // With 2^k < count <= 2^(k+1) the four sizes above 2^k are 5/4, 6/4, 7/4 and 8/4 of it.
        let exponent = Int.bitWidth - 1 - (count - 1).leadingZeroBitCount
        let quarter = 1 << (exponent - 2)
        let steps = (count - (1 << exponent) + quarter - 1) / quarter
        return 8 + (exponent - 3) * 4 + steps
    }
}
