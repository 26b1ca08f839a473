import BigInt
import HeapEngine
import PythonObjects

extension Builtins {
    /// The methods that bytes and bytearray share.
    static let bytesCommon: [Builtin] =
        bytesChanges + bytesQuestions + bytesSearches + bytesPieces + bytesLayout + bytesConversions

    /// The methods of bytes.
    static let bytes: [Builtin] =
        bytesCommon + [
            .method("__bytes__", 0...0) { interpreter, arguments in
                interpreter.runtime.isExactly(arguments[0], interpreter.runtime.types.bytes)
                    ? interpreter.runtime.retained(arguments[0])
                    : interpreter.runtime.makeBytes(try interpreter.bytesReceiver(arguments[0]))
            },
            .method("__getnewargs__", 0...0) { interpreter, arguments in
                let copy = interpreter.runtime.makeBytes(try interpreter.bytesReceiver(arguments[0]))
                defer { interpreter.heap.release(copy) }
                return interpreter.runtime.makeTuple([copy])
            },
        ]

    /// Methods that give other bytes, which are new ones whatever they say.
    private static let bytesChanges: [Builtin] = [
        change("upper", BytesRules.uppercased), change("lower", BytesRules.lowercased),
        change("swapcase", BytesRules.swappingCase), change("capitalize", BytesRules.capitalized),
        change("title", BytesRules.titled),
    ]

    private static func change(_ name: String, _ change: @escaping @Sendable ([UInt8]) -> [UInt8]) -> Builtin
    {
        .method(name, 0...0) { interpreter, arguments in
            let runtime = interpreter.runtime
            let result = change(try interpreter.bytesReceiver(arguments[0]))
            return runtime.kind(of: arguments[0]) == .bytes
                ? runtime.makeUnsharedBytes(result) : runtime.makeByteArray(result)
        }
    }

    /// Methods that ask what bytes are made of.
    private static let bytesQuestions: [Builtin] = [
        question("isalnum") { BytesRules.isAlphanumeric($0) },
        question("isalpha") { BytesRules.isAlphabetic($0) },
        question("isascii") { BytesRules.isASCII($0) }, question("isdigit") { BytesRules.isDigit($0) },
        question("islower") { BytesRules.isLower($0) }, question("isspace") { BytesRules.isSpace($0) },
        question("istitle") { BytesRules.isTitle($0) }, question("isupper") { BytesRules.isUpper($0) },
    ]

    private static func question(_ name: String, _ question: @escaping @Sendable ([UInt8]) -> Bool) -> Builtin
    {
        .method(name, 0...0) { interpreter, arguments in
            interpreter.runtime.boolean(question(try interpreter.bytesReceiver(arguments[0])))
        }
    }

    /// Methods that look for a part.
    private static let bytesSearches: [Builtin] = [
        search("find(sub, start=, end=, /)") { BytesRules.find($1, in: $0, $2, $3) ?? -1 },
        search("rfind(sub, start=, end=, /)") { BytesRules.rfind($1, in: $0, $2, $3) ?? -1 },
        search("index(sub, start=, end=, /)") { try BytesRules.index($1, in: $0, $2, $3) },
        search("rindex(sub, start=, end=, /)") { try BytesRules.rindex($1, in: $0, $2, $3) },
        search("count(sub, start=, end=, /)") { BytesRules.count(of: $1, in: $0, $2, $3) },
        end("startswith(prefix, start=, end=, /)") { BytesRules.starts($0, with: $1, $2, $3) },
        end("endswith(suffix, start=, end=, /)") { BytesRules.ends($0, with: $1, $2, $3) },
    ]

    private static func search(
        _ signature: Signature, _ search: @escaping @Sendable ([UInt8], [UInt8], Int, Int) throws -> Int
    ) -> Builtin {
        .method(signature) { interpreter, object, given in
            let runtime = interpreter.runtime
            let argument = given[0] ?? runtime.none
            var part = try interpreter.bytesIfAny(argument)
            if part == nil {
                guard let number = try interpreter.indexIfAny(argument) else {
                    throw interpreter.typeError(
                        "argument should be integer or bytes-like object, not '\(runtime.typeName(argument))'"
                    )
                }
                part = [try interpreter.byte(number)]
            }
            let (start, end) = (try given.bound(1, otherwise: 0), try given.bound(2, otherwise: .max))
            let bytes = try interpreter.bytesReceiver(object)
            return runtime.makeInt(try search(bytes, part ?? [], start, end))
        }
    }

    private static func end(
        _ signature: Signature, _ test: @escaping @Sendable ([UInt8], [UInt8], Int, Int) -> Bool
    ) -> Builtin {
        .method(signature) { interpreter, object, given in
            let runtime = interpreter.runtime
            let (start, end) = (try given.bound(1, otherwise: 0), try given.bound(2, otherwise: .max))
            let bytes = try interpreter.bytesReceiver(object)
            guard let candidate = given[0] else { return runtime.falseObject }
            if runtime.kind(of: candidate) == .tuple {
                for item in runtime.items(of: candidate)
                where test(bytes, try interpreter.bytesLike(item), start, end) {
                    return runtime.trueObject
                }
                return runtime.falseObject
            }
            guard let part = try interpreter.bytesIfAny(candidate) else {
                throw interpreter.typeError(
                    "\(signature.name) first arg must be bytes or a tuple of bytes, not \(runtime.typeName(candidate))"
                )
            }
            return runtime.boolean(test(bytes, part, start, end))
        }
    }
}

extension Interpreter {
    /// The bytes of an object whose method is called; their work is counted.
    func bytesReceiver(_ object: ObjectID) throws -> [UInt8] {
        let bytes = try bytesLike(object)
        if bytes.count > 1024 { try admitWork(on: bytes.count) }
        return bytes
    }

    /// The byte with a value.
    func byte(_ value: BigInt) throws -> UInt8 {
        guard let byte = UInt8(exactly: value) else {
            throw PythonException("ValueError", "byte must be in range(0, 256)")
        }
        return byte
    }

    /// A bytes or bytearray object, like another one.
    func bytes(_ bytes: [UInt8], like object: ObjectID) -> ObjectID {
        runtime.kind(of: object) == .bytes ? runtime.makeBytes(bytes) : runtime.makeByteArray(bytes)
    }

    /// Bytes of what became of others: those themselves if nothing did, unless they can be changed.
    func bytes(_ bytes: [UInt8], madeOf object: ObjectID, _ original: [UInt8]) -> ObjectID {
        if bytes.count == original.count, runtime.isExactly(object, runtime.types.bytes), bytes == original {
            return runtime.retained(object)
        }
        return self.bytes(bytes, like: object)
    }
}
