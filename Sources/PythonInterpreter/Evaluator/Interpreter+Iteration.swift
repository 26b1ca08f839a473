import HeapEngine
import PythonObjects

extension Interpreter {
    /// The items that iterating over an object gives; the caller owns them.
    ///
    /// - Parameters:
    ///   - message: what a TypeError says of an object that cannot be iterated over, in front of the name of its class.
    ///   - naming: whether the message ends in `Name object`.
    func items(of iterable: ObjectID, orElse message: String? = nil, naming: Bool = false) throws
        -> [ObjectID]
    {
        switch runtime.kind(of: iterable) {
        case .list where !isOverriding(iterable), .tuple where !isOverriding(iterable):
            return runtime.items(of: iterable).map { runtime.retained($0) }
        default: break
        }
        let iterator: ObjectID
        do {
            iterator = try self.iterator(of: iterable)
        } catch let failure as PythonException where failure.type == "TypeError" && message != nil {
            let name = runtime.typeName(iterable)
            throw typeError("\(message ?? "") \(name)\(naming ? " object" : "")")
        }
        defer { heap.release(iterator) }
        var items: [ObjectID] = []
        do {
            while let item = try advance(iterator) { items.append(item) }
        } catch {
            for item in items { heap.release(item) }
            throw error
        }
        return items
    }

    /// `next(iterator)`, or nil at its end; the caller owns the item.
    func advance(_ iterator: ObjectID) throws -> ObjectID? {
        if isOverriding(iterator) {
            do {
                if let item = try callHook(iterator, "__next__", []) { return item }
            } catch {
                let failure = exception(of: error)
                guard runtime.isInstance(failure, of: exceptionType("StopIteration")) else {
                    throw raise(failure)
                }
                heap.release(failure)
                return nil
            }
        }
        switch runtime.kind(of: iterator) {
        case .generator:
            switch try resume(iterator, sending: runtime.none) {
            case .yielded(let value): return value
            case .returned(let value):
                heap.release(value)
                return nil
            }
        case .enumerate, .zip, .map, .filter, .reversed, .sequenceIterator, .callableIterator:
            return try advanceCombinator(iterator)
        case .native: return try advanceNative(iterator)
        default: return try runtime.next(iterator)
        }
    }

    /// `iter(object)`; the caller owns it.
    func iterator(of object: ObjectID) throws -> ObjectID {
        if let iterator = try callHook(object, "__iter__", []) {
            guard try isIterator(iterator) else {
                defer { heap.release(iterator) }
                throw typeError("iter() returned non-iterator of type '\(runtime.typeName(iterator))'")
            }
            return iterator
        }
        if runtime.kind(of: object) == .generator || isNativeIterator(object) {
            return runtime.retained(object)
        }
        if runtime.kind(of: object) == .frameLocals {
            return iterator(overLocals: object, isReversed: false)
        }
        if runtime.kind(of: object) == .mappingProxy {
            return try iterator(of: runtime.viewed(by: object))
        }
        guard let iterator = runtime.makeIterator(of: object) else {
            if let method = try specialMethod(object, "__getitem__") {
                heap.release(method)
                return runtime.makeSequenceIterator(of: object)
            }
            throw typeError("'\(runtime.typeName(object))' object is not iterable")
        }
        return iterator
    }

    func isIterator(_ object: ObjectID) throws -> Bool {
        guard let method = try specialMethod(object, "__next__") else {
            return runtime.kind(of: object).isIterator || runtime.kind(of: object) == .generator
                || isNativeIterator(object)
        }
        heap.release(method)
        return true
    }
}
