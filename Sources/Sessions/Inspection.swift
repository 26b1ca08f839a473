import HeapEngine
import PythonInterpreter
import PythonObjects

/// The questions that can be asked about a session's heap, at one revision.
///
/// It is handed to the body of `Session.read` and does not outlive it. No question changes the heap.
public struct Inspection: ~Copyable {
    private let live: LiveSession

    init(_ live: LiveSession) { self.live = live }

    /// The revision that is seen.
    public var revision: UInt64 { live.revision }

    // MARK: Objects

    /// Describes one object.
    ///
    /// - Throws: `.unknownObject`, `.gone`.
    public func object(_ handle: Handle) throws(SessionError) -> ObjectDescription {
        live.describe(try live.resolve(handle))
    }

    /// The objects of a filter in CPython's order, `gc.get_objects()`, page by page.
    ///
    /// The cursor is a handle and stays good while its object is where it was; after a collection has moved it, the
    /// list goes on from its new place.
    /// - Throws: `.invalidCursor`.
    /// - Complexity: O(n) in the objects of the generations that are listed.
    public func objects(
        _ filter: ObjectFilter = .init(), after cursor: String? = nil, limit: Int = 100
    ) throws(SessionError) -> Page<ObjectDescription> {
        var all =
            filter.tracked
            ? live.runtime.objects(ofType: filter.type, generation: filter.generation)
            : live.untrackedObjects(ofType: filter.type)
        if let cursor {
            guard let handle = Handle(cursor),
                case .live(let last) = live.runtime.lookUp(handle: .init(handle.serial)),
                let index = all.firstIndex(of: last)
            else { throw .invalidCursor(cursor) }
            all.removeSubrange(...index)
        }
        let page = all.prefix(limit)
        return Page(
            items: page.map { live.describe($0, limit: LiveSession.shortReprLimit) },
            nextCursor: page.count < all.count ? page.last.map { live.handle(of: $0).description } : nil)
    }

    /// Who refers to an object.
    ///
    /// - Throws: `.unknownObject`, `.gone`.
    /// - Complexity: O(d log d) in the number d of references to it.
    public func referrers(of handle: Handle) throws(SessionError) -> ReferrersReport {
        live.referrers(of: try live.resolve(handle))
    }

    /// What an object refers to.
    ///
    /// - Throws: `.unknownObject`, `.gone`.
    /// - Complexity: O(d) in the number d of references from it.
    public func referents(of handle: Handle) throws(SessionError) -> ReferentsReport {
        live.referents(of: try live.resolve(handle))
    }

    /// An object's refcount, explained.
    ///
    /// - Throws: `.unknownObject`, `.gone`.
    /// - Complexity: O(d) in the number d of references to it.
    public func refcount(of handle: Handle) throws(SessionError) -> RefcountReport {
        live.refcount(of: try live.resolve(handle))
    }

    /// Compares two values with `is` and `==`. A question makes no object, so the values must exist: handles, names
    /// and singletons.
    ///
    /// - Returns: nil when an `__eq__` written in Python has to be called, which takes an operation.
    /// - Throws: `.malformed` for a value that would have to be made, `.unknownObject`, `.gone`, `.python`.
    public func compare(
        _ left: ValueSpecification, _ right: ValueSpecification
    ) throws(SessionError) -> Comparison? {
        let left = try nested(in: "left") { () throws(SessionError) in try live.existing(left) }
        let right = try nested(in: "right") { () throws(SessionError) in try live.existing(right) }
        live.runtime.resetSteps()
        do {
            let equals = try live.interpreter.asking { try live.runtime.equals(left, right) }
            return Comparison(is: left == right, equals: equals)
        } catch is CodeNeeded {
            return nil
        } catch {
            throw live.sessionError(of: error)
        }
    }

    /// Objects and the references between them, around one object or all that there are.
    ///
    /// - Throws: `.graphTooLarge`, `.unknownObject`, `.gone`.
    /// - Complexity: O(m) for m references of the objects shown; O(n + m) of the whole heap without a middle.
    public func graph(_ request: GraphRequest) throws(SessionError) -> ObjectGraph {
        try live.graph(request)
    }

    // MARK: Names and frames

    /// The globals of `__main__`, in the order of its dict.
    public func names() -> [NameDescription] { live.globals().items }

    /// One global of `__main__`.
    ///
    /// - Throws: `.unknownName`.
    public func name(_ name: String) throws(SessionError) -> NameDescription {
        NameDescription(name: name, object: live.describe(try live.global(name)))
    }

    /// The calls that have not returned, innermost first, as `f_back` goes.
    public func frames() throws(SessionError) -> [FrameDescription] {
        var result: [FrameDescription] = []
        for id in live.runtime.frames.reversed() { result.append(try live.describe(frame: id.description)) }
        return result
    }

    /// One frame.
    ///
    /// - Throws: `.unknownFrame`, `.frameReturned`.
    public func frame(_ id: String) throws(SessionError) -> FrameDescription { try live.describe(frame: id) }

    /// `f_locals` of a frame.
    ///
    /// - Throws: `.unknownFrame`, `.frameReturned`.
    public func locals(of frame: String) throws(SessionError) -> NamespaceDescription {
        let id = try live.resolve(frame: frame)
        guard let info = live.runtime.frame(id) else { throw .unknownFrame(frame) }
        return NamespaceDescription(object: nil, items: live.describe(info.locals))
    }

    /// `f_globals` of a frame.
    ///
    /// - Throws: `.unknownFrame`, `.frameReturned`.
    public func globals(of frame: String) throws(SessionError) -> NamespaceDescription {
        let id = try live.resolve(frame: frame)
        guard let info = live.runtime.frame(id) else { throw .unknownFrame(frame) }
        return live.namespace(info.globals)
    }

    // MARK: Modules and weak references

    /// The modules of `sys.modules`, in its order.
    public func modules() throws(SessionError) -> [ModuleDescription] {
        var result: [ModuleDescription] = []
        for module in live.runtime.modules() { result.append(try live.describe(module: module.name)) }
        return result
    }

    /// One module of `sys.modules`.
    ///
    /// - Throws: `.unknownModule`.
    public func module(_ name: String) throws(SessionError) -> ModuleDescription {
        try live.describe(module: name)
    }

    /// One weak reference.
    ///
    /// - Throws: `.unknownObject`, `.gone`, `.notWeakReference`.
    public func weakReference(_ handle: Handle) throws(SessionError) -> WeakReferenceDescription {
        let reference = try live.resolve(handle)
        guard live.runtime.isWeakReference(reference) else { throw .notWeakReference(handle) }
        return live.describe(weakReference: reference)
    }

    /// How the last run stands.
    public func runState() -> RunState { live.lastRun }

    // MARK: The collector and the memory

    /// The collector's settings and state.
    public func collector() -> CollectorDescription { live.describeCollector() }

    /// The collections so far, oldest first.
    ///
    /// - Throws: `.invalidCursor`.
    public func collections(
        after cursor: String? = nil, limit: Int = 100
    ) throws(SessionError) -> Page<CollectionReport> {
        var start = 0
        if let cursor {
            guard let index = live.collections.firstIndex(where: { $0.id == cursor }) else {
                throw .invalidCursor(cursor)
            }
            start = index + 1
        }
        let page = live.collections.dropFirst(start).prefix(limit)
        let isLast = start + page.count >= live.collections.count
        return Page(items: Array(page), nextCursor: isLast ? nil : page.last?.id)
    }

    /// One collection.
    ///
    /// - Throws: `.unknownCollection`.
    public func collection(_ id: String) throws(SessionError) -> CollectionReport {
        guard let collection = live.collections.first(where: { $0.id == id }) else {
            throw .unknownCollection(id)
        }
        return collection
    }

    /// Derives every invariant of the heap anew, that every refcount is explained by references among them.
    ///
    /// - Complexity: O(n + m) for n objects and m references.
    public func validate() -> ValidationReport {
        var failure: String?
        do throws(HeapFault) { try live.runtime.validate() } catch { failure = error.description }
        return ValidationReport(
            revision: live.revision, objects: live.runtime.heap.liveObjectCount, failure: failure)
    }

    /// What the simulated memory manager holds.
    public func memory() -> MemoryReport { live.describeMemory() }
}

extension LiveSession {
    /// What the collector does not track, oldest first; the interpreter's own objects are left out.
    func untrackedObjects(ofType type: String?) -> [ObjectID] {
        var result: [ObjectID] = []
        runtime.heap.forEachObject { object in
            guard !runtime.heap.isTracked(object), !runtime.heap.type(of: object).isNone,
                !runtime.isBuiltin(object),
                type == nil || runtime.shortTypeName(object) == type
            else { return }
            result.append(object)
        }
        return result.sorted { runtime.heap.serial(of: $0) < runtime.heap.serial(of: $1) }
    }
}

extension Inspection {
    /// The heap itself, for tests.
    func withLive<Value>(_ body: (LiveSession) throws -> Value) rethrows -> Value { try body(live) }
}
