import HeapEngine

/// An object at the other end of references, with what those are.
public struct Neighbour: Sendable {
    /// The referrer or referent, borrowed.
    public var object: ObjectID
    /// What the references between the two are.
    public var references: [EdgeDescription]
}

/// One unit of an object's refcount.
public struct RefcountUnit: Sendable {
    /// What the reference is.
    public var edge: EdgeDescription
    /// The object that refers; nil for a root: a client's hold, a frame, the interpreter.
    public var source: ObjectID?
    /// The frame, for a local variable and what else a frame holds.
    public var frame: FrameID?
    /// Whether the collector sees the reference.
    public var isVisible: Bool
}

extension Runtime {
    /// `gc.get_referents(object)` in its order, with what the references are; repeats come as often as the collector visits them.
    public func referents(of object: ObjectID) -> [Neighbour] {
        heap.visitedReferences(from: object).map {
            Neighbour(object: $0.target, references: [describe($0)])
        }
    }

    /// `gc.get_referrers(object)` in its order, with what the references are.
    ///
    /// - Complexity: O(d log d) for the in-degree d.
    public func referrers(of object: ObjectID) -> [Neighbour] {
        var references: [ObjectID: [Reference]] = [:]
        for reference in heap.references(to: object)
        where heap.isVisible(reference.source, slot: reference.slot) {
            references[reference.source, default: []].append(reference)
        }
        return heap.referrers(of: [object]).map { source in
            let found = (references[source] ?? []).sorted { $0.slot < $1.slot }
            return Neighbour(object: source, references: found.map { describe($0) })
        }
    }

    /// What holds an object and is not among `referrers(of:)`: the client, frames, the interpreter, and references of objects that the
    /// collector does not see or does not track.
    public func roots(of object: ObjectID) -> [RefcountUnit] {
        let seen = Set(heap.referrers(of: [object]))
        return explainRefcount(object).filter { unit in
            guard let source = unit.source else { return true }
            return !unit.isVisible || !seen.contains(source)
        }
    }

    /// Every unit of an object's refcount: as many as the count, unless the object is immortal.
    public func explainRefcount(_ object: ObjectID) -> [RefcountUnit] {
        let references = heap.references(to: object).sorted { ($0.source, $0.slot) < ($1.source, $1.slot) }
        return references.map { reference in
            let source = reference.source
            let isRoot = heap.type(of: source).isNone
            return RefcountUnit(
                edge: describe(reference), source: isRoot ? nil : source, frame: frame(ofRoot: source),
                isVisible: !isRoot && heap.isVisible(source, slot: reference.slot))
        } + unitsOfRun(of: object, beside: references.count)
    }

    /// The units of a refcount that clients, their frames and the interpreter have.
    package func unitsOfRoots(of object: ObjectID) -> [RefcountUnit] {
        heap.references(to: object).filter { heap.type(of: $0.source).isNone }
            .sorted { ($0.source, $0.slot) < ($1.source, $1.slot) }.map { reference in
                RefcountUnit(
                    edge: describe(reference), source: nil, frame: frame(ofRoot: reference.source),
                    isVisible: false)
            }
    }

    private func frame(ofRoot source: ObjectID) -> FrameID? {
        guard frameStack.contains(source) else { return nil }
        return FrameID(ordinal: frameRecords[heap.payload(source)].ordinal)
    }

    /// What `sys.getrefcount(name)` prints: one more than the count, or the immortal count.
    ///
    /// - Complexity: O(1); O(in-degree) for an immortal object whose references are counted.
    public func getRefcount(_ object: ObjectID) -> Int {
        guard heap.isImmortal(object) else { return heap.refcount(object) + 1 }
        switch profile.immortalCounts {
        case .fixed(let count): return count
        case .counted(let names):
            let start =
                switch kind(of: object) {
                case .int, .str, .bytes, .tuple: names
                default: 0
                }
            return start + heap.inDegree(object) + 1
        }
    }

    /// The reference from an object with a label as `describe` gives it: `[3]`, `['data']`, `.partner`.
    public func reference(from object: ObjectID, label: String) -> Reference? {
        if label.hasPrefix("["), label.hasSuffix("]"), let index = Int(label.dropFirst().dropLast()),
            index >= 0,
            kind(of: object) == .list || kind(of: object) == .tuple
        {
            guard index < itemCount(object) else { return nil }
            let slot = head(of: object) + index
            return Reference(source: object, slot: slot, target: heap.slot(object, slot))
        }
        return heap.references(from: object).first { reference in
            let edge = describe(reference)
            return edge.label == label && edge.kind != .key
        }
    }

    /// Removes the reference with a label, as `del` does: `del o[3]`, `del o['data']`, `del o.partner`.
    ///
    /// - Throws: LookupError if the object has no such reference.
    public func deleteReference(_ object: ObjectID, label: String) throws {
        guard let reference = reference(from: object, label: label) else {
            throw PythonException("LookupError", "the object has no reference \(label)")
        }
        let edge = describe(reference)
        switch edge.kind {
        case .item where kind(of: object) == .list:
            try deleteItem(object, makeInt(reference.slot - head(of: object)))
        case .item where kind(of: object) == .set: try discard(object, reference.target)
        case .value, .global:
            let key =
                isSplit(object)
                ? splitKey(object, slot: reference.slot) : heap.slot(object, reference.slot - 1)
            try deleteItem(object, key)
        case .attribute, .slot: try deleteAttribute(object, String(edge.label.dropFirst()))
        case .cell: try setCell(object, nil)
        case .item:
            throw PythonException("TypeError", "'\(typeName(object))' object doesn't support item deletion")
        default:
            throw PythonException(
                "TypeError", "the reference \(label) of a '\(typeName(object))' object cannot be deleted")
        }
    }
}
