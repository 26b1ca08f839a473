import BigInt
import HeapEngine

extension Runtime {
    /// `left == right`
    ///
    /// - Throws: RecursionError where CPython raises it, RuntimeError when the statement's steps are used up.
    /// - Complexity: O(n) in the objects that are compared, with as much native stack for any depth of lists, tuples
    ///   and dicts.
    public func equals(_ left: ObjectID, _ right: ObjectID) throws -> Bool {
        var open: [OpenComparison] = []
        switch try compare(left, right) {
        case .known(let isEqual): return isEqual
        case .parts(let parts): open.append(parts)
        }
        while let last = open.indices.last {
            guard let (x, y) = try open[last].next(in: self) else {
                if open[last].isDifferent { return false }
                open.removeLast()
                continue
            }
            // Py_C_RECURSION_LIMIT, one of which the interpreter has used.
            guard open.count < 9_999 else {
                throw PythonException("RecursionError", "maximum recursion depth exceeded in comparison")
            }
            switch try compare(x, y) {
            case .known(true): break
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
            if let evaluator, isOfHeapClass(left) || isOfHeapClass(right), left != right,
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
                    .init(left, from: head(of: left), right, from: head(of: right), count: count))
            case (.slice, .slice): return .parts(.init(left, from: 0, right, from: 0, count: 3))
            case (.dict, .dict):
                let pairs = entries(of: left)
                guard pairs.count == count(ofDict: right) else { return .known(false) }
                return .parts(.init(pairs, of: right))
            case (.set, .set), (.set, .frozenSet), (.frozenSet, .set), (.frozenSet, .frozenSet):
                let elements = items(of: left)
                guard elements.count == sets[heap.payload(right)].count else { return .known(false) }
                return .known(
                    try nested(" in comparison") { try elements.allSatisfy { try contains(right, $0) } })
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
            guard weakContainer(object) != nil, let data = try? data(of: object), weakContainer(data) == nil
            else { return nil }
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
    private let entries: [(key: ObjectID, value: ObjectID)]?
    private let count: Int
    private var index = 0
    /// Whether a key of the one is missing in the other.
    private(set) var isDifferent = false

    /// Two runs of slots.
    init(_ left: ObjectID, from leftStart: Int, _ right: ObjectID, from rightStart: Int, count: Int) {
        (self.left, self.leftStart, self.right, self.rightStart) = (left, leftStart, right, rightStart)
        (entries, self.count) = (nil, count)
    }

    /// The entries of one dict, each of which must be in the other.
    init(_ entries: [(key: ObjectID, value: ObjectID)], of other: ObjectID) {
        (left, leftStart, right, rightStart) = (.none, 0, other, 0)
        (self.entries, count) = (entries, entries.count)
    }

    /// The next two parts that are not the same object; nil when there are no more.
    mutating func next(in runtime: Runtime) throws -> (ObjectID, ObjectID)? {
        while index < count {
            defer { index += 1 }
            let x: ObjectID
            let y: ObjectID
            if let entries {
                let (key, value) = entries[index]
                let found = try runtime.nested(" in comparison") {
                    try runtime.lookUp(right, key, hash: runtime.hash(key))
                }
                guard let found else {
                    isDifferent = true
                    return nil
                }
                (x, y) = (value, found)
            } else {
                x = runtime.heap.slot(left, leftStart + index)
                y = runtime.heap.slot(right, rightStart + index)
            }
            if x != y { return (x, y) }
            try runtime.takeStep()
        }
        return nil
    }
}
