import PythonSyntax

extension TreeDump {
    /// A constant in a form that both sides can write without knowing the other's `repr`: the content of strings, the bits of
    /// floats and the digits of integers, all in hexadecimal.
    func canonical(_ value: Constant) -> String {
        switch value {
        case .none: "None"
        case .true: "True"
        case .false: "False"
        case .ellipsis: "Ellipsis"
        case .string(let content): "s" + hexadecimal(content)
        case .bytes(let content): "b" + hexadecimal(content)
        case .integer(let literal): "i" + hexadecimal(literal)
        case .float(let number): "f" + String(number.bitPattern, radix: 16)
        case .imaginary(let number): "c" + String(number.bitPattern, radix: 16)
        }
    }

    private func hexadecimal(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    private func hexadecimal(_ literal: IntegerLiteral) -> String {
        // Little-endian limbs of 16 bits; quadratic, which is fast enough for what people write.
        var limbs: [UInt64] = [0]
        for digit in literal.digits {
            var carry = UInt64(digit.hexDigitValue ?? 0)
            for index in limbs.indices {
                carry += limbs[index] * UInt64(literal.radix)
                limbs[index] = carry & 0xFFFF
                carry >>= 16
            }
            if carry > 0 { limbs.append(carry) }
        }
        let text = limbs.reversed().map { limb in
            let digits = String(limb, radix: 16)
            return String(repeating: "0", count: 4 - digits.count) + digits
        }.joined()
        let significant = text.drop { $0 == "0" }
        return significant.isEmpty ? "0" : String(significant)
    }
}
