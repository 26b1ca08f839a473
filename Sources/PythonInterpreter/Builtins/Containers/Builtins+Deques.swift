import HeapEngine
import PythonObjects

extension Builtins {
    /// The methods of deque.
    static let deques: [Builtin] = [
        .unary("deque", "append") { interpreter, deque, item in
            interpreter.runtime.appendLast(deque, owned: interpreter.runtime.retained(item))
            return interpreter.runtime.none
        },
        .unary("deque", "appendleft") { interpreter, deque, item in
            interpreter.runtime.appendFirst(deque, owned: interpreter.runtime.retained(item))
            return interpreter.runtime.none
        },
        .nullary("deque", "clear") { interpreter, deque in
            try interpreter.charge(interpreter.runtime.count(ofDeque: deque))
            interpreter.runtime.clearDeque(deque)
            return interpreter.runtime.none
        },
        .nullary("deque", "copy") { try $0.copyDeque($1) },
        .nullary("deque", "__copy__") { try $0.copyDeque($1) },
        .unary("deque", "count") { interpreter, deque, value in
            var (place, found) = (0, 0)
            while let next = try interpreter.dequeIndex(of: value, in: deque, from: place) {
                found += 1
                place = next + 1
            }
            return interpreter.runtime.makeInt(found)
        },
        .unary("deque", "extend") { interpreter, deque, iterable in
            try interpreter.extendDeque(deque, with: iterable)
            return interpreter.runtime.none
        },
        .unary("deque", "extendleft") { interpreter, deque, iterable in
            try interpreter.extendDeque(deque, with: iterable, atLeft: true)
            return interpreter.runtime.none
        },
        .positional("deque", "index", 1...3) { try $0.dequeIndex($1) },
        .positional("deque", "insert", 2...2) { interpreter, arguments in
            try interpreter.insert(
                intoDeque: arguments[0], at: interpreter.size(arguments[1]), arguments[2])
            return interpreter.runtime.none
        },
        .nullary("deque", "pop") { interpreter, deque in
            guard let item = interpreter.runtime.removeLast(deque) else {
                throw PythonException("IndexError", "pop from an empty deque")
            }
            return item
        },
        .nullary("deque", "popleft") { interpreter, deque in
            guard let item = interpreter.runtime.removeFirst(deque) else {
                throw PythonException("IndexError", "pop from an empty deque")
            }
            return item
        },
        .unary("deque", "remove") { interpreter, deque, value in
            let mutated = PythonException("IndexError", "deque mutated during remove().")
            guard let place = try interpreter.dequeIndex(of: value, in: deque, orElse: mutated) else {
                throw PythonException("ValueError", "\(try interpreter.reprText(value)) is not in deque")
            }
            interpreter.heap.release(interpreter.runtime.removeItem(ofDeque: deque, at: place))
            return interpreter.runtime.none
        },
        .nullary("deque", "reverse") { interpreter, deque in
            try interpreter.charge(interpreter.runtime.count(ofDeque: deque) / 2)
            interpreter.runtime.reverseDeque(deque)
            return interpreter.runtime.none
        },
        .positional("deque", "rotate", 0...1) { interpreter, arguments in
            let steps = try arguments.optional(1).map { try interpreter.size($0) } ?? 1
            let count = interpreter.runtime.count(ofDeque: arguments[0])
            try interpreter.charge(Swift.min(Int(clamping: steps.magnitude), count))
            interpreter.runtime.rotate(arguments[0], by: steps)
            return interpreter.runtime.none
        },
        .nullary("deque", "__reversed__") { $0.runtime.makeDequeIterator(of: $1, reversed: true) },
        .attribute("maxlen") { interpreter, deque in
            interpreter.runtime.limit(ofDeque: deque).map { interpreter.runtime.makeInt($0) }
                ?? interpreter.runtime.none
        },
    ]

    /// The methods of defaultdict.
    static let defaultDicts: [Builtin] = [
        .unary("defaultdict", "__missing__") { try $0.missing($1, $2) },
        .nullary("defaultdict", "copy") { try $0.copyDefaultDict($1) },
        .nullary("defaultdict", "__copy__") { try $0.copyDefaultDict($1) },
        .attribute("default_factory") { interpreter, dict in
            interpreter.runtime.retained(
                interpreter.runtime.defaultFactory(of: dict) ?? interpreter.runtime.none)
        },
    ]
}
