import HeapEngine
import PythonObjects

/// Items of plain lists, tuples and dicts: what most subscriptions of most programs are.
///
/// An operation that is not handled changes nothing.
extension Interpreter {
    /// `container[key]`, borrowed; `.none` if it is not handled, or if there is none.
    @inline(__always)
    func quickItem(_ container: ObjectID, _ key: ObjectID) throws -> ObjectID {
        let type = heap.type(of: container)
        if type == runtime.types.list || type == runtime.types.tuple {
            let slot = quickSlot(container, key)
            return slot < 0 ? .none : heap.slot(container, slot)
        }
        guard type == runtime.types.dict, let hash = runtime.simpleHash(key) else { return .none }
        return try runtime.lookUp(container, key, hash: hash) ?? .none
    }

    /// `container[key] = value`, borrowed; false if it is not handled.
    @inline(__always)
    func setQuickItem(_ container: ObjectID, _ key: ObjectID, _ value: ObjectID) throws -> Bool {
        let type = heap.type(of: container)
        if type == runtime.types.list {
            let slot = quickSlot(container, key)
            if slot < 0 { return false }
            let old = heap.setSlot(container, slot, owned: runtime.retained(value))
            runtime.drop(old, from: container) { EdgeDescription(.item, "[\(slot)]") }
            return true
        }
        guard type == runtime.types.dict, let hash = runtime.simpleHash(key) else { return false }
        try runtime.store(container, key, hash: hash, value)
        return true
    }

    /// The slot of an item of a list or tuple; -1 if the index is no int or out of range.
    @inline(__always)
    private func quickSlot(_ sequence: ObjectID, _ key: ObjectID) -> Int {
        guard heap.type(of: key) == runtime.types.int, let index = runtime.word(of: key) else { return -1 }
        // Plain lists and tuples have nothing but items in their slots.
        let count = heap.slotCount(sequence)
        let place = index < 0 ? index &+ count : index
        return place >= 0 && place < count ? place : -1
    }
}
