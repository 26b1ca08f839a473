extension Runtime {
    /// What a slot of the built-in part of an object is called, for kinds that are a few slots and nothing more.
    func describePart(_ kind: Kind, _ slot: Int) -> EdgeDescription {
        let edges = kind.edges
        return edges.indices.contains(slot) ? edges[slot] : EdgeDescription(.part, "")
    }
}

extension Kind {
    /// The references of the kind, slot by slot.
    fileprivate var edges: [EdgeDescription] {
        switch self {
        case .listIterator, .listReverseIterator, .tupleIterator, .strIterator, .bytesIterator,
            .byteArrayIterator, .setIterator, .sequenceIterator, .reversed:
            [.init(.part, "iterated")]
        case .dictKeyIterator, .dictValueIterator, .dictItemIterator, .dictReverseKeyIterator,
            .dictReverseValueIterator, .dictReverseItemIterator:
            [.init(.part, "iterated"), .init(.part, "result")]
        case .longRangeIterator: [.init(.part, "start"), .init(.part, "step"), .init(.part, "length")]
        case .callableIterator: [.init(.function, "callable"), .init(.part, "sentinel")]
        case .enumerate: [.init(.part, "iterator"), .init(.part, "result"), .init(.part, "index")]
        case .zip: [.init(.part, "iterators"), .init(.part, "result")]
        case .map: [.init(.part, "iterators"), .init(.function, "function")]
        case .filter: [.init(.function, "function"), .init(.part, "iterator")]
        case .dictKeys, .dictValues, .dictItems, .mappingProxy: [.init(.part, ".mapping")]
        case .simpleNamespace: [.init(.dictionary, ".__dict__")]
        case .classMethod, .staticMethod: [.init(.function, ".__func__"), .init(.dictionary, ".__dict__")]
        case .property:
            [
                .init(.function, ".fget"), .init(.function, ".fset"), .init(.function, ".fdel"),
                .init(.doc, ".__doc__"), .init(.name, ".__name__"),
            ]
        case .superObject:
            [
                .init(.receiver, ".__self__"), .init(.type, ".__thisclass__"),
                .init(.type, ".__self_class__"),
            ]
        case .genericAlias:
            [.init(.part, ".__origin__"), .init(.part, ".__args__"), .init(.part, ".__parameters__")]
        case .union: [.init(.part, ".__args__"), .init(.part, ".__parameters__")]
        case .methodDescriptor, .wrapperDescriptor, .classMethodDescriptor:
            [.init(.type, ".__objclass__"), .init(.name, ".__name__")]
        case .methodWrapper: [.init(.function, "descriptor"), .init(.receiver, ".__self__")]
        case .frameLocals: [.init(.frame, "frame")]
        case .traceback: [.init(.traceback, ".tb_next"), .init(.frame, ".tb_frame")]
        case .dequeIterator: [.init(.type, ""), .init(.part, "iterated")]
        case .partial:
            [
                .init(.function, ".func"), .init(.arguments, ".args"),
                .init(.arguments, ".keywords"), .init(.dictionary, ".__dict__"),
            ]
        default: []
        }
    }
}
