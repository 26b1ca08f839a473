/// Where the deallocation of objects stands: an explicit stack instead of native recursion.
struct TeardownState: ~Copyable {
    var stack = Stack<Dying>()
    /// Containers that died too deep, to be freed when the nesting has fallen (CPython's trashcan).
    var postponed = Stack<Dying>()
    /// References taken from objects that are being cleared, each still owning its unit.
    var orphans = Stack<Orphan>()
    /// How many entries of the stack are containers that take part in the trashcan.
    var depth = 0
    let trashcan: HeapConfiguration.Trashcan
    /// The levels that running code takes.
    var nativeDepth = 0
    /// The levels that count towards the trashcan's limits.
    var level: Int { trashcan.countsNativeDepth ? depth &+ nativeDepth : depth }
    /// Whether the heap's owner wants to hear of every object that dies.
    var announcesDeaths = false

    init(_ trashcan: HeapConfiguration.Trashcan) {
        self.trashcan = trashcan
    }
}

/// An object on its way out, or one whose contents are being dropped.
struct Dying: BitwiseCopyable {
    enum Phase: UInt8, BitwiseCopyable {
        /// Nothing was done yet.
        case begun
        /// The finalizer was called; it may have resurrected the object.
        case finalized
        /// Weak references are cleared; next the death is announced.
        case unreferenced
        /// Slots are dropped one by one.
        case dropping
        /// Not dying: what was postponed is freed, one after the other, until nothing is.
        case resuming
        /// Not dying: `orphans` from `start` to `end` are dropped one by one.
        case clearing
    }

    var object: UInt32
    var phase: Phase
    /// Whether the running collection found the object unreachable.
    var isCollected: Bool
    /// Whether it was tracked when it was put aside: then it is tracked again for its finalizer.
    var wasTracked = false
    /// Whose slot held the last reference; 0 if none did.
    var source: UInt32
    var slot: UInt32
    /// The serial number of `source`, which a finalizer may free meanwhile.
    var sourceSerial: UInt64
    /// The next step (dropping) or the next orphan (clearing).
    var cursor: UInt32 = 0
    /// The first orphan of this entry and the one after its last.
    var start: UInt32 = 0
    var end: UInt32 = 0
}

/// A reference that was taken from a slot and not yet dropped.
struct Orphan: BitwiseCopyable {
    var target: UInt32
    var slot: UInt32
}

/// What the owner of the heap must do before the teardown can go on.
enum TeardownEvent {
    case finalize(UInt32)
    case resurrected(UInt32)
    case clearWeakReferences(UInt32)
    case announce(UInt32, DeathCause)
}
