import HeapEngine

extension Runtime {
    /// A list display: `[a, b]`. With `constants`, every element is a literal of the statement.
    public func makeList(_ items: [ObjectID], constants: Bool = false) -> ObjectID {
        let list = allocate(layouts.list, types.list, .list(room: 0))
        let room = ListGrowth.literal(count: items.count, isConstant: constants)
        if room > 0 { setRoom(of: list, room) }
        heap.reserve(list, slots: head(of: list) + items.count)
        for item in items { heap.append(list, owned: retained(item)) }
        track(list)
        return list
    }

    /// A list that was made with room for a number of items; it took more one by one.
    package func makeList(_ items: [ObjectID], room: Int) -> ObjectID {
        let list = allocate(layouts.list, types.list, .list(room: 0))
        var room = room
        while room < items.count { room = ListGrowth.resized(room: room, count: room, to: room + 1) }
        setRoom(of: list, room)
        heap.reserve(list, slots: head(of: list) + items.count)
        for item in items { heap.append(list, owned: retained(item)) }
        track(list)
        return list
    }

    /// How many items a list has room for.
    ///
    /// -1 while the list is sorted: whatever changes its room then shows that it was changed (`listsort`).
    package func room(of list: ObjectID) -> Int {
        let payload = heap.payload(list)
        return payload == .max ? -1 : Int(payload)
    }

    /// Gives a list room for a number of items.
    package func setRoom(of list: ObjectID, _ room: Int) {
        heap.setPayload(list, UInt32(room))
        heap.resizeBuffer(list, bytes: room * 8)
    }

    /// The first slot that holds an item of a list or tuple, an entry of a dict, an element of a set.
    package func head(of container: ObjectID) -> Int {
        Int(facts(of: heap.type(of: container)).head)
    }

    /// How many slots an entry of a dict takes.
    @inline(__always)
    func entrySlots(of dict: ObjectID) -> Int { Int(facts(of: heap.type(of: dict)).entrySlots) }

    /// The slot of an entry's key; its value is in the next one.
    @inline(__always)
    package func keySlot(of dict: ObjectID, _ entry: Int) -> Int {
        let facts = facts(of: heap.type(of: dict))
        return Int(facts.head) + Int(facts.entrySlots) * entry
    }

    /// The number of items of a list or tuple.
    package func itemCount(_ sequence: ObjectID) -> Int { heap.slotCount(sequence) - head(of: sequence) }

    package func appendItem(_ list: ObjectID, _ item: ObjectID) {
        let count = itemCount(list)
        resizeList(list, count: count, to: count + 1)
        heap.append(list, owned: retained(item))
    }

    package func insertItem(_ list: ObjectID, at place: Int, _ item: ObjectID) {
        let count = itemCount(list)
        let index = place < 0 ? max(0, place + count) : min(place, count)
        resizeList(list, count: count, to: count + 1)
        heap.insert(list, at: head(of: list) + index, owned: retained(item))
    }

    /// Takes the item at a valid index out of a list; the caller owns it.
    package func removeItem(_ list: ObjectID, at index: Int) -> ObjectID {
        let count = itemCount(list)
        let old = heap.remove(list, at: head(of: list) + index)
        resizeList(list, count: count, to: count - 1)
        return old
    }

    /// `list.pop(index)` with a valid index; the caller owns the item.
    package func popItem(_ list: ObjectID, at index: Int) -> ObjectID {
        guard !profile.rules.poppedListsAreCleared, itemCount(list) == 1 else {
            return removeItem(list, at: index)
        }
        // A list that is resized, and not cleared, keeps room for one item, or else a buffer without room.
        let item = heap.remove(list, at: head(of: list))
        if room(of: list) > 1 {
            heap.setPayload(list, 0)
            heap.resizeBuffer(list, bytes: 1)
        }
        return item
    }

    /// Whether a list without room has a buffer all the same.
    package func keepsBuffer(_ list: ObjectID) -> Bool {
        heap.payload(list) == 0 && heap.bufferBytes(list) > 0
    }

    /// `del list[index]` with a valid index; the caller owns what was there.
    package func deleteListItem(_ list: ObjectID, at index: Int) -> ObjectID {
        let count = itemCount(list)
        let old = heap.remove(list, at: head(of: list) + index)
        setRoom(of: list, ListGrowth.deletedItem(room: room(of: list), count: count, sizes: profile.sizes))
        return old
    }

    /// `list.extend(items)`, where each item is borrowed.
    package func extendList(_ list: ObjectID, _ items: [ObjectID]) {
        let count = itemCount(list)
        if items.isEmpty { return }
        let room = ListGrowth.extended(
            room: max(0, room(of: list)), count: count, by: items.count, keepsBuffer: keepsBuffer(list))
        setRoom(of: list, room)
        for item in items { heap.append(list, owned: retained(item)) }
    }

    /// `list.clear()`: items go last to first.
    package func clearList(_ list: ObjectID) {
        let head = head(of: list)
        if heap.slotCount(list) == head, room(of: list) <= 0, !keepsBuffer(list) { return }
        var items: [ObjectID] = []
        while heap.slotCount(list) > head { items.append(heap.removeLast(list)) }
        setRoom(of: list, 0)
        for (offset, item) in items.enumerated() {
            drop(item, from: list) { EdgeDescription(.item, "[\(items.count - 1 - offset)]") }
        }
    }

    private func resizeList(_ list: ObjectID, count: Int, to newCount: Int) {
        let old = room(of: list)
        let new = ListGrowth.resized(room: old, count: count, to: newCount)
        if new != old { setRoom(of: list, new) }
    }

    /// The index that a key stands for in a sequence of `count` items; IndexError with CPython's text.
    package func checkedIndex(_ key: ObjectID, count: Int, of sequence: ObjectID, action: String) throws
        -> Int
    {
        let name =
            kind(of: sequence) == .tuple ? "tuple" : kind(of: sequence) == .list ? "list" : typeName(sequence)
        guard let index = index(key) else {
            throw PythonException(
                "TypeError", "\(name) indices must be integers or slices, not \(typeName(key))")
        }
        let place = index < 0 ? index &+ count : index
        guard place >= 0, place < count else {
            throw PythonException("IndexError", "\(name) \(action)index out of range")
        }
        return place
    }
}
