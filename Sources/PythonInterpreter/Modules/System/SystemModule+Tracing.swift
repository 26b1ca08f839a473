import HeapEngine
import PythonObjects

extension Builtins {
    /// The functions of `sys` that trace and profile.
    static let sysTracing: [Builtin] = [
        .function("sys.settrace", 1...1) { interpreter, arguments in
            interpreter.setTrace(interpreter.given(arguments[0]))
            return interpreter.runtime.none
        },
        .function("sys._settraceallthreads", 1...1) { interpreter, arguments in
            interpreter.setTrace(interpreter.given(arguments[0]))
            return interpreter.runtime.none
        },
        .function("sys.gettrace", 0...0) { interpreter, _ in
            let function = interpreter.tracer.traceFunction
            return interpreter.orNone(function.isNone ? nil : function)
        },
        .function("sys.setprofile", 1...1) { interpreter, arguments in
            interpreter.setProfile(interpreter.given(arguments[0]))
            return interpreter.runtime.none
        },
        .function("sys._setprofileallthreads", 1...1) { interpreter, arguments in
            interpreter.setProfile(interpreter.given(arguments[0]))
            return interpreter.runtime.none
        },
        .function("sys.getprofile", 0...0) { interpreter, _ in
            let function = interpreter.tracer.profileFunction
            return interpreter.orNone(function.isNone ? nil : function)
        },
        .function("sys.call_tracing", 2...2) { interpreter, arguments in
            guard interpreter.runtime.kind(of: arguments[1]) == .tuple else {
                throw interpreter.typeError(
                    "call_tracing() argument 2 must be tuple, not \(interpreter.runtime.typeName(arguments[1]))"
                )
            }
            let wasInside = interpreter.tracer.isInside
            interpreter.tracer.isInside = false
            defer { interpreter.tracer.isInside = wasInside }
            return try interpreter.call(arguments[0], interpreter.runtime.items(of: arguments[1]))
        },
    ]
}

extension Interpreter {
    /// An argument, or nil for None.
    func given(_ argument: ObjectID) -> ObjectID? { argument == runtime.none ? nil : argument }
}
