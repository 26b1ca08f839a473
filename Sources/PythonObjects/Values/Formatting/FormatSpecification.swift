/// `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`: what follows the colon in `{x:>8.2f}`.
package struct FormatSpecification: Sendable, Equatable {
    /// Where the value goes in its field.
    package enum Alignment: UInt32, Sendable {
        case left = 0x3C
        case right = 0x3E
        case afterSign = 0x3D
        case center = 0x5E
    }

    /// What a positive number begins with.
    package enum Sign: UInt32, Sendable {
        case minus = 0x2D
        case plus = 0x2B
        case space = 0x20
    }

    /// The character that fills the field.
    package var fill: UInt32 = 0x20
    /// Nil if the type decides.
    package var alignment: Alignment?
    /// Nil if none was given.
    package var sign: Sign?
    /// `z`: no negative zeros.
    package var dropsNegativeZero = false
    /// `#`.
    package var isAlternate = false
    /// The field's least width.
    package var width: Int?
    /// `,` or `_` between groups of digits.
    package var grouping: UInt8?
    /// What follows the point.
    package var precision: Int?
    /// The type's character, or nil if none was given.
    package var type: UInt32?

    /// A specification that changes nothing.
    package init() {}

    /// Reads a specification for values of a type.
    ///
    /// CPython 3.13, `parse_internal_render_format_spec`.
    /// - Parameter isText: whether the values are strings: they stand on the left, and a zero only fills.
    /// - Throws: ValueError, with the name of the value's type.
    /// - Complexity: O(*n*) in characters.
    package init(_ text: PythonString, for typeName: String, isText: Bool = false) throws {
        var reader = Reader(points: text.points)
        readAlignment(&reader)
        sign = reader.peek().flatMap(Sign.init)
        if sign != nil { reader.position += 1 }
        dropsNegativeZero = reader.skip(0x7A)
        isAlternate = reader.skip(0x23)
        // A zero before the width, unless a fill was given.
        if !reader.hasFill, reader.skip(0x30) {
            fill = 0x30
            if alignment == nil, !isText { alignment = .afterSign }
        }
        width = try reader.number()
        if reader.skip(0x2C) { grouping = 0x2C }
        if reader.skip(0x5F) {
            if grouping != nil { throw PythonException("ValueError", "Cannot specify both ',' and '_'.") }
            grouping = 0x5F
        }
        if reader.peek() == 0x2C, grouping == 0x5F {
            throw PythonException("ValueError", "Cannot specify both ',' and '_'.")
        }
        if reader.skip(0x2E) {
            precision = try reader.number()
            if precision == nil { throw PythonException("ValueError", "Format specifier missing precision") }
        }
        if reader.points.count - reader.position > 1 {
            throw PythonException(
                "ValueError", "Invalid format specifier '\(text.text)' for object of type '\(typeName)'")
        }
        type = reader.peek()
        try checkGrouping(type ?? (isText ? 0x73 : nil))
    }

    /// How many characters a number may become: its width, or its precision and all digits before the point.
    var sizeBound: Int {
        let (size, overflow) = (precision ?? 0).addingReportingOverflow(400)
        return max(width ?? 0, overflow ? .max : precision == nil ? 0 : size)
    }

    private mutating func readAlignment(_ reader: inout Reader) {
        if let found = reader.peek(1).flatMap(Alignment.init) {
            fill = reader.points[0]
            alignment = found
            reader.hasFill = true
            reader.position = 2
        } else if let found = reader.peek().flatMap(Alignment.init) {
            alignment = found
            reader.position = 1
        }
    }

    /// Which types may have groups.
    private func checkGrouping(_ type: UInt32?) throws {
        guard let grouping, let type else { return }
        switch UInt8(exactly: type).map(Unicode.Scalar.init) {
        case "d", "e", "f", "g", "E", "G", "%", "F": return
        case "b", "o", "x", "X": if grouping == 0x5F { return }
        default: break
        }
        let separator = Unicode.Scalar(grouping)
        let shown = FormatFault.typeName(type)
        throw PythonException("ValueError", "Cannot specify '\(separator)' with '\(shown)'.")
    }

    private struct Reader {
        let points: [UInt32]
        var position = 0
        var hasFill = false

        func peek(_ distance: Int = 0) -> UInt32? {
            position + distance < points.count ? points[position + distance] : nil
        }

        mutating func skip(_ point: UInt32) -> Bool {
            guard peek() == point else { return false }
            position += 1
            return true
        }

        /// The number here, in digits of any script; nil if there is none.
        mutating func number() throws -> Int? {
            var value: Int?
            while let point = peek(), let digit = CharacterRules.decimalValue(point) {
                let (scaled, isFar) = (value ?? 0).multipliedReportingOverflow(by: 10)
                let (sum, isTooFar) = scaled.addingReportingOverflow(digit)
                if isFar || isTooFar {
                    throw PythonException("ValueError", "Too many decimal digits in format string")
                }
                value = sum
                position += 1
            }
            return value
        }
    }
}

/// The errors that formatting ends in.
enum FormatFault {
    /// A type's character as errors show it.
    static func typeName(_ type: UInt32) -> String {
        guard type > 0x20, type < 0x80 else { return "\\x" + String(type, radix: 16) }
        return String(Unicode.Scalar(UInt8(type)))
    }

    /// The type is none of the value's.
    static func unknownType(_ type: UInt32, _ typeName: String) -> PythonException {
        PythonException(
            "ValueError", "Unknown format code '\(self.typeName(type))' for object of type '\(typeName)'")
    }

    static func value(_ message: String) -> PythonException { PythonException("ValueError", message) }
}
