import HeapEngine

/// `object.__class__ = type`.
extension Runtime {
    /// Makes an object an instance of another class (`object_set_class`).
    ///
    /// - Throws: TypeError for what is no class, or one whose instances are laid out differently.
    func setClass(_ object: ObjectID, _ value: ObjectID) throws {
        guard kind(of: value) == .type else {
            throw PythonException(
                "TypeError", "__class__ must be set to a class, not '\(typeName(value))' object")
        }
        let old = record(of: heap.type(of: object))
        let new = record(of: value)
        guard old.isHeap, new.isHeap, !isBuiltin(value) else {
            throw PythonException(
                "TypeError",
                "__class__ assignment only supported for mutable types or ModuleType subclasses")
        }
        guard old.kind == new.kind, old.layout == new.layout, old.slots == new.slots,
            old.hasDict == new.hasDict,
            old.hasWeakReferences == new.hasWeakReferences, old.head == new.head,
            addSameToOneBase(heap.type(of: object), value)
        else {
            throw PythonException(
                "TypeError",
                "__class__ assignment: '\(new.name)' object layout differs from '\(old.name)'")
        }
        if profile.instanceAttributes == .values {
            // The dict goes on with the keys of the old class.
            if hasInlineValues(object) { _ = materializeDict(of: object) }
        } else if hasInlineValues(object) {
            detach(dictionary(of: object) ?? .none, from: object)
        }
        let slot = old.typeSlot ?? 0
        heap.setType(object, value)
        heap.setFinalizer(object, new.hasFinalizer)
        let previous = heap.setSlot(object, slot, owned: retained(value))
        drop(previous, from: object) { EdgeDescription(.type, "") }
    }

    /// Whether what two classes add to instances is added to those of the same class (`compatible_for_assignment`).
    private func addSameToOneBase(_ old: ObjectID, _ new: ObjectID) -> Bool {
        let (oldAdding, newAdding) = (addingClass(of: old), addingClass(of: new))
        return oldAdding == newAdding || record(of: oldAdding).base == record(of: newAdding).base
    }

    /// The nearest class of a class's line of bases, itself first, that adds something to instances of its base.
    private func addingClass(of type: ObjectID) -> ObjectID {
        var type = type
        while true {
            let (derived, base) = (record(of: type), record(of: type).base)
            guard !base.isNone else { return type }
            let inherited = record(of: base)
            guard inherited.isHeap, derived.kind == inherited.kind, derived.layout == inherited.layout,
                derived.slots == inherited.slots, derived.head == inherited.head,
                derived.hasDict == inherited.hasDict, derived.hasWeakReferences == inherited.hasWeakReferences
            else { return type }
            type = base
        }
    }
}
