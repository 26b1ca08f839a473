import BigInt
import HeapEngine
import PythonObjects

extension Interpreter {
    /// `format % values` of a str, bytes or bytearray; the caller owns it.
    func percent(_ format: ObjectID, _ values: ObjectID) throws -> ObjectID {
        let isBytes = runtime.kind(of: format) != .str
        let text = isBytes ? PythonString(latin1: try bytesLike(format)) : try string(format)
        if text.count > 1024 { try admitWork(on: text.count) }
        var walk = PercentWalk(self, values, isBytes: isBytes)
        defer { walk.end() }
        do {
            for step in PercentFormat.steps(text, isBytes: isBytes) { try walk.take(step) }
            try walk.checkLeft()
            return try walk.result(like: format)
        } catch {
            walk.writer.discard()
            throw error
        }
    }
}

/// `format % values`, conversion by conversion. CPython 3.13, `PyUnicode_Format`.
private struct PercentWalk {
    let interpreter: Interpreter
    let isBytes: Bool
    var writer: TextWriter
    /// The values, borrowed; those of a tuple, or one.
    private let values: [ObjectID]
    private var position = 0
    /// The mapping that keys look up, borrowed.
    private let mapping: ObjectID?
    /// The value of the last key, owned.
    private var keyed = ObjectID.none
    private var isKeyed = false
    private var width: Int?
    private var precision: Int?

    private var runtime: Runtime { interpreter.runtime }

    init(_ interpreter: Interpreter, _ values: ObjectID, isBytes: Bool) {
        self.interpreter = interpreter
        self.isBytes = isBytes
        writer = TextWriter(interpreter)
        let isTuple = interpreter.runtime.kind(of: values) == .tuple
        self.values = isTuple ? interpreter.runtime.items(of: values) : [values]
        // Bytes are one value to bytes, a mapping to a str.
        let isValue = isTuple || isBytes && interpreter.runtime.bytesValue(values) != nil
        mapping = isValue || !interpreter.isMapping(values) ? nil : values
    }

    /// The next value, borrowed.
    private mutating func next() throws -> ObjectID {
        if isKeyed {
            guard position == 0 else { throw PercentFormat.notEnough }
            position = 1
            return keyed
        }
        guard position < values.count else { throw PercentFormat.notEnough }
        position += 1
        return values[position - 1]
    }

    mutating func take(_ step: PercentStep) throws {
        switch step {
        case .literal(let text): try writer.append(text)
        case .mapping: if mapping == nil { throw PercentFormat.noMapping }
        case .key(let name):
            guard let mapping else { throw PercentFormat.noMapping }
            let key = isBytes ? runtime.makeBytes(try name.encoded(.latin1)) : runtime.makeStr(name)
            defer { interpreter.heap.release(key) }
            let value = try interpreter.item(mapping, key)
            end()
            (keyed, isKeyed, position) = (value, true, 0)
        case .width: width = try star(isPrecision: false)
        case .precision: precision = try star(isPrecision: true)
        case .convert(var conversion):
            if let width { conversion.setWidth(width) }
            if let precision { conversion.setPrecision(precision) }
            (width, precision) = (nil, nil)
            try convert(try next(), conversion)
        case .fault(let fault): throw fault
        }
    }

    private mutating func star(isPrecision: Bool) throws -> Int {
        guard let value = runtime.intValue(try next()) else { throw PercentFormat.starWantsInt }
        let size = isPrecision ? Int32(exactly: value).map(Int.init) : Int(exactly: value)
        guard let size, size > Int.min else { throw PercentFormat.starTooBig(isPrecision: isPrecision) }
        return size
    }

    /// TypeError if there are values that no conversion took.
    func checkLeft() throws {
        let isLeft = isKeyed ? false : position < values.count
        if isLeft, mapping == nil { throw PercentFormat.notAll(isBytes: isBytes) }
    }

    mutating func result(like format: ObjectID) throws -> ObjectID {
        guard isBytes else { return try writer.finish() }
        let bytes = try writer.text().encoded(.latin1)
        return runtime.kind(of: format) == .bytes ? runtime.makeBytes(bytes) : runtime.makeByteArray(bytes)
    }

    /// Lets go of the value of the last key.
    mutating func end() {
        if !keyed.isNone { interpreter.heap.release(keyed) }
        keyed = .none
    }

    // MARK: Conversions

    private mutating func convert(_ value: ObjectID, _ conversion: PercentConversion) throws {
        switch conversion.kind(isBytes: isBytes) {
        case .unknown: throw conversion.unknownType(isBytes: isBytes)
        case .text:
            if !isBytes, conversion.width == nil, conversion.precision == nil,
                runtime.isExactly(value, runtime.types.int)
            {
                // CPython writes an int without a str of its own.
                return try writer.append(PythonString(try interpreter.reprText(value)))
            }
            let text = try textObject(value, conversion)
            defer { interpreter.heap.release(text) }
            if conversion.width == nil, conversion.precision == nil, !isBytes {
                return try writer.append(text)
            }
            let shown =
                runtime.bytesValue(text).map { PythonString(latin1: $0) } ?? runtime.strValue(text)
                ?? PythonString()
            try admit(conversion)
            try writer.append(conversion.format(text: shown))
        case .decimal, .digits:
            let number = try integer(value, conversion)
            try admit(conversion)
            try writer.append(try conversion.format(integer: number))
        case .float:
            guard
                let number = try replacingTypeErrors(
                    in: conversion, value, isBytes, { try $0.realNumber(value) })
            else { throw wrongType(value, conversion) }
            try admit(conversion)
            try writer.append(conversion.format(float: number))
        case .character: try writer.append(try character(value, conversion))
        }
    }

    /// MemoryError before a field is made that is too wide.
    private func admit(_ conversion: PercentConversion) throws {
        try interpreter.admit(characters: max(conversion.width ?? 0, conversion.precision ?? 0))
    }

    private func wrongType(_ value: ObjectID, _ conversion: PercentConversion) -> PythonException {
        conversion.wrongType(runtime.typeName(value), isBytes: isBytes)
    }

    /// The str, or to bytes the bytes, that `%s` and its like show; the caller owns it.
    private func textObject(_ value: ObjectID, _ conversion: PercentConversion) throws -> ObjectID {
        switch (conversion.type, isBytes) {
        case (0x73, false): return try interpreter.str(value)
        case (0x72, false): return try interpreter.repr(value)
        case (0x61, _), (0x72, true):
            return runtime.makeStr(interpreter.asciiOnly(try interpreter.reprText(value)))
        default:
            if runtime.bytesValue(value) != nil { return runtime.retained(value) }
            guard let result = try interpreter.bytesMethodResult(value) else {
                throw wrongType(value, conversion)
            }
            return result
        }
    }

    private func integer(_ value: ObjectID, _ conversion: PercentConversion) throws -> BigInt {
        if let number = runtime.intValue(value) { return number }
        guard interpreter.isNumber(value), runtime.kind(of: value) != .complex else {
            throw wrongType(value, conversion)
        }
        let isDecimal = conversion.kind(isBytes: isBytes) == .decimal
        let number = try replacingTypeErrors(in: conversion, value, true) {
            try isDecimal ? $0.wholeNumber(value) : $0.indexIfAny(value)
        }
        guard let number else { throw wrongType(value, conversion) }
        return number
    }

    /// A TypeError of the conversion itself says nothing of how it came about.
    private func replacingTypeErrors<Result>(
        in conversion: PercentConversion, _ value: ObjectID, _ replaces: Bool,
        _ body: (Interpreter) throws -> Result
    ) throws -> Result {
        do {
            return try body(interpreter)
        } catch {
            let failure = interpreter.exception(of: error)
            // To bytes, a float that cannot be made is of the wrong type, whatever kept it from being made.
            let isWrong =
                conversion.kind(isBytes: isBytes) == .float
                || runtime.isInstance(failure, of: interpreter.exceptionType("TypeError"))
            guard replaces, isWrong else { throw interpreter.raise(failure) }
            interpreter.heap.release(failure)
            throw wrongType(value, conversion)
        }
    }

    private func character(_ value: ObjectID, _ conversion: PercentConversion) throws -> PythonString {
        if isBytes {
            if let bytes = runtime.bytesValue(value) {
                try admit(conversion)
                return try conversion.format(character: PythonString(latin1: bytes), isBytes: true)
            }
        } else if let text = runtime.strValue(value) {
            try admit(conversion)
            return try conversion.format(character: text)
        }
        let number = try replacingTypeErrors(in: conversion, value, true) { try $0.indexIfAny(value) }
        guard let number else { throw wrongType(value, conversion) }
        try admit(conversion)
        return try conversion.format(character: number, isBytes: isBytes)
    }
}

extension Interpreter {
    /// Whether keys may be looked up in an object (`PyMapping_Check`), which is no str.
    fileprivate func isMapping(_ object: ObjectID) -> Bool {
        switch runtime.kind(of: object) {
        case .str: false
        case .dict, .list, .range, .bytes, .byteArray, .mappingProxy, .genericAlias: true
        default:
            isOverriding(object)
                && !typeAttribute(heap.type(of: object), runtime.staticName("__getitem__")).isNone
        }
    }

    /// What `__bytes__` of an object's class gives; nil if it has none. The caller owns it.
    func bytesMethodResult(_ object: ObjectID) throws -> ObjectID? {
        guard let result = try callSpecial(object, "__bytes__", []) else { return nil }
        guard runtime.kind(of: result) == .bytes else {
            defer { heap.release(result) }
            throw typeError("__bytes__ returned non-bytes (type \(runtime.typeName(result)))")
        }
        return result
    }
}
