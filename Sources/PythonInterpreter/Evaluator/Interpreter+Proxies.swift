import HeapEngine
import PythonObjects

/// Weak proxies: what is done to one is done to the object that it stands for.
extension Interpreter {
    @inline(__always)
    func isProxy(_ object: ObjectID) -> Bool { runtime.kind(of: object) == .weakProxy }

    /// Runs `body` on the object that a proxy stands for, or on the object itself.
    ///
    /// - Throws: ReferenceError if it is gone.
    func throughProxy<Result>(_ object: ObjectID, _ body: (ObjectID) throws -> Result) throws -> Result {
        guard isProxy(object) else { return try body(object) }
        return try holding(try runtime.proxied(object), body)
    }

    /// Runs `body` on the objects that two operands stand for.
    func throughProxies<Result>(
        _ left: ObjectID, _ right: ObjectID, _ body: (ObjectID, ObjectID) throws -> Result
    ) throws -> Result {
        try throughProxy(left) { left in try throughProxy(right) { try body(left, $0) } }
    }

    /// `next(proxy)`
    func advanceProxied(_ proxy: ObjectID) throws -> ObjectID? {
        try throughProxy(proxy) { target in
            let hasNext =
                runtime.kind(of: target).isIterator || runtime.kind(of: target) == .generator
                || isNativeIterator(target)
                || !typeAttribute(heap.type(of: target), runtime.staticName("__next__")).isNone
            guard hasNext else {
                throw typeError(
                    "Weakref proxy referenced a non-iterator '\(runtime.typeName(target))' object")
            }
            return try advance(target)
        }
    }
}
