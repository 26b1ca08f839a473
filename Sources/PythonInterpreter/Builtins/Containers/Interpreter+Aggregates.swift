import BigInt
import HeapEngine
import PythonObjects

/// `min`, `max`, `sum`, `any` and `all`.
extension Interpreter {
    /// `any` and `all`
    func test(_ iterable: ObjectID, stopsAt truth: Bool) throws -> ObjectID {
        let isFound = try first(of: iterable) { try isTrue($0) == truth }
        return runtime.boolean(isFound == truth)
    }

    /// `min` and `max`
    func extreme(_ arguments: CallArguments, name: String, _ comparison: Comparison) throws -> ObjectID {
        guard arguments.count > 0 else { throw typeError("\(name) expected at least 1 argument, got 0") }
        for keyword in arguments.names where !["key", "default"].contains(text(keyword)) {
            throw unexpectedKeyword(text(keyword), of: name)
        }
        let otherwise = arguments.keyword("default", in: self)
        if arguments.count > 1, otherwise != nil {
            throw typeError(
                "Cannot specify a default for \(name)() with multiple positional arguments")
        }
        let key = arguments.keyword("key", in: self)
        var search = Extreme(key: key == runtime.none ? nil : key, comparison: comparison)
        defer { search.release(in: self) }
        if arguments.count > 1 {
            for item in arguments.positional { try search.visit(runtime.retained(item), in: self) }
        } else {
            let iterator = try self.iterator(of: arguments[0])
            defer { heap.release(iterator) }
            while let item = try advance(iterator) {
                try charge(1)
                try search.visit(item, in: self)
            }
        }
        if let item = search.item { return runtime.retained(item) }
        guard let otherwise else {
            throw PythonException("ValueError", "\(name)() iterable argument is empty")
        }
        return runtime.retained(otherwise)
    }
}

/// The least or greatest item so far.
private struct Extreme {
    let key: ObjectID?
    let comparison: Comparison
    /// The item and its key, owned.
    var item: ObjectID?
    private var value = ObjectID.none

    init(key: ObjectID?, comparison: Comparison) {
        self.key = key
        self.comparison = comparison
    }

    /// Looks at one more item; takes over the caller's unit.
    mutating func visit(_ candidate: ObjectID, in interpreter: Interpreter) throws {
        let heap = interpreter.heap
        var candidateValue = ObjectID.none
        do {
            candidateValue =
                try key.map { try interpreter.call($0, [candidate]) }
                ?? interpreter.runtime.retained(candidate)
            guard try item == nil || interpreter.test(candidateValue, comparison, value) else {
                heap.release(candidate)
                heap.release(candidateValue)
                return
            }
        } catch {
            heap.release(candidate)
            if !candidateValue.isNone { heap.release(candidateValue) }
            throw error
        }
        let old = (item, value)
        (item, value) = (candidate, candidateValue)
        if let item = old.0 {
            heap.release(old.1)
            heap.release(item)
        }
    }

    mutating func release(in interpreter: Interpreter) {
        guard let item else { return }
        self.item = nil
        interpreter.heap.release(value)
        interpreter.heap.release(item)
    }
}
