import HeapEngine

/// What slices, sorting and repetition do to lists. Nothing here runs Python code but releasing.
extension Runtime {
    /// An empty list: `list_new`.
    package func makeEmptyList() -> ObjectID {
        let list = allocate(layouts.list, types.list, .list(room: 0))
        track(list)
        return list
    }

    /// What `list()` makes.
    package func makeListAnew() -> ObjectID {
        let list = allocateAnew(layouts.list, types.list, .list(room: 0))
        track(list)
        return list
    }

    /// A list with exactly the room for its items, which are borrowed (`list_new_prealloc`).
    package func makeList(exactly items: [ObjectID]) -> ObjectID {
        let list = allocate(layouts.list, types.list, .list(room: 0))
        if !items.isEmpty { setRoom(of: list, items.count) }
        heap.reserve(list, slots: head(of: list) + items.count)
        for item in items { heap.append(list, owned: retained(item)) }
        track(list)
        return list
    }

    /// Appends an item, whose unit it takes over.
    package func appendItem(_ list: ObjectID, owned item: ObjectID) {
        let count = itemCount(list)
        if count >= room(of: list) {
            setRoom(of: list, ListGrowth.resized(room: room(of: list), count: count, to: count + 1))
        }
        heap.append(list, owned: item)
    }

    /// Gives a list room for a number of items as `list_resize` does.
    package func resizeRoom(of list: ObjectID, to count: Int) {
        let old = room(of: list)
        let new = ListGrowth.resized(room: old, count: itemCount(list), to: count)
        if new != old { setRoom(of: list, new) }
    }

    /// Replaces the items in a range by others, which are borrowed; the caller owns those that were there.
    package func replaceItems(of list: ObjectID, _ range: Range<Int>, with items: [ObjectID]) -> [ObjectID] {
        let head = head(of: list)
        let count = itemCount(list)
        let old = range.map { heap.setSlot(list, head + $0, owned: .none) }
        let change = items.count - range.count
        if count + change == 0 {
            heap.resize(list, slots: head)
            setRoom(of: list, 0)
            return old
        }
        if change < 0 {
            move(list, head, range.upperBound..<count, by: change)
            heap.resize(list, slots: head + count + change)
        } else if change > 0 {
            heap.resize(list, slots: head + count + change)
            move(list, head, range.upperBound..<count, by: change)
        }
        if change != 0 {
            let room = room(of: list)
            let new = ListGrowth.resized(room: room, count: count, to: count + change)
            if new != room { setRoom(of: list, new) }
        }
        for (offset, item) in items.enumerated() { fill(list, head + range.lowerBound + offset, item) }
        return old
    }

    /// Takes the items at ascending indices out of a list; the caller owns them.
    package func removeItems(of list: ObjectID, at indices: some Collection<Int>) -> [ObjectID] {
        let head = head(of: list)
        let count = itemCount(list)
        guard var target = indices.first else { return [] }
        let old = indices.map { heap.setSlot(list, head + $0, owned: .none) }
        var place = target
        while place < count {
            let item = heap.setSlot(list, head + place, owned: .none)
            if !item.isNone {
                heap.setSlot(list, head + target, owned: item)
                target += 1
            }
            place += 1
        }
        heap.resize(list, slots: head + target)
        let room = room(of: list)
        let new = ListGrowth.resized(room: room, count: target, to: target)
        if new != room { setRoom(of: list, new) }
        return old
    }

    /// Exchanges an item; the caller owns the old one.
    package func exchangeItem(of list: ObjectID, at index: Int, _ item: ObjectID) -> ObjectID {
        heap.setSlot(list, head(of: list) + index, owned: retained(item))
    }

    /// `list.reverse()`
    package func reverseItems(of list: ObjectID) {
        let head = head(of: list)
        var (left, right) = (head, heap.slotCount(list) - 1)
        while left < right {
            let item = heap.setSlot(list, left, owned: .none)
            let other = heap.setSlot(list, right, owned: item)
            heap.setSlot(list, left, owned: other)
            left += 1
            right -= 1
        }
    }

    private func move(_ list: ObjectID, _ head: Int, _ range: Range<Int>, by distance: Int) {
        func move(_ place: Int) {
            let item = heap.setSlot(list, head + place, owned: .none)
            heap.setSlot(list, head + place + distance, owned: item)
        }
        if distance < 0 { range.forEach(move) } else { range.reversed().forEach(move) }
    }

    // MARK: Sorting

    /// Takes all items out of a list, which keeps its memory; the caller owns them.
    package func takeItems(of list: ObjectID) -> [ObjectID] {
        let head = head(of: list)
        let items = (head..<heap.slotCount(list)).map { heap.setSlot(list, $0, owned: .none) }
        heap.resize(list, slots: head)
        return items
    }

    /// Marks a list, whose items were taken out, so that every change of its room shows.
    package func beginSorting(_ list: ObjectID) { heap.setPayload(list, .max) }

    /// Whether nobody changed the list since `beginSorting`.
    package func isSorting(_ list: ObjectID) -> Bool { heap.payload(list) == .max }

    /// Puts items back, whose units it takes over. The caller owns what came into the list meanwhile.
    package func endSorting(_ list: ObjectID, room: Int, items: [ObjectID]) -> [ObjectID] {
        let strays = takeItems(of: list)
        if isSorting(list) {
            heap.setPayload(list, room < 0 ? .max : UInt32(room))
        } else {
            setRoom(of: list, max(0, room))
        }
        for item in items { heap.append(list, owned: item) }
        return strays
    }
}
