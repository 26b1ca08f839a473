import BigInt
import PythonSyntax

extension Constant {
    /// The constant as source.
    var written: String {
        switch self {
        case .none: "None"
        case .true: "True"
        case .false: "False"
        case .ellipsis: "..."
        case .string(let bytes): reprOfString(bytes)
        case .bytes(let bytes): "b" + quoted(bytes.map { Character(UnicodeScalar($0)) }, isBytes: true)
        case .integer(let literal): String(literal.value)
        case .float(let value): writtenFloat(value)
        case .imaginary(let value): writtenImaginary(value)
        }
    }
}

extension CodeConstant {
    /// The constant as source.
    var written: String {
        switch self {
        case .none: return "None"
        case .true: return "True"
        case .false: return "False"
        case .ellipsis: return "..."
        case .int(let value): return String(value)
        case .float(let value): return writtenFloat(value)
        case .complex(let real, let imaginary):
            if real == 0, real.sign == .plus { return writtenImaginary(imaginary) }
            let sign = imaginary.sign == .minus ? "" : "+"
            return "(\(shortFloat(real))\(sign)\(writtenImaginary(imaginary)))"
        case .string(let bytes): return reprOfString(bytes)
        case .bytes(let bytes): return Constant.bytes(bytes).written
        case .tuple(let items):
            let inner = items.map(\.written).joined(separator: ", ")
            return items.count == 1 ? "(\(inner),)" : "(\(inner))"
        case .frozenset(let items): return "frozenset({\(items.map(\.written).joined(separator: ", "))})"
        case .code: return "<code>"
        }
    }
}

/// `repr` of a str, in generalised UTF-8.
func reprOfString(_ bytes: [UInt8]) -> String {
    quoted(String(decoding: bytes, as: UTF8.self).unicodeScalars.map(Character.init), isBytes: false)
}

private func quoted(_ characters: [Character], isBytes: Bool) -> String {
    let quote: Character = characters.contains("'") && !characters.contains("\"") ? "\"" : "'"
    var text = String(quote)
    for character in characters {
        let scalar = character.unicodeScalars[character.unicodeScalars.startIndex]
        switch scalar {
        case "\\": text += "\\\\"
        case "\n": text += "\\n"
        case "\r": text += "\\r"
        case "\t": text += "\\t"
        case _ where character == quote: text += "\\\(character)"
        case _ where scalar.value < 32 || scalar.value == 127 || (isBytes && scalar.value > 127):
            text += "\\x" + padded(scalar.value, 2)
        case _ where scalar.value > 127 && !isPrintable(scalar):
            switch scalar.value {
            case ..<0x100: text += "\\x" + padded(scalar.value, 2)
            case ..<0x10000: text += "\\u" + padded(scalar.value, 4)
            default: text += "\\U" + padded(scalar.value, 8)
            }
        default: text.unicodeScalars.append(scalar)
        }
    }
    return text + String(quote)
}

private func padded(_ value: UInt32, _ width: Int) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

private func isPrintable(_ scalar: UnicodeScalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
        .spaceSeparator:
        false
    default: true
    }
}

// MARK: Floats

/// A float as source: infinity as a literal that is too large.
private func writtenFloat(_ value: Double) -> String {
    let text = shortFloat(value)
    return text.contains(where: { $0 == "." || $0 == "e" || $0 == "n" }) ? text : text + ".0"
}

private func writtenImaginary(_ value: Double) -> String { shortFloat(value) + "j" }

/// The shortest digits that give a float back, with an exponent where Python writes one, without `.0`.
private func shortFloat(_ value: Double) -> String {
    if value.isNaN { return "nan" }
    if value.isInfinite { return value < 0 ? "-1e309" : "1e309" }
    let parts = value.magnitude.description.split(separator: "e")
    let mantissa = parts[0].split(separator: ".")
    var exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    var digits = Array(mantissa[0].utf8)
    exponent += digits.count
    if mantissa.count > 1, mantissa[1] != "0" { digits += Array(mantissa[1].utf8) }
    while digits.count > 1, digits[0] == UInt8(ascii: "0") {
        digits.removeFirst()
        exponent -= 1
    }
    while digits.count > 1, digits[digits.count - 1] == UInt8(ascii: "0") { digits.removeLast() }
    let sign = value.sign == .minus ? "-" : ""
    let text = String(decoding: digits, as: UTF8.self)
    if value == 0 { return sign + "0" }
    // digits are 0.d1d2… times ten to the exponent
    if exponent > 16 || exponent < -3 {
        let fraction = digits.count > 1 ? "." + text.dropFirst() : ""
        let power = exponent - 1
        return "\(sign)\(text.prefix(1))\(fraction)e\(power < 0 ? "-" : "+")"
            + (power.magnitude < 10 ? "0" : "") + String(power.magnitude)
    }
    if exponent <= 0 { return sign + "0." + String(repeating: "0", count: -exponent) + text }
    if digits.count <= exponent {
        return sign + text + String(repeating: "0", count: exponent - digits.count)
    }
    return sign + text.prefix(exponent) + "." + text.dropFirst(exponent)
}
