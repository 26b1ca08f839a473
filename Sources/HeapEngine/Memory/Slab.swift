/// A growing run of trivial elements in host memory of its own, released with its owner.
///
/// It exists beside `Array` because a column inside a noncopyable struct must not pay for uniqueness checks or
/// reference counts on every store.
struct Slab<Element: BitwiseCopyable>: ~Copyable {
    private var base: UnsafeMutablePointer<Element>
    private(set) var count = 0
    private var capacity: Int

    init(minimumCapacity: Int = 4) {
        capacity = Swift.max(1, minimumCapacity)
        base = .allocate(capacity: capacity)
    }

    init(repeating element: Element, count: Int) {
        self.init(minimumCapacity: count)
        append(repeating: element, count: count)
    }

    deinit { base.deallocate() }

    /// The place of element `index`, valid until the slab grows.
    @inline(__always)
    func pointer(at index: Int) -> UnsafeMutablePointer<Element> {
        precondition(UInt(bitPattern: index) < UInt(bitPattern: count), "slab index out of bounds")
        // SAFETY: index is below count, and count never exceeds capacity.
        return base + index
    }

    subscript(index: Int) -> Element {
        @inline(__always) get { pointer(at: index).pointee }
        @inline(__always) nonmutating set { pointer(at: index).pointee = newValue }
    }

    mutating func append(_ element: Element) {
        if count == capacity { grow(to: count + 1) }
        // SAFETY: count is below capacity after growing.
        (base + count).initialize(to: element)
        count += 1
    }

    mutating func append(repeating element: Element, count extra: Int) {
        if count + extra > capacity { grow(to: count + extra) }
        // SAFETY: capacity is at least count + extra after growing.
        (base + count).initialize(repeating: element, count: extra)
        count += extra
    }

    mutating func removeLast() -> Element {
        let element = pointer(at: count - 1).pointee
        count -= 1
        return element
    }

    mutating func removeAll() { count = 0 }

    private mutating func grow(to needed: Int) {
        let newCapacity = Swift.max(needed, capacity * 2)
        let newBase = UnsafeMutablePointer<Element>.allocate(capacity: newCapacity)
        // SAFETY: both runs hold at least count elements and do not overlap.
        newBase.moveInitialize(from: base, count: count)
        base.deallocate()
        base = newBase
        capacity = newCapacity
    }
}
