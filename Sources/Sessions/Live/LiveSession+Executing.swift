import BigInt
import HeapEngine
import PythonObjects

extension LiveSession {
    /// Runs the statement that a checked operation stands for.
    ///
    /// - Throws: `PythonException`; or `SessionError` before anything has changed.
    func execute(_ operation: Operation) throws -> OperationResult {
        switch operation {
        case .create(let specification, let name):
            let object = try make(specification)
            return .object(keep(object, name: name))
        case .link(let handle, let link):
            let object = try resolve(handle)
            try self.link(object, link)
            return .object(describe(object))
        case .unlink(let handle, let label):
            try runtime.deleteReference(try resolve(handle), label: label)
            return .nothing
        case .hold(let handle):
            let object = try resolve(handle)
            runtime.hold(object)
            return .object(describe(object))
        case .release(let handle):
            runtime.releaseHold(try resolve(handle))
            return .nothing
        case .bind(let name, let value):
            let object = try make(value)
            return .object(keep(object, name: name))
        case .unbind(let name):
            try runtime.unbind(name)
            return .nothing
        case .pushFrame(let frame): return try push(frame)
        case .popFrame(let frame):
            let id = try resolve(frame: frame)
            try runtime.popFrame(id)
            returnedFrames[frame] = runtime.currentEntry
            return .nothing
        case .setLocal(let frame, let name, let value):
            let id = try resolve(frame: frame)
            return try with([value]) {
                try runtime.setLocal(id, name, $0[0])
                return .object(describe($0[0], borrowed: 1))
            }
        case .deleteLocal(let frame, let name):
            try runtime.deleteLocal(try resolve(frame: frame), name)
            return .nothing
        case .createModule(let module): return try make(module)
        case .createWeakReference(let weak, let name):
            let reference = try make(weak) { try runtime.makeWeakReference(to: $0, callback: $1) }
            _ = keep(reference, name: name)
            return .weakReference(describe(weakReference: reference))
        case .intern(let value, let name):
            let interned = try with([value]) { try runtime.intern($0[0]) }
            return .object(keep(interned, name: name))
        case .setCollector(let change):
            try set(change)
            return .collector(describeCollector())
        case .collect(let generation):
            let start = isReplaying ? 0 : MonotonicClock.nanoseconds
            let report = try runtime.collect(generation: generation)
            let duration = isReplaying ? 0 : MonotonicClock.nanoseconds - start
            return .collection(record(report, duration: duration))
        case .compare(let left, let right):
            let (left, right) = (try existing(left), try existing(right))
            return .comparison(Comparison(is: left == right, equals: try runtime.equals(left, right)))
        case .run, .resume, .stopRun: preconditionFailure("a run is no statement of its own")
        }
    }

    /// Binds a new reference to a global, or lets the client hold it.
    private func keep(_ object: ObjectID, name: String?) -> ObjectDescription {
        if let name {
            runtime.bind(name, object)
            // A finalizer of what the name was bound to before may have rebound it: describe while our unit is here.
            let description = describe(object, borrowed: 1)
            runtime.heap.release(object)
            return description
        }
        runtime.hold(owned: object)
        return describe(object)
    }

    private func link(_ object: ObjectID, _ link: LinkSpecification) throws {
        try with([link.target]) { target in
            switch link.place {
            case .index(let index):
                let key = runtime.constantInt(BigInt(index))
                defer { runtime.heap.release(key) }
                try runtime.setItem(object, key, target[0])
            case .key(let key): try with([key]) { try runtime.setItem(object, $0[0], target[0]) }
            case .insertion(let index): try runtime.insert(object, at: index, target[0])
            case .attribute(let name): try runtime.setAttribute(object, name, target[0])
            case .element: try addElement(target[0], to: object)
            case .cell: try runtime.setAttribute(object, "cell_contents", target[0])
            }
        }
    }

    private func push(_ frame: FrameSpecification) throws -> OperationResult {
        let id: FrameID
        switch frame.callee {
        case .made(let name, let locals):
            id = try with(locals.map(\.value)) { values in
                try runtime.pushFrame(
                    function: name, locals: zip(locals, values).map { ($0.name, $1) }, line: frame.line ?? 1)
            }
        case .function(let function, let arguments):
            id = try with([function]) { callee in
                try with(arguments) {
                    try runtime.pushFrame(calling: callee[0], arguments: $0, line: frame.line)
                }
            }
        }
        return .frame(try describe(frame: id.description))
    }

    private func make(_ module: ModuleSpecification) throws -> OperationResult {
        if let source = module.source {
            interpreter.registerModule(module.name, source.source)
            return .module(try describe(module: module.name))
        }
        var definition: ModuleSpecDefinition?
        let object = try with(module.spec?.loader.map { [$0] } ?? []) { loader in
            if let spec = module.spec {
                definition = ModuleSpecDefinition(
                    name: module.name, loader: loader.first, origin: spec.origin,
                    searchLocations: spec.submoduleSearchLocations)
            }
            return try runtime.makeModule(name: module.name, spec: definition)
        }
        defer { runtime.heap.release(object) }
        for attribute in module.attributes {
            try with([attribute.value]) { try runtime.setAttribute(object, attribute.name, $0[0]) }
        }
        return .module(try describe(module: module.name))
    }

    private func set(_ change: CollectorChange) throws {
        if let enabled = change.enabled { runtime.heap.isCollectorEnabled = enabled }
        if let thresholds = change.thresholds {
            runtime.heap.thresholds = Thresholds(thresholds[0], thresholds[1], thresholds[2])
        }
        if let debug = change.debug { runtime.heap.debugFlags = DebugFlags(rawValue: numericCast(debug)) }
        if change.clearsGarbage { runtime.clearGarbage() }
        switch change.frozen {
        case true?: runtime.freeze()
        case false?: runtime.unfreeze()
        case nil: break
        }
    }
}
