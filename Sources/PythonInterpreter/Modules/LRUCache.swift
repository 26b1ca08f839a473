import HeapEngine
import PythonObjects

/// `functools._lru_cache_wrapper`
///
/// Fields: the dict of the cache, the function, the mark between positional and keyword arguments, the types of links and of
/// `cache_info()`, the `__dict__`; then key and result of each link of a bounded cache. The dict leads from keys to links, or, without
/// a bound, to results. Links are in a ring, the oldest first.
enum LRUCache {
    private static let fieldCount = 6

    /// Its numbers; those of the links follow: the one before and the one behind it.
    private enum Number {
        static let limit = 0, isTyped = 1, hits = 2, misses = 3, first = 4, last = 5, links = 6
    }

    /// A link knows only its number. It is what the cache's dict has as a value.
    static let link = NativeType(
        name: "_lru_list_elem", module: "functools", bytes: 56, traits: { $0.isCollectable = false })

    static let type = NativeType(
        name: "_lru_cache_wrapper", module: "functools", bytes: 168,
        traits: {
            $0.isReferencable = true
            $0.isCleared = true
            $0.dictField = 5
            $0.bindsAsMethod = true
        },
        construct: { interpreter, type, arguments in
            let reader = try ArgumentReader(
                "lru_cache(user_function, maxsize, typed, cache_info_type)", arguments, interpreter)
            let runtime = interpreter.runtime
            let function = reader[0] ?? runtime.none
            guard interpreter.isCallable(function) else {
                throw interpreter.typeError("the first argument must be callable")
            }
            let isTyped = try interpreter.isTrue(reader[2] ?? runtime.none)
            let limit: Int
            if let given = reader.unlessNone(1) {
                guard runtime.intValue(given) != nil else {
                    throw interpreter.typeError("maxsize should be integer or None")
                }
                limit = max(0, try interpreter.size(given))
            } else {
                limit = -1
            }
            return runtime.makeNative(
                type,
                fields: [
                    runtime.makeEmptyDict(), runtime.retained(function), runtime.makeObject(),
                    interpreter.nativeType("functools._lru_list_elem"),
                    runtime.retained(reader[3] ?? runtime.none),
                    .none,
                ],
                numbers: [limit, isTyped ? 1 : 0, 0, 0, -1, -1])
        },
        call: { interpreter, cache, arguments in
            try interpreter.holding(cache) { try call(interpreter, $0, arguments) }
        },
        repr: { interpreter, cache in
            "<\(interpreter.runtime.qualifiedTypeName(interpreter.heap.type(of: cache))) object at "
                + "\(interpreter.runtime.hexAddress(of: cache))>"
        },
        methods: [
            .method("cache_info", 0...0) { interpreter, arguments in
                let runtime = interpreter.runtime
                let cache = arguments[0]
                let limit = runtime.number(cache, Number.limit)
                let values = [
                    runtime.makeInt(runtime.number(cache, Number.hits)),
                    runtime.makeInt(runtime.number(cache, Number.misses)),
                    limit < 0 ? runtime.none : runtime.makeInt(limit),
                    runtime.makeInt(runtime.count(ofDict: runtime.field(cache, 0))),
                ]
                defer { for value in values { interpreter.heap.release(value) } }
                return try interpreter.call(runtime.field(cache, 4), values)
            },
            .method("cache_clear", 0...0) { interpreter, arguments in
                try clear(interpreter, arguments[0])
                return interpreter.runtime.none
            },
            .method("__copy__", 0...0) { $0.runtime.retained($1[0]) },
            .method("__deepcopy__", 1...1) { $0.runtime.retained($1[0]) },
        ])

    private static func clear(_ interpreter: Interpreter, _ cache: ObjectID) throws {
        let runtime = interpreter.runtime
        let heap = interpreter.heap
        let start = runtime.head(of: cache) + fieldCount
        var dropped: [ObjectID] = []
        for slot in start..<max(start, heap.slotCount(cache)) {
            dropped.append(heap.setSlot(cache, slot, owned: .none))
        }
        heap.resize(cache, slots: start)
        runtime.natives[heap.payload(cache)].removeSubrange(Number.links...)
        for (number, value) in [(Number.hits, 0), (Number.misses, 0), (Number.first, -1), (Number.last, -1)] {
            runtime.setNumber(cache, number, value)
        }
        try runtime.clear(runtime.field(cache, 0))
        for object in dropped where !object.isNone { heap.release(object) }
    }

    // MARK: Calling

    private static func call(
        _ interpreter: Interpreter, _ cache: ObjectID, _ arguments: CallArguments
    ) throws -> ObjectID {
        let runtime = interpreter.runtime
        let limit = runtime.number(cache, Number.limit)
        func miss() throws -> ObjectID {
            runtime.setNumber(cache, Number.misses, runtime.number(cache, Number.misses) + 1)
            return try interpreter.call(runtime.field(cache, 1), arguments.all, names: arguments.names)
        }
        if limit == 0 { return try miss() }
        let key = makeKey(interpreter, cache, arguments)
        defer { interpreter.heap.release(key) }
        let hash = try interpreter.hash(key)
        let dict = runtime.field(cache, 0)
        if let found = try runtime.lookUp(dict, key, hash: hash) {
            runtime.setNumber(cache, Number.hits, runtime.number(cache, Number.hits) + 1)
            if limit < 0 { return runtime.retained(found) }
            let index = runtime.number(found, 0)
            unlink(runtime, cache, index)
            append(runtime, cache, index)
            return runtime.retained(result(runtime, cache, index))
        }
        let result = try miss()
        do {
            if limit < 0 {
                try runtime.store(dict, key, hash: hash, result)
            } else if try runtime.lookUp(dict, key, hash: hash) == nil {
                try keep(interpreter, cache, key, hash, result, limit: limit)
            }
        } catch {
            interpreter.heap.release(result)
            throw error
        }
        return result
    }

    /// Enters a result into a bounded cache, for which the oldest may have to leave.
    private static func keep(
        _ interpreter: Interpreter, _ cache: ObjectID, _ key: ObjectID, _ hash: Int, _ result: ObjectID,
        limit: Int
    ) throws {
        let runtime = interpreter.runtime
        let heap = interpreter.heap
        let dict = runtime.field(cache, 0)
        let start = runtime.head(of: cache) + fieldCount
        if runtime.count(ofDict: dict) < limit || runtime.number(cache, Number.first) < 0 {
            let index = (runtime.natives[heap.payload(cache)].count - Number.links) / 2
            let link = runtime.makeNative(
                interpreter.nativeType("functools._lru_list_elem"), fields: [], numbers: [index])
            defer { heap.release(link) }
            try runtime.store(dict, key, hash: hash, link)
            heap.append(cache, owned: runtime.retained(key))
            heap.append(cache, owned: runtime.retained(result))
            runtime.natives[heap.payload(cache)] += [-1, -1]
            append(runtime, cache, index)
            return
        }
        let index = runtime.number(cache, Number.first)
        unlink(runtime, cache, index)
        let oldKey = heap.setSlot(cache, start + 2 * index, owned: runtime.retained(key))
        let oldResult = heap.setSlot(cache, start + 2 * index + 1, owned: runtime.retained(result))
        append(runtime, cache, index)
        defer {
            heap.release(oldKey)
            heap.release(oldResult)
        }
        let link = try runtime.pop(dict, key: oldKey)
        defer { heap.release(link) }
        try runtime.store(dict, key, hash: hash, link)
    }

    private static func result(_ runtime: Runtime, _ cache: ObjectID, _ index: Int) -> ObjectID {
        runtime.heap.slot(cache, runtime.head(of: cache) + fieldCount + 2 * index + 1)
    }

    private static func unlink(_ runtime: Runtime, _ cache: ObjectID, _ index: Int) {
        let (before, after) = (
            runtime.number(cache, Number.links + 2 * index),
            runtime.number(cache, Number.links + 2 * index + 1)
        )
        runtime.setNumber(cache, before < 0 ? Number.first : Number.links + 2 * before + 1, after)
        runtime.setNumber(cache, after < 0 ? Number.last : Number.links + 2 * after, before)
    }

    private static func append(_ runtime: Runtime, _ cache: ObjectID, _ index: Int) {
        let last = runtime.number(cache, Number.last)
        runtime.setNumber(cache, Number.links + 2 * index, last)
        runtime.setNumber(cache, Number.links + 2 * index + 1, -1)
        runtime.setNumber(cache, last < 0 ? Number.first : Number.links + 2 * last + 1, index)
        runtime.setNumber(cache, Number.last, index)
    }

    /// What arguments are remembered under: the only one if it is an int or str, else a tuple.
    private static func makeKey(_ interpreter: Interpreter, _ cache: ObjectID, _ arguments: CallArguments)
        -> ObjectID
    {
        let runtime = interpreter.runtime
        let isTyped = runtime.number(cache, Number.isTyped) == 1
        if !isTyped, arguments.names.isEmpty {
            if arguments.count == 1,
                runtime.isExactly(arguments[0], runtime.types.int)
                    || runtime.isExactly(arguments[0], runtime.types.str)
            {
                return runtime.retained(arguments[0])
            }
            return runtime.makeTuple(arguments.positional)
        }
        var parts = arguments.positional
        if !arguments.names.isEmpty { parts.append(runtime.field(cache, 2)) }
        for (index, name) in arguments.names.enumerated() {
            parts += [name, arguments.base[arguments.count + index]]
        }
        if isTyped { parts += arguments.all.map { interpreter.heap.type(of: $0) } }
        return runtime.makeTuple(parts)
    }
}

extension Interpreter {
    /// `callable(object)`
    func isCallable(_ object: ObjectID) -> Bool {
        runtime.isCallable(object)
            || isOverriding(object)
                && !typeAttribute(heap.type(of: object), runtime.staticName("__call__")).isNone
    }
}
