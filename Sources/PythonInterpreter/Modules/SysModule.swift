import HeapEngine
import PythonObjects

extension Builtins {
    /// The functions of `sys`.
    static let sys: [Builtin] = [
        .function("getrefcount", 1...1) { interpreter, arguments in
            // The argument's own reference is on the stack, so this is the count as it stands.
            let object = arguments[0]
            return interpreter.runtime.makeInt(
                interpreter.heap.isImmortal(object)
                    ? interpreter.runtime.profile.immortalRefcount : interpreter.heap.refcount(object))
        },
        .function("getsizeof", 1...2) { $0.runtime.makeInt($0.runtime.sizeOf($1[0])) },
        .function("intern", 1...1) { try $0.runtime.intern($1[0]) },
        .function("getrecursionlimit", 0...0) { interpreter, _ in
            interpreter.runtime.makeInt(interpreter.recursionLimit)
        },
    ]
}
