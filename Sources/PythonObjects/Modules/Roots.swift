import HeapEngine

/// The objects that stand for what holds references from outside the heap. They have no type, are never tracked and never shown.
package struct Roots {
    /// The client's holds.
    package var holds = ObjectID.none
    /// The constants of the statement under way.
    package var constants = ObjectID.none
    /// The interpreter: `sys.modules`, `gc.garbage`, the library's own objects.
    package var interpreter = ObjectID.none
    /// The dict of `builtins`, borrowed.
    package var builtins = ObjectID.none
    /// Whether what is added to the builtins takes no memory from the session's allocator.
    package var hasStaticBuiltins = false
    /// The dict of `sys`, borrowed.
    package var system = ObjectID.none
    /// The dicts of the modules of the start, which keep the memory that they had before the evaluator's functions came.
    package var staticDicts: Set<ObjectID> = []
    /// The greatest of them, so that most dicts are told apart by one comparison.
    package var lastStaticDict = ObjectID.none
    /// `sys.modules`, borrowed.
    package var modules = ObjectID.none
    /// `gc.garbage`, borrowed.
    package var garbage = ObjectID.none
    /// The slot of `interpreter` for what `sys.stdout` has not passed on yet.
    package var pendingOutput = 0
    /// The list of what is being shown by `repr`, borrowed; none before the first.
    package var shown = ObjectID.none
    /// `gc.callbacks`, borrowed.
    package var callbacks = ObjectID.none
    /// Slots of `holds` by object, and those that are free.
    package var heldSlots: [ObjectID: [Int]] = [:]
    package var freeSlots: [Int] = []
}

extension Runtime {
    func makeRoots() {
        func root() -> ObjectID { heap.allocate(layouts.opaque, type: .none, bytes: 16, header: 0, slots: 0) }
        roots.holds = root()
        roots.constants = root()
        roots.interpreter = root()
        // The roots themselves are held by one another, so that every count is explained.
        heap.append(roots.interpreter, owned: roots.holds)
        heap.append(roots.interpreter, owned: roots.constants)
        heap.append(roots.interpreter, owned: roots.interpreter)
        roots.modules = makeEmptyDict()
        heap.append(roots.interpreter, owned: roots.modules)
        roots.garbage = makeList([])
        heap.append(roots.interpreter, owned: roots.garbage)
        roots.pendingOutput = heap.slotCount(roots.interpreter)
        heap.append(roots.interpreter, owned: none)
    }

    /// What `sys.stdout` has not passed on yet, borrowed; None if that is nothing.
    package var pendingOutput: ObjectID { heap.slot(roots.interpreter, roots.pendingOutput) }

    /// Exchanges what `sys.stdout` has not passed on yet; takes over the caller's unit.
    package func setPendingOutput(owned object: ObjectID) {
        heap.release(heap.setSlot(roots.interpreter, roots.pendingOutput, owned: object))
    }

    /// Keeps an object for as long as the interpreter runs; takes over the caller's unit.
    package func keep(_ object: ObjectID) { heap.append(roots.interpreter, owned: object) }

    // MARK: Holds

    /// Holds an object for the client: one counted reference, until it is released.
    public func hold(_ object: ObjectID) { hold(owned: retained(object)) }

    /// Holds an object for the client and takes over the caller's unit.
    public func hold(owned object: ObjectID) {
        let slot: Int
        if let free = roots.freeSlots.popLast() {
            slot = free
            _ = heap.setSlot(roots.holds, slot, owned: object)
        } else {
            slot = heap.slotCount(roots.holds)
            heap.append(roots.holds, owned: object)
        }
        roots.heldSlots[object, default: []].append(slot)
    }

    /// Releases one of the client's references to an object; false if there is none.
    @discardableResult
    public func releaseHold(_ object: ObjectID) -> Bool {
        guard var slots = roots.heldSlots[object], let slot = slots.popLast() else { return false }
        roots.heldSlots[object] = slots.isEmpty ? nil : slots
        roots.freeSlots.append(slot)
        let old = heap.setSlot(roots.holds, slot, owned: .none)
        drop(old, from: roots.holds) { EdgeDescription(.handle, "") }
        return true
    }

    /// How many references to an object the client holds.
    public func holdCount(_ object: ObjectID) -> Int { roots.heldSlots[object]?.count ?? 0 }

    /// Every object that the client holds, borrowed.
    public var heldObjects: [ObjectID] { roots.heldSlots.keys.sorted() }
}
