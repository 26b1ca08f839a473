/// The hash table of a set or frozenset: at which position each element is.
///
/// It knows hashes and positions only; the elements are the owner's, at the same positions. The order of positions is
/// the order in which Python iterates. CPython 3.13, `setobject.c`.
public struct SetTable: Sendable {
    /// The number of elements: `len(s)`.
    public private(set) var count = 0

    /// Positions that are or were taken: elements and dummies.
    public private(set) var fill = 0

    private var hashes: [Int]
    private var states: [State]

    /// Where the next `pop()` starts to look.
    private var finger = 0

    private enum State: UInt8 { case free, live, dummy }

    /// The number of positions that fit inside the object itself.
    public static let inlineCapacity = 8

    /// Neighbours that are looked at before the probe jumps.
    private static let linearProbes = 9

    /// An empty set with its inline table.
    public init() {
        self.init(capacity: SetTable.inlineCapacity)
    }

    private init(capacity: Int) {
        hashes = Array(repeating: 0, count: capacity)
        states = Array(repeating: .free, count: capacity)
    }

    /// The number of positions: a power of two, at least 8.
    public var capacity: Int { hashes.count }

    /// Bytes of the table that the set owns, 0 while it is inline. `sys.getsizeof(s)` is 216 more.
    public var tableBytes: Int { capacity == SetTable.inlineCapacity ? 0 : 16 * capacity }

    /// Whether there is an element at the position.
    public func isLive(_ position: Int) -> Bool { states[position] == .live }

    /// The hash of the element at the position.
    public func hash(at position: Int) -> Int { hashes[position] }

    /// The positions of the elements, in Python's iteration order.
    public var positions: [Int] { states.indices.filter { states[$0] == .live } }

    // MARK: Looking up

    /// A walk over the positions that may hold an element with one hash.
    public struct Probe: Sendable {
        let hash: Int
        var start: UInt
        var offset = 0
        var perturbation: UInt
    }

    /// Starts a walk over the elements with this hash.
    public func probe(_ hash: Int) -> Probe {
        let bits = UInt(bitPattern: hash)
        return Probe(hash: hash, start: bits & mask, perturbation: bits)
    }

    /// The next position whose element has the probe's hash, in CPython's order; nil when there is none left.
    public func next(_ probe: inout Probe) -> Int? {
        while true {
            let position = Int(probe.start) + probe.offset
            if states[position] == .free { return nil }
            SetTable.advance(&probe, mask: mask)
            if states[position] == .live, hashes[position] == probe.hash { return position }
        }
    }

    /// The position of the element that has this hash and matches; nil if there is none.
    /// - Complexity: O(1) on average, O(*n*) if all hashes collide.
    public func find(hash: Int, where matches: (Int) throws -> Bool) rethrows -> Int? {
        var probe = probe(hash)
        while let position = next(&probe) {
            if try matches(position) { return position }
        }
        return nil
    }

    // MARK: Changing

    /// Adds an element with this hash that is not in the set yet.
    /// - Returns: its position, and the moves of all elements, this one too, if the table was rebuilt afterwards.
    /// - Complexity: O(1) amortised.
    public mutating func add(hash: Int) -> (position: Int, relocation: Relocation?) {
        var probe = probe(hash)
        var reusable: Int?
        while true {
            let position = Int(probe.start) + probe.offset
            if states[position] == .free {
                return occupy(position, reusing: reusable, hash: hash)
            }
            if states[position] == .dummy { reusable = position }
            SetTable.advance(&probe, mask: mask)
        }
    }

    private mutating func occupy(
        _ position: Int, reusing dummy: Int?, hash: Int
    ) -> (position: Int, relocation: Relocation?) {
        let target = dummy ?? position
        hashes[target] = hash
        states[target] = .live
        count += 1
        guard dummy == nil else { return (target, nil) }
        fill += 1
        guard fill * 5 >= (capacity - 1) * 3 else { return (target, nil) }
        return (target, resize(over: count > 50_000 ? count * 2 : count * 4))
    }

    /// Makes a dummy of the element at the position: `discard`. The size never shrinks.
    public mutating func remove(_ position: Int) {
        states[position] = .dummy
        hashes[position] = -1
        count -= 1
    }

    /// Takes the element away that `pop()` takes; the search goes on where the last one ended.
    /// - Returns: its position, or nil if the set is empty.
    public mutating func pop() -> Int? {
        guard count > 0 else { return nil }
        var position = finger & (capacity - 1)
        while states[position] != .live { position = (position + 1) & (capacity - 1) }
        remove(position)
        finger = position + 1
        return position
    }

    /// Removes everything and goes back to the inline table.
    public mutating func clear() {
        let finger = finger
        self = SetTable()
        self.finger = finger
    }

    /// Rebuilds the table with the smallest capacity over a number, without dummies.
    /// - Returns: the moves, or nil if CPython leaves the table alone.
    mutating func resize(over minimum: Int) -> Relocation? {
        var newCapacity = SetTable.inlineCapacity
        while newCapacity <= minimum { newCapacity <<= 1 }
        if newCapacity == SetTable.inlineCapacity, capacity == newCapacity, fill == count { return nil }
        let old = self
        hashes = Array(repeating: 0, count: newCapacity)
        states = Array(repeating: .free, count: newCapacity)
        fill = count
        var moves: [Relocation.Move] = []
        moves.reserveCapacity(count)
        for position in old.states.indices where old.states[position] == .live {
            moves.append(.init(from: position, to: insertClean(hash: old.hashes[position])))
        }
        return Relocation(capacity: newCapacity, moves: moves)
    }

    /// Rebuilds the table for the elements that are left of a larger set.
    mutating func rebuild() -> Relocation? { resize(over: count > 50_000 ? count * 2 : count * 4) }

    /// The same table, popping where another one would go on.
    func withFinger(of other: SetTable) -> SetTable {
        var table = self
        table.finger = other.finger
        return table
    }

    /// Takes the first free position for an element that is known to be new, in a table without dummies.
    private mutating func insertClean(hash: Int) -> Int {
        var probe = probe(hash)
        while states[Int(probe.start) + probe.offset] != .free { SetTable.advance(&probe, mask: mask) }
        let position = Int(probe.start) + probe.offset
        hashes[position] = hash
        states[position] = .live
        return position
    }

    /// Fills an empty table with the elements of another.
    mutating func place(_ other: SetTable) -> [Relocation.Move] {
        count = other.count
        fill = other.count
        return other.positions.map { .init(from: $0, to: insertClean(hash: other.hashes[$0])) }
    }

    /// Goes on popping where another table would.
    mutating func adoptFinger(of other: SetTable) { finger = other.finger }

    private var mask: UInt { UInt(bitPattern: hashes.count &- 1) }

    private static func advance(_ probe: inout Probe, mask: UInt) {
        if probe.start + UInt(linearProbes) <= mask, probe.offset < linearProbes {
            probe.offset += 1
            return
        }
        probe.offset = 0
        probe.perturbation >>= 5
        probe.start = (probe.start &* 5 &+ 1 &+ probe.perturbation) & mask
    }
}
