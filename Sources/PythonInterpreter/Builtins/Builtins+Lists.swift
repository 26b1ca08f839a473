import HeapEngine
import PythonObjects

extension Builtins {
    /// The methods of list.
    static let lists: [Builtin] = [
        .method("append", 1...1) { interpreter, arguments in
            try interpreter.runtime.append(arguments[0], arguments[1])
            return interpreter.runtime.none
        },
        .method("extend", 1...1) { interpreter, arguments in
            let items = try interpreter.items(of: arguments[1])
            interpreter.runtime.extendList(arguments[0], items)
            for item in items { interpreter.heap.release(item) }
            return interpreter.runtime.none
        },
        .method("insert", 2...2) { interpreter, arguments in
            guard let index = interpreter.runtime.index(arguments[1]) else {
                throw interpreter.typeError(
                    "'\(interpreter.runtime.typeName(arguments[1]))' object cannot be interpreted as an integer"
                )
            }
            try interpreter.runtime.insert(arguments[0], at: index, arguments[2])
            return interpreter.runtime.none
        },
        .method("remove", 1...1) { interpreter, arguments in
            try interpreter.runtime.removeItem(arguments[0], arguments[1])
            return interpreter.runtime.none
        },
        .method("pop", 0...1) { interpreter, arguments in
            try interpreter.runtime.pop(arguments[0], key: arguments.count > 1 ? arguments[1] : nil)
        },
        .method("clear", 0...0) { interpreter, arguments in
            try interpreter.runtime.clear(arguments[0])
            return interpreter.runtime.none
        },
        .method("copy", 0...0) { $0.runtime.makeList($0.runtime.items(of: $1[0])) },
        .method("index", 1...1) { interpreter, arguments in
            if let index = try interpreter.runtime.firstIndex(of: arguments[1], in: arguments[0]) {
                return interpreter.runtime.makeInt(index)
            }
            throw PythonException("ValueError", "\(try interpreter.reprText(arguments[1])) is not in list")
        },
        .method("count", 1...1) { interpreter, arguments in
            let items = try interpreter.items(of: arguments[0])
            defer { for item in items { interpreter.heap.release(item) } }
            let found = try items.filter {
                try $0 == arguments[1] || interpreter.runtime.equals($0, arguments[1])
            }
            return interpreter.runtime.makeInt(found.count)
        },
        .method("reverse", 0...0) { interpreter, arguments in
            let list = arguments[0]
            let items = interpreter.runtime.items(of: list)
            interpreter.exchangeItems(of: list, with: items.reversed())
            return interpreter.runtime.none
        },
        Builtin(name: "sort", takesReceiver: true) { interpreter, arguments in
            guard arguments.count == 1 else {
                throw interpreter.typeError("sort() takes no positional arguments")
            }
            let list = arguments[0]
            let items = interpreter.runtime.items(of: list).map { interpreter.runtime.retained($0) }
            defer { for item in items { interpreter.heap.release(item) } }
            let order = try interpreter.sort(items, arguments)
            guard interpreter.runtime.itemCount(list) == items.count else {
                throw PythonException("ValueError", "list modified during sort")
            }
            interpreter.exchangeItems(of: list, with: order)
            return interpreter.runtime.none
        },
    ]
}

extension Interpreter {
    /// Puts a list's own items into another order.
    func exchangeItems(of list: ObjectID, with items: [ObjectID]) {
        let head = runtime.head(of: list)
        let retained = items.map { runtime.retained($0) }
        for (index, item) in retained.enumerated() {
            heap.release(heap.setSlot(list, head + index, owned: item))
        }
    }
}
