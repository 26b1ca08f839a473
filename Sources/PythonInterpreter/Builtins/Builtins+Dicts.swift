import HeapEngine
import PythonObjects

extension Builtins {
    /// The methods of dict.
    static let dicts: [Builtin] = [
        .method("get", 1...2) { interpreter, arguments in
            let found = try interpreter.runtime.lookUp(
                arguments[0], arguments[1], hash: interpreter.hash(arguments[1]))
            return interpreter.runtime.retained(
                found ?? (arguments.count > 2 ? arguments[2] : interpreter.runtime.none))
        },
        .method("setdefault", 1...2) { interpreter, arguments in
            let hash = try interpreter.hash(arguments[1])
            if let found = try interpreter.runtime.lookUp(arguments[0], arguments[1], hash: hash) {
                return interpreter.runtime.retained(found)
            }
            let value = arguments.count > 2 ? arguments[2] : interpreter.runtime.none
            try interpreter.runtime.setItem(arguments[0], arguments[1], value)
            return interpreter.runtime.retained(value)
        },
        .method("pop", 1...2) { interpreter, arguments in
            let hash = try interpreter.hash(arguments[1])
            if try interpreter.runtime.lookUp(arguments[0], arguments[1], hash: hash) == nil {
                guard arguments.count > 2 else { throw interpreter.keyError(arguments[1]) }
                return interpreter.runtime.retained(arguments[2])
            }
            return try interpreter.runtime.pop(arguments[0], key: arguments[1])
        },
        .method("clear", 0...0) { interpreter, arguments in
            try interpreter.runtime.clear(arguments[0])
            return interpreter.runtime.none
        },
        .method("copy", 0...0) { $0.runtime.copyDict($1[0]) },
        Builtin(name: "update", takesReceiver: true) { interpreter, arguments in
            if arguments.count > 1 {
                for (key, value) in try interpreter.pairs(of: arguments[1]) {
                    defer {
                        interpreter.heap.release(key)
                        interpreter.heap.release(value)
                    }
                    try interpreter.runtime.setItem(arguments[0], key, value)
                }
            }
            for (index, name) in arguments.names.enumerated() {
                try interpreter.runtime.setItem(arguments[0], name, arguments.base[arguments.count + index])
            }
            return interpreter.runtime.none
        },
    ]
}

extension Interpreter {
    /// The pairs that a dict is made of: a mapping's, or those of an iterable of pairs. The caller owns them.
    func pairs(of source: ObjectID) throws -> [(key: ObjectID, value: ObjectID)] {
        if runtime.kind(of: source) == .dict {
            return runtime.entries(of: source).map { (runtime.retained($0.key), runtime.retained($0.value)) }
        }
        let items = try items(of: source)
        defer { for item in items { heap.release(item) } }
        var pairs: [(key: ObjectID, value: ObjectID)] = []
        for (index, item) in items.enumerated() {
            let parts = try self.items(of: item)
            guard parts.count == 2 else {
                for part in parts { heap.release(part) }
                throw PythonException(
                    "ValueError",
                    "dictionary update sequence element #\(index) has length \(parts.count); 2 is required")
            }
            pairs.append((parts[0], parts[1]))
        }
        return pairs
    }
}
