import HeapEngine

/// Sets element by element, by the hashes that they know. Whatever compares may run Python code.
extension Runtime {
    /// `len(set)`
    package func count(ofSet set: ObjectID) -> Int { sets[heap.payload(set)].count }

    /// The first element at or behind a position, which moves on behind it (`set_next`). Borrowed.
    package func nextElement(
        of set: ObjectID, from position: inout Int
    ) -> (item: ObjectID, hash: Int)? {
        let payload = heap.payload(set)
        let head = head(of: set)
        while position < sets[payload].capacity {
            defer { position += 1 }
            let item = heap.slot(set, head + position)
            if !item.isNone { return (item, sets[payload].hash(at: position)) }
        }
        return nil
    }

    /// An empty set of a set class, without calling any `__init__` (`make_new_set`).
    package func makeEmptySet(like type: ObjectID) throws -> ObjectID {
        record(of: type).isHeap ? try instantiate(type, contents: .nothing) : makeEmptySet(type)
    }

    /// The builtin class that a set class is made from.
    package func baseSetType(of type: ObjectID) -> ObjectID {
        record(of: type).kind == .set ? types.set : types.frozenSet
    }

    /// Takes an element with a known hash out of a set; false if it is not there (`set_discard_entry`).
    package func discardElement(_ set: ObjectID, _ item: ObjectID, hash: Int) throws -> Bool {
        guard let position = try position(set, item, hash: hash) else { return false }
        let old = takeElement(set, at: position)
        drop(old, from: set) { EdgeDescription(.item, "") }
        return true
    }

    /// Makes room for so many keys of a dict at once.
    package func reserve(_ set: ObjectID, for count: Int) {
        if let relocation = sets[heap.payload(set)].prepareMerge(count: count) { relocate(set, relocation) }
    }

    /// Rebuilds a set's table if many of its positions are dummies (the end of `set_difference_update_internal`).
    package func dropDummies(of set: ObjectID) {
        let payload = heap.payload(set)
        let table = sets[payload]
        if table.fill - table.count <= (table.capacity - 1) / 4 { return }
        if let relocation = sets[payload].rebuild() { relocate(set, relocation) }
    }

    /// Exchanges the elements of two sets (`set_swap_bodies`).
    package func swapBodies(_ set: ObjectID, _ other: ObjectID) {
        let (first, second) = (takeBody(of: set), takeBody(of: other))
        giveBody(second, to: set)
        giveBody(first, to: other)
    }

    private func takeBody(of set: ObjectID) -> (table: SetTable, items: [ObjectID]) {
        let head = head(of: set)
        return (
            sets[heap.payload(set)],
            (head..<heap.slotCount(set)).map { heap.setSlot(set, $0, owned: .none) }
        )
    }

    private func giveBody(_ body: (table: SetTable, items: [ObjectID]), to set: ObjectID) {
        let head = head(of: set)
        let payload = heap.payload(set)
        sets[payload] = body.table.withFinger(of: sets[payload])
        heap.resize(set, slots: head + body.items.count)
        for (position, item) in body.items.enumerated() where !item.isNone {
            heap.setSlot(set, head + position, owned: item)
        }
        heap.replaceBuffer(set, bytes: body.table.tableBytes)
    }
}
