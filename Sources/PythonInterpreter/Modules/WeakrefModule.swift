import HeapEngine
import PythonObjects

/// `_weakref`, and what `weakref.py` needs to give the classes of the session's start their methods.
enum WeakrefModule {
    static let module = NativeModule(
        name: "_weakref", functions: functions,
        constants: { interpreter in
            let runtime = interpreter.runtime
            let library = runtime.library
            let natives = runtime.makeStaticDict()
            for name in [
                "WeakValueDictionary", "WeakKeyDictionary", "WeakSet", "KeyedRef", "finalize", "_Info",
            ] {
                guard let type = library.byName[name] else { continue }
                runtime.storeUnchecked(natives, runtime.staticName(name), type)
            }
            runtime.storeUnchecked(natives, runtime.staticName("_registry"), library.finalizeRegistry)
            return [
                ("ref", runtime.types.weakReference), ("ReferenceType", runtime.types.weakReference),
                ("ProxyType", runtime.types.weakProxy), ("CallableProxyType", runtime.types.callableProxy),
                ("_natives", natives),
            ]
        })

    private static let functions: [Builtin] = [
        Builtin(name: "getweakrefcount") { interpreter, arguments in
            let object = try arguments.only("_weakref.getweakrefcount")
            return interpreter.runtime.makeInt(interpreter.runtime.weakReferences(to: object).count)
        },
        Builtin(name: "getweakrefs") { interpreter, arguments in
            let object = try arguments.only("_weakref.getweakrefs")
            return interpreter.runtime.makeList(interpreter.runtime.weakReferences(to: object))
        },
        Builtin(name: "proxy") { interpreter, arguments in
            try arguments.expect(1...2, "proxy", qualified: "_weakref.proxy")
            return try interpreter.runtime.makeWeakProxy(
                to: arguments[0], callback: arguments.count > 1 ? arguments[1] : nil)
        },
        Builtin(name: "_remove_dead_weakref") { interpreter, arguments in
            try arguments.expect(2...2, "_remove_dead_weakref", qualified: "_weakref._remove_dead_weakref")
            let runtime = interpreter.runtime
            let dict = arguments[0]
            guard runtime.kind(of: dict) == .dict else {
                throw interpreter.typeError(
                    "_remove_dead_weakref() argument 1 must be dict, not \(runtime.argumentTypeName(dict))")
            }
            guard let entry = try runtime.find(dict, arguments[1], hash: interpreter.hash(arguments[1]))
            else {
                return runtime.none
            }
            let value = runtime.value(dict, at: entry)
            guard runtime.isWeakReference(value) else { throw interpreter.typeError("not a weakref") }
            if runtime.referent(of: value) == nil { _ = runtime.removeEntry(dict, entry) }
            return runtime.none
        },
        Builtin(name: "_new") { interpreter, arguments in
            try arguments.expect(3...3, "_new")
            return try interpreter.runtime.makeWeakReference(
                to: arguments[1], callback: arguments[2], type: arguments[0])
        },
        Builtin(name: "_next_index") { interpreter, _ in
            interpreter.runtime.library.finalizeIndex += 1
            return interpreter.runtime.makeInt(interpreter.runtime.library.finalizeIndex - 1)
        },
        Builtin(name: "_adopt") { interpreter, arguments in
            try arguments.expect(2...2, "_adopt")
            let runtime = interpreter.runtime
            runtime.adoptAttributes(of: arguments[1], by: arguments[0])
            return runtime.retained(arguments[0])
        },
    ]
}

extension Builtins {
    /// The methods of `weakref.ref`.
    static let weakReferences: [Builtin] = [
        Builtin(name: "__init__", takesReceiver: true) { interpreter, arguments in
            if interpreter.runtime.isExactly(arguments[0], interpreter.runtime.types.weakReference) {
                try arguments.refuseKeywords("ref")
                try arguments.rest.expect(1...2, "__init__")
            }
            return interpreter.runtime.none
        },
        Builtin(name: "__call__", takesReceiver: true) { interpreter, arguments in
            try arguments.rest.nothing("ref.__call__")
            return interpreter.runtime.referent(of: arguments[0]).map { interpreter.runtime.retained($0) }
                ?? interpreter.runtime.none
        },
        .method("__eq__", 1...1) { interpreter, arguments in
            try interpreter.compareReferences(arguments[0], arguments[1], isEqual: true)
        },
        .method("__ne__", 1...1) { interpreter, arguments in
            try interpreter.compareReferences(arguments[0], arguments[1], isEqual: false)
        },
    ]
}

extension Interpreter {
    /// A call of `ref`, of `KeyedRef` or of a class derived from them.
    func constructReference(_ type: ObjectID, _ arguments: CallArguments) throws -> ObjectID {
        if !runtime.record(of: type).isHeap { try arguments.refuseKeywords("ref") }
        if runtime.isSubclass(type, of: runtime.library.keyedReference) {
            guard arguments.count == 3 else {
                throw typeError(
                    "KeyedRef.__new__() takes 4 positional arguments but \(arguments.count + 1) were given")
            }
            return try runtime.makeKeyedReference(
                to: arguments[0], callback: arguments[1], key: arguments[2], type: type)
        }
        guard (1...2).contains(arguments.count) else {
            let bound = arguments.count < 1 ? "at least 1 argument" : "at most 2 arguments"
            throw typeError("__new__ expected \(bound), got \(arguments.count)")
        }
        return try runtime.makeWeakReference(
            to: arguments[0], callback: arguments.count > 1 ? arguments[1] : nil, type: type)
    }

    /// `ref.__eq__`: what both lead to, or who they are if one leads nowhere any more.
    fileprivate func compareReferences(_ left: ObjectID, _ right: ObjectID, isEqual: Bool) throws -> ObjectID
    {
        guard runtime.kind(of: right) == .weakReference else { return runtime.notImplemented }
        guard let a = runtime.referent(of: left), let b = runtime.referent(of: right) else {
            return runtime.boolean((left == right) == isEqual)
        }
        return try holding(a) { a in
            try holding(b) { try compare(a, isEqual ? .equal : .notEqual, $0) }
        }
    }

    /// Gives the module `weakref`, which a session has from its start, its Python part.
    func completeWeakrefModule() throws {
        guard !isWeakrefComplete else { return }
        isWeakrefComplete = true
        guard let module = runtime.module(named: "weakref"),
            let source = EmbeddedModules.source(of: "weakref")
        else { return }
        do {
            try asLibrary { try execute(try libraryUnit("weakref", source), in: module) }
        } catch {
            isWeakrefComplete = false
            throw error
        }
    }

    /// Runs what makes the library's own objects: they are the interpreter's, so that no collection, count or listing shows them.
    func asLibrary<Result>(_ body: () throws -> Result) throws -> Result {
        let isEnabled = heap.isCollectorEnabled
        heap.isCollectorEnabled = false
        defer { heap.isCollectorEnabled = isEnabled }
        return try heap.asInterpreter {
            let first = heap.nextSerial
            defer { heap.freezeBuiltins(from: first) }
            return try runtime.quietly(body)
        }
    }
}
