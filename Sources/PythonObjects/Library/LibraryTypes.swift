import HeapEngine

/// Types of `collections` and `functools` that CPython writes in C.
///
/// There they are made as a class statement makes classes, so that their instances hold them: the first slot is the type.
extension Runtime {
    func makeLibraryTypes() {
        func make(
            _ name: String, _ kind: Kind, _ layout: LayoutID, module: String, isReferencable: Bool = false,
            isBase: Bool = false
        ) -> ObjectID {
            makeStaticType(
                name, kind, layout, hasWeakReferences: isReferencable, isBase: isBase, isNamed: false,
                module: module)
        }
        types.deque = make(
            "deque", .deque, fixedLayouts.deque, module: "collections", isReferencable: true, isBase: true)
        classes[heap.payload(types.deque)].head = 1
        types.dequeIterator = make(
            "_deque_iterator", .dequeIterator, fixedLayouts.two, module: "collections")
        types.dequeReverseIterator = make(
            "_deque_reverse_iterator", .dequeIterator, fixedLayouts.two, module: "collections")
        types.partial = make(
            "partial", .partial, fixedLayouts.partial, module: "functools", isReferencable: true)
        let partial = heap.payload(types.partial)
        classes[partial].hasDict = true
        classes[partial].dictSlot = 4
        classes[partial].typeSlot = 0
        classes[partial].head = 1
        classes[partial].isBase = true
        types.defaultDict = makeStaticType(
            "defaultdict", .dict, fixedLayouts.defaultDict, base: types.dict, isNamed: false,
            module: "collections")
        let payload = heap.payload(types.defaultDict)
        classes[payload].generalLayout = fixedLayouts.generalDefaultDict
        classes[payload].head = 2
        classes[payload].baseSlots = 1
        classes[payload].baseWords = 1
        makeOrderedDictTypes()
    }

    /// `collections.defaultdict(factory)`, empty.
    package func makeDefaultDict(factory: ObjectID? = nil) -> ObjectID {
        let dict = allocate(
            fixedLayouts.defaultDict, types.defaultDict,
            .subclass(of: .dict(keysBytes: 0), hasDict: false, hasWeakReferences: false, slots: 1), slots: 2,
            payload: dictionaries.insert(DictionaryRecord()))
        fillType(dict, types.defaultDict)
        if let factory { fill(dict, 1, factory) }
        track(dict)
        return dict
    }

    /// `default_factory`, borrowed.
    package func defaultFactory(of dict: ObjectID) -> ObjectID? {
        let factory = heap.slot(dict, head(of: dict) - 1)
        return factory.isNone ? nil : factory
    }

    /// Sets `default_factory`.
    package func setDefaultFactory(of dict: ObjectID, _ factory: ObjectID?) {
        let slot = head(of: dict) - 1
        let old = heap.setSlot(dict, slot, owned: factory.map { retained($0) } ?? .none)
        if !old.isNone { heap.release(old, because: .unlinked(source: dict, slot: slot)) }
    }

    /// `functools.partial(callable, *arguments, **keywords)`.
    ///
    /// - Parameters:
    ///   - items: the arguments, borrowed.
    ///   - keywords: a dict to copy, borrowed; without one it gets an empty dict.
    ///   - type: `partial`, or a class derived from it.
    package func makePartial(
        _ callable: ObjectID, items: [ObjectID] = [], copying keywords: ObjectID? = nil, type: ObjectID? = nil
    ) -> ObjectID {
        let type = type ?? types.partial
        let isDerived = record(of: type).isHeap
        let partial = allocate(type, .partial, slots: isDerived ? 3 : 5)
        let head = head(of: partial)
        if !isDerived { fill(partial, 0, type) }
        track(partial)
        fill(partial, head, callable)
        _ = heap.setSlot(partial, head + 1, owned: makeTuple(items))
        _ = heap.setSlot(partial, head + 2, owned: keywords.map { copyDict($0) } ?? makeEmptyDict())
        return partial
    }

    /// `func`, `args` and `keywords` of a partial object, borrowed.
    package func parts(
        ofPartial partial: ObjectID
    ) -> (callable: ObjectID, arguments: ObjectID, keywords: ObjectID) {
        let head = head(of: partial)
        return (heap.slot(partial, head), heap.slot(partial, head + 1), heap.slot(partial, head + 2))
    }
}
