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
        .function("ascii", 1...1) { $0.runtime.makeStr($0.asciiOnly(try $0.reprText($1[0]))) },
        .function("hash", 1...1) { $0.runtime.makeInt(try $0.hash($1[0])) },
        .function("callable", 1...1) { $0.runtime.boolean($0.runtime.isCallable($1[0])) },
        .function("isinstance", 2...2) { try $0.isInstance($1[0], $1[1]) },
        .function("issubclass", 2...2) { try $0.isSubclass($1[0], $1[1]) },
        .function("iter", 1...1) { try $0.iterator(of: $1[0]) },
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
                throw interpreter.raiseNew(
                    interpreter.runtime.newException(interpreter.exceptionType("StopIteration"), []))
            }
            return interpreter.runtime.retained(arguments[1])
        },
        .function("getattr", 2...3) { interpreter, arguments in
            do {
                return try interpreter.attribute(arguments[0], arguments[1])
            } catch {
                let failure = interpreter.exception(of: error)
                guard arguments.count > 2,
                    interpreter.runtime.isInstance(failure, of: interpreter.exceptionType("AttributeError"))
                else { throw interpreter.raise(failure) }
                interpreter.heap.release(failure)
                return interpreter.runtime.retained(arguments[2])
            }
        },
        .function("hasattr", 2...2) { interpreter, arguments in
            do {
                interpreter.heap.release(try interpreter.attribute(arguments[0], arguments[1]))
                return interpreter.runtime.trueObject
            } catch {
                let failure = interpreter.exception(of: error)
                guard interpreter.runtime.isInstance(failure, of: interpreter.exceptionType("AttributeError"))
                else { throw interpreter.raise(failure) }
                interpreter.heap.release(failure)
                return interpreter.runtime.falseObject
            }
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

extension Interpreter {
    /// `any` and `all`
    func test(_ iterable: ObjectID, stopsAt truth: Bool) throws -> ObjectID {
        let iterator = try iterator(of: iterable)
        defer { heap.release(iterator) }
        while let item = try advance(iterator) {
            defer { heap.release(item) }
            if try isTrue(item) == truth { return runtime.boolean(truth) }
        }
        return runtime.boolean(!truth)
    }

    /// `min` and `max`
    func extreme(_ arguments: CallArguments, name: String, _ comparison: Comparison) throws -> ObjectID {
        guard arguments.count > 0 else { throw typeError("\(name) expected at least 1 argument, got 0") }
        let items =
            arguments.count == 1
            ? try items(of: arguments[0]) : arguments.positional.map { runtime.retained($0) }
        defer { for item in items { heap.release(item) } }
        guard var best = items.first else {
            if let value = arguments.keyword("default", in: self) { return runtime.retained(value) }
            throw PythonException("ValueError", "\(name)() iterable argument is empty")
        }
        let keys = try keys(of: items, arguments)
        defer { for key in keys { heap.release(key) } }
        var bestKey = keys[0]
        for (item, key) in zip(items, keys).dropFirst() {
            let result = try compare(key, comparison, bestKey)
            defer { heap.release(result) }
            if try isTrue(result) { (best, bestKey) = (item, key) }
        }
        return runtime.retained(best)
    }

    /// `sorted(iterable, key=None, reverse=False)`
    func sorted(_ arguments: CallArguments) throws -> ObjectID {
        guard arguments.count == 1 else {
            throw typeError("sorted expected 1 argument, got \(arguments.count)")
        }
        let items = try items(of: arguments[0])
        defer { for item in items { heap.release(item) } }
        return runtime.makeList(try sort(items, arguments))
    }

    /// Items in the order of their keys; equal ones as they were.
    func sort(_ items: [ObjectID], _ arguments: CallArguments) throws -> [ObjectID] {
        let keys = try keys(of: items, arguments)
        defer { for key in keys { heap.release(key) } }
        let isReversed = try arguments.keyword("reverse", in: self).map { try isTrue($0) } ?? false
        var order = Array(items.indices)
        if isReversed { order.reverse() }
        order = try merged(order) { left, right in
            let result = try compare(keys[left], .less, keys[right])
            defer { heap.release(result) }
            return try isTrue(result)
        }
        if isReversed { order.reverse() }
        return order.map { items[$0] }
    }

    /// A stable sort whose comparison may throw.
    private func merged(_ order: [Int], _ isLess: (Int, Int) throws -> Bool) throws -> [Int] {
        guard order.count > 1 else { return order }
        let middle = order.count / 2
        let (left, right) = (
            try merged(Array(order[..<middle]), isLess), try merged(Array(order[middle...]), isLess)
        )
        var result: [Int] = []
        result.reserveCapacity(order.count)
        var (i, j) = (0, 0)
        while i < left.count, j < right.count {
            if try isLess(right[j], left[i]) {
                result.append(right[j])
                j += 1
            } else {
                result.append(left[i])
                i += 1
            }
        }
        return result + left[i...] + right[j...]
    }

    private func keys(of items: [ObjectID], _ arguments: CallArguments) throws -> [ObjectID] {
        guard let function = arguments.keyword("key", in: self), function != runtime.none else {
            return items.map { runtime.retained($0) }
        }
        var keys: [ObjectID] = []
        do {
            for item in items { keys.append(try call(function, [item])) }
        } catch {
            for key in keys { heap.release(key) }
            throw error
        }
        return keys
    }
}
