import HeapEngine

/// How the entries of a dict lie that has no keys of its own, but its class's (a split table): in the order of those keys, which is
/// the order of traversal and of dying, with the order in which they were set beside it.
package struct SharedOrder {
    /// The class whose instances share the keys.
    var sharer: Serial
    /// For each entry its key's place among the shared ones, ascending.
    var places: [UInt8] = []
    /// The entries, first set to last set.
    var order: [UInt8] = []

    /// Adds an entry for a key in a place; returns its number.
    mutating func add(place: Int) -> Int {
        let entry = places.firstIndex { $0 > place } ?? places.count
        for index in order.indices where order[index] >= entry { order[index] += 1 }
        places.insert(UInt8(place), at: entry)
        order.append(UInt8(entry))
        return entry
    }

    /// Takes an entry out.
    mutating func remove(_ entry: Int) {
        places.remove(at: entry)
        order.removeAll { $0 == entry }
        for index in order.indices where order[index] > entry { order[index] -= 1 }
    }
}

extension Runtime {
    /// Makes an empty dict share the keys of a class.
    func beginSharing(_ dict: ObjectID, keysOf type: ObjectID) {
        let payload = heap.payload(dict)
        dictionaries[payload].sharedSize = classes[heap.payload(type)].sharedKeys.dictSize
        dictionaries[payload].shared = SharedOrder(sharer: heap.serial(of: type))
    }

    /// The entry at a position in the dict's order.
    @inline(__always)
    func entry(of dict: ObjectID, at position: Int) -> Int {
        let payload = heap.payload(dict)
        guard dictionaries[payload].sharedSize > 0, let shared = dictionaries[payload].shared else {
            return position
        }
        return Int(shared.order[position])
    }

    /// Adds an entry to a dict that shares keys; false if the key cannot be shared any more.
    func insertShared(_ dict: ObjectID, _ key: ObjectID, hash: Int, _ value: ObjectID) -> Bool {
        let payload = heap.payload(dict)
        guard var shared = dictionaries[payload].shared, let name = strValue(key),
            let type = heap.object(with: shared.sharer), kind(of: type) == .type,
            let place = shareKey(type, name, key)
        else { return false }
        let entry = shared.add(place: place)
        dictionaries[payload].shared = shared
        dictionaries[payload].table.insert(hash: hash, at: entry)
        let slot = keySlot(of: dict, entry)
        heap.insert(dict, at: slot, owned: retained(key))
        heap.insert(dict, at: slot + 1, owned: retained(value))
        return true
    }

    /// Closes the gap that an entry leaves whose key and value were taken.
    func closeShared(_ dict: ObjectID, _ entry: Int) {
        let payload = heap.payload(dict)
        guard dictionaries[payload].sharedSize > 0, dictionaries[payload].shared != nil else { return }
        dictionaries[payload].shared?.remove(entry)
        _ = dictionaries[payload].table.compact(following: entry)
        let slot = keySlot(of: dict, entry)
        for _ in 0..<2 { _ = heap.remove(dict, at: slot) }
    }

    /// Gives a dict that shares keys a table of its own, in the dict's order (`dictresize` of a split table).
    ///
    /// - Parameter logSize: the size of the table, if it is not to be what the entries need.
    func stopSharing(_ dict: ObjectID, isUnicode: Bool, logSize: Int? = nil) {
        let payload = heap.payload(dict)
        guard dictionaries[payload].sharedSize > 0, let shared = dictionaries[payload].shared else { return }
        let entries = shared.order.map { entry in
            let slot = keySlot(of: dict, Int(entry))
            return (
                key: heap.setSlot(dict, slot, owned: .none),
                value: heap.setSlot(dict, slot + 1, owned: .none),
                hash: dictionaries[payload].table.hash(at: Int(entry))
            )
        }
        for (entry, taken) in entries.enumerated() {
            let slot = keySlot(of: dict, entry)
            heap.setSlot(dict, slot, owned: taken.key)
            heap.setSlot(dict, slot + 1, owned: taken.value)
        }
        dictionaries[payload].table = DictTable(unsharing: entries.map(\.hash), isUnicode: isUnicode)
        if let logSize { dictionaries[payload].table.rebuild(logSize: logSize, isUnicode: isUnicode) }
        forgetSharing(dict)
        didResize(dict)
    }

    /// Notes that a dict shares no keys any more.
    func forgetSharing(_ dict: ObjectID) {
        let payload = heap.payload(dict)
        dictionaries[payload].sharedSize = 0
        dictionaries[payload].shared = nil
    }
}
