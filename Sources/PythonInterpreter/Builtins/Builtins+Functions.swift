import BigInt
import HeapEngine
import PythonObjects

extension Builtins {
    /// The functions of `builtins`.
    static let functions: [Builtin] = [
        Builtin(name: "__build_class__") { try $0.buildClass($1) },
        Builtin(name: "print") { try $0.print($1) },
        .function("len", 1...1) { $0.runtime.makeInt(try $0.length($1[0])) },
        .function("id", 1...1) { $0.runtime.makeInt(Int(truncatingIfNeeded: $0.heap.address(of: $1[0]))) },
        .function("repr", 1...1) { try $0.repr($1[0]) },
        .function("ascii", 1...1) { interpreter, arguments in
            let repr = try interpreter.repr(arguments[0])
            let text = interpreter.text(repr)
            if text.utf8.allSatisfy({ $0 < 0x80 }) { return repr }
            defer { interpreter.heap.release(repr) }
            return interpreter.runtime.makeStr(interpreter.asciiOnly(text))
        },
        .function("hash", 1...1) { $0.runtime.makeInt(try $0.hash($1[0])) },
        .function("callable", 1...1) { $0.runtime.boolean($0.runtime.isCallable($1[0])) },
        .function("isinstance", 2...2) { try $0.isInstance($1[0], $1[1]) },
        .function("issubclass", 2...2) { try $0.isSubclass($1[0], $1[1]) },
        .function("iter", 1...2) { interpreter, arguments in
            guard let sentinel = arguments.optional(1) else {
                return try interpreter.iterator(of: arguments[0])
            }
            guard interpreter.runtime.isCallable(arguments[0]) else {
                throw interpreter.typeError("iter(v, w): v must be callable")
            }
            return interpreter.runtime.makeCallableIterator(arguments[0], sentinel: sentinel)
        },
        .function("aiter", 1...1) { try $0.asyncIteratorForCall(of: $1[0]) },
        .function("anext", 1...2) { try $0.asyncNextForCall(of: $1[0], orElse: $1.optional(1)) },
        .function("next", 1...2) { interpreter, arguments in
            if arguments.count == 1 {
                // The StopIteration that ends it carries a value.
                if interpreter.runtime.kind(of: arguments[0]) == .generator {
                    return try interpreter.stopping(
                        interpreter.resume(arguments[0], sending: interpreter.runtime.none))
                }
                if let item = try interpreter.callSpecial(arguments[0], "__next__", []) { return item }
            }
            if let item = try interpreter.advance(arguments[0]) { return item }
            guard arguments.count > 1 else {
                throw interpreter.raiseNew("StopIteration", [])
            }
            return interpreter.runtime.retained(arguments[1])
        },
        .function("getattr", 2...3) { interpreter, arguments in
            if arguments.count < 3 { return try interpreter.attribute(arguments[0], arguments[1]) }
            return try interpreter.optionalAttribute(arguments[0], arguments[1])
                ?? interpreter.runtime.retained(arguments[2])
        },
        .function("hasattr", 2...2) { interpreter, arguments in
            guard let value = try interpreter.optionalAttribute(arguments[0], arguments[1]) else {
                return interpreter.runtime.falseObject
            }
            interpreter.heap.release(value)
            return interpreter.runtime.trueObject
        },
        .function("setattr", 3...3) { interpreter, arguments in
            try interpreter.setAttribute(arguments[0], arguments[1], arguments[2])
            return interpreter.runtime.none
        },
        .function("delattr", 2...2) { interpreter, arguments in
            try interpreter.deleteAttribute(arguments[0], arguments[1])
            return interpreter.runtime.none
        },
        .function("any", 1...1) { try $0.test($1[0], stopsAt: true) },
        .function("all", 1...1) { try $0.test($1[0], stopsAt: false) },
        Builtin(name: "sorted") { try $0.sorted($1) },
        Builtin(name: "min") { try $0.extreme($1, name: "min", .less) },
        Builtin(name: "max") { try $0.extreme($1, name: "max", .greater) },
    ]
}
