import BigInt
import HeapEngine
import PythonObjects

/// Iterators that ask other iterators or Python code: `enumerate`, `zip`, `map`, `filter`, `reversed` and the like.
extension Interpreter {
    /// The next item, or nil at the end; the caller owns it.
    func advanceCombinator(_ iterator: ObjectID) throws -> ObjectID? {
        switch runtime.kind(of: iterator) {
        case .enumerate:
            guard let item = try advance(source(of: iterator)) else { return nil }
            return runtime.advanceEnumerate(iterator, owned: item)
        case .zip: return try advanceZip(iterator)
        case .map: return try advanceMap(iterator)
        case .filter: return try advanceFilter(iterator)
        case .callableIterator:
            guard let callable = runtime.iterated(by: iterator), let sentinel = runtime.sentinel(of: iterator)
            else { return nil }
            let item = try call(callable, [])
            if try item == sentinel || runtime.equals(item, sentinel) {
                heap.release(item)
                runtime.exhaust(iterator)
                return nil
            }
            return item
        default: return try advanceSequence(iterator)
        }
    }

    private func source(of iterator: ObjectID) -> ObjectID { heap.slot(iterator, runtime.head(of: iterator)) }

    private func advanceZip(_ zip: ObjectID) throws -> ObjectID? {
        let sources = source(of: zip)
        let count = runtime.itemCount(sources)
        guard count > 0 else { return nil }
        let result = runtime.takeZipResult(zip)
        for index in 0..<count {
            do {
                guard let item = try advance(heap.slot(sources, index)) else {
                    heap.release(result)
                    return nil
                }
                runtime.replaceItem(result, at: index, owned: item)
            } catch {
                heap.release(result)
                throw error
            }
        }
        return result
    }

    private func advanceMap(_ map: ObjectID) throws -> ObjectID? {
        var items: [ObjectID] = []
        defer { for item in items { heap.release(item) } }
        for iterator in runtime.items(of: source(of: map)) {
            guard let item = try advance(iterator) else { return nil }
            items.append(item)
        }
        return try call(runtime.function(of: map), items)
    }

    private func advanceFilter(_ filter: ObjectID) throws -> ObjectID? {
        let function = runtime.function(of: filter)
        while let item = try advance(heap.slot(filter, runtime.head(of: filter) + 1)) {
            do {
                if function == runtime.none {
                    if try isTrue(item) { return item }
                } else {
                    let verdict = try call(function, [item])
                    defer { heap.release(verdict) }
                    if try isTrue(verdict) { return item }
                }
            } catch {
                heap.release(item)
                throw error
            }
            heap.release(item)
        }
        return nil
    }

    /// An iterator that asks `__getitem__` with one index after the other: forward until IndexError, or back to the first.
    private func advanceSequence(_ iterator: ObjectID) throws -> ObjectID? {
        guard let sequence = runtime.iterated(by: iterator) else { return nil }
        let isReversed = runtime.kind(of: iterator) == .reversed
        let position = runtime.position(of: iterator)
        guard !isReversed || position > 0 else {
            runtime.exhaust(iterator)
            return nil
        }
        let index = runtime.makeInt(isReversed ? position - 1 : position)
        defer { heap.release(index) }
        do {
            let item = try item(sequence, index)
            runtime.setPosition(of: iterator, isReversed ? position - 1 : position + 1)
            return item
        } catch {
            let failure = exception(of: error)
            guard
                ["IndexError", "StopIteration"].contains(where: {
                    runtime.isInstance(failure, of: exceptionType($0))
                })
            else { throw raise(failure) }
            heap.release(failure)
            runtime.exhaust(iterator)
            return nil
        }
    }

    // MARK: Making them

    /// A call of one of the classes; nil if the kind is another.
    func constructCombinator(_ kind: Kind, _ arguments: CallArguments) throws -> ObjectID? {
        switch kind {
        case .enumerate:
            guard arguments.count > 0 else {
                throw typeError("enumerate() missing required argument 'iterable'")
            }
            let given = arguments.count > 1 ? arguments[1] : arguments.keyword("start", in: self)
            let start = given.flatMap { runtime.intValue($0) } ?? 0
            return try runtime.makeEnumerate(start: start) { () throws(any Error) in
                try iterator(of: arguments[0])
            }
        case .zip:
            return try runtime.makeZip(count: arguments.count) { (index) throws(any Error) in
                try iterator(of: arguments[index])
            }
        case .map:
            guard arguments.count > 1 else { throw typeError("map() must have at least two arguments.") }
            return try runtime.makeMap(function: arguments[0], count: arguments.count - 1) {
                (index) throws(any Error) in
                try iterator(of: arguments[index + 1])
            }
        case .filter:
            guard arguments.count == 2 else {
                throw typeError("filter expected 2 arguments, got \(arguments.count)")
            }
            return runtime.makeFilter(function: arguments[0], owned: try iterator(of: arguments[1]))
        case .reversed:
            guard arguments.count == 1 else {
                throw typeError("reversed expected 1 argument, got \(arguments.count)")
            }
            if let result = try callSpecial(arguments[0], "__reversed__", []) { return result }
            if let iterator = runtime.makeReverseIterator(of: arguments[0]) { return iterator }
            return runtime.makeReversed(arguments[0], count: try length(arguments[0]))
        default: return nil
        }
    }
}
