import HeapEngine

extension Runtime {
    /// `weakref.WeakValueDictionary()`, made of what CPython makes it of, in its order.
    public func makeWeakValueDictionary() -> ObjectID {
        let container = makePlainInstance(library.weakValueDictionary)
        quietly { withTemporaryDict {} }
        let remove = makeRemover(
            "remove", library.valueRemover, for: container, behaviour: .removeFromValueDictionary,
            extra: library.removeDeadReference)
        setOwnAttribute(container, "_remove", owned: remove)
        setOwnAttribute(container, "_pending_removals", owned: makeList([]))
        setOwnAttribute(container, "_iterating", owned: makeEmptySet(types.set))
        setOwnAttribute(container, "data", owned: makeEmptyDict())
        return container
    }

    /// `weakref.WeakKeyDictionary()`.
    public func makeWeakKeyDictionary() -> ObjectID {
        let container = makePlainInstance(library.weakKeyDictionary)
        setOwnAttribute(container, "data", owned: makeEmptyDict())
        let remove = makeRemover(
            "remove", library.keyRemover, for: container, behaviour: .removeFromKeyDictionary)
        setOwnAttribute(container, "_remove", owned: remove)
        setOwnAttribute(container, "_pending_removals", owned: makeList([]))
        setOwnAttribute(container, "_iterating", owned: makeEmptySet(types.set))
        setOwnAttribute(container, "_dirty_len", owned: falseObject)
        return container
    }

    /// `weakref.WeakSet()`.
    public func makeWeakSet() -> ObjectID {
        let container = makePlainInstance(library.weakSet)
        setOwnAttribute(container, "data", owned: makeEmptySet(types.set))
        let remove = makeRemover("_remove", library.setRemover, for: container, behaviour: .removeFromSet)
        setOwnAttribute(container, "_remove", owned: remove)
        setOwnAttribute(container, "_pending_removals", owned: makeList([]))
        setOwnAttribute(container, "_iterating", owned: makeEmptySet(types.set))
        return container
    }

    /// Runs `body` while a dict exists that nobody sees, whose memory then waits in the free list.
    private func withTemporaryDict(_ body: () -> Void) {
        let dict = makeEmptyDict()
        body()
        heap.release(dict)
    }

    /// `def remove(wr, selfref=ref(self)): ...`
    private func makeRemover(
        _ name: String, _ code: ObjectID, for container: ObjectID, behaviour: NativeBehaviour,
        extra: ObjectID? = nil
    ) -> ObjectID {
        let reference = sharedWeakReference(to: container)
        var definition = FunctionDefinition(name: name)
        definition.defaults = [reference] + (extra.map { [$0] } ?? [])
        let function = newFunction(definition, qualifiedName: name, behaviour: behaviour, code: code)
        heap.release(reference)
        return function
    }

    /// `weakref.finalize(object, function)`, where calling the function records the effect `callback` under the label.
    public func makeFinalize(_ object: ObjectID, label: String) throws -> ObjectID {
        let function = makeCallback(label: label)
        defer { heap.release(function) }
        return try makeFinalize(object, function: function)
    }

    /// `weakref.finalize(object, function, *arguments)`
    public func makeFinalize(
        _ object: ObjectID, function: ObjectID, arguments: [ObjectID] = []
    ) throws -> ObjectID {
        guard record(of: heap.type(of: object)).hasWeakReferences else {
            throw PythonException(
                "TypeError", "cannot create weak reference to '\(typeName(object))' object")
        }
        let finalize = makePlainInstance(library.finalize)
        let argumentsTuple = makeTuple(arguments)
        let info = makePlainInstance(library.finalizeInfo)
        func set(_ name: String, owned value: ObjectID) {
            guard let slot = slot(named: name, of: library.finalizeInfo) else { return }
            _ = heap.setSlot(info, slot, owned: value)
        }
        let reference = try makeWeakReference(to: object, callback: finalize)
        set("weakref", owned: reference)
        set("func", owned: retained(function))
        set("args", owned: argumentsTuple)
        set("kwargs", owned: none)
        set("atexit", owned: trueObject)
        set("index", owned: makeInt(library.finalizeIndex))
        library.finalizeIndex += 1
        try store(library.finalizeRegistry, finalize, hash: hash(finalize), info)
        heap.release(info)
        return finalize
    }

    /// Which of the weak containers an object is.
    package enum WeakContainer { case values, keys, set }

    package func weakContainer(_ object: ObjectID) -> WeakContainer? {
        guard kind(of: object) == .object else { return nil }
        let type = heap.type(of: object)
        if type == library.weakValueDictionary { return .values }
        if type == library.weakKeyDictionary { return .keys }
        return type == library.weakSet ? .set : nil
    }

    /// The dict or set inside a weak container, borrowed.
    ///
    /// - Throws: AttributeError or TypeError if somebody has put something else into its place.
    package func data(of container: ObjectID) throws -> ObjectID {
        guard let data = instanceAttribute(container, "data") else {
            throw missingAttribute(container, "data")
        }
        if weakContainer(container) == .set {
            guard kind(of: data) == .set else {
                throw PythonException("AttributeError", "'\(typeName(data))' object has no attribute 'add'")
            }
        } else {
            guard kind(of: data) == .dict else {
                throw PythonException(
                    "TypeError", "'\(typeName(data))' object does not support item assignment")
            }
        }
        return data
    }

    package func remover(of container: ObjectID) throws -> ObjectID {
        guard let remove = instanceAttribute(container, "_remove") else {
            throw missingAttribute(container, "_remove")
        }
        return remove
    }

    /// The live entries of a weak dict, borrowed: key and value objects.
    public func weakEntries(of container: ObjectID) -> [(key: ObjectID, value: ObjectID)] {
        guard let data = try? data(of: container), kind(of: data) == .dict else { return [] }
        switch weakContainer(container) {
        case .values:
            return entries(of: data).compactMap { pair in referent(of: pair.value).map { (pair.key, $0) } }
        case .keys:
            return entries(of: data).compactMap { pair in referent(of: pair.key).map { ($0, pair.value) } }
        default: return []
        }
    }

    /// What a weak container's callback does when something in it died.
    func removeDead(_ reference: ObjectID, callback: ObjectID, behaviour: NativeBehaviour) {
        let defaults = heap.slot(callback, Layouts.FunctionSlot.defaults)
        guard !defaults.isNone, heap.slotCount(defaults) > 0,
            let container = referent(of: heap.slot(defaults, 0)),
            let data = try? data(of: container)
        else { return }
        // While somebody iterates, what died leaves later.
        if let guards = instanceAttribute(container, "_iterating"), kind(of: guards) == .set,
            knownLength(guards) != 0, let pending = instanceAttribute(container, "_pending_removals"),
            kind(of: pending) == .list
        {
            return appendItem(pending, reference)
        }
        switch behaviour {
        case .removeFromValueDictionary:
            guard kind(of: data) == .dict, kind(of: reference) == .weakReference,
                heap.slotCount(reference) > 1,
                case let key = heap.slot(reference, 1), !key.isNone, let hash = try? hash(key),
                let entry = try? find(data, key, hash: hash),
                case let found = value(data, at: entry), isWeakReference(found), referent(of: found) == nil
            else { return }
            _ = removeEntry(data, entry)
        case .removeFromKeyDictionary:
            guard kind(of: data) == .dict, let hash = try? hashOfWeakReference(reference),
                let entry = try? find(data, reference, hash: hash)
            else { return }
            _ = removeEntry(data, entry)
        case .removeFromSet:
            guard kind(of: data) == .set, let hash = try? hashOfWeakReference(reference),
                let position = try? position(data, reference, hash: hash)
            else { return }
            heap.release(takeElement(data, at: position))
        case .none, .record, .builtin: break
        }
    }
}
