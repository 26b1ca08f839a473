import HeapEngine
import PythonObjects

extension Builtins {
    /// The methods of dict.
    static let dicts: [Builtin] = [
        .positional("dict", "get", 1...2) { interpreter, arguments in
            let hash = try interpreter.hash(arguments[1])
            let found = try interpreter.runtime.lookUp(arguments[0], arguments[1], hash: hash)
            return interpreter.runtime.retained(found ?? arguments.optional(2) ?? interpreter.runtime.none)
        },
        .positional("dict", "setdefault", 1...2) { interpreter, arguments in
            let hash = try interpreter.hash(arguments[1])
            return try interpreter.runtime.setDefault(
                arguments[0], arguments[1], hash: hash, arguments.optional(2) ?? interpreter.runtime.none)
        },
        .positional("dict", "pop", 1...2) { interpreter, arguments in
            let (dict, key) = (arguments[0], arguments[1])
            if interpreter.runtime.count(ofDict: dict) > 0,
                let value = try interpreter.takeValue(of: dict, key, hash: interpreter.hash(key))
            {
                return value
            }
            guard let otherwise = arguments.optional(2) else { throw interpreter.keyError(key) }
            return interpreter.runtime.retained(otherwise)
        },
        .nullary("dict", "popitem") { interpreter, dict in
            let runtime = interpreter.runtime
            guard let entry = runtime.popLastEntry(of: dict) else {
                throw interpreter.keyError(text: "popitem(): dictionary is empty")
            }
            defer {
                interpreter.heap.release(entry.key)
                interpreter.heap.release(entry.value)
            }
            return runtime.makeTuple([entry.key, entry.value])
        },
        .nullary("dict", "clear") { interpreter, dict in
            try interpreter.charge(interpreter.runtime.count(ofDict: dict))
            interpreter.runtime.clearDict(dict)
            return interpreter.runtime.none
        },
        .nullary("dict", "copy") { interpreter, dict in
            try interpreter.charge(interpreter.runtime.count(ofDict: dict))
            return interpreter.runtime.copyDict(dict)
        },
        Builtin(name: "update", takesReceiver: true) { interpreter, arguments in
            try arguments.checkCount(0...1, of: "update", receivers: 1)
            try interpreter.update(arguments[0], with: arguments)
            return interpreter.runtime.none
        },
        .classMethod("fromkeys(iterable, value=, /)") { interpreter, type, reader in
            try interpreter.dictFromKeys(
                type, reader[0] ?? interpreter.runtime.none, reader[1] ?? interpreter.runtime.none)
        },
        .nullary("dict", "__reversed__") { interpreter, dict in
            interpreter.runtime.makeReverseIterator(of: dict) ?? interpreter.runtime.none
        },
        .unary("dict", "__contains__") { interpreter, dict, key in
            interpreter.runtime.boolean(try interpreter.runtime.contains(dict, key))
        },
        .unary("dict", "__getitem__") { interpreter, dict, key in
            try interpreter.value(of: dict, key)
        },
    ]
}

extension Interpreter {
    /// KeyError with a str as its argument.
    func keyError(text: String) -> any Error {
        let object = runtime.makeStr(text)
        defer { heap.release(object) }
        return raiseNew("KeyError", [object])
    }

    /// `dict[key]`, with `__missing__` of classes derived from dict. The caller owns it.
    func value(of dict: ObjectID, _ key: ObjectID) throws -> ObjectID {
        if let value = try runtime.lookUp(dict, key, hash: hash(key)) { return runtime.retained(value) }
        if heap.type(of: dict) != runtime.types.dict {
            if let result = try callSpecial(dict, "__missing__", [key]) { return result }
            if runtime.isInstance(dict, of: runtime.types.defaultDict) { return try missing(dict, key) }
        }
        throw keyError(key)
    }

    /// `del dict[key]`
    func deleteKey(of dict: ObjectID, _ key: ObjectID) throws {
        guard let value = try takeValue(of: dict, key, hash: hash(key)) else { throw keyError(key) }
        runtime.drop(value, from: dict) { EdgeDescription(.value, "[\(runtime.summary(key, limit: 100))]") }
    }

    /// Takes an entry out of a dict: its value, which the caller owns; nil without such a key.
    func takeValue(of dict: ObjectID, _ key: ObjectID, hash: Int) throws -> ObjectID? {
        try runtime.takeValue(of: dict, key, hash: hash)
    }

    // MARK: Updating

    /// `dict.update(other, **keywords)`, whose receiver and arguments these are.
    func update(_ dict: ObjectID, with arguments: CallArguments) throws {
        if let other = arguments.optional(1) { try update(dict, with: other) }
        for (index, name) in arguments.names.enumerated() {
            try runtime.store(dict, name, hash: hash(name), arguments.base[arguments.count + index])
        }
    }

    /// `dict.update(other)`: another dict, an object with `keys`, or an iterable of pairs.
    func update(_ dict: ObjectID, with other: ObjectID) throws {
        if runtime.isExactly(other, runtime.types.dict) {
            try charge(runtime.count(ofDict: other))
            _ = try runtime.mergeDict(dict, from: other)
            return
        }
        guard let keys = try optionalAttribute(other, "keys") else {
            return try updatePairs(dict, with: other)
        }
        heap.release(keys)
        try merge(other, into: dict)
    }

    /// The entries of a mapping, which may be any object with `keys` (`dict_merge`).
    ///
    /// - Parameter duplicate: makes the error when a key is there already; without it, values are replaced.
    func merge(_ mapping: ObjectID, into dict: ObjectID, duplicate: ((ObjectID) -> any Error)? = nil) throws {
        if runtime.kind(of: mapping) == .dict, try specialMethodIsMissing(mapping, "__iter__") {
            try charge(runtime.count(ofDict: mapping))
            let rule: Runtime.MergeRule = duplicate == nil ? .replace : .refuse
            if case .duplicate(let key) = try runtime.mergeDict(dict, from: mapping, rule), let duplicate {
                throw duplicate(key)
            }
            return
        }
        let keys = try listOfKeys(mapping)
        defer { heap.release(keys) }
        let iterator = try self.iterator(of: keys)
        defer { heap.release(iterator) }
        while let key = try advance(iterator) {
            defer { heap.release(key) }
            try charge(1)
            if let duplicate, try runtime.lookUp(dict, key, hash: hash(key)) != nil { throw duplicate(key) }
            let value = try item(mapping, key)
            defer { heap.release(value) }
            try runtime.store(dict, key, hash: hash(key), value)
        }
    }

    private func specialMethodIsMissing(_ object: ObjectID, _ name: String) throws -> Bool {
        guard isOverriding(object), let method = try specialMethod(object, name) else { return true }
        heap.release(method)
        return false
    }

    /// `list(mapping.keys())`; the caller owns it.
    private func listOfKeys(_ mapping: ObjectID) throws -> ObjectID {
        let name = runtime.staticName("keys")
        let method = try attribute(mapping, name)
        defer { heap.release(method) }
        let keys = try call(method, [])
        defer { heap.release(keys) }
        if runtime.isExactly(keys, runtime.types.list) { return runtime.retained(keys) }
        return try newList(
            of: keys,
            orElse:
                "\(runtime.typeName(mapping)).keys() returned a non-iterable (type \(runtime.typeName(keys)))"
        )
    }

    /// The pairs of an iterable (`dict_merge_from_seq2`).
    func updatePairs(_ dict: ObjectID, with pairs: ObjectID) throws {
        try forEachPair(of: pairs) { key, value in
            try runtime.store(dict, key, hash: hash(key), value)
        }
    }

    func forEachPair(of pairs: ObjectID, _ body: (ObjectID, ObjectID) throws -> Void) throws {
        let iterator = try self.iterator(of: pairs)
        defer { heap.release(iterator) }
        var index = 0
        while let item = try advance(iterator) {
            defer { heap.release(item) }
            try charge(1)
            let parts = try sequence(
                of: item,
                orElse: "cannot convert dictionary update sequence element #\(index) to a sequence")
            defer { heap.release(parts) }
            guard runtime.itemCount(parts) == 2 else {
                throw PythonException(
                    "ValueError",
                    "dictionary update sequence element #\(index) has length \(runtime.itemCount(parts)); 2 is required"
                )
            }
            let head = runtime.head(of: parts)
            let (key, value) = (
                runtime.retained(heap.slot(parts, head)), runtime.retained(heap.slot(parts, head + 1))
            )
            defer {
                heap.release(key)
                heap.release(value)
            }
            try body(key, value)
            index += 1
        }
    }

    /// The pairs that a mapping or an iterable of pairs gives. The caller owns them.
    func pairs(of source: ObjectID) throws -> [(key: ObjectID, value: ObjectID)] {
        let dict = runtime.makeEmptyDict()
        defer { heap.release(dict) }
        try update(dict, with: source)
        return runtime.entries(of: dict).map { (runtime.retained($0.key), runtime.retained($0.value)) }
    }

    // MARK: Making dicts

    /// `cls.fromkeys(iterable, value)`
    func dictFromKeys(_ type: ObjectID, _ iterable: ObjectID, _ value: ObjectID) throws -> ObjectID {
        let dict = try call(type, [])
        do {
            try fillKeys(of: dict, from: iterable, value)
        } catch {
            heap.release(dict)
            throw error
        }
        return dict
    }

    private func fillKeys(of dict: ObjectID, from iterable: ObjectID, _ value: ObjectID) throws {
        let types = runtime.types
        let isExact = runtime.isExactly(dict, types.dict)
        if isExact, runtime.isExactly(iterable, types.dict) {
            runtime.reserve(
                dict, forKeysOf: runtime.count(ofDict: iterable),
                isUnicode: runtime.hasUnicodeTable(iterable))
        } else if isExact, [types.set, types.frozenSet].contains(heap.type(of: iterable)) {
            runtime.reserve(dict, forKeysOf: runtime.count(ofSet: iterable), isUnicode: false)
        }
        let iterator = try self.iterator(of: iterable)
        defer { heap.release(iterator) }
        while let key = try advance(iterator) {
            defer { heap.release(key) }
            try charge(1)
            if isExact {
                try runtime.store(dict, key, hash: hash(key), value)
            } else {
                try setItem(dict, key, value)
            }
        }
    }
}
