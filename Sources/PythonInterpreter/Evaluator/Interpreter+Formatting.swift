import BigInt
import HeapEngine
import PythonObjects

/// Where `str.format` finds the values of its fields.
enum FieldSource {
    /// The arguments of the call, the template being the first.
    case call(CallArguments)
    /// The mapping of `str.format_map`, borrowed.
    case mapping(ObjectID)
}

extension Interpreter {
    /// `format(object, specification)`; the caller owns it.
    func format(_ object: ObjectID, specification: ObjectID) throws -> ObjectID {
        if isOverriding(object), let result = try callSpecial(object, "__format__", [specification]) {
            guard runtime.kind(of: result) == .str else {
                defer { heap.release(result) }
                throw typeError("__format__ must return a str, not \(runtime.typeName(result))")
            }
            return result
        }
        return try formatBuiltin(object, specification: specification)
    }

    /// The builtin `__format__` of an object.
    func formatBuiltin(_ object: ObjectID, specification: ObjectID) throws -> ObjectID {
        guard let text = runtime.strValue(specification) else {
            throw typeError("format() argument 2 must be str, not \(runtime.typeName(specification))")
        }
        if text.isEmpty { return try str(object) }
        let name = runtime.typeName(object)
        let admit = self.admit(characters:)
        switch runtime.number(object) {
        case .int(let value):
            return runtime.makeStr(
                try FormatSpecification(text, for: name).format(value, typeName: name, admit: admit))
        case .float(let value):
            return runtime.makeStr(
                try FormatSpecification(text, for: name).format(value, typeName: name, admit: admit))
        case .complex(let real, let imaginary):
            return runtime.makeStr(
                try FormatSpecification(text, for: name).format(real, imaginary, typeName: name, admit: admit)
            )
        case nil: break
        }
        guard let value = runtime.strValue(object) else {
            throw typeError("unsupported format string passed to \(name).__format__")
        }
        let result = try FormatSpecification(text, for: name, isText: true)
            .format(value, typeName: name, admit: admit)
        return self.text(result, madeOf: object, value)
    }

    // MARK: str.format

    /// `template.format(...)` and `template.format_map(...)`; the caller owns it.
    func formatTemplate(_ template: ObjectID, _ source: FieldSource) throws -> ObjectID {
        var numbering = FieldNumbering()
        var writer = TextWriter(self)
        do {
            try render(try receiver(template), source, &numbering, into: &writer, depth: 2)
            return try writer.finish()
        } catch {
            writer.discard()
            throw error
        }
    }

    private func render(
        _ template: PythonString, _ source: FieldSource, _ numbering: inout FieldNumbering,
        into writer: inout TextWriter, depth: Int
    ) throws {
        if depth == 0 { throw FormatField.tooDeep }
        var template = FormatTemplate(template)
        while let (literal, field) = try template.next() {
            try writer.append(literal)
            guard let field else { continue }
            var value = try self.value(of: field, source, &numbering)
            defer { heap.release(value) }
            if let conversion = field.conversion {
                let converted = try converted(value, conversion)
                heap.release(value)
                value = converted
            }
            if field.specification.isEmpty, runtime.isExactly(value, runtime.types.int) {
                // CPython writes an int without a str of its own.
                try writer.append(PythonString(try reprText(value)))
                continue
            }
            let specification: ObjectID
            if field.isNested {
                var inner = TextWriter(self)
                defer { inner.discard() }
                try render(field.specification, source, &numbering, into: &inner, depth: depth - 1)
                specification = runtime.makeStr(try inner.text())
            } else {
                specification = runtime.makeStr(field.specification)
            }
            defer { heap.release(specification) }
            let text = try format(value, specification: specification)
            defer { heap.release(text) }
            try writer.append(text)
        }
    }

    /// What `!r`, `!s` and `!a` make of a value; the caller owns it.
    private func converted(_ value: ObjectID, _ conversion: UInt32) throws -> ObjectID {
        switch conversion {
        case 0x72: return try repr(value)
        case 0x73: return try str(value)
        case 0x61: return runtime.makeStr(asciiOnly(try reprText(value)))
        default: throw FormatField.unknownConversion(conversion)
        }
    }

    /// The value of a field, attributes and items looked up; the caller owns it.
    private func value(
        of field: FormatField, _ source: FieldSource, _ numbering: inout FieldNumbering
    ) throws -> ObjectID {
        var path = try FieldPath(field.name)
        var value = try argument(try numbering.argument(path.first), source)
        do {
            while let step = try path.next() {
                let next: ObjectID
                switch step {
                case .attribute(let name):
                    let key = runtime.makeStr(name)
                    defer { heap.release(key) }
                    next = try attribute(value, key)
                case .item(.index(let index)):
                    let key = runtime.makeInt(index)
                    defer { heap.release(key) }
                    next = try item(value, key)
                case .item(.name(let name)):
                    let key = runtime.makeStr(name)
                    defer { heap.release(key) }
                    next = try item(value, key)
                }
                heap.release(value)
                value = next
            }
            return value
        } catch {
            heap.release(value)
            throw error
        }
    }

    private func argument(_ key: FieldKey, _ source: FieldSource) throws -> ObjectID {
        switch (key, source) {
        case (.index(let index), .call(let arguments)):
            guard index < arguments.count - 1 else { throw FormatField.missing(index) }
            return runtime.retained(arguments[index + 1])
        case (.index, .mapping): throw FormatField.positional
        case (.name(let name), .mapping(let mapping)):
            let key = runtime.makeStr(name)
            defer { heap.release(key) }
            return try item(mapping, key)
        case (.name(let name), .call(let arguments)):
            if let place = arguments.names.firstIndex(where: { runtime.strValue($0) == name }) {
                return runtime.retained(arguments.base[arguments.count + place])
            }
            let key = runtime.makeStr(name)
            defer { heap.release(key) }
            throw keyError(key)
        }
    }
}
