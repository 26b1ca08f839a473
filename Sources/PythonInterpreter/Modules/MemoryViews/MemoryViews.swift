import BigInt
import HeapEngine
import PythonObjects

/// `memoryview`: bytes of another object, without a copy.
enum MemoryViews {
    static let types: [NativeType] = [view, buffer, iterator]

    /// Field: the object. It stands between memoryviews and the object whose bytes they share.
    private static let buffer = NativeType(
        name: "managedbuffer", module: "builtins", bytes: 128,
        traits: {
            $0.isStatic = true
            $0.isCleared = true
        })

    /// Fields: the view, until its end. Number: the next item.
    private static let iterator = NativeType(
        name: "memory_iterator", module: "builtins", bytes: 56, traits: { $0.isStatic = true },
        next: { interpreter, iterator in
            let runtime = interpreter.runtime
            let view = runtime.field(iterator, 0)
            guard !view.isNone else { return nil }
            let index = runtime.number(iterator, 0)
            let value = try interpreter.openView(view)
            guard index < value.count else {
                runtime.setField(iterator, 0, owned: .none)
                return nil
            }
            runtime.setNumber(iterator, 0, index + 1)
            return try interpreter.viewItem(view, at: index)
        })

    /// Field: the buffer. Numbers: 1 once it was released; 1 and the hash once it was asked for.
    private static let view = NativeType(
        name: "memoryview", module: "builtins", bytes: 184,
        traits: {
            $0.isStatic = true
            $0.isCleared = true
            $0.isReferencable = true
        },
        construct: { interpreter, _, arguments in
            if arguments.names.isEmpty, arguments.count > 1 {
                throw interpreter.typeError(
                    "memoryview() takes at most 1 argument (\(arguments.count) given)")
            }
            let given = try ArgumentReader("memoryview(object)", arguments, interpreter)
            guard let object = given[0] else {
                throw interpreter.typeError("memoryview() missing required argument 'object' (pos 1)")
            }
            return try interpreter.makeMemoryView(of: object)
        },
        repr: { interpreter, view in
            let released = interpreter.runtime.number(view, 0) == 0 ? "" : "released "
            let address = String(interpreter.heap.address(of: view), radix: 16)
            return "<\(released)memory at 0x\(address)>"
        },
        compare: { interpreter, left, comparison, right in
            guard comparison == .equal || comparison == .notEqual else { return nil }
            guard let isSame = try interpreter.isSameView(left, right) else { return nil }
            return interpreter.runtime.boolean(isSame == (comparison == .equal))
        },
        hash: { try $0.hash(ofView: $1) },
        length: { try $0.openView($1).count },
        item: { try $0.viewItem($1, $2) },
        setItem: { try $0.setViewItem($1, $2, $3) },
        iterate: { interpreter, view in
            _ = try interpreter.openView(view)
            return interpreter.runtime.makeNative(
                interpreter.nativeType("builtins.memory_iterator"),
                fields: [interpreter.runtime.retained(view)], numbers: [0])
        },
        methods: methods + attributes)

    private static let methods: [Builtin] = [
        .method("release", 0...0) { interpreter, arguments in
            interpreter.releaseView(arguments[0])
            return interpreter.runtime.none
        },
        .method("__enter__", 0...0) { interpreter, arguments in
            _ = try interpreter.openView(arguments[0])
            return interpreter.runtime.retained(arguments[0])
        },
        .method("__exit__", 0...Int.max) { interpreter, arguments in
            interpreter.releaseView(arguments[0])
            return interpreter.runtime.none
        },
        .method("tobytes(order=)") { interpreter, view, given in
            if let order = given.unlessNone(0) {
                guard let text = interpreter.runtime.strValue(order)?.text else {
                    throw given.wrongType(0, "str or None")
                }
                guard ["C", "F", "A"].contains(text) else {
                    throw PythonException("ValueError", "order must be 'C', 'F' or 'A'")
                }
            }
            return interpreter.runtime.makeBytes(try interpreter.bytes(ofView: view))
        },
        .method("tolist", 0...0) { try $0.list(ofView: $1[0]) },
        .method("hex(sep=, bytes_per_sep=)") { interpreter, view, given in
            let bytes = interpreter.runtime.makeBytes(try interpreter.bytes(ofView: view))
            defer { interpreter.heap.release(bytes) }
            return try interpreter.callMethod(bytes, "hex", [given[0], given[1]].compactMap { $0 })
        },
        .method("toreadonly", 0...0) { interpreter, arguments in
            var value = try interpreter.openView(arguments[0])
            value.isReadOnly = true
            return interpreter.makeView(value, of: interpreter.runtime.field(arguments[0], 0))
        },
        .method("cast(format)") { interpreter, view, given in
            guard let format = interpreter.runtime.strValue(given[0] ?? interpreter.runtime.none)?.text else {
                throw given.wrongType(0, "str")
            }
            return try interpreter.castView(view, to: format)
        },
    ]

    private static let attributes: [Builtin] = [
        .attribute("obj") { interpreter, view in
            _ = try interpreter.openView(view)
            return interpreter.runtime.retained(
                interpreter.runtime.target(ofView: view) ?? interpreter.runtime.none)
        },
        fact("nbytes") { $0.runtime.makeInt($1.count * $1.itemSize) },
        fact("itemsize") { $0.runtime.makeInt($1.itemSize) },
        fact("format") { $0.runtime.makeStr($1.format) },
        fact("ndim") { interpreter, _ in interpreter.runtime.makeInt(1) },
        fact("shape") { $0.tuple(of: [$1.count]) },
        fact("strides") { $0.tuple(of: [$1.stride]) },
        fact("suboffsets") { interpreter, _ in interpreter.runtime.emptyTuple },
        fact("readonly") { $0.runtime.boolean($1.isReadOnly) },
        fact("c_contiguous") { $0.runtime.boolean($1.isContiguous) },
        fact("f_contiguous") { $0.runtime.boolean($1.isContiguous) },
        fact("contiguous") { $0.runtime.boolean($1.isContiguous) },
    ]

    /// An attribute that only a view has that was not released.
    private static func fact(
        _ name: String, _ body: @escaping @Sendable (Interpreter, MemoryView) -> ObjectID
    ) -> Builtin {
        .attribute(name) { body($0, try $0.openView($1)) }
    }
}
