import BigInt
import HeapEngine

extension Runtime {
    /// `hash(object)` with `PYTHONHASHSEED=0`.
    ///
    /// - Parameter remembers: whether weak references keep the hash of what they lead to, as `hash()` makes them. A mere
    ///   question must not.
    /// - Throws: TypeError for what is not hashable, RuntimeError when the statement's steps are used up.
    /// - Complexity: O(n) in the objects that enter the hash; nesting of any depth takes no native stack.
    public func hash(_ object: ObjectID, remembers: Bool = true) throws -> Int {
        if let hash = simpleHash(object) { return hash }
        var open: [OpenHash] = []
        var known = try hash(at: object, &open)
        while let last = open.indices.last {
            if let hash = known {
                open[last].hashes.append(hash)
                known = nil
            } else if open[last].hashes.count < open[last].count {
                known = try hash(at: part(open[last].hashes.count, of: open[last].object), &open)
            } else {
                known = try finish(open.removeLast(), remembers: remembers)
            }
        }
        guard let known else { preconditionFailure("a hash was not finished") }
        return known
    }

    /// The hash of a str or an int that fits a word, of no derived class.
    @inline(__always)
    package func simpleHash(_ object: ObjectID) -> Int? {
        let type = heap.type(of: object)
        if type == types.str { return hashOfString(object) }
        return type == types.int ? word(of: object).map { PythonHash.int($0) } : nil
    }

    /// The hash of an object that has no parts; else nil, and its parts are to be hashed first.
    private func hash(at object: ObjectID, _ open: inout [OpenHash]) throws -> Int? {
        try takeStep()
        if let evaluator, isOfHeapClass(object), let hash = try evaluator.hashValue(of: object) {
            return hash
        }
        let payload = heap.payload(object)
        switch kind(of: object) {
        case .str: return hashOfString(object)
        case .int: return word(of: object).map { PythonHash.int($0) } ?? PythonHash.int(integer(of: object))
        case .bool: return PythonHash.bool(object == trueObject)
        case .float: return PythonHash.float(floats[payload], address: heap.address(of: object))
        case .complex:
            return PythonHash.complex(
                complexes[payload].real, complexes[payload].imaginary, address: heap.address(of: object))
        case .none: return PythonHash.none
        case .bytes: return PythonHash.bytes(byteStrings[payload])
        case .tuple: open.append(OpenHash(object, itemCount(object)))
        case .slice: open.append(OpenHash(object, 3))
        case .method: open.append(OpenHash(object, 1))
        case .weakReference:
            if let known = weakHashes[object] { return known }
            if heap.weakTarget(of: object).isNone {
                throw PythonException("TypeError", "weak object has gone away")
            }
            open.append(OpenHash(object, 1))
        case .frozenSet:
            let table = sets[payload]
            return PythonHash.frozenset(table.positions.map { table.hash(at: $0) })
        case .range: return rangeValue(object).hash()
        case .code where codes[payload].identity != nil:
            let name = hashOfString(heap.slot(object, Layouts.CodeSlot.name))
            return PythonHash.tuple([name, codes[payload].line, codes[payload].instructions])
        case .genericAlias: open.append(OpenHash(object, 2))
        case .union: open.append(OpenHash(object, itemCount(arguments(ofAlias: object))))
        case .mappingProxy: open.append(OpenHash(object, 1))
        case .list, .dict, .deque, .set, .byteArray, .cell, .dictKeys, .dictItems, .simpleNamespace,
            .frameLocals:
            throw PythonException("TypeError", "unhashable type: '\(typeName(object))'")
        case .weakProxy:
            throw PythonException("TypeError", "unhashable type: '\(typeName(object))'")
        case .builtinFunction where !heap.slot(object, 0).isNone:
            // Equal ones, each made for one look at a method, have the same hash.
            guard case .builtin(let number) = functions[payload].behaviour else { fallthrough }
            return PythonHash.method(object: heap.address(of: heap.slot(object, 0)), function: number)
        case .methodWrapper:
            return PythonHash.method(
                object: heap.address(of: heap.slot(object, 1)),
                function: PythonHash.pointer(heap.address(of: heap.slot(object, 0))))
        default:
            if weakContainer(object) != nil {
                throw PythonException("TypeError", "unhashable type: '\(typeName(object))'")
            }
            if kind(of: object) == .native, let hash = try evaluator?.hashValue(of: object) { return hash }
            return PythonHash.pointer(heap.address(of: object))
        }
        return nil
    }

    private func part(_ index: Int, of object: ObjectID) -> ObjectID {
        switch kind(of: object) {
        case .tuple: heap.slot(object, head(of: object) + index)
        case .weakReference: heap.weakTarget(of: object)
        case .union: heap.slot(arguments(ofAlias: object), index)
        case .genericAlias: heap.slot(object, head(of: object) + index)
        default: heap.slot(object, index)
        }
    }

    private func finish(_ open: OpenHash, remembers: Bool) throws -> Int {
        let hashes = open.hashes
        switch kind(of: open.object) {
        case .tuple: return PythonHash.tuple(hashes)
        case .slice: return PythonHash.slice(start: hashes[0], stop: hashes[1], step: hashes[2])
        case .genericAlias: return hashes[0] ^ hashes[1]
        case .union: return PythonHash.frozenset(hashes)
        case .mappingProxy: return hashes[0]
        case .method:
            return PythonHash.method(
                object: heap.address(of: heap.slot(open.object, 1)), function: hashes[0])
        default:
            if remembers { weakHashes[open.object] = hashes[0] }
            return hashes[0]
        }
    }

    /// `hash(reference)`: the referent's, remembered.
    func hashOfWeakReference(_ reference: ObjectID) throws -> Int { try hash(reference) }

    // MARK: Steps

    /// Begins a statement or a question: all steps are left again.
    public func resetSteps() { steps = 0 }

    /// Runs what the interpreter does for itself, which no statement has to pay for.
    package func uncounted<Result>(_ body: () throws -> Result) rethrows -> Result {
        let taken = steps
        steps = .min
        defer { steps = taken }
        return try body()
    }

    /// Counts one step of a comparison or a hash: nested tuples and lists that share their parts, and keys whose hashes
    /// collide, make more steps of a small request than anybody would wait for.
    ///
    /// - Throws: RuntimeError when there were too many.
    @inline(__always)
    package func takeStep() throws {
        steps += 1
        if steps > stepLimit { try useUpSteps() }
    }

    /// A program's work counts against the limits of its run; a statement over HTTP has a limit of its own.
    private func useUpSteps() throws {
        if let evaluator, evaluator.isRunning {
            steps = 0
            return try evaluator.didWork(stepLimit)
        }
        throw PythonException(
            "RuntimeError", "the statement needs more than \(stepLimit) comparisons and hashes")
    }
}

/// An object whose parts are being hashed.
private struct OpenHash {
    let object: ObjectID
    let count: Int
    var hashes: [Int] = []

    init(_ object: ObjectID, _ count: Int) {
        self.object = object
        self.count = count
    }
}
