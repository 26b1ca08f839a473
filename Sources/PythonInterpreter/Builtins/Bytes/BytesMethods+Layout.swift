import HeapEngine
import PythonObjects

extension Builtins {
    /// Methods of bytes and bytearray that lay out.
    static let bytesLayout: [Builtin] = [
        justify("ljust(width, fillchar=, /)") { BytesRules.justifiedLeft($0, $1, fill: $2) },
        justify("rjust(width, fillchar=, /)") { BytesRules.justifiedRight($0, $1, fill: $2) },
        justify("center(width, fillchar=, /)") { BytesRules.centered($0, $1, fill: $2) },
        .method("zfill(width, /)") { interpreter, object, given in
            let width = try given.size(0, otherwise: 0)
            try interpreter.admit(characters: width)
            let bytes = try interpreter.bytesReceiver(object)
            return interpreter.bytes(BytesRules.zeroFilled(bytes, width), madeOf: object, bytes)
        },
        .method("expandtabs(tabsize=)") { interpreter, object, given in
            let size = try given[0].map { try interpreter.smallSize($0) } ?? 8
            let runtime = interpreter.runtime
            let result = try BytesRules.expandingTabs(
                try interpreter.bytesReceiver(object), size, admit: interpreter.admit(characters:))
            return runtime.kind(of: object) == .bytes
                ? runtime.makeUnsharedBytes(result) : runtime.makeByteArray(result)
        },
    ]

    private static func justify(
        _ signature: Signature, _ justify: @escaping @Sendable ([UInt8], Int, UInt8) -> [UInt8]
    ) -> Builtin {
        .method(signature) { interpreter, object, given in
            let width = try given.size(0, otherwise: 0)
            var fill: UInt8 = 0x20
            if let character = given[1] {
                guard let byte = interpreter.runtime.bytesValue(character), byte.count == 1 else {
                    throw given.wrongType(1, "a byte string of length 1")
                }
                fill = byte[0]
            }
            let bytes = try interpreter.bytesReceiver(object)
            if width <= bytes.count { return interpreter.bytes(bytes, madeOf: object, bytes) }
            try interpreter.admit(characters: width)
            return interpreter.bytes(justify(bytes, width, fill), like: object)
        }
    }

    /// Methods of bytes and bytearray that convert.
    static let bytesConversions: [Builtin] = [
        .method("decode(encoding=, errors=)") { interpreter, object, given in
            let isEmpty = try interpreter.bytesLike(object).isEmpty
            let errors = try given.codecErrors(1, behind: 0)
            let codec = try given.codec(0, isLazy: isEmpty)
            return try interpreter.decoded(object, codec, errors)
        },
        .method("hex(sep=, bytes_per_sep=)") { interpreter, object, given in
            let group = try given[1].map { try interpreter.smallSize($0) } ?? 1
            let separator = try given[0].map { try interpreter.separator($0) }
            let bytes = try interpreter.bytesReceiver(object)
            try interpreter.admit(characters: 3 * bytes.count)
            return interpreter.runtime.makeStr(
                PythonString(latin1: BytesRules.hexadecimal(bytes, separator: separator, group: group)))
        },
        .classMethod("fromhex(string, /)") { interpreter, type, given in
            let bytes = try BytesRules.fromHexadecimal(try given.text(0))
            let isArray = interpreter.runtime.record(of: type).kind == .byteArray
            let object =
                isArray ? interpreter.runtime.makeByteArray(bytes) : interpreter.runtime.makeBytes(bytes)
            return try interpreter.convert(object, to: type)
        },
        .method("translate(table, /, delete=)") { interpreter, object, given in
            let table = try given.unlessNone(0).map { try interpreter.bytesLike($0) }
            if let table, table.count != 256 {
                throw PythonException("ValueError", "translation table must be 256 characters long")
            }
            let deleted = try given.bytes(1)
            let bytes = try interpreter.bytesReceiver(object)
            return interpreter.bytes(
                try BytesRules.translated(bytes, by: table, deleting: deleted), madeOf: object, bytes)
        },
        .staticMethod("maketrans(frm, to, /)") { interpreter, given in
            interpreter.runtime.makeBytes(
                try BytesRules.translationTable(from: try given.bytes(0), to: try given.bytes(1)))
        },
        .method("__sizeof__", 0...0) { $0.runtime.makeInt($0.runtime.sizeOf($1[0])) },
    ]
}

extension Interpreter {
    /// The separator of `hex()`: one ASCII character.
    fileprivate func separator(_ object: ObjectID) throws -> UInt8 {
        let length = try length(object)
        guard length == 1 else { throw PythonException("ValueError", "sep must be length 1.") }
        if let text = runtime.strValue(object) { return try BytesRules.hexadecimalSeparator(text) }
        guard let bytes = runtime.bytesValue(object) else { throw typeError("sep must be str or bytes.") }
        return try BytesRules.hexadecimalSeparator(PythonString(latin1: bytes))
    }

    /// `type(object)`, unless it is of that class anyway; takes over the caller's unit.
    func convert(_ object: ObjectID, to type: ObjectID) throws -> ObjectID {
        if heap.type(of: object) == type { return object }
        defer { heap.release(object) }
        return try call(type, [object])
    }
}
