import BigInt

/// How large a result will be, told before it is made, so that a quota can refuse it; nil is larger than any.
package enum ResultSize {
    /// The bits that `left * right` may have: exact, or one too many.
    package static func product(_ left: BigInt, _ right: BigInt) -> Int {
        left.isZero || right.isZero ? 0 : left.magnitude.bitWidth + right.magnitude.bitWidth
    }

    /// The bits that `left + right` may have: exact, or one too many.
    package static func sum(_ left: BigInt, _ right: BigInt) -> Int {
        max(left.magnitude.bitWidth, right.magnitude.bitWidth) + 1
    }

    /// The bits of `value << count`; 0 for a negative count, which raises.
    package static func shift(_ value: BigInt, by count: BigInt) -> Int? {
        if value.isZero || count.sign == .minus { return 0 }
        return Int(exactly: count).flatMap { count in
            let (bits, overflow) = value.magnitude.bitWidth.addingReportingOverflow(count)
            return overflow ? nil : bits
        }
    }

    /// The bits that `base ** exponent` may have: at least as many as it has, and less than twice that; 64 for a float.
    package static func power(_ base: BigInt, _ exponent: BigInt) -> Int? {
        if exponent.sign == .minus, !exponent.isZero { return 64 }
        if base.magnitude <= 1 || exponent.isZero { return 1 }
        return Int(exactly: exponent).flatMap { repeated(base.magnitude.bitWidth, $0) }
    }

    /// The length of so many units repeated so many times; a negative number is 0.
    package static func repeated(_ count: Int, _ times: Int) -> Int? {
        let (size, overflow) = count.multipliedReportingOverflow(by: max(0, times))
        return overflow ? nil : size
    }
}
