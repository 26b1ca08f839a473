/// What the heap knows of each object, a column an attribute.
struct ObjectColumns: ~Copyable {
    /// True counts; `immortalCount` never changes. In a free entry: the next free entry.
    var refcounts = Column<UInt32>()
    /// The collector's copy of the count while it looks for garbage, and `CollectorMark.outside` at all other times.
    var marks = Column<UInt32>()
    /// The index in the generation's list.
    var positions = Column<UInt32>()
    var flags = Column<ObjectFlags>()
    var generations = Column<UInt8>()
    var layouts = Column<UInt8>()
    /// The size class of the slots' block.
    var slotClasses = Column<UInt8>()
    var slotStarts = Column<UInt32>()
    var slotCounts = Column<UInt32>()
    /// The start of the list of incoming references; 0 if there are none.
    var firstIncoming = Column<UInt32>()
    var types = Column<UInt32>()
    var payloads = Column<UInt32>()
    /// Where the object is in the simulated memory, and the block that it owns beside itself; 0 if there is none.
    var units = Column<UInt32>()
    var buffers = Column<UInt32>()
    /// The bytes of the block in front of the address, in units of 16.
    var headers = Column<UInt8>()
    var serials = Column<UInt64>()

    /// Entries handed out so far, free ones among them; entry 0 is never used.
    private(set) var end: UInt32 = 1
    private var firstFree: UInt32 = 0

    static let immortalCount = UInt32.max

    init() {
        // Entry 0 is what empty slots hold: the collector's loops look at it without asking.
        refcounts[0] = Self.immortalCount
        marks[0] = CollectorMark.outside
        flags[0] = .free
        generations[0] = TrackedLists.untracked
        layouts[0] = 0
        firstIncoming[0] = 0
        serials[0] = 0
    }

    /// A fresh entry, whose columns the caller fills.
    @inline(__always)
    mutating func allocate() -> UInt32 {
        if firstFree != 0 {
            let object = firstFree
            firstFree = refcounts[object]
            return object
        }
        return extend()
    }

    private mutating func extend() -> UInt32 {
        let object = end
        precondition(end < UInt32.max, "the heap holds at most 2^32 - 2 objects at once")
        end += 1
        let count = Int(end)
        if count > refcounts.capacity {
            refcounts.ensure(count)
            marks.ensure(count)
            positions.ensure(count)
            flags.ensure(count)
            generations.ensure(count)
            layouts.ensure(count)
            slotClasses.ensure(count)
            slotStarts.ensure(count)
            slotCounts.ensure(count)
            firstIncoming.ensure(count)
            types.ensure(count)
            payloads.ensure(count)
            units.ensure(count)
            buffers.ensure(count)
            headers.ensure(count)
            serials.ensure(count)
        }
        return object
    }

    /// Takes back an entry.
    @inline(__always)
    mutating func free(_ object: UInt32) {
        flags[object] = .free
        serials[object] = 0
        refcounts[object] = firstFree
        firstFree = object
    }

    /// The entries that are free, for validation.
    func forEachFree(_ body: (UInt32) -> Void) {
        var object = firstFree
        while object != 0 {
            body(object)
            object = refcounts[object]
        }
    }
}

/// What is true of an object, a bit each.
struct ObjectFlags: OptionSet, BitwiseCopyable {
    var rawValue: UInt8

    /// The entry holds no object.
    static let free = ObjectFlags(rawValue: 1)
    /// The object's class defines a finalizer.
    static let hasFinalizer = ObjectFlags(rawValue: 2)
    /// The finalizer was called; it is never called again.
    static let finalized = ObjectFlags(rawValue: 4)
    /// Weak references to the object exist.
    static let hasWeakReferences = ObjectFlags(rawValue: 8)
    /// The object is a weak reference that was linked to a referent.
    static let isWeakReference = ObjectFlags(rawValue: 16)
    /// The object lives in the interpreter's static memory, not in the simulated pymalloc.
    static let isStatic = ObjectFlags(rawValue: 32)
    /// The object's teardown has begun.
    static let dying = ObjectFlags(rawValue: 64)
    /// The object's buffer goes to the free list of buffers when it is freed.
    static let keepsBuffer = ObjectFlags(rawValue: 128)
}
