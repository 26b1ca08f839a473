/// What stands between braces in `str.format`: `{name!conversion:specification}`.
package struct FormatField: Sendable, Equatable {
    /// What the value is: `0`, `name`, `a.b[0]`, or nothing.
    package var name: PythonString
    /// The character behind `!`, or nil.
    package var conversion: UInt32?
    /// What follows the colon; it is a template itself if it has braces.
    package var specification: PythonString
    /// Whether the specification has fields of its own.
    package var isNested: Bool
}

/// Reads the template of `str.format` piece by piece: text, and the field behind it.
///
/// One piece at a time, because a field's value may raise before the next one is found to be wrong.
/// CPython 3.13, `MarkupIterator_next`.
package struct FormatTemplate: Sendable {
    private let text: PythonString
    private let points: [UInt32]
    private var position = 0

    /// The pieces of a template.
    package init(_ text: PythonString) {
        self.text = text
        points = text.points
    }

    /// The next piece, or nil at the end.
    /// - Throws: ValueError if the braces do not fit.
    /// - Complexity: O(*n*) in the piece.
    package mutating func next() throws -> (literal: PythonString, field: FormatField?)? {
        guard position < points.count else { return nil }
        let start = position
        while position < points.count, points[position] != 0x7B, points[position] != 0x7D { position += 1 }
        guard position < points.count else { return (text.part(start..<position), nil) }
        let brace = points[position]
        position += 1
        // A brace doubled stands for itself.
        if position < points.count, points[position] == brace {
            position += 1
            return (text.part(start..<(position - 1)), nil)
        }
        guard brace == 0x7B else { throw fault("Single '}' encountered in format string") }
        guard position < points.count else { throw fault("Single '{' encountered in format string") }
        return (text.part(start..<(position - 1)), try readField())
    }

    private mutating func readField() throws -> FormatField {
        let start = position
        var brackets = false
        search: while position < points.count {
            switch points[position] {
            case 0x7B where !brackets: throw fault("unexpected '{' in field name")
            case 0x5B: brackets = true
            case 0x5D: brackets = false
            case 0x7D where !brackets, 0x3A where !brackets, 0x21 where !brackets: break search
            default: break
            }
            position += 1
        }
        var field = FormatField(
            name: text.part(start..<position), conversion: nil, specification: PythonString(), isNested: false
        )
        guard position < points.count else { throw fault("expected '}' before end of string") }
        var last = points[position]
        position += 1
        if last == 0x21 {
            guard position < points.count else {
                throw fault("end of string while looking for conversion specifier")
            }
            field.conversion = points[position]
            position += 1
            if position < points.count {
                last = points[position]
                position += 1
                if last == 0x7D { return field }
                guard last == 0x3A else { throw fault("expected ':' after conversion specifier") }
            }
        }
        if last == 0x7D { return field }
        try readSpecification(into: &field)
        return field
    }

    private mutating func readSpecification(into field: inout FormatField) throws {
        let start = position
        var depth = 1
        while position < points.count {
            switch points[position] {
            case 0x7B:
                field.isNested = true
                depth += 1
            case 0x7D:
                depth -= 1
                if depth == 0 {
                    field.specification = text.part(start..<position)
                    position += 1
                    return
                }
            default: break
            }
            position += 1
        }
        throw fault("unmatched '{' in format spec")
    }

    private func fault(_ message: String) -> PythonException { PythonException("ValueError", message) }
}

/// Whether a template's fields are numbered by themselves or by hand; not both.
package struct FieldNumbering: Sendable {
    private enum Mode { case unknown, automatic, manual }
    private var mode = Mode.unknown
    private var next = 0

    /// Nothing is numbered yet.
    package init() {}

    /// The argument that a field's first part stands for.
    /// - Throws: ValueError if fields are numbered both ways.
    package mutating func argument(_ first: FieldKey) throws -> FieldKey {
        let wanted: Mode
        switch first {
        case .name(let name) where name.isEmpty: wanted = .automatic
        case .index: wanted = .manual
        case .name: return first
        }
        if mode == .unknown { mode = wanted }
        if mode != wanted {
            throw PythonException(
                "ValueError",
                mode == .manual
                    ? "cannot switch from manual field specification to automatic field numbering"
                    : "cannot switch from automatic field numbering to manual field specification")
        }
        guard wanted == .automatic else { return first }
        defer { next += 1 }
        return .index(next)
    }
}

/// A number or a name in a field's path.
package enum FieldKey: Sendable, Equatable {
    case index(Int)
    case name(PythonString)

    /// A text of decimal digits alone is a number.
    /// - Throws: ValueError if it is too large.
    init(_ text: PythonString) throws {
        var value: Int?
        for point in text.points {
            guard let digit = CharacterRules.decimalValue(point) else {
                self = .name(text)
                return
            }
            let (scaled, isFar) = (value ?? 0).multipliedReportingOverflow(by: 10)
            let (sum, isTooFar) = scaled.addingReportingOverflow(digit)
            if isFar || isTooFar {
                throw PythonException("ValueError", "Too many decimal digits in format string")
            }
            value = sum
        }
        self = value.map(FieldKey.index) ?? .name(text)
    }
}

/// A step from an argument to a field's value.
package enum FieldStep: Sendable, Equatable {
    /// `.name`.
    case attribute(PythonString)
    /// `[key]`.
    case item(FieldKey)
}

/// Reads a field's name: the argument, then attributes and items.
///
/// CPython 3.13, `FieldNameIterator_next`.
package struct FieldPath: Sendable {
    /// The argument; an empty name is numbered automatically.
    package let first: FieldKey
    private let name: PythonString
    private let points: [UInt32]
    private var position: Int

    /// - Throws: ValueError if the argument's number is too large.
    package init(_ name: PythonString) throws {
        self.name = name
        points = name.points
        position = points.firstIndex { $0 == 0x2E || $0 == 0x5B } ?? points.count
        first = try FieldKey(name.part(0..<position))
    }

    /// The next step, or nil at the end.
    /// - Throws: ValueError if there is something else.
    package mutating func next() throws -> FieldStep? {
        guard position < points.count else { return nil }
        let opener = points[position]
        position += 1
        let start = position
        switch opener {
        case 0x2E:
            while position < points.count, points[position] != 0x2E, points[position] != 0x5B {
                position += 1
            }
            guard position > start else { throw fault("Empty attribute in format string") }
            return .attribute(name.part(start..<position))
        case 0x5B:
            while position < points.count, points[position] != 0x5D { position += 1 }
            guard position < points.count else { throw fault("Missing ']' in format string") }
            let key = name.part(start..<position)
            position += 1
            guard !key.isEmpty else { throw fault("Empty attribute in format string") }
            return .item(try FieldKey(key))
        default: throw fault("Only '.' or '[' may follow ']' in format field specifier")
        }
    }

    private func fault(_ message: String) -> PythonException { PythonException("ValueError", message) }
}

extension FormatField {
    /// The error for a conversion other than `s`, `r` and `a`.
    package static func unknownConversion(_ point: UInt32) -> PythonException {
        let shown =
            point > 0x20 && point < 0x7F
            ? String(Unicode.Scalar(UInt8(point))) : "\\x" + String(point, radix: 16)
        return PythonException("ValueError", "Unknown conversion specifier \(shown)")
    }

    /// Fields are nested in fields of fields.
    package static let tooDeep = PythonException("ValueError", "Max string recursion exceeded")

    /// A numbered field in `str.format_map`.
    package static let positional = PythonException(
        "ValueError", "Format string contains positional fields")

    /// There is no argument of this number.
    package static func missing(_ index: Int) -> PythonException {
        PythonException(
            "IndexError", "Replacement index \(index) out of range for positional args tuple")
    }
}
