import HeapEngine
import PythonObjects

extension Builtins {
    /// The functions of `gc`.
    static let gc: [Builtin] = [
        Builtin(name: "collect") { interpreter, arguments in
            let given = arguments.count > 0 ? arguments[0] : arguments.keyword("generation", in: interpreter)
            var generation = 2
            if let given {
                guard let index = interpreter.runtime.index(given) else {
                    throw interpreter.typeError(
                        "'\(interpreter.runtime.typeName(given))' object cannot be interpreted as an integer")
                }
                generation = index
            }
            let report = try interpreter.runtime.collect(generation: generation, trigger: .source)
            return interpreter.runtime.makeInt(report.collected + report.uncollectable)
        },
        .function("isenabled", 0...0) { interpreter, _ in
            interpreter.runtime.boolean(interpreter.heap.isCollectorEnabled)
        },
        .function("enable", 0...0) { interpreter, _ in
            interpreter.heap.isCollectorEnabled = true
            return interpreter.runtime.none
        },
        .function("disable", 0...0) { interpreter, _ in
            interpreter.heap.isCollectorEnabled = false
            return interpreter.runtime.none
        },
        .function("get_threshold", 0...0) { interpreter, _ in
            interpreter.tuple(of: interpreter.heap.thresholds)
        },
        .function("get_count", 0...0) { interpreter, _ in interpreter.tuple(of: interpreter.heap.counts) },
        .function("is_tracked", 1...1) { $0.runtime.boolean($0.heap.isTracked($1[0])) },
        .function("is_finalized", 1...1) { $0.runtime.boolean($0.heap.isFinalized($1[0])) },
        Builtin(name: "get_objects") { interpreter, arguments in
            // The list that is made is not among its items.
            let objects = interpreter.runtime.objects()
            return interpreter.runtime.makeList(objects)
        },
        Builtin(name: "get_referrers") { interpreter, arguments in
            let list = interpreter.runtime.makeList([])
            let referrers = interpreter.heap.referrers(of: arguments.positional)
            interpreter.runtime.extendList(list, referrers.filter { $0 != list })
            return list
        },
        Builtin(name: "get_referents") { interpreter, arguments in
            interpreter.runtime.makeList(arguments.positional.flatMap { interpreter.heap.referents(of: $0) })
        },
        .function("freeze", 0...0) { interpreter, _ in
            interpreter.runtime.freeze()
            return interpreter.runtime.none
        },
        .function("unfreeze", 0...0) { interpreter, _ in
            interpreter.runtime.unfreeze()
            return interpreter.runtime.none
        },
    ]
}

extension Interpreter {
    /// A tuple of one int for each generation.
    func tuple(of thresholds: Thresholds) -> ObjectID {
        let items = (0...2).map { thresholds[$0] }.map { runtime.makeInt($0) }
        defer { for item in items { heap.release(item) } }
        return runtime.makeTuple(items)
    }
}
