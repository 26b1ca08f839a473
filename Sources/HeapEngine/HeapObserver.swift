/// Why an object died.
public enum DeathCause: Hashable, Sendable {
    /// A reference held outside the heap's slots was the last one, or the object whose slot held it is gone as well.
    case released
    /// The last reference was in slot `slot` of `source`, which can still be described.
    case unlinked(source: ObjectID, slot: Int)
    /// Collection number `ordinal` found the object unreachable.
    case collected(ordinal: Int)
}

/// What the heap tells the object model, while it happens. Every method may use the heap in any way.
///
/// The heap keeps an unowned reference to its observer.
public protocol HeapObserver: AnyObject {
    /// Calls the finalizer (`__del__`) of an object whose class has one; called once for each object.
    func finalize(_ object: ObjectID)
    /// A weak reference to a dying object was cleared.
    func didClear(_ reference: ObjectID, referent: ObjectID)
    /// Calls the callback of a cleared weak reference.
    func callBack(_ reference: ObjectID, callback: ObjectID)
    /// The object dies: its slots are still there, its payload is to be dropped.
    func willFree(_ object: ObjectID, cause: DeathCause)
    /// The collector took the contents of a list, dict or set: its tail is gone, and so must be the payload that described it.
    func didTruncate(_ object: ObjectID)
    /// The object's finalizer, or somebody else's, made the object reachable again.
    func didResurrect(_ object: ObjectID)
    /// With `DebugFlags.collectable`: a collection has found an object that it is about to free.
    func collectorFound(_ object: ObjectID)
    /// A collection begins (`gc.callbacks` with phase start).
    func collectionWillStart(generation: Int)
    /// A collection knows what is reachable, and has stopped tracking what refers to nothing that may be tracked; nothing was freed yet.
    func didDivide(generation: Int)
    /// A collection has ended (`gc.callbacks` with phase stop).
    func collectionDidFinish(_ report: CollectionReport)
    /// With `DebugFlags.saveAll`, puts an unreachable object into `gc.garbage` instead of freeing it.
    func save(garbage object: ObjectID)
}

extension HeapObserver {
    /// Nobody has to listen.
    public func collectorFound(_ object: ObjectID) {}
    /// Nobody has to listen.
    public func didDivide(generation: Int) {}
}
