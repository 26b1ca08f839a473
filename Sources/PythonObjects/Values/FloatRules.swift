import BigInt

/// What Python says of floats: their text, and how they compare to ints, exactly.
public enum FloatRules {
    /// `repr(x)`: the shortest text that gives the same value again.
    public static func repr(_ value: Double) -> String {
        let text = shortest(value)
        return value.isFinite && !text.contains(where: { $0 == "." || $0 == "e" }) ? text + ".0" : text
    }

    /// The shortest text without the `.0` of whole numbers; an exponent from 1e16 on and below 1e-4.
    static func shortest(_ value: Double) -> String {
        if value.isNaN { return "nan" }
        let sign = value.sign == .minus ? "-" : ""
        if value.isInfinite { return sign + "inf" }
        if value == 0 { return sign + "0" }
        let (digits, point) = shortestDecimal(value.magnitude)
        if point > 16 || point <= -4 {
            let exponent = point - 1
            let fraction = digits.count > 1 ? "." + digits.dropFirst() : ""
            let size = String(exponent.magnitude)
            let padded = size.count < 2 ? "0" + size : size
            return sign + digits.prefix(1) + fraction + "e" + (exponent < 0 ? "-" : "+") + padded
        }
        if point <= 0 { return sign + "0." + String(repeating: "0", count: -point) + digits }
        if digits.count <= point {
            return sign + digits + String(repeating: "0", count: point - digits.count)
        }
        return sign + digits.prefix(point) + "." + digits.dropFirst(point)
    }

    /// The shortest decimal digits of a positive number, and where the point is: 0.*digits* times 10 to its power.
    static func shortestDecimal(_ value: Double) -> (digits: String, point: Int) {
        // Swift's description has the same digits (the shortest, and the nearest of these), laid out otherwise.
        let parts = value.description.split(separator: "e")
        let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
        let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        let whole = mantissa[0]
        let fraction = mantissa.count > 1 ? mantissa[1] : ""
        let all = whole + fraction
        let leading = all.prefix { $0 == "0" }.count
        var digits = all.dropFirst(leading)
        while digits.last == "0" { digits.removeLast() }
        return (String(digits), whole.count - leading + exponent)
    }

    /// `float(text)`.
    /// - Throws: ValueError if the text is no number.
    public static func parse(_ text: PythonString) throws -> Double {
        var reader = NumeralReader(text)
        let isNegative = reader.readSign()
        let magnitude: Double? =
            switch reader.rest {
            case "inf", "infinity": .infinity
            case "nan": .nan
            default: readDecimal(&reader)
            }
        guard let magnitude else {
            throw PythonException("ValueError", "could not convert string to float: \(text.repr)")
        }
        return isNegative ? -magnitude : magnitude
    }

    private static func readDecimal(_ reader: inout NumeralReader) -> Double? {
        let whole = reader.readDigits(radix: 10)
        var fraction: String?
        if reader.skip(0x2E) { fraction = reader.readDigits(radix: 10) }
        guard whole != nil || fraction != nil else { return nil }
        var exponent = ""
        if reader.skip(0x65, 0x45) {
            let isNegative = reader.readSign()
            guard let digits = reader.readDigits(radix: 10) else { return nil }
            exponent = (isNegative ? "e-" : "e") + digits
        }
        guard reader.isAtEnd else { return nil }
        return Double((whole ?? "0") + "." + (fraction ?? "0") + exponent)
    }

    /// The float nearest to an int, ties to even: `float(n)`.
    /// - Throws: OverflowError if it is too large.
    public static func float(_ value: BigInt) throws -> Double {
        let magnitude = value.magnitude
        let excess = magnitude.bitWidth - 64
        var significand: UInt64
        if excess > 0 {
            guard excess <= 1024 - 64 else { throw tooLarge }
            significand = UInt64(truncatingIfNeeded: magnitude >> excess)
            // Whatever was shifted out decides a tie, no more.
            if magnitude.trailingZeroBitCount < excess { significand |= 1 }
        } else {
            significand = UInt64(truncatingIfNeeded: magnitude)
        }
        let scaled = Double(sign: .plus, exponent: max(0, excess), significand: Double(significand))
        guard scaled.isFinite else { throw tooLarge }
        return value.sign == .minus ? -scaled : scaled
    }

    private static let tooLarge = PythonException("OverflowError", "int too large to convert to float")

    /// `int(x)`: towards zero.
    /// - Throws: OverflowError for an infinity, ValueError for a NaN.
    public static func truncated(_ value: Double) throws -> BigInt {
        if value.isNaN { throw PythonException("ValueError", "cannot convert float NaN to integer") }
        if value.isInfinite {
            throw PythonException("OverflowError", "cannot convert float infinity to integer")
        }
        return BigInt(value)
    }

    /// How a float compares to an int, exactly; nil if the float is a NaN.
    public static func compare(_ left: Double, _ right: BigInt) -> Ordering? {
        if left.isNaN { return nil }
        if left.isInfinite { return left < 0 ? .less : .greater }
        let whole = BigInt(left)
        if whole != right { return whole < right ? .less : .greater }
        let fraction = left - left.rounded(.towardZero)
        return fraction == 0 ? .equal : fraction < 0 ? .less : .greater
    }

    /// How two values compare.
    public enum Ordering: Sendable {
        case less, equal, greater
    }
}
