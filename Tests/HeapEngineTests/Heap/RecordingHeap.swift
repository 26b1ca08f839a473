import HeapEngine

/// A heap with the layouts that tests need, and a log of everything that it reports.
final class RecordingHeap: HeapObserver {
    let heap: Heap
    let list: LayoutID
    let tuple: LayoutID
    let dict: LayoutID
    let instance: LayoutID
    let weakReference: LayoutID
    let opaque: LayoutID
    /// What happened, in order, with objects by their serial numbers.
    var log: [String] = []
    /// What a finalizer does, by the object's serial number.
    var finalizers: [UInt64: (ObjectID) -> Void] = [:]
    /// What a callback does, by the weak reference's serial number.
    var callbacks: [UInt64: (ObjectID) -> Void] = [:]
    private let type: ObjectID

    init(_ configuration: HeapConfiguration = HeapConfiguration(isCollectorEnabled: false)) {
        heap = Heap(configuration: configuration)
        list = heap.register(
            Layout(
                order: .backward, truncatesWhenCleared: true, freeList: FreeListRule(capacity: 80),
                usesTrashcan: true))
        tuple = heap.register(
            Layout(
                order: .backward, clearing: .nothing, untracking: .tuple,
                freeList: FreeListRule(capacity: 2000, lengths: 1...20), usesTrashcan: true))
        dict = heap.register(
            Layout(
                order: .values, truncatesWhenCleared: true, untracking: .dict,
                freeList: FreeListRule(capacity: 80),
                usesTrashcan: true))
        instance = heap.register(
            Layout(order: .headLast, head: 1, clearing: .tail, usesTrashcan: true))
        weakReference = heap.register(Layout(order: .forward, head: 1))
        opaque = heap.register(Layout(order: .none, isCollectable: false))
        type = heap.allocateImmortal(opaque, type: .none, bytes: 416, slots: 0)
        heap.finishStart()
        heap.observer = self
    }

    func name(_ object: ObjectID) -> String { "\(heap.serial(of: object).number)" }

    func make(_ layout: LayoutID, slots: Int = 0, tracked: Bool = true) -> ObjectID {
        let head = layout == instance || layout == weakReference ? 1 : 0
        let object = heap.allocate(layout, type: type, bytes: 56, header: 16, slots: max(slots, head))
        if tracked { heap.track(object) }
        return object
    }

    /// A tracked list of `items`, each retained.
    func makeList(_ items: ObjectID...) -> ObjectID {
        let object = make(list)
        for item in items { append(item, to: object) }
        return object
    }

    /// A tracked instance whose one attribute is `value`, with a finalizer if one is given.
    func makeInstance(_ value: ObjectID = .none, finalizer: ((ObjectID) -> Void)? = nil) -> ObjectID {
        let object = make(instance)
        if !value.isNone { append(value, to: object) }
        if let finalizer {
            heap.setFinalizer(object, true)
            finalizers[heap.serial(of: object).number] = finalizer
        }
        return object
    }

    /// An atom that nothing tracks.
    func makeAtom() -> ObjectID { make(opaque, tracked: false) }

    func append(_ item: ObjectID, to object: ObjectID) {
        heap.retain(item)
        heap.append(object, owned: item)
    }

    /// A weak reference, with a callback when an action is given.
    func makeWeak(
        to target: ObjectID, _ kind: WeakReferenceKind? = nil, callback: ((ObjectID) -> Void)? = nil
    ) -> ObjectID {
        let reference = make(weakReference)
        if let callback {
            heap.setSlot(reference, 0, owned: make(opaque, tracked: false))
            callbacks[heap.serial(of: reference).number] = callback
        }
        heap.linkWeak(reference, to: target, kind: kind ?? (callback == nil ? .sharedReference : .own))
        return reference
    }

    func takeLog() -> [String] {
        defer { log = [] }
        return log
    }

    func finalize(_ object: ObjectID) {
        log.append("finalize \(name(object))")
        finalizers[heap.serial(of: object).number]?(object)
    }

    func didClear(_ reference: ObjectID, referent: ObjectID) {
        log.append("clear \(name(reference))->\(name(referent))")
    }

    func callBack(_ reference: ObjectID, callback: ObjectID) {
        log.append("callback \(name(reference))")
        callbacks[heap.serial(of: reference).number]?(reference)
    }

    func willFree(_ object: ObjectID, cause: DeathCause) {
        let why =
            switch cause {
            case .released: "released"
            case .unlinked(let source, let slot): "\(name(source))[\(slot)]"
            case .collected(let ordinal): "collection \(ordinal)"
            }
        log.append("free \(name(object)) \(why)")
    }

    func didTruncate(_ object: ObjectID) { log.append("truncate \(name(object))") }
    func didResurrect(_ object: ObjectID) { log.append("resurrect \(name(object))") }
    func collectionWillStart(generation: Int) { log.append("start \(generation)") }
    func collectionDidFinish(_ report: CollectionReport) { log.append("stop \(report.collected)") }

    func save(garbage object: ObjectID) {
        heap.retain(object)
        log.append("save \(name(object))")
    }
}
