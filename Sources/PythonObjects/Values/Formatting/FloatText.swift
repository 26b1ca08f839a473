/// How a float is written: `%e`, `%f`, `%g` and Python's own form, in which a whole number ends in `.0`.
///
/// CPython 3.13, `PyOS_double_to_string`.
struct FloatText {
    /// The form: `e`, `f`, `g`, or `r` for the shortest digits.
    enum Form { case exponent, fixed, general, shortest }

    var form: Form
    var precision = 6
    /// `#`: the point and the zeros stay.
    var isAlternate = false
    var isUppercase = false
    /// Whether a whole number ends in `.0`.
    var addsZero = false
    /// `z`: what rounds to zero has no minus.
    var dropsNegativeZero = false

    /// The text, with a minus but never a plus, in ASCII.
    ///
    /// - Complexity: O(*n*) in the precision.
    func units(_ value: Double) -> [UInt8] {
        if value.isNaN { return Array((isUppercase ? "NAN" : "nan").utf8) }
        var isNegative = value.sign == .minus
        if value.isInfinite {
            return Array(((isNegative ? "-" : "") + (isUppercase ? "INF" : "inf")).utf8)
        }
        let expansion = expansion(value)
        if dropsNegativeZero, expansion.digits.isEmpty { isNegative = false }
        return (isNegative ? [0x2D] : []) + laidOut(expansion)
    }

    /// How many significant digits `g` shows: at least one.
    private var significant: Int { max(precision, 1) }

    private func expansion(_ value: Double) -> DecimalExpansion {
        switch form {
        case .exponent: DecimalExpansion(value, significant: precision + 1)
        case .fixed: DecimalExpansion(value, places: precision)
        case .general: DecimalExpansion(value, significant: significant)
        case .shortest: DecimalExpansion(shortest: value)
        }
    }

    private func laidOut(_ expansion: DecimalExpansion) -> [UInt8] {
        var point = expansion.point
        // How many digits there are, zeros at the end included, counted from the first.
        var end: Int
        let usesExponent: Bool
        switch form {
        case .exponent:
            usesExponent = true
            end = precision + 1
        case .fixed:
            usesExponent = false
            end = point + precision
        case .general:
            usesExponent = point <= -4 || point > significant - (addsZero ? 1 : 0)
            end = isAlternate ? significant : expansion.digits.count
        case .shortest:
            usesExponent = point <= -4 || point > 16
            end = expansion.digits.count
        }
        var exponent = 0
        if usesExponent {
            exponent = point - 1
            point = 1
        }
        end = max(end, !usesExponent && addsZero ? point + 1 : point)
        let start = point <= 0 ? point - 1 : 0
        var text: [UInt8] = []
        text.reserveCapacity(end - start + 8)
        for index in start..<point { text.append(digit(expansion, index)) }
        if end > point || isAlternate { text.append(0x2E) }
        for index in point..<max(point, end) { text.append(digit(expansion, index)) }
        if usesExponent { text += exponentUnits(exponent) }
        return text
    }

    private func digit(_ expansion: DecimalExpansion, _ index: Int) -> UInt8 {
        expansion.digits.indices.contains(index) ? expansion.digits[index] : 0x30
    }

    private func exponentUnits(_ exponent: Int) -> [UInt8] {
        let size = String(exponent.magnitude)
        return [isUppercase ? 0x45 : 0x65, exponent < 0 ? 0x2D : 0x2B]
            + Array((size.utf8.count < 2 ? "0" + size : size).utf8)
    }
}
