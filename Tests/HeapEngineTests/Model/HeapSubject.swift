/// The kinds of object that random programs make.
enum Kind: String, CaseIterable {
    case list, tuple, dict, pairs, instance, weakReference, opaque
}

/// What a finalizer or a callback does, as data, so that model and engine do the same.
enum Action: Equatable {
    case record
    /// Takes a reference that outlives the call.
    case keep
    /// Clears the object's own contents.
    case clearSelf
    /// Gives up a reference that is held outside, if the object is alive and so held.
    case release(UInt64)
    /// Makes a list that refers to the object and drops it again.
    case linkAndDrop
    /// Makes a list and keeps it.
    case make
    case collect(Int)
}

/// What random programs do to a heap; objects are named by serial number.
protocol HeapSubject: AnyObject {
    var log: [String] { get set }
    var actions: [UInt64: Action] { get set }
    /// References held outside the heap's slots, by object.
    var held: [UInt64: Int] { get set }

    func make(_ kind: Kind, slots: Int, tracked: Bool) -> UInt64
    func isAlive(_ object: UInt64) -> Bool
    func retain(_ object: UInt64)
    func release(_ object: UInt64)
    func set(_ object: UInt64, _ slot: Int, _ target: UInt64?)
    func append(_ object: UInt64, _ target: UInt64)
    func insert(_ object: UInt64, _ slot: Int, _ target: UInt64)
    func remove(_ object: UInt64, _ slot: Int)
    func clear(_ object: UInt64)
    func makeGeneral(_ object: UInt64)
    func setFinalizer(_ object: UInt64)
    func makeWeak(_ target: UInt64, callback: Bool, proxy: Bool) -> UInt64
    func track(_ object: UInt64)
    func untrack(_ object: UInt64)
    func collect(_ generation: Int) -> Int
    func collectIfDue()
    func freeze()
    func unfreeze()
    func setSaveAll(_ isOn: Bool)
    /// Everything that can be seen of the heap, a line each, but for what refers to objects.
    func dump() -> [String]
    /// What `gc.get_referrers` finds for an object.
    func referrers(_ object: UInt64) -> [UInt64]
}

extension HeapSubject {
    /// Does what the action of `object` (a dying object, or a weak reference that calls back) says.
    func perform(_ action: Action, on object: UInt64) {
        switch action {
        case .record: break
        case .keep: hold(object)
        case .clearSelf: clear(object)
        case .release(let other): if isAlive(other), held[other, default: 0] > 0 { letGo(other) }
        case .linkAndDrop:
            let list = make(.list, slots: 0, tracked: true)
            append(list, object)
            release(list)
        case .make: held[make(.list, slots: 0, tracked: true), default: 0] += 1
        case .collect(let generation): log.append("nested \(collect(generation))")
        }
    }

    func hold(_ object: UInt64) {
        retain(object)
        held[object, default: 0] += 1
    }

    func letGo(_ object: UInt64) {
        held[object]! -= 1
        if held[object] == 0 { held[object] = nil }
        release(object)
    }
}
