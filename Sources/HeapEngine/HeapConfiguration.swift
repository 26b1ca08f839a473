/// What differs between heaps: the settings of a session and the version of CPython that it follows.
public struct HeapConfiguration: Sendable {
    /// When an automatic collection that is due runs.
    public enum Trigger: Sendable {
        /// At the next check between instructions (CPython 3.12 and later): `Heap.collectIfDue()`.
        case atCheck
        /// Inside the allocation that made it due (CPython 3.11 and earlier).
        case atAllocation
    }

    /// How deep deallocations nest before CPython postpones the rest.
    public struct Trashcan: Sendable {
        /// A container that dies at this depth is put aside.
        public var depositDepth: Int
        /// Containers put aside are freed when the depth has fallen to this.
        public var resumeDepth: Int

        /// Whether what runs natively takes levels away, `Heap.nativeDepth`.
        public var countsNativeDepth = false

        /// CPython 3.11 and 3.12: deallocations nest 50 deep, and the rest waits for the outermost one to end.
        public static let python312 = Trashcan(depositDepth: 50, resumeDepth: 0)
        /// CPython 3.13: deallocations use up the 10,000 levels that C code may nest, together with what runs; the rest waits
        /// until more than 100 are left.
        public static let python313 = Trashcan(
            depositDepth: 9950, resumeDepth: 9899, countsNativeDepth: true)

        /// Describes a trashcan.
        public init(depositDepth: Int, resumeDepth: Int, countsNativeDepth: Bool = false) {
            self.depositDepth = depositDepth
            self.resumeDepth = resumeDepth
            self.countsNativeDepth = countsNativeDepth
        }
    }

    /// The allocation counts at which generations 0, 1 and 2 are collected.
    public var thresholds: Thresholds
    /// Whether automatic collection is on.
    public var isCollectorEnabled: Bool
    /// When automatic collection runs.
    public var trigger: Trigger
    /// How deallocation nests.
    public var trashcan: Trashcan
    /// Free lists in the order in which a full collection empties them; those that are not named here follow.
    public var freeLists: [FreeListRule] = []
    /// The free list of buffers that are taken with `Heap.replaceBuffer(_:bytes:isKept:)`, emptied last.
    public var bufferList: FreeListRule?
    /// What the memory is like when a program begins; nil for an empty one.
    public var start: StartingMemory?
    /// The address in front of the simulated memory.
    public var baseAddress: UInt64
    /// The address in front of the interpreter's static objects.
    public var staticBaseAddress: UInt64

    /// A configuration; by default CPython 3.13's.
    public init(
        thresholds: Thresholds = Thresholds(2000, 10, 10), isCollectorEnabled: Bool = true,
        trigger: Trigger = .atCheck, trashcan: Trashcan = .python313,
        baseAddress: UInt64 = 0x7f3a_0000_0000, staticBaseAddress: UInt64 = 0x5581_0000_0000
    ) {
        self.thresholds = thresholds
        self.isCollectorEnabled = isCollectorEnabled
        self.trigger = trigger
        self.trashcan = trashcan
        self.baseAddress = baseAddress
        self.staticBaseAddress = staticBaseAddress
    }
}

/// One number for each of the three generations, as `gc.get_threshold()` and `gc.get_count()` show them.
public struct Thresholds: Hashable, Sendable {
    /// For generation 0: allocations less deallocations; for 1 and 2: collections of the next younger one.
    public var generation0: Int, generation1: Int, generation2: Int

    /// Three numbers, youngest generation first.
    public init(_ generation0: Int, _ generation1: Int, _ generation2: Int) {
        self.generation0 = generation0
        self.generation1 = generation1
        self.generation2 = generation2
    }

    /// The number of a generation.
    public subscript(generation: Int) -> Int {
        get {
            switch generation {
            case 0: generation0
            case 1: generation1
            default: generation2
            }
        }
        set {
            switch generation {
            case 0: generation0 = newValue
            case 1: generation1 = newValue
            default: generation2 = newValue
            }
        }
    }
}
