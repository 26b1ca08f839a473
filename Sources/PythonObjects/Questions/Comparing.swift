import BigInt
import HeapEngine

extension Runtime {
    /// `left == right`
    public func equals(_ left: ObjectID, _ right: ObjectID) throws -> Bool {
        let leftKind = kind(of: left)
        let rightKind = kind(of: right)
        if let a = number(left), let b = number(right) { return Number.isEqual(a, b) }
        if left == right, leftKind != .weakProxy { return true }
        switch (leftKind, rightKind) {
        case (.str, .str): return strings[heap.payload(left)].value == strings[heap.payload(right)].value
        case (.bytes, .bytes), (.bytes, .byteArray), (.byteArray, .bytes), (.byteArray, .byteArray):
            return bytesValue(left) == bytesValue(right)
        case (.list, .list), (.tuple, .tuple):
            let a = items(of: left)
            let b = items(of: right)
            guard a.count == b.count else { return false }
            return try nested(" in comparison") {
                for (x, y) in zip(a, b) where try x != y && !equals(x, y) { return false }
                return true
            }
        case (.dict, .dict): return try equalDicts(left, right)
        case (.set, .set), (.set, .frozenSet), (.frozenSet, .set), (.frozenSet, .frozenSet):
            let a = items(of: left)
            guard a.count == items(of: right).count else { return false }
            return try nested(" in comparison") { try a.allSatisfy { try contains(right, $0) } }
        case (.range, .range): return rangeValue(left) == rangeValue(right)
        case (.slice, .slice):
            return try nested(" in comparison") {
                try (0..<3).allSatisfy { slot in
                    let (x, y) = (heap.slot(left, slot), heap.slot(right, slot))
                    return try x == y || equals(x, y)
                }
            }
        case (.method, .method):
            return try heap.slot(left, 1) == heap.slot(right, 1)
                && nested { try equals(heap.slot(left, 0), heap.slot(right, 0)) }
        case (.weakReference, .weakReference):
            guard let a = referent(of: left), let b = referent(of: right) else { return false }
            return try nested(" in comparison") { try a == b || equals(a, b) }
        case (.weakProxy, _): return try nested { try equals(proxied(left), right) }
        case (_, .weakProxy): return try nested { try equals(left, proxied(right)) }
        default: return false
        }
    }

    private func equalDicts(_ left: ObjectID, _ right: ObjectID) throws -> Bool {
        let a = entries(of: left)
        guard a.count == count(ofDict: right) else { return false }
        return try nested(" in comparison") {
            for (key, value) in a {
                guard let other = try lookUp(right, key, hash: hash(key)) else { return false }
                if try value != other && !equals(value, other) { return false }
            }
            return true
        }
    }

    /// `hash(object)` with `PYTHONHASHSEED=0`.
    public func hash(_ object: ObjectID) throws -> Int {
        let payload = heap.payload(object)
        switch kind(of: object) {
        case .str: return hashOfString(object)
        case .int: return PythonHash.int(integers[payload])
        case .bool: return PythonHash.bool(object == trueObject)
        case .float: return PythonHash.float(floats[payload], address: heap.address(of: object))
        case .complex:
            return PythonHash.complex(
                complexes[payload].real, complexes[payload].imaginary, address: heap.address(of: object))
        case .none: return PythonHash.none
        case .bytes: return PythonHash.bytes(byteStrings[payload])
        case .tuple:
            return try nested { PythonHash.tuple(try items(of: object).map { try hash($0) }) }
        case .frozenSet:
            let table = sets[payload]
            return PythonHash.frozenset(table.positions.map { table.hash(at: $0) })
        case .range:
            let range = rangeValue(object)
            return range.hash()
        case .slice:
            return try nested {
                PythonHash.slice(
                    start: try hash(heap.slot(object, 0)), stop: try hash(heap.slot(object, 1)),
                    step: try hash(heap.slot(object, 2)))
            }
        case .method:
            return PythonHash.method(
                object: heap.address(of: heap.slot(object, 1)), function: try hash(heap.slot(object, 0)))
        case .weakReference: return try hashOfWeakReference(object)
        case .list, .dict, .set, .byteArray:
            throw PythonException("TypeError", "unhashable type: '\(typeName(object))'")
        case .weakProxy: throw PythonException("TypeError", "unhashable type: 'weakref.ProxyType'")
        case .cell:
            throw PythonException("TypeError", "unhashable type: 'cell'")
        default:
            if weakContainer(object) != nil {
                throw PythonException("TypeError", "unhashable type: '\(typeName(object))'")
            }
            return PythonHash.pointer(heap.address(of: object))
        }
    }

    /// `len(object)`
    public func length(_ object: ObjectID) throws -> Int {
        if let count = knownLength(object) { return count }
        throw PythonException("TypeError", "object of type '\(typeName(object))' has no len()")
    }

    /// `len(object)`, or nil if it has none.
    public func knownLength(_ object: ObjectID) -> Int? {
        let payload = heap.payload(object)
        switch kind(of: object) {
        case .list, .tuple: return itemCount(object)
        case .dict: return count(ofDict: object)
        case .set, .frozenSet: return sets[payload].count
        case .str: return strings[payload].value.count
        case .bytes, .byteArray: return bytesValue(object)?.count
        case .range: return Int(exactly: rangeValue(object).count)
        default:
            guard weakContainer(object) != nil, let data = try? data(of: object) else { return nil }
            return knownLength(data)
        }
    }

    /// `bool(object)`
    public func isTrue(_ object: ObjectID) -> Bool {
        if let number = number(object) {
            switch number {
            case .int(let value): return value != 0
            case .float(let value): return value != 0
            case .complex(let real, let imaginary): return real != 0 || imaginary != 0
            }
        }
        if object == none { return false }
        if kind(of: object) == .range { return rangeValue(object).count != 0 }
        return knownLength(object).map { $0 != 0 } ?? true
    }

    /// The name of an object's type in argument errors, as `tp_name` gives it.
    func argumentTypeName(_ object: ObjectID) -> String {
        object == none ? "NoneType" : typeName(object)
    }
}
