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
            return try advanceCallable(iterator)
        default: return try advanceSequence(iterator)
        }
    }

    private func source(of iterator: ObjectID) -> ObjectID { heap.slot(iterator, runtime.head(of: iterator)) }

    /// `callable_iterator`: whatever is called may let go of the callable and the sentinel.
    private func advanceCallable(_ iterator: ObjectID) throws -> ObjectID? {
        guard let callable = runtime.iterated(by: iterator) else { return nil }
        heap.retain(callable)
        defer { heap.release(callable) }
        let item: ObjectID
        do {
            item = try call(callable, [])
        } catch {
            try absorb(error, "StopIteration")
            runtime.exhaust(iterator)
            return nil
        }
        guard let sentinel = runtime.sentinel(of: iterator) else {
            heap.release(item)
            return nil
        }
        heap.retain(sentinel)
        defer { heap.release(sentinel) }
        do {
            guard try isSame(sentinel, item) else { return item }
        } catch {
            heap.release(item)
            throw error
        }
        heap.release(item)
        runtime.exhaust(iterator)
        return nil
    }

    private func advanceZip(_ zip: ObjectID) throws -> ObjectID? {
        let sources = source(of: zip)
        let count = runtime.itemCount(sources)
        guard count > 0 else { return nil }
        let result = runtime.takeZipResult(zip)
        for index in 0..<count {
            do {
                guard let item = try advance(heap.slot(sources, index)) else {
                    if runtime.isStrict(zip) { try checkZip(sources, endedAt: index, of: count) }
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

    /// What `zip(strict=True)` makes sure of when an iterator has ended.
    private func checkZip(_ sources: ObjectID, endedAt index: Int, of count: Int) throws {
        func others(_ index: Int) -> String { index == 1 ? " 1" : "s 1-\(index)" }
        if index > 0 {
            throw PythonException(
                "ValueError", "zip() argument \(index + 1) is shorter than argument\(others(index))")
        }
        for index in 1..<max(1, count) {
            guard let item = try advance(heap.slot(sources, index)) else { continue }
            heap.release(item)
            throw PythonException(
                "ValueError", "zip() argument \(index + 1) is longer than argument\(others(index))")
        }
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
                try charge(1)
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

    /// A call of one of the classes, or of one derived from it; nil if the kind is another.
    func constructCombinator(_ type: ObjectID, _ arguments: CallArguments) throws -> ObjectID? {
        let record = runtime.record(of: type)
        switch record.kind {
        case .enumerate: return try makeEnumerate(type, arguments)
        case .zip:
            for name in arguments.names where !record.isHeap && text(name) != "strict" {
                throw unexpectedKeyword(text(name), of: "zip")
            }
            let isStrict = try arguments.keyword("strict", in: self).map { try isTrue($0) } ?? false
            return try runtime.makeZip(type: type, count: arguments.count, isStrict: isStrict) {
                (index) throws(any Error) in
                try iterator(of: arguments[index])
            }
        case .map:
            if !record.isHeap { try arguments.refuseKeywords("map") }
            guard arguments.count > 1 else { throw typeError("map() must have at least two arguments.") }
            return try runtime.makeMap(type: type, function: arguments[0], count: arguments.count - 1) {
                (index) throws(any Error) in
                try iterator(of: arguments[index + 1])
            }
        case .filter:
            if !record.isHeap { try arguments.refuseKeywords("filter") }
            try arguments.checkCount(2...2, of: "filter")
            return runtime.makeFilter(
                type: type, function: arguments[0], owned: try iterator(of: arguments[1]))
        case .reversed:
            if !record.isHeap { try arguments.refuseKeywords("reversed") }
            try arguments.checkCount(1...1, of: "reversed")
            return try reversed(arguments[0], type: type)
        default: return nil
        }
    }

    /// `enumerate(iterable, start=0)`
    private func makeEnumerate(_ type: ObjectID, _ arguments: CallArguments) throws -> ObjectID {
        let count = arguments.count + arguments.names.count
        guard (1...2).contains(count) else {
            throw count == 0
                ? typeError("enumerate() missing required argument 'iterable'")
                : typeError("enumerate() takes at most 2 arguments (\(count) given)")
        }
        var places = [arguments.optional(0), arguments.optional(1)]
        for (index, name) in arguments.names.enumerated() {
            let place = ["iterable", "start"].firstIndex(of: text(name))
            guard let place, places[place] == nil else {
                throw typeError("'\(text(name))' is an invalid keyword argument for enumerate()")
            }
            places[place] = arguments.base[arguments.count + index]
        }
        guard let iterable = places[0] else {
            throw typeError("enumerate() missing required argument 'iterable'")
        }
        var start: BigInt = 0
        if let given = places[1] {
            guard let number = try indexIfAny(given) else {
                throw typeError("'\(runtime.typeName(given))' object cannot be interpreted as an integer")
            }
            start = number
        }
        return try runtime.makeEnumerate(type: type, start: start) { () throws(any Error) in
            try iterator(of: iterable)
        }
    }

    /// `reversed(object)`
    private func reversed(_ object: ObjectID, type: ObjectID) throws -> ObjectID {
        let irreversible = typeError("'\(runtime.typeName(object))' object is not reversible")
        if isOverriding(object),
            typeAttribute(heap.type(of: object), runtime.staticName("__reversed__")) == runtime.none
        {
            throw irreversible
        }
        if let method = try specialMethod(object, "__reversed__") {
            defer { heap.release(method) }
            return try call(method, [])
        }
        if let iterator = runtime.makeReverseIterator(of: object) ?? reverseIterator(ofView: object) {
            return iterator
        }
        switch runtime.kind(of: object) {
        case .tuple, .str, .bytes, .byteArray: break
        case .native where isNativeSequence(object): break
        case .mappingProxy: return try reversed(runtime.viewed(by: object), type: type)
        case .frameLocals: return iterator(overLocals: object, isReversed: true)
        default:
            guard let method = try specialMethod(object, "__getitem__") else { throw irreversible }
            heap.release(method)
        }
        return runtime.makeReversed(object, count: try length(object), type: type)
    }
}
