import HeapEngine
import PythonObjects

extension Builtins {
    /// The functions of `sys` about frames and exceptions.
    static let sysFrames: [Builtin] = [
        .function("_getframe", 0...1) { interpreter, arguments in
            var depth = 0
            if arguments.count > 0 {
                guard let value = interpreter.runtime.index(arguments[0]) else {
                    let name = interpreter.runtime.typeName(arguments[0])
                    throw interpreter.typeError("'\(name)' object cannot be interpreted as an integer")
                }
                depth = max(0, value)
            }
            guard let frame = interpreter.visibleFrame(up: depth) else {
                throw PythonException("ValueError", "call stack is not deep enough")
            }
            return interpreter.runtime.retained(interpreter.frameObject(of: frame))
        },
        .function("exception", 0...0) { interpreter, _ in
            interpreter.orNone(interpreter.currentException)
        },
        .function("exc_info", 0...0) { interpreter, _ in
            let runtime = interpreter.runtime
            guard let exception = interpreter.currentException else {
                return runtime.makeTuple([runtime.none, runtime.none, runtime.none])
            }
            let traceback = runtime.part(.traceback, of: exception) ?? runtime.none
            return runtime.makeTuple([runtime.heap.type(of: exception), exception, traceback])
        },
    ]
}
