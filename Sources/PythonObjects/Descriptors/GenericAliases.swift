import HeapEngine

extension Runtime {
    /// `list[int]`: a `types.GenericAlias`.
    ///
    /// - Parameter arguments: a tuple, or the one argument.
    package func makeGenericAlias(
        _ origin: ObjectID, arguments: ObjectID, isStarred: Bool = false, type: ObjectID? = nil
    ) -> ObjectID {
        let alias = allocate(
            type ?? types.genericAlias, .genericAlias, slots: 3, payload: isStarred ? 1 : 0)
        track(alias)
        let head = head(of: alias)
        fill(alias, head, origin)
        if kind(of: arguments) == .tuple {
            fill(alias, head + 1, arguments)
        } else {
            _ = heap.setSlot(alias, head + 1, owned: makeTuple([arguments]))
        }
        return alias
    }

    /// `int | None`: a `types.UnionType` of a tuple's items, which are for the caller to make flat and unique.
    package func makeUnion(_ arguments: ObjectID) -> ObjectID {
        let union = allocate(fixedLayouts.two, types.union, .union, slots: 2)
        fill(union, 0, arguments)
        track(union)
        return union
    }

    /// `__origin__` of a generic alias, borrowed.
    package func origin(ofAlias alias: ObjectID) -> ObjectID {
        heap.slot(alias, head(of: alias))
    }

    /// `__args__` of a generic alias or union: a tuple, borrowed.
    package func arguments(ofAlias alias: ObjectID) -> ObjectID {
        heap.slot(alias, head(of: alias) + (kind(of: alias) == .union ? 0 : 1))
    }

    /// `__parameters__` of a generic alias or union once they were asked for, borrowed.
    package func parameters(ofAlias alias: ObjectID) -> ObjectID? {
        let parameters = heap.slot(alias, head(of: alias) + (kind(of: alias) == .union ? 1 : 2))
        return parameters.isNone ? nil : parameters
    }

    /// Remembers `__parameters__`; takes over the caller's unit.
    package func setParameters(ofAlias alias: ObjectID, owned parameters: ObjectID) {
        let slot = head(of: alias) + (kind(of: alias) == .union ? 1 : 2)
        let old = heap.setSlot(alias, slot, owned: parameters)
        if !old.isNone { heap.release(old) }
    }
}
