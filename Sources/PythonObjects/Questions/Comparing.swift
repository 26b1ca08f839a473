import BigInt
import HeapEngine

extension Runtime {
    /// `left == right`
    ///
    /// - Throws: RecursionError where CPython raises it, RuntimeError when the statement's steps are used up.
    /// - Complexity: O(n) in the objects that are compared, with as much native stack for any depth of lists, tuples
    ///   and dicts.
    public func equals(_ left: ObjectID, _ right: ObjectID) throws -> Bool {
        heap.retain(left)
        heap.retain(right)
        defer {
            heap.release(left)
            heap.release(right)
        }
        return try equalsHeld(left, right)
    }

    /// The same of objects that stay whatever the code does that compares them: nothing holds them once more, as it could see that.
    package func equalsHeld(_ left: ObjectID, _ right: ObjectID) throws -> Bool {
        var open: [OpenComparison] = []
        // Python code that compares parts may change what they are parts of.
        var held: [ObjectID] = []
        defer { for object in held where !object.isNone { heap.release(object) } }
        func letGo() {
            for object in held.suffix(2) where !object.isNone { heap.release(object) }
            held.removeLast(2)
        }
        held += [.none, .none]
        switch try compare(left, right) {
        case .known(let isEqual): return isEqual
        case .parts(let parts): open.append(parts)
        }
        while let last = open.indices.last {
            guard let (x, y) = try open[last].next(in: self) else {
                if open[last].isDifferent { return false }
                open.removeLast()
                letGo()
                continue
            }
            held += open[last].keepsParts ? [.none, .none] : [x, y]
            // Py_C_RECURSION_LIMIT, one of which the interpreter has used.
            guard open.count < 9_999 else {
                throw PythonException("RecursionError", "maximum recursion depth exceeded in comparison")
            }
            switch try compare(x, y) {
            case .known(true): letGo()
            case .known(false): return false
            case .parts(let parts): open.append(parts)
            }
        }
        return true
    }

    /// What two objects that may not be the same come to: an answer, or parts that are to be compared.
    private func compare(_ first: ObjectID, _ second: ObjectID) throws -> Comparand {
        var (left, right) = (first, second)
        while true {
            try takeStep()
            if let evaluator, isComparedByEvaluator(left) || isComparedByEvaluator(right), left != right,
                let answer = try evaluator.equality(left, right)
            {
                return .known(answer)
            }
            let (leftKind, rightKind) = (kind(of: left), kind(of: right))
            if leftKind == .int, rightKind == .int, let a = word(of: left), let b = word(of: right) {
                return .known(a == b)
            }
            if leftKind == .str, rightKind == .str {
                return .known(
                    left == right || strings[heap.payload(left)].value == strings[heap.payload(right)].value)
            }
            if let a = number(left), let b = number(right) { return .known(Number.isEqual(a, b)) }
            if left == right, leftKind != .weakProxy { return .known(true) }
            switch (leftKind, rightKind) {
            case (.str, .str):
                return .known(strings[heap.payload(left)].value == strings[heap.payload(right)].value)
            case (.bytes, .bytes), (.bytes, .byteArray), (.byteArray, .bytes), (.byteArray, .byteArray):
                return .known(bytesValue(left) == bytesValue(right))
            case (.list, .list), (.tuple, .tuple):
                let count = itemCount(left)
                guard count == itemCount(right) else { return .known(false) }
                return .parts(
                    .init(
                        left, from: head(of: left), right, from: head(of: right), count: count,
                        keepsParts: leftKind == .tuple))
            case (.slice, .slice): return .parts(.init(left, from: 0, right, from: 0, count: 3))
            case (.genericAlias, .genericAlias):
                guard heap.payload(left) == heap.payload(right) else { return .known(false) }
                return .parts(.init(left, from: head(of: left), right, from: head(of: right), count: 2))
            case (.builtinFunction, .builtinFunction):
                return .known(
                    heap.slot(left, 0) == heap.slot(right, 0) && !heap.slot(left, 0).isNone
                        && functions[heap.payload(left)].behaviour == functions[heap.payload(right)].behaviour
                )
            case (.methodWrapper, .methodWrapper):
                return .known(
                    heap.slot(left, 0) == heap.slot(right, 0) && heap.slot(left, 1) == heap.slot(right, 1))
            case (.union, .union): return .known(try isEqualUnion(left, right))
            case (.simpleNamespace, .simpleNamespace):
                guard let a = dictionary(of: left), let b = dictionary(of: right) else {
                    return .known(false)
                }
                (left, right) = (a, b)
            case (.mappingProxy, _): left = viewed(by: left)
            case (_, .mappingProxy): right = viewed(by: right)
            case (.dict, .dict):
                guard count(ofDict: left) == count(ofDict: right) else { return .known(false) }
                if isOrdered(left), isOrdered(right), try !hasSameOrder(left, right) { return .known(false) }
                return .parts(.init(dict: left, other: right))
            case (.set, .set), (.set, .frozenSet), (.frozenSet, .set), (.frozenSet, .frozenSet):
                guard count(ofSet: left) == count(ofSet: right) else { return .known(false) }
                return .known(try nested(" in comparison") { try isEqualSet(left, right) })
            case (.range, .range): return .known(rangeValue(left) == rangeValue(right))
            case (.method, .method):
                guard heap.slot(left, 1) == heap.slot(right, 1) else { return .known(false) }
                (left, right) = (heap.slot(left, 0), heap.slot(right, 0))
            case (.weakReference, .weakReference):
                guard let a = referent(of: left), let b = referent(of: right) else { return .known(false) }
                if a == b { return .known(true) }
                (left, right) = (a, b)
            case (.code, .code):
                guard let identity = codes[heap.payload(left)].identity else { return .known(false) }
                return .known(codes[heap.payload(right)].identity == identity)
            case (.weakProxy, _): left = try proxied(left)
            case (_, .weakProxy): right = try proxied(right)
            default: return .known(false)
            }
        }
    }

    /// Whether Python code, or the evaluator's part of a builtin type, may have something to say about a comparison.
    private func isComparedByEvaluator(_ object: ObjectID) -> Bool {
        if isOfHeapClass(object) { return true }
        switch kind(of: object) {
        case .dictKeys, .dictItems, .deque, .native: return true
        default: return false
        }
    }

    private func isEqualSet(_ left: ObjectID, _ right: ObjectID) throws -> Bool {
        var index = 0
        while let element = nextElement(of: left, from: &index) {
            heap.retain(element.item)
            defer { heap.release(element.item) }
            if try position(right, element.item, hash: element.hash) == nil { return false }
        }
        return true
    }

    /// Unions are equal if they have the same arguments in any order.
    private func isEqualUnion(_ left: ObjectID, _ right: ObjectID) throws -> Bool {
        let (a, b) = (items(of: arguments(ofAlias: left)), items(of: arguments(ofAlias: right)))
        return try a.count == b.count
            && a.allSatisfy { x in try b.contains { try x == $0 || equalsSafely(x, $0) } }
    }

    /// Whether the keys of two OrderedDicts are equal one by one.
    private func hasSameOrder(_ left: ObjectID, _ right: ObjectID) throws -> Bool {
        var (i, j) = (0, 0)
        while let x = nextEntry(of: left, from: &i), let y = nextEntry(of: right, from: &j) {
            if try x.key != y.key && !equals(x.key, y.key) { return false }
        }
        return true
    }

    /// `len(object)`
    public func length(_ object: ObjectID) throws -> Int {
        if let count = knownLength(object) { return count }
        if kind(of: object) == .range {
            throw PythonException("OverflowError", "Python int too large to convert to C ssize_t")
        }
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
        case .deque: return count(ofDeque: object)
        case .dictKeys, .dictValues, .dictItems: return count(ofDict: viewed(by: object))
        case .mappingProxy: return knownLength(viewed(by: object))
        default:
            guard weakContainer(object) != nil, let data = try? data(of: object), weakContainer(data) == nil
            else { return nil }
            return knownLength(data)
        }
    }

    /// `bool(object)`
    public func isTrue(_ object: ObjectID) -> Bool {
        switch kind(of: object) {
        // What does not fit a word is not 0.
        case .int: word(of: object) != 0
        case .bool: object == trueObject
        case .none: false
        case .float: floats[heap.payload(object)] != 0
        case .complex:
            complexes[heap.payload(object)].real != 0 || complexes[heap.payload(object)].imaginary != 0
        case .range: rangeValue(object).count != 0
        default: knownLength(object).map { $0 != 0 } ?? true
        }
    }

    /// The name of an object's type, or None, as CPython's generated argument readers say it.
    package func noneOrTypeName(_ object: ObjectID) -> String {
        object == none ? "None" : typeName(object)
    }

    /// The name of an object's type in argument errors, as `tp_name` gives it.
    package func argumentTypeName(_ object: ObjectID) -> String {
        object == none ? "NoneType" : typeName(object)
    }
}

/// What the comparison of two objects comes to.
private enum Comparand {
    case known(Bool)
    case parts(OpenComparison)
}

/// Two containers whose parts are being compared, first to last.
private struct OpenComparison {
    private let left: ObjectID, right: ObjectID
    private let leftStart: Int, rightStart: Int
    private let count: Int
    private let isDict: Bool
    private var index = 0
    /// Whether a key of the one is missing in the other, or one of them was changed by what compares.
    private(set) var isDifferent = false

    /// Whether nothing can take the parts away while they are compared: items of tuples.
    let keepsParts: Bool

    /// Two runs of slots.
    init(
        _ left: ObjectID, from leftStart: Int, _ right: ObjectID, from rightStart: Int, count: Int,
        keepsParts: Bool = false
    ) {
        (self.left, self.leftStart, self.right, self.rightStart) = (left, leftStart, right, rightStart)
        (self.count, isDict, self.keepsParts) = (count, false, keepsParts)
    }

    /// The entries of one dict, each of which must be in the other.
    init(dict: ObjectID, other: ObjectID) {
        (left, leftStart, right, rightStart) = (dict, 0, other, 0)
        (count, isDict, keepsParts) = (0, true, false)
    }

    /// The next two parts that are not the same object, a unit of each for the caller unless they are kept; nil when there are no more.
    mutating func next(in runtime: Runtime) throws -> (ObjectID, ObjectID)? {
        if isDict { return try nextValues(in: runtime) }
        while index < count {
            defer { index += 1 }
            let (a, b) = (leftStart + index, rightStart + index)
            guard a < runtime.heap.slotCount(left), b < runtime.heap.slotCount(right) else {
                isDifferent = runtime.itemCount(left) != runtime.itemCount(right)
                return nil
            }
            let (x, y) = (runtime.heap.slot(left, a), runtime.heap.slot(right, b))
            if x != y { return keepsParts ? (x, y) : (runtime.retained(x), runtime.retained(y)) }
            try runtime.takeStep()
        }
        return nil
    }

    /// The next two values of one key, the other dict's first, as `dict_equal` compares them.
    private mutating func nextValues(in runtime: Runtime) throws -> (ObjectID, ObjectID)? {
        while let entry = runtime.nextEntry(of: left, from: &index) {
            runtime.heap.retain(entry.key)
            runtime.heap.retain(entry.value)
            defer {
                runtime.heap.release(entry.key)
                runtime.heap.release(entry.value)
            }
            let found = try runtime.nested(" in comparison") {
                try runtime.lookUp(right, entry.key, hash: entry.hash)
            }
            guard let found else {
                isDifferent = true
                return nil
            }
            if found != entry.value { return (runtime.retained(found), runtime.retained(entry.value)) }
            try runtime.takeStep()
        }
        return nil
    }
}
