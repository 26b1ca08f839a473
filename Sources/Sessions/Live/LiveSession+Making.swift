import BigInt
import HeapEngine
import PythonObjects

// Making objects, each as the statement makes it that the specification stands for. Every function returns a new
// reference; when one throws, what it had made is released again.
extension LiveSession {
    /// Makes, or finds, a value.
    func make(_ value: ValueSpecification) throws -> ObjectID {
        switch value {
        case .none: return runtime.none
        case .bool(let flag): return runtime.boolean(flag)
        case .integer(let number): return runtime.constantInt(number)
        case .float(let number): return runtime.constantFloat(number)
        case .string(let text): return runtime.constantStr(text)
        case .reference(let handle): return retained(try resolve(handle))
        case .name(let name): return try runtime.lookUp(name)
        case .list(let items): return try make(ObjectSpecification.list(items))
        case .object(let specification): return try make(specification)
        }
    }

    /// Makes an object of any type.
    func make(_ specification: ObjectSpecification) throws -> ObjectID {
        switch specification {
        case .none: return runtime.none
        case .ellipsis: return runtime.ellipsis
        case .notImplemented: return runtime.notImplemented
        case .bool(let flag): return runtime.boolean(flag)
        case .integer(let number, let computed):
            return computed ? runtime.makeInt(number) : runtime.constantInt(number)
        case .float(let number, let computed):
            return computed ? runtime.makeFloat(number) : runtime.constantFloat(number)
        case .complex(let real, let imaginary, let computed):
            return computed ? runtime.makeComplex(real, imaginary) : runtime.constantComplex(real, imaginary)
        case .string(let text, let computed):
            return computed ? runtime.makeStr(text) : runtime.constantStr(text)
        case .bytes(let bytes, let computed):
            return computed ? runtime.makeBytes(bytes) : runtime.constantBytes(bytes)
        case .byteArray(let bytes): return runtime.makeByteArray(bytes)
        case .object: return runtime.makeObject()
        case .range(let start, let stop, let step):
            return try runtime.makeRange(start: start, stop: stop, step: step)
        case .list(let items):
            return try with(items) { runtime.makeList($0, constants: items.allSatisfy(\.isConstant)) }
        case .tuple(let items):
            return try with(items) { runtime.makeTuple($0, constants: items.allSatisfy(\.isConstant)) }
        case .set(let items):
            return try with(items) { try runtime.makeSet($0, constants: items.allSatisfy(\.isConstant)) }
        case .frozenSet(let items): return try with(items) { try runtime.makeFrozenSet($0) }
        case .dict(let entries):
            return try with(entries) { try runtime.makeDict($0) }
        case .slice(let start, let stop, let step):
            return try with([start, stop, step]) { runtime.makeSlice($0[0], $0[1], $0[2]) }
        case .classObject(let cls): return try make(cls)
        case .instance(let instance): return try make(instance)
        case .function(let function): return try make(function)
        case .method(let function, let receiver):
            return try with([function, receiver]) { try runtime.makeMethod(function: $0[0], receiver: $0[1]) }
        case .cell(let value):
            return try with(value.map { [$0] } ?? []) { runtime.makeCell($0.first) }
        case .exception(let type, let arguments):
            return try with(arguments) { try runtime.makeException(type: type, arguments: $0) }
        case .weakReference(let weak):
            return try make(weak) { try runtime.makeWeakReference(to: $0, callback: $1) }
        case .weakProxy(let weak): return try make(weak) { try runtime.makeWeakProxy(to: $0, callback: $1) }
        case .weakValueDictionary(let entries):
            return try filled(runtime.makeWeakValueDictionary(), entries: entries)
        case .weakKeyDictionary(let entries):
            return try filled(runtime.makeWeakKeyDictionary(), entries: entries)
        case .weakSet(let items):
            let set = runtime.makeWeakSet()
            return try releasingOnError(set) {
                for item in items { try with([item]) { try runtime.add(set, $0[0]) } }
            }
        case .finalize(let target, let label):
            return try with([target]) { try runtime.makeFinalize($0[0], label: label) }
        }
    }

    private func make(_ cls: ClassSpecification) throws -> ObjectID {
        try with(cls.bases) { bases in
            try with(cls.attributes.map(\.value)) { values in
                var definition = ClassDefinition(name: cls.name, bases: bases)
                definition.slots = cls.slots
                definition.attributes = zip(cls.attributes, values).map { ($0.name, $1) }
                definition.finalizer = cls.finalizer.map(FinalizerAction.init)
                return try runtime.makeClass(definition)
            }
        }
    }

    private func make(_ instance: InstanceSpecification) throws -> ObjectID {
        let object = try with([instance.class]) { try runtime.instantiate($0[0], attributes: []) }
        return try releasingOnError(object) {
            for attribute in instance.attributes {
                try with([attribute.value]) { try runtime.setAttribute(object, attribute.name, $0[0]) }
            }
            for item in instance.items { try with([item]) { try addElement($0[0], to: object) } }
            for entry in instance.entries {
                try with([entry.key, entry.value]) { try runtime.setItem(object, $0[0], $0[1]) }
            }
        }
    }

    private func make(_ function: FunctionSpecification) throws -> ObjectID {
        try with(function.defaults) { defaults in
            try with(function.closure.map(\.value)) { cells in
                var definition = FunctionDefinition(name: function.name, parameters: function.parameters)
                definition.defaults = defaults
                definition.closure = zip(function.closure, cells).map { ($0.name, $1) }
                return try runtime.makeFunction(definition)
            }
        }
    }

    /// Makes a weak reference of any kind.
    func make(
        _ weak: WeakReferenceSpecification, _ make: (ObjectID, ObjectID?) throws -> ObjectID
    ) throws -> ObjectID {
        try with([weak.target]) { target in
            switch weak.callback {
            case nil: return try make(target[0], nil)
            case .recording(let label):
                let callback = runtime.makeCallback(label: label)
                defer { runtime.heap.release(callback) }
                return try make(target[0], callback)
            case .object(let value):
                // None is no callback, as in CPython.
                return try with([value]) { try make(target[0], $0[0] == runtime.none ? nil : $0[0]) }
            }
        }
    }

    /// `o.append(item)` or `o.add(item)`, whichever the object's class has.
    func addElement(_ item: ObjectID, to object: ObjectID) throws {
        if let set = runtime.builtin(named: "set"), runtime.isInstance(object, of: set) {
            try runtime.add(object, item)
        } else if runtime.shortTypeName(object) == "WeakSet" {
            try runtime.add(object, item)
        } else {
            try runtime.append(object, item)
        }
    }

    private func filled(_ dictionary: ObjectID, entries: [DictEntry]) throws -> ObjectID {
        try releasingOnError(dictionary) {
            for entry in entries {
                try with([entry.key, entry.value]) { try runtime.setItem(dictionary, $0[0], $0[1]) }
            }
        }
    }

    // MARK: Temporaries

    func retained(_ object: ObjectID) -> ObjectID {
        runtime.heap.retain(object)
        return object
    }

    /// Makes values for the time of `body`, as a statement's stack holds them.
    func with<Value>(_ values: [ValueSpecification], _ body: ([ObjectID]) throws -> Value) throws -> Value {
        var objects: [ObjectID] = []
        objects.reserveCapacity(values.count)
        defer { for object in objects { runtime.heap.release(object) } }
        for value in values { objects.append(try make(value)) }
        return try body(objects)
    }

    private func with(
        _ entries: [DictEntry], _ body: ([(key: ObjectID, value: ObjectID)]) throws -> ObjectID
    ) throws -> ObjectID {
        var pairs: [(key: ObjectID, value: ObjectID)] = []
        pairs.reserveCapacity(entries.count)
        defer {
            for pair in pairs {
                runtime.heap.release(pair.key)
                runtime.heap.release(pair.value)
            }
        }
        for entry in entries {
            let key = try make(entry.key)
            let value = try releasingOnError(key, result: { try make(entry.value) })
            pairs.append((key, value))
        }
        return try body(pairs)
    }

    /// Runs `body` and returns `object`, or releases it when `body` throws.
    private func releasingOnError(_ object: ObjectID, _ body: () throws -> Void) throws -> ObjectID {
        try releasingOnError(object, result: body)
        return object
    }

    private func releasingOnError<Value>(_ object: ObjectID, result body: () throws -> Value) throws -> Value
    {
        do {
            return try body()
        } catch {
            runtime.heap.release(object)
            throw error
        }
    }
}

extension FinalizerAction {
    init(_ specification: FinalizerSpecification) {
        self =
            switch specification {
            case .record: .record
            case .resurrect(let name): .resurrect(name: name)
            case .raise(let type, let message): .raise(type: type, message: message)
            }
    }
}
