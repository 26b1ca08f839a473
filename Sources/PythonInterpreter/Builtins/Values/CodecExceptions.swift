import BigInt
import HeapEngine
import PythonObjects

extension Builtins {
    /// The attributes of UnicodeEncodeError and UnicodeDecodeError that are numbers.
    static let codecExceptions: [Builtin] = [
        .attribute("start") { try $0.codecPlace($1, 2) },
        .attribute("end") { try $0.codecPlace($1, 3) },
    ]

    /// The methods of object that are no operators.
    static let objects: [Builtin] = [
        .method("__format__(format_spec, /)") { interpreter, object, given in
            let text = try given.text(0)
            guard text.isEmpty else {
                throw interpreter.typeError(
                    "unsupported format string passed to \(interpreter.runtime.typeName(object)).__format__")
            }
            return try interpreter.str(object)
        }
    ]
}

extension Interpreter {
    fileprivate func codecPlace(_ exception: ObjectID, _ index: Int) throws -> ObjectID {
        let arguments = runtime.part(.arguments, of: exception).map { runtime.items(of: $0) } ?? []
        guard arguments.count == 5 else { return runtime.makeInt(0) }
        return runtime.retained(arguments[index])
    }

    /// `str()` of a UnicodeEncodeError or UnicodeDecodeError; nil for other exceptions.
    func codecFaultText(_ exception: ObjectID, _ arguments: [ObjectID]) -> String? {
        let isEncoding = runtime.isInstance(exception, of: exceptionType("UnicodeEncodeError"))
        guard isEncoding || runtime.isInstance(exception, of: exceptionType("UnicodeDecodeError")),
            let encoding = runtime.strValue(arguments[0]), let reason = runtime.strValue(arguments[4]),
            let start = runtime.intValue(arguments[2]).flatMap({ Int(exactly: $0) }),
            let end = runtime.intValue(arguments[3]).flatMap({ Int(exactly: $0) })
        else { return nil }
        var unit: UInt32?
        if start >= 0, end == start + 1 {
            if let text = runtime.strValue(arguments[1]), start < text.count { unit = text[start] }
            if let bytes = runtime.bytesValue(arguments[1]), start < bytes.count {
                unit = UInt32(bytes[start])
            }
        }
        return CodecFault(
            encoding: encoding.text, start: start, end: end, reason: reason.text, unit: unit,
            isEncoding: isEncoding
        ).exception.message
    }
}
