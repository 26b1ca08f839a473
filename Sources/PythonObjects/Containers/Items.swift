import BigInt
import HeapEngine

extension Runtime {
    private func unsupported(_ object: ObjectID, _ method: String) -> PythonException {
        PythonException("AttributeError", "'\(typeName(object))' object has no attribute '\(method)'")
    }

    private func keyError(_ key: ObjectID) -> PythonException {
        PythonException("KeyError", summary(key))
    }

    // MARK: Subscripts

    /// What is wrong with a subscript before it is that the object takes none: a class with but one of the two methods lacks the other,
    /// and the index of a sequence has to fit.
    ///
    /// - Returns: whether it is the index of a sequence.
    private func refuseSubscript(_ object: ObjectID, _ key: ObjectID, _ method: String) throws -> Bool {
        let type = heap.type(of: object)
        let other = method == "__setitem__" ? "__delitem__" : "__setitem__"
        if facts(of: type).isHeap, classAttribute(type, other) != nil {
            throw PythonException("AttributeError", method)
        }
        let isSequence =
            facts(of: type).isHeap
            || [
                .str, .tuple, .bytes, .range, .set, .frozenSet, .dictKeys, .dictValues, .dictItems,
                .mappingProxy,
            ].contains(kind(of: object))
        guard isSequence, let number = intValue(key) else { return false }
        guard Int(exactly: number) != nil else {
            throw PythonException(
                "IndexError", "cannot fit '\(typeName(key))' into an index-sized integer")
        }
        return true
    }

    /// `object[key] = value`
    public func setItem(_ object: ObjectID, _ key: ObjectID, _ value: ObjectID) throws {
        switch kind(of: object) {
        case .list:
            let index = try checkedIndex(key, count: itemCount(object), of: object, action: "assignment ")
            let old = heap.setSlot(object, head(of: object) + index, owned: retained(value))
            drop(old, from: object) { EdgeDescription(.item, "[\(index)]") }
        case .dict:
            try store(object, key, hash: hash(key), value)
        case .byteArray:
            let count = byteArrays[heap.payload(object)].bytes.count
            guard let index = index(key) else {
                throw PythonException(
                    "TypeError", "bytearray indices must be integers or slices, not \(typeName(key))")
            }
            let place = index < 0 ? index &+ count : index
            guard place >= 0, place < count else {
                throw PythonException("IndexError", "bytearray index out of range")
            }
            byteArrays[heap.payload(object)].bytes[place] = try byte(value)
        case .weakProxy: try setItem(try proxied(object), key, value)
        default:
            guard let container = weakContainer(object) else {
                _ = try refuseSubscript(object, key, "__setitem__")
                throw PythonException(
                    "TypeError", "'\(typeName(object))' object does not support item assignment")
            }
            try setWeakItem(object, container, key, value)
        }
    }

    private func setWeakItem(
        _ object: ObjectID, _ container: WeakContainer, _ key: ObjectID, _ value: ObjectID
    ) throws {
        let data = try data(of: object)
        let remove = try remover(of: object)
        switch container {
        case .values:
            guard record(of: heap.type(of: value)).hasWeakReferences else {
                throw PythonException(
                    "TypeError", "cannot create weak reference to '\(typeName(value))' object")
            }
            let hash = try hash(key)
            let reference = try makeKeyedReference(to: value, callback: remove, key: key)
            defer { heap.release(reference) }
            try store(data, key, hash: hash, reference)
        case .keys:
            _ = try hash(key)
            let reference = try makeWeakReference(to: key, callback: remove)
            defer { heap.release(reference) }
            try store(data, reference, hash: hashOfWeakReference(reference), value)
        case .set:
            throw PythonException("TypeError", "'WeakSet' object does not support item assignment")
        }
    }

    /// `object[key]`
    public func getItem(_ object: ObjectID, _ key: ObjectID) throws -> ObjectID {
        switch kind(of: object) {
        case .list, .tuple:
            let index = try checkedIndex(key, count: itemCount(object), of: object, action: "")
            return retained(heap.slot(object, head(of: object) + index))
        case .dict:
            guard let value = try lookUp(object, key, hash: hash(key)) else { throw keyError(key) }
            return retained(value)
        case .str:
            let text = strings[heap.payload(object)].value
            let place = try place(key, count: text.count, of: "string")
            return makeStr(text[place..<(place + 1)])
        case .bytes, .byteArray:
            let bytes = bytesValue(object) ?? []
            return makeInt(Int(bytes[try place(key, count: bytes.count, of: typeName(object))]))
        case .range:
            let range = rangeValue(object)
            guard let index = intValue(key) else {
                throw PythonException(
                    "TypeError", "range indices must be integers or slices, not \(typeName(key))")
            }
            let place = index.signum() < 0 ? index + range.count : index
            guard place.signum() >= 0, place < range.count else {
                throw PythonException("IndexError", "range object index out of range")
            }
            return makeInt(range.start + place * range.step)
        case .weakProxy: return try getItem(try proxied(object), key)
        default: break
        }
        switch weakContainer(object) {
        case .values:
            guard let reference = try lookUp(data(of: object), key, hash: hash(key)),
                let value = referent(of: reference)
            else { throw keyError(key) }
            return retained(value)
        case .keys:
            let reference = try makeWeakReference(to: key)
            defer { heap.release(reference) }
            guard let value = try lookUp(data(of: object), reference, hash: hashOfWeakReference(reference))
            else {
                throw keyError(reference)
            }
            return retained(value)
        default:
            throw PythonException("TypeError", "'\(typeName(object))' object is not subscriptable")
        }
    }

    private func place(_ key: ObjectID, count: Int, of name: String) throws -> Int {
        guard let index = index(key) else {
            throw PythonException("TypeError", "\(name) indices must be integers, not '\(typeName(key))'")
        }
        let place = index < 0 ? index &+ count : index
        guard place >= 0, place < count else {
            throw PythonException("IndexError", "\(name) index out of range")
        }
        return place
    }

    /// `del object[key]`
    public func deleteItem(_ object: ObjectID, _ key: ObjectID) throws {
        switch kind(of: object) {
        case .list:
            let index = try checkedIndex(key, count: itemCount(object), of: object, action: "assignment ")
            let old = deleteListItem(object, at: index)
            drop(old, from: object) { EdgeDescription(.item, "[\(index)]") }
        case .dict:
            try deleteKey(object, key, hash: hash(key))
        case .byteArray:
            let count = byteArrays[heap.payload(object)].bytes.count
            let place = try place(key, count: count, of: "bytearray")
            try changeByteArray(object) { $0.remove(at: place) }
        case .weakProxy: try deleteItem(try proxied(object), key)
        default:
            switch weakContainer(object) {
            case .values: try deleteKey(data(of: object), key, hash: hash(key))
            case .keys:
                let reference = try makeWeakReference(to: key)
                defer { heap.release(reference) }
                try deleteKey(data(of: object), reference, hash: hashOfWeakReference(reference))
            default:
                let isSequence = try refuseSubscript(object, key, "__delitem__")
                let words = isSequence ? "doesn't" : "does not"
                throw PythonException(
                    "TypeError", "'\(typeName(object))' object \(words) support item deletion")
            }
        }
    }

    private func deleteKey(_ dict: ObjectID, _ key: ObjectID, hash: Int) throws {
        if let owner = viewedInstance(of: dict) {
            guard let name = strValue(key), deleteInstanceAttribute(owner, name) else { throw keyError(key) }
            return
        }
        guard let entry = try find(dict, key, hash: hash) else { throw keyError(key) }
        _ = removeEntry(dict, entry)
    }

    // MARK: Methods of list, set and dict

    /// `list.append(item)`
    public func append(_ object: ObjectID, _ item: ObjectID) throws {
        switch kind(of: object) {
        case .list: appendItem(object, item)
        case .byteArray:
            let byte = try byte(item)
            try changeByteArray(object) { $0.append(byte) }
        default: throw unsupported(object, "append")
        }
    }

    /// `list.insert(index, item)`
    public func insert(_ object: ObjectID, at index: Int, _ item: ObjectID) throws {
        switch kind(of: object) {
        case .list: insertItem(object, at: index, item)
        case .byteArray:
            let byte = try byte(item)
            try changeByteArray(object) { bytes in
                let place = index < 0 ? max(0, index &+ bytes.count) : min(index, bytes.count)
                bytes.insert(byte, at: place)
            }
        default: throw unsupported(object, "insert")
        }
    }

    /// `list.extend(items)`, where the items are those of a list, a tuple, a set, or the keys of a dict.
    public func extend(_ object: ObjectID, _ iterable: ObjectID) throws {
        guard kind(of: object) == .list else { throw unsupported(object, "extend") }
        let items: [ObjectID]
        switch kind(of: iterable) {
        case .list, .tuple, .set, .frozenSet: items = self.items(of: iterable)
        case .dict: items = entries(of: iterable).map(\.key)
        default: throw PythonException("TypeError", "'\(typeName(iterable))' object is not iterable")
        }
        extendList(object, items)
    }

    /// `set.add(item)`
    public func add(_ object: ObjectID, _ item: ObjectID) throws {
        if kind(of: object) == .set {
            try insert(object, item, hash: hash(item))
        } else if weakContainer(object) == .set {
            let data = try data(of: object)
            _ = try hash(item)
            let reference = try makeWeakReference(to: item, callback: remover(of: object))
            defer { heap.release(reference) }
            try insert(data, reference, hash: hashOfWeakReference(reference))
        } else {
            throw unsupported(object, "add")
        }
    }

    /// `set.discard(item)`
    public func discard(_ object: ObjectID, _ item: ObjectID) throws {
        _ = try removeElement(object, item, method: "discard")
    }

    /// `set.remove(item)` or `list.remove(item)`
    public func removeItem(_ object: ObjectID, _ item: ObjectID) throws {
        if kind(of: object) == .list {
            guard let index = try firstIndex(of: item, in: object), index < itemCount(object) else {
                throw PythonException("ValueError", "list.remove(x): x not in list")
            }
            let old = removeItem(object, at: index)
            drop(old, from: object) { EdgeDescription(.item, "[\(index)]") }
            return
        }
        guard try removeElement(object, item, method: "remove") else { throw keyError(item) }
    }

    private func removeElement(_ object: ObjectID, _ item: ObjectID, method: String) throws -> Bool {
        var set = object
        var key = item
        if weakContainer(object) == .set {
            set = try data(of: object)
            key = try makeWeakReference(to: item)
        } else if kind(of: object) == .set {
            heap.retain(key)
        } else {
            throw unsupported(object, method)
        }
        defer { heap.release(key) }
        guard let position = try position(set, key, hash: hash(key)) else { return false }
        let old = takeElement(set, at: position)
        drop(old, from: set) { EdgeDescription(.item, "") }
        return true
    }

    /// `object.pop()`, `list.pop(index)`, `dict.pop(key)`.
    public func pop(_ object: ObjectID, key: ObjectID? = nil) throws -> ObjectID {
        switch kind(of: object) {
        case .list:
            let count = itemCount(object)
            guard count > 0 else { throw PythonException("IndexError", "pop from empty list") }
            var index = count - 1
            if let key {
                guard let given = self.index(key) else {
                    throw PythonException(
                        "TypeError", "'\(typeName(key))' object cannot be interpreted as an integer")
                }
                index = given < 0 ? given &+ count : given
                guard index >= 0, index < count else {
                    throw PythonException("IndexError", "pop index out of range")
                }
            }
            return popItem(object, at: index)
        case .dict:
            guard let key else {
                throw PythonException("TypeError", "pop expected at least 1 argument, got 0")
            }
            let hash = try hash(key)
            if let owner = viewedInstance(of: object) {
                guard let name = strValue(key), let value = instanceAttribute(owner, name) else {
                    throw keyError(key)
                }
                heap.retain(value)
                _ = deleteInstanceAttribute(owner, name)
                return value
            }
            guard let entry = try find(object, key, hash: hash),
                let value = removeEntry(object, entry, keepingValue: true)
            else { throw keyError(key) }
            return value
        case .set:
            if key != nil { throw PythonException("TypeError", "set.pop() takes no arguments (1 given)") }
            guard let position = sets[heap.payload(object)].pop() else {
                throw PythonException("KeyError", "'pop from an empty set'")
            }
            return heap.setSlot(object, head(of: object) + position, owned: .none)
        default: throw unsupported(object, "pop")
        }
    }

    /// `object.clear()`
    public func clear(_ object: ObjectID) throws {
        switch kind(of: object) {
        case .list: clearList(object)
        case .dict: clearDict(object)
        case .set: clearSet(object)
        case .byteArray: try changeByteArray(object) { $0.removeAll() }
        default:
            guard weakContainer(object) != nil else { throw unsupported(object, "clear") }
            let data = try data(of: object)
            try clear(data)
        }
    }

    /// `item in object`
    public func contains(_ object: ObjectID, _ item: ObjectID) throws -> Bool {
        switch kind(of: object) {
        case .list, .tuple:
            return try firstIndex(of: item, in: object) != nil
        case .dict: return try lookUp(object, item, hash: hash(item)) != nil
        case .set, .frozenSet: return try position(object, item, hash: hash(item)) != nil
        case .range:
            guard let value = intValue(item) else { return false }
            return rangeValue(object).contains(value)
        default:
            throw PythonException("TypeError", "argument of type '\(typeName(object))' is not iterable")
        }
    }

    /// The index of the first item of a list or tuple that equals an object. Comparing may change the list.
    package func firstIndex(of item: ObjectID, in sequence: ObjectID) throws -> Int? {
        var index = 0
        while index < itemCount(sequence) {
            let known = heap.slot(sequence, head(of: sequence) + index)
            if try known == item || equalsSafely(known, item) { return index }
            index += 1
        }
        return nil
    }

    /// The items of a list, tuple or set in order, borrowed.
    public func items(of object: ObjectID) -> [ObjectID] {
        switch kind(of: object) {
        case .list, .tuple: (head(of: object)..<heap.slotCount(object)).map { heap.slot(object, $0) }
        case .set, .frozenSet: elements(ofSet: object)
        default: []
        }
    }
}
