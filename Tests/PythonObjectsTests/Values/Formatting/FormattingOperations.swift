import BigInt
import PythonObjects

/// The operations of `formatting.3.13.cases` and `templates.3.13.cases`.
let formattingOperations: [String: RecordedOperation] = [
    "format": { .str(try formatted($0[0], $0[1].str)) },
    "percent": { .str(try percent($0[0].str, $0[1].items)) },
    "bpercent": { .bytes(try percent(PythonString(latin1: $0[0].bytes), $0[1].items, isBytes: true).bytes) },
    "strformat": { arguments in
        var numbering = FieldNumbering()
        return .str(try rendered(arguments[0].str, arguments[1].items, &numbering, depth: 2))
    },
    "round": { .float(try FloatRules.round($0[0].float, places: $0[1].int)) },
    "roundint": { .int(try FloatRules.round($0[0].float)) },
    "repr": { .text(try shown($0[0])) },
    "bin": { .text(IntegerRules.prefixedDigits($0[0].bigInt, bits: $0[1].int)) },
]

extension PythonString {
    /// The bytes of a string that is Latin-1.
    fileprivate var bytes: [UInt8] { codePoints.map { UInt8(truncatingIfNeeded: $0) } }
}

private func typeName(_ value: RecordedValue) -> String {
    switch value {
    case .none: "NoneType"
    case .bool: "bool"
    case .int: "int"
    case .float: "float"
    case .complex: "complex"
    case .str: "str"
    case .bytes: "bytes"
    case .list: "list"
    case .exception: ""
    }
}

/// `repr(value)`.
private func shown(_ value: RecordedValue) throws -> String {
    switch value {
    case .none: "None"
    case .bool(let value): value ? "True" : "False"
    case .int(let value): try IntegerRules.repr(value)
    case .float(let value): FloatRules.repr(value)
    case .complex(let real, let imaginary): ComplexRules.repr(real, imaginary)
    case .str(let value): value.repr
    case .bytes(let value): BytesRules.repr(value)
    case .list(let items): "[" + (try items.map(shown)).joined(separator: ", ") + "]"
    case .exception(let message): message
    }
}

/// `str(value)`.
private func described(_ value: RecordedValue) throws -> PythonString {
    if case .str(let value) = value { return value }
    return PythonString(try shown(value))
}

/// `format(value, specification)`.
private func formatted(_ value: RecordedValue, _ text: PythonString) throws -> PythonString {
    if text.isEmpty { return try described(value) }
    let name = typeName(value)
    switch value {
    case .str(let value):
        return try FormatSpecification(text, for: name, isText: true).format(value, admit: admit)
    case .int(let value): return try FormatSpecification(text, for: name).format(value, admit: admit)
    case .bool(let value):
        return try FormatSpecification(text, for: name)
            .format(BigInt(value ? 1 : 0), typeName: name, admit: admit)
    case .float(let value): return try FormatSpecification(text, for: name).format(value, admit: admit)
    case .complex(let real, let imaginary):
        return try FormatSpecification(text, for: name).format(real, imaginary, admit: admit)
    default:
        throw PythonException("TypeError", "unsupported format string passed to \(name).__format__")
    }
}

/// Refuses what no quota would admit.
private func admit(_ size: Int) throws {
    if size > 1 << 32 { throw PythonException("MemoryError", "") }
}

/// `format % tuple`, as an evaluator does it.
private func percent(
    _ format: PythonString, _ values: [RecordedValue], isBytes: Bool = false
) throws -> PythonString {
    var result = PythonString()
    var left = values[...]
    var width: Int?
    var precision: Int?
    func next() throws -> RecordedValue {
        guard let value = left.popFirst() else { throw PercentFormat.notEnough }
        return value
    }
    for step in PercentFormat.steps(format, isBytes: isBytes) {
        switch step {
        case .literal(let text): result = result + text
        case .mapping, .key: throw PercentFormat.noMapping
        case .width, .precision:
            let value = try next()
            let int: BigInt
            switch value {
            case .int(let value): int = value
            case .bool(let value): int = value ? 1 : 0
            default: throw PercentFormat.starWantsInt
            }
            if step == .width {
                width = Int(exactly: int)
                if width == nil { throw PercentFormat.starTooBig(isPrecision: false) }
            } else {
                precision = Int32(exactly: int).map(Int.init)
                if precision == nil { throw PercentFormat.starTooBig(isPrecision: true) }
            }
        case .convert(var conversion):
            if let width { conversion.setWidth(width) }
            if let precision { conversion.setPrecision(precision) }
            (width, precision) = (nil, nil)
            try admit(max(conversion.width ?? 0, conversion.precision ?? 0))
            result = result + (try converted(try next(), conversion, isBytes: isBytes))
        case .fault(let fault): throw fault
        }
    }
    if !left.isEmpty { throw PercentFormat.notAll(isBytes: isBytes) }
    return result
}

private func converted(
    _ value: RecordedValue, _ conversion: PercentConversion, isBytes: Bool
) throws -> PythonString {
    let fault = conversion.wrongType(typeName(value), isBytes: isBytes)
    switch (conversion.kind(isBytes: isBytes), value) {
    case (.unknown, _): throw conversion.unknownType(isBytes: isBytes)
    case (.text, .bytes(let bytes)) where isBytes && (conversion.type == 0x73 || conversion.type == 0x62):
        return conversion.format(text: PythonString(latin1: bytes))
    case (.text, _) where isBytes && (conversion.type == 0x73 || conversion.type == 0x62): throw fault
    case (.text, _):
        if conversion.type == 0x73 { return conversion.format(text: try described(value)) }
        let text = PythonString(try shown(value))
        let isASCII = conversion.type == 0x61 || isBytes
        return conversion.format(text: isASCII ? PythonString(text.asciiEscaped) : text)
    case (.decimal, .int(let value)), (.digits, .int(let value)):
        return try conversion.format(integer: value)
    case (.decimal, .bool(let value)), (.digits, .bool(let value)):
        return try conversion.format(integer: value ? 1 : 0)
    case (.decimal, .float(let value)): return try conversion.format(integer: FloatRules.truncated(value))
    case (.float, .int(let value)): return conversion.format(float: try FloatRules.float(value))
    case (.float, .bool(let value)): return conversion.format(float: value ? 1 : 0)
    case (.float, .float(let value)): return conversion.format(float: value)
    case (.character, .int(let value)): return try conversion.format(character: value, isBytes: isBytes)
    case (.character, .bool(let value)):
        return try conversion.format(character: value ? 1 : 0, isBytes: isBytes)
    case (.character, .str(let value)) where !isBytes: return try conversion.format(character: value)
    case (.character, .bytes(let value)) where isBytes:
        return try conversion.format(character: PythonString(latin1: value), isBytes: true)
    default: throw fault
    }
}

/// `template.format(*values)`, as an evaluator does it.
private func rendered(
    _ template: PythonString, _ values: [RecordedValue], _ numbering: inout FieldNumbering, depth: Int
) throws -> PythonString {
    if depth == 0 { throw FormatField.tooDeep }
    var template = FormatTemplate(template)
    var result = PythonString()
    while let (literal, field) = try template.next() {
        result = result + literal
        guard let field else { continue }
        var path = try FieldPath(field.name)
        var value: RecordedValue
        switch try numbering.argument(path.first) {
        case .index(let index):
            guard index < values.count else { throw FormatField.missing(index) }
            value = values[index]
        case .name(let name): throw PythonException("KeyError", name.repr)
        }
        while let step = try path.next() {
            switch step {
            case .item(.index(let index)):
                if case .str(let text) = value {
                    guard index < text.count else {
                        throw PythonException("IndexError", "string index out of range")
                    }
                    value = .str(text.part(index..<(index + 1)))
                    continue
                }
                guard case .list(let items) = value else {
                    throw PythonException("TypeError", "'\(typeName(value))' object is not subscriptable")
                }
                guard index < items.count else {
                    throw PythonException("IndexError", "list index out of range")
                }
                value = items[index]
            case .item(.name):
                switch value {
                case .list:
                    throw PythonException("TypeError", "list indices must be integers or slices, not str")
                case .str: throw PythonException("TypeError", "string indices must be integers, not 'str'")
                default:
                    throw PythonException("TypeError", "'\(typeName(value))' object is not subscriptable")
                }
            case .attribute(let name):
                throw PythonException(
                    "AttributeError", "'\(typeName(value))' object has no attribute '\(name)'")
            }
        }
        switch field.conversion {
        case nil: break
        case 0x72: value = .text(try shown(value))
        case 0x73: value = .str(try described(value))
        case 0x61: value = .text(PythonString(try shown(value)).asciiEscaped)
        case let other?: throw FormatField.unknownConversion(other)
        }
        let specification =
            field.isNested
            ? try rendered(field.specification, values, &numbering, depth: depth - 1) : field.specification
        result = result + (try formatted(value, specification))
    }
    return result
}
