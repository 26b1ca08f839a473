import HeapEngine

/// What the payload of an instance of a plain class says about its attributes.
///
/// Its slots are `type`, the dict that shows its values (hidden from the collector), what is in `__slots__`, and the values in
/// shared-key order; or, once it is backed by a dict of its own, that dict alone in the values' place.
package struct InstanceState {
    package var rawValue: UInt32

    /// How many values the instance has place for.
    package var capacity: Int {
        get { Int(rawValue & 31) }
        set { rawValue = rawValue & ~31 | UInt32(newValue) }
    }

    /// Whether an ordinary dict has taken the values' place.
    package var isDictBacked: Bool {
        get { rawValue & 32 != 0 }
        set { rawValue = newValue ? rawValue | 32 : rawValue & ~32 }
    }

    /// The number of the instance's value order, if its attributes were not set in shared-key order.
    package var order: UInt32? {
        get { rawValue >> 8 == 0 ? nil : rawValue >> 8 - 1 }
        set { rawValue = rawValue & 0xff | (newValue.map { $0 + 1 } ?? 0) << 8 }
    }

    package static let typeSlot = 0, dictSlot = 1, head = 2
}

extension Runtime {
    package func state(of instance: ObjectID) -> InstanceState {
        InstanceState(rawValue: heap.payload(instance))
    }

    private func setState(_ instance: ObjectID, _ state: InstanceState) {
        heap.setPayload(instance, state.rawValue)
    }

    /// Makes an instance of a heap class that is laid out like a bare object.
    package func makePlainInstance(_ type: ObjectID) -> ObjectID {
        let payload = heap.payload(type)
        let facts = facts(of: type)
        var state = InstanceState(rawValue: 0)
        let form: Form
        var slots = InstanceState.head
        if facts.hasInlineValues, profile.instanceAttributes == .inlineValues {
            form = .instance(inlineValues: classes[payload].sharedKeys.inlineValuesBytes)
            slots += classes[payload].sharedKeys.names.count
            state.capacity = classes[payload].sharedKeys.admitInstance()
        } else if facts.hasInlineValues {
            form = self.form(ofInstances: classes[payload])
            slots = Int(facts.firstValue) + classes[payload].sharedKeys.names.count
            state.capacity = classes[payload].sharedKeys.admitInstance()
        } else {
            form = self.form(ofInstances: classes[payload])
            slots += classes[payload].slots.count + (facts.hasDict ? 1 : 0)
        }
        let instance = allocate(facts.layout, type, form, slots: slots, payload: state.rawValue)
        fill(instance, InstanceState.typeSlot, type)
        if facts.hasFinalizer { heap.setFinalizer(instance, true) }
        track(instance)
        if facts.hasInlineValues, profile.instanceAttributes == .values {
            heap.resizeBuffer(instance, bytes: SharedKeys.valuesBytes(capacity: state.capacity))
        }
        return instance
    }

    /// The form of a plain class's instances, but for inline values.
    func form(ofInstances record: ClassRecord) -> Form {
        .slots(record.slots.count, hasDict: record.hasDict, hasWeakReferences: record.hasWeakReferences)
    }

    /// The slot that holds the instance's own `__dict__`, or nil if it has none (yet) or keeps values inline.
    package func dictSlot(of object: ObjectID) -> Int? {
        let facts = facts(of: heap.type(of: object))
        if facts.hasInlineValues { return state(of: object).isDictBacked ? Int(facts.firstValue) : nil }
        if facts.kind == .function { return Layouts.FunctionSlot.dict }
        return facts.dictSlot < 0 ? nil : Int(facts.dictSlot)
    }

    /// Whether the instance keeps attributes inline at present.
    package func hasInlineValues(_ object: ObjectID) -> Bool {
        facts(of: heap.type(of: object)).hasInlineValues && !state(of: object).isDictBacked
    }

    /// The value of an attribute in the instance's values or dict, borrowed.
    package func instanceAttribute(_ object: ObjectID, _ name: PythonString) -> ObjectID? {
        if holdsValues(object) {
            guard let index = classes[keys(of: object)].sharedKeys.index(of: name) else { return nil }
            let slot = firstValue(of: object) + index
            guard slot < heap.slotCount(object) else { return nil }
            let value = heap.slot(object, slot)
            return value.isNone ? nil : value
        }
        guard let slot = dictSlot(of: object) else { return nil }
        let dict = heap.slot(object, slot)
        return dict.isNone ? nil : lookUp(dict, name: name)
    }

    /// Sets an attribute in the instance's values or dict.
    package func setInstanceAttribute(
        _ object: ObjectID, _ name: PythonString, key: ObjectID, _ value: ObjectID
    ) {
        if isSplit(object) {
            let owner = dictionaries[heap.payload(object)].owningClass
            if let index = shareKey(owner, name, key) {
                return setInlineValue(object, index, key: key, value)
            }
            combine(object, isUnicode: true)
            return storeUnchecked(object, key, value)
        }
        let type = heap.type(of: object)
        if hasInlineValues(object) {
            if let index = shareKey(type, name, key), index < state(of: object).capacity {
                setInlineValue(object, index, key: key, value)
                return
            }
            unshare(object, isUnicode: true)
        }
        guard let slot = dictSlot(of: object) else {
            preconditionFailure("the object has no place for attributes")
        }
        storeUnchecked(ownDict(of: object, inSlot: slot), key, value)
    }

    /// The dict in an object's slot for it, made when it is first needed.
    private func ownDict(of object: ObjectID, inSlot slot: Int) -> ObjectID {
        let known = heap.slot(object, slot)
        if !known.isNone { return known }
        let dict = makeAttributeDict(heap.type(of: object))
        _ = heap.setSlot(object, slot, owned: dict)
        return dict
    }

    /// What deleting an attribute that is not there leaves behind: its name is among the shared keys, or the object has a dict
    /// (`store_instance_attr_lock_held`, `_PyObjectDict_SetItem`).
    func noteMissing(_ object: ObjectID, _ name: String) {
        if hasInlineValues(object) {
            let key = internedName(name)
            let isShared = shareKey(heap.type(of: object), PythonString(name), key) != nil
            heap.release(key)
            if !isShared, profile.instanceAttributes == .values { _ = materializeDict(of: object) }
        } else if let slot = dictSlot(of: object) {
            _ = ownDict(of: object, inSlot: slot)
        }
    }

    /// Empties an instance's inline values, in shared-key order.
    func clearInlineValues(of object: ObjectID) {
        var state = state(of: object)
        if let order = state.order { valueOrders.remove(order) }
        state.order = nil
        setState(object, state)
        var slot = InstanceState.head
        while hasInlineValues(object), slot < heap.slotCount(object) {
            let value = heap.setSlot(object, slot, owned: .none)
            let index = slot - InstanceState.head
            slot += 1
            if value.isNone { continue }
            if let order = self.state(of: object).order { valueOrders[order].remove(index) }
            drop(value, from: object) {
                let names = classes[heap.payload(heap.type(of: object))].sharedKeys.names
                return EdgeDescription(.attribute, ".\(names[index].text)")
            }
        }
    }

    /// The dict for the attributes of an instance that has none: it shares the class's keys, if there are any.
    private func makeAttributeDict(_ type: ObjectID) -> ObjectID {
        guard classes[heap.payload(type)].sharesKeys else { return makeEmptyDict() }
        if profile.instanceAttributes == .values { return makeSplitDict(type) }
        let dict = makeEmptyDict()
        beginSharing(dict, keysOf: type)
        return dict
    }

    private func setInlineValue(_ object: ObjectID, _ index: Int, key: ObjectID, _ value: ObjectID) {
        let slot = firstValue(of: object) + index
        let count = heap.slotCount(object)
        if slot >= count {
            heap.resize(object, slots: slot + 1)
        } else if !heap.slot(object, slot).isNone {
            let old = heap.setSlot(object, slot, owned: retained(value))
            drop(old, from: object) {
                EdgeDescription(.attribute, ".\(summary(key, limit: 100, quoted: false))")
            }
            return
        }
        noteOrder(object, adding: index)
        _ = heap.setSlot(object, slot, owned: retained(value))
    }

    /// Sets an inline value in a slot, if that changes nothing but the slot: it holds a value already, or it comes behind all that do.
    ///
    /// - Returns: whether it was set; then the caller's unit of the value has moved.
    @inline(__always)
    package func setInlineSlot(_ object: ObjectID, _ slot: Int, owned value: ObjectID) -> Bool {
        let state = state(of: object)
        let count = heap.slotCount(object)
        guard !state.isDictBacked, slot < count else { return false }
        if !heap.slot(object, slot).isNone {
            let old = heap.setSlot(object, slot, owned: value)
            drop(old, from: object) {
                let names = classes[heap.payload(heap.type(of: object))].sharedKeys.names
                let first = firstValue(of: object)
                return EdgeDescription(.attribute, ".\(names[slot - first].text)")
            }
            return true
        }
        guard state.order == nil, slot - firstValue(of: object) < state.capacity else { return false }
        var later = slot + 1
        while later < count {
            if !heap.slot(object, later).isNone { return false }
            later += 1
        }
        _ = heap.setSlot(object, slot, owned: value)
        return true
    }

    /// The slot of an inline value by its name, if instances of the class share it.
    package func inlineSlot(_ type: ObjectID, _ name: PythonString) -> Int? {
        classes[heap.payload(type)].sharedKeys.index(of: name).map { Int(facts(of: type).firstValue) + $0 }
    }

    /// Deletes an attribute; false if there is none.
    package func deleteInstanceAttribute(_ object: ObjectID, _ name: PythonString) -> Bool {
        if holdsValues(object) {
            let first = firstValue(of: object)
            guard let index = classes[keys(of: object)].sharedKeys.index(of: name),
                first + index < heap.slotCount(object)
            else { return false }
            let old = heap.setSlot(object, first + index, owned: .none)
            if old.isNone { return false }
            if let order = valueOrder(of: object) {
                valueOrders[order].remove(index)
                if valueOrders[order].indices.isEmpty {
                    valueOrders.remove(order)
                    setValueOrder(of: object, nil)
                }
            }
            drop(old, from: object) { EdgeDescription(.attribute, ".\(name.text)") }
            return true
        }
        guard let slot = dictSlot(of: object) else { return false }
        let dict = heap.slot(object, slot)
        if dict.isNone { return false }
        if isSplit(dict) { return deleteInstanceAttribute(dict, name) }
        guard let entry = find(dict, name: name) else { return false }
        _ = removeEntry(dict, entry)
        return true
    }

    /// The attributes in the order of `__dict__`, borrowed; not those in `__slots__`.
    package func instanceAttributes(_ object: ObjectID) -> [(name: PythonString, value: ObjectID)] {
        if holdsValues(object) {
            let names = classes[keys(of: object)].sharedKeys.names
            let first = firstValue(of: object)
            return orderedIndices(object).map { (names[$0], heap.slot(object, first + $0)) }
        }
        guard let slot = dictSlot(of: object) else { return [] }
        let dict = heap.slot(object, slot)
        if dict.isNone { return [] }
        return entries(of: dict).compactMap { pair in strValue(pair.key).map { ($0, pair.value) } }
    }

    // MARK: The dict of an instance

    /// The instance whose inline values a dict shows.
    func viewedInstance(of dict: ObjectID) -> ObjectID? {
        let record = dictionaries[heap.payload(dict)]
        if record.owner.isNone { return nil }
        return heap.object(with: record.ownerSerial)
    }

    /// `object.__dict__`, made when it is first asked for.
    package func dictionary(of object: ObjectID) -> ObjectID? {
        let type = heap.type(of: object)
        switch kind(of: object) {
        case .module: return heap.slot(object, 0)
        case .type: return heap.slot(object, Layouts.TypeSlot.dict)
        default: break
        }
        guard classes[heap.payload(type)].hasDict else { return nil }
        if profile.instanceAttributes == .values, hasInlineValues(object) {
            return materializeDict(of: object)
        }
        let slot = dictSlot(of: object) ?? InstanceState.dictSlot
        let known = heap.slot(object, slot)
        if !known.isNone { return known }
        let dict = makeAttributeDict(type)
        if hasInlineValues(object) {
            dictionaries[heap.payload(dict)].shared = nil
            dictionaries[heap.payload(dict)].owner = object
            dictionaries[heap.payload(dict)].ownerSerial = heap.serial(of: object)
            heap.setLayout(dict, layouts.viewDict)
            viewDicts.insert(dict)
            let values = instanceAttributes(object)
            if values.contains(where: { mayBeTracked($0.value) }) { track(dict) }
        }
        _ = heap.setSlot(object, slot, owned: dict)
        return dict
    }

    /// Moves an instance's inline values into an ordinary dict, which backs it from now on (3.13: overflow, a key that is no str).
    func unshare(_ object: ObjectID, isUnicode: Bool, logSize: Int? = nil) {
        if isSplit(object) { return combine(object, isUnicode: isUnicode, logSize: logSize) }
        let dict = dictionary(of: object) ?? .none
        if isSplit(dict) { return combine(dict, isUnicode: isUnicode, logSize: logSize) }
        detach(dict, from: object)
        stopSharing(dict, isUnicode: isUnicode, logSize: logSize)
    }

    /// Moves an instance's inline values into the dict that shows them, which backs it from now on and goes on sharing the class's
    /// keys (3.13: `_PyDict_DetachFromObject`).
    func detach(_ dict: ObjectID, from object: ObjectID) {
        moveValues(of: object, to: dict)
        _ = heap.setSlot(object, InstanceState.dictSlot, owned: .none)
        back(object, with: dict)
    }

    /// Makes a dict, or none yet, what keeps an instance's attributes in place of values that have left it.
    func back(_ object: ObjectID, with dict: ObjectID) {
        let slot = firstValue(of: object)
        heap.resize(object, slots: slot + 1)
        _ = heap.setSlot(object, slot, owned: dict)
        var state = state(of: object)
        if let order = state.order { valueOrders.remove(order) }
        state.order = nil
        state.isDictBacked = true
        setState(object, state)
    }

    /// Puts a dict, or none yet, in the place of an instance's inline values. The dict that shows them keeps them, and its size; without
    /// one they are dropped.
    func replaceInlineValues(of object: ObjectID, with dict: ObjectID) {
        let shown = heap.setSlot(object, InstanceState.dictSlot, owned: .none)
        var dropped: [(name: PythonString, value: ObjectID)] = []
        if shown.isNone {
            let names = classes[heap.payload(heap.type(of: object))].sharedKeys.names
            for (name, slot) in zip(names, InstanceState.head..<heap.slotCount(object)) {
                let value = heap.setSlot(object, slot, owned: .none)
                if !value.isNone { dropped.append((name, value)) }
            }
        } else {
            moveValues(of: object, to: shown)
        }
        back(object, with: dict)
        for (name, value) in dropped {
            drop(value, from: object) { EdgeDescription(.attribute, ".\(name.text)") }
        }
        if !shown.isNone { drop(shown, from: object) { EdgeDescription(.dictionary, ".__dict__") } }
    }

    /// Gives the dict that shows an instance's values those values, as when the instance dies first.
    func moveValues(of object: ObjectID, to dict: ObjectID) {
        let names = sharedNames(of: heap.type(of: object))
        let payload = heap.payload(dict)
        dictionaries[payload].owner = .none
        viewDicts.remove(dict)
        var shared = SharedOrder(sharer: heap.serial(of: heap.type(of: object)))
        for index in orderedIndices(object) { _ = shared.add(place: index) }
        dictionaries[payload].shared = shared
        for index in shared.places.map(Int.init) {
            let key = names[index]
            let value = heap.setSlot(object, InstanceState.head + index, owned: .none)
            _ = dictionaries[payload].table.prepare(forStringKey: true)
            _ = dictionaries[payload].table.append(hash: hashOfString(key))
            heap.append(dict, owned: retained(key))
            heap.append(dict, owned: value)
        }
        for slot in InstanceState.head..<heap.slotCount(object) {
            precondition(heap.slot(object, slot).isNone, "an instance's value was lost")
        }
        didResize(dict)
    }
}
