import BigInt
import HeapEngine

@testable import PythonObjects

/// Statements as tests write them: values are made, bound, and let go of.
extension Runtime {
    /// Binds a new object to a name and gives up the caller's unit; the object is borrowed afterwards.
    @discardableResult
    func assign(_ name: String, owned object: ObjectID) -> ObjectID {
        bind(name, object)
        heap.release(object)
        return object
    }

    /// `class name(bases): ...`
    @discardableResult
    func define(
        _ name: String, bases: [ObjectID] = [], slots: [String]? = nil, methods: [String] = [],
        finalizer: FinalizerAction? = nil
    ) throws -> ObjectID {
        assign(
            name,
            owned: try makeClass(
                ClassDefinition(
                    name: name, bases: bases, slots: slots, methods: methods, finalizer: finalizer)))
    }

    /// `name = type()`
    @discardableResult
    func new(_ name: String, _ type: ObjectID) throws -> ObjectID {
        assign(name, owned: try instantiate(type))
    }

    /// `object.name = value`, where the value is let go of.
    func set(_ object: ObjectID, _ name: String, owned value: ObjectID) throws {
        try setAttribute(object, name, value)
        heap.release(value)
    }

    /// `object[key] = value` with a str key.
    func set(_ object: ObjectID, key: String, _ value: ObjectID) throws {
        let key = constantStr(key)
        try setItem(object, key, value)
        heap.release(key)
    }
}
