import HeapEngine
import PythonObjects

extension Builtins {
    /// The methods of dict that give its views.
    static let views: [Builtin] = [
        .nullary("dict", "keys") { $0.runtime.makeDictView($0.runtime.viewType(.dictKeys, of: $1), of: $1) },
        .nullary("dict", "values") {
            $0.runtime.makeDictView($0.runtime.viewType(.dictValues, of: $1), of: $1)
        },
        .nullary("dict", "items") {
            $0.runtime.makeDictView($0.runtime.viewType(.dictItems, of: $1), of: $1)
        },
    ]

    /// The methods of `dict_keys` and `dict_items`.
    static func setViews(_ owner: String) -> [Builtin] {
        [
            .unary(owner, "isdisjoint") { interpreter, view, other in
                interpreter.runtime.boolean(try interpreter.isDisjoint(view: view, other))
            }
        ] + valueViews
    }

    /// What every view of a dict has.
    static let valueViews: [Builtin] = [
        .nullary("dict_keys", "__reversed__") { interpreter, view in
            interpreter.reverseIterator(ofView: view) ?? interpreter.runtime.none
        },
        .attribute("mapping") { $0.runtime.makeMappingProxy(of: $0.runtime.viewed(by: $1)) },
    ]

    /// The methods of range.
    static let ranges: [Builtin] = [
        .unary("range", "index") { interpreter, range, value in
            if let number = interpreter.plainInt(value) {
                let known = interpreter.runtime.rangeValue(range)
                guard known.contains(number) else {
                    throw PythonException(
                        "ValueError", "\(try interpreter.reprText(value)) is not in range")
                }
                return interpreter.runtime.makeInt((number - known.start) / known.step)
            }
            var index = 0
            let isFound = try interpreter.first(of: range) { item in
                if try interpreter.isSame(item, value) { return true }
                index += 1
                return false
            }
            guard isFound else {
                throw PythonException("ValueError", "sequence.index(x): x not in sequence")
            }
            return interpreter.runtime.makeInt(index)
        },
        .unary("range", "count") { interpreter, range, value in
            if let number = interpreter.plainInt(value) {
                return interpreter.runtime.makeInt(
                    interpreter.runtime.rangeValue(range).contains(number) ? 1 : 0)
            }
            var count = 0
            try interpreter.forEach(of: range) { if try interpreter.isSame($0, value) { count += 1 } }
            return interpreter.runtime.makeInt(count)
        },
        .nullary("range", "__reversed__") { interpreter, range in
            interpreter.runtime.makeReverseIterator(of: range) ?? interpreter.runtime.none
        },
        .attribute("start") { $0.runtime.retained($0.heap.slot($1, 0)) },
        .attribute("stop") { $0.runtime.retained($0.heap.slot($1, 1)) },
        .attribute("step") { $0.runtime.retained($0.heap.slot($1, 2)) },
    ]

    /// The methods of slice.
    static let slices: [Builtin] = [
        .unary("slice", "indices") { try $0.sliceIndices($1, length: $2) }
    ]

    /// `__length_hint__` of iterators.
    static let iterators: [Builtin] = [
        .nullary("iterator", "__length_hint__") { interpreter, iterator in
            guard let hint = try interpreter.builtinLengthHint(of: iterator) else {
                return interpreter.runtime.notImplemented
            }
            return interpreter.runtime.makeInt(hint)
        }
    ]
}
