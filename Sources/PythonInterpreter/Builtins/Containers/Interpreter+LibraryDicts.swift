import HeapEngine
import PythonObjects

/// `collections.defaultdict` and `collections.OrderedDict`.
extension Interpreter {
    /// `defaultdict(factory, …)`
    func makeDefaultDict(_ arguments: CallArguments) throws -> ObjectID {
        let dict = runtime.makeDefaultDict()
        return try keeping(dict) { try initializeDefaultDict(dict, arguments) }
    }

    /// `defaultdict.__init__`
    func initializeDefaultDict(_ dict: ObjectID, _ arguments: CallArguments) throws {
        if let factory = arguments.optional(0) {
            guard factory == runtime.none || runtime.isCallable(factory) else {
                throw typeError("first argument must be callable or None")
            }
        }
        let old = runtime.defaultFactory(of: dict)
        if let old { heap.retain(old) }
        runtime.setDefaultFactory(of: dict, arguments.optional(0).flatMap { $0 == runtime.none ? nil : $0 })
        let skipped = Swift.min(1, arguments.count)
        try arguments.behind(skipped).checkCount(0...1, of: "dict")
        if let source = arguments.optional(1) { try update(dict, with: source) }
        for (index, name) in arguments.names.enumerated() {
            try runtime.store(dict, name, hash: hash(name), arguments.base[arguments.count + index])
        }
        if let old { heap.release(old) }
    }

    /// `defaultdict.__missing__(key)`
    func missing(_ dict: ObjectID, _ key: ObjectID) throws -> ObjectID {
        guard let factory = runtime.defaultFactory(of: dict), factory != runtime.none else {
            throw keyError(key)
        }
        let value = try call(factory, [])
        return try keeping(value) { try setItem(dict, key, value) }
    }

    /// `defaultdict.copy()`: `type(self)(self.default_factory, self)`
    func copyDefaultDict(_ dict: ObjectID) throws -> ObjectID {
        try call(heap.type(of: dict), [runtime.defaultFactory(of: dict) ?? runtime.none, dict])
    }

    /// What `dict | other` starts with: a plain dict, or one of the class of these.
    func copyForUnion(_ left: ObjectID, _ right: ObjectID) throws -> ObjectID {
        for operand in [left, right] {
            if runtime.isInstance(operand, of: runtime.types.defaultDict) {
                let factory = runtime.defaultFactory(of: operand) ?? runtime.none
                return try call(heap.type(of: operand), [factory, left])
            }
            if runtime.isOrdered(operand) { return try call(heap.type(of: operand), [left]) }
        }
        return runtime.copyDict(left)
    }

    // MARK: OrderedDict

    /// `OrderedDict(…)`
    func makeOrderedDict(_ arguments: CallArguments) throws -> ObjectID {
        try arguments.checkCount(0...1, of: "OrderedDict")
        let dict = runtime.makeOrderedDict()
        return try keeping(dict) {
            if let source = arguments.optional(0) { try updateOrdered(dict, with: source) }
            for (index, name) in arguments.names.enumerated() {
                try runtime.store(dict, name, hash: hash(name), arguments.base[arguments.count + index])
            }
        }
    }

    /// `OrderedDict.update(other)`: through `__setitem__` of the class (`mutablemapping_update`).
    func updateOrdered(_ dict: ObjectID, with other: ObjectID) throws {
        if runtime.isExactly(other, runtime.types.dict) {
            var position = 0
            while let entry = runtime.nextEntry(of: other, from: &position) {
                let (key, value) = (runtime.retained(entry.key), runtime.retained(entry.value))
                defer {
                    heap.release(key)
                    heap.release(value)
                }
                try charge(1)
                try setItem(dict, key, value)
            }
            return
        }
        guard let keys = try optionalAttribute(other, "keys") else {
            return try forEachPair(of: other) { try setItem(dict, $0, $1) }
        }
        defer { heap.release(keys) }
        let names = try call(keys, [])
        defer { heap.release(names) }
        try forEach(of: names) { key in
            let value = try item(other, key)
            defer { heap.release(value) }
            try setItem(dict, key, value)
        }
    }

    /// `OrderedDict.move_to_end(key, last=True)`
    func moveToEnd(_ dict: ObjectID, _ key: ObjectID, isLast: Bool) throws {
        guard let entry = try runtime.find(dict, key, hash: hash(key)) else { throw keyError(key) }
        try charge(runtime.count(ofDict: dict) / 16)
        runtime.moveEntry(dict, entry, toEnd: isLast)
    }

    /// `OrderedDict.popitem(last=True)`
    func popItem(ofOrdered dict: ObjectID, isLast: Bool) throws -> ObjectID {
        var (position, last) = (0, runtime.entryPositions(of: dict) - 1)
        guard runtime.count(ofDict: dict) > 0, var entry = runtime.nextEntry(of: dict, from: &position) else {
            throw keyError(text: "dictionary is empty")
        }
        if isLast {
            while last >= 0 {
                position = last
                if let found = runtime.nextEntry(of: dict, from: &position) {
                    entry = found
                    break
                }
                last -= 1
            }
        }
        let key = runtime.retained(entry.key)
        defer { heap.release(key) }
        guard let value = try runtime.takeValue(of: dict, key, hash: entry.hash) else { throw keyError(key) }
        defer { heap.release(value) }
        return runtime.makeTuple([key, value])
    }
}

extension CallArguments {
    /// The arguments behind so many.
    func behind(_ skipped: Int) -> CallArguments {
        CallArguments(base: base + skipped, count: count - skipped, names: names)
    }
}

extension Builtins {
    /// The methods of OrderedDict that are not dict's.
    static let orderedDicts: [Builtin] = [
        .method("move_to_end(key, last=)") { interpreter, dict, reader in
            let isLast = try reader[1].map { try interpreter.isTrue($0) } ?? true
            try interpreter.moveToEnd(dict, reader[0] ?? interpreter.runtime.none, isLast: isLast)
            return interpreter.runtime.none
        },
        .method("popitem(last=)") { interpreter, dict, reader in
            let isLast = try reader[0].map { try interpreter.isTrue($0) } ?? true
            return try interpreter.popItem(ofOrdered: dict, isLast: isLast)
        },
        .method("pop(key, default=)") { interpreter, dict, reader in
            let key = reader[0] ?? interpreter.runtime.none
            let hash = try interpreter.hash(key)
            if let value = try interpreter.takeValue(of: dict, key, hash: hash) { return value }
            if let missing = try interpreter.callSpecial(dict, "__missing__", [key]) { return missing }
            guard let otherwise = reader[1] else { throw interpreter.keyError(key) }
            return interpreter.runtime.retained(otherwise)
        },
        .method("setdefault(key, default=)") { interpreter, dict, reader in
            let key = reader[0] ?? interpreter.runtime.none
            return try interpreter.runtime.setDefault(
                dict, key, hash: interpreter.hash(key), reader[1] ?? interpreter.runtime.none)
        },
        Builtin(name: "update", takesReceiver: true) { interpreter, arguments in
            try arguments.checkCount(0...1, of: "update", receivers: 1)
            if let other = arguments.optional(1) { try interpreter.updateOrdered(arguments[0], with: other) }
            for (index, name) in arguments.names.enumerated() {
                try interpreter.setItem(arguments[0], name, arguments.base[arguments.count + index])
            }
            return interpreter.runtime.none
        },
        .nullary("OrderedDict", "copy") { interpreter, dict in
            let copy = try interpreter.call(interpreter.heap.type(of: dict), [])
            return try interpreter.keeping(copy) { try interpreter.updateOrdered(copy, with: dict) }
        },
        .classMethod("fromkeys(iterable, value=)") { interpreter, type, reader in
            try interpreter.dictFromKeys(
                type, reader[0] ?? interpreter.runtime.none, reader[1] ?? interpreter.runtime.none)
        },
    ]
}
