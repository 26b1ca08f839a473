import HeapEngine
import PythonObjects

/// What `dir`, `isinstance`, `issubclass` and copying ask of any object.
extension Interpreter {
    // MARK: dir

    /// `object.__dir__()`: the names of its own attributes and of its classes', in no order; the caller owns the list.
    func directory(of object: ObjectID) throws -> ObjectID {
        var names: [PythonString: ObjectID] = [:]
        var order: [ObjectID] = []
        func add(_ dict: ObjectID) {
            guard !dict.isNone, runtime.kind(of: dict) == .dict else { return }
            for (key, _) in runtime.entries(of: dict) {
                if let text = runtime.strValue(key), names.updateValue(key, forKey: text) != nil { continue }
                order.append(key)
            }
        }
        switch runtime.kind(of: object) {
        case .module:
            add(heap.slot(object, 0))
            return runtime.makeList(order)
        case .type:
            for owner in runtime.record(of: object).mro { add(heap.slot(owner, Layouts.TypeSlot.dict)) }
            return runtime.makeList(order)
        case .genericAlias:
            return try directory(of: runtime.origin(ofAlias: object))
        default:
            if let dict = try optionalAttribute(object, runtime.staticName("__dict__")) {
                defer { heap.release(dict) }
                add(dict)
                if runtime.kind(of: dict) == .dict, runtime.sharesKeys(dict), runtime.count(ofDict: dict) > 0
                {
                    runtime.shareNames(of: heap.type(of: object))
                }
            }
            for owner in runtime.record(of: heap.type(of: object)).mro {
                add(heap.slot(owner, Layouts.TypeSlot.dict))
            }
            return runtime.makeList(order)
        }
    }

    /// `dir(object)`: sorted names.
    func sortedDirectory(of object: ObjectID) throws -> ObjectID {
        let names: ObjectID
        if let method = try specialMethod(object, "__dir__") {
            defer { heap.release(method) }
            names = try call(method, [])
        } else {
            names = try directory(of: object)
        }
        defer { heap.release(names) }
        return try sortedList(names)
    }

    /// `sorted(iterable)`
    func sortedList(_ iterable: ObjectID) throws -> ObjectID {
        let list = try constructed(runtime.types.list, [iterable])
        do {
            heap.release(try callMethod(list, "sort", []))
        } catch {
            heap.release(list)
            throw error
        }
        return list
    }

    // MARK: isinstance, issubclass

    /// `type.__instancecheck__(type, object)`
    func isBuiltinInstance(_ object: ObjectID, of type: ObjectID) throws -> ObjectID {
        if runtime.kind(of: type) == .genericAlias {
            throw typeError("isinstance() argument 2 cannot be a parameterized generic")
        }
        if runtime.isInstance(object, of: type) { return runtime.trueObject }
        let name = runtime.staticName("__class__")
        guard isOverriding(object) || runtime.kind(of: object) == .weakProxy,
            let shown = try optionalAttribute(object, name)
        else { return runtime.falseObject }
        defer { heap.release(shown) }
        guard runtime.kind(of: shown) == .type, shown != heap.type(of: object) else {
            return runtime.falseObject
        }
        return runtime.boolean(runtime.isSubclass(shown, of: type))
    }

    /// `type.__subclasscheck__(type, other)`
    func isBuiltinSubclass(_ other: ObjectID, of type: ObjectID) throws -> ObjectID {
        if runtime.kind(of: type) == .genericAlias {
            throw typeError("issubclass() argument 2 cannot be a parameterized generic")
        }
        guard runtime.kind(of: other) == .type else {
            throw typeError("issubclass() arg 1 must be a class")
        }
        return runtime.boolean(runtime.isSubclass(other, of: type))
    }

    /// `isinstance(object, type)`
    func isInstance(_ object: ObjectID, _ type: ObjectID) throws -> ObjectID {
        if heap.type(of: object) == type { return runtime.trueObject }
        switch runtime.kind(of: type) {
        case .tuple:
            return try any(of: runtime.items(of: type)) { try isInstance(object, $0) }
        case .union:
            return try any(of: runtime.items(of: runtime.arguments(ofAlias: type))) { member in
                try isInstance(object, member == runtime.none ? runtime.types.none : member)
            }
        default: break
        }
        if let method = try specialMethod(type, "__instancecheck__") {
            defer { heap.release(method) }
            return try truth(of: call(method, [object]))
        }
        guard runtime.kind(of: type) == .type || runtime.kind(of: type) == .genericAlias else {
            throw typeError("isinstance() arg 2 must be a type, a tuple of types, or a union")
        }
        return try isBuiltinInstance(object, of: type)
    }

    /// `issubclass(type, other)`
    func isSubclass(_ type: ObjectID, _ other: ObjectID) throws -> ObjectID {
        switch runtime.kind(of: other) {
        case .tuple:
            return try any(of: runtime.items(of: other)) { try isSubclass(type, $0) }
        case .union:
            return try any(of: runtime.items(of: runtime.arguments(ofAlias: other))) { member in
                try isSubclass(type, member == runtime.none ? runtime.types.none : member)
            }
        default: break
        }
        if let method = try specialMethod(other, "__subclasscheck__") {
            defer { heap.release(method) }
            return try truth(of: call(method, [type]))
        }
        guard runtime.kind(of: type) == .type else { throw typeError("issubclass() arg 1 must be a class") }
        guard runtime.kind(of: other) == .type || runtime.kind(of: other) == .genericAlias else {
            throw typeError("issubclass() arg 2 must be a class, a tuple of classes, or a union")
        }
        return try isBuiltinSubclass(type, of: other)
    }

    /// The truth of an object, whose unit it takes over.
    private func truth(of object: ObjectID) throws -> ObjectID {
        defer { heap.release(object) }
        return runtime.boolean(try isTrue(object))
    }

    /// Whether one of some classes says so; they are kept while they are asked.
    private func any(of classes: [ObjectID], _ isOne: (ObjectID) throws -> ObjectID) throws -> ObjectID {
        for type in classes { heap.retain(type) }
        defer { for type in classes { heap.release(type) } }
        return try runtime.nested(" in __instancecheck__") {
            for type in classes where try isOne(type) == runtime.trueObject { return runtime.trueObject }
            return runtime.falseObject
        }
    }

    // MARK: Copying

    /// `object.__getstate__()`: its `__dict__`, and what its slots hold.
    func builtinState(of object: ObjectID) throws -> ObjectID {
        var state = runtime.none
        if let dict = try optionalAttribute(object, runtime.staticName("__dict__")) {
            defer { heap.release(dict) }
            if runtime.kind(of: dict) == .dict, try length(dict) > 0 {
                state = runtime.copyDict(dict)
            }
        }
        let slots = runtime.record(of: heap.type(of: object)).slots
        guard !slots.isEmpty else { return state }
        let held = runtime.makeEmptyDict()
        defer { heap.release(held) }
        var count = 0
        for name in slots {
            let key = runtime.internedName(name)
            defer { heap.release(key) }
            guard let value = try optionalAttribute(object, key) else { continue }
            defer { heap.release(value) }
            runtime.storeUnchecked(held, key, value)
            count += 1
        }
        guard count > 0 else { return state }
        defer { heap.release(state) }
        return runtime.makeTuple([state, held])
    }

    /// `object.__reduce_ex__(protocol)` for protocols from 2 on: `(copyreg.__newobj__, (cls, *arguments), state, items, pairs)`.
    func reduce(_ object: ObjectID, _ proto: ObjectID) throws -> ObjectID {
        if let method = try specialMethod(object, "__reduce__") {
            defer { heap.release(method) }
            return try call(method, [])
        }
        let type = heap.type(of: object)
        let unpicklable: Set<Kind> = [
            .module, .generator, .coroutine, .asyncGenerator, .frame, .code, .cell, .weakProxy, .dictKeys,
            .dictValues, .dictItems, .traceback, .mappingProxy, .weakReference,
        ]
        guard !unpicklable.contains(runtime.kind(of: object)) else {
            throw typeError("cannot pickle '\(runtime.typeName(object))' object")
        }
        var arguments = [type]
        var owned: [ObjectID] = []
        defer { for item in owned { heap.release(item) } }
        if runtime.kind(of: object) == .exception {
            return try reduceException(object)
        }
        if let method = try optionalAttribute(object, runtime.staticName("__getnewargs__")) {
            defer { heap.release(method) }
            let given = try call(method, [])
            owned.append(given)
            guard runtime.kind(of: given) == .tuple else {
                throw typeError("__getnewargs__ should return a tuple, not '\(runtime.typeName(given))'")
            }
            arguments += runtime.items(of: given)
        } else if runtime.kind(of: object) == .frozenSet || runtime.kind(of: object) == .set {
            let items = try constructed(runtime.types.list, [object])
            owned.append(items)
            arguments.append(items)
        }
        let tuple = runtime.makeTuple(arguments)
        owned.append(tuple)
        let state = try callMethod(object, "__getstate__", [])
        owned.append(state)
        var (items, pairs) = (runtime.none, runtime.none)
        if runtime.kind(of: object) == .list {
            items = try iterator(of: object)
            owned.append(items)
        }
        if runtime.kind(of: object) == .dict {
            let view = try callMethod(object, "items", [])
            defer { heap.release(view) }
            pairs = try iterator(of: view)
            owned.append(pairs)
        }
        return runtime.makeTuple([newObjectFunction, tuple, state, items, pairs])
    }

    private func reduceException(_ exception: ObjectID) throws -> ObjectID {
        let arguments = runtime.part(.arguments, of: exception) ?? runtime.emptyTuple
        let type = heap.type(of: exception)
        let dict = try optionalAttribute(exception, runtime.staticName("__dict__"))
        defer { if let dict { heap.release(dict) } }
        if let dict, try length(dict) > 0 { return runtime.makeTuple([type, arguments, dict]) }
        return runtime.makeTuple([type, arguments])
    }
}
