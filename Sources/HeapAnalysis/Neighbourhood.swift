import HeapEngine

/// The objects around some objects of a heap that is at rest, found breadth first.
public struct Neighbourhood {
    /// Which ways references are followed.
    public enum Direction: Sendable {
        /// From an object to what it refers to.
        case referents
        /// That way, and back to what refers to it.
        case both
    }

    /// The objects in the order in which they were found, the starts first.
    public private(set) var objects: [ObjectID] = []
    /// The same as a set.
    public private(set) var members: Set<ObjectID> = []

    /// Finds the objects that are at most so many references away.
    ///
    /// - Parameters:
    ///   - depth: how many references away from the nearest start.
    ///   - limit: how many objects there may be; nil is given when there are more.
    ///   - isFollowed: whether a reference leads on; one that does not is as if it were not there.
    /// - Complexity: O(m) for m references of the objects found, in both directions where both are followed.
    public init?(
        of starts: [ObjectID], in heap: Heap, direction: Direction, depth: Int, limit: Int,
        isFollowed: (Reference) -> Bool
    ) {
        for start in starts where members.insert(start).inserted { objects.append(start) }
        guard objects.count <= limit else { return nil }
        var distance = 0
        var from = 0
        while distance < depth, from < objects.count {
            let end = objects.count
            for index in from..<end {
                let object = objects[index]
                for reference in heap.references(from: object) where isFollowed(reference) {
                    guard add(reference.target, limit) else { return nil }
                }
                guard direction == .both else { continue }
                for reference in heap.references(to: object) where isFollowed(reference) {
                    guard add(reference.source, limit) else { return nil }
                }
            }
            from = end
            distance += 1
        }
    }

    private mutating func add(_ object: ObjectID, _ limit: Int) -> Bool {
        guard members.insert(object).inserted else { return true }
        objects.append(object)
        return objects.count <= limit
    }
}

/// What nothing leads to.
public struct Reachability {
    private var isReached: [Bool] = []

    /// Marks what some objects lead to, by any reference.
    ///
    /// - Complexity: O(n + m) for n objects and m references.
    public init(from starts: [ObjectID], in heap: Heap) {
        var last = 0
        heap.forEachObject { last = max(last, Int($0.rawValue)) }
        isReached = Array(repeating: false, count: last + 1)
        var open = starts
        for start in starts { isReached[Int(start.rawValue)] = true }
        while let object = open.popLast() {
            for slot in 0..<heap.slotCount(object) {
                let target = heap.slot(object, slot)
                if target.isNone || isReached[Int(target.rawValue)] { continue }
                isReached[Int(target.rawValue)] = true
                open.append(target)
            }
        }
    }

    /// Whether something leads to an object.
    public func contains(_ object: ObjectID) -> Bool { isReached[Int(object.rawValue)] }
}
