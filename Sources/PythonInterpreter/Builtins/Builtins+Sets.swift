import HeapEngine
import PythonObjects

extension Builtins {
    /// The methods of set that change it.
    static let sets: [Builtin] =
        [
            .unary("set", "add") { interpreter, set, item in
                try interpreter.runtime.insert(set, item, hash: interpreter.hash(item))
                return interpreter.runtime.none
            },
            .unary("set", "discard") { interpreter, set, item in
                _ = try interpreter.discard(item, from: set)
                return interpreter.runtime.none
            },
            .unary("set", "remove") { interpreter, set, item in
                guard try interpreter.discard(item, from: set) else { throw interpreter.keyError(item) }
                return interpreter.runtime.none
            },
            .nullary("set", "pop") { interpreter, set in
                guard interpreter.runtime.count(ofSet: set) > 0 else {
                    throw interpreter.keyError(text: "pop from an empty set")
                }
                return try interpreter.runtime.pop(set)
            },
            .nullary("set", "clear") { interpreter, set in
                try interpreter.charge(interpreter.runtime.count(ofSet: set))
                interpreter.runtime.clearSet(set)
                return interpreter.runtime.none
            },
            .positional("set", "update", 0...Int.max - 1) { interpreter, arguments in
                for other in arguments.positional.dropFirst() {
                    try interpreter.update(set: arguments[0], with: other)
                }
                return interpreter.runtime.none
            },
            .positional("set", "intersection_update", 0...Int.max - 1) { interpreter, arguments in
                let result = try interpreter.intersection(arguments)
                interpreter.runtime.swapBodies(arguments[0], result)
                interpreter.heap.release(result)
                return interpreter.runtime.none
            },
            .positional("set", "difference_update", 0...Int.max - 1) { interpreter, arguments in
                for other in arguments.positional.dropFirst() {
                    try interpreter.subtract(other, from: arguments[0])
                }
                return interpreter.runtime.none
            },
            .unary("set", "symmetric_difference_update") { interpreter, set, other in
                try interpreter.toggle(other, in: set)
                return interpreter.runtime.none
            },
        ] + setQuestions(of: "set")

    /// The methods of frozenset.
    static let frozenSets: [Builtin] = setQuestions(of: "frozenset")

    /// What both kinds of sets can be asked.
    private static func setQuestions(of owner: String) -> [Builtin] {
        [
            .nullary(owner, "copy") { interpreter, set in
                if interpreter.runtime.isExactly(set, interpreter.runtime.types.frozenSet) {
                    return interpreter.runtime.retained(set)
                }
                return try interpreter.copy(ofSet: set)
            },
            .positional(owner, "union", 0...Int.max - 1) { interpreter, arguments in
                let result = try interpreter.copy(ofSet: arguments[0])
                return try interpreter.keeping(result) {
                    for other in arguments.positional.dropFirst() where other != arguments[0] {
                        try interpreter.update(set: result, with: other)
                    }
                }
            },
            .positional(owner, "intersection", 0...Int.max - 1) { try $0.intersection($1) },
            .positional(owner, "difference", 0...Int.max - 1) { interpreter, arguments in
                guard let first = arguments.optional(1) else {
                    return try interpreter.copy(ofSet: arguments[0])
                }
                let result = try interpreter.difference(of: arguments[0], first)
                return try interpreter.keeping(result) {
                    for other in arguments.positional.dropFirst(2) {
                        try interpreter.subtract(other, from: result)
                    }
                }
            },
            .unary(owner, "symmetric_difference") { interpreter, set, other in
                try interpreter.symmetricDifference(of: set, other)
            },
            .unary(owner, "isdisjoint") { interpreter, set, other in
                interpreter.runtime.boolean(try interpreter.isDisjoint(set, other))
            },
            .unary(owner, "issubset") { interpreter, set, other in
                interpreter.runtime.boolean(try interpreter.isSubset(set, ofIterable: other))
            },
            .unary(owner, "issuperset") { interpreter, set, other in
                interpreter.runtime.boolean(try interpreter.isSuperset(set, ofIterable: other))
            },
            .unary(owner, "__contains__") { interpreter, set, item in
                interpreter.runtime.boolean(try interpreter.contains(set: set, item))
            },
        ]
    }
}
