/// The lists of tracked objects: three generations, the permanent one, and two that exist only during a collection.
///
/// CPython links its lists through the objects. Here each list is an array of object numbers in list order; an object knows its
/// position, so that removal leaves a hole in O(1) and the order of two objects is a comparison of numbers.
struct TrackedLists: ~Copyable {
    static let generationCount = 3
    static let permanent: UInt8 = 3
    /// What the running collection found unreachable.
    static let unreachable: UInt8 = 4
    /// Where the running collection puts objects while it works on them.
    static let pending: UInt8 = 5
    static let listCount = 6
    /// The `generation` of an object that is not tracked.
    static let untracked: UInt8 = 255

    struct List {
        var base: UnsafeMutablePointer<UInt32>
        var capacity: Int
        /// Entries in use, holes (0) among them.
        var end: Int
        /// Objects in the list.
        var live: Int
    }

    private let lists: UnsafeMutablePointer<List>

    init() {
        lists = .allocate(capacity: Self.listCount)
        for number in 0..<Self.listCount {
            (lists + number).initialize(
                to: List(base: .allocate(capacity: 64), capacity: 64, end: 0, live: 0))
        }
    }

    deinit {
        for number in 0..<Self.listCount { lists[number].base.deallocate() }
        lists.deallocate()
    }

    /// One of the lists.
    subscript(list: UInt8) -> List {
        @inline(__always) get {
            precondition(list < UInt8(Self.listCount))
            // SAFETY: below the number of lists, as just checked.
            return lists[Int(list)]
        }
        @inline(__always) nonmutating set {
            precondition(list < UInt8(Self.listCount))
            // SAFETY: as above.
            lists[Int(list)] = newValue
        }
    }

    /// Appends an object that is in no list.
    @inline(__always)
    func append(_ object: UInt32, to list: UInt8, _ columns: borrowing ObjectColumns) {
        precondition(list < UInt8(Self.listCount))
        // SAFETY: below the number of lists, as just checked; below the capacity, which `makeRoom` sees to.
        let entry = lists + Int(list)
        if entry.pointee.end == entry.pointee.capacity { makeRoom(list, columns) }
        let position = entry.pointee.end
        entry.pointee.base[position] = object
        entry.pointee.end = position + 1
        entry.pointee.live += 1
        columns.positions[object] = UInt32(truncatingIfNeeded: position)
        columns.generations[object] = list
    }

    /// Takes an object out of the list that holds it.
    @inline(__always)
    func remove(_ object: UInt32, _ columns: borrowing ObjectColumns) {
        let list = columns.generations[object]
        precondition(list < UInt8(Self.listCount), "the object is not tracked")
        let position = Int(columns.positions[object])
        // SAFETY: a tracked object's position is below the end of its list (an invariant that `validate` re-derives).
        let entry = lists + Int(list)
        assert(entry.pointee.base[position] == object)
        entry.pointee.base[position] = 0
        entry.pointee.live -= 1
        if position + 1 == entry.pointee.end {
            var end = position
            while end > 0, entry.pointee.base[end - 1] == 0 { end -= 1 }
            entry.pointee.end = end
        }
        columns.generations[object] = Self.untracked
    }

    /// Closes the holes of a list, or enlarges it when there are few.
    private func makeRoom(_ list: UInt8, _ columns: borrowing ObjectColumns) {
        var entry = self[list]
        if entry.live < entry.end - entry.end / 4 {
            compact(list, columns)
            return
        }
        let larger = entry.capacity + entry.capacity / 2
        let fresh = UnsafeMutablePointer<UInt32>.allocate(capacity: larger)
        // SAFETY: both hold at least `end` entries.
        fresh.update(from: entry.base, count: entry.end)
        entry.base.deallocate()
        entry.base = fresh
        entry.capacity = larger
        self[list] = entry
    }

    /// Closes the holes of a list.
    ///
    /// - Complexity: O(n) in its entries.
    func compact(_ list: UInt8, _ columns: borrowing ObjectColumns) {
        var entry = self[list]
        guard entry.live < entry.end else { return }
        var kept = 0
        for index in 0..<entry.end {
            let object = entry.base[index]
            if object != 0 {
                entry.base[kept] = object
                columns.positions[object] = UInt32(truncatingIfNeeded: kept)
                kept += 1
            }
        }
        entry.end = kept
        self[list] = entry
    }

    /// Moves all objects of one list to the end of another, in order.
    ///
    /// - Complexity: O(n) in the objects moved.
    func merge(_ from: UInt8, into to: UInt8, _ columns: borrowing ObjectColumns) {
        if self[to].live == 0 {
            // Exchange the arrays: only the objects' generation changes.
            var (source, target) = (self[from], self[to])
            swap(&source, &target)
            source.end = 0
            self[from] = source
            self[to] = target
            for index in 0..<target.end where target.base[index] != 0 {
                columns.generations[target.base[index]] = to
            }
            return
        }
        let source = self[from]
        for index in 0..<source.end where source.base[index] != 0 {
            append(source.base[index], to: to, columns)
        }
        self[from].end = 0
        self[from].live = 0
    }
}
