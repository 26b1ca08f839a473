import HeapEngine

/// The types of what shows an OrderedDict.
package struct OrderedViewTypes {
    package var keys = ObjectID.none, values = ObjectID.none, items = ObjectID.none
    package var keyIterator = ObjectID.none, valueIterator = ObjectID.none, itemIterator = ObjectID.none
    package var reverseKeyIterator = ObjectID.none, reverseValueIterator = ObjectID.none
    package var reverseItemIterator = ObjectID.none
}

/// `collections.OrderedDict`: a dict whose entries can be moved to either end.
extension Runtime {
    func makeOrderedDictTypes() {
        let ordered = makeStaticType(
            "OrderedDict", .dict, fixedLayouts.orderedDict, base: types.dict, hasWeakReferences: true,
            isNamed: false, module: "collections")
        types.orderedDict = ordered
        classes[heap.payload(ordered)].generalLayout = fixedLayouts.generalOrderedDict
        classes[heap.payload(ordered)].head = 1
        classes[heap.payload(ordered)].hasDict = true
        classes[heap.payload(ordered)].dictSlot = 0
        classes[heap.payload(ordered)].isOrdered = true
        classes[heap.payload(ordered)].baseWords = 8
        func hidden(_ name: String, _ kind: Kind, _ base: ObjectID? = nil) -> ObjectID {
            makeStaticType(
                name, kind, base == nil ? fixedLayouts.two : fixedLayouts.one, base: base, isBase: false,
                isNamed: false)
        }
        types.orderedViews.keys = hidden("odict_keys", .dictKeys, types.dictKeys)
        types.orderedViews.values = hidden("odict_values", .dictValues, types.dictValues)
        types.orderedViews.items = hidden("odict_items", .dictItems, types.dictItems)
        types.orderedViews.keyIterator = hidden("odict_iterator", .dictKeyIterator)
        types.orderedViews.valueIterator = hidden("odict_iterator", .dictValueIterator)
        types.orderedViews.itemIterator = hidden("odict_iterator", .dictItemIterator)
        types.orderedViews.reverseKeyIterator = hidden("odict_iterator", .dictReverseKeyIterator)
        types.orderedViews.reverseValueIterator = hidden("odict_iterator", .dictReverseValueIterator)
        types.orderedViews.reverseItemIterator = hidden("odict_iterator", .dictReverseItemIterator)
    }

    /// `collections.OrderedDict()`
    package func makeOrderedDict() -> ObjectID {
        let dict = allocate(
            fixedLayouts.orderedDict, types.orderedDict,
            .subclass(of: .dict(keysBytes: 0), hasDict: false, hasWeakReferences: false, slots: 8), slots: 1,
            payload: dictionaries.insert(DictionaryRecord()))
        track(dict)
        return dict
    }

    /// Whether a dict is an OrderedDict.
    package func isOrdered(_ dict: ObjectID) -> Bool { classes[heap.payload(heap.type(of: dict))].isOrdered }

    /// The type of a view of a dict: `keys`, `values` or `items` of this kind.
    package func viewType(_ kind: Kind, of dict: ObjectID) -> ObjectID {
        let ordered = isOrdered(dict)
        return switch kind {
        case .dictKeys: ordered ? types.orderedViews.keys : types.dictKeys
        case .dictValues: ordered ? types.orderedViews.values : types.dictValues
        default: ordered ? types.orderedViews.items : types.dictItems
        }
    }

    /// The type of an iterator over a dict, in place of the one for plain dicts.
    func iteratorType(_ type: ObjectID, of dict: ObjectID) -> ObjectID {
        guard isOrdered(dict) else { return type }
        let views = types.orderedViews
        return switch classes[heap.payload(type)].kind {
        case .dictKeyIterator: views.keyIterator
        case .dictValueIterator: views.valueIterator
        case .dictItemIterator: views.itemIterator
        case .dictReverseKeyIterator: views.reverseKeyIterator
        case .dictReverseValueIterator: views.reverseValueIterator
        default: views.reverseItemIterator
        }
    }
}
