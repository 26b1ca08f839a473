import HeapEngine
import PythonObjects

extension Builtins {
    /// The functions of `sys` that trace and profile.
    static let sysTracing: [Builtin] = [
        .function("settrace", 1...1) { interpreter, arguments in
            interpreter.setTrace(interpreter.given(arguments[0]))
            return interpreter.runtime.none
        },
        .function("_settraceallthreads", 1...1) { interpreter, arguments in
            interpreter.setTrace(interpreter.given(arguments[0]))
            return interpreter.runtime.none
        },
        .function("gettrace", 0...0) { interpreter, _ in
            let function = interpreter.tracer.traceFunction
            return interpreter.orNone(function.isNone ? nil : function)
        },
        .function("setprofile", 1...1) { interpreter, arguments in
            interpreter.setProfile(interpreter.given(arguments[0]))
            return interpreter.runtime.none
        },
        .function("_setprofileallthreads", 1...1) { interpreter, arguments in
            interpreter.setProfile(interpreter.given(arguments[0]))
            return interpreter.runtime.none
        },
        .function("getprofile", 0...0) { interpreter, _ in
            let function = interpreter.tracer.profileFunction
            return interpreter.orNone(function.isNone ? nil : function)
        },
        .function("call_tracing", 2...2) { interpreter, arguments in
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
