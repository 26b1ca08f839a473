extension Heap {
    /// How many objects exist, untracked and immortal ones among them.
    public var liveObjectCount: Int { state.liveCount }

    /// Calls `body` for every object, in no order that means anything.
    ///
    /// - Complexity: O(n).
    public func forEachObject(_ body: (ObjectID) -> Void) {
        for object in 1..<state.objects.end where state.isLive(object) { body(ObjectID(rawValue: object)) }
    }

    /// The number of counted references to the object; meaningless for an immortal one.
    public func refcount(_ object: ObjectID) -> Int { Int(state.objects.refcounts[object.rawValue]) }

    /// Whether the object lies in the interpreter's static memory.
    public func isStatic(_ object: ObjectID) -> Bool {
        state.objects.flags[object.rawValue].contains(.isStatic)
    }

    /// Whether the object's count never changes.
    public func isImmortal(_ object: ObjectID) -> Bool {
        state.objects.refcounts[object.rawValue] == ObjectColumns.immortalCount
    }

    /// Makes the object live as long as the heap.
    public func setImmortal(_ object: ObjectID) {
        state.objects.refcounts[object.rawValue] = ObjectColumns.immortalCount
    }

    /// The object's type, as given to `allocate`.
    public func type(of object: ObjectID) -> ObjectID {
        ObjectID(rawValue: state.objects.types[object.rawValue])
    }

    /// Changes what `type(of:)` returns; counted references to types are slots like any other.
    public func setType(_ object: ObjectID, _ type: ObjectID) {
        state.objects.types[object.rawValue] = type.rawValue
    }

    /// A number that the object model keeps with the object; 0 at first.
    public func payload(_ object: ObjectID) -> UInt32 { state.objects.payloads[object.rawValue] }

    /// Sets the object model's number.
    public func setPayload(_ object: ObjectID, _ payload: UInt32) {
        state.objects.payloads[object.rawValue] = payload
    }

    /// The object's layout.
    public func layout(of object: ObjectID) -> LayoutID {
        LayoutID(rawValue: state.objects.layouts[object.rawValue])
    }

    /// Gives the object another layout, as when a dict gets its first key that is not a str.
    ///
    /// Both layouts must agree on the head, on being collectable and on the free list.
    public func setLayout(_ object: ObjectID, _ layout: LayoutID) {
        let (old, new) = (state.layout(of: object.rawValue), state.layouts[UInt32(layout.rawValue)])
        precondition(old.head == new.head && old.isCollectable == new.isCollectable)
        state.objects.layouts[object.rawValue] = layout.rawValue
    }

    /// The creation number.
    public func serial(of object: ObjectID) -> Serial {
        Serial(rawValue: state.objects.serials[object.rawValue])
    }

    /// The live object with the serial, if there is one.
    ///
    /// - Complexity: O(1).
    public func object(with serial: Serial) -> ObjectID? {
        let object =
            serial.isBuiltin
            ? state.builtinSerials.object(serial.number) : state.serials.object(serial.number)
        return object == 0 ? nil : ObjectID(rawValue: object)
    }

    /// Calls `body` for every live object that was made from `serial` on, in the order in which they were made.
    public func forEachObject(from serial: Serial, _ body: (ObjectID) -> Void) {
        precondition(!serial.isBuiltin)
        state.serials.forEach(from: serial.number) { body(ObjectID(rawValue: $0)) }
    }

    /// Whether an object with the serial was ever made; if it is not live, it was freed.
    public func wasAllocated(_ serial: Serial) -> Bool {
        serial.number > 0
            && serial.number < (serial.isBuiltin ? state.builtinSerials.next : state.serials.next)
    }

    /// The serial that the next object will get.
    public var nextSerial: Serial {
        state.isStarting ? Serial(builtin: state.builtinSerials.next) : Serial(number: state.serials.next)
    }

    /// What `id()` prints: unique among live objects, reused as CPython reuses it.
    public func address(of object: ObjectID) -> UInt64 {
        state.memory.address(
            state.objects.units[object.rawValue],
            isStatic: state.objects.flags[object.rawValue].contains(.isStatic))
    }

    /// Says whether the object's class defines a finalizer, to be called before the object dies.
    public func setFinalizer(_ object: ObjectID, _ hasFinalizer: Bool) {
        if hasFinalizer {
            state.objects.flags[object.rawValue].insert(.hasFinalizer)
        } else {
            state.objects.flags[object.rawValue].remove(.hasFinalizer)
        }
    }

    /// Whether the finalizer was called (`gc.is_finalized`).
    public func isFinalized(_ object: ObjectID) -> Bool {
        state.objects.flags[object.rawValue].contains(.finalized)
    }

    /// Gives the object a memory block beside itself (list items, dict keys), resizes it, or takes it away with 0 bytes.
    public func resizeBuffer(_ object: ObjectID, bytes: Int) {
        state.resizeBuffer(object.rawValue, bytes: bytes)
    }

    /// Gives the object another memory block beside itself and frees the one that it had then, as for a hash table that is
    /// filled anew; 0 bytes take it away.
    ///
    /// - Parameter isKept: whether the free list of buffers may take the block when it is freed.
    public func replaceBuffer(_ object: ObjectID, bytes: Int, isKept: Bool = false) {
        state.replaceBuffer(object.rawValue, bytes: bytes, isKept: isKept)
    }

    /// The bytes of the block that holds the object itself: 0 if it is static.
    public func blockBytes(_ object: ObjectID) -> Int {
        guard !isStatic(object) else { return 0 }
        let header = UInt32(state.objects.headers[object.rawValue])
        return state.memory.space.blockBytes(at: state.objects.units[object.rawValue] - header)
    }

    /// The bytes of the block that holds the object's buffer: 0 if it has none.
    public func bufferBytes(_ object: ObjectID) -> Int {
        let buffer = state.objects.buffers[object.rawValue]
        return buffer == 0 ? 0 : state.memory.space.blockBytes(at: buffer)
    }

    /// What the simulated allocator holds.
    ///
    /// - Complexity: O(pools).
    public var memory: MemoryStatistics { state.memory.space.statistics }

    /// Bytes of all arenas and of large blocks: at least what all blocks in use take.
    ///
    /// - Complexity: O(1).
    public var bytesInUseAtMost: Int { state.memory.space.bytesHeld }

    /// Who owns the blocks in use, counted object by object.
    ///
    /// - Complexity: O(n).
    public var memoryAccount: MemoryAccount {
        var account = MemoryAccount()
        for object in 1..<state.objects.end where state.isLive(object) {
            if !state.objects.flags[object].contains(.isStatic) {
                let block = state.objects.units[object] - UInt32(state.objects.headers[object])
                account.objects.add(state.memory.space.bytesTaken(at: block))
            }
            let buffer = state.objects.buffers[object]
            if buffer != 0 { account.buffers.add(state.memory.space.bytesTaken(at: buffer)) }
        }
        account.freeLists = state.memory.waiting
        account.interpreter = state.memory.space.small.reserved
        return account
    }

    /// What waits in the free list for objects of a layout with so many slots; nil if there is none.
    public func freeListCount(_ layout: LayoutID, slots: Int = 0) -> FreeListCount? {
        state.layouts[UInt32(layout.rawValue)].freeList(slots: slots).map {
            state.memory.count(inFreeList: $0)
        }
    }

    /// What waits in the free list of buffers; nil if there is none.
    public var bufferListCount: FreeListCount? { state.memory.bufferListCount }

    /// Bytes that the simulated allocator holds beyond what it began with: arenas, and the blocks that are too large for them.
    public var bytesHeld: Int { max(0, state.memory.space.bytesHeld - state.memory.startArenaBytes) }

    /// Bytes of the blocks that are the interpreter's own, and no object's here.
    public var interpreterBytes: Int { state.memory.space.small.reserved.bytes }

    /// Bytes of the host's memory that objects' slots take: sixteen a slot, in blocks that may be larger by a quarter.
    public var slotBytes: Int { state.references.used * ReferenceColumns.edgeBytes }

    /// Bytes of the host's memory that so many slots take.
    public static func slotBytes(_ count: Int) -> Int { count * ReferenceColumns.edgeBytes }

    /// Whether a block of `bytes` bytes can still be had; ask before taking sizes from outside.
    public func fits(bytes: Int) -> Bool { state.memory.space.fits(bytes: bytes) }
}
