import HeapEngine
import PythonObjects

extension Builtins {
    /// Methods of str that take apart and join.
    static let stringPieces: [Builtin] = [
        .method("join(iterable, /)") { interpreter, object, given in
            try interpreter.join(given[0] ?? interpreter.runtime.none, with: object)
        },
        split("split(sep=, maxsplit=)", { $0.splitWords(limit: $1) }) { try $0.split($1, limit: $2) },
        split("rsplit(sep=, maxsplit=)", { $0.splitWordsFromEnd(limit: $1) }) {
            try $0.splitFromEnd($1, limit: $2)
        },
        .method("splitlines(keepends=)") { interpreter, object, given in
            let text = try interpreter.receiver(object)
            return interpreter.list(
                of: text.splitLines(keepEnds: try given.truth(0)), madeOf: object, text)
        },
        partition("partition(sep, /)") { try $0.partition($1) },
        partition("rpartition(sep, /)") { try $0.partitionFromEnd($1) },
        .method("removeprefix(prefix, /)") { interpreter, object, given in
            let text = try interpreter.receiver(object)
            return interpreter.text(text.removingPrefix(try given.text(0)), madeOf: object, text)
        },
        .method("removesuffix(suffix, /)") { interpreter, object, given in
            let text = try interpreter.receiver(object)
            return interpreter.text(text.removingSuffix(try given.text(0)), madeOf: object, text)
        },
        .method("replace(old, new, /, count=)") { interpreter, object, given in
            let text = try interpreter.receiver(object)
            let (old, new) = (try given.text(0), try given.text(1))
            let limit = try given.size(2, otherwise: -1)
            let result = try text.replacing(
                old, with: new, limit: limit, admit: interpreter.admit(characters:))
            return interpreter.text(result, madeOf: object, text, isShared: result.isEmpty)
        },
        strip("strip(chars=, /)", .both), strip("lstrip(chars=, /)", .left),
        strip("rstrip(chars=, /)", .right),
    ]

    private static func split(
        _ signature: Signature, _ words: @escaping @Sendable (PythonString, Int) -> [PythonString],
        _ pieces: @escaping @Sendable (PythonString, PythonString, Int) throws -> [PythonString]
    ) -> Builtin {
        .method(signature) { interpreter, object, given in
            let text = try interpreter.receiver(object)
            let limit = try given.size(1, otherwise: -1)
            let estimates = interpreter.runtime.profile.rules.splitEstimatesPieces
            guard let separator = given.unlessNone(0) else {
                return interpreter.list(
                    of: words(text, limit), madeOf: object, text,
                    room: ListGrowth.pieces(
                        of: text.count, separator: nil, limit: limit, isText: true, estimates: estimates))
            }
            guard let separator = interpreter.runtime.strValue(separator) else {
                throw interpreter.typeError("must be str or None, not \(given.givenType(0))")
            }
            // A wider separator is not looked for.
            return interpreter.list(
                of: try pieces(text, separator, limit), madeOf: object, text,
                room: text.kind.width < separator.kind.width
                    ? 1
                    : ListGrowth.pieces(
                        of: text.count, separator: separator.count, limit: limit, isText: true,
                        estimates: estimates))
        }
    }

    private static func partition(
        _ signature: Signature,
        _ partition: @escaping @Sendable (PythonString, PythonString) throws -> [PythonString]
    ) -> Builtin {
        .method(signature) { interpreter, object, given in
            let runtime = interpreter.runtime
            let text = try interpreter.receiver(object)
            guard let separator = given[0], let separatorText = runtime.strValue(separator) else {
                throw interpreter.typeError("must be str, not \(runtime.typeName(given[0] ?? runtime.none))")
            }
            let parts = try partition(text, separatorText)
            let isFound = !parts[1].isEmpty && runtime.isExactly(separator, runtime.types.str)
            let objects = [
                interpreter.text(parts[0], madeOf: object, text),
                isFound ? runtime.retained(separator) : runtime.makeStr(parts[1]),
                interpreter.text(parts[2], madeOf: object, text),
            ]
            defer { for part in objects { interpreter.heap.release(part) } }
            return runtime.makeTuple(objects)
        }
    }

    private static func strip(_ signature: Signature, _ sides: StripSides) -> Builtin {
        .method(signature) { interpreter, object, given in
            let text = try interpreter.receiver(object)
            guard let characters = given.unlessNone(0) else {
                return interpreter.text(text.stripped(sides), madeOf: object, text)
            }
            guard let set = interpreter.runtime.strValue(characters) else {
                throw interpreter.typeError("\(signature.name) arg must be None or str")
            }
            return interpreter.text(text.stripped(sides, of: set), madeOf: object, text)
        }
    }
}

extension Interpreter {
    /// A list of the strs that another one was taken apart into: if there is but one, it may be that itself.
    func list(
        of texts: [PythonString], madeOf object: ObjectID, _ original: PythonString, room: Int = 0
    ) -> ObjectID {
        let items =
            texts.count == 1
            ? [text(texts[0], madeOf: object, original)] : texts.map { runtime.makeStr($0) }
        defer { for item in items { heap.release(item) } }
        return runtime.makeList(items, room: room)
    }

    /// `separator.join(iterable)`
    func join(_ iterable: ObjectID, with separator: ObjectID) throws -> ObjectID {
        let items = try joinable(iterable)
        defer { for item in items { heap.release(item) } }
        if items.isEmpty { return runtime.emptyString }
        if items.count == 1, runtime.isExactly(items[0], runtime.types.str) {
            return runtime.retained(items[0])
        }
        try charge(items.count)
        var parts: [PythonString] = []
        parts.reserveCapacity(items.count)
        for (index, item) in items.enumerated() {
            guard let text = runtime.strValue(item) else {
                throw typeError(
                    "sequence item \(index): expected str instance, \(runtime.typeName(item)) found")
            }
            parts.append(text)
        }
        let whole = try string(separator).joining(parts, admit: admit(characters:))
        return whole.isEmpty ? runtime.emptyString : runtime.makeUnsharedStr(whole)
    }

    /// The items of what is to be joined; the caller owns them.
    func joinable(_ iterable: ObjectID) throws -> [ObjectID] {
        if runtime.isExactly(iterable, runtime.types.list) || runtime.isExactly(iterable, runtime.types.tuple)
        {
            return runtime.items(of: iterable).map { runtime.retained($0) }
        }
        let iterator: ObjectID
        do {
            iterator = try self.iterator(of: iterable)
        } catch let failure as PythonException where failure.type == "TypeError" {
            throw typeError("can only join an iterable")
        }
        defer { heap.release(iterator) }
        return try items(of: iterator)
    }
}
