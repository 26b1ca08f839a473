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
        guard old.laysOut(as: new), addSameToOneBase(heap.type(of: object), value) else {
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
            let derived = record(of: type)
            guard !derived.base.isNone, case let base = record(of: derived.base), base.isHeap,
                derived.laysOut(as: base)
            else { return type }
            type = derived.base
        }
    }
}

extension ClassRecord {
    /// Whether instances are laid out as those of another class.
    fileprivate func laysOut(as other: ClassRecord) -> Bool {
        kind == other.kind && layout == other.layout && slots == other.slots && head == other.head
            && hasDict == other.hasDict && hasWeakReferences == other.hasWeakReferences
    }
}
