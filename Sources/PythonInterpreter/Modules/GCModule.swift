import BigInt
import HeapEngine
import PythonObjects

extension Builtins {
    /// The functions of `gc`.
    static let gc: [Builtin] = [
        .function("collect(generation=)") { interpreter, arguments in
            let generation = try arguments[0].map { try interpreter.smallSize($0) } ?? 2
            let report = try interpreter.runtime.collect(generation: generation, trigger: .source)
            return interpreter.runtime.makeInt(report.collected + report.uncollectable)
        },
        asking("isenabled") { $0.runtime.boolean($0.heap.isCollectorEnabled) },
        telling("enable") { $0.heap.isCollectorEnabled = true },
        telling("disable") { $0.heap.isCollectorEnabled = false },
        asking("get_threshold") { $0.tuple(of: $0.heap.thresholds) },
        Builtin(name: "set_threshold") { interpreter, arguments in
            try arguments.refuseKeywords("set_threshold")
            guard (1...3).contains(arguments.count) else {
                throw interpreter.typeError(
                    interpreter.language.formatReaders.contains("gc.set_threshold")
                        ? CallArguments.countMessage("set_threshold", 1...3, arguments.count)
                        : "gc.set_threshold requires 1 to 3 arguments")
            }
            // Every argument is read before any threshold is set.
            let given = try arguments.positional.map { try interpreter.intArgument($0) }
            for (generation, value) in given.enumerated() { interpreter.heap.thresholds[generation] = value }
            return interpreter.runtime.none
        },
        asking("get_count") { $0.tuple(of: $0.heap.counts) },
        asking("get_stats") { try $0.collectorStatistics() },
        asking("get_debug") { $0.runtime.makeInt($0.heap.debugFlags.rawValue) },
        Builtin(name: "set_debug") { interpreter, arguments in
            let flags = try interpreter.smallSize(arguments.only("gc.set_debug"))
            interpreter.heap.debugFlags = DebugFlags(rawValue: flags)
            return interpreter.runtime.none
        },
        Builtin(name: "is_tracked") { interpreter, arguments in
            let object = try arguments.only("gc.is_tracked")
            // The interpreter's own functions and modules are static here.
            let isTracked =
                interpreter.heap.isTracked(object)
                || [.builtinFunction, .module].contains(interpreter.runtime.kind(of: object))
            return interpreter.runtime.boolean(isTracked)
        },
        Builtin(name: "is_finalized") { interpreter, arguments in
            interpreter.runtime.boolean(interpreter.heap.isFinalized(try arguments.only("gc.is_finalized")))
        },
        .function("get_objects(generation=)") { interpreter, arguments in
            let generation = try arguments.unlessNone(0).flatMap { try interpreter.generation($0) }
            // The list that is made is not among its items.
            let objects = interpreter.runtime.objects(generation: generation)
            try interpreter.admit(bytes: objects.count * 8)
            try interpreter.charge(objects.count)
            return interpreter.runtime.makeList(objects)
        },
        Builtin(name: "get_referrers") { interpreter, arguments in
            try arguments.refuseKeywords("gc.get_referrers")
            let list = interpreter.runtime.makeList([])
            let referrers = interpreter.heap.referrers(of: arguments.positional)
            interpreter.runtime.extendList(list, referrers.filter { $0 != list && $0 != arguments.tuple })
            return list
        },
        Builtin(name: "get_referents") { interpreter, arguments in
            try arguments.refuseKeywords("gc.get_referents")
            let list = interpreter.runtime.makeList([])
            for object in arguments.positional {
                // What a builtin function holds is no slot of it: it stays with it for ever.
                for name in ["__self__", "__module__"]
                where interpreter.runtime.kind(of: object) == .builtinFunction {
                    let part = try interpreter.attribute(object, interpreter.runtime.staticName(name))
                    defer { interpreter.heap.release(part) }
                    if part != interpreter.runtime.none,
                        !interpreter.heap.referents(of: object).contains(part)
                    {
                        interpreter.runtime.appendItem(list, part)
                    }
                }
                for referent in interpreter.heap.referents(of: object) {
                    interpreter.runtime.appendItem(list, referent)
                }
            }
            return list
        },
        telling("freeze") { $0.runtime.freeze() },
        telling("unfreeze") { interpreter in
            interpreter.frozenFromStart = 0
            interpreter.runtime.unfreeze()
        },
        asking("get_freeze_count") { $0.runtime.makeInt($0.heap.frozenByUserCount + $0.frozenFromStart) },
    ]

    /// A function without arguments that gives a new object.
    private static func asking(
        _ name: String, _ body: @escaping @Sendable (Interpreter) throws -> ObjectID
    ) -> Builtin {
        Builtin(name: name) { interpreter, arguments in
            try arguments.nothing("gc.\(name)")
            return try body(interpreter)
        }
    }

    /// A function without arguments that returns None.
    private static func telling(_ name: String, _ body: @escaping @Sendable (Interpreter) -> Void) -> Builtin
    {
        asking(name) { interpreter in
            body(interpreter)
            return interpreter.runtime.none
        }
    }

    /// The lists and constants of `gc`, put into the module of a runtime that starts.
    static func completeCollectorModule(in runtime: Runtime) {
        guard let module = runtime.module(named: "gc") else { return }
        let dict = runtime.heap.slot(module, 0)
        let flags = [
            ("DEBUG_STATS", 1), ("DEBUG_COLLECTABLE", 2), ("DEBUG_UNCOLLECTABLE", 4), ("DEBUG_SAVEALL", 32),
            ("DEBUG_LEAK", 38),
        ]
        runtime.storeUnchecked(dict, runtime.staticName("garbage"), runtime.roots.garbage)
        runtime.storeUnchecked(dict, runtime.staticName("callbacks"), runtime.roots.callbacks)
        for (name, value) in flags {
            runtime.storeUnchecked(dict, runtime.staticName(name), runtime.makeInt(value))
        }
    }
}

extension Interpreter {
    /// A tuple of one int for each generation.
    func tuple(of thresholds: Thresholds) -> ObjectID {
        let items = (0...2).map { thresholds[$0] }.map { runtime.makeInt($0) }
        defer { for item in items { heap.release(item) } }
        return runtime.makeTuple(items)
    }

    /// What the format `i` makes of an argument.
    fileprivate func intArgument(_ object: ObjectID) throws -> Int {
        guard let number = Int(exactly: try integerIndex(object)) else {
            throw PythonException("OverflowError", "Python int too large to convert to C long")
        }
        guard (Int(Int32.min)...Int(Int32.max)).contains(number) else {
            throw PythonException(
                "OverflowError",
                "signed integer is \(number > 0 ? "greater than maximum" : "less than minimum")")
        }
        return number
    }

    /// `gc.get_objects(generation)`: nil for all.
    fileprivate func generation(_ object: ObjectID) throws -> Int? {
        let isInteger = runtime.intValue(object) != nil
        if !isInteger {
            guard let method = try specialMethod(object, "__index__") else {
                throw typeError("argument should be integer or None, not '\(runtime.typeName(object))'")
            }
            heap.release(method)
        }
        let generation = try size(object)
        if generation == -1 { return nil }
        guard generation >= 0 else {
            throw PythonException("ValueError", "generation parameter cannot be negative")
        }
        guard generation < 3 else {
            throw PythonException(
                "ValueError",
                "generation parameter must be less than the number of available generations (3)")
        }
        return generation
    }

    fileprivate func collectorStatistics() throws -> ObjectID {
        let list = runtime.makeList([])
        for statistics in heap.statistics {
            let dict = try collectorDict([
                ("collections", statistics.collections), ("collected", statistics.collected),
                ("uncollectable", statistics.uncollectable),
            ])
            runtime.appendItem(list, dict)
            heap.release(dict)
        }
        return list
    }

    private func collectorDict(_ entries: [(String, Int)]) throws -> ObjectID {
        let dict = runtime.makeEmptyDict()
        for (name, number) in entries {
            let value = runtime.makeInt(number)
            runtime.storeUnchecked(dict, runtime.staticName(name), value)
            heap.release(value)
        }
        return dict
    }

    // MARK: What the collector tells

    package func collectionWillStart(generation: Int) {
        callCollectorCallbacks("start", generation: generation, collected: 0, uncollectable: 0)
        guard heap.debugFlags.contains(.statistics) else { return }
        let counts = (0..<3).map { String(heap.objectCount(inGeneration: $0)) }.joined(separator: " ")
        writeError("gc: collecting generation \(generation)...\n")
        writeError("gc: objects in each generation: \(counts)\n")
        writeError("gc: objects in permanent generation: \(heap.frozenByUserCount)\n")
    }

    package func collectorFound(_ object: ObjectID) {
        writeError("gc: collectable <\(runtime.typeName(object)) \(runtime.hexAddress(of: object))>\n")
    }

    package func collectionDidEnd(_ report: CollectionReport) {
        if heap.debugFlags.contains(.statistics) {
            writeError(
                "gc: done, \(report.collected + report.uncollectable) unreachable, "
                    + "\(report.uncollectable) uncollectable, 0.0000s elapsed\n")
        }
        callCollectorCallbacks(
            "stop", generation: report.generation, collected: report.collected,
            uncollectable: report.uncollectable)
    }

    /// `invoke_gc_callback`: calls what is in `gc.callbacks`, as long as that list is meanwhile.
    private func callCollectorCallbacks(_ phase: String, generation: Int, collected: Int, uncollectable: Int)
    {
        let callbacks = runtime.roots.callbacks
        guard !isEnding, runtime.itemCount(callbacks) > 0 else { return }
        guard
            let info = try? collectorDict([
                ("generation", generation), ("collected", collected), ("uncollectable", uncollectable),
            ])
        else { return }
        let phase = runtime.makeStr(phase)
        var index = 0
        while index < runtime.itemCount(callbacks) {
            let callback = runtime.retained(heap.slot(callbacks, index))
            index += 1
            ignoring(callback) {
                heap.release(try call(callback, [phase, info]))
            }
            heap.release(callback)
        }
        heap.release(phase)
        heap.release(info)
    }
}
