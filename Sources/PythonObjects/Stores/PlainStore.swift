/// Plain values that belong to objects, found by the object's payload: what `Store` is for values that hold references.
///
/// A number must not be used after `remove`; debug builds notice a number that was never handed out.
package final class PlainStore<Value: BitwiseCopyable> {
    @usableFromInline var base: UnsafeMutablePointer<Value>
    @usableFromInline var free: UnsafeMutablePointer<UInt32>
    @usableFromInline var freeCount = 0
    @usableFromInline var end = 0
    @usableFromInline var capacity = 64

    /// An empty store.
    package init() {
        base = .allocate(capacity: capacity)
        free = .allocate(capacity: capacity)
    }

    deinit {
        base.deallocate()
        free.deallocate()
    }

    /// Keeps a value and returns its number.
    ///
    /// - Complexity: O(1) amortised.
    @inlinable
    package func insert(_ value: Value) -> UInt32 {
        let index: Int
        if freeCount > 0 {
            freeCount &-= 1
            index = Int(free[freeCount])
        } else {
            if end == capacity { grow() }
            index = end
            end &+= 1
        }
        // SAFETY: the index is below `end`, which is at most the capacity.
        (base + index).initialize(to: value)
        return UInt32(truncatingIfNeeded: index)
    }

    /// The value with a number that `insert` returned and that was not removed since.
    @inlinable
    package subscript(index: UInt32) -> Value {
        get {
            assert(Int(index) < end)
            // SAFETY: the number was handed out by `insert`.
            return base[Int(index)]
        }
        set {
            assert(Int(index) < end)
            // SAFETY: as above.
            base[Int(index)] = newValue
        }
    }

    /// Forgets a value; its number is used again.
    @inlinable
    package func remove(_ index: UInt32) {
        assert(Int(index) < end && freeCount < capacity)
        // SAFETY: each number below `end` is free at most once, so that there is room for all.
        (free + freeCount).initialize(to: index)
        freeCount &+= 1
    }

    @usableFromInline
    func grow() {
        let larger = UnsafeMutablePointer<Value>.allocate(capacity: capacity * 2)
        larger.moveInitialize(from: base, count: end)
        base.deallocate()
        base = larger
        let largerFree = UnsafeMutablePointer<UInt32>.allocate(capacity: capacity * 2)
        largerFree.moveInitialize(from: free, count: freeCount)
        free.deallocate()
        free = largerFree
        capacity *= 2
    }
}
