import HeapEngine

extension Runtime {
    /// `sys.getsizeof(object)`
    public func sizeOf(_ object: ObjectID) -> Int {
        if kind(of: object) == .dict, let size = sharedDictSize(object) { return size }
        let size = profile.sizes.sizeOf(form(of: object)) + numbersSize(object)
        return kind(of: object) == .dict ? size + nodeBytes(ofDict: object) : size
    }

    /// The size of the numbers that a native object keeps outside of its block.
    private func numbersSize(_ object: ObjectID) -> Int {
        let record = classes[heap.payload(heap.type(of: object))]
        guard record.kind == .native, record.nativeUnsizedNumbers >= 0 else { return 0 }
        return 8 * max(0, natives[heap.payload(object)].count - Int(record.nativeUnsizedNumbers))
    }

    /// How much of `sys.getsizeof(object)` lies in front of the object.
    package func headerSize(of object: ObjectID) -> Int { profile.sizes.block(form(of: object)).header }

    /// What an OrderedDict has beside its table: a node for each key, and an array of nodes.
    private func nodeBytes(ofDict dict: ObjectID) -> Int {
        guard classes[heap.payload(heap.type(of: dict))].isOrdered else { return 0 }
        let table = dictionaries[heap.payload(dict)].table
        return table.count * 32 + (table.hasKeys ? 8 << table.logSize : 0)
    }

    /// The size of a dict while it shares its class's keys.
    func sharedDictSize(_ dict: ObjectID) -> Int? {
        if let owner = viewedInstance(of: dict) {
            return classes[keys(of: owner)].sharedKeys.dictSize
        }
        let size = dictionaries[heap.payload(dict)].sharedSize
        return size == 0 ? nil : size
    }

    /// What the size of an object depends on.
    package func form(of object: ObjectID) -> Form {
        let type = heap.type(of: object)
        let record = classes[heap.payload(type)]
        guard record.isHeap else { return builtinForm(of: object, record) }
        switch record.kind {
        case .object where record.hasInlineValues && profile.instanceAttributes == .inlineValues:
            return .instance(inlineValues: 0)
        case .object: return form(ofInstances: record)
        default: return form(of: record, base: builtinForm(of: object, record))
        }
    }

    private func builtinForm(of object: ObjectID, _ record: ClassRecord) -> Form {
        let payload = heap.payload(object)
        switch record.kind {
        case .opaque, .object: return .object
        case .none: return .none
        case .bool: return .bool
        case .int: return .int(digits: IntegerRules.digits(integer(of: object)))
        case .float: return .float
        case .complex: return .complex
        case .ellipsis: return .ellipsis
        case .notImplemented: return .notImplemented
        case .str:
            let text = strings[payload].value
            if text.kind != .ascii, text.isLatin1Character { return .latin1Singleton }
            return .str(text.kind, text.count)
        case .bytes: return .bytes(byteStrings[payload].count)
        case .byteArray: return .byteArray(allocated: byteArrays[payload].room)
        case .tuple: return .tuple(itemCount(object))
        case .list: return .list(room: room(of: object))
        case .dict:
            let form = Form.dict(keysBytes: dictionaries[payload].table.keysBytes)
            // A defaultdict is a dict with one more word, an OrderedDict one with eight.
            return record.baseWords > 0 && !record.isHeap
                ? .subclass(of: form, hasDict: false, hasWeakReferences: false, slots: record.baseWords)
                : form
        case .set: return .set(tableBytes: sets[payload].tableBytes)
        case .frozenSet: return .frozenSet(tableBytes: sets[payload].tableBytes)
        case .range: return .range
        case .slice: return .slice
        case .type:
            let own = self.record(of: object)
            return own.isHeap ? .heapType(hasSlots: own.ownSlots != nil) : .staticType
        case .function: return .function
        case .builtinFunction: return .builtinFunction
        case .method: return .method
        case .cell: return .cell
        case .code: return .code(instructions: codes[payload].instructions)
        case .module: return .module
        case .exception: return record.exceptionForm
        case .weakReference: return .weakReference
        case .weakProxy: return .weakProxy
        case .frame: return .frame(places: frameRecords[payload].places)
        case .getSetDescriptor: return .getSetDescriptor
        case .memberDescriptor: return .memberDescriptor
        case .genericAlias: return .genericAlias
        case .listIterator, .listReverseIterator: return .listIterator
        case .tupleIterator: return .tupleIterator
        case .rangeIterator, .longRangeIterator: return .rangeIterator
        case .strIterator: return .strIterator
        case .bytesIterator, .byteArrayIterator: return .bytesIterator
        case .setIterator: return .setIterator
        case .dictKeyIterator, .dictValueIterator, .dictItemIterator, .dictReverseKeyIterator,
            .dictReverseValueIterator, .dictReverseItemIterator:
            return .dictIterator
        case .sequenceIterator: return .sequenceIterator
        case .callableIterator: return .callableIterator
        case .enumerate: return .enumerate
        case .reversed: return .reversed
        case .zip: return .zip
        case .map: return .map
        case .filter: return .filter
        case .dictKeys, .dictValues, .dictItems: return .dictView
        case .mappingProxy: return .mappingProxy
        case .simpleNamespace: return .simpleNamespace
        case .classMethod: return .classMethod
        case .staticMethod: return .staticMethod
        case .property: return .property
        case .superObject: return .superObject
        case .union: return .union
        case .methodDescriptor, .classMethodDescriptor: return .methodDescriptor
        case .wrapperDescriptor: return .wrapperDescriptor
        case .methodWrapper: return .methodWrapper
        case .generator, .asyncGenerator: return .generator(places: generators[payload].shown)
        case .coroutine: return .coroutine(places: generators[payload].shown)
        case .traceback: return .traceback
        case .frameLocals: return .cell
        case .deque: return .deque(blocks: deques[payload].blocks)
        case .dequeIterator: return .dequeIterator
        case .partial: return .partial
        case .native: return .native(bytes: nativeBlockBytes(record, payload))
        }
    }
}
