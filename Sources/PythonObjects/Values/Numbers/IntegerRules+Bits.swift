import BigInt

extension IntegerRules {
    /// `left & right`, in two's complement without end.
    /// - Complexity: O(*n*) in words, as for all of these.
    package static func and(_ left: BigInt, _ right: BigInt) -> BigInt { combined(left, right, &) }

    /// `left | right`.
    package static func or(_ left: BigInt, _ right: BigInt) -> BigInt { combined(left, right, |) }

    /// `left ^ right`. BigInt's own is wrong where a word of the result is full.
    package static func xor(_ left: BigInt, _ right: BigInt) -> BigInt { combined(left, right, ^) }

    /// `~value`.
    package static func inverted(_ value: BigInt) -> BigInt { -value - 1 }

    private static func combined(
        _ left: BigInt, _ right: BigInt, _ combine: (UInt, UInt) -> UInt
    ) -> BigInt {
        if let left = Int(exactly: left), let right = Int(exactly: right) {
            return BigInt(Int(bitPattern: combine(UInt(bitPattern: left), UInt(bitPattern: right))))
        }
        // One word more than the longer one has holds the sign.
        let count = max(left.magnitude.words.count, right.magnitude.words.count) + 1
        let words = zip(complement(left, count), complement(right, count)).map(combine)
        guard let last = words.last, last >> UInt(UInt.bitWidth - 1) == 1 else {
            return BigInt(BigUInt(words: words))
        }
        return -BigInt(BigUInt(words: words.map(~))) - 1
    }

    private static func complement(_ value: BigInt, _ count: Int) -> [UInt] {
        let isNegative = value.sign == .minus && !value.isZero
        // Of -n, the bits are those of n - 1, inverted.
        let words = Array((isNegative ? value.magnitude - 1 : value.magnitude).words)
        let padded = words + repeatElement(0, count: count - words.count)
        return isNegative ? padded.map(~) : padded
    }
}
