import HeapEngine

/// Objects that show a dict: `keys()`, `values()`, `items()`, a proxy for a mapping, and a namespace.
extension Runtime {
    func makeViewTypes() {
        func hidden(_ name: String, _ kind: Kind, module: String = "builtins") -> ObjectID {
            makeStaticType(name, kind, fixedLayouts.one, isBase: false, isNamed: false, module: module)
        }
        types.dictKeys = hidden("dict_keys", .dictKeys)
        types.dictValues = hidden("dict_values", .dictValues)
        types.dictItems = hidden("dict_items", .dictItems)
        types.mappingProxy = hidden("mappingproxy", .mappingProxy)
        types.simpleNamespace = makeStaticType(
            "SimpleNamespace", .simpleNamespace, fixedLayouts.clearedOne, isNamed: false, module: "types")
        classes[heap.payload(types.simpleNamespace)].hasDict = true
        classes[heap.payload(types.simpleNamespace)].dictSlot = 0
    }

    /// `dict.keys()`, `dict.values()` or `dict.items()`: a view of that type.
    package func makeDictView(_ type: ObjectID, of dict: ObjectID) -> ObjectID {
        let view = allocate(fixedLayouts.one, type, .dictView, slots: 1)
        fill(view, 0, dict)
        track(view)
        return view
    }

    /// `types.MappingProxyType(mapping)`.
    package func makeMappingProxy(of mapping: ObjectID) -> ObjectID {
        let proxy = allocate(fixedLayouts.one, types.mappingProxy, .mappingProxy, slots: 1)
        fill(proxy, 0, mapping)
        track(proxy)
        return proxy
    }

    /// What a view or proxy shows, borrowed.
    package func viewed(by view: ObjectID) -> ObjectID { heap.slot(view, 0) }

    /// `types.SimpleNamespace()`, whose `__dict__` is empty.
    package func makeSimpleNamespace(type: ObjectID? = nil) -> ObjectID {
        let type = type ?? types.simpleNamespace
        let namespace = allocate(type, .simpleNamespace, slots: facts(of: type).isHeap ? 0 : 1)
        track(namespace)
        if let slot = dictSlot(of: namespace) { _ = heap.setSlot(namespace, slot, owned: makeEmptyDict()) }
        return namespace
    }

    /// The iterator type that goes through what a view shows, forwards or backwards.
    package func iteratorType(ofView view: ObjectID, reversed: Bool = false) -> ObjectID? {
        switch kind(of: view) {
        case .dictKeys: reversed ? types.iterators.dictReverseKey : types.iterators.dictKey
        case .dictValues: reversed ? types.iterators.dictReverseValue : types.iterators.dictValue
        case .dictItems: reversed ? types.iterators.dictReverseItem : types.iterators.dictItem
        default: nil
        }
    }
}
