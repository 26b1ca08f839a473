import HeapEngine
import PythonObjects

// MARK: chain, zip_longest, groupby, tee

extension Itertools {
    static let chains: [NativeType] = [chain, zipLongest]

    /// Fields: the iterator over iterables, the iterator over the one that is under way.
    private static let chain: NativeType = {
        var type = iteratorType("chain", 48) { interpreter, type, arguments in
            try plain(interpreter, type, arguments, "chain")
            let tuple = interpreter.positionalTuple(of: arguments)
            defer { interpreter.heap.release(tuple) }
            return interpreter.runtime.makeNative(type, fields: [try interpreter.iterator(of: tuple), .none])
        } next: { interpreter, chain in
            let runtime = interpreter.runtime
            while !runtime.field(chain, 0).isNone {
                try interpreter.charge(1)
                if runtime.field(chain, 1).isNone {
                    do {
                        guard let iterable = try interpreter.advance(field: 0, of: chain) else {
                            runtime.setField(chain, 0, owned: .none)
                            return nil
                        }
                        defer { interpreter.heap.release(iterable) }
                        runtime.setField(chain, 1, owned: try interpreter.iterator(of: iterable))
                    } catch {
                        runtime.setField(chain, 0, owned: .none)
                        throw error
                    }
                }
                if let item = try interpreter.advance(field: 1, of: chain) { return item }
                runtime.setField(chain, 1, owned: .none)
            }
            return nil
        }
        type.methods = [
            .classMethod("from_iterable(iterable, /)") { interpreter, type, arguments in
                let iterator = try interpreter.iterator(of: arguments[0] ?? interpreter.runtime.none)
                return interpreter.runtime.makeNative(type, fields: [iterator, .none])
            },
            .classMethod("__class_getitem__(object, /)") { interpreter, type, arguments in
                interpreter.runtime.makeGenericAlias(
                    type, arguments: arguments[0] ?? interpreter.runtime.none)
            },
        ]
        return type
    }()

    /// Fields: the tuple of iterators, the tuple last given, the value that fills up. Number: how many iterators are left.
    private static let zipLongest = iteratorType("zip_longest", 72) { interpreter, type, arguments in
        let runtime = interpreter.runtime
        var fill = runtime.none
        if let name = arguments.names.first {
            guard arguments.names.count == 1, interpreter.text(name) == "fillvalue" else {
                throw interpreter.typeError("zip_longest() got an unexpected keyword argument")
            }
            fill = arguments.base[arguments.count]
        }
        let iterators = try runtime.makeTuple(count: arguments.count) { (index) throws(any Error) in
            try interpreter.iterator(of: arguments[index])
        }
        let result = runtime.makeTuple(Array(repeating: runtime.none, count: arguments.count))
        return runtime.makeNative(
            type, fields: [iterators, result, runtime.retained(fill)], numbers: [arguments.count])
    } next: { interpreter, zip in
        let runtime = interpreter.runtime
        let iterators = runtime.field(zip, 0)
        let count = runtime.itemCount(iterators)
        guard count > 0, runtime.number(zip, 0) > 0 else { return nil }
        var items: [ObjectID] = []
        func drop() { for item in items { interpreter.heap.release(item) } }
        for index in 0..<count {
            let iterator = interpreter.heap.slot(iterators, index)
            var item: ObjectID?
            if !iterator.isNone {
                do {
                    item = try interpreter.holding(iterator) { try interpreter.advance($0) }
                } catch {
                    runtime.setNumber(zip, 0, 0)
                    drop()
                    throw error
                }
                if item == nil {
                    runtime.setNumber(zip, 0, runtime.number(zip, 0) - 1)
                    if runtime.number(zip, 0) == 0 {
                        drop()
                        return nil
                    }
                    let old = interpreter.heap.setSlot(iterators, index, owned: .none)
                    if !old.isNone { interpreter.heap.release(old) }
                }
            }
            items.append(item ?? runtime.retained(runtime.field(zip, 2)))
        }
        return interpreter.reuse(field: 1, of: zip, items)
    }
}

extension Itertools {
    static let groups: [NativeType] = [groupBy, grouper]

    /// Fields: the iterator, the key function, the key of the group under way, the current key and value.
    /// Number: which group may go on.
    private static let groupBy = iteratorType("groupby", 88) { interpreter, type, arguments in
        let given = try ArgumentReader("groupby(iterable, key=)", arguments, interpreter)
        let runtime = interpreter.runtime
        let iterator = try interpreter.iterator(of: given[0] ?? runtime.none)
        return runtime.makeNative(
            type, fields: [iterator, runtime.retained(given[1] ?? runtime.none), .none, .none, .none],
            numbers: [0])
    } next: { interpreter, groups in
        let runtime = interpreter.runtime
        runtime.setNumber(groups, 0, 0)
        while true {
            let (target, current) = (runtime.field(groups, 2), runtime.field(groups, 3))
            if current.isNone {
                // The first item is still to come.
            } else if target.isNone {
                break
            } else {
                let isEqual = try interpreter.holding(target) { target in
                    try interpreter.holding(current) { try interpreter.areEqual(target, $0) }
                }
                if !isEqual { break }
            }
            guard try step(interpreter, groups) else { return nil }
        }
        let key = runtime.retained(runtime.field(groups, 3))
        runtime.setField(groups, 2, owned: key)
        let type = interpreter.nativeType("itertools._grouper")
        let group = runtime.makeNative(
            type, fields: [runtime.retained(groups), runtime.retained(key)], numbers: nil)
        // Numbers of the groups object tell which group may go on: its serial is the current one.
        runtime.setNumber(groups, 0, Int(truncatingIfNeeded: interpreter.heap.serial(of: group).rawValue))
        let result = runtime.makeTuple([runtime.field(groups, 3), group])
        interpreter.heap.release(group)
        return result
    }

    /// Takes the next item and its key; false at the end.
    private static func step(_ interpreter: Interpreter, _ groups: ObjectID) throws -> Bool {
        let runtime = interpreter.runtime
        try interpreter.charge(1)
        guard let value = try interpreter.advance(field: 0, of: groups) else { return false }
        let function = runtime.field(groups, 1)
        let key: ObjectID
        do {
            key =
                function == runtime.none
                ? runtime.retained(value) : try interpreter.call(function, [value])
        } catch {
            interpreter.heap.release(value)
            throw error
        }
        runtime.setField(groups, 4, owned: value)
        runtime.setField(groups, 3, owned: key)
        return true
    }

    /// Fields: the groupby, the key of the group.
    private static let grouper = NativeType(
        name: "_grouper", module: "itertools", bytes: 48,
        construct: { interpreter, _, _ in
            throw interpreter.typeError("cannot create 'itertools._grouper' instances")
        },
        next: { interpreter, grouper in
            let runtime = interpreter.runtime
            let groups = runtime.field(grouper, 0)
            let own = Int(truncatingIfNeeded: interpreter.heap.serial(of: grouper).rawValue)
            guard runtime.number(groups, 0) == own else { return nil }
            if runtime.field(groups, 4).isNone {
                guard try step(interpreter, groups) else { return nil }
            }
            let (own2, current) = (runtime.field(grouper, 1), runtime.field(groups, 3))
            let isEqual = try interpreter.holding(own2) { key in
                try interpreter.holding(current) { try interpreter.areEqual(key, $0) }
            }
            guard isEqual else { return nil }
            let value = runtime.field(groups, 4)
            guard !value.isNone else { return nil }
            let result = runtime.retained(value)
            runtime.setField(groups, 4, owned: .none)
            runtime.setField(groups, 3, owned: runtime.retained(current))
            return result
        })
}

extension Interpreter {
    /// `left == right`, where what is the same is equal.
    func areEqual(_ left: ObjectID, _ right: ObjectID) throws -> Bool {
        if left == right { return true }
        let result = try compare(left, .equal, right)
        defer { heap.release(result) }
        return try isTrue(result)
    }
}
