import HeapEngine

extension Runtime {
    /// A set display `{a, b}`, or `set()` of nothing. With `constants`, every element is a literal of the statement.
    public func makeSet(_ items: [ObjectID], constants: Bool = false) throws -> ObjectID {
        let hashes = try items.map { try hash($0) }
        let set = makeEmptySet(types.set)
        do {
            if constants, items.count >= 3 {
                // The compiler keeps a frozenset, with which the set is updated.
                let source = makeEmptySet(types.frozenSet)
                defer { heap.release(source) }
                for (item, hash) in zip(items, hashes) { try insert(source, item, hash: hash) }
                try merge(set, from: source)
            } else {
                for (item, hash) in zip(items, hashes) { try insert(set, item, hash: hash) }
            }
        } catch {
            heap.release(set)
            throw error
        }
        return set
    }

    /// `frozenset((a, b))`.
    public func makeFrozenSet(_ items: [ObjectID]) throws -> ObjectID {
        let hashes = try items.map { try hash($0) }
        let set = makeEmptySet(types.frozenSet)
        do {
            for (item, hash) in zip(items, hashes) { try insert(set, item, hash: hash) }
        } catch {
            heap.release(set)
            throw error
        }
        return set
    }

    /// An empty set of an exact set class.
    package func makeEmptySet(_ type: ObjectID) -> ObjectID {
        let table = SetTable()
        let form: Form = type == types.set ? .set(tableBytes: 0) : .frozenSet(tableBytes: 0)
        let set = allocate(layouts.set, type, form, slots: table.capacity, payload: sets.insert(table))
        track(set)
        return set
    }

    /// The slot of an element, counted from the head, or nil.
    package func position(_ set: ObjectID, _ item: ObjectID, hash: Int) throws -> Int? {
        let payload = heap.payload(set)
        let head = head(of: set)
        search: while true {
            var probe = sets[payload].probe(hash)
            let capacity = sets[payload].capacity
            while let position = sets[payload].next(&probe) {
                let known = heap.slot(set, head + position)
                if known == item { return position }
                let isEqual = try equalsSafely(known, item)
                guard sets[payload].capacity == capacity, heap.slot(set, head + position) == known else {
                    continue search
                }
                if isEqual { return position }
            }
            return nil
        }
    }

    /// `set.add(item)`; false if it was there already.
    @discardableResult
    package func insert(_ set: ObjectID, _ item: ObjectID, hash: Int) throws -> Bool {
        if try position(set, item, hash: hash) != nil { return false }
        let (position, relocation) = sets[heap.payload(set)].add(hash: hash)
        let head = head(of: set)
        let old = heap.setSlot(set, head + position, owned: retained(item))
        precondition(old.isNone, "a set's slots and table differ")
        if let relocation { relocate(set, relocation) }
        return true
    }

    /// Takes the element at a position out of a set; the caller owns it.
    package func takeElement(_ set: ObjectID, at position: Int) -> ObjectID {
        sets[heap.payload(set)].remove(position)
        return heap.setSlot(set, head(of: set) + position, owned: .none)
    }

    /// `set.clear()`: elements go in table order.
    package func clearSet(_ set: ObjectID) {
        let head = head(of: set)
        let items = (head..<heap.slotCount(set)).map { heap.setSlot(set, $0, owned: .none) }
        sets[heap.payload(set)].clear()
        heap.resize(set, slots: head + sets[heap.payload(set)].capacity)
        heap.resizeBuffer(set, bytes: 0)
        for item in items where !item.isNone { drop(item, from: set) { EdgeDescription(.item, "") } }
    }

    /// The elements in table order, borrowed.
    package func elements(ofSet set: ObjectID) -> [ObjectID] {
        (head(of: set)..<heap.slotCount(set)).map { heap.slot(set, $0) }.filter { !$0.isNone }
    }

    /// `set.update(other)` where both are sets.
    package func merge(_ set: ObjectID, from other: ObjectID) throws {
        let table = sets[heap.payload(other)]
        let from = head(of: other)
        let to = head(of: set)
        switch sets[heap.payload(set)].prepareMerge(from: table) {
        case .nothing: break
        case .place(let relocation):
            heap.resize(set, slots: to + relocation.capacity)
            heap.replaceBuffer(set, bytes: sets[heap.payload(set)].tableBytes)
            for move in relocation.moves { fill(set, to + move.to, heap.slot(other, from + move.from)) }
        case .add(let relocation):
            if let relocation { relocate(set, relocation) }
            // Comparing may run Python code, which may change both.
            var position = 0
            while let element = nextElement(of: other, from: &position) {
                heap.retain(element.item)
                defer { heap.release(element.item) }
                try insert(set, element.item, hash: element.hash)
            }
        }
    }

    func relocate(_ set: ObjectID, _ relocation: Relocation) {
        let head = head(of: set)
        let moving = relocation.moves.map { move in
            (to: move.to, object: heap.setSlot(set, head + move.from, owned: .none))
        }
        heap.resize(set, slots: head + relocation.capacity)
        for move in moving { _ = heap.setSlot(set, head + move.to, owned: move.object) }
        heap.replaceBuffer(set, bytes: sets[heap.payload(set)].tableBytes)
    }
}
