import BigInt

extension IntegerRules {
    /// `int(bytes, base)`: as of a str, but a byte beyond ASCII is no part of a number.
    /// - Throws: ValueError, which shows the bytes.
    package static func parse(
        bytes: [UInt8], base: Int = 10, limit: Int = maximumDigits
    ) throws -> BigInt {
        do {
            return try parse(PythonString(numeral: bytes), base: base, limit: limit)
        } catch let fault as PythonException where fault.message.hasPrefix("invalid literal") {
            let shown = BytesRules.repr(bytes).prefix(200)
            throw PythonException("ValueError", "invalid literal for int() with base \(base): \(shown)")
        }
    }
}

extension FloatRules {
    /// `float(bytes)`: as of a str, but a byte beyond ASCII is no part of a number.
    /// - Throws: ValueError, which shows the bytes.
    package static func parse(bytes: [UInt8]) throws -> Double {
        do {
            return try parse(PythonString(numeral: bytes))
        } catch is PythonException {
            throw PythonException(
                "ValueError", "could not convert string to float: \(BytesRules.repr(bytes))")
        }
    }
}

extension PythonString {
    fileprivate init(numeral bytes: [UInt8]) {
        self.init(latin1: bytes.map { $0 < 0x80 ? $0 : 0x3F })
    }
}
