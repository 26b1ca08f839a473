import BigInt
import HeapEngine
import PythonObjects

extension ArgumentReader {
    /// The error for an argument of the wrong type.
    func wrongType(_ place: Int, _ wanted: String) -> PythonException {
        if place == 0, wanted == "str", interpreter.language.formatReaders.contains("str.\(signature.name)") {
            let type = self[place].map { interpreter.runtime.typeName($0) } ?? "NoneType"
            return interpreter.typeError("must be str, not \(type)")
        }
        let parameters = signature.parameters
        let called =
            parameters.count == 1 && signature.takesNoKeywords
            ? "argument"
            : place < signature.positionalOnly
                ? "argument \(place + 1)" : "argument '\(parameters[place])'"
        return interpreter.typeError(
            "\(signature.name)() \(called) must be \(wanted), not \(givenType(place))")
    }

    /// The name of an argument's class, as errors say it.
    func givenType(_ place: Int) -> String {
        guard let value = self[place] else { return "None" }
        return value == interpreter.runtime.none ? "None" : interpreter.runtime.typeName(value)
    }

    /// A str; nothing if it was left out.
    func text(_ place: Int) throws -> PythonString {
        guard let value = self[place] else { return PythonString() }
        guard let text = interpreter.runtime.strValue(value) else { throw wrongType(place, "str") }
        return text
    }

    /// A size, a count or a width.
    func size(_ place: Int, otherwise: Int) throws -> Int {
        try self[place].map { try interpreter.size($0) } ?? otherwise
    }

    /// The start or end of a part of a sequence; None is as good as nothing.
    func bound(_ place: Int, otherwise: Int) throws -> Int {
        try unlessNone(place).map { try interpreter.sliceBound($0) } ?? otherwise
    }

    /// Whether an option is switched on.
    func truth(_ place: Int) throws -> Bool { try self[place].map { try interpreter.isTrue($0) } ?? false }

    /// The bytes of a bytes-like object; nothing if it was left out.
    func bytes(_ place: Int) throws -> [UInt8] {
        try self[place].map { try interpreter.bytesLike($0) } ?? []
    }

    /// The name of an encoding or of an error handler.
    private func codecName(_ place: Int) throws -> PythonString? {
        guard self[place] != nil else { return nil }
        let name = try text(place)
        guard !name.codePoints.contains(0) else {
            throw PythonException("ValueError", "embedded null character")
        }
        return name
    }

    /// The encoding that was given, UTF-8 otherwise.
    ///
    /// - Parameter isLazy: whether there is nothing to convert, for which no encoding is looked up.
    func codec(_ place: Int, isLazy: Bool = false) throws -> Codec {
        guard let name = try codecName(place), !isLazy else { return .utf8 }
        return try Codec(named: name)
    }

    /// What is done about what an encoding does not have. The type of the encoding's name in front of it is checked first.
    func codecErrors(_ place: Int, behind encoding: Int) throws -> CodecErrors {
        _ = try codecName(encoding)
        return try codecName(place).map { CodecErrors(named: $0) } ?? .strict
    }
}

extension Interpreter {
    /// The bytes of a bytes-like object.
    func bytesLike(_ object: ObjectID) throws -> [UInt8] {
        guard let bytes = try bytesIfAny(object) else {
            throw typeError("a bytes-like object is required, not '\(runtime.typeName(object))'")
        }
        return bytes
    }

    /// The bytes of a bytes-like object; nil for others.
    ///
    /// - Throws: BufferError for a memoryview with gaps, ValueError for one that was released.
    func bytesIfAny(_ object: ObjectID) throws -> [UInt8]? {
        if let bytes = runtime.bytesValue(object) { return bytes }
        guard try shownBytes(object) != nil else { return nil }
        throw PythonException("BufferError", "memoryview: underlying buffer is not C-contiguous")
    }

    /// `text.encode(codec, errors)`
    ///
    /// - Parameter object: the str, for the exception.
    func encoded(_ object: ObjectID, _ codec: Codec, _ errors: CodecErrors) throws -> [UInt8] {
        guard let text = runtime.strValue(object) else { return [] }
        try admitWork(on: text.count, width: 4)
        do {
            return try text.encoded(codec, errors: errors)
        } catch let fault as CodecFault {
            throw raised(fault, object)
        }
    }

    /// `bytes.decode(codec, errors)`
    func decoded(_ object: ObjectID, _ codec: Codec, _ errors: CodecErrors) throws -> ObjectID {
        guard let bytes = runtime.bytesValue(object) else { return runtime.emptyString }
        try admitWork(on: bytes.count, width: 4)
        do {
            return runtime.makeStr(try PythonString(decoding: bytes, codec, errors: errors))
        } catch let fault as CodecFault {
            throw raised(fault, object)
        }
    }

    /// UnicodeEncodeError or UnicodeDecodeError with its five arguments.
    private func raised(_ fault: CodecFault, _ object: ObjectID) -> any Error {
        let shown =
            fault.isEncoding ? runtime.retained(object) : runtime.makeBytes(runtime.bytesValue(object) ?? [])
        let arguments = [
            runtime.makeStr(fault.encoding), shown, runtime.makeInt(fault.start), runtime.makeInt(fault.end),
            runtime.makeStr(fault.reason),
        ]
        defer { for argument in arguments { heap.release(argument) } }
        let type = exceptionType(fault.isEncoding ? "UnicodeEncodeError" : "UnicodeDecodeError")
        return raiseNew(runtime.newException(type, arguments))
    }
}
