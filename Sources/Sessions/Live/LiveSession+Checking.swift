import HeapEngine
import PythonInterpreter
import PythonObjects

// Before a statement runs, everything that its request names is looked up and everything that can be known to fail is
// refused, so that a bad request changes nothing. What only running can tell ends in a journaled exception.
extension LiveSession {
    /// Checks a whole operation.
    ///
    /// - Throws: the first thing that is wrong with it; the heap is as it was.
    func check(_ operation: Operation) throws(SessionError) {
        // What was accepted once is replayed whatever the quotas are now.
        if !isReplaying { try checkQuotas(operation) }
        guard operation.isForPausedRun == (paused != nil) else {
            throw paused == nil ? .noPausedRun : .runPaused
        }
        switch operation {
        case .create(let specification, _):
            try check(specification)
        case .link(let handle, let link):
            let object = try resolve(handle)
            if case .key(let key) = link.place {
                try nested(in: "key") { () throws(SessionError) in try check(key) }
                if let dict = runtime.builtin(named: "dict"), runtime.isInstance(object, of: dict) {
                    try checkHash(key)
                }
            }
            try nested(in: "target") { () throws(SessionError) in try check(link.target) }
        case .unlink(let handle, let label):
            let object = try resolve(handle)
            guard runtime.reference(from: object, label: label) != nil else {
                throw .unknownReference(handle, label: label)
            }
        case .hold(let handle): _ = try resolve(handle)
        case .release(let handle):
            guard runtime.holdCount(try resolve(handle)) > 0 else { throw .notHeld(handle) }
        case .bind(_, let value), .intern(let value, _): try check(value)
        case .unbind(let name): _ = try global(name)
        case .pushFrame(let frame):
            switch frame.callee {
            case .made(_, let locals):
                try nested(in: "locals") { () throws(SessionError) in try check(locals) }
            case .function(let function, let arguments):
                try nested(in: "function") { () throws(SessionError) in try check(function) }
                try nested(in: "arguments") { () throws(SessionError) in try check(arguments) }
            }
        case .popFrame(let frame): _ = try resolve(frame: frame)
        case .setLocal(let frame, _, let value):
            _ = try resolve(frame: frame)
            try check(value)
        case .deleteLocal(let frame, let name):
            let frameID = try resolve(frame: frame)
            guard runtime.frame(frameID)?.locals.contains(where: { $0.name == name }) == true else {
                throw .unknownLocal(frame: frame, name: name)
            }
        case .createModule(let module):
            if let loader = module.spec?.loader {
                try nested(in: "spec") { () throws(SessionError) in
                    try nested(in: "loader") { () throws(SessionError) in try check(loader) }
                }
            }
            try nested(in: "attributes") { () throws(SessionError) in try check(module.attributes) }
            if let source = module.source { try check(source, of: module.name) }
        case .createWeakReference(let weak, _): try check(weak)
        case .compare(let left, let right):
            try nested(in: "left") { () throws(SessionError) in _ = try existing(left) }
            try nested(in: "right") { () throws(SessionError) in _ = try existing(right) }
        case .setCollector, .resume, .stopRun: break
        case .run(let run):
            try checkLength(of: run.source)
        case .collect(let generation):
            if generation < 0 {
                throw .python(.init(type: "ValueError", message: "generation parameter cannot be negative"))
            }
            if generation > 2 {
                throw .python(
                    .init(
                        type: "ValueError",
                        message:
                            "generation parameter must be less than the number of available generations (3)"))
            }
        }
    }

    private func checkQuotas(_ operation: Operation) throws(SessionError) {
        guard revision < quotas.entries else { throw .quotaExceeded(.entries, limit: quotas.entries) }
        if case .pushFrame = operation, runtime.frames.count >= Int(clamping: quotas.frames) {
            throw .quotaExceeded(.frames, limit: quotas.frames)
        }
        let weight = operation.weight
        guard weight > 0 else { return }
        guard UInt64(runtime.heap.liveObjectCount + weight) <= quotas.objects else {
            throw .quotaExceeded(.objects, limit: quotas.objects)
        }
        let heap = runtime.heap
        // Only close to the limit is it worth while to count what is in use.
        if UInt64(max(heap.bytesInUseAtMost, heap.slotBytes)) <= quotas.bytes { return }
        let bytes = max(heap.memory.bytesInUse - heap.interpreterBytes, heap.slotBytes)
        guard UInt64(bytes) <= quotas.bytes else {
            throw .quotaExceeded(.bytes, limit: quotas.bytes)
        }
    }

    private func checkLength(of source: String) throws(SessionError) {
        if !isReplaying, UInt64(source.utf8.count) > quotas.sourceBytes {
            throw .sourceTooLarge(bytes: source.utf8.count, limit: quotas.sourceBytes)
        }
    }

    /// Refuses a module's source that is no Python. What was accepted once is not compiled to be replayed.
    private func check(_ source: ModuleSpecification.Source, of name: String) throws(SessionError) {
        if isReplaying { return }
        try checkLength(of: source.text)
        guard UInt64(interpreter.registeredBytes(without: name) + source.text.utf8.count) <= quotas.bytes
        else { throw .quotaExceeded(.bytes, limit: quotas.bytes) }
        if let fault = source.source.fault(following: runtime.profile) {
            throw .badSource(.init(fault, filename: source.filename), field: "/source")
        }
    }

    // MARK: Specifications

    func check(_ values: [ValueSpecification]) throws(SessionError) {
        for (index, value) in values.enumerated() {
            try nested(in: String(index)) { () throws(SessionError) in try check(value) }
        }
    }

    func check(_ values: [NamedValue]) throws(SessionError) {
        for named in values {
            try nested(in: named.name) { () throws(SessionError) in try check(named.value) }
        }
    }

    private func check(
        _ entries: [DictEntry], hashesValues: Bool = false
    ) throws(SessionError) {
        for (index, entry) in entries.enumerated() {
            try nested(in: String(index)) { () throws(SessionError) in
                try nested(in: "0") { () throws(SessionError) in
                    try check(entry.key)
                    try checkHash(entry.key)
                }
                try nested(in: "1") { () throws(SessionError) in try check(entry.value) }
            }
        }
    }

    func check(_ value: ValueSpecification) throws(SessionError) {
        switch value {
        case .none, .bool, .integer, .float, .string: break
        case .reference(let handle): _ = try resolve(handle, field: "/ref")
        case .name(let name): _ = try lookUp(name)
        case .list(let items): try check(items)
        case .object(let specification): try check(specification)
        }
    }

    private func check(_ weak: WeakReferenceSpecification) throws(SessionError) {
        try nested(in: "target") { () throws(SessionError) in try check(weak.target) }
        if case .object(let callback) = weak.callback {
            try nested(in: "callback") { () throws(SessionError) in try check(callback) }
        }
    }

    func check(_ specification: ObjectSpecification) throws(SessionError) {
        switch specification {
        case .none, .ellipsis, .notImplemented, .bool, .integer, .float, .complex, .string, .bytes,
            .byteArray, .object:
            break
        case .list(let items), .tuple(let items):
            try nested(in: "items") { () throws(SessionError) in try check(items) }
        case .set(let items), .frozenSet(let items), .weakSet(let items):
            try nested(in: "items") { () throws(SessionError) in
                try check(items)
                for (index, item) in items.enumerated() {
                    try nested(in: String(index)) { () throws(SessionError) in try checkHash(item) }
                }
            }
        case .dict(let entries), .weakValueDictionary(let entries), .weakKeyDictionary(let entries):
            try nested(in: "entries") { () throws(SessionError) in try check(entries) }
        case .range(_, _, let step):
            if step == 0 {
                throw .python(.init(type: "ValueError", message: "range() arg 3 must not be zero"))
            }
        case .slice(let start, let stop, let step):
            for (name, value) in [("start", start), ("stop", stop), ("step", step)] {
                try nested(in: name) { () throws(SessionError) in try check(value) }
            }
        case .classObject(let cls):
            try nested(in: "bases") { () throws(SessionError) in try check(cls.bases) }
            try nested(in: "attributes") { () throws(SessionError) in try check(cls.attributes) }
        case .instance(let instance):
            try nested(in: "class") { () throws(SessionError) in try check(instance.class) }
            try nested(in: "attributes") { () throws(SessionError) in try check(instance.attributes) }
            try nested(in: "items") { () throws(SessionError) in try check(instance.items) }
            try nested(in: "entries") { () throws(SessionError) in try check(instance.entries) }
        case .function(let function):
            try nested(in: "defaults") { () throws(SessionError) in try check(function.defaults) }
            try nested(in: "closure") { () throws(SessionError) in try check(function.closure) }
        case .method(let function, let receiver):
            try nested(in: "function") { () throws(SessionError) in try check(function) }
            try nested(in: "self") { () throws(SessionError) in try check(receiver) }
        case .cell(let value):
            if let value { try nested(in: "value") { () throws(SessionError) in try check(value) } }
        case .exception(_, let arguments):
            try nested(in: "arguments") { () throws(SessionError) in try check(arguments) }
        case .weakReference(let weak), .weakProxy(let weak): try check(weak)
        case .finalize(let target, _):
            try nested(in: "target") { () throws(SessionError) in try check(target) }
        }
    }

    /// Refuses what is known not to be hashable.
    private func checkHash(_ value: ValueSpecification) throws(SessionError) {
        switch value {
        case .none, .bool, .integer, .float, .string: break
        case .reference(let handle):
            try checkHash(of: try resolve(handle, field: "/ref"))
        case .name(let name): try checkHash(of: try lookUp(name))
        case .list: throw Self.unhashable("list")
        case .object(let specification):
            switch specification {
            case .list, .dict, .set, .byteArray: throw Self.unhashable(specification.typeName)
            case .tuple(let items): for item in items { try checkHash(item) }
            default: break
            }
        }
    }

    private static func unhashable(_ type: String) -> SessionError {
        .python(.init(type: "TypeError", message: "unhashable type: '\(type)'"))
    }

    // MARK: Looking up

    /// Calls the runtime and turns its exception into the session's error.
    func python<Value>(_ body: () throws -> Value) throws(SessionError) -> Value {
        do { return try body() } catch { throw sessionError(of: error) }
    }

    /// The session's error for one of the runtime's.
    func sessionError(of error: any Error) -> SessionError {
        let exception = interpreter.pythonException(of: error)
        return .python(.init(type: exception.type, message: exception.message))
    }

    /// A value that is there without making it, borrowed: a handle's, a name's or a singleton.
    func existing(_ value: ValueSpecification) throws(SessionError) -> ObjectID {
        switch value {
        case .reference(let handle): return try resolve(handle, field: "/ref")
        case .name(let name): return try lookUp(name)
        case .none: return runtime.none
        case .bool(let flag): return runtime.boolean(flag)
        default:
            throw .malformed(
                field: "",
                reason: "must be a handle, a name, null, true or false: a comparison makes no object")
        }
    }

    /// The hash of an object, if it can be had without running Python code: what that says shows when the statement runs.
    private func checkHash(of object: ObjectID) throws(SessionError) {
        do {
            try interpreter.asking { _ = try runtime.hash(object, remembers: false) }
        } catch {
            if !(error is CodeNeeded) { throw sessionError(of: error) }
        }
    }

    /// The living object of a handle, borrowed.
    func resolve(_ handle: Handle, field: String? = nil) throws(SessionError) -> ObjectID {
        switch runtime.lookUp(handle: .init(handle.serial)) {
        case .live(let object): return object
        case .freed(let death): throw .gone(Gone(handle, death, at: time(of: death.entry)), field: field)
        case .forgotten: throw .gone(Gone(handle: handle, cause: .forgotten), field: field)
        case .unknown: throw .unknownObject(handle.description, field: field)
        }
    }

    /// What a name means in `__main__`, borrowed: a global or a builtin.
    func lookUp(_ name: String) throws(SessionError) -> ObjectID {
        let object = try python { try runtime.lookUp(name) }
        // The namespace holds it; giving the new unit back at once frees nothing.
        runtime.heap.release(object)
        return object
    }

    /// A global of `__main__`, borrowed.
    func global(_ name: String) throws(SessionError) -> ObjectID {
        guard let object = runtime.global(name) else { throw .unknownName(name) }
        return object
    }

    /// A frame that has not returned.
    func resolve(frame text: String) throws(SessionError) -> FrameID {
        guard let id = FrameID(text), runtime.frame(id) != nil else {
            guard let entry = returnedFrames[text] else { throw .unknownFrame(text) }
            throw .frameReturned(text, entry: entry)
        }
        return id
    }
}
