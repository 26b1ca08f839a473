import HeapEngine
import PythonObjects

extension Builtins {
    /// The methods of set.
    static let sets: [Builtin] = [
        .method("add", 1...1) { interpreter, arguments in
            try interpreter.runtime.add(arguments[0], arguments[1])
            return interpreter.runtime.none
        },
        .method("discard", 1...1) { interpreter, arguments in
            try interpreter.runtime.discard(arguments[0], arguments[1])
            return interpreter.runtime.none
        },
        .method("remove", 1...1) { interpreter, arguments in
            guard try interpreter.runtime.contains(arguments[0], arguments[1]) else {
                throw interpreter.keyError(arguments[1])
            }
            try interpreter.runtime.removeItem(arguments[0], arguments[1])
            return interpreter.runtime.none
        },
        .method("pop", 0...0) { try $0.runtime.pop($1[0]) },
        .method("clear", 0...0) { interpreter, arguments in
            try interpreter.runtime.clear(arguments[0])
            return interpreter.runtime.none
        },
        .method("copy", 0...0) { try $0.runtime.makeSet($0.runtime.items(of: $1[0])) },
        .method("update", 1...1) { interpreter, arguments in
            let items = try interpreter.items(of: arguments[1])
            defer { for item in items { interpreter.heap.release(item) } }
            for item in items { try interpreter.runtime.add(arguments[0], item) }
            return interpreter.runtime.none
        },
    ]
}
