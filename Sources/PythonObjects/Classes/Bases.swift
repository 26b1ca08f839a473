import HeapEngine

extension Runtime {
    /// The base whose instances a new class's instances are laid out after (`best_base`).
    package func bestBase(of bases: [ObjectID]) throws -> ObjectID {
        var best = ObjectID.none
        var winner = ObjectID.none
        for base in bases {
            guard kind(of: base) == .type else { throw PythonException("TypeError", "bases must be types") }
            guard record(of: base).isBase else {
                throw PythonException(
                    "TypeError", "type '\(record(of: base).reportedName)' is not an acceptable base type")
            }
            let candidate = solidBase(of: base)
            if winner.isNone {
                winner = candidate
                best = base
            } else if isSubclass(winner, of: candidate) {
                continue
            } else if isSubclass(candidate, of: winner) {
                winner = candidate
                best = base
            } else {
                throw PythonException("TypeError", "multiple bases have instance lay-out conflict")
            }
        }
        return best
    }

    /// The class in a class's line of bases that last added to the layout (`solid_base`).
    private func solidBase(of type: ObjectID) -> ObjectID {
        var type = type
        while true {
            let own = record(of: type)
            if own.base.isNone { return type }
            if own.isHeap {
                if own.ownSlots?.contains(where: { $0 != "__dict__" && $0 != "__weakref__" }) == true {
                    return type
                }
            } else if record(of: own.base).kind != own.kind || record(of: own.base).fields != own.fields
                || record(of: own.base).baseWords != own.baseWords
            {
                return type
            }
            type = own.base
        }
    }

    /// The method resolution order behind the class itself (C3).
    package func resolutionOrder(of bases: [ObjectID]) throws -> [ObjectID] {
        var seen = Set<ObjectID>()
        for base in bases where !seen.insert(base).inserted {
            throw PythonException("TypeError", "duplicate base class \(record(of: base).name)")
        }
        let lists = bases.map { record(of: $0).mro } + [bases]
        var heads = [Int](repeating: 0, count: lists.count)
        // In how many lists a class stands behind the head: it may come next when there is none.
        var tails: [ObjectID: Int] = [:]
        for list in lists { for type in list.dropFirst() { tails[type, default: 0] += 1 } }
        var order: [ObjectID] = []
        while true {
            let open = lists.indices.filter { heads[$0] < lists[$0].count }
            if open.isEmpty { return order }
            guard let index = open.first(where: { tails[lists[$0][heads[$0]], default: 0] == 0 }) else {
                var names: [String] = []
                for index in open {
                    let name = record(of: lists[index][heads[index]]).name
                    if !names.contains(name) { names.append(name) }
                }
                throw PythonException(
                    "TypeError",
                    "Cannot create a consistent method resolution order (MRO) for bases \(names.joined(separator: ", "))"
                )
            }
            let next = lists[index][heads[index]]
            order.append(next)
            for index in open where lists[index][heads[index]] == next {
                heads[index] += 1
                if heads[index] < lists[index].count { tails[lists[index][heads[index]], default: 0] -= 1 }
            }
        }
    }

    /// `type.__bases__ = tuple`: the resolution orders of the class and of all that derive from it follow.
    package func setBases(of type: ObjectID, _ bases: [ObjectID], tuple: ObjectID) throws {
        let best = try bestBase(of: bases)
        let old = record(of: type)
        let (oldBase, newBase) = (record(of: old.base), record(of: best))
        guard oldBase.kind == newBase.kind, oldBase.slots == newBase.slots, oldBase.head == newBase.head,
            oldBase.isHeap == newBase.isHeap || oldBase.kind != .object,
            !newBase.hasDict || old.hasDict
        else {
            throw PythonException(
                "TypeError",
                "__bases__ assignment: '\(newBase.name)' object layout differs from '\(oldBase.name)'")
        }
        let payload = heap.payload(type)
        let order = try resolutionOrder(of: bases)
        removeFromBases(type)
        classes[payload].bases = bases
        classes[payload].base = best
        classes[payload].mro = [type] + order
        for base in bases { addSubclass(type, to: base) }
        for (slot, value) in [(Layouts.TypeSlot.bases, tuple), (Layouts.TypeSlot.base, best)] {
            let former = heap.setSlot(type, slot, owned: retained(value))
            if !former.isNone { heap.release(former) }
        }
        try updateOrders(of: type)
        classesChanged()
    }

    private func updateOrders(of type: ObjectID) throws {
        var open = [type]
        while let next = open.popLast() {
            let order = [next] + (try resolutionOrder(of: record(of: next).bases))
            setResolutionOrder(of: next, order)
            open += subclasses(of: next)
        }
    }

    /// Lets objects that live already have the `__del__` that their class has now.
    package func updateFinalizers(of type: ObjectID) {
        var open = [type]
        var changed: Set<ObjectID> = []
        while let next = open.popLast() {
            let has = record(of: next).mro.contains { owner in
                let dict = heap.slot(owner, Layouts.TypeSlot.dict)
                return record(of: owner).isHeap && !dict.isNone && find(dict, name: "__del__") != nil
            }
            if classes[heap.payload(next)].callsFinalizer != has {
                classes[heap.payload(next)].callsFinalizer = has
                changed.insert(next)
            }
            open += subclasses(of: next)
        }
        guard !changed.isEmpty else { return }
        for object in objects() where changed.contains(heap.type(of: object)) {
            heap.setFinalizer(object, record(of: heap.type(of: object)).hasFinalizer)
        }
    }

    /// The names of a class's own slots in layout order, mangled; checks them as `type_new_slots` does.
    func checkedSlots(
        _ written: [String]?, of name: String, base: ClassRecord, allowsWeakReferences: Bool,
        isTaken: (String) -> Bool
    ) throws -> [String] {
        guard let slots = written else { return [] }
        let isVariable = [.int, .tuple, .bytes, .type].contains(base.kind)
        if isVariable, !slots.isEmpty {
            throw PythonException(
                "TypeError", "nonempty __slots__ not supported for subtype of '\(base.name)'")
        }
        var names: [String] = []
        for slot in slots {
            guard PythonString(slot).isIdentifier else {
                throw PythonException("TypeError", "__slots__ must be identifiers")
            }
            if slot == "__dict__" {
                if base.hasDict || slots.filter({ $0 == slot }).count > 1 {
                    throw PythonException("TypeError", "__dict__ slot disallowed: we already got one")
                }
                continue
            }
            if slot == "__weakref__" {
                if !allowsWeakReferences || slots.filter({ $0 == slot }).count > 1 {
                    throw PythonException("TypeError", "__weakref__ slot disallowed: we already got one")
                }
                continue
            }
            let mangled = mangle(slot, in: name)
            if isTaken(slot) {
                throw PythonException("ValueError", "'\(slot)' in __slots__ conflicts with class variable")
            }
            names.append(mangled)
        }
        return names.sorted { PythonString($0) < PythonString($1) }
    }

    /// `__name` inside of a class is `_Class__name`.
    private func mangle(_ name: String, in owner: String) -> String {
        guard name.hasPrefix("__"), !name.hasSuffix("__") else { return name }
        let stripped = owner.drop { $0 == "_" }
        return stripped.isEmpty ? name : "_\(stripped)\(name)"
    }
}
