/// Freed objects kept for reuse, by kind: CPython's free lists of lists, dicts, tuples of each length, floats.
///
/// A kind is a small number given at registration, so that nothing here knows what it stands for. Each list is a
/// stack: the object freed last is the one that is used again first.
struct FreeLists: ~Copyable {
    private struct Stack: BitwiseCopyable {
        var units: UnsafeMutablePointer<UInt32>?
        var count: UInt32 = 0
        var allocated: UInt32 = 0
        var capacity: UInt32
        var survivesCollection: Bool
        var isCollectable: Bool
        var isReused: Bool
    }

    private var stacks = Slab<Stack>(minimumCapacity: 32)

    deinit {
        for kind in 0..<stacks.count { stacks[kind].units?.deallocate() }
    }

    /// Adds a kind of object of which at most `capacity` are kept.
    ///
    /// - Parameters:
    ///   - survivesCollection: whether `removeAll` leaves it alone, as CPython leaves the free slice object until the
    ///     interpreter ends.
    ///   - isCollectable: whether the collector counts the release of what waited here.
    ///   - isReused: whether what waits is used again; else it waits for `removeAll`.
    /// - Returns: the kind's number: 0, 1, 2...
    mutating func register(
        capacity: Int, survivesCollection: Bool = false, isCollectable: Bool = true, isReused: Bool = true
    ) -> Int {
        precondition((0...Int(UInt32.max >> 1)).contains(capacity), "a free list of impossible capacity")
        stacks.append(
            Stack(
                capacity: UInt32(capacity), survivesCollection: survivesCollection,
                isCollectable: isCollectable, isReused: isReused))
        return stacks.count - 1
    }

    /// The number of kinds.
    var kindCount: Int { stacks.count }

    /// The freed objects of a kind that wait now.
    func count(_ kind: Int) -> Int { Int(stacks[kind].count) }

    /// The most objects of a kind that can wait.
    func capacity(_ kind: Int) -> Int { Int(stacks[kind].capacity) }

    /// Keeps a freed object. False if the list is full: then its memory must be freed.
    @inline(__always)
    mutating func push(_ kind: Int, _ unit: UInt32) -> Bool {
        let stack = stacks.pointer(at: kind)
        let count = stack.pointee.count
        guard count < stack.pointee.capacity else { return false }
        if count == stack.pointee.allocated { FreeLists.grow(stack) }
        // SAFETY: count is below allocated after growing.
        stack.pointee.units.unsafelyUnwrapped[Int(count)] = unit
        stack.pointee.count = count &+ 1  // at most capacity, which is below 2^31
        return true
    }

    /// The object of this kind that was freed last, if any waits.
    @inline(__always)
    mutating func pop(_ kind: Int) -> UInt32? {
        let stack = stacks.pointer(at: kind)
        guard stack.pointee.count > 0, stack.pointee.isReused else { return nil }
        return FreeLists.take(stack)
    }

    /// What was freed last of a kind of which something waits, whether it may be used again or not.
    mutating func take(_ kind: Int) -> UInt32 {
        precondition(stacks[kind].count > 0, "nothing waits in the free list")
        return FreeLists.take(stacks.pointer(at: kind))
    }

    @inline(__always)
    private static func take(_ stack: UnsafeMutablePointer<Stack>) -> UInt32 {
        stack.pointee.count &-= 1
        // SAFETY: count was at most allocated and is lower now.
        return stack.pointee.units.unsafelyUnwrapped[Int(stack.pointee.count)]
    }

    /// The next object to give up when a full collection empties the lists: kinds in the order of registration, in
    /// each the object freed last first. Nil when only kinds that survive are left.
    private mutating func popAny() -> (unit: UInt32, isCollectable: Bool)? {
        for kind in 0..<stacks.count where !stacks[kind].survivesCollection && stacks[kind].count > 0 {
            return (take(kind), stacks[kind].isCollectable)
        }
        return nil
    }

    /// Empties every list that does not survive a full collection, in the order of `popAny`.
    ///
    /// - Returns: how many of the objects were collectable.
    mutating func removeAll(_ free: (UInt32) -> Void) -> Int {
        var collectable = 0
        while let (unit, isCollectable) = popAny() {
            free(unit)
            if isCollectable { collectable += 1 }
        }
        return collectable
    }

    /// The units that wait in a kind's list, the next to be used last.
    func forEach(_ kind: Int, _ body: (UInt32) throws -> Void) rethrows {
        let stack = stacks[kind]
        for index in 0..<Int(stack.count) {
            // SAFETY: index is below count, which is at most allocated.
            try body(stack.units.unsafelyUnwrapped[index])
        }
    }

    @inline(never)
    private static func grow(_ stack: UnsafeMutablePointer<Stack>) {
        let allocated = min(stack.pointee.capacity, max(16, stack.pointee.allocated * 2))
        let units = UnsafeMutablePointer<UInt32>.allocate(capacity: Int(allocated))
        if let old = stack.pointee.units {
            // SAFETY: count is at most the old allocation, and the new one is larger.
            units.update(from: old, count: Int(stack.pointee.count))
            old.deallocate()
        }
        stack.pointee.units = units
        stack.pointee.allocated = allocated
    }
}
