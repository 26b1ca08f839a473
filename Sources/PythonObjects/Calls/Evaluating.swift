import HeapEngine

/// What runs Python code for the object model: finalizers, callbacks and special methods that are written in Python end here.
///
/// A runtime without one has no Python code to run.
package protocol Evaluating: AnyObject {
    /// `callable(*arguments)`; arguments are borrowed, the result is the caller's.
    func call(_ callable: ObjectID, _ arguments: [ObjectID]) throws -> ObjectID
    /// Calls an object's `__del__`. What it raises is reported and goes no further.
    func finalize(_ object: ObjectID)
    /// Calls a weak reference's callback. What it raises is reported and goes no further.
    func callBack(_ reference: ObjectID, callback: ObjectID)
    /// What `__repr__` of the object's class says; nil if it is the builtin one.
    func representation(of object: ObjectID) throws -> String?
    /// What `__eq__` of the objects' classes says; nil if they know only the builtin one.
    func equality(_ left: ObjectID, _ right: ObjectID) throws -> Bool?
    /// What `__hash__` of the object's class says; nil if it is the builtin one.
    func hashValue(of object: ObjectID) throws -> Int?
}
