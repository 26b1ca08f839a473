import BigInt

/// What kind of value a conversion wants.
package enum PercentKind: Sendable {
    /// `%s`, `%r`, `%a`: the text of any object; of `%b` the bytes.
    case text
    /// `%d`, `%i`, `%u`: an int, or a float whose fraction is dropped.
    case decimal
    /// `%x`, `%X`, `%o`: an int.
    case digits
    /// `%e`, `%f`, `%g` and in capitals: a float.
    case float
    /// `%c`: an int or a character.
    case character
    /// No conversion has this character.
    case unknown
}

extension PercentConversion {
    /// The kind of value the conversion wants.
    package var kind: PercentKind { kind(isBytes: false) }

    /// The same, for a str or for bytes: `%b` is of bytes alone.
    package func kind(isBytes: Bool) -> PercentKind {
        switch UInt8(exactly: type).map(Unicode.Scalar.init) {
        case "s", "r", "a": .text
        case "b": isBytes ? .text : .unknown
        case "d", "i", "u": .decimal
        case "x", "X", "o": .digits
        case "e", "E", "f", "F", "g", "G": .float
        case "c": .character
        default: .unknown
        }
    }

    /// The error for a character that is no conversion's. It takes a value before it is found out.
    package func unknownType(isBytes: Bool = false) -> PythonException {
        if isBytes, type >= 0x80, !followsNumber {
            // C reads the byte as a negative number, except behind a width or a precision.
            return PythonException("OverflowError", "character argument not in range(0x110000)")
        }
        let isShown = isBytes || (0x1F..<0x7F).contains(type)
        let shown = isShown ? String(Unicode.Scalar(UInt8(type))) : "?"
        return PythonException(
            "ValueError",
            "unsupported format character '\(shown)' (0x\(String(type, radix: 16))) at index \(position)")
    }

    /// The error for a value of the wrong type.
    package func wrongType(_ typeName: String, isBytes: Bool = false) -> PythonException {
        // To bytes, `%i` is `%d`.
        let name = isBytes && type == 0x69 ? "d" : Unicode.Scalar(type).map(String.init) ?? "?"
        return switch kind(isBytes: isBytes) {
        case .decimal:
            PythonException("TypeError", "%\(name) format: a real number is required, not \(typeName)")
        case .digits: PythonException("TypeError", "%\(name) format: an integer is required, not \(typeName)")
        case .float where isBytes:
            PythonException("TypeError", "float argument required, not \(typeName)")
        case .float: PythonException("TypeError", "must be real number, not \(typeName)")
        case .character where isBytes:
            PythonException("TypeError", "%c requires an integer in range(256) or a single byte")
        case .character: PythonException("TypeError", "%c requires int or char")
        case .text, .unknown:
            PythonException(
                "TypeError",
                "%b requires a bytes-like object, or an object that implements __bytes__, not '\(typeName)'")
        }
    }

    /// The text of `%s` and its like in its field.
    package func format(text: PythonString) -> PythonString {
        let shown = precision.map { $0 < text.count ? text.part(0..<$0) : text } ?? text
        return inField(shown)
    }

    /// The int of `%d`, `%x` and its like in its field.
    /// - Throws: ValueError if it has too many decimal digits.
    package func format(integer value: BigInt) throws -> PythonString {
        var digits: [UInt8]
        var prefix: [UInt8] = []
        switch type {
        case 0x78, 0x58:
            digits = IntegerRules.digits(value.magnitude, bits: 4, isUppercase: type == 0x58)
            if isAlternate { prefix = [0x30, UInt8(type)] }
        case 0x6F:
            digits = IntegerRules.digits(value.magnitude, bits: 3)
            if isAlternate { prefix = [0x30, 0x6F] }
        default:
            digits = try Array(IntegerRules.repr(BigInt(sign: .plus, magnitude: value.magnitude)).utf8)
        }
        digits = [UInt8](repeating: 0x30, count: max(0, (precision ?? 0) - digits.count)) + digits
        return inField(sign: sign(isNegative: value.sign == .minus), prefix: prefix, body: digits)
    }

    /// The float of `%f` and its like in its field.
    package func format(float value: Double) -> PythonString {
        var text = FloatText(form: .general, precision: precision ?? 6, isAlternate: isAlternate)
        switch type {
        case 0x65, 0x45: text.form = .exponent
        case 0x66, 0x46: text.form = .fixed
        default: text.form = .general
        }
        text.isUppercase = type < 0x61
        let units = text.units(value)
        let isNegative = units.first == 0x2D
        return inField(
            sign: sign(isNegative: isNegative), prefix: [],
            body: isNegative ? Array(units.dropFirst()) : units)
    }

    /// The character of `%c` in its field.
    /// - Throws: OverflowError if there is no such character.
    package func format(character value: BigInt, isBytes: Bool = false) throws -> PythonString {
        guard let point = UInt32(exactly: value), point < (isBytes ? 0x100 : 0x110000) else {
            throw PythonException(
                "OverflowError",
                isBytes ? "%c arg not in range(256)" : "%c arg not in range(0x110000)")
        }
        return inField(PythonString(units: [point]))
    }

    /// The character of `%c`, given as one.
    /// - Throws: TypeError unless it is one character.
    package func format(character text: PythonString, isBytes: Bool = false) throws -> PythonString {
        guard text.count == 1 else { throw wrongType("str", isBytes: isBytes) }
        return inField(text)
    }

    private func sign(isNegative: Bool) -> [UInt8] {
        isNegative ? [0x2D] : showsPlus ? [0x2B] : showsSpace ? [0x20] : []
    }

    /// Zeros go between the sign with the prefix and the digits.
    private func inField(sign: [UInt8], prefix: [UInt8], body: [UInt8]) -> PythonString {
        let front = sign + prefix
        guard fillsWithZeros, !isLeft else { return inField(PythonString(latin1: front + body)) }
        let zeros = max(0, (width ?? 0) - front.count - body.count)
        return PythonString(latin1: front + [UInt8](repeating: 0x30, count: zeros) + body)
    }

    private func inField(_ text: PythonString) -> PythonString {
        isLeft ? text.justifiedLeft(width ?? 0) : text.justifiedRight(width ?? 0)
    }
}
