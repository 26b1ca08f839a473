import BigInt
import HeapEngine
import PythonObjects

extension Builtin {
    /// What a slot wrapper does: the builtin operation on its receiver, whatever the receiver's class overrides.
    ///
    /// The counts leave the receiver out.
    static func slot(
        _ name: String, _ counts: ClosedRange<Int>,
        _ body: @escaping @Sendable (Interpreter, CallArguments) throws -> ObjectID
    ) -> Builtin {
        let special = "__\(name)__"
        return Builtin(name: special, takesReceiver: true) { interpreter, arguments in
            guard arguments.names.isEmpty else {
                throw PythonException("TypeError", "wrapper \(special)() takes no keyword arguments")
            }
            let given = arguments.count - 1
            guard counts.contains(given) else {
                if counts.count > 1 {
                    let isFew = given < counts.lowerBound
                    let bound = isFew ? counts.lowerBound : counts.upperBound
                    throw PythonException(
                        "TypeError",
                        " expected at \(isFew ? "least" : "most") \(bound) argument\(bound == 1 ? "" : "s"), got \(given)"
                    )
                }
                throw PythonException(
                    "TypeError",
                    "\(counts.lowerBound > 1 ? " " : "")expected \(counts.lowerBound) argument\(counts.lowerBound == 1 ? "" : "s"), got \(given)"
                )
            }
            return try interpreter.builtinOnly(arguments[0], special) { try body(interpreter, arguments) }
        }
    }

    /// A method with a special name, which is not a slot's.
    static func special(
        _ name: String, _ counts: ClosedRange<Int>,
        _ body: @escaping @Sendable (Interpreter, CallArguments) throws -> ObjectID
    ) -> Builtin {
        let special = "__\(name)__"
        return .method(special, counts) { interpreter, arguments in
            try interpreter.builtinOnly(arguments[0], special) { try body(interpreter, arguments) }
        }
    }
}

extension Builtins {
    /// The operations that slot wrappers and special methods of builtin types stand for, by special name. One of a type's own is named
    /// after it: `object.__repr__`.
    static let slots: [(key: String, builtin: Builtin)] =
        (unarySlots + binarySlots + ternarySlots + arithmeticSlots + specialMethods).map {
            ($0.name, $0)
        } + objectSlots + classMethods

    private static let unarySlots: [Builtin] = [
        .slot("repr", 0...0) { try $0.repr($1[0]) },
        .slot("str", 0...0) { try $0.str($1[0]) },
        .slot("hash", 0...0) { $0.runtime.makeInt(try $0.hash($1[0])) },
        .slot("len", 0...0) { $0.runtime.makeInt(try $0.length($1[0])) },
        .slot("bool", 0...0) { $0.runtime.boolean(try $0.isTrue($1[0])) },
        .slot("iter", 0...0) { try $0.iterator(of: $1[0]) },
        .slot("next", 0...0) { try $0.nextOrStop($1[0]) },
        .slot("neg", 0...0) { try $0.negated($1[0]) },
        .slot("pos", 0...0) { try $0.positive($1[0]) },
        .slot("invert", 0...0) { try $0.inverted($1[0]) },
        .slot("abs", 0...0) { try $0.callBuiltin("abs", [$1[0]]) },
        .slot("int", 0...0) { try $0.constructed($0.runtime.types.int, [$1[0]]) },
        .slot("float", 0...0) { try $0.constructed($0.runtime.types.float, [$1[0]]) },
        .slot("index", 0...0) { try $0.constructed($0.runtime.types.int, [$1[0]]) },
        .slot("del", 0...0) { interpreter, arguments in
            interpreter.finalizeGenerator(arguments[0])
            return interpreter.runtime.none
        },
        .slot("await", 0...0) { try $0.awaitIterator(of: $1[0]) },
        .slot("aiter", 0...0) { $0.runtime.retained($1[0]) },
        .slot("anext", 0...0) { try $0.asyncNext($1[0]) },
    ]

    private static let binarySlots: [Builtin] =
        [
            .slot("getattribute", 1...1) { try $0.builtinAttribute($1[0], $1[1]) },
            .slot("delattr", 1...1) { interpreter, arguments in
                try interpreter.deleteAttribute(arguments[0], arguments[1])
                return interpreter.runtime.none
            },
            .slot("getitem", 1...1) { try $0.item($1[0], $1[1]) },
            .slot("delitem", 1...1) { interpreter, arguments in
                try interpreter.deleteItem(arguments[0], arguments[1])
                return interpreter.runtime.none
            },
            .slot("contains", 1...1) { $0.runtime.boolean(try $0.contains($1[0], $1[1])) },
            .slot("delete", 1...1) { interpreter, arguments in
                try interpreter.assign(through: arguments[0], of: arguments[1], nil)
                return interpreter.runtime.none
            },
        ]
        + Comparison.allCases.map { comparison in
            .slot(String(comparison.methodName.dropFirst(2).dropLast(2)), 1...1) {
                try $0.builtinComparison($1[0], comparison, $1[1])
            }
        }

    private static let ternarySlots: [Builtin] = [
        .slot("setattr", 2...2) { interpreter, arguments in
            try interpreter.setAttribute(arguments[0], arguments[1], arguments[2])
            return interpreter.runtime.none
        },
        .slot("setitem", 2...2) { interpreter, arguments in
            try interpreter.setItem(arguments[0], arguments[1], arguments[2])
            return interpreter.runtime.none
        },
        .slot("set", 2...2) { interpreter, arguments in
            try interpreter.assign(through: arguments[0], of: arguments[1], arguments[2])
            return interpreter.runtime.none
        },
        .slot("get", 1...2) { interpreter, arguments in
            let none = interpreter.runtime.none
            let type = arguments.count > 2 && arguments[2] != none ? arguments[2] : nil
            guard arguments[1] != none || type != nil else {
                throw interpreter.typeError("__get__(None, None) is invalid")
            }
            try interpreter.checkBinding(arguments[0], to: arguments[1], of: type)
            let isUnbound = arguments[1] == none && type != interpreter.heap.type(of: none)
            return try interpreter.bound(
                arguments[0], to: isUnbound ? .none : arguments[1],
                of: type ?? interpreter.heap.type(of: arguments[1]))
        },
        Builtin(name: "__call__", takesReceiver: true) { interpreter, arguments in
            try interpreter.callBuiltinObject(arguments)
        },
        Builtin(name: "__init__", takesReceiver: true) { interpreter, arguments in
            try interpreter.initialize(arguments[0], arguments.withoutFirst)
            return interpreter.runtime.none
        },
    ]

    /// Every operator in its plain, reflected and in-place form.
    private static let arithmeticSlots: [Builtin] =
        BinaryOperation.allCases.prefix(BinaryOperation.allCases.count / 2).flatMap { operation in
            let name = operation.methodName
            let isPower = operation == .power
            return [
                Builtin.slot(name, isPower ? 1...2 : 1...1) { interpreter, arguments in
                    if arguments.count == 3, arguments[2] != interpreter.runtime.none {
                        return try interpreter.callBuiltin("pow", arguments.positional)
                    }
                    return try interpreter.builtinOperation(operation, arguments[0], arguments[1])
                },
                .slot("r\(name)", isPower ? 1...2 : 1...1) {
                    try $0.builtinOperation(operation, $1[0], $1[1], isReflected: true)
                },
                .slot("i\(name)", 1...1) { interpreter, arguments in
                    let result = try interpreter.inPlaceBuiltin(operation, arguments[0], arguments[1])
                    if let result { return result }
                    return try interpreter.builtinOperation(operation, arguments[0], arguments[1])
                },
            ]
        } + [
            .slot("divmod", 1...1) { try $0.quotientAndRemainder($1[0], $1[1]) },
            .slot("rdivmod", 1...1) { try $0.quotientAndRemainder($1[1], $1[0]) },
        ]

    private static let specialMethods: [Builtin] = [
        .special("format", 1...1) { try $0.format($1[0], specification: $1[1]) },
        .special("sizeof", 0...0) { $0.runtime.makeInt($0.sizeWithoutHeader($1[0])) },
        .special("dir", 0...0) { try $0.directory(of: $1[0]) },
        .special("reversed", 0...0) { try $0.constructed($0.runtime.types.iterators.reversed, [$1[0]]) },
        .special("length_hint", 0...0) {
            $0.runtime.makeInt($0.runtime.lengthHint($1[0]) ?? BigInt(0))
        },
        .special("trunc", 0...0) { try $0.constructed($0.runtime.types.int, [$1[0]]) },
        .special("floor", 0...0) { try $0.callFunction("floor", of: "math", [$1[0]]) },
        .special("ceil", 0...0) { try $0.callFunction("ceil", of: "math", [$1[0]]) },
        .special("round", 0...1) { try $0.callBuiltin("round", $1.positional) },
        .special("complex", 0...0) { try $0.constructed($0.runtime.types.complex, [$1[0]]) },
        .special("bytes", 0...0) { try $0.constructed($0.runtime.types.bytes, [$1[0]]) },
        .special("getnewargs", 0...0) { interpreter, arguments in
            let value = try interpreter.plainValue(of: arguments[0])
            defer { interpreter.heap.release(value) }
            return interpreter.runtime.makeTuple([value])
        },
        .special("reduce_ex", 1...1) { try $0.reduce($1[0], $1[1]) },
        .special("reduce", 0...0) { interpreter, arguments in
            try interpreter.reduce(arguments[0], interpreter.runtime.makeInt(2))
        },
        .special("getstate", 0...0) { try $0.builtinState(of: $1[0]) },
        .special("set_name", 2...2) { interpreter, arguments in
            interpreter.runtime.setPart(.name, of: arguments[0], arguments[2])
            return interpreter.runtime.none
        },
        .special("copy", 0...0) { try $0.callMethod($1[0], "copy", []) },
        .special("missing", 1...1) { try $0.missingItem($1[0], $1[1]) },
        .special("subclasses", 0...0) { $0.runtime.makeList($0.runtime.subclasses(of: $1[0])) },
        .special("instancecheck", 1...1) { try $0.isBuiltinInstance($1[1], of: $1[0]) },
        .special("subclasscheck", 1...1) { try $0.isBuiltinSubclass($1[1], of: $1[0]) },
        .special("mro_entries", 1...1) { interpreter, arguments in
            interpreter.runtime.makeTuple([interpreter.runtime.origin(ofAlias: arguments[0])])
        },
        .method("mro", 0...0) { interpreter, arguments in
            try interpreter.makeList(owned: interpreter.defaultResolutionOrder(of: arguments[0]))
        },
    ]

    /// What `object` does itself where a builtin type has another answer.
    private static let objectSlots: [(key: String, builtin: Builtin)] =
        [
            ("object.__repr__", .slot("repr", 0...0) { $0.plainRepresentation(of: $1[0]) }),
            ("object.__str__", .slot("str", 0...0) { try $0.repr($1[0]) }),
            ("object.__hash__", .slot("hash", 0...0) { $0.runtime.makeInt($0.identityHash(of: $1[0])) }),
            (
                "object.__format__",
                .special("format", 1...1) { interpreter, arguments in
                    guard let text = interpreter.runtime.strValue(arguments[1]) else {
                        throw interpreter.typeError(
                            "__format__() argument must be str, not \(interpreter.runtime.typeName(arguments[1]))"
                        )
                    }
                    guard text.isEmpty else {
                        throw interpreter.typeError(
                            "unsupported format string passed to \(interpreter.runtime.typeName(arguments[0])).__format__"
                        )
                    }
                    return try interpreter.str(arguments[0])
                }
            ),
            (
                "object.__init__",
                Builtin(name: "__init__", takesReceiver: true) { interpreter, arguments in
                    try interpreter.initializeObject(arguments[0], arguments.withoutFirst)
                    return interpreter.runtime.none
                }
            ),
            (
                "type.__call__",
                Builtin(name: "__call__", takesReceiver: true) { interpreter, arguments in
                    try interpreter.createInstance(arguments[0], arguments.withoutFirst)
                }
            ),
        ]
        + Comparison.allCases.map { comparison in
            (
                "object.\(comparison.methodName)",
                .slot(String(comparison.methodName.dropFirst(2).dropLast(2)), 1...1) {
                    try $0.identityComparison($1[0], comparison, $1[1])
                }
            )
        }

    /// Methods of classes; the class is the receiver.
    private static let classMethods: [(key: String, builtin: Builtin)] = [
        (
            "__init_subclass__",
            Builtin(name: "__init_subclass__", takesReceiver: true) { interpreter, arguments in
                let name = "\(interpreter.text(of: arguments[0], "__qualname__")).__init_subclass__()"
                guard arguments.names.isEmpty else {
                    throw interpreter.typeError("\(name) takes no keyword arguments")
                }
                guard arguments.count == 1 else {
                    throw interpreter.typeError("\(name) takes no arguments (\(arguments.count - 1) given)")
                }
                return interpreter.runtime.none
            }
        ),
        (
            "__subclasshook__",
            .method("__subclasshook__", 1...1) { interpreter, _ in
                interpreter.runtime.notImplemented
            }
        ),
        (
            "__class_getitem__",
            .method("__class_getitem__", 1...1) {
                $0.runtime.makeGenericAlias($1[0], arguments: $1[1])
            }
        ),
        (
            "__prepare__",
            Builtin(name: "__prepare__", takesReceiver: true) { interpreter, _ in
                interpreter.runtime.makeEmptyDict()
            }
        ),
    ]

    /// `__new__`: its receiver is the type that it belongs to.
    static let new = Builtin(name: "__new__", takesReceiver: true) { interpreter, arguments in
        try interpreter.newInstance(owner: arguments[0], arguments.withoutFirst)
    }
}

extension CallArguments {
    /// The arguments behind the first.
    var withoutFirst: CallArguments {
        CallArguments(base: base + 1, count: count - 1, names: names, tuple: tuple)
    }
}
