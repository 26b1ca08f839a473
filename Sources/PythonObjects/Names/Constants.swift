import BigInt
import HeapEngine

/// The value of a constant of a compiled unit: equal constants of one type are one object.
package enum Constant: Hashable {
    case int(BigInt)
    case float(UInt64)
    case complex(UInt64, UInt64)
    case str(PythonString)
    case bytes([UInt8])
}

extension Runtime {
    /// The unit's constant of that value; made when it is first needed.
    package func constant(_ key: Constant, make: () -> ObjectID) -> ObjectID {
        if let known = constants[key] { return retained(known) }
        let object = make()
        constants[key] = object
        heap.append(roots.constants, owned: retained(object))
        return object
    }

    /// Ends the statement under way: its constants are released, and a collection that is due runs.
    ///
    /// To be called after each operation, before its effects are taken.
    /// - Parameter collects: whether a collection that is due runs.
    @discardableResult
    public func finishStatement(collects: Bool = true) -> CollectionReport? {
        if !constants.isEmpty {
            constants.removeAll(keepingCapacity: true)
            while heap.slotCount(roots.constants) > 0 { heap.release(heap.removeLast(roots.constants)) }
        }
        let report = collects ? heap.collectIfDue() : nil
        events.dyingLabels.removeAll()
        for payload in retiredClasses { classes.remove(payload) }
        retiredClasses.removeAll()
        forgetRetiredFrames(keeping: 0)
        for payload in retiredDeques { deques.remove(payload) }
        retiredDeques.removeAll()
        return report
    }
}
