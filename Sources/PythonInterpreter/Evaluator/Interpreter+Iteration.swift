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
            try charge(runtime.itemCount(iterable))
            return runtime.items(of: iterable).map { runtime.retained($0) }
        default: break
        }
        if let message, try !isIterable(iterable) {
            let name = runtime.typeName(iterable)
            throw typeError("\(message) \(name)\(naming ? " object" : "")")
        }
        let iterator = try self.iterator(of: iterable)
        defer { heap.release(iterator) }
        var items: [ObjectID] = []
        do {
            while let item = try advance(iterator) {
                items.append(item)
                try charge(1)
                if items.count & 0xFFF == 0 { try admitItems(items.count) }
            }
        } catch {
            for item in items { heap.release(item) }
            throw error
        }
        return items
    }

    /// Whether an object's class says how to iterate over it.
    func isIterable(_ object: ObjectID) throws -> Bool {
        if isOverriding(object) {
            let type = heap.type(of: object)
            for name in ["__iter__", "__getitem__"] {
                let method = typeAttribute(type, runtime.staticName(name))
                if !method.isNone { return method != runtime.none }
            }
        }
        switch runtime.kind(of: object) {
        case .list, .tuple, .dict, .range, .str, .set, .frozenSet, .bytes, .byteArray, .deque, .generator,
            .dictKeys, .dictValues, .dictItems, .mappingProxy, .genericAlias, .frameLocals:
            return true
        case .native: return isNativeIterator(object) || isNativeSequence(object)
        case let kind: return kind.isIterator || runtime.weakContainer(object) != nil
        }
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
                if isTracing, case let told = traceEnd(failure), told != failure { throw raise(told) }
                heap.release(failure)
                return nil
            }
        }
        switch runtime.kind(of: iterator) {
        case .generator:
            switch try resume(iterator, sending: runtime.none) {
            case .yielded(let value): return value
            case .returned(let value):
                if isTracing { try traceEnd(ofGenerator: value) }
                heap.release(value)
                return nil
            }
        case .enumerate, .zip, .map, .filter, .reversed, .sequenceIterator, .callableIterator:
            return try advanceCombinator(iterator)
        case .native: return try advanceNative(iterator)
        case .weakProxy: return try advanceProxied(iterator)
        case let kind where kind.isIterator: return try runtime.next(iterator)
        default: throw typeError("'\(runtime.typeName(iterator))' object is not an iterator")
        }
    }

    /// `iter(object)`; the caller owns it.
    func iterator(of object: ObjectID) throws -> ObjectID {
        if isOverriding(object) {
            let type = heap.type(of: object)
            if typeAttribute(type, runtime.staticName("__iter__")) == runtime.none {
                throw typeError("'\(runtime.typeName(object))' object is not iterable")
            }
        }
        if let iterator = try callHook(object, "__iter__", []) {
            guard try isIterator(iterator) else {
                defer { heap.release(iterator) }
                throw typeError("iter() returned non-iterator of type '\(runtime.typeName(iterator))'")
            }
            return iterator
        }
        if isProxy(object) { return try throughProxy(object) { try self.iterator(of: $0) } }
        return try builtinIterator(of: object)
    }

    /// `iter(object)` as the builtin part of its class has it.
    func builtinIterator(of object: ObjectID) throws -> ObjectID {
        switch runtime.kind(of: object) {
        case .generator: return runtime.retained(object)
        case .frameLocals: return iterator(overLocals: object, isReversed: false)
        case .native where isNativeIterator(object): return runtime.retained(object)
        case .native where isNativeSequence(object): return try nativeSequenceIterator(of: object)
        case .mappingProxy: return try iterator(of: runtime.viewed(by: object))
        default: break
        }
        if let type = runtime.iteratorType(ofView: object) {
            return runtime.makeDictIterator(type, of: runtime.viewed(by: object))
        }
        if let iterator = runtime.makeIterator(of: object) { return iterator }
        if let method = try specialMethod(object, "__getitem__") {
            heap.release(method)
            return runtime.makeSequenceIterator(of: object)
        }
        throw typeError("'\(runtime.typeName(object))' object is not iterable")
    }

    /// `reversed(view)`
    func reverseIterator(ofView view: ObjectID) -> ObjectID? {
        runtime.iteratorType(ofView: view, reversed: true).map {
            runtime.makeDictIterator($0, of: runtime.viewed(by: view))
        }
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
