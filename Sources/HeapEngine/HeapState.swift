/// Everything that a heap is, without anything that calls out of it.
///
/// Each mutating call does a bounded piece of work and returns; what must happen outside (finalizers, callbacks) is returned as an
/// event for `Heap` to deliver. So no call is under way while the object model changes the heap in turn.
struct HeapState: ~Copyable {
    var objects = ObjectColumns()
    var references = ReferenceColumns()
    var tracked = TrackedLists()
    var serials = SerialIndex()
    var builtinSerials = SerialIndex()
    var memory: ObjectMemory
    var weakReferences = WeakReferenceTable()
    var collector: CollectorState
    var teardown: TeardownState
    var layouts = Column<LayoutRecord>(capacity: 256)
    var layoutCount = 0
    var liveCount = 0
    /// Until it is cleared, new objects are the interpreter's own.
    var isStarting = true

    init(_ configuration: HeapConfiguration) {
        memory = ObjectMemory(configuration)
        collector = CollectorState(configuration)
        teardown = TeardownState(configuration.trashcan)
    }

    static let maximumLayouts = 255

    /// Registers a layout.
    mutating func register(_ layout: Layout) -> LayoutID {
        precondition(layoutCount < Self.maximumLayouts, "at most 255 layouts")
        var freeListBase = LayoutRecord.noFreeList
        if let rule = layout.freeList {
            freeListBase = memory.freeLists(for: rule)
        }
        layouts[UInt32(layoutCount)] = LayoutRecord(layout, freeListBase: freeListBase)
        layoutCount += 1
        return LayoutID(rawValue: UInt8(layoutCount - 1))
    }

    @inline(__always)
    func layout(of object: UInt32) -> LayoutRecord { layouts[UInt32(objects.layouts[object])] }

    /// Whether the entry holds an object.
    func isLive(_ object: UInt32) -> Bool {
        object > 0 && object < objects.end && !objects.flags[object].contains(.free)
    }
}

/// A `Layout` packed for the hot loops.
struct LayoutRecord: BitwiseCopyable {
    var order: Layout.Order
    var head: UInt8
    var visibleHead: UInt8
    /// Which of the head's first 64 slots survive clearing, a bit each, and the one behind them that does, or 0.
    var keptHead: UInt64
    var keptLater: UInt8
    var isCollectable: Bool
    var clearing: Layout.Clearing
    var truncates: Bool
    var untracking: Layout.Untracking
    var usesTrashcan: Bool
    var unreferencesFirst: Bool
    /// The first free list's number, or `noFreeList`.
    var freeListBase: UInt16
    var shortestLength: UInt16
    var longestLength: UInt16
    /// Whether every slot is visited.
    var showsAll: Bool
    /// Whether all slots are visited in the order in which they lie, or in the reverse one: what a collection need not ask slot by slot.
    var visitsForward: Bool
    var visitsBackward: Bool

    static let noFreeList = UInt16.max

    init(_ layout: Layout, freeListBase: UInt16) {
        order = layout.order
        head = UInt8(layout.head)
        visibleHead = UInt8(layout.visibleHead)
        keptHead = (0..<min(64, layout.head)).reduce(0) {
            layout.keptHead.contains($1) ? $0 | 1 << UInt64($1) : $0
        }
        let later = layout.keptHead.filter { $0 >= 64 && $0 < layout.head }
        precondition(
            later.count <= 1 || layout.clearing == .all || layout.clearing == .nothing,
            "more slots are kept than are remembered")
        keptLater = UInt8(later.max() ?? 0)
        isCollectable = layout.isCollectable
        clearing = layout.clearing
        truncates = layout.truncatesWhenCleared
        untracking = layout.untracking
        usesTrashcan = layout.usesTrashcan
        unreferencesFirst = layout.unreferencesFirst
        self.freeListBase = freeListBase
        shortestLength = UInt16(layout.freeList?.lengths?.lowerBound ?? 0)
        longestLength = UInt16(layout.freeList?.lengths?.upperBound ?? Int(UInt16.max))
        showsAll = ![.none, .values, .listedValues].contains(order) && visibleHead == head
        visitsForward = showsAll && [.forward, .tailDroppedFirst].contains(order)
        visitsBackward = showsAll && order == .backward && head == 0
    }

    /// Whether the collector sees slot `slot`.
    @inline(__always)
    func isVisible(_ slot: UInt32) -> Bool {
        switch order {
        case .none: false
        case .forward, .backward, .headLast, .pairs, .tailDroppedFirst, .listedPairs:
            slot >= UInt32(head) || slot < UInt32(visibleHead)
        case .values: slot < UInt32(head) ? slot < UInt32(visibleHead) : (slot &- UInt32(head)) & 1 == 1
        case .listedValues:
            slot < UInt32(head) ? slot < UInt32(visibleHead) : (slot &- UInt32(head)) % 3 != 0
        }
    }

    /// The slot that is dropped at step `step` when all `count` slots are gone through in the layout's order.
    @inline(__always)
    func droppedSlot(atStep step: UInt32, of count: UInt32) -> UInt32 {
        let head = UInt32(head)
        switch order {
        case .none, .forward, .values, .pairs: return step
        case .backward: return step < head ? step : count &- 1 &- (step &- head)
        case .headLast, .tailDroppedFirst:
            return step < count &- head ? step &+ head : step &- (count &- head)
        case .listedValues, .listedPairs: return listedSlot(atStep: step, of: count, 0)
        }
    }

    /// The slot at step `step` through entries of three: first the third of each, then the pairs, where `swap` is 1 if values come first.
    private func listedSlot(atStep step: UInt32, of count: UInt32, _ swap: UInt32) -> UInt32 {
        let head = UInt32(head)
        guard step >= head else { return step }
        let (place, entries) = (step &- head, (count &- head) / 3)
        if place < entries { return head &+ 3 &* place &+ 2 }
        let rest = place &- entries
        return head &+ 3 &* (rest / 2) &+ ((rest & 1) ^ swap)
    }

    /// The slot that clearing empties at step `step`: as dropping, but what is listed goes last.
    func clearedSlot(atStep step: UInt32, of count: UInt32) -> UInt32 {
        let head = UInt32(head)
        guard order.isListed, step >= head else { return droppedSlot(atStep: step, of: count) }
        let (tail, place) = (count &- head, step &- head)
        let entries = tail / 3
        let pairs = tail &- entries
        return droppedSlot(atStep: head &+ (place < pairs ? place &+ entries : place &- pairs), of: count)
    }

    /// The slot that traversal visits at step `step`: as dropping, but values of pairs come before their keys.
    @inline(__always)
    func visitedSlot(atStep step: UInt32, of count: UInt32) -> UInt32 {
        let head = UInt32(head)
        if order == .tailDroppedFirst { return step }
        if order == .pairs, step >= head { return head &+ ((step &- head) ^ 1) }
        if order.isListed { return listedSlot(atStep: step, of: count, 1) }
        return droppedSlot(atStep: step, of: count)
    }

    /// Whether clearing (`tp_clear`) takes what slot `slot` holds.
    @inline(__always)
    func isCleared(_ slot: UInt32) -> Bool {
        switch clearing {
        case .all: true
        case .tail: slot >= UInt32(head) || !isKept(slot)
        case .head: slot < UInt32(head) && !isKept(slot)
        case .nothing: false
        }
    }

    @inline(__always)
    private func isKept(_ slot: UInt32) -> Bool {
        slot < 64 ? keptHead >> UInt64(slot) & 1 != 0 : slot == UInt32(keptLater)
    }

    /// The free list for an object with `slots` slots, or nil.
    @inline(__always)
    func freeList(slots: Int) -> Int? {
        if freeListBase == Self.noFreeList { return nil }
        if longestLength == UInt16.max { return Int(freeListBase) }
        guard slots >= Int(shortestLength), slots <= Int(longestLength) else { return nil }
        return Int(freeListBase) + slots - Int(shortestLength)
    }
}
