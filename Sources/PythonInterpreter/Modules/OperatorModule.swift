import HeapEngine
import PythonObjects

/// `_operator`, which is also `operator`.
enum OperatorModule {
    static let module = NativeModule(
        name: "_operator", functions: comparisons + unary + binary + containers,
        types: getters.map { (name: $0.name, type: "operator.\($0.name)") },
        constants: { interpreter in
            guard let module = interpreter.runtime.module(named: "_operator") else { return [] }
            return interpreter.dunders.compactMap { name in
                let bare = name.dropFirst(2).dropLast(2)
                let own = ["and", "or", "not"].contains(bare) ? "\(bare)_" : String(bare)
                return interpreter.runtime.lookUp(interpreter.heap.slot(module, 0), name: PythonString(own))
                    .map {
                        (name, interpreter.runtime.retained($0))
                    }
            }
        })

    /// The same things under the name by which everybody imports them.
    static let publicModule = NativeModule(
        name: "operator",
        constants: { interpreter in
            let module = try interpreter.importModule("_operator")
            defer { interpreter.heap.release(module) }
            let entries = interpreter.runtime.moduleAttributes(module)
            let own: Set = ["__name__", "__doc__", "__package__", "__loader__", "__spec__"]
            return entries.filter { !own.contains($0.name) }.map {
                ($0.name, interpreter.runtime.retained($0.value))
            }
        })

    private static func function(
        _ name: String, _ counts: ClosedRange<Int>,
        _ body: @escaping @Sendable (Interpreter, CallArguments) throws -> ObjectID
    ) -> Builtin {
        Builtin(name: name) { interpreter, arguments in
            if counts == 1...1 {
                _ = try arguments.only("_operator.\(name)")
            } else {
                try arguments.expect(counts, name, qualified: "_operator.\(name)")
            }
            return try body(interpreter, arguments)
        }
    }

    private static let comparisons: [Builtin] =
        [
            ("lt", Comparison.less), ("le", .lessOrEqual), ("eq", .equal), ("ne", .notEqual),
            ("ge", .greaterOrEqual), ("gt", .greater),
        ].map { name, comparison in function(name, 2...2) { try $0.compare($1[0], comparison, $1[1]) } }

    private static let unary: [Builtin] = [
        function("not_", 1...1) { $0.runtime.boolean(try !$0.isTrue($1[0])) },
        function("truth", 1...1) { $0.runtime.boolean(try $0.isTrue($1[0])) },
        function("is_", 2...2) { $0.runtime.boolean($1[0] == $1[1]) },
        function("is_not", 2...2) { $0.runtime.boolean($1[0] != $1[1]) },
        function("abs", 1...1) { interpreter, arguments in
            let abs = try interpreter.runtime.lookUp("abs")
            defer { interpreter.heap.release(abs) }
            return try interpreter.call(abs, [arguments[0]])
        },
        function("index", 1...1) { interpreter, arguments in
            if interpreter.runtime.isExactly(arguments[0], interpreter.runtime.types.int) {
                return interpreter.runtime.retained(arguments[0])
            }
            return interpreter.runtime.makeInt(try interpreter.integerIndex(arguments[0]))
        },
        function("inv", 1...1) { try $0.inverted($1[0]) },
        function("invert", 1...1) { try $0.inverted($1[0]) },
        function("neg", 1...1) { try $0.negated($1[0]) }, function("pos", 1...1) { try $0.positive($1[0]) },
    ]

    private static let binary: [Builtin] = {
        let names = [
            "add", "and_", "floordiv", "lshift", "matmul", "mul", "mod", "or_", "pow", "rshift", "sub",
            "truediv",
            "xor",
        ]
        return names.enumerated().flatMap { index, name in
            let inPlace = "i" + (name.hasSuffix("_") ? String(name.dropLast()) : name)
            return [(name, index), (inPlace, index + names.count)].map { name, number in
                function(name, 2...2) { interpreter, arguments in
                    guard let operation = BinaryOperation(rawValue: UInt8(number)) else {
                        preconditionFailure("there is no operator \(number)")
                    }
                    return try interpreter.binary(operation, arguments[0], arguments[1])
                }
            }
        }
    }()

    private static func concatenation(_ name: String, _ operation: BinaryOperation) -> Builtin {
        function(name, 2...2) { interpreter, arguments in
            let isSequence: Bool =
                switch interpreter.runtime.kind(of: arguments[0]) {
                case .list, .tuple, .str, .bytes, .byteArray, .deque: true
                default:
                    !interpreter.typeAttribute(
                        interpreter.heap.type(of: arguments[0]), interpreter.runtime.staticName("__getitem__")
                    ).isNone && interpreter.isOverriding(arguments[0])
                }
            guard isSequence else {
                throw interpreter.typeError(
                    "'\(interpreter.runtime.typeName(arguments[0]))' object can't be concatenated")
            }
            return try interpreter.binary(operation, arguments[0], arguments[1])
        }
    }

    private static let containers: [Builtin] = [
        concatenation("concat", .add), concatenation("iconcat", .inplaceAdd),
        function("contains", 2...2) { interpreter, arguments in
            try interpreter.naming(arguments[0]) {
                interpreter.runtime.boolean(try interpreter.contains(arguments[0], arguments[1]))
            }
        },
        function("countOf", 2...2) { interpreter, arguments in
            var count = 0
            try interpreter.forEachItem(of: arguments[0]) { item, _ in
                if try interpreter.areEqual(item, arguments[1]) { count += 1 }
                return true
            }
            return interpreter.runtime.makeInt(count)
        },
        function("indexOf", 2...2) { interpreter, arguments in
            var found: Int?
            try interpreter.forEachItem(of: arguments[0]) { item, index in
                if try interpreter.areEqual(item, arguments[1]) { found = index }
                return found == nil
            }
            guard let found else {
                throw PythonException("ValueError", "sequence.index(x): x not in sequence")
            }
            return interpreter.runtime.makeInt(found)
        },
        function("getitem", 2...2) { try $0.item($1[0], $1[1]) },
        function("setitem", 3...3) { interpreter, arguments in
            try interpreter.setItem(arguments[0], arguments[1], arguments[2])
            return interpreter.runtime.none
        },
        function("delitem", 2...2) { interpreter, arguments in
            try interpreter.deleteItem(arguments[0], arguments[1])
            return interpreter.runtime.none
        },
        function("length_hint", 1...2) { interpreter, arguments in
            let fallback = arguments.count > 1 ? try interpreter.size(arguments[1]) : 0
            return interpreter.runtime.makeInt(try interpreter.lengthHint(arguments[0]) ?? fallback)
        },
        Builtin(name: "call") { interpreter, arguments in
            guard arguments.count > 0 else {
                throw interpreter.typeError("call expected at least 1 argument, got 0")
            }
            return try interpreter.call(
                arguments[0], Array(arguments.all.dropFirst()), names: arguments.names)
        },
    ]
}

extension Interpreter {
    /// The functions of `operator` that have a second name with underscores.
    fileprivate var dunders: [String] {
        [
            "lt", "le", "eq", "ne", "ge", "gt", "not", "abs", "add", "and", "floordiv", "index", "inv",
            "invert",
            "lshift", "mod", "mul", "matmul", "neg", "or", "pos", "pow", "rshift", "sub", "truediv", "xor",
            "concat",
            "contains", "delitem", "getitem", "setitem", "iadd", "iand", "iconcat", "ifloordiv", "ilshift",
            "imod",
            "imul", "imatmul", "ior", "ipow", "irshift", "isub", "itruediv", "ixor", "call",
        ].map { "__\($0)__" }
    }

    /// Goes through an iterable until `body` says stop; items are borrowed.
    func forEachItem(of iterable: ObjectID, _ body: (_ item: ObjectID, _ index: Int) throws -> Bool) throws {
        try naming(iterable) {
            let iterator = try iterator(of: iterable)
            defer { heap.release(iterator) }
            var index = 0
            while let item = try advance(iterator) {
                defer { heap.release(item) }
                try charge(1)
                guard try body(item, index) else { return }
                index += 1
            }
        }
    }

    /// Says `argument of type 'int' is not iterable` where `body` finds that an object is not.
    fileprivate func naming<Result>(_ object: ObjectID, _ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let failure as PythonException
            where failure.message == "'\(runtime.typeName(object))' object is not iterable"
        {
            throw typeError("argument of type '\(runtime.typeName(object))' is not iterable")
        }
    }

    /// `len(object)`, or what `__length_hint__` says; nil without either.
    func lengthHint(_ object: ObjectID) throws -> Int? {
        if let method = try specialMethod(object, "__len__") {
            heap.release(method)
            return try length(object)
        }
        if let known = runtime.knownLength(object) { return known }
        if runtime.kind(of: object).isIterator, let hint = runtime.lengthHint(object) {
            return Int(exactly: hint)
        }
        if runtime.kind(of: object) == .native,
            case let method = typeAttribute(heap.type(of: object), runtime.staticName("__length_hint__")),
            !method.isNone
        {
            let result = try call(method, [object])
            defer { heap.release(result) }
            return try size(result)
        }
        guard let result = try callSpecial(object, "__length_hint__", []) else { return nil }
        defer { heap.release(result) }
        guard runtime.intValue(result) != nil else {
            throw typeError("__length_hint__ must be an integer, not \(runtime.typeName(result))")
        }
        let hint = try size(result)
        guard hint >= 0 else { throw PythonException("ValueError", "__length_hint__() should return >= 0") }
        return hint
    }
}
