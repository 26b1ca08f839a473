import HeapEngine

/// The engine as a subject of random programs.
final class EngineSubject: HeapSubject, HeapObserver {
    let heap: Heap
    var log: [String] = []
    var actions: [UInt64: Action] = [:]
    var held: [UInt64: Int] = [:]
    private var layouts: [Kind: LayoutID] = [:]
    private var kinds: [LayoutID: Kind] = [:]

    init(_ configuration: HeapConfiguration) {
        heap = Heap(configuration: configuration)
        let plans: [(Kind, Layout)] = [
            (
                .list,
                Layout(
                    order: .backward, truncatesWhenCleared: true,
                    freeList: FreeListRule(capacity: ModelRules.listFreeList), usesTrashcan: true)
            ),
            (
                .tuple,
                Layout(
                    order: .backward, clearing: .nothing, untracking: .tuple,
                    freeList: FreeListRule(
                        capacity: ModelRules.tupleFreeList, lengths: ModelRules.tupleLengths),
                    usesTrashcan: true)
            ),
            (
                .dict,
                Layout(order: .values, truncatesWhenCleared: true, untracking: .dict, usesTrashcan: true)
            ),
            (
                .pairs,
                Layout(order: .pairs, truncatesWhenCleared: true, untracking: .dict, usesTrashcan: true)
            ),
            (.instance, Layout(order: .headLast, head: 1, clearing: .tail, usesTrashcan: true)),
            (.weakReference, Layout(order: .forward, head: 1)),
            (.opaque, Layout(order: .none, isCollectable: false)),
        ]
        for (kind, layout) in plans {
            layouts[kind] = heap.register(layout)
            kinds[layouts[kind]!] = kind
        }
        heap.finishStart()
        heap.observer = self
    }

    private func object(_ serial: UInt64) -> ObjectID { heap.object(with: Serial(number: serial))! }
    private func serial(_ object: ObjectID) -> UInt64 { heap.serial(of: object).number }

    func make(_ kind: Kind, slots: Int, tracked: Bool) -> UInt64 {
        let object = heap.allocate(layouts[kind]!, type: .none, bytes: 56, header: 16, slots: slots)
        if tracked { heap.track(object) }
        return serial(object)
    }

    func isAlive(_ object: UInt64) -> Bool { heap.object(with: Serial(number: object)) != nil }
    func retain(_ object: UInt64) { heap.retain(self.object(object)) }
    func release(_ object: UInt64) { heap.release(self.object(object)) }

    func set(_ object: UInt64, _ slot: Int, _ target: UInt64?) {
        let source = self.object(object)
        let new = target.map { self.object($0) } ?? .none
        if !new.isNone { heap.retain(new) }
        let old = heap.setSlot(source, slot, owned: new)
        if !old.isNone { heap.release(old, because: .unlinked(source: source, slot: slot)) }
    }

    func append(_ object: UInt64, _ target: UInt64) {
        retain(target)
        heap.append(self.object(object), owned: self.object(target))
    }

    func insert(_ object: UInt64, _ slot: Int, _ target: UInt64) {
        retain(target)
        heap.insert(self.object(object), at: slot, owned: self.object(target))
    }

    func remove(_ object: UInt64, _ slot: Int) {
        let source = self.object(object)
        let old = heap.remove(source, at: slot)
        if !old.isNone { heap.release(old, because: .unlinked(source: source, slot: slot)) }
    }

    func clear(_ object: UInt64) { heap.clear(self.object(object)) }
    func makeGeneral(_ object: UInt64) { heap.setLayout(self.object(object), layouts[.pairs]!) }
    func setFinalizer(_ object: UInt64) { heap.setFinalizer(self.object(object), true) }

    func makeWeak(_ target: UInt64, callback: Bool, proxy: Bool) -> UInt64 {
        let reference = make(.weakReference, slots: 1, tracked: true)
        if callback {
            let atom = make(.opaque, slots: 0, tracked: false)
            heap.setSlot(object(reference), 0, owned: object(atom))
        }
        let kind: WeakReferenceKind = callback ? .own : proxy ? .sharedProxy : .sharedReference
        let shared = heap.sharedWeakReference(to: object(target), kind: kind)
        heap.linkWeak(
            object(reference), to: object(target), kind: kind != .own && !shared.isNone ? .own : kind)
        return reference
    }

    func track(_ object: UInt64) {
        if !heap.isTracked(self.object(object)) { heap.track(self.object(object)) }
    }

    func untrack(_ object: UInt64) {
        if heap.isTracked(self.object(object)) { heap.untrack(self.object(object)) }
    }

    func collect(_ generation: Int) -> Int { heap.collect(generation: generation).collected }
    func collectIfDue() { heap.collectIfDue() }
    func freeze() { heap.freeze() }
    func unfreeze() { heap.unfreeze() }
    func setSaveAll(_ isOn: Bool) { heap.debugFlags = isOn ? .saveAll : [] }

    // MARK: Observer

    func finalize(_ object: ObjectID) {
        let serial = serial(object)
        log.append("finalize \(serial)")
        perform(actions[serial] ?? .record, on: serial)
    }

    func didClear(_ reference: ObjectID, referent: ObjectID) {
        log.append("clear \(serial(reference))->\(serial(referent))")
    }

    func callBack(_ reference: ObjectID, callback: ObjectID) {
        log.append("callback \(serial(reference))")
        perform(actions[serial(reference)] ?? .record, on: serial(reference))
    }

    func willFree(_ object: ObjectID, cause: DeathCause) {
        let why =
            switch cause {
            case .released: "released"
            case .unlinked(let source, let slot): "\(serial(source))[\(slot)]"
            case .collected(let ordinal): "collection \(ordinal)"
            }
        log.append("free \(serial(object)) \(why)")
    }

    func didTruncate(_ object: ObjectID) { log.append("truncate \(serial(object))") }
    func didResurrect(_ object: ObjectID) { log.append("resurrect \(serial(object))") }
    func collectionWillStart(generation: Int) { log.append("start \(generation)") }

    func collectionDidFinish(_ report: CollectionReport) {
        log.append("stop \(report.generation) \(report.collected) \(report.trigger)")
    }

    func save(garbage object: ObjectID) {
        log.append("save \(serial(object))")
        hold(serial(object))
    }

    func referrers(_ object: UInt64) -> [UInt64] { heap.referrers(of: [self.object(object)]).map(serial) }

    /// An object whose count is not the sum of its incoming slots and the references held outside.
    func unexplained() -> UInt64? {
        var found: UInt64?
        heap.forEachObject { object in
            let serial = serial(object)
            if heap.refcount(object) != heap.inDegree(object) + held[serial, default: 0] { found = serial }
        }
        return found
    }

    func dump() -> [String] {
        var lines: [String] = []
        var objects: [ObjectID] = []
        heap.forEachObject { objects.append($0) }
        for object in objects.sorted(by: { serial($0) < serial($1) }) {
            let slots = (0..<heap.slotCount(object)).map { slot in
                let target = heap.slot(object, slot)
                return target.isNone ? "-" : "\(serial(target))"
            }
            lines.append(
                "\(serial(object)) \(kinds[heap.layout(of: object)]!) count \(heap.refcount(object)) slots \(slots)"
                    + " referents \(heap.referents(of: object).map(serial))"
                    + " weak \(heap.weakReferences(to: object).map(serial)) finalized \(heap.isFinalized(object))"
            )
        }
        for generation in 0...3 {
            lines.append("generation \(generation): \(heap.objects(inGeneration: generation).map(serial))")
        }
        lines.append("counts \(heap.counts)")
        lines.append(
            "statistics \(heap.statistics.map { "\($0.collections) \($0.collected) \($0.uncollectable)" })")
        return lines
    }
}
