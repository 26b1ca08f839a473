import BigInt
import HeapEngine
import PythonObjects

extension Builtins {
    /// The functions of `sys` about memory, limits and settings.
    static let sys: [Builtin] = [
        .function("sys.getrefcount", 1...1) { interpreter, arguments in
            // The argument's own reference is on the stack, so this is the count as it stands.
            let object = arguments[0]
            let isOwn = [.module, .builtinFunction].contains(interpreter.runtime.kind(of: object))
            if isOwn, interpreter.heap.isImmortal(object) {
                // Static here alone: what refers to it counts, and the argument.
                return interpreter.runtime.makeInt(interpreter.heap.inDegree(object) + 1)
            }
            guard interpreter.heap.isImmortal(object) else {
                return interpreter.runtime.makeInt(interpreter.heap.refcount(object))
            }
            if interpreter.runtime.profile.countsImmortals {
                try interpreter.charge(interpreter.heap.inDegree(object))
            }
            return interpreter.runtime.makeInt(interpreter.runtime.getRefcount(object))
        },
        .function("getsizeof(object, default=)") { interpreter, arguments in
            try interpreter.sizeOf(arguments[0] ?? interpreter.runtime.none, orElse: arguments[1])
        },
        .function("sys.intern", 1...1) { interpreter, arguments in
            guard interpreter.runtime.kind(of: arguments[0]) == .str else {
                throw interpreter.typeError(
                    "intern() argument must be str, not \(interpreter.runtime.noneOrTypeName(arguments[0]))")
            }
            return try interpreter.runtime.intern(arguments[0])
        },
        .function("sys._is_interned", 1...1) { interpreter, arguments in
            guard interpreter.runtime.kind(of: arguments[0]) == .str else {
                throw interpreter.typeError(
                    "_is_interned() argument must be str, not \(interpreter.runtime.typeName(arguments[0]))")
            }
            return interpreter.runtime.boolean(interpreter.runtime.isInterned(arguments[0]))
        },
        .function("sys.getunicodeinternedsize", 0...0) { interpreter, _ in
            interpreter.runtime.makeInt(interpreter.runtime.interned.count)
        },
        .function("sys.getallocatedblocks", 0...0) { interpreter, _ in
            interpreter.runtime.makeInt(interpreter.heap.memory.allocatedBlocks)
        },
        .function("sys._debugmallocstats", 0...0) { interpreter, _ in
            let report = AllocatorReport(
                memory: interpreter.heap.memory, freeLists: interpreter.runtime.freeLists())
            // Past whatever `sys.stderr` is: it goes to the process's own stream.
            interpreter.errorOutput += report.text
            return interpreter.runtime.none
        },
        .function("sys.getrecursionlimit", 0...0) { interpreter, _ in
            interpreter.runtime.makeInt(interpreter.recursionLimit)
        },
        .function("sys.setrecursionlimit", 1...1) { interpreter, arguments in
            let limit = try interpreter.cInt(arguments[0])
            guard limit >= 1 else {
                throw PythonException("ValueError", "recursion limit must be greater or equal than 1")
            }
            guard interpreter.frameCount < limit else {
                throw PythonException(
                    "RecursionError",
                    "cannot set the recursion limit to \(limit) at the recursion depth \(interpreter.frameCount): the limit is too low"
                )
            }
            interpreter.recursionLimit = limit
            return interpreter.runtime.none
        },
        .function("sys.getswitchinterval", 0...0) { interpreter, _ in interpreter.runtime.makeFloat(0.005) },
        .function("sys.setswitchinterval", 1...1) { interpreter, _ in interpreter.runtime.none },
        .function("sys.getdefaultencoding", 0...0) { interpreter, _ in interpreter.runtime.makeStr("utf-8") },
        .function("sys.getfilesystemencoding", 0...0) { interpreter, _ in interpreter.runtime.makeStr("utf-8")
        },
        .function("sys.getfilesystemencodeerrors", 0...0) { interpreter, _ in
            interpreter.runtime.makeStr("surrogateescape")
        },
        .function("sys.get_int_max_str_digits", 0...0) { interpreter, _ in
            interpreter.runtime.makeInt(interpreter.runtime.longestNumeral)
        },
        .function("set_int_max_str_digits(maxdigits)") { interpreter, arguments in
            let digits = try interpreter.cInt(arguments[0] ?? interpreter.runtime.none)
            guard digits == 0 || digits >= 640 else {
                throw PythonException("ValueError", "maxdigits must be 0 or larger than 640")
            }
            interpreter.runtime.longestNumeral = digits
            return interpreter.runtime.none
        },
        .function("sys.get_coroutine_origin_tracking_depth", 0...0) { interpreter, _ in
            interpreter.runtime.makeInt(0)
        },
        .function("sys.is_finalizing", 0...0) { interpreter, _ in interpreter.runtime.falseObject },
        .function("sys._is_gil_enabled", 0...0) { interpreter, _ in interpreter.runtime.trueObject },
        Builtin(name: "audit") { interpreter, arguments in
            guard arguments.count > 0 else {
                throw interpreter.typeError("audit expected at least 1 argument, got 0")
            }
            guard interpreter.runtime.kind(of: arguments[0]) == .str else {
                throw interpreter.typeError(
                    "expected str for argument 'event', not \(interpreter.runtime.typeName(arguments[0]))")
            }
            return interpreter.runtime.none
        },
        .function("sys.addaudithook", 1...1) { interpreter, _ in interpreter.runtime.none },
        .function("sys._source_lines", 1...1) { interpreter, arguments in
            interpreter.sourceLines(of: interpreter.text(arguments[0]))
        },
        .function("sys._clear_type_cache", 0...0) { interpreter, _ in interpreter.runtime.none },
        .function("sys._clear_internal_caches", 0...0) { interpreter, _ in interpreter.runtime.none },
    ]
}

extension Interpreter {
    /// `sys.getsizeof(object, default)`
    func sizeOf(_ object: ObjectID, orElse fallback: ObjectID?) throws -> ObjectID {
        guard let result = try callSpecial(object, "__sizeof__", []) else {
            return runtime.makeInt(runtime.sizeOf(object))
        }
        defer { heap.release(result) }
        do {
            guard let value = runtime.intValue(result) else { throw typeError("an integer is required") }
            guard value >= 0 else { throw PythonException("ValueError", "__sizeof__() should return >= 0") }
            return runtime.makeInt(value + BigInt(runtime.headerSize(of: object)))
        } catch let failure as PythonException where failure.type == "TypeError" && fallback != nil {
            return orNone(fallback)
        }
    }
}
