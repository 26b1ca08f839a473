import BigInt

extension FormatSpecification {
    /// `format(text, specification)`.
    /// - Parameter admit: is told how long the result may be before it is made, as for all of these, and may throw.
    /// - Throws: ValueError if the specification asks for what only numbers have.
    package func format(
        _ text: PythonString, typeName: String = "str", admit: (Int) throws -> Void = { _ in }
    ) throws -> PythonString {
        if let type, type != 0x73 { throw FormatFault.unknownType(type, typeName) }
        if let sign {
            throw FormatFault.value(
                sign == .space
                    ? "Space not allowed in string format specifier"
                    : "Sign not allowed in string format specifier")
        }
        if dropsNegativeZero {
            throw FormatFault.value("Negative zero coercion (z) not allowed in string format specifier")
        }
        if isAlternate {
            throw FormatFault.value("Alternate form (#) not allowed in string format specifier")
        }
        if alignment == .afterSign {
            throw FormatFault.value("'=' alignment not allowed in string format specifier")
        }
        try admit(max(width ?? 0, text.count))
        let shown = precision.map { $0 < text.count ? text.part(0..<$0) : text } ?? text
        return shown.padded(in: max(0, (width ?? 0) - shown.count), alignment ?? .left, fill: fill)
    }

    /// `format(integer, specification)`.
    /// - Throws: ValueError if the specification asks for what ints do not have, OverflowError if the value fits no float
    ///   or is no character.
    package func format(
        _ value: BigInt, typeName: String = "int", admit: (Int) throws -> Void = { _ in }
    ) throws -> PythonString {
        switch type.flatMap(UInt8.init(exactly:)).map(Unicode.Scalar.init) {
        case nil where type == nil: return try formatInteger(value, radix: 10, admit)
        case "d", "n": return try formatInteger(value, radix: 10, admit)
        case "b": return try formatInteger(value, radix: 2, admit)
        case "o": return try formatInteger(value, radix: 8, admit)
        case "x", "X": return try formatInteger(value, radix: 16, admit)
        case "c": return try formatCharacter(value, admit)
        case "e", "E", "f", "F", "g", "G", "%":
            return try format(FloatRules.float(value), typeName: typeName, admit: admit)
        default: throw FormatFault.unknownType(type ?? 0, typeName)
        }
    }

    private func checkInteger() throws {
        if precision != nil { throw FormatFault.value("Precision not allowed in integer format specifier") }
        if dropsNegativeZero {
            throw FormatFault.value("Negative zero coercion (z) not allowed in integer format specifier")
        }
    }

    private func formatInteger(
        _ value: BigInt, radix: Int, _ admit: (Int) throws -> Void
    ) throws -> PythonString {
        try checkInteger()
        try admit(max(sizeBound, radix == 10 ? 0 : value.magnitude.bitWidth / radix.trailingZeroBitCount))
        let isUppercase = type == 0x58
        let magnitude = BigInt(sign: .plus, magnitude: value.magnitude)
        let digits =
            radix == 10
            ? try Array(IntegerRules.repr(magnitude).utf8)
            : IntegerRules.digits(value.magnitude, bits: radix.trailingZeroBitCount, isUppercase: isUppercase)
        var prefix: [UInt8] = []
        if isAlternate, radix != 10 {
            prefix = [0x30, radix == 2 ? 0x62 : radix == 8 ? 0x6F : isUppercase ? 0x58 : 0x78]
        }
        return NumberField(
            isNegative: value.sign == .minus, prefix: prefix, digits: digits,
            groupSize: grouping == nil ? 0 : radix == 10 ? 3 : 4
        ).laidOut(self)
    }

    private func formatCharacter(_ value: BigInt, _ admit: (Int) throws -> Void) throws -> PythonString {
        try checkInteger()
        if sign != nil { throw FormatFault.value("Sign not allowed with integer format specifier 'c'") }
        if isAlternate {
            throw FormatFault.value("Alternate form (#) not allowed with integer format specifier 'c'")
        }
        guard let word = Int(exactly: value) else {
            throw PythonException("OverflowError", "Python int too large to convert to C long")
        }
        guard (0..<0x110000).contains(word) else {
            throw PythonException("OverflowError", "%c arg not in range(0x110000)")
        }
        try admit(sizeBound)
        return PythonString(units: [UInt32(word)])
            .padded(in: max(0, (width ?? 0) - 1), alignment ?? .right, fill: fill)
    }

    /// `format(float, specification)`.
    /// - Throws: ValueError if the specification asks for what floats do not have.
    package func format(
        _ value: Double, typeName: String = "float", admit: (Int) throws -> Void = { _ in }
    ) throws -> PythonString {
        let text = try floatText(typeName: typeName)
        try admit(sizeBound)
        var units = text.units(type == 0x25 ? value * 100 : value)
        if type == 0x25 { units.append(0x25) }
        return NumberField(text: units, grouping: grouping).laidOut(self)
    }

    private func floatText(typeName: String, isComplex: Bool = false) throws -> FloatText {
        var text = FloatText(
            form: .general, precision: precision ?? 6, isAlternate: isAlternate,
            dropsNegativeZero: dropsNegativeZero)
        switch type.flatMap(UInt8.init(exactly:)).map(Unicode.Scalar.init) {
        case nil where type == nil:
            text.addsZero = true
            if precision == nil { text.form = .shortest }
        case "e": text.form = .exponent
        case "E": (text.form, text.isUppercase) = (.exponent, true)
        case "%" where isComplex: throw FormatFault.unknownType(0x25, typeName)
        case "f", "%": text.form = .fixed
        case "F": (text.form, text.isUppercase) = (.fixed, true)
        case "g", "n": break
        case "G": text.isUppercase = true
        default: throw FormatFault.unknownType(type ?? 0, typeName)
        }
        if let precision, precision > Int(Int32.max) { throw FormatFault.value("precision too big") }
        return text
    }

    /// `format(complex, specification)`.
    /// - Throws: ValueError if the specification asks for what complex numbers do not have.
    package func format(
        _ real: Double, _ imaginary: Double, typeName: String = "complex",
        admit: (Int) throws -> Void = { _ in }
    ) throws -> PythonString {
        var text = try floatText(typeName: typeName, isComplex: true)
        if fill == 0x30 { throw FormatFault.value("Zero padding is not allowed in complex format specifier") }
        if alignment == .afterSign {
            throw FormatFault.value("'=' alignment flag is not allowed in complex format specifier")
        }
        text.addsZero = false
        try admit(sizeBound)
        let isRepr = type == nil
        let isBare = isRepr && real == 0 && real.sign == .plus
        var second = self
        second.sign = isBare ? sign : .plus
        let imaginaryPart = NumberField(text: text.units(imaginary), grouping: grouping).bare(second) + [0x6A]
        var all: [UInt8] = []
        if !isBare { all += NumberField(text: text.units(real), grouping: grouping).bare(self) }
        all += imaginaryPart
        if isRepr, !isBare { all = [0x28] + all + [0x29] }
        return PythonString(latin1: all)
            .padded(in: max(0, (width ?? 0) - all.count), alignment ?? .right, fill: fill)
    }
}
