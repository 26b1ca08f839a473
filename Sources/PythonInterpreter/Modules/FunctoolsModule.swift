import HeapEngine
import PythonObjects

/// `_functools`
enum FunctoolsModule {
    static let types: [NativeType] = [keyWrapper, LRUCache.type, LRUCache.link]

    static let module = NativeModule(
        name: "_functools", functions: [reduce, compareToKey],
        types: [
            (name: "partial", type: "functools.partial"),
            (name: "_lru_cache_wrapper", type: "functools._lru_cache_wrapper"),
        ])

    private static let reduce = Builtin(name: "reduce") { interpreter, arguments in
        try arguments.expect(2...3, "reduce", qualified: "_functools.reduce")
        let runtime = interpreter.runtime
        let iterator: ObjectID
        do {
            iterator = try interpreter.iterator(of: arguments[1])
        } catch {
            let failure = interpreter.exception(of: error)
            guard runtime.isInstance(failure, of: interpreter.exceptionType("TypeError")) else {
                throw interpreter.raise(failure)
            }
            interpreter.heap.release(failure)
            throw interpreter.typeError("reduce() arg 2 must support iteration")
        }
        // The function gets its arguments in one tuple again and again.
        let pair = runtime.makeTuple([runtime.none, runtime.none])
        defer {
            interpreter.heap.release(pair)
            interpreter.heap.release(iterator)
        }
        var total = arguments.count > 2 ? runtime.retained(arguments[2]) : nil
        do {
            while let item = try interpreter.advance(iterator) {
                defer { interpreter.heap.release(item) }
                try interpreter.charge(1)
                guard let left = total else {
                    total = runtime.retained(item)
                    continue
                }
                total = try interpreter.call(arguments[0], [left, item])
                interpreter.heap.release(left)
            }
        } catch {
            if let total { interpreter.heap.release(total) }
            throw error
        }
        guard let total else {
            throw interpreter.typeError("reduce() of empty iterable with no initial value")
        }
        return total
    }

    private static let compareToKey = Builtin.function("cmp_to_key(mycmp)") { interpreter, arguments in
        let runtime = interpreter.runtime
        return runtime.makeNative(
            interpreter.nativeType("functools.KeyWrapper"),
            fields: [runtime.retained(arguments[0] ?? runtime.none), .none])
    }

    /// Fields: the comparing function, the object.
    private static let keyWrapper = NativeType(
        name: "KeyWrapper", module: "functools", bytes: 48, traits: { $0.isCleared = true },
        call: { interpreter, wrapper, arguments in
            let runtime = interpreter.runtime
            let reader = try ArgumentReader("K(obj)", arguments, interpreter)
            return runtime.makeNative(
                interpreter.nativeType("functools.KeyWrapper"),
                fields: [
                    runtime.retained(runtime.field(wrapper, 0)), runtime.retained(reader[0] ?? runtime.none),
                ])
        },
        compare: { interpreter, left, comparison, right in
            let runtime = interpreter.runtime
            guard runtime.isExactly(right, runtime.heap.type(of: left)) else {
                throw interpreter.typeError("other argument must be K instance")
            }
            let (x, y) = (runtime.field(left, 1), runtime.field(right, 1))
            guard !x.isNone, !y.isNone else { throw PythonException("AttributeError", "object") }
            let result = try interpreter.call(runtime.field(left, 0), [x, y])
            defer { interpreter.heap.release(result) }
            let zero = runtime.makeInt(0)
            return try interpreter.compare(result, comparison, zero)
        },
        methods: [
            .attribute("obj") { interpreter, wrapper in
                let object = interpreter.runtime.field(wrapper, 1)
                guard !object.isNone else { throw PythonException("AttributeError", "obj") }
                return interpreter.runtime.retained(object)
            }
        ])
}
