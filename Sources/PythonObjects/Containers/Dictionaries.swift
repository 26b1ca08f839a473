import HeapEngine

/// What a dict has beside its keys and values.
package struct DictionaryRecord {
    package var table = DictTable()
    /// The instance whose inline values this dict shows, and its serial; such a dict has no slots.
    package var owner = ObjectID.none
    package var ownerSerial = Serial(rawValue: 0)
    /// `sys.getsizeof` while the dict shares a class's keys; 0 otherwise.
    package var sharedSize = 0
    /// How the entries lie while it does; nil of a dict that shows an instance's values.
    var shared: SharedOrder?
    /// The class whose keys the dict shares, and its record, if it is split; the order in which its values were set, if not the keys'.
    package var owningClass = ObjectID.none
    package var keys: UInt32 = 0
    package var order: UInt32?
    /// Bytes of the keys object that the dict has memory for.
    package var bufferBytes = 0
}

extension Runtime {
    /// An empty dict.
    package func makeEmptyDict() -> ObjectID {
        allocate(
            layouts.unicodeDict, types.dict, .dict(keysBytes: 0),
            payload: dictionaries.insert(DictionaryRecord()))
    }

    /// What `dict()` makes, and the copy of a dict that shares keys.
    package func makeDictAnew() -> ObjectID {
        allocateAnew(
            layouts.unicodeDict, types.dict, .dict(keysBytes: 0),
            payload: dictionaries.insert(DictionaryRecord()))
    }

    /// A dict display: `{k: v, ...}`.
    public func makeDict(_ pairs: [(key: ObjectID, value: ObjectID)]) throws -> ObjectID {
        let hashes = try pairs.map { try hash($0.key) }
        let dict = makeEmptyDict()
        if pairs.count > 5 {
            let isUnicode = isExactly(pairs[0].key, types.str)
            dictionaries[heap.payload(dict)].table = DictTable(presized: pairs.count, isUnicode: isUnicode)
            didResize(dict)
        }
        for (pair, hash) in zip(pairs, hashes) {
            do {
                try store(dict, pair.key, hash: hash, pair.value)
            } catch {
                heap.release(dict)
                throw error
            }
        }
        return dict
    }

    /// The number of keys.
    package func count(ofDict dict: ObjectID) -> Int {
        if let owner = viewedInstance(of: dict) { return instanceAttributes(owner).count }
        return dictionaries[heap.payload(dict)].table.count
    }

    /// Changes whenever the keys of a dict may have changed.
    package func keysVersion(of dict: ObjectID) -> UInt32 {
        dictionaries[heap.payload(dict)].table.version
    }

    /// Whether a dict has entries of its own: it shows no instance's values.
    package func hasOwnEntries(_ dict: ObjectID) -> Bool { dictionaries[heap.payload(dict)].owner.isNone }

    /// The entry of a key, or nil. May compare objects.
    package func find(_ dict: ObjectID, _ key: ObjectID, hash: Int) throws -> Int? {
        let payload = heap.payload(dict)
        let (head, stride) = (head(of: dict), entrySlots(of: dict))
        search: while true {
            var probe = dictionaries[payload].table.probe(hash)
            let size = dictionaries[payload].table.logSize
            while let entry = dictionaries[payload].table.next(&probe) {
                let known = heap.slot(dict, head + stride * entry)
                if known == key { return entry }
                let isEqual = try equalsSafely(known, key)
                // Python code may have changed the dict meanwhile; then the search begins anew, as in CPython.
                guard dictionaries[payload].table.logSize == size,
                    head + stride * entry < heap.slotCount(dict),
                    heap.slot(dict, head + stride * entry) == known
                else { continue search }
                if isEqual { return entry }
            }
            return nil
        }
    }

    /// `left == right`, where Python code that compares them may drop the last reference to `left`.
    func equalsSafely(_ left: ObjectID, _ right: ObjectID) throws -> Bool {
        guard evaluator != nil else { return try equals(left, right) }
        heap.retain(left)
        defer { heap.release(left) }
        return try equalsHeld(left, right)
    }

    /// The entry of a str key, or nil. Makes no object.
    package func find(_ dict: ObjectID, name: PythonString) -> Int? {
        let payload = heap.payload(dict)
        var probe = dictionaries[payload].table.probe(PythonHash.str(name))
        let (head, stride) = (head(of: dict), entrySlots(of: dict))
        while let entry = dictionaries[payload].table.next(&probe) {
            let known = heap.slot(dict, head + stride * entry)
            if kind(of: known) == .str, strings[heap.payload(known)].value == name { return entry }
        }
        return nil
    }

    /// The value of an entry, borrowed.
    package func value(_ dict: ObjectID, at entry: Int) -> ObjectID {
        heap.slot(dict, keySlot(of: dict, entry) + 1)
    }

    /// The value of a str key, borrowed; nil if there is none.
    package func lookUp(_ dict: ObjectID, name: PythonString) -> ObjectID? {
        if let owner = viewedInstance(of: dict) { return instanceAttribute(owner, name) }
        return find(dict, name: name).map { value(dict, at: $0) }
    }

    /// The value of a key, borrowed; nil if there is none.
    package func lookUp(_ dict: ObjectID, _ key: ObjectID, hash: Int) throws -> ObjectID? {
        if let owner = viewedInstance(of: dict) {
            guard let name = strValue(key) else { return nil }
            return instanceAttribute(owner, name)
        }
        return try find(dict, key, hash: hash).map { value(dict, at: $0) }
    }

    /// `dict[key] = value`.
    package func store(_ dict: ObjectID, _ key: ObjectID, hash: Int, _ value: ObjectID) throws {
        if let owner = viewedInstance(of: dict) {
            if isExactly(key, types.str), let name = strValue(key) {
                maintainTracking(dict, key, value)
                setInstanceAttribute(owner, name, key: key, value)
                return
            }
            unshare(owner, isUnicode: false)
        }
        let isString = isExactly(key, types.str)
        let payload = heap.payload(dict)
        prepare(dict, forStringKey: isString)
        if dictionaries[payload].table.count > 0, let entry = try find(dict, key, hash: hash) {
            maintainTracking(dict, key, value)
            let old = heap.setSlot(dict, keySlot(of: dict, entry) + 1, owned: retained(value))
            drop(old, from: dict) { EdgeDescription(.value, "[\(summary(key, limit: 100))]") }
            return
        }
        insertEntry(dict, key, hash: hash, value)
    }

    /// Adds an entry for a key that was looked up and not found.
    private func insertEntry(_ dict: ObjectID, _ key: ObjectID, hash: Int, _ value: ObjectID) {
        let payload = heap.payload(dict)
        maintainTracking(dict, key, value)
        // Comparing may have run Python code, which may have emptied the dict.
        prepare(dict, forStringKey: isExactly(key, types.str))
        if dictionaries[payload].sharedSize > 0, dictionaries[payload].shared != nil {
            if insertShared(dict, key, hash: hash, value) { return }
            stopSharing(dict, isUnicode: true)
        }
        let (entry, droppedHoles) = dictionaries[payload].table.append(hash: hash)
        if droppedHoles { dropHoles(dict) }
        precondition(heap.slotCount(dict) == keySlot(of: dict, entry), "a dict's slots and table differ")
        heap.append(dict, owned: retained(key))
        heap.append(dict, owned: retained(value))
        if entrySlots(of: dict) == 3 { heap.append(dict, owned: retained(key)) }
        didResize(dict)
    }

    /// Makes the table fit for a key before it is looked up to be stored.
    private func prepare(_ dict: ObjectID, forStringKey isString: Bool) {
        let payload = heap.payload(dict)
        if !isString { stopSharing(dict, isUnicode: false) }
        if dictionaries[payload].table.prepare(forStringKey: isString) { dropHoles(dict) }
        didResize(dict)
    }

    /// `dict.setdefault(key, value)`; the caller owns the result.
    package func setDefault(_ dict: ObjectID, _ key: ObjectID, hash: Int, _ value: ObjectID) throws
        -> ObjectID
    {
        if viewedInstance(of: dict) != nil {
            if let known = try lookUp(dict, key, hash: hash) { return retained(known) }
            try store(dict, key, hash: hash, value)
            return retained(value)
        }
        prepare(dict, forStringKey: isExactly(key, types.str))
        if dictionaries[heap.payload(dict)].table.count > 0, let entry = try find(dict, key, hash: hash) {
            return retained(self.value(dict, at: entry))
        }
        insertEntry(dict, key, hash: hash, value)
        return retained(value)
    }

    /// Takes an entry out of a dict: its value, which the caller owns; nil if there is no such key.
    package func takeValue(of dict: ObjectID, _ key: ObjectID, hash: Int) throws -> ObjectID? {
        if let owner = viewedInstance(of: dict) {
            guard let name = strValue(key), let value = instanceAttribute(owner, name) else { return nil }
            heap.retain(value)
            _ = deleteInstanceAttribute(owner, name)
            return value
        }
        guard let entry = try find(dict, key, hash: hash) else { return nil }
        return removeEntry(dict, entry, keepingValue: true)
    }

    /// `dict[name] = value` with an interned str key.
    package func store(_ dict: ObjectID, name: String, _ value: ObjectID) {
        let key = internedName(name)
        storeUnchecked(dict, key, value)
        heap.release(key)
    }

    /// `dict[key] = value` with a str key, which cannot fail.
    package func storeUnchecked(_ dict: ObjectID, _ key: ObjectID, _ value: ObjectID) {
        do {
            try uncounted { try store(dict, key, hash: hashOfString(key), value) }
        } catch {
            preconditionFailure("comparing str keys failed: \(error)")
        }
    }

    /// Takes an entry away; key and value are dropped, in this order.
    package func removeEntry(_ dict: ObjectID, _ entry: Int, keepingValue: Bool = false) -> ObjectID? {
        let payload = heap.payload(dict)
        let slot = keySlot(of: dict, entry)
        if entrySlots(of: dict) == 3 { heap.release(heap.setSlot(dict, slot + 2, owned: .none)) }
        let key = heap.setSlot(dict, slot, owned: .none)
        let value = heap.setSlot(dict, slot + 1, owned: .none)
        dictionaries[payload].table.remove(entry)
        closeShared(dict, entry)
        let label =
            events.firstTemporary == .max && (heap.refcount(value) == 1 || heap.refcount(key) == 1)
            ? "[\(summary(key, limit: 100))]" : ""
        drop(key, from: dict) { EdgeDescription(.key, label) }
        if keepingValue { return value }
        drop(value, from: dict) { EdgeDescription(.value, label) }
        return nil
    }

    /// `dict.clear()`: pairs go in order.
    package func clearDict(_ dict: ObjectID) {
        if isSplit(dict) { return clearSplitDict(dict) }
        if let owner = viewedInstance(of: dict) {
            clearInlineValues(of: owner)
            return
        }
        let (head, stride) = (head(of: dict), entrySlots(of: dict))
        var taken: [ObjectID] = [], listed: [ObjectID] = []
        for slot in head..<heap.slotCount(dict) {
            let object = heap.setSlot(dict, slot, owned: .none)
            if (slot - head) % stride == 2 { listed.append(object) } else { taken.append(object) }
        }
        heap.resize(dict, slots: head)
        dictionaries[heap.payload(dict)].table.clear()
        forgetSharing(dict)
        didResize(dict)
        for (offset, object) in taken.enumerated() where !object.isNone {
            drop(object, from: dict) {
                EdgeDescription(offset & 1 == 0 ? .key : .value, "[…]")
            }
        }
        for key in listed where !key.isNone { drop(key, from: dict) { EdgeDescription(.key, "[…]") } }
    }

    /// The live entries in order: keys and values, borrowed.
    public func entries(of dict: ObjectID) -> [(key: ObjectID, value: ObjectID)] {
        if let owner = viewedInstance(of: dict) {
            let names = sharedNames(
                of: owner == dict ? dictionaries[heap.payload(dict)].owningClass : heap.type(of: owner))
            return instanceAttributes(owner).map { attribute in
                (names.first { strValue($0) == attribute.name } ?? none, attribute.value)
            }
        }
        let (head, stride) = (head(of: dict), entrySlots(of: dict))
        var pairs: [(key: ObjectID, value: ObjectID)] = []
        if dictionaries[heap.payload(dict)].sharedSize > 0,
            let shared = dictionaries[heap.payload(dict)].shared
        {
            return shared.order.map { entry in
                (heap.slot(dict, head + 2 * Int(entry)), heap.slot(dict, head + 2 * Int(entry) + 1))
            }
        }
        var slot = head
        while slot + 1 < heap.slotCount(dict) {
            let key = heap.slot(dict, slot)
            if !key.isNone { pairs.append((key, heap.slot(dict, slot + 1))) }
            slot += stride
        }
        return pairs
    }

    /// `dict.copy()` of a plain dict.
    package func copyDict(_ dict: ObjectID) -> ObjectID {
        if isSplit(dict), count(ofDict: dict) > 0 { return copySplitDict(dict) }
        let sharedSize = count(ofDict: dict) > 0 ? sharedDictSize(dict) : nil
        let copy = sharedSize == nil ? makeEmptyDict() : makeDictAnew()
        let table = dictionaries[heap.payload(dict)].table
        if let size = sharedSize {
            if let owner = viewedInstance(of: dict) { beginSharing(copy, keysOf: heap.type(of: owner)) }
            dictionaries[heap.payload(copy)].sharedSize = size
        }
        if let cloned = table.copied(), viewedInstance(of: dict) == nil {
            dictionaries[heap.payload(copy)].table = cloned
            dictionaries[heap.payload(copy)].shared = dictionaries[heap.payload(dict)].shared
            let (head, stride) = (head(of: dict), entrySlots(of: dict))
            for slot in head..<heap.slotCount(dict) where (slot - head) % stride != 2 {
                let object = heap.slot(dict, slot)
                heap.append(copy, owned: object.isNone ? object : retained(object))
            }
            didResize(copy)
        } else {
            for (key, value) in entries(of: dict) {
                guard let hash = try? uncounted({ try hash(key) }) else { continue }
                try? uncounted { try store(copy, key, hash: hash, value) }
            }
        }
        if heap.isTracked(dict), !heap.isTracked(copy) { track(copy) }
        return copy
    }

    // MARK: Keeping in step with the table

    /// Removes the empty pairs of slots, as the table did with its holes.
    func dropHoles(_ dict: ObjectID) {
        let (head, size) = (head(of: dict), entrySlots(of: dict))
        var free = head
        for slot in stride(from: head, to: heap.slotCount(dict) - 1, by: size)
        where !heap.slot(dict, slot).isNone {
            if slot != free {
                for part in 0..<size {
                    _ = heap.setSlot(dict, free + part, owned: heap.setSlot(dict, slot + part, owned: .none))
                }
            }
            free += size
        }
        heap.resize(dict, slots: free)
    }

    /// Gives the dict the keys memory and the layout that its table asks for.
    func didResize(_ dict: ObjectID) {
        var record = dictionaries[heap.payload(dict)]
        if record.sharedSize > 0, !record.table.isUnicode || record.table.count > SharedKeys.maximum {
            record.sharedSize = 0
            forgetSharing(dict)
        }
        if record.sharedSize == 0, record.bufferBytes != record.table.keysBytes, !keepsMemory(dict) {
            dictionaries[heap.payload(dict)].bufferBytes = record.table.keysBytes
            heap.replaceBuffer(
                dict, bytes: record.table.keysBytes,
                isKept: record.table.keysBytes == DictTable.leastKeysBytes)
        }
        let owner = classes[heap.payload(heap.type(of: dict))]
        let layout = record.table.isUnicode ? owner.layout : owner.generalLayout
        if heap.layout(of: dict) != layout { heap.setLayout(dict, layout) }
    }

    /// Whether a dict has no table of its own, but a class's keys (a split table).
    package func sharesKeys(_ dict: ObjectID) -> Bool { sharedDictSize(dict) != nil }

    /// Whether a dict's memory is the interpreter's own, which stays as it is: a static type's, and the builtins once they are complete.
    private func keepsMemory(_ dict: ObjectID) -> Bool {
        heap.isStatic(dict) || dict == roots.system
            || dict <= roots.lastStaticDict && roots.hasStaticBuiltins
                && roots.staticDicts.contains(dict)
    }

    /// Tracks an untracked dict when a key or value that may be tracked is stored (`MAINTAIN_TRACKING`).
    package func maintainTracking(_ dict: ObjectID, _ key: ObjectID, _ value: ObjectID) {
        guard !heap.isTracked(dict), mayBeTracked(key) || mayBeTracked(value) else { return }
        if !isBuiltin(dict) || dict == library.finalizeRegistry { track(dict) }
    }

    /// `_PyObject_GC_MAY_BE_TRACKED`: a collectable object that is no untracked tuple.
    package func mayBeTracked(_ object: ObjectID) -> Bool {
        let type = heap.type(of: object)
        if type == types.tuple { return heap.isTracked(object) }
        if type == types.type { return record(of: object).isHeap }
        return heap.isTracked(object) || isCollectable(object)
    }

    /// Whether the object's memory has a GC head.
    func isCollectable(_ object: ObjectID) -> Bool {
        switch kind(of: object) {
        case .opaque, .none, .ellipsis, .notImplemented, .range, .code, .rangeIterator, .longRangeIterator:
            false
        case .bool, .int, .float, .complex, .str, .bytes, .byteArray, .object:
            classes[heap.payload(heap.type(of: object))].isHeap
        case .type: record(of: object).isHeap
        default: true
        }
    }
}
