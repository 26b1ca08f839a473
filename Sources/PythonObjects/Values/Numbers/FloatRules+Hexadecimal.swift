import BigInt

extension FloatRules {
    /// `x.hex()`.
    package static func hexadecimal(_ value: Double) -> String {
        guard value.isFinite else { return repr(value) }
        let sign = value.sign == .minus ? "-" : ""
        if value == 0 { return sign + "0x0.0p+0" }
        let digits = String(value.significandBitPattern, radix: 16)
        let padded = String(repeating: "0", count: 13 - digits.utf8.count) + digits
        let exponent = value.isNormal ? Int(value.exponentBitPattern) - 1023 : -1022
        return "\(sign)0x\(value.isNormal ? 1 : 0).\(padded)p\(exponent < 0 ? "-" : "+")\(exponent.magnitude)"
    }

    /// `float.fromhex(text)`.
    /// - Throws: ValueError if it is no such number, OverflowError if it is too large.
    /// - Complexity: O(*n*) in characters.
    package static func fromHexadecimal(_ text: PythonString) throws -> Double {
        do { _ = try text.encoded() } catch let fault as CodecFault { throw fault.exception }
        guard let value = HexadecimalReader(text).value() else {
            throw PythonException("ValueError", "invalid hexadecimal floating-point string")
        }
        guard let value else {
            throw PythonException("OverflowError", "hexadecimal value too large to represent as a float")
        }
        return value
    }
}

/// Reads `[sign][0x]digits[.digits][p[sign]digits]`.
private struct HexadecimalReader {
    private var units: ArraySlice<UInt8>

    init(_ text: PythonString) {
        // What is not ASCII is no part of a number, but one that is too large is found before it.
        var units = text.points.map { $0 < 0x80 ? UInt8($0) : 0x3F }[...]
        while let first = units.first, BytesRules.isSpace(first) { units.removeFirst() }
        while let last = units.last, BytesRules.isSpace(last) { units.removeLast() }
        self.units = units
    }

    private mutating func skip(_ lowercase: UInt8) -> Bool {
        guard let first = units.first, first | 0x20 == lowercase else { return false }
        units.removeFirst()
        return true
    }

    private mutating func readSign() -> Bool {
        guard let first = units.first, first == 0x2B || first == 0x2D else { return false }
        units.removeFirst()
        return first == 0x2D
    }

    /// The number; nil if there is none, and nil inside if it is too large.
    consuming func value() -> Double?? {
        let isNegative = readSign()
        func signed(_ magnitude: Double) -> Double { isNegative ? -magnitude : magnitude }
        switch String(decoding: units, as: UTF8.self).lowercased() {
        case "inf", "infinity": return .some(.some(signed(.infinity)))
        case "nan": return .some(.some(signed(.nan)))
        default: break
        }
        let beforePrefix = units
        if units.first == 0x30 {
            units.removeFirst()
            if !skip(0x78) { units = beforePrefix }
        }
        let whole = readDigits()
        var fraction: [UInt8] = []
        if units.first == 0x2E {
            units.removeFirst()
            fraction = readDigits()
        }
        guard !whole.isEmpty || !fraction.isEmpty else { return nil }
        guard let exponent = readExponent() else { return nil }
        let digits = Array((whole + fraction).drop { $0 == 0 })
        if digits.isEmpty { return units.isEmpty ? .some(.some(signed(0))) : nil }
        let magnitude = BigUInt(words: HexadecimalReader.words(digits))
        // No text is so long that an exponent beyond these could be made good for.
        let clamped = min(max(exponent, -(1 << 48)), 1 << 48)
        let value = FloatRules.nearest(magnitude, exponent: clamped - 4 * fraction.count)
        // That it is too large is told before what follows is looked at.
        guard value.isFinite else { return .some(nil) }
        return units.isEmpty ? .some(.some(signed(value))) : nil
    }

    private mutating func readDigits() -> [UInt8] {
        var digits: [UInt8] = []
        while let unit = units.first {
            switch unit {
            case 0x30...0x39: digits.append(unit - 0x30)
            case 0x41...0x46, 0x61...0x66: digits.append((unit | 0x20) - 0x61 + 10)
            default: return digits
            }
            units.removeFirst()
        }
        return digits
    }

    /// 0 if there is none; nil if it is wrong.
    private mutating func readExponent() -> Int? {
        guard skip(0x70) else { return 0 }
        let isNegative = readSign()
        let digits = units.prefix { (0x30...0x39).contains($0) }
        guard !digits.isEmpty else { return nil }
        units = units.dropFirst(digits.count)
        let size = Int(String(decoding: digits, as: UTF8.self)) ?? 1 << 60
        return isNegative ? -size : size
    }

    private static func words(_ digits: [UInt8]) -> [UInt] {
        var words = [UInt](repeating: 0, count: (digits.count + 15) / 16)
        for (index, digit) in digits.reversed().enumerated() {
            words[index / 16] |= UInt(digit) << UInt(index % 16 * 4)
        }
        return words
    }
}
