// For `realloc`, which lets a large column grow in place, and `madvise`, which gives memory back from its middle: the engine's only
// use of a system library.
#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A growable column of plain values, indexed without bounds checks in release builds.
///
/// Owners keep the number of elements in use, call `ensure(_:)` before they write past the capacity, and write an element before they read it.
struct Column<Element: BitwiseCopyable>: ~Copyable {
    private(set) var base: UnsafeMutablePointer<Element>
    private(set) var capacity: Int

    /// A column with room for `capacity` elements.
    init(capacity: Int = 16) {
        precondition(capacity > 0)
        self.capacity = capacity
        base = Self.reallocated(nil, capacity: capacity)
    }

    deinit {
        free(base)
    }

    /// The block with room for `capacity` elements, its old elements kept.
    private static func reallocated(
        _ old: UnsafeMutablePointer<Element>?, capacity: Int
    ) -> UnsafeMutablePointer<Element> {
        guard let block = realloc(old, capacity * MemoryLayout<Element>.stride) else {
            fatalError("the machine has no memory left for \(capacity) elements")
        }
        // SAFETY: the block holds `capacity` strides; elements are plain, and aligned by `malloc` for any of them.
        return block.bindMemory(to: Element.self, capacity: capacity)
    }

    /// Makes room for `count` elements.
    ///
    /// - Complexity: O(1) amortised when counts grow one by one.
    @inline(__always)
    mutating func ensure(_ count: Int) {
        if count > capacity { grow(to: count) }
    }

    @inline(never)
    private mutating func grow(to count: Int) {
        // A half more each time; the untouched part of a large column costs address space, not memory.
        let larger = max(count, capacity + capacity / 2, 64)
        base = Self.reallocated(base, capacity: larger)
        capacity = larger
    }

    /// Gives the memory of these elements back to the system, as far as it is whole pages; they hold anything afterwards.
    func discard(_ range: Range<Int>) {
        precondition(range.lowerBound >= 0 && range.upperBound <= capacity)
        let page = Int(getpagesize())
        let start = Int(bitPattern: base) + range.lowerBound * MemoryLayout<Element>.stride
        let end = Int(bitPattern: base) + range.upperBound * MemoryLayout<Element>.stride
        let first = (start + page - 1) / page * page
        let last = end / page * page
        guard first < last, let pages = UnsafeMutableRawPointer(bitPattern: first) else { return }
        // SAFETY: the pages lie between elements of this block, and whoever uses these elements again writes them first.
        madvise(pages, last - first, MADV_DONTNEED)
    }

    @inline(__always)
    subscript(index: UInt32) -> Element {
        get {
            assert(Int(index) < capacity)
            // SAFETY: indexes come from the heap's own bookkeeping, which ensured them before use; checked in debug builds.
            return base[Int(index)]
        }
        nonmutating set {
            assert(Int(index) < capacity)
            // SAFETY: as above.
            base[Int(index)] = newValue
        }
    }
}

/// A stack of plain values with amortised O(1) push and pop.
struct Stack<Element: BitwiseCopyable>: ~Copyable {
    private var column = Column<Element>()
    private(set) var count = 0

    @inline(__always)
    mutating func push(_ element: Element) {
        column.ensure(count + 1)
        column[UInt32(truncatingIfNeeded: count)] = element
        count += 1
    }

    @inline(__always)
    mutating func pop() -> Element {
        precondition(count > 0)
        count -= 1
        return column[UInt32(truncatingIfNeeded: count)]
    }

    subscript(index: Int) -> Element {
        @inline(__always) get {
            precondition(index >= 0 && index < count)
            return column[UInt32(truncatingIfNeeded: index)]
        }
        @inline(__always) nonmutating set {
            precondition(index >= 0 && index < count)
            column[UInt32(truncatingIfNeeded: index)] = newValue
        }
    }
}
