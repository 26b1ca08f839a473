import HeapEngine
import PythonObjects

extension Builtins {
    /// The methods of `WeakValueDictionary` and `WeakKeyDictionary`. Their iterators go over what lived when they were made.
    static let weakDictionaries: [Builtin] = [
        .method("keys", 0...0) { $0.iterator(over: $0.runtime.weakEntries(of: $1[0]).map(\.key)) },
        .method("values", 0...0) { $0.iterator(over: $0.runtime.weakEntries(of: $1[0]).map(\.value)) },
        .method("items", 0...0) { interpreter, arguments in
            let pairs = interpreter.runtime.weakEntries(of: arguments[0]).map {
                interpreter.runtime.makeTuple([$0.key, $0.value])
            }
            defer { for pair in pairs { interpreter.heap.release(pair) } }
            return interpreter.iterator(over: pairs)
        },
        .method("get", 1...2) { interpreter, arguments in
            for (key, value) in interpreter.runtime.weakEntries(of: arguments[0])
            where try key == arguments[1] || interpreter.runtime.equals(key, arguments[1]) {
                return interpreter.runtime.retained(value)
            }
            return interpreter.runtime.retained(
                arguments.count > 2 ? arguments[2] : interpreter.runtime.none)
        },
        .method("__len__", 0...0) { $0.runtime.makeInt(try $0.runtime.length($1[0])) },
        .method("__iter__", 0...0) { $0.iterator(over: $0.runtime.weakEntries(of: $1[0]).map(\.key)) },
        .method("__contains__", 1...1) { interpreter, arguments in
            let found = try interpreter.runtime.weakEntries(of: arguments[0]).contains {
                try $0.key == arguments[1] || interpreter.runtime.equals($0.key, arguments[1])
            }
            return interpreter.runtime.boolean(found)
        },
    ]
}

extension Interpreter {
    /// An iterator over objects; the caller owns it.
    func iterator(over objects: [ObjectID]) -> ObjectID {
        let list = runtime.makeList(objects)
        defer { heap.release(list) }
        guard let iterator = runtime.makeIterator(of: list) else {
            preconditionFailure("a list has an iterator")
        }
        return iterator
    }
}
