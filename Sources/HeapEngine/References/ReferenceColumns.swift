/// All counted references, in both directions.
///
/// An object's slots are one contiguous block of edges. Every edge that holds a target is also a link of the target's list of
/// incoming references, which is doubly linked by edge numbers, so that linking and unlinking are O(1) and finding the
/// referrers of an object is O(in-degree). Sixteen bytes an edge: target, source, next and previous incoming edge.
///
/// An edge has no name of its own: its kind and label follow from the source's layout and the slot's number.
struct ReferenceColumns: ~Copyable {
    /// What each edge holds; 0 is nothing. In a free block the first edge holds the next free block.
    var targets = Column<UInt32>(capacity: 64)
    /// Who owns each edge, and its neighbours in the target's incoming list.
    var links = Column<Link>(capacity: 64)
    /// Edges handed out so far; edge 0 is never used.
    private(set) var end: UInt32 = 1
    /// Edges in blocks that objects have.
    private(set) var used = 0
    /// Blocks of so many edges and more, a megabyte, give their memory back to the system when they are free.
    private static let largeSize: UInt32 = 1 << 16
    private var freeBlocks = Column<UInt32>(capacity: 256)
    private let sizes = Column<UInt32>(capacity: 256)
    private let sizeCount: Int

    struct Link: BitwiseCopyable {
        var source: UInt32
        var next: UInt32
        var previous: UInt32
    }

    init() {
        let classes = SlotBlockSize.classes
        sizeCount = classes.count
        for (number, size) in classes.enumerated() {
            sizes[UInt32(number)] = size
            freeBlocks[UInt32(number)] = 0
        }
    }

    /// The slots in a block of size class `number`.
    @inline(__always)
    func size(ofClass number: UInt8) -> UInt32 { sizes[UInt32(number)] }

    /// A block of size class `number` for `source`, all slots empty.
    @inline(__always)
    mutating func allocateBlock(_ number: UInt8, source: UInt32) -> UInt32 {
        if number == 0 { return 0 }
        let size = sizes[UInt32(number)]
        used &+= Int(size)
        var start = freeBlocks[UInt32(number)]
        if start != 0 {
            freeBlocks[UInt32(number)] = targets[start]
        } else {
            start = end
            precondition(UInt32.max - end > size, "the heap holds at most 2^32 slots")
            end += size
            targets.ensure(Int(end))
            links.ensure(Int(end))
        }
        for edge in start..<(start &+ size) {
            targets[edge] = 0
            links[edge] = Link(source: source, next: 0, previous: 0)
        }
        return start
    }

    /// Takes back a block whose slots are all empty.
    @inline(__always)
    mutating func freeBlock(_ start: UInt32, _ number: UInt8) {
        if number == 0 { return }
        targets[start] = freeBlocks[UInt32(number)]
        links[start].source = 0
        freeBlocks[UInt32(number)] = start
        let size = sizes[UInt32(number)]
        used &-= Int(size)
        if size >= Self.largeSize { discard(start, size) }
    }

    /// Gives back the memory of a free block but for its first edge, which leads to the next one.
    @inline(never)
    private func discard(_ start: UInt32, _ size: UInt32) {
        let range = Int(start) + 1..<Int(start) + Int(size)
        targets.discard(range)
        links.discard(range)
    }

    /// Bytes that an edge takes.
    static let edgeBytes = MemoryLayout<UInt32>.stride + MemoryLayout<Link>.stride

    /// The free blocks of each size class, for validation.
    func forEachFreeBlock(_ body: (_ start: UInt32, _ size: UInt32) -> Void) {
        for number in 1..<sizeCount {
            var start = freeBlocks[UInt32(number)]
            while start != 0 {
                body(start, sizes[UInt32(number)])
                start = targets[start]
            }
        }
    }

    /// Puts `target` into the empty edge, in front of the incoming list that starts at `first`; returns the list's new start.
    @inline(__always)
    func link(_ edge: UInt32, to target: UInt32, first: UInt32) -> UInt32 {
        targets[edge] = target
        links[edge].next = first
        links[edge].previous = 0
        if first != 0 { links[first].previous = edge }
        return edge
    }

    /// Empties the edge. Returns the new start of the target's incoming list if the edge was its start.
    @inline(__always)
    func unlink(_ edge: UInt32) -> UInt32? {
        targets[edge] = 0
        let next = links[edge].next
        let previous = links[edge].previous
        if next != 0 { links[next].previous = previous }
        if previous == 0 { return next }
        links[previous].next = next
        return nil
    }

    /// Moves what `from` holds to the empty edge `to`. Returns true if `to` is now the start of the target's incoming list.
    @inline(__always)
    func move(_ from: UInt32, to: UInt32) -> Bool {
        let target = targets[from]
        if target == 0 { return false }
        targets[to] = target
        targets[from] = 0
        let next = links[from].next
        let previous = links[from].previous
        links[to].next = next
        links[to].previous = previous
        if next != 0 { links[next].previous = to }
        if previous == 0 { return true }
        links[previous].next = to
        return false
    }
}
