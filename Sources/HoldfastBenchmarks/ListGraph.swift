import HeapEngine

/// Lists as CPython 3.13 allocates them, three references in each, drawn by a seeded generator.
///
/// `Benchmarks/cpython.py` builds the same graph from the same seed.
struct ListGraph {
    let heap: Heap
    /// The lists of the graph, in the order of creation; each counts one reference of its own for this array.
    private(set) var lists: [ObjectID] = []

    private let layout: LayoutID
    private let listType: ObjectID

    /// `sys.getsizeof([])`, which has the collector's head in it; and the addresses' distance from the block's start.
    private static let listBytes = 56
    private static let collectorHeadBytes = 16
    /// The items that `list.append` makes room for in an empty list.
    private static let itemBytes = 4 * 8

    /// An empty heap in which only what the cases trigger is collected.
    init() {
        heap = Heap(configuration: HeapConfiguration(isCollectorEnabled: false))
        let opaque = heap.register(Layout(order: .none, isCollectable: false))
        layout = heap.register(
            Layout(
                order: .backward, truncatesWhenCleared: true, freeList: FreeListRule(capacity: 80),
                usesTrashcan: true))
        listType = heap.allocateImmortal(opaque, type: .none, bytes: 416, slots: 0)
        heap.finishStart()
    }

    /// Makes room for the array of lists, and touches it, so that it does not count as the heap's memory.
    mutating func reserve(objects: Int) {
        lists = Array(repeating: .none, count: objects)
        lists.removeAll(keepingCapacity: true)
    }

    /// Makes `objects` lists and their references.
    mutating func build(objects: Int, seed: UInt64) {
        for _ in 0..<objects { lists.append(makeList()) }
        var random = Draws(seed: seed, bound: objects)
        for list in lists {
            heap.resizeBuffer(list, bytes: Self.itemBytes)
            for _ in 0..<3 { append(lists[random.next()], to: list) }
        }
    }

    /// Hands the array's references to one list that holds them all.
    mutating func moveIntoRoot() {
        let root = makeList()
        heap.resizeBuffer(root, bytes: lists.count * 8)
        for list in lists { heap.append(root, owned: list) }
        lists = []
    }

    /// Makes two lists that refer to each other and to which nothing else refers.
    func makeCycle() {
        let one = makeList()
        let other = makeList()
        heap.resizeBuffer(one, bytes: Self.itemBytes)
        append(other, to: one)
        heap.resizeBuffer(other, bytes: Self.itemBytes)
        append(one, to: other)
        heap.release(one)
        heap.release(other)
    }

    private func makeList() -> ObjectID {
        let list = heap.allocate(
            layout, type: listType, bytes: Self.listBytes, header: Self.collectorHeadBytes, slots: 0)
        heap.track(list)
        return list
    }

    private func append(_ item: ObjectID, to list: ObjectID) {
        heap.retain(item)
        heap.append(list, owned: item)
    }
}

/// The seeded random numbers of both halves: the upper bits of a 64-bit linear congruential generator.
struct Draws {
    private var state: UInt64
    private let bound: UInt64

    init(seed: UInt64, bound: Int) {
        state = seed
        self.bound = UInt64(bound)
    }

    mutating func next() -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % bound)
    }
}
