import PythonObjects

/// `_collections`: the containers beside the builtin ones that are written in Swift.
enum CollectionsModule {
    static let module = NativeModule(
        name: "_collections",
        constants: { interpreter in
            let types = interpreter.runtime.types
            return [
                ("deque", types.deque), ("_deque_iterator", types.dequeIterator),
                ("_deque_reverse_iterator", types.dequeReverseIterator), ("defaultdict", types.defaultDict),
                ("OrderedDict", types.orderedDict),
            ].map { (name: $0.0, value: interpreter.runtime.retained($0.1)) }
        })
}
