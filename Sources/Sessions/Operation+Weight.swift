extension Operation {
    /// At most how many objects the statement leaves behind, by its own hand; 0 for what only takes away.
    var weight: Int {
        switch self {
        case .create(let specification, _): 1 + specification.weight
        case .link(_, let link):
            if case .key(let key) = link.place {
                2 + key.weight + link.target.weight
            } else {
                2 + link.target.weight
            }
        case .bind(_, let value), .setLocal(_, _, let value), .intern(let value, _): 1 + value.weight
        case .pushFrame(let frame):
            switch frame.callee {
            case .made(_, let locals): 8 + ValueSpecification.weight(locals)
            case .function(let function, let arguments):
                8 + function.weight + ValueSpecification.weight(arguments)
            }
        case .createModule(let module):
            16 + ValueSpecification.weight(module.attributes) + (module.spec?.loader?.weight ?? 0)
        case .createWeakReference(let weak, _): 2 + weak.weight
        case .unlink, .hold, .release, .unbind, .popFrame, .deleteLocal, .setCollector, .collect, .compare,
            .run, .resume, .stopRun:
            0
        }
    }
}

extension ValueSpecification {
    /// At most how many objects the value is made of.
    var weight: Int {
        switch self {
        case .reference, .name, .none, .bool: 0
        case .integer, .float, .string: 1
        case .list(let items): 1 + Self.weight(items)
        case .object(let specification): specification.weight
        }
    }

    static func weight(_ values: [ValueSpecification]) -> Int { values.reduce(0) { $0 + $1.weight } }
    static func weight(_ values: [NamedValue]) -> Int { values.reduce(0) { $0 + 1 + $1.value.weight } }
    static func weight(_ entries: [DictEntry]) -> Int {
        entries.reduce(0) { $0 + $1.key.weight + $1.value.weight }
    }
}

extension ObjectSpecification {
    /// At most how many objects the object is made of, itself included.
    var weight: Int {
        switch self {
        case .none, .ellipsis, .notImplemented, .bool: 0
        case .integer, .float, .complex, .string, .bytes, .byteArray, .object: 1
        case .range: 4
        case .list(let items), .tuple(let items), .set(let items), .frozenSet(let items):
            1 + ValueSpecification.weight(items)
        case .dict(let entries): 1 + ValueSpecification.weight(entries)
        case .slice(let start, let stop, let step): 1 + start.weight + stop.weight + step.weight
        // A class has a dict, tuples, descriptors; a weak container keeps one weak reference for each entry.
        case .classObject(let cls):
            16 + (cls.slots?.count ?? 0) * 2 + ValueSpecification.weight(cls.bases)
                + ValueSpecification.weight(cls.attributes)
        case .instance(let instance):
            2 + instance.class.weight + ValueSpecification.weight(instance.attributes)
                + ValueSpecification.weight(instance.items) + ValueSpecification.weight(instance.entries)
        case .function(let function):
            8 + function.parameters.count + ValueSpecification.weight(function.defaults)
                + ValueSpecification.weight(function.closure)
        case .method(let function, let receiver): 1 + function.weight + receiver.weight
        case .cell(let value): 1 + (value?.weight ?? 0)
        case .exception(_, let arguments): 3 + ValueSpecification.weight(arguments)
        case .weakReference(let weak), .weakProxy(let weak): 1 + weak.weight
        case .weakValueDictionary(let entries), .weakKeyDictionary(let entries):
            8 + 2 * ValueSpecification.weight(entries)
        case .weakSet(let items): 8 + 2 * ValueSpecification.weight(items)
        case .finalize(let target, _): 8 + target.weight
        }
    }
}

extension WeakReferenceSpecification {
    var weight: Int {
        switch callback {
        case nil: target.weight
        case .recording: target.weight + 3
        case .object(let value): target.weight + value.weight
        }
    }
}
