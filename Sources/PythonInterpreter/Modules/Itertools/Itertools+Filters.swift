import HeapEngine
import PythonObjects

// MARK: filterfalse, takewhile, dropwhile, starmap, compress, islice, pairwise, batched

extension Itertools {
    static let filters: [NativeType] = [
        filterFalse, takeWhile, dropWhile, starMap, compress, islice, pairwise, batched,
    ]

    /// A type that is made of a function and an iterable. Fields: the iterator, the function. Number: a state.
    private static func filter(
        _ name: String, _ bytes: Int, next: @escaping @Sendable (Interpreter, ObjectID) throws -> ObjectID?
    ) -> NativeType {
        iteratorType(
            name, bytes,
            construct: { interpreter, type, arguments in
                try plain(interpreter, type, arguments, name)
                try arguments.expect(2...2, name)
                let iterator = try interpreter.iterator(of: arguments[1])
                return interpreter.runtime.makeNative(
                    type, fields: [iterator, interpreter.runtime.retained(arguments[0])], numbers: [0])
            }, next: next)
    }

    /// Whether the function of a filter says yes to an item; takes the item over if it throws.
    private static func holds(_ interpreter: Interpreter, _ filter: ObjectID, _ item: ObjectID) throws -> Bool
    {
        do {
            let verdict = try interpreter.call(interpreter.runtime.field(filter, 1), [item])
            defer { interpreter.heap.release(verdict) }
            return try interpreter.isTrue(verdict)
        } catch {
            interpreter.heap.release(item)
            throw error
        }
    }

    private static let filterFalse = filter("filterfalse", 48) { interpreter, filter in
        let function = interpreter.runtime.field(filter, 1)
        while let item = try interpreter.advance(field: 0, of: filter) {
            try interpreter.charge(1)
            let isTrue: Bool
            if function == interpreter.runtime.none || function == interpreter.runtime.types.bool {
                do {
                    isTrue = try interpreter.isTrue(item)
                } catch {
                    interpreter.heap.release(item)
                    throw error
                }
            } else {
                isTrue = try holds(interpreter, filter, item)
            }
            if !isTrue { return item }
            interpreter.heap.release(item)
        }
        return nil
    }

    private static let takeWhile = filter("takewhile", 56) { interpreter, filter in
        if interpreter.runtime.number(filter, 0) == 1 { return nil }
        guard let item = try interpreter.advance(field: 0, of: filter) else { return nil }
        if try holds(interpreter, filter, item) { return item }
        interpreter.heap.release(item)
        interpreter.runtime.setNumber(filter, 0, 1)
        return nil
    }

    private static let dropWhile = filter("dropwhile", 56) { interpreter, filter in
        while let item = try interpreter.advance(field: 0, of: filter) {
            if interpreter.runtime.number(filter, 0) == 1 { return item }
            try interpreter.charge(1)
            if try !holds(interpreter, filter, item) {
                interpreter.runtime.setNumber(filter, 0, 1)
                return item
            }
            interpreter.heap.release(item)
        }
        return nil
    }

    private static let starMap = filter("starmap", 48) { interpreter, map in
        guard let arguments = try interpreter.advance(field: 0, of: map) else { return nil }
        defer { interpreter.heap.release(arguments) }
        let items = try interpreter.items(of: arguments)
        defer { for item in items { interpreter.heap.release(item) } }
        return try interpreter.call(interpreter.runtime.field(map, 1), items)
    }

    /// Fields: the iterators over data and selectors.
    private static let compress = iteratorType("compress", 48) { interpreter, type, arguments in
        let given = try ArgumentReader("compress(data, selectors)", arguments, interpreter)
        let data = try interpreter.iterator(of: given[0] ?? interpreter.runtime.none)
        do {
            let selectors = try interpreter.iterator(of: given[1] ?? interpreter.runtime.none)
            return interpreter.runtime.makeNative(type, fields: [data, selectors])
        } catch {
            interpreter.heap.release(data)
            throw error
        }
    } next: { interpreter, compress in
        while let item = try interpreter.advance(field: 0, of: compress) {
            try interpreter.charge(1)
            do {
                guard let selector = try interpreter.advance(field: 1, of: compress) else {
                    interpreter.heap.release(item)
                    return nil
                }
                defer { interpreter.heap.release(selector) }
                if try interpreter.isTrue(selector) { return item }
            } catch {
                interpreter.heap.release(item)
                throw error
            }
            interpreter.heap.release(item)
        }
        return nil
    }

    /// Field: the iterator. Numbers: the next index to give, the stop or -1, the step, how many were taken.
    private static let islice = iteratorType("islice", 72) { interpreter, type, arguments in
        try plain(interpreter, type, arguments, "islice")
        try arguments.expect(2...4, "islice")
        let runtime = interpreter.runtime
        func bound(_ object: ObjectID, orElse value: Int, _ message: String) throws -> Int {
            if object == runtime.none { return value }
            guard let number = interpreter.orNil({ try interpreter.size(object) }), number >= 0 else {
                throw PythonException("ValueError", message)
            }
            return number
        }
        let ends = "must be None or an integer: 0 <= x <= sys.maxsize."
        var (start, stop, step) = (0, -1, 1)
        if arguments.count == 2 {
            stop = try bound(arguments[1], orElse: -1, "Stop argument for islice() \(ends)")
        } else {
            start = try bound(arguments[1], orElse: 0, "Indices for islice() \(ends)")
            stop = try bound(arguments[2], orElse: -1, "Stop argument for islice() \(ends)")
        }
        if arguments.count == 4 {
            let message = "Step for islice() must be a positive integer or None."
            step = try bound(arguments[3], orElse: 1, message)
            guard step >= 1 else { throw PythonException("ValueError", message) }
        }
        let iterator = try interpreter.iterator(of: arguments[0])
        return runtime.makeNative(type, fields: [iterator], numbers: [start, stop, step, 0])
    } next: { interpreter, slice in
        let runtime = interpreter.runtime
        func end() -> ObjectID? {
            runtime.setField(slice, 0, owned: .none)
            return nil
        }
        if runtime.field(slice, 0).isNone { return nil }
        let stop = runtime.number(slice, 1)
        while runtime.number(slice, 3) < runtime.number(slice, 0) {
            try interpreter.charge(1)
            guard let skipped = try interpreter.advance(field: 0, of: slice) else { return end() }
            interpreter.heap.release(skipped)
            runtime.setNumber(slice, 3, runtime.number(slice, 3) + 1)
        }
        if stop != -1, runtime.number(slice, 3) >= stop { return end() }
        guard let item = try interpreter.advance(field: 0, of: slice) else { return end() }
        runtime.setNumber(slice, 3, runtime.number(slice, 3) + 1)
        let (next, overflows) = runtime.number(slice, 0).addingReportingOverflow(runtime.number(slice, 2))
        runtime.setNumber(
            slice, 0, overflows || (stop != -1 && next > stop) ? (stop == -1 ? Int.max : stop) : next)
        return item
    }

    /// Fields: the iterator, the item before, the tuple last given.
    private static let pairwise = iteratorType("pairwise", 56) { interpreter, type, arguments in
        try plain(interpreter, type, arguments, "pairwise")
        try arguments.expect(1...1, "pairwise")
        let iterator = try interpreter.iterator(of: arguments[0])
        let runtime = interpreter.runtime
        let result = runtime.makeTuple([runtime.none, runtime.none])
        return runtime.makeNative(type, fields: [iterator, .none, result])
    } next: { interpreter, pairwise in
        let runtime = interpreter.runtime
        if runtime.field(pairwise, 0).isNone { return nil }
        func end() -> ObjectID? {
            runtime.setField(pairwise, 0, owned: .none)
            runtime.setField(pairwise, 1, owned: .none)
            return nil
        }
        if runtime.field(pairwise, 1).isNone {
            guard let first = try interpreter.advance(field: 0, of: pairwise) else { return end() }
            runtime.setField(pairwise, 1, owned: first)
            if runtime.field(pairwise, 0).isNone { return end() }
        }
        let old = runtime.retained(runtime.field(pairwise, 1))
        do {
            guard let new = try interpreter.advance(field: 0, of: pairwise) else {
                interpreter.heap.release(old)
                return end()
            }
            let result = interpreter.reuse(field: 2, of: pairwise, [old, runtime.retained(new)])
            runtime.setField(pairwise, 1, owned: new)
            return result
        } catch {
            interpreter.heap.release(old)
            throw error
        }
    }

    /// Field: the iterator. Numbers: the length of a batch, whether the last must have it.
    private static let batched = iteratorType("batched", 56) { interpreter, type, arguments in
        let given = try ArgumentReader("batched(iterable, n, *, strict=)", arguments, interpreter)
        let runtime = interpreter.runtime
        let count = try interpreter.size(given[1] ?? runtime.none)
        let isStrict = try given[2].map { try interpreter.isTrue($0) } ?? false
        guard count >= 1 else { throw PythonException("ValueError", "n must be at least one") }
        let iterator = try interpreter.iterator(of: given[0] ?? runtime.none)
        return runtime.makeNative(type, fields: [iterator], numbers: [count, isStrict ? 1 : 0])
    } next: { interpreter, batched in
        let runtime = interpreter.runtime
        if runtime.field(batched, 0).isNone { return nil }
        let count = runtime.number(batched, 0)
        guard count < 1 << 37 else { throw PythonException("MemoryError", "") }
        try interpreter.admit(bytes: count * 8)
        var items: [ObjectID] = []
        defer { for item in items { interpreter.heap.release(item) } }
        do {
            while items.count < count, let item = try interpreter.advance(field: 0, of: batched) {
                items.append(item)
                try interpreter.charge(1)
            }
        } catch {
            runtime.setField(batched, 0, owned: .none)
            throw error
        }
        if items.count == count { return runtime.makeTuple(items) }
        runtime.setField(batched, 0, owned: .none)
        if items.isEmpty { return nil }
        guard runtime.number(batched, 1) == 0 else {
            throw PythonException("ValueError", "batched(): incomplete batch")
        }
        return runtime.makeTuple(items)
    }
}

extension Interpreter {
    /// A tuple of items, whose units it takes over: the one in a field, if nobody else has it, else a new one. A new reference; the
    /// field keeps the tuple that it has.
    func reuse(field index: Int, of object: ObjectID, _ items: [ObjectID]) -> ObjectID {
        let tuple = runtime.field(object, index)
        if !tuple.isNone, heap.refcount(tuple) == 1, runtime.itemCount(tuple) == items.count {
            heap.retain(tuple)
            if !heap.isTracked(tuple) { heap.track(tuple) }
            for (place, item) in items.enumerated() { runtime.replaceItem(tuple, at: place, owned: item) }
            return tuple
        }
        let made = runtime.makeTuple(items)
        for item in items { heap.release(item) }
        return made
    }
}
