import BigInt
import HeapEngine

extension Runtime {
    /// `cls()`, and then `o.name = value` for each attribute.
    public func instantiate(_ type: ObjectID, attributes: [(name: String, value: ObjectID)] = []) throws
        -> ObjectID
    {
        try instantiate(type, contents: .nothing, attributes: attributes)
    }

    /// What an instance of a class derived from a built-in one is made from: `L([...])`.
    public enum Contents {
        case nothing
        /// The items of a list, tuple, set or frozenset, or an exception's arguments.
        case items([ObjectID])
        /// The pairs of a dict.
        case entries([(key: ObjectID, value: ObjectID)])
        /// The object whose value an int, float, str or bytes takes over.
        case value(ObjectID)
    }

    /// `cls(contents)`, and then `o.name = value` for each attribute.
    public func instantiate(
        _ type: ObjectID, contents: Contents, attributes: [(name: String, value: ObjectID)] = []
    ) throws -> ObjectID {
        guard kind(of: type) == .type else {
            throw PythonException("TypeError", "'\(typeName(type))' object is not callable")
        }
        for attribute in attributes { try checkSettable(type, attribute.name) }
        let object = try make(type, contents)
        for attribute in attributes {
            do {
                try setAttribute(object, attribute.name, attribute.value)
            } catch {
                heap.release(object)
                throw error
            }
        }
        return object
    }

    private func make(_ type: ObjectID, _ contents: Contents) throws -> ObjectID {
        let record = record(of: type)
        if !record.isHeap { return try makeBuiltin(type, record, contents) }
        switch record.kind {
        case .object:
            if case .nothing = contents { return makePlainInstance(type) }
            throw PythonException("TypeError", "\(record.name)() takes no arguments")
        default: return try makeDerived(type, record, contents)
        }
    }

    private func makeBuiltin(_ type: ObjectID, _ record: ClassRecord, _ contents: Contents) throws -> ObjectID
    {
        switch (record.kind, contents) {
        case (.object, .nothing): return makeObject()
        case (.bool, .nothing): return falseObject
        case (.int, .nothing): return makeInt(0)
        case (.float, .nothing): return makeFloat(0)
        case (.complex, .nothing): return makeComplex(0, 0)
        case (.str, .nothing): return emptyString
        case (.bytes, .nothing): return emptyBytes
        case (.byteArray, .nothing): return makeByteArray([])
        case (.tuple, .nothing): return emptyTuple
        case (.tuple, .items(let items)): return makeTuple(items)
        case (.list, .nothing): return makeList([])
        case (.list, .items(let items)): return makeList(items)
        case (.dict, .nothing): return try makeDict([])
        case (.dict, .entries(let entries)): return try makeDict(entries)
        case (.set, .nothing): return try makeSet([])
        case (.set, .items(let items)): return try makeSet(items)
        case (.frozenSet, .nothing): return try makeFrozenSet([])
        case (.frozenSet, .items(let items)): return try makeFrozenSet(items)
        case (.exception, .nothing): return newException(type, [])
        case (.exception, .items(let items)): return newException(type, items)
        case (.none, .nothing): return none
        case (.cell, .nothing): return makeCell(nil)
        default:
            throw PythonException("TypeError", "cannot create '\(record.name)' instances")
        }
    }

    /// `object()`.
    public func makeObject() -> ObjectID { allocate(layouts.scalar, types.object, .object) }

    /// An exception instance of a built-in class: `ValueError('x')`.
    public func makeException(type name: String, arguments: [ObjectID]) throws -> ObjectID {
        guard let type = types.byName[name], record(of: type).kind == .exception else {
            throw PythonException("NameError", "name '\(name)' is not defined")
        }
        return newException(type, arguments)
    }

    /// An exception of a class with its arguments, borrowed.
    package func newException(_ type: ObjectID, _ arguments: [ObjectID]) -> ObjectID {
        let tuple = makeTuple(arguments)
        return initialized(allocateException(type), owned: tuple)
    }

    /// An exception whose `args` are a tuple, borrowed.
    package func newException(_ type: ObjectID, tuple: ObjectID) -> ObjectID {
        initialized(allocateException(type), owned: retained(tuple))
    }

    private func initialized(_ exception: ObjectID, owned arguments: ObjectID) -> ObjectID {
        _ = heap.setSlot(
            exception, head(of: exception) + Layouts.ExceptionSlot.arguments, owned: arguments)
        initializeException(exception)
        track(exception)
        return exception
    }

    /// The size of an instance of a class derived from a built-in one.
    package func form(of record: ClassRecord, base: Form) -> Form {
        .subclass(
            of: base, hasDict: record.hasDict && !record.isOrdered,
            hasWeakReferences: record.hasWeakReferences && !record.isOrdered,
            slots: record.slots.count + record.baseWords)
    }

    /// Fills in what every instance of a heap class has.
    private func adopt(_ object: ObjectID, _ type: ObjectID, _ record: ClassRecord) {
        fill(object, record.typeSlot ?? 0, type)
        if record.hasFinalizer { heap.setFinalizer(object, true) }
    }

    private func makeDerived(_ type: ObjectID, _ record: ClassRecord, _ contents: Contents) throws -> ObjectID
    {
        var items: [ObjectID] = []
        var pairs: [(key: ObjectID, value: ObjectID)] = []
        var value: ObjectID?
        switch contents {
        case .nothing: break
        case .items(let given): items = given
        case .entries(let given): pairs = given
        case .value(let given): value = given
        }
        func start(_ base: Form, slots: Int = 0, payload: UInt32 = 0) -> ObjectID {
            let object = allocate(
                record.layout, type, form(of: record, base: base), slots: record.head + slots,
                payload: payload)
            adopt(object, type, record)
            return object
        }
        let object: ObjectID
        switch record.kind {
        case .list:
            object = start(.list(room: 0))
            track(object)
            extendList(object, items)
            return object
        case .tuple:
            object = start(.tuple(items.count), slots: items.count)
            for (index, item) in items.enumerated() { fill(object, record.head + index, item) }
        case .dict:
            let hashes = try pairs.map { try hash($0.key) }
            object = start(.dict(keysBytes: 0), payload: dictionaries.insert(DictionaryRecord()))
            track(object)
            for (pair, hash) in zip(pairs, hashes) { try store(object, pair.key, hash: hash, pair.value) }
            return object
        case .set, .frozenSet:
            let hashes = try items.map { try hash($0) }
            let table = SetTable()
            object = start(
                record.kind == .set ? .set(tableBytes: 0) : .frozenSet(tableBytes: 0), slots: table.capacity,
                payload: sets.insert(table))
            for (item, hash) in zip(items, hashes) { try insert(object, item, hash: hash) }
        case .exception:
            return newException(type, items)
        case .deque:
            object = start(.deque(blocks: 1), payload: deques.insert(DequeRecord()))
            heap.resizeBuffer(object, bytes: profile.sizes.ownedBytes(.deque(blocks: 1)))
        case .int:
            let number = value.flatMap { intValue($0) } ?? 0
            object = start(.int(digits: IntegerRules.digits(number)), payload: integerPayload(number))
        case .float:
            let number = value.flatMap { floatValue($0) ?? intValue($0).map { Double($0) } } ?? 0
            object = start(.float, payload: floats.insert(number))
        case .complex:
            var number = ComplexValue(real: 0, imaginary: 0)
            if let value, case .complex(let real, let imaginary)? = self.number(value) {
                number = ComplexValue(real: real, imaginary: imaginary)
            }
            object = start(.complex, payload: complexes.insert(number))
        case .str:
            var text = PythonString()
            if let value { text = try strValue(value) ?? PythonString(repr(value)) }
            object = start(.str(text.kind, text.count), payload: strings.insert(StringRecord(value: text)))
            heap.resizeBuffer(object, bytes: text.kind.width * (text.count + 1))
        case .bytes:
            let bytes = value.flatMap { bytesValue($0) } ?? []
            object = start(.bytes(bytes.count), payload: byteStrings.insert(bytes))
        case .byteArray:
            let bytes = value.flatMap { bytesValue($0) } ?? []
            let room = ByteArrayGrowth.initial(bytes.count)
            object = start(
                .byteArray(allocated: room),
                payload: byteArrays.insert(ByteArrayRecord(bytes: bytes, room: room)))
            heap.resizeBuffer(object, bytes: room)
        default:
            throw PythonException("TypeError", "cannot create '\(record.name)' instances")
        }
        track(object)
        return object
    }
}
