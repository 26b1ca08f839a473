import HeapEngine

/// Dicts entry by entry, by the hashes that they know. Whatever compares may run Python code.
extension Runtime {
    /// How an entry that is there already is treated when dicts are merged.
    package enum MergeRule: Sendable {
        case keep, replace
        /// KeyError, with the key.
        case refuse
    }

    /// What merging may come to besides an exception.
    package enum MergeOutcome {
        case merged
        /// A key is there already and must not be; borrowed.
        case duplicate(ObjectID)
    }

    /// The first entry at or behind a position, which moves on behind it (`_PyDict_Next`). Borrowed.
    package func nextEntry(
        of dict: ObjectID, from position: inout Int
    ) -> (key: ObjectID, value: ObjectID, hash: Int)? {
        if viewedInstance(of: dict) != nil {
            let entries = entries(of: dict)
            guard position < entries.count else { return nil }
            defer { position += 1 }
            let (key, value) = entries[position]
            return (key, value, hashOfString(key))
        }
        let (head, stride) = (head(of: dict), entrySlots(of: dict))
        while head + stride * position + 1 < heap.slotCount(dict) {
            let entry = entry(of: dict, at: position)
            position += 1
            let key = heap.slot(dict, head + stride * entry)
            if key.isNone { continue }
            let hash = dictionaries[heap.payload(dict)].table.hash(at: entry)
            return (key, heap.slot(dict, head + stride * entry + 1), hash)
        }
        return nil
    }

    /// The number of entries, holes included (`dk_nentries`).
    package func entryPositions(of dict: ObjectID) -> Int {
        if viewedInstance(of: dict) != nil { return count(ofDict: dict) }
        return (heap.slotCount(dict) - head(of: dict)) / entrySlots(of: dict)
    }

    /// `dict.popitem()`: the last entry, whose key and value the caller owns; nil if there is none.
    package func popLastEntry(of dict: ObjectID) -> (key: ObjectID, value: ObjectID)? {
        if count(ofDict: dict) == 0 { return nil }
        if let owner = viewedInstance(of: dict) {
            unshare(owner, isUnicode: true, logSize: SharedKeys.logSize)
        }
        stopSharing(dict, isUnicode: true, logSize: SharedKeys.logSize)
        guard let entry = dictionaries[heap.payload(dict)].table.removeLast() else { return nil }
        let slot = keySlot(of: dict, entry)
        if entrySlots(of: dict) == 3 { heap.release(heap.setSlot(dict, slot + 2, owned: .none)) }
        let key = heap.setSlot(dict, slot, owned: .none)
        let value = heap.setSlot(dict, slot + 1, owned: .none)
        heap.resize(dict, slots: slot)
        return (key, value)
    }

    /// Puts the entries of one dict into another (`dict_merge`).
    ///
    /// - Throws: RuntimeError if comparing keys changed the other dict.
    package func mergeDict(
        _ dict: ObjectID, from other: ObjectID, _ rule: MergeRule = .replace
    ) throws -> MergeOutcome {
        if dict == other || count(ofDict: other) == 0 { return .merged }
        let payload = heap.payload(dict)
        if dictionaries[payload].sharedSize == 0, sharesKeys(other) {
            let more = count(ofDict: other)
            if dictionaries[payload].table.reserve(for: more, isUnicode: true) { dropHoles(dict) }
            didResize(dict)
        } else if dictionaries[payload].sharedSize > 0 {
            if count(ofDict: other) > DictTable.usable(logSize: SharedKeys.logSize) {
                stopSharing(dict, isUnicode: true)
            }
        } else if viewedInstance(of: dict) == nil {
            let table = dictionaries[heap.payload(other)].table
            switch dictionaries[payload].table.prepareMerge(from: table) {
            case .clone:
                cloneEntries(of: other, into: dict)
                return .merged
            case .insert(let droppedHoles):
                if droppedHoles { dropHoles(dict) }
                didResize(dict)
            }
        }
        let positions = entryPositions(of: other)
        let ignoresOld = count(ofDict: dict) == 0
        var position = 0
        while let entry = nextEntry(of: other, from: &position) {
            heap.retain(entry.key)
            heap.retain(entry.value)
            defer {
                heap.release(entry.value)
                heap.release(entry.key)
            }
            if !ignoresOld, rule != .replace, try lookUp(dict, entry.key, hash: entry.hash) != nil {
                if rule == .refuse { return .duplicate(entry.key) }
            } else {
                try store(dict, entry.key, hash: entry.hash, entry.value)
            }
            if positions != entryPositions(of: other) {
                throw PythonException("RuntimeError", "dict mutated during update")
            }
        }
        return .merged
    }

    private func cloneEntries(of other: ObjectID, into dict: ObjectID) {
        heap.resize(dict, slots: head(of: dict))
        let (head, stride, isListed) = (head(of: other), entrySlots(of: other), entrySlots(of: dict) == 3)
        for slot in head..<heap.slotCount(other) where (slot - head) % stride != 2 {
            heap.append(dict, owned: retained(heap.slot(other, slot)))
            if isListed, (slot - head) % stride == 1 {
                heap.append(dict, owned: retained(heap.slot(other, slot - 1)))
            }
        }
        didResize(dict)
        if heap.isTracked(other), !heap.isTracked(dict) { track(dict) }
    }

    /// Makes an empty dict fit for so many keys of a dict or set (`dict_dict_fromkeys`).
    package func reserve(_ dict: ObjectID, forKeysOf count: Int, isUnicode: Bool) {
        guard self.count(ofDict: dict) == 0, viewedInstance(of: dict) == nil else { return }
        heap.resize(dict, slots: head(of: dict))
        dictionaries[heap.payload(dict)].table = DictTable(keysOfCollection: count, isUnicode: isUnicode)
        didResize(dict)
    }

    /// Whether the dict's table is for str keys alone.
    package func hasUnicodeTable(_ dict: ObjectID) -> Bool {
        dictionaries[heap.payload(dict)].table.isUnicode
    }

    /// Puts an entry at the end of the order, or at its beginning.
    ///
    /// - Complexity: O(n).
    package func moveEntry(_ dict: ObjectID, _ entry: Int, toEnd: Bool) {
        let head = head(of: dict)
        if dictionaries[heap.payload(dict)].table.hasHoles {
            // A table without holes of the same size.
            dropHoles(dict)
            let before = dictionaries[heap.payload(dict)].table.compact(following: entry)
            didResize(dict)
            return moveEntry(dict, before, toEnd: toEnd)
        }
        let last = entryPositions(of: dict) - 1
        dictionaries[heap.payload(dict)].table.move(entry, to: toEnd ? last : 0)
        let size = entrySlots(of: dict)
        let moved = (0..<size).map { heap.setSlot(dict, head + size * entry + $0, owned: .none) }
        var place = entry
        while place != (toEnd ? last : 0) {
            let from = toEnd ? place + 1 : place - 1
            for part in 0..<size {
                let object = heap.setSlot(dict, head + size * from + part, owned: .none)
                heap.setSlot(dict, head + size * place + part, owned: object)
            }
            place = from
        }
        for (part, object) in moved.enumerated() {
            heap.setSlot(dict, head + size * place + part, owned: object)
        }
    }
}
