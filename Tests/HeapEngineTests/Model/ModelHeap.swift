import HeapEngine

/// The rules that model and engine are set up with.
enum ModelRules {
    static let listFreeList = 3
    static let tupleFreeList = 2
    static let tupleLengths = 1...3
}

/// An object of the model.
final class ModelObject {
    let serial: UInt64
    var kind: Kind
    var slots: [ModelObject?]
    var count = 1
    /// 0, 1, 2, 3 (permanent), 4 (unreachable), 5 (about to call back), or nil.
    var generation: Int?
    var hasFinalizer = false
    var isFinalized = false
    var isAlive = true
    var isDying = false
    var weakTarget: ModelObject?
    var isShared = false
    var isProxy = false
    var weakReferences: [ModelObject] = []

    init(serial: UInt64, kind: Kind, slots: Int) {
        self.serial = serial
        self.kind = kind
        self.slots = Array(repeating: nil, count: slots)
    }

    /// Slot numbers in the order of traversal, hidden ones too.
    var order: [Int] {
        let all = Array(slots.indices)
        return switch kind {
        case .list, .tuple: all.reversed()
        case .instance: Array(all.dropFirst()) + all.prefix(1)
        default: all
        }
    }

    func isVisible(_ slot: Int) -> Bool {
        switch kind {
        case .opaque: false
        case .dict: slot % 2 == 1
        default: true
        }
    }

    var referents: [ModelObject] {
        // A general dict shows each value before its key.
        let visited = kind == .pairs ? slots.indices.map { $0 ^ 1 } : order.filter(isVisible)
        return visited.compactMap { slots[$0] }
    }
    var isCollectable: Bool { kind != .opaque }
    var truncates: Bool { [.list, .dict, .pairs].contains(kind) }
}

/// CPython's memory management written the simple way: arrays for lists, recursion for everything, whole-heap scans for referrers.
final class ModelHeap: HeapSubject {
    var log: [String] = []
    var actions: [UInt64: Action] = [:]
    var held: [UInt64: Int] = [:]
    var objects: [UInt64: ModelObject] = [:]
    var lists: [[ModelObject]] = Array(repeating: [], count: 6)
    var counts = [0, 0, 0]
    let thresholds: [Int]
    var statistics = Array(repeating: [0, 0], count: 3)
    var freeLists: [String: Int] = [:]
    var isCollecting = false
    var isDeleting = false
    var isDue = false
    var savesAll = false
    var ordinal = 0
    var longLivedTotal = 0
    var longLivedPending = 0
    private var next: UInt64 = 1

    init(_ configuration: HeapConfiguration) {
        thresholds = (0..<3).map { configuration.thresholds[$0] }
    }

    // MARK: Objects

    /// Cuts the cycles of its objects, so that no sanitizer sees them leak.
    deinit {
        for object in objects.values {
            object.slots = []
            object.weakReferences = []
            object.weakTarget = nil
        }
    }

    private func freeList(_ kind: Kind, _ slots: Int) -> (name: String, capacity: Int)? {
        switch kind {
        case .list: ("list", ModelRules.listFreeList)
        case .tuple where ModelRules.tupleLengths.contains(slots): ("tuple\(slots)", ModelRules.tupleFreeList)
        default: nil
        }
    }

    func make(_ kind: Kind, slots: Int, tracked: Bool) -> UInt64 {
        let object = ModelObject(serial: next, kind: kind, slots: slots)
        next += 1
        objects[object.serial] = object
        if let list = freeList(kind, slots), freeLists[list.name, default: 0] > 0 {
            freeLists[list.name]! -= 1
        } else if object.isCollectable {
            counts[0] += 1
            if counts[0] > thresholds[0], thresholds[0] != 0, !isCollecting { isDue = true }
        }
        if tracked { move(object, to: 0) }
        return object.serial
    }

    func move(_ object: ModelObject, to generation: Int?) {
        if let old = object.generation { lists[old].removeAll { $0 === object } }
        object.generation = generation
        if let generation { lists[generation].append(object) }
    }

    func isAlive(_ object: UInt64) -> Bool { objects[object] != nil }
    func retain(_ object: UInt64) { objects[object]!.count += 1 }
    func release(_ object: UInt64) { drop(objects[object]!) }

    /// Gives up a reference, which slot `slot` of `source` held or nothing in the heap.
    func drop(_ object: ModelObject, from source: ModelObject? = nil, _ slot: Int = 0) {
        object.count -= 1
        if object.count == 0 { destroy(object, source, slot) }
    }

    private func destroy(_ object: ModelObject, _ source: ModelObject?, _ slot: Int) {
        var isGarbage = isDeleting && object.generation == 4
        if object.hasFinalizer, !object.isFinalized {
            if object.generation != nil { move(object, to: 0) }
            object.isFinalized = true
            object.count = 1
            log.append("finalize \(object.serial)")
            perform(actions[object.serial] ?? .record, on: object.serial)
            object.count -= 1
            if object.count > 0 {
                log.append("resurrect \(object.serial)")
                return
            }
            isGarbage = isDeleting && object.generation == 4
        }
        unlinkWeak(object)
        if !object.weakReferences.isEmpty {
            move(object, to: nil)
            clearWeakReferences(to: object)
        }
        move(object, to: nil)
        object.isDying = true
        let why = source.flatMap { $0.isAlive ? "\($0.serial)[\(slot)]" : nil } ?? "released"
        log.append("free \(object.serial) \(isGarbage ? "collection \(ordinal)" : why)")
        for slot in object.order {
            guard let target = object.slots[slot] else { continue }
            object.slots[slot] = nil
            drop(target, from: object, slot)
        }
        object.isAlive = false
        objects[object.serial] = nil
        if let list = freeList(object.kind, object.slots.count),
            freeLists[list.name, default: 0] < list.capacity
        {
            freeLists[list.name, default: 0] += 1
        } else if object.isCollectable {
            counts[0] = max(0, counts[0] - 1)
        }
    }

    // MARK: Slots

    func set(_ object: UInt64, _ slot: Int, _ target: UInt64?) {
        if let target { retain(target) }
        let source = objects[object]!
        let old = source.slots[slot]
        source.slots[slot] = target.map { objects[$0]! }
        if let old { drop(old, from: source, slot) }
    }

    func append(_ object: UInt64, _ target: UInt64) {
        retain(target)
        objects[object]!.slots.append(objects[target]!)
    }

    func insert(_ object: UInt64, _ slot: Int, _ target: UInt64) {
        retain(target)
        objects[object]!.slots.insert(objects[target]!, at: slot)
    }

    func remove(_ object: UInt64, _ slot: Int) {
        let source = objects[object]!
        if let old = source.slots.remove(at: slot) { drop(old, from: source, slot) }
    }

    func clear(_ object: UInt64) {
        let object = objects[object]!
        object.count += 1
        clearContents(object)
        drop(object)
    }

    func clearContents(_ object: ModelObject) {
        if object.kind == .tuple { return }
        var taken: [(ModelObject, Int)] = []
        for slot in object.order where !(object.kind == .instance && slot == 0) {
            if let target = object.slots[slot] {
                taken.append((target, slot))
                object.slots[slot] = nil
            }
        }
        if object.truncates { object.slots = [] }
        if object.truncates { log.append("truncate \(object.serial)") }
        for (target, slot) in taken { drop(target, from: object, slot) }
    }

    func makeGeneral(_ object: UInt64) { objects[object]!.kind = .pairs }
    func setFinalizer(_ object: UInt64) { objects[object]!.hasFinalizer = true }
    func track(_ object: UInt64) { if objects[object]!.generation == nil { move(objects[object]!, to: 0) } }
    func untrack(_ object: UInt64) { move(objects[object]!, to: nil) }
    func setSaveAll(_ isOn: Bool) { savesAll = isOn }

    func freeze() {
        for generation in 0..<3 { for object in lists[generation] { move(object, to: 3) } }
        counts = [0, 0, 0]
    }

    func unfreeze() { for object in lists[3] { move(object, to: 2) } }

    // MARK: Weak references

    func makeWeak(_ target: UInt64, callback: Bool, proxy: Bool) -> UInt64 {
        let reference = objects[make(.weakReference, slots: 1, tracked: true)]!
        if callback { reference.slots[0] = objects[make(.opaque, slots: 0, tracked: false)]! }
        let target = objects[target]!
        let sharedReference = target.weakReferences.first { $0.isShared && !$0.isProxy }
        let sharedProxy = target.weakReferences.first { $0.isShared && $0.isProxy }
        reference.isProxy = proxy
        reference.isShared = !callback && (proxy ? sharedProxy == nil : sharedReference == nil)
        reference.weakTarget = target
        let place =
            reference.isShared
            ? (proxy && sharedReference != nil ? 1 : 0)
            : (sharedReference == nil ? 0 : 1) + (sharedProxy == nil ? 0 : 1)
        target.weakReferences.insert(reference, at: place)
        return reference.serial
    }

    func unlinkWeak(_ reference: ModelObject) {
        reference.weakTarget?.weakReferences.removeAll { $0 === reference }
        reference.weakTarget = nil
    }

    private func clearWeakReferences(to target: ModelObject) {
        let references = target.weakReferences
        var calls: [(ModelObject, ModelObject)] = []
        for reference in references {
            unlinkWeak(reference)
            log.append("clear \(reference.serial)->\(target.serial)")
            guard reference.count > 0, !reference.isDying, let callback = reference.slots[0] else { continue }
            reference.slots[0] = nil
            reference.count += 1
            calls.append((reference, callback))
        }
        for (reference, _) in calls {
            log.append("callback \(reference.serial)")
            perform(actions[reference.serial] ?? .record, on: reference.serial)
        }
        for (reference, callback) in calls.reversed() {
            drop(callback)
            drop(reference)
        }
    }

    // MARK: What can be seen

    func referrers(_ object: UInt64) -> [UInt64] {
        let target = objects[object]!
        return lists[0...2].joined().filter { $0.referents.contains { $0 === target } }.map(\.serial)
    }

    func dump() -> [String] {
        var lines: [String] = []
        for object in objects.values.sorted(by: { $0.serial < $1.serial }) {
            lines.append(
                "\(object.serial) \(object.kind) count \(object.count) slots"
                    + " \(object.slots.map { $0.map { "\($0.serial)" } ?? "-" })"
                    + " referents \(object.referents.map(\.serial))"
                    + " weak \(object.weakReferences.map(\.serial)) finalized \(object.isFinalized)")
        }
        for generation in 0...3 {
            lines.append("generation \(generation): \(lists[generation].map(\.serial))")
        }
        lines.append("counts \(Thresholds(counts[0], counts[1], counts[2]))")
        lines.append("statistics \(statistics.map { "\($0[0]) \($0[1]) 0" })")
        return lines
    }
}
