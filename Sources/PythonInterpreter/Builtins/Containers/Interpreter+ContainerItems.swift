import HeapEngine
import PythonObjects

/// Subscripts, membership and operators of builtin containers, whatever classes derived from them override.
extension Interpreter {
    /// A call of one of the builtin container classes.
    func constructContainer(_ type: ObjectID, _ kind: Kind, _ arguments: CallArguments) throws -> ObjectID {
        switch kind {
        case .range: return try makeRange(arguments)
        case .slice: return try makeSlice(arguments)
        case .deque: return try makeDeque(arguments)
        case .mappingProxy: return try makeMappingProxy(arguments)
        case .simpleNamespace: return try makeNamespace(type, arguments)
        case .dict:
            if type == runtime.types.defaultDict { return try makeDefaultDict(arguments) }
            if type == runtime.types.orderedDict { return try makeOrderedDict(arguments) }
            try arguments.checkCount(0...1, of: "dict")
            let dict = runtime.makeDictAnew()
            return try keeping(dict) {
                if let source = arguments.optional(0) { try update(dict, with: source) }
                for (index, name) in arguments.names.enumerated() {
                    try runtime.store(dict, name, hash: hash(name), arguments.base[arguments.count + index])
                }
            }
        default: break
        }
        let name = runtime.record(of: type).name
        try arguments.refuseKeywords(name)
        try arguments.checkCount(0...1, of: name)
        let source = arguments.optional(0)
        switch kind {
        case .list:
            let list = runtime.makeListAnew()
            return try keeping(list) { if let source { try extend(list, with: source) } }
        case .tuple:
            guard let source else { return runtime.emptyTuple }
            if runtime.isExactly(source, runtime.types.tuple) { return runtime.retained(source) }
            let items = try items(of: source)
            defer { for item in items { heap.release(item) } }
            try admitItems(items.count)
            return runtime.makeTuple(items)
        default:
            if let source, kind == .frozenSet, runtime.isExactly(source, type) {
                return runtime.retained(source)
            }
            let set = runtime.makeEmptySet(type)
            return try keeping(set) { if let source { try update(set: set, with: source) } }
        }
    }

    /// `types.MappingProxyType(mapping)`
    private func makeMappingProxy(_ arguments: CallArguments) throws -> ObjectID {
        let reader = try ArgumentReader("mappingproxy(mapping)", arguments, self)
        let mapping = reader[0] ?? runtime.none
        let isMapping: Bool
        switch runtime.kind(of: mapping) {
        case .dict, .mappingProxy: isMapping = true
        case .list, .tuple: isMapping = false
        default:
            let method = try specialMethod(mapping, "__getitem__")
            if let method { heap.release(method) }
            isMapping = method != nil
        }
        guard isMapping else {
            throw typeError("mappingproxy() argument must be a mapping, not \(runtime.typeName(mapping))")
        }
        return runtime.makeMappingProxy(of: mapping)
    }

    /// `types.SimpleNamespace(mapping_or_pairs=(), /, **attributes)`
    private func makeNamespace(_ type: ObjectID, _ arguments: CallArguments) throws -> ObjectID {
        let namespace = runtime.makeSimpleNamespace(type: type)
        return try keeping(namespace) { try initializeNamespace(namespace, arguments) }
    }

    /// `SimpleNamespace.__init__`
    func initializeNamespace(_ namespace: ObjectID, _ arguments: CallArguments) throws {
        try arguments.checkCount(0...1, of: runtime.shortTypeName(namespace))
        guard let dict = runtime.dictionary(of: namespace) else { return }
        if let source = arguments.optional(0) {
            let attributes = runtime.makeEmptyDict()
            defer { heap.release(attributes) }
            try update(attributes, with: source)
            for entry in runtime.entries(of: attributes) where runtime.kind(of: entry.key) != .str {
                throw typeError("keywords must be strings")
            }
            try update(dict, with: attributes)
        }
        for (index, name) in arguments.names.enumerated() {
            try runtime.store(dict, name, hash: hash(name), arguments.base[arguments.count + index])
        }
    }

    /// `container[key]` of a builtin container; nil for other objects. The caller owns it.
    func containerItem(_ container: ObjectID, _ key: ObjectID) throws -> ObjectID? {
        switch runtime.kind(of: container) {
        case .dict: return try value(of: container, key)
        case .list, .tuple:
            if runtime.kind(of: key) == .slice { return try slice(of: container, key) }
            let name = runtime.kind(of: container) == .list ? "list" : "tuple"
            let place = try place(key, in: { runtime.itemCount(container) }, of: name)
            return runtime.retained(heap.slot(container, runtime.head(of: container) + place))
        case .range: return try item(ofRange: container, key)
        case .deque:
            let place = try dequePlace(key, in: container)
            return runtime.retained(runtime.item(ofDeque: container, at: place))
        case .mappingProxy: return try item(runtime.viewed(by: container), key)
        default: return nil
        }
    }

    /// `container[key] = value` of a builtin container; false for other objects.
    func setContainerItem(_ container: ObjectID, _ key: ObjectID, _ value: ObjectID) throws -> Bool {
        switch runtime.kind(of: container) {
        case .dict: try runtime.store(container, key, hash: hash(key), value)
        case .list:
            if runtime.kind(of: key) == .slice {
                try setSlice(of: container, key, to: value)
                break
            }
            let place = try place(
                key, in: { runtime.itemCount(container) }, of: "list", action: "assignment ")
            let old = runtime.exchangeItem(of: container, at: place, value)
            runtime.drop(old, from: container) { EdgeDescription(.item, "[\(place)]") }
        case .deque:
            let place = try dequePlace(key, in: container)
            runtime.setItem(ofDeque: container, at: place, owned: runtime.retained(value))
        default: return false
        }
        return true
    }

    /// `del container[key]` of a builtin container; false for other objects.
    func deleteContainerItem(_ container: ObjectID, _ key: ObjectID) throws -> Bool {
        switch runtime.kind(of: container) {
        case .dict: try deleteKey(of: container, key)
        case .list:
            if runtime.kind(of: key) == .slice {
                try deleteSlice(of: container, key)
                break
            }
            let place = try place(
                key, in: { runtime.itemCount(container) }, of: "list", action: "assignment ")
            let old = runtime.deleteListItem(container, at: place)
            runtime.drop(old, from: container) { EdgeDescription(.item, "[\(place)]") }
        case .deque:
            let place = try dequePlace(key, in: container)
            heap.release(runtime.removeItem(ofDeque: container, at: place))
        default: return false
        }
        return true
    }

    /// `item in container`, without `__contains__` of a class.
    func builtinContains(_ container: ObjectID, _ item: ObjectID) throws -> Bool {
        switch runtime.kind(of: container) {
        case .list, .tuple: return try firstPlace(of: item, in: container) != nil
        case .dict: return try runtime.lookUp(container, item, hash: hash(item)) != nil
        case .set, .frozenSet: return try contains(set: container, item)
        case .dictKeys, .dictItems, .dictValues: return try contains(view: container, item)
        case .mappingProxy: return try contains(runtime.viewed(by: container), item)
        case .range:
            if let number = plainInt(item) { return runtime.rangeValue(container).contains(number) }
        case .deque: return try dequeIndex(of: item, in: container) != nil
        case .frameLocals: return try local(item, ofFrame: runtime.frame(ofLocals: container)) != nil
        case .str, .bytes, .byteArray: return try textContains(container, item)
        default: break
        }
        guard try isIterable(container) else {
            throw typeError("argument of type '\(runtime.typeName(container))' is not iterable")
        }
        return try first(of: container) { try isSame($0, item) }
    }

    // MARK: Operators

    /// `&`, `|`, `-` and `^` of sets, views and dicts; nil for other operands.
    func containerResult(_ operation: BinaryOperation, _ left: ObjectID, _ right: ObjectID) throws
        -> ObjectID?
    {
        if let result = try setResult(operation, left, right) { return result }
        if let result = try viewResult(operation, left, right) { return result }
        guard operation == .or else { return nil }
        switch (runtime.kind(of: left), runtime.kind(of: right)) {
        case (.dict, .dict):
            let copy = try copyForUnion(left, right)
            return try keeping(copy) { try update(copy, with: right) }
        case (.mappingProxy, _): return try binary(.or, runtime.viewed(by: left), right)
        case (_, .mappingProxy): return try binary(.or, left, runtime.viewed(by: right))
        default: return try typeUnion(left, right)
        }
    }

    /// An operator that changes a builtin container in place; false if the plain operator is meant.
    func changeContainer(_ operation: BinaryOperation, _ left: ObjectID, _ right: ObjectID) throws -> Bool {
        switch (runtime.kind(of: left), operation) {
        case (.list, .add): try extend(left, with: right)
        case (.list, .multiply):
            guard try indexIfAny(right) != nil else { return false }
            try repeatInPlace(left, right)
        case (.set, _): return try changeSet(operation, left, right)
        case (.dict, .or): try update(left, with: right)
        case (.deque, .add): try extendDeque(left, with: right)
        case (.deque, .multiply): try repeatDequeInPlace(left, right)
        default: return false
        }
        return true
    }
}
