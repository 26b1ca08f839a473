import HeapEngine
import PythonObjects

extension Builtins {
    /// Methods of bytes and bytearray that take apart and join.
    static let bytesPieces: [Builtin] = [
        .method("join(iterable, /)") { interpreter, object, given in
            try interpreter.joinBytes(given[0] ?? interpreter.runtime.none, with: object)
        },
        split("split(sep=, maxsplit=)", { BytesRules.splitWords($0, limit: $1) }) {
            try BytesRules.split($0, $1, limit: $2)
        },
        split("rsplit(sep=, maxsplit=)", { BytesRules.splitWordsFromEnd($0, limit: $1) }) {
            try BytesRules.splitFromEnd($0, $1, limit: $2)
        },
        .method("splitlines(keepends=)") { interpreter, object, given in
            let keepEnds = try given.truth(0)
            let bytes = try interpreter.bytesReceiver(object)
            return interpreter.list(
                of: BytesRules.splitLines(bytes, keepEnds: keepEnds), madeOf: object, bytes)
        },
        partition("partition(sep, /)") { try BytesRules.partition($0, $1) },
        partition("rpartition(sep, /)") { try BytesRules.partitionFromEnd($0, $1) },
        .method("removeprefix(prefix, /)") { interpreter, object, given in
            let bytes = try interpreter.bytesReceiver(object)
            return interpreter.bytes(
                BytesRules.removingPrefix(try given.bytes(0), of: bytes), madeOf: object, bytes)
        },
        .method("removesuffix(suffix, /)") { interpreter, object, given in
            let bytes = try interpreter.bytesReceiver(object)
            return interpreter.bytes(
                BytesRules.removingSuffix(try given.bytes(0), of: bytes), madeOf: object, bytes)
        },
        .method("replace(old, new, count=, /)") { interpreter, object, given in
            let (old, new) = (try given.bytes(0), try given.bytes(1))
            let limit = try given.size(2, otherwise: -1)
            let bytes = try interpreter.bytesReceiver(object)
            let result = try BytesRules.replacing(
                old, with: new, in: bytes, limit: limit, admit: interpreter.admit(characters:))
            return interpreter.bytes(result, madeOf: object, bytes)
        },
        strip("strip(bytes=, /)", .both), strip("lstrip(bytes=, /)", .left),
        strip("rstrip(bytes=, /)", .right),
    ]

    private static func split(
        _ signature: Signature, _ words: @escaping @Sendable ([UInt8], Int) -> [[UInt8]],
        _ pieces: @escaping @Sendable ([UInt8], [UInt8], Int) throws -> [[UInt8]]
    ) -> Builtin {
        .method(signature) { interpreter, object, given in
            let limit = try given.size(1, otherwise: -1)
            let bytes = try interpreter.bytesReceiver(object)
            guard let separator = given.unlessNone(0) else {
                return interpreter.list(
                    of: words(bytes, limit), madeOf: object, bytes,
                    room: ListGrowth.pieces(of: bytes.count, separator: nil, limit: limit, isText: false))
            }
            let separatorBytes = try interpreter.bytesLike(separator)
            let parts = try pieces(bytes, separatorBytes, limit)
            return interpreter.list(
                of: parts, madeOf: object, bytes,
                room: ListGrowth.pieces(
                    of: bytes.count, separator: separatorBytes.count, limit: limit, isText: false))
        }
    }

    private static func partition(
        _ signature: Signature, _ partition: @escaping @Sendable ([UInt8], [UInt8]) throws -> [[UInt8]]
    ) -> Builtin {
        .method(signature) { interpreter, object, given in
            let runtime = interpreter.runtime
            let separator = try given.bytes(0)
            let bytes = try interpreter.bytesReceiver(object)
            let parts = try partition(bytes, separator)
            // Found in bytes, the separator itself stands in the middle, whatever it is.
            let isShared = runtime.kind(of: object) == .bytes && !parts[1].isEmpty
            let middle =
                isShared
                ? runtime.retained(given[0] ?? runtime.none) : interpreter.bytes(parts[1], like: object)
            let objects = [
                interpreter.bytes(parts[0], madeOf: object, bytes), middle,
                interpreter.bytes(parts[2], madeOf: object, bytes),
            ]
            defer { for part in objects { interpreter.heap.release(part) } }
            return runtime.makeTuple(objects)
        }
    }

    private static func strip(_ signature: Signature, _ sides: StripSides) -> Builtin {
        .method(signature) { interpreter, object, given in
            let characters = try given.unlessNone(0).map { try interpreter.bytesLike($0) }
            let bytes = try interpreter.bytesReceiver(object)
            let result =
                characters.map { BytesRules.stripped(bytes, sides, of: $0) }
                ?? BytesRules.stripped(bytes, sides)
            return interpreter.bytes(result, madeOf: object, bytes)
        }
    }
}

extension Interpreter {
    /// A list of what bytes were taken apart into: if there is but one, it may be those themselves.
    func list(
        of parts: [[UInt8]], madeOf object: ObjectID, _ original: [UInt8], room: Int = 0
    ) -> ObjectID {
        let items =
            parts.count == 1
            ? [bytes(parts[0], madeOf: object, original)] : parts.map { bytes($0, like: object) }
        defer { for item in items { heap.release(item) } }
        return runtime.makeList(items, room: room)
    }

    /// `separator.join(iterable)`
    fileprivate func joinBytes(_ iterable: ObjectID, with separator: ObjectID) throws -> ObjectID {
        let items = try joinable(iterable)
        defer { for item in items { heap.release(item) } }
        if items.count == 1, runtime.kind(of: separator) == .bytes,
            runtime.isExactly(items[0], runtime.types.bytes)
        {
            return runtime.retained(items[0])
        }
        try charge(items.count)
        var parts: [[UInt8]] = []
        for (index, item) in items.enumerated() {
            guard let part = runtime.bytesValue(item) else {
                throw typeError(
                    "sequence item \(index): expected a bytes-like object, \(runtime.typeName(item)) found")
            }
            parts.append(part)
        }
        let result = try BytesRules.joining(
            parts, by: try bytesReceiver(separator), admit: admit(characters:))
        return bytes(result, like: separator)
    }
}
