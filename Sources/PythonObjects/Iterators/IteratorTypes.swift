import HeapEngine

/// The static types of iterators.
package struct IteratorTypes {
    package var list = ObjectID.none, listReverse = ObjectID.none, tuple = ObjectID.none
    package var range = ObjectID.none, longRange = ObjectID.none
    package var str = ObjectID.none, asciiStr = ObjectID.none
    package var bytes = ObjectID.none, byteArray = ObjectID.none, set = ObjectID.none
    package var dictKey = ObjectID.none, dictValue = ObjectID.none, dictItem = ObjectID.none
    package var dictReverseKey = ObjectID.none, dictReverseValue = ObjectID.none
    package var dictReverseItem = ObjectID.none
    package var sequence = ObjectID.none, callable = ObjectID.none
    package var enumerate = ObjectID.none, reversed = ObjectID.none
    package var zip = ObjectID.none, map = ObjectID.none, filter = ObjectID.none
}

extension Runtime {
    func makeIteratorTypes() {
        let one = fixedLayouts.one
        let two = fixedLayouts.two
        func hidden(_ name: String, _ kind: Kind, _ layout: LayoutID) -> ObjectID {
            makeStaticType(name, kind, layout, isBase: false, isNamed: false)
        }
        types.iterators.list = hidden("list_iterator", .listIterator, one)
        types.iterators.listReverse = hidden("list_reverseiterator", .listReverseIterator, one)
        types.iterators.tuple = hidden("tuple_iterator", .tupleIterator, one)
        types.iterators.range = hidden("range_iterator", .rangeIterator, layouts.scalar)
        types.iterators.longRange = hidden("longrange_iterator", .longRangeIterator, layouts.scalar)
        types.iterators.str = hidden("str_iterator", .strIterator, one)
        types.iterators.asciiStr = hidden("str_ascii_iterator", .strIterator, one)
        types.iterators.bytes = hidden("bytes_iterator", .bytesIterator, one)
        types.iterators.byteArray = hidden("bytearray_iterator", .byteArrayIterator, one)
        types.iterators.set = hidden("set_iterator", .setIterator, one)
        types.iterators.dictKey = hidden("dict_keyiterator", .dictKeyIterator, two)
        types.iterators.dictValue = hidden("dict_valueiterator", .dictValueIterator, two)
        types.iterators.dictItem = hidden("dict_itemiterator", .dictItemIterator, two)
        types.iterators.dictReverseKey = hidden("dict_reversekeyiterator", .dictReverseKeyIterator, two)
        types.iterators.dictReverseValue = hidden("dict_reversevalueiterator", .dictReverseValueIterator, two)
        types.iterators.dictReverseItem = hidden("dict_reverseitemiterator", .dictReverseItemIterator, two)
        types.iterators.sequence = hidden("iterator", .sequenceIterator, one)
        types.iterators.callable = hidden("callable_iterator", .callableIterator, two)
        types.iterators.enumerate = makeStaticType("enumerate", .enumerate, fixedLayouts.three)
        types.iterators.reversed = makeStaticType("reversed", .reversed, one)
        types.iterators.zip = makeStaticType("zip", .zip, two)
        types.iterators.map = makeStaticType("map", .map, two)
        types.iterators.filter = makeStaticType("filter", .filter, fixedLayouts.swapped)
    }
}

extension Kind {
    /// Whether the object's payload is an `IteratorRecord`.
    var hasIteratorRecord: Bool {
        switch self {
        case .rangeIterator, .setIterator, .enumerate, .zip, .dequeIterator: true
        default: isDictIterator
        }
    }

    /// Whether the object goes through a dict.
    var isDictIterator: Bool {
        switch self {
        case .dictKeyIterator, .dictValueIterator, .dictItemIterator, .dictReverseKeyIterator,
            .dictReverseValueIterator, .dictReverseItemIterator:
            true
        default: false
        }
    }

    /// Whether `next()` of the object is a built-in's: `iter()` of it is the object itself.
    package var isIterator: Bool {
        switch self {
        case .listIterator, .listReverseIterator, .tupleIterator, .rangeIterator, .longRangeIterator,
            .strIterator, .bytesIterator, .byteArrayIterator, .setIterator, .sequenceIterator,
            .callableIterator, .enumerate, .reversed, .zip, .map, .filter, .dequeIterator:
            true
        default: isDictIterator
        }
    }
}
