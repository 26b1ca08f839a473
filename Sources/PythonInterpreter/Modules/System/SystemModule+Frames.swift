import HeapEngine
import PythonObjects

extension Builtins {
    /// The functions of `sys` about frames and exceptions.
    static let sysFrames: [Builtin] = [
        .function("sys._getframe", 0...1) { interpreter, arguments in
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
        .function("_getframemodulename(depth=)") { interpreter, arguments in
            let depth = try arguments[0].map { try interpreter.cInt($0) } ?? 0
            guard let frame = interpreter.visibleFrame(up: max(0, depth)), !frame.pointee.function.isNone
            else {
                return interpreter.runtime.none
            }
            let name = interpreter.heap.slot(frame.pointee.function, Layouts.FunctionSlot.module)
            if !name.isNone { return interpreter.runtime.retained(name) }
            return interpreter.orNone(interpreter.runtime.lookUp(frame.pointee.globals, name: "__name__"))
        },
        .function("sys._current_frames", 0...0) { interpreter, _ in
            let frame = interpreter.visibleFrame().map { interpreter.frameObject(of: $0) }
            return try interpreter.mainThread(frame ?? interpreter.runtime.none)
        },
        .function("sys._current_exceptions", 0...0) { interpreter, _ in
            try interpreter.mainThread(interpreter.currentException ?? interpreter.runtime.none)
        },
        .function("sys.exception", 0...0) { interpreter, _ in
            interpreter.orNone(interpreter.currentException)
        },
        .function("sys.exc_info", 0...0) { interpreter, _ in
            let runtime = interpreter.runtime
            guard let exception = interpreter.currentException else {
                return runtime.makeTuple([runtime.none, runtime.none, runtime.none])
            }
            let traceback = runtime.part(.traceback, of: exception) ?? runtime.none
            return runtime.makeTuple([runtime.heap.type(of: exception), exception, traceback])
        },
    ]
}

extension Interpreter {
    /// A dict that says something of the only thread there is.
    fileprivate func mainThread(_ value: ObjectID) throws -> ObjectID {
        let identifier = runtime.makeInt(1)
        defer { heap.release(identifier) }
        return try runtime.makeDict([(key: identifier, value: value)])
    }
}
