import HeapEngine
import OrderedJSON
import PythonObjects

// What is asked about the heap. Nothing here allocates an object or changes a count.
extension LiveSession {
    /// How many characters of a repr are shown.
    static let reprLimit = 2000
    /// How many characters of a repr are shown in lists.
    static let shortReprLimit = 200

    func handle(of object: ObjectID) -> Handle { Handle(runtime.heap.serial(of: object)) }

    /// Describes an object.
    ///
    /// Nobody reads the descriptions made while a history is replayed: their reprs, the costly part, are left out.
    ///
    /// - Parameters:
    ///   - limit: the longest repr.
    ///   - borrowed: units that the running operation holds for the moment, which are not shown.
    func describe(
        _ object: ObjectID, limit: Int = LiveSession.reprLimit, borrowed: Int = 0
    ) -> ObjectDescription {
        ObjectDescription(object, in: runtime, limit: isReplaying ? nil : limit, borrowed: borrowed)
    }

    private func describe(related object: ObjectID, _ edges: [EdgeDescription]) -> RelatedObject {
        RelatedObject(
            object: describe(object, limit: Self.shortReprLimit), references: edges.map(ReferenceLabel.init))
    }

    func referrers(of object: ObjectID) -> ReferrersReport {
        ReferrersReport(
            items: runtime.referrers(of: object).map { describe(related: $0.object, $0.references) },
            roots: runtime.roots(of: object).map { root in
                RootDescription(
                    kind: root.edge.kind.rawValue, object: root.source.map { handle(of: $0) },
                    frame: root.frame?.description, name: root.edge.label.isEmpty ? nil : root.edge.label)
            })
    }

    func referents(of object: ObjectID) -> ReferentsReport {
        ReferentsReport(
            items: runtime.referents(of: object).map { describe(related: $0.object, $0.references) })
    }

    func refcount(of object: ObjectID) -> RefcountReport {
        let units = runtime.explainRefcount(object).map { unit in
            RefcountUnitDescription(
                kind: unit.edge.kind.rawValue, label: unit.edge.label.isEmpty ? nil : unit.edge.label,
                object: unit.source.map { handle(of: $0) },
                type: unit.source.map { runtime.shortTypeName($0) },
                frame: unit.frame?.description)
        }
        return RefcountReport(
            refcount: runtime.heap.refcount(object), getrefcount: runtime.getRefcount(object),
            immortal: runtime.heap.isImmortal(object), units: units)
    }

    // MARK: Names, frames, modules, weak references

    func describe(_ names: [(name: String, value: ObjectID)]) -> [NameDescription] {
        names.map { NameDescription(name: $0.name, object: describe($0.value, limit: Self.shortReprLimit)) }
    }

    func globals() -> NamespaceDescription {
        NamespaceDescription(
            object: describe(runtime.globals, limit: Self.shortReprLimit),
            items: describe(runtime.globalNames()))
    }

    /// The names of a frame's globals, `__main__`'s or another module's.
    func namespace(_ dict: ObjectID) -> NamespaceDescription {
        guard dict != runtime.globals else { return globals() }
        let names = runtime.entries(of: dict).compactMap { key, value in
            runtime.strValue(key).map { (name: $0.text, value: value) }
        }
        return NamespaceDescription(
            object: describe(dict, limit: Self.shortReprLimit), items: describe(names))
    }

    func describe(frame text: String) throws(SessionError) -> FrameDescription {
        let id = try resolve(frame: text)
        guard let frame = runtime.frame(id) else { throw .unknownFrame(text) }
        return FrameDescription(
            id: text, function: frame.function, filename: frame.filename, line: frame.line,
            back: frame.back?.description, code: handle(of: frame.code), locals: frame.locals.map(\.name))
    }

    func describe(module name: String) throws(SessionError) -> ModuleDescription {
        let source = interpreter.registeredModule(name).map(ModuleSourceDescription.init)
        guard let module = runtime.module(named: name) else {
            guard let source else { throw .unknownModule(name) }
            return ModuleDescription(name: name, object: nil, spec: nil, attributes: [], source: source)
        }
        let spec = runtime.spec(of: module).flatMap { $0 == runtime.none ? nil : $0 }
        return ModuleDescription(
            name: name, object: describe(module, limit: Self.shortReprLimit),
            spec: spec.map { spec in
                ModuleSpecDescription(
                    object: describe(spec, limit: Self.shortReprLimit),
                    attributes: runtime.specAttributes(spec).map { ($0.name, json(of: $0.value, $0.text)) })
            }, attributes: runtime.moduleAttributes(module).map(\.name), source: source)
    }

    /// A value as JSON, where JSON has one like it, and as its repr otherwise; a list's items as their reprs where they
    /// are lists again, for they may come back to it.
    private func json(of value: ObjectID?, _ text: String) -> JSONValue {
        guard let value else { return .string(String(text.dropFirst().dropLast())) }
        if value == runtime.none { return .null }
        if value == runtime.boolean(true) { return .bool(true) }
        if value == runtime.boolean(false) { return .bool(false) }
        if let string = runtime.strValue(value) { return .string(string.text) }
        if let list = runtime.builtin(named: "list"), runtime.isInstance(value, of: list) {
            return .array(
                runtime.items(of: value).map { item in
                    let text = runtime.summary(item)
                    return runtime.isInstance(item, of: list) ? .string(text) : json(of: item, text)
                })
        }
        return .string(text)
    }

    func describe(weakReference reference: ObjectID) -> WeakReferenceDescription {
        WeakReferenceDescription(
            object: describe(reference), target: runtime.referent(of: reference).map { describe($0) },
            callback: runtime.callback(of: reference).map { describe($0, limit: Self.shortReprLimit) })
    }

    // MARK: The collector

    func describeCollector() -> CollectorDescription {
        let heap = runtime.heap
        func list(_ values: Thresholds) -> [Int] {
            [values.generation0, values.generation1, values.generation2]
        }
        return CollectorDescription(
            enabled: heap.isCollectorEnabled, thresholds: list(heap.thresholds), counts: list(heap.counts),
            stats: heap.statistics.map {
                .init(collections: $0.collections, collected: $0.collected, uncollectable: $0.uncollectable)
            }, debug: Int(heap.debugFlags.rawValue),
            garbage: runtime.garbage.map { describe($0, limit: Self.shortReprLimit) },
            frozen: heap.frozenCount)
    }
}

extension ObjectDescription {
    /// Describes an object.
    ///
    /// - Parameters:
    ///   - limit: the longest repr; nil leaves it out.
    ///   - borrowed: units that are not shown.
    init(_ object: ObjectID, in runtime: Runtime, limit: Int?, borrowed: Int = 0) {
        let heap = runtime.heap
        let isImmortal = heap.isImmortal(object)
        let refcount = heap.refcount(object) - (isImmortal ? 0 : borrowed)
        self.init(
            id: Handle(heap.serial(of: object)), address: heap.address(of: object),
            type: runtime.shortTypeName(object), repr: limit.map { runtime.summary(object, limit: $0) } ?? "",
            refcount: refcount, getrefcount: isImmortal ? runtime.getRefcount(object) : refcount + 1,
            size: runtime.sizeOf(object),
            tracked: heap.isTracked(object), generation: heap.generation(of: object), immortal: isImmortal,
            finalized: heap.isFinalized(object), weakrefs: heap.weakReferences(to: object).count,
            held: runtime.holdCount(object) > 0)
    }
}
