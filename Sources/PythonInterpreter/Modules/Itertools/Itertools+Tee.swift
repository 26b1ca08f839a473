import HeapEngine
import PythonObjects

// MARK: tee

extension Itertools {
    static let tees: [NativeType] = [teeIterator, teeData]

    /// How many items one block of `tee` keeps (`LINKCELLS`).
    private static let blockLength = 57

    static let tee = Builtin(name: "tee") { interpreter, arguments in
        try arguments.refuseKeywords("itertools.tee")
        try arguments.expect(1...2, "tee")
        let runtime = interpreter.runtime
        let count = arguments.count > 1 ? try interpreter.size(arguments[1]) : 2
        guard count >= 0 else { throw PythonException("ValueError", "n must be >= 0") }
        try interpreter.admit(bytes: min(count, 1 << 38) * 8)
        try interpreter.charge(count)
        var copies: [ObjectID] = []
        defer { for copy in copies { interpreter.heap.release(copy) } }
        guard count > 0 else { return runtime.emptyTuple }
        let iterator = try interpreter.iterator(of: arguments[0])
        defer { interpreter.heap.release(iterator) }
        let type = interpreter.nativeType("itertools._tee")
        let isTee = runtime.isExactly(iterator, type)
        var source = runtime.retained(iterator)
        if !isTee {
            interpreter.heap.release(source)
            source = makeTee(interpreter, over: iterator)
        }
        copies.append(source)
        while copies.count < count { copies.append(copy(interpreter, source)) }
        return runtime.makeTuple(copies)
    }

    private static func makeTee(_ interpreter: Interpreter, over iterator: ObjectID) -> ObjectID {
        let runtime = interpreter.runtime
        let data = makeBlock(interpreter, runtime.retained(iterator))
        return runtime.makeNative(interpreter.nativeType("itertools._tee"), fields: [data], numbers: [0])
    }

    /// A block; takes over the caller's unit of the iterator.
    private static func makeBlock(_ interpreter: Interpreter, _ iterator: ObjectID) -> ObjectID {
        interpreter.runtime.makeNative(
            interpreter.nativeType("itertools._tee_dataobject"),
            fields: [iterator] + Array(repeating: .none, count: blockLength + 1), numbers: [0, 0])
    }

    private static func copy(_ interpreter: Interpreter, _ tee: ObjectID) -> ObjectID {
        let runtime = interpreter.runtime
        return runtime.makeNative(
            interpreter.nativeType("itertools._tee"), fields: [runtime.retained(runtime.field(tee, 0))],
            numbers: [runtime.number(tee, 0)])
    }

    /// Field: the block. Number: the place in it.
    private static let teeIterator = NativeType(
        name: "_tee", module: "itertools", bytes: 64,
        traits: {
            $0.isReferencable = true
            $0.isCleared = true
        },
        construct: { interpreter, _, arguments in
            try arguments.expect(1...1, "_tee")
            let iterator = try interpreter.iterator(of: arguments[0])
            defer { interpreter.heap.release(iterator) }
            if interpreter.runtime.isExactly(iterator, interpreter.nativeType("itertools._tee")) {
                return copy(interpreter, iterator)
            }
            return makeTee(interpreter, over: iterator)
        },
        next: { interpreter, tee in
            let runtime = interpreter.runtime
            if runtime.field(tee, 0).isNone { return nil }
            if runtime.number(tee, 0) >= blockLength {
                let block = runtime.field(tee, 0)
                if runtime.field(block, blockLength + 1).isNone {
                    let next = makeBlock(interpreter, runtime.retained(runtime.field(block, 0)))
                    runtime.setField(block, blockLength + 1, owned: next)
                }
                runtime.setNumber(tee, 0, 0)
                runtime.setField(tee, 0, owned: runtime.retained(runtime.field(block, blockLength + 1)))
            }
            let place = runtime.number(tee, 0)
            return try interpreter.holding(runtime.field(tee, 0)) { block in
                if place < runtime.number(block, 0) {
                    runtime.setNumber(tee, 0, place + 1)
                    return runtime.retained(runtime.field(block, place + 1))
                }
                guard runtime.number(block, 1) == 0 else {
                    throw PythonException("RuntimeError", "cannot re-enter the tee iterator")
                }
                runtime.setNumber(block, 1, 1)
                defer { runtime.setNumber(block, 1, 0) }
                guard let item = try interpreter.advance(field: 0, of: block) else { return nil }
                runtime.setField(block, place + 1, owned: runtime.retained(item))
                runtime.setNumber(block, 0, place + 1)
                runtime.setNumber(tee, 0, place + 1)
                return item
            }
        },
        methods: [
            .method("__copy__", 0...0) { interpreter, arguments in copy(interpreter, arguments[0]) }
        ])

    /// Fields: the iterator, items, the next block. Numbers: how many items there are, whether the next one is being asked for.
    private static let teeData = NativeType(
        name: "_tee_dataobject", module: "itertools", bytes: 512, traits: { $0.isCleared = true })
}
