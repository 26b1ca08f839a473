import BigInt
import HeapEngine

/// Objects of the interpreter's own that are made in static memory: no address of the session's moves for them.
extension Runtime {
    /// An int.
    package func staticInt(_ value: BigInt) -> ObjectID {
        if value >= -5, value <= 256 { return makeInt(value) }
        return allocateStatic(
            layouts.scalar, types.int, .int(digits: IntegerRules.digits(value)),
            payload: integerPayload(value))
    }

    /// A float.
    package func staticFloat(_ value: Double) -> ObjectID {
        allocateStatic(layouts.float, types.float, .float, payload: floats.insert(value))
    }

    /// A tuple or a struct sequence.
    package func staticTuple(_ items: [ObjectID], type: ObjectID? = nil) -> ObjectID {
        let tuple = allocateStatic(
            layouts.tuple, type ?? types.tuple, .tuple(items.count), slots: items.count)
        for (index, item) in items.enumerated() { fill(tuple, index, item) }
        return tuple
    }

    /// An empty list.
    package func staticList() -> ObjectID {
        allocateStatic(layouts.list, types.list, .list(room: 0))
    }

    /// A `types.SimpleNamespace`.
    package func staticNamespace(_ entries: [(name: String, value: ObjectID)]) -> ObjectID {
        let record = record(of: types.simpleNamespace)
        let namespace = allocateStatic(
            record.layout, types.simpleNamespace, .simpleNamespace, slots: record.head + 1)
        let dict = makeStaticDict()
        if let slot = dictSlot(of: namespace) { _ = heap.setSlot(namespace, slot, owned: dict) }
        for (name, value) in entries { storeUnchecked(dict, staticName(name), value) }
        return namespace
    }

    /// An empty dict.
    package func staticDict() -> ObjectID { makeStaticDict() }

    /// An object of a native type.
    package func staticNative(_ type: ObjectID, numbers: [Int]) -> ObjectID {
        let record = record(of: type)
        return allocateStatic(
            record.layout, type, .native(bytes: Int(record.nativeBytes)), slots: record.head,
            payload: natives.insert(numbers))
    }

    // MARK: Struct sequences

    /// A type of tuples whose items have names.
    package func makeStructSequenceType(_ name: String, module: String, fields: [String]) -> ObjectID {
        heap.asInterpreter {
            let type = makeStaticType(
                name, .tuple, layouts.tuple, base: types.tuple, isBase: false, isNamed: false, module: module)
            classes[heap.payload(type)].fields = fields
            return type
        }
    }

    /// A struct sequence; takes over the caller's units.
    package func makeStructSequence(_ type: ObjectID, owned items: [ObjectID]) -> ObjectID {
        let sequence = allocate(layouts.tuple, type, .tuple(items.count), slots: items.count)
        for (index, item) in items.enumerated() { _ = heap.setSlot(sequence, index, owned: item) }
        track(sequence)
        return sequence
    }

    /// The names of a struct sequence's items; nil for another tuple.
    func fieldNames(ofTuple tuple: ObjectID) -> [String]? {
        let record = record(of: heap.type(of: tuple))
        return record.isHeap || record.fields.isEmpty ? nil : record.fields
    }
}
