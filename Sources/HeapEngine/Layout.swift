/// How the slots of a kind of object are traversed, cleared and freed.
///
/// A layout stands for what a C type's `tp_traverse`, `tp_clear` and `tp_dealloc` do. The engine knows no type names: each
/// object carries the `LayoutID` of a layout registered at start.
///
/// The slots of an object are its **head**, a fixed number of slots, followed by its **tail**, which grows and shrinks.
public struct Layout: Sendable {
    /// The order in which slots are visited by the collector and dropped when the object dies.
    public enum Order: UInt8, Sendable, BitwiseCopyable {
        /// No slot is visited: its references are counted but unseen by the collector (code, a running frame).
        case none
        /// Head, then tail, first to last.
        case forward
        /// Head, then the tail from last to first (list, tuple and their subclasses).
        case backward
        /// The tail first to last, then the head (an instance: its values, then its type).
        case headLast
        /// Visited head, then tail; dropped tail first, then head (a frame object: its variables die before what it points to).
        case tailDroppedFirst
        /// Head, then the odd slots of the tail, which holds key, value, key, value, … (a dict whose keys all are str).
        /// Keys are counted but unseen; an entry's key is dropped before its value.
        case values
        /// As `values`, but keys are visited too, each after its value (a dict with other keys).
        case pairs
        /// Head, then of a tail of key, value, key, key, value, key, … every third slot, then the values: a dict that keeps each key in a
        /// list of its own too, which is visited and dropped first and cleared last (an OrderedDict whose keys all are str).
        case listedValues
        /// As `listedValues`, but the keys of the entries are visited too, each after its value.
        case listedPairs

        /// Whether an entry of the tail has a third slot.
        @inline(__always)
        var isListed: Bool { self == .listedValues || self == .listedPairs }
    }

    /// What the collector takes from an unreachable object to break its cycles (`tp_clear`).
    public enum Clearing: UInt8, Sendable, BitwiseCopyable {
        /// Every slot.
        case all
        /// The tail and the slots of the head that are not among `keptHead`.
        case tail
        /// The slots of the head that are not among `keptHead` (a subclass of tuple: its dict).
        case head
        /// Nothing: the type has no `tp_clear` (tuple, bound method).
        case nothing
    }

    /// When a collection stops tracking an object of the layout.
    public enum Untracking: UInt8, Sendable, BitwiseCopyable {
        case never
        /// At any collection that finds no element that may be tracked.
        case tuple
        /// At a full collection that finds no key or value that may be tracked.
        case dict
    }

    /// The order of traversal and of dying.
    public var order: Order
    /// How many slots at the front are fixed.
    public var head: Int
    /// How many of the head's slots the collector visits; the rest are counted but hidden.
    public var visibleHead: Int
    /// Which of the head's slots survive clearing; of those from slot 64 on, at most one does.
    public var keptHead: Set<Int>
    /// Whether the type has the GC flag: its memory has a GC head and its allocation counts.
    public var isCollectable: Bool
    /// What clearing takes.
    public var clearing: Clearing
    /// Whether clearing leaves no tail at all (list, dict, set) rather than empty slots (instance, cell).
    public var truncatesWhenCleared: Bool
    /// When tracking stops by itself.
    public var untracking: Untracking
    /// The free list that takes the memory of dead objects, if any.
    public var freeList: FreeListRule?
    /// Whether deallocation takes part in CPython's trashcan.
    public var usesTrashcan: Bool

    /// The most slots that a head can have.
    public static let maximumHead = 255

    /// Whether weak references are cleared before the finalizer is called, not after it (a generator).
    public var unreferencesFirst: Bool

    /// Describes a layout; by default a collectable container without a head.
    public init(
        order: Order = .forward, head: Int = 0, visibleHead: Int? = nil, keptHead: Set<Int>? = nil,
        isCollectable: Bool = true, clearing: Clearing = .all, truncatesWhenCleared: Bool = false,
        untracking: Untracking = .never, freeList: FreeListRule? = nil,
        usesTrashcan: Bool = false, unreferencesFirst: Bool = false
    ) {
        precondition(head >= 0 && head <= Self.maximumHead, "a head has at most 255 slots")
        self.order = order
        self.head = head
        self.visibleHead = visibleHead ?? head
        self.keptHead = keptHead ?? Set(0..<head)
        self.isCollectable = isCollectable
        self.clearing = clearing
        self.truncatesWhenCleared = truncatesWhenCleared
        self.untracking = untracking
        self.freeList = freeList
        self.usesTrashcan = usesTrashcan
        self.unreferencesFirst = unreferencesFirst
    }
}

/// The number of a registered layout.
public struct LayoutID: BitwiseCopyable, RawRepresentable, Hashable, Sendable {
    /// The order of registration, from 0.
    public var rawValue: UInt8

    /// Wraps a raw number.
    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }
}

/// Which free list an object's memory goes to when it dies, as CPython keeps for lists, dicts, tuples and floats.
public struct FreeListRule: Hashable, Sendable {
    /// The most blocks the list keeps; each length has a list of its own when `lengths` is not nil.
    public var capacity: Int
    /// The slot counts that have a free list (tuple: 1…20); nil when the block's size does not depend on the slots.
    public var lengths: ClosedRange<Int>?
    /// Layouts whose rules are equal and name the same family share one free list; nil shares with none.
    public var family: String?
    /// Whether a full collection leaves the list alone (slice), as it does not the others.
    public var survivesCollection: Bool
    /// Whether the collector counts the release of what waits there.
    public var isCollectable: Bool
    /// The one of `lengths` whose blocks wait and are never used again before a full collection frees them, if there is one.
    public var unusedLength: Int?

    /// Describes a free list.
    public init(
        capacity: Int, lengths: ClosedRange<Int>? = nil, family: String? = nil,
        survivesCollection: Bool = false, isCollectable: Bool = true, unusedLength: Int? = nil
    ) {
        self.capacity = capacity
        self.lengths = lengths
        self.family = family
        self.survivesCollection = survivesCollection
        self.isCollectable = isCollectable
        self.unusedLength = unusedLength
    }
}
