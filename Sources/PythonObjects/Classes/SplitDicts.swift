import HeapEngine

/// Dicts that hold values by the shared keys of a class (CPython's split tables): what the values of an instance become where its
/// `__dict__` takes them over.
///
/// Their slots are the values, in shared-key order. For everything else they are views of themselves: `viewedInstance(of:)` is the dict.
extension Runtime {
    /// Whether a dict holds values by a class's shared keys.
    @inline(__always)
    func isSplit(_ object: ObjectID) -> Bool { heap.layout(of: object) == layouts.splitDict }

    /// Whether attributes are kept as values here: in an instance, or in a dict that has taken them over.
    func holdsValues(_ object: ObjectID) -> Bool { hasInlineValues(object) || isSplit(object) }

    /// The record of the class whose shared keys values go by.
    func keys(of holder: ObjectID) -> UInt32 {
        isSplit(holder) ? dictionaries[heap.payload(holder)].keys : heap.payload(heap.type(of: holder))
    }

    /// The slot of the first value.
    func firstValue(of holder: ObjectID) -> Int {
        isSplit(holder) ? 0 : Int(facts(of: heap.type(of: holder)).firstValue)
    }

    /// How many values there is place for.
    func valueCapacity(of holder: ObjectID) -> Int {
        isSplit(holder) ? SharedKeys.maximum : state(of: holder).capacity
    }

    /// The number of the order in which values were set, if that is not the order of the shared keys.
    func valueOrder(of holder: ObjectID) -> UInt32? {
        isSplit(holder) ? dictionaries[heap.payload(holder)].order : state(of: holder).order
    }

    func setValueOrder(of holder: ObjectID, _ order: UInt32?) {
        if isSplit(holder) {
            dictionaries[heap.payload(holder)].order = order
            return
        }
        var state = state(of: holder)
        state.order = order
        heap.setPayload(holder, state.rawValue)
    }

    /// The key of the value in a slot of a split dict, borrowed.
    func splitKey(_ dict: ObjectID, slot: Int) -> ObjectID {
        let names = sharedNames(of: dictionaries[heap.payload(dict)].owningClass)
        return slot < names.count ? names[slot] : .none
    }

    /// An empty dict that shares the keys of a class (`new_dict_with_shared_keys`).
    func makeSplitDict(_ type: ObjectID) -> ObjectID {
        let dict = makeEmptyDict()
        split(dict, type)
        return dict
    }

    /// Makes an empty dict one of values.
    private func split(_ dict: ObjectID, _ type: ObjectID) {
        let payload = heap.payload(dict)
        let keys = heap.payload(type)
        let bytes = classes[keys].sharedKeys.valuesBytes
        dictionaries[payload].owner = dict
        dictionaries[payload].ownerSerial = heap.serial(of: dict)
        dictionaries[payload].keys = keys
        dictionaries[payload].owningClass = type
        dictionaries[payload].bufferBytes = bytes
        heap.setLayout(dict, layouts.splitDict)
        heap.resizeBuffer(dict, bytes: bytes)
        splitDicts[keys, default: []].insert(dict)
    }

    /// Makes the dict that takes over an instance's values (`make_dict_from_instance_attributes`).
    func materializeDict(of object: ObjectID) -> ObjectID {
        let type = heap.type(of: object)
        let dict = makeEmptyDict()
        guard hasInlineValues(object) else {
            // A collection inside of the allocation ran Python code, which has asked for it too.
            heap.release(dict)
            return dictionary(of: object) ?? .none
        }
        heap.resizeBuffer(object, bytes: 0)
        split(dict, type)
        setValueOrder(of: dict, valueOrder(of: object))
        setValueOrder(of: object, nil)
        var isTracked = false
        for slot in firstValue(of: object)..<heap.slotCount(object) {
            let value = heap.setSlot(object, slot, owned: .none)
            if !value.isNone, mayBeTracked(value) { isTracked = true }
            heap.append(dict, owned: value)
        }
        if isTracked { track(dict) }
        back(object, with: dict)
        return dict
    }

    /// The copy of a split dict, which shares the same keys.
    func copySplitDict(_ dict: ObjectID) -> ObjectID {
        let copy = makeDictAnew()
        split(copy, dictionaries[heap.payload(dict)].owningClass)
        if let order = valueOrder(of: dict) {
            setValueOrder(of: copy, valueOrders.insert(valueOrders[order]))
        }
        for slot in 0..<heap.slotCount(dict) {
            let value = heap.slot(dict, slot)
            heap.append(copy, owned: value.isNone ? value : retained(value))
        }
        if heap.isTracked(dict) { track(copy) }
        return copy
    }

    /// Gives a split dict a table of its own.
    func combine(
        _ dict: ObjectID, isUnicode: Bool, keepingSize size: Int = 0, logSize: Int? = nil
    ) {
        let names = sharedNames(of: dictionaries[heap.payload(dict)].owningClass)
        let pairs = orderedIndices(dict).map { (names[$0], heap.setSlot(dict, $0, owned: .none)) }
        forgetSplit(dict)
        heap.resize(dict, slots: 0)
        let hashes = pairs.map { hashOfString($0.0) }
        for (key, value) in pairs {
            heap.append(dict, owned: retained(key))
            heap.append(dict, owned: value)
        }
        let payload = heap.payload(dict)
        dictionaries[payload].table = DictTable(unsharing: hashes, isUnicode: isUnicode)
        if let logSize { dictionaries[payload].table.rebuild(logSize: logSize, isUnicode: isUnicode) }
        dictionaries[payload].sharedSize = size
        heap.setLayout(dict, layouts.unicodeDict)
        didResize(dict)
    }

    /// Empties a split dict: it shares nothing any more, and its values go in shared-key order.
    func clearSplitDict(_ dict: ObjectID) {
        var taken: [ObjectID] = []
        for slot in 0..<heap.slotCount(dict) { taken.append(heap.setSlot(dict, slot, owned: .none)) }
        heap.resize(dict, slots: 0)
        becomeEmpty(dict)
        for value in taken where !value.isNone { drop(value, from: dict) { EdgeDescription(.value, "[…]") } }
    }

    /// Makes a split dict without slots an ordinary empty one.
    func becomeEmpty(_ dict: ObjectID) {
        forgetSplit(dict)
        heap.setLayout(dict, layouts.unicodeDict)
        dictionaries[heap.payload(dict)].table.clear()
        didResize(dict)
    }

    /// Ends what a split dict has beside its slots.
    func forgetSplit(_ dict: ObjectID) {
        let payload = heap.payload(dict)
        if let order = dictionaries[payload].order { valueOrders.remove(order) }
        dictionaries[payload].order = nil
        dictionaries[payload].owner = .none
        let keys = dictionaries[payload].keys
        splitDicts[keys]?.remove(dict)
        if splitDicts[keys]?.isEmpty == true { splitDicts[keys] = nil }
    }

    /// The dicts that outlive the class whose keys they share get tables of their own, which look as before.
    func combineDicts(ofClass keys: UInt32) {
        guard let dicts = splitDicts[keys] else { return }
        let size = classes[keys].sharedKeys.dictSize
        for dict in dicts.sorted() { combine(dict, isUnicode: true, keepingSize: size) }
    }

    /// Notes that a value is set which was not before.
    func noteOrder(_ holder: ObjectID, adding index: Int) {
        if let order = valueOrder(of: holder) {
            valueOrders[order].add(index)
            return
        }
        let next = firstValue(of: holder) + index + 1
        let later = next..<max(next, heap.slotCount(holder))
        guard later.contains(where: { !heap.slot(holder, $0).isNone }) else { return }
        var order = ValueOrder()
        for known in orderedIndices(holder) { order.add(known) }
        order.add(index)
        setValueOrder(of: holder, valueOrders.insert(order))
    }

    /// The places of the values that are set, in the order in which they were.
    func orderedIndices(_ holder: ObjectID) -> [Int] {
        if let order = valueOrder(of: holder) { return valueOrders[order].indices.map(Int.init) }
        let first = firstValue(of: holder)
        return (0..<(heap.slotCount(holder) - first)).filter { !heap.slot(holder, first + $0).isNone }
    }
}
