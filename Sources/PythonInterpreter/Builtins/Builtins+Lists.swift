import HeapEngine
import PythonObjects

extension Builtins {
    /// The methods of list.
    static let lists: [Builtin] = [
        .unary("list", "append") { interpreter, list, item in
            interpreter.runtime.appendItem(list, owned: interpreter.runtime.retained(item))
            return interpreter.runtime.none
        },
        .unary("list", "extend") { interpreter, list, iterable in
            try interpreter.extend(list, with: iterable)
            return interpreter.runtime.none
        },
        .positional("list", "insert", 2...2) { interpreter, arguments in
            let index = try interpreter.size(arguments[1])
            try interpreter.charge(interpreter.runtime.itemCount(arguments[0]) / 16)
            interpreter.runtime.insertItem(arguments[0], at: index, arguments[2])
            return interpreter.runtime.none
        },
        .unary("list", "remove") { interpreter, list, value in
            guard let place = try interpreter.firstPlace(of: value, in: list) else {
                throw PythonException("ValueError", "list.remove(x): x not in list")
            }
            guard place < interpreter.runtime.itemCount(list) else { return interpreter.runtime.none }
            let old = interpreter.runtime.replaceItems(of: list, place..<place + 1, with: [])
            for item in old { interpreter.drop(item, from: list) }
            return interpreter.runtime.none
        },
        .positional("list", "pop", 0...1) { interpreter, arguments in
            let list = arguments[0]
            let given = try arguments.optional(1).map { try interpreter.size($0) } ?? -1
            let count = interpreter.runtime.itemCount(list)
            guard count > 0 else { throw PythonException("IndexError", "pop from empty list") }
            let index = given < 0 ? given + count : given
            guard index >= 0, index < count else {
                throw PythonException("IndexError", "pop index out of range")
            }
            try interpreter.charge((count - index) / 16)
            return interpreter.runtime.popItem(list, at: index)
        },
        .nullary("list", "clear") { interpreter, list in
            try interpreter.charge(interpreter.runtime.itemCount(list))
            interpreter.runtime.clearList(list)
            return interpreter.runtime.none
        },
        .nullary("list", "copy") { interpreter, list in
            try interpreter.charge(interpreter.runtime.itemCount(list))
            try interpreter.admitItems(interpreter.runtime.itemCount(list))
            return interpreter.runtime.makeList(exactly: interpreter.runtime.items(of: list))
        },
        .positional("list", "index", 1...3) { interpreter, arguments in
            if let index = try interpreter.index(arguments) { return index }
            throw PythonException("ValueError", "\(try interpreter.reprText(arguments[1])) is not in list")
        },
        .unary("list", "count") { interpreter, list, value in
            try interpreter.occurrences(of: value, in: list)
        },
        .nullary("list", "reverse") { interpreter, list in
            try interpreter.charge(interpreter.runtime.itemCount(list) / 2)
            interpreter.runtime.reverseItems(of: list)
            return interpreter.runtime.none
        },
        Builtin(name: "sort", takesReceiver: true) { interpreter, arguments in
            guard arguments.count == 1 else {
                throw interpreter.typeError("sort() takes no positional arguments")
            }
            let options = try interpreter.sortOptions(arguments)
            try interpreter.sortList(arguments[0], key: options.key, isReversed: options.isReversed)
            return interpreter.runtime.none
        },
        .nullary("list", "__reversed__") { interpreter, list in
            interpreter.runtime.makeReverseIterator(of: list) ?? interpreter.runtime.none
        },
    ]

    /// The methods of tuple.
    static let tuples: [Builtin] = [
        .positional("tuple", "index", 1...3) { interpreter, arguments in
            if let index = try interpreter.index(arguments) { return index }
            throw PythonException("ValueError", "tuple.index(x): x not in tuple")
        },
        .unary("tuple", "count") { interpreter, tuple, value in
            try interpreter.occurrences(of: value, in: tuple)
        },
        .nullary("tuple", "__getnewargs__") { interpreter, tuple in
            let copy = interpreter.runtime.makeTuple(interpreter.runtime.items(of: tuple))
            defer { interpreter.heap.release(copy) }
            return interpreter.runtime.makeTuple([copy])
        },
    ]
}
