import BigInt
import HeapEngine

@testable import PythonObjects

/// Executes a heap program, one operation a line, and answers as the recorded CPython does.
final class OracleProgram {
    let runtime: Runtime
    var labels: [Serial: String] = [:]
    private var tags: [Serial: String] = [:]
    private var number = 0
    private var askedStatistics = false
    /// At the last `stats`; the recording starts with a full collection.
    private var statistics: [GenerationStatistics]

    init() {
        runtime = Runtime(collector: CollectorSettings(isEnabled: false))
        statistics = runtime.heap.statistics
    }

    struct Unsupported: Error { var what: String }

    /// Executes one operation and returns its answer as JSON.
    func execute(_ operation: [String: Any], number: Int) throws -> [String: Any] {
        self.number = number
        let name = operation["op"] as? String ?? ""
        var answer: [String: Any] = ["i": number, "op": name]
        do {
            answer["r"] = try perform(name, operation)
        } catch let error as PythonException {
            let isShort = error.type == "KeyError" || error.type == "IndexError"
            answer["err"] = isShort ? error.type : "\(error.type): \(error.message)"
        }
        runtime.finishStatement()
        let events = runtime.takeEffects().flatMap { self.events($0) }
        if !events.isEmpty { answer["ev"] = events }
        return answer
    }

    private func events(_ effect: Effect) -> [[String]] {
        let label = effect.handle.flatMap { labels[$0.serial] } ?? "?"
        switch effect.kind {
        case .finalized: return [["del", label]]
        case .unraisable: return [["unraisable", effect.label ?? ""]]
        case .callback:
            if let tag = effect.handle.flatMap({ tags[$0.serial] }) { return [["fin", tag]] }
            return [["cb", effect.label ?? ""]]
        default: return []
        }
    }

    private func label(_ object: ObjectID, _ name: String) -> String {
        labels[runtime.heap.serial(of: object)] = "\(name)#\(number)"
        return "@\(name)#\(number)"
    }

    // MARK: Values

    private func value(_ any: Any?) throws -> ObjectID {
        switch any {
        case let text as String:
            if text.hasPrefix("@") { return try runtime.lookUp(String(text.dropFirst())) }
            return runtime.constantStr(text)
        case let bool as Bool: return runtime.boolean(bool)
        case let number as Numeral: return runtime.constantInt(number.value)
        case let dictionary as [String: Any]:
            if let number = dictionary["int"] as? Numeral { return runtime.makeInt(number.value) }
            if let text = dictionary["rstr"] as? String { return runtime.makeStr(text) }
            let items = dictionary["tuple"] as? [Any] ?? []
            let values = try self.values(items)
            defer { for value in values { runtime.heap.release(value) } }
            return makeTuple(values, isConstant: items.allSatisfy { isConstant($0) })
        default: return runtime.none
        }
    }

    private func values(_ given: [Any]) throws -> [ObjectID] {
        var made: [ObjectID] = []
        do {
            for item in given { made.append(try value(item)) }
        } catch {
            for object in made { runtime.heap.release(object) }
            throw error
        }
        return made
    }

    /// A tuple of constants stays in the code object of its statement, which the recording kept.
    private func makeTuple(_ items: [ObjectID], isConstant: Bool) -> ObjectID {
        let tuple = runtime.makeTuple(items, constants: isConstant)
        if isConstant { runtime.hold(tuple) }
        return tuple
    }

    private func isConstant(_ any: Any) -> Bool {
        if let text = any as? String { return !text.hasPrefix("@") }
        return !(any is [String: Any])
    }

    private func target(_ operation: [String: Any], _ key: String = "obj") throws -> ObjectID {
        try value(operation[key])
    }

    private func int(_ operation: [String: Any], _ key: String) -> Int? {
        (operation[key] as? Numeral).flatMap { Int(exactly: $0.value) }
    }

    private func name(_ operation: [String: Any]) -> String { operation["name"] as? String ?? "" }

    // MARK: Operations

    private func perform(_ op: String, _ operation: [String: Any]) throws -> Any {
        let heap = runtime.heap
        switch op {
        case "class": return try makeClass(operation)
        case "new":
            let object = try make(operation)
            runtime.bind(name(operation), object)
            defer { heap.release(object) }
            return label(object, name(operation))
        case "bind":
            let object = try value(operation["val"])
            runtime.bind(name(operation), object)
            heap.release(object)
        case "unbind": try runtime.unbind(name(operation))
        case "weakref", "proxy": return try makeWeak(op, operation)
        case "count": return ["c1": heap.counts.generation1, "c2": heap.counts.generation2]
        case "collect":
            return try runtime.collect(generation: int(operation, "gen") ?? 2).collected
        case "get_threshold":
            return [heap.thresholds.generation0, heap.thresholds.generation1, heap.thresholds.generation2]
        case "debug":
            let flags = int(operation, "flags") ?? 0
            heap.debugFlags = DebugFlags(rawValue: flags)
            return flags
        case "garbage": return runtime.garbage.map { encode($0) }
        case "garbage_clear": runtime.clearGarbage()
        case "objects": return (0..<3).map { heap.objects(inGeneration: $0).map { encode($0) } }
        case "objcount":
            return runtime.objects().filter { object in
                let type = heap.type(of: object)
                return type != runtime.types.dict && type != runtime.types.tuple
                    && labels[heap.serial(of: object)] != nil
            }.count
        case "stats":
            let now = heap.statistics
            let before = statistics
            let isFirst = !askedStatistics
            defer {
                statistics = now
                askedStatistics = true
            }
            return now.enumerated().map { index, row in
                [
                    row.collections - before[index].collections + (index == 2 && isFirst ? 1 : 0),
                    row.collected - before[index].collected,
                    row.uncollectable,
                ]
            }
        case "names":
            return runtime.globalNames().map(\.name).joined(separator: " ")
        case "idreuse": return try reusesAddress(operation)
        case "burst": return try burst(operation)
        case "same":
            let a = try target(operation, "a")
            let b = try target(operation, "b")
            defer {
                heap.release(a)
                heap.release(b)
            }
            return a == b
        default:
            // The value of an assignment comes first, then the object.
            let assigned = op.hasPrefix("set") ? try value(operation["val"]) : runtime.none
            defer { heap.release(assigned) }
            let object = try target(operation)
            defer { heap.release(object) }
            return try performOn(object, op, operation, assigned)
        }
        return Null()
    }

    private func performOn(_ object: ObjectID, _ op: String, _ operation: [String: Any], _ assigned: ObjectID)
        throws -> Any
    {
        let heap = runtime.heap
        func withValue(_ key: String, _ body: (ObjectID) throws -> Void) throws {
            let argument = try value(operation[key])
            defer { heap.release(argument) }
            try body(argument)
        }
        let attribute = operation["attr"] as? String ?? ""
        switch op {
        case "setitem":
            try withValue("key") { try runtime.setItem(object, $0, assigned) }
        case "delitem": try withValue("key") { try runtime.deleteItem(object, $0) }
        case "append": try withValue("val") { try runtime.append(object, $0) }
        case "add": try withValue("val") { try runtime.add(object, $0) }
        case "discard": try withValue("val") { try runtime.discard(object, $0) }
        case "pop":
            let popped = try runtime.pop(object)
            defer { heap.release(popped) }
            return encode(popped)
        case "clear": try runtime.clear(object)
        case "setattr": try runtime.setAttribute(object, attribute, assigned)
        case "delattr": try runtime.deleteAttribute(object, attribute)
        case "touchdict": heap.release(try runtime.getAttribute(object, "__dict__"))
        case "setdict": try runtime.setAttribute(object, "__dict__", assigned)
        case "finalize":
            let tag = operation["tag"] as? String ?? ""
            let arguments = [runtime.constantStr("fin"), runtime.constantStr(tag)]
            let finalize = try runtime.makeFinalize(object, function: reporter(), arguments: arguments)
            tags[heap.serial(of: finalize)] = tag
            for object in arguments + [finalize] { heap.release(object) }
        case "deref": return runtime.referent(of: object).map { encode($0) } ?? Null()
        case "weakrefs":
            let references = runtime.weakReferences(to: object)
            return ["count": references.count, "refs": references.map { encode($0) }] as [String: Any]
        case "keys": return runtime.weakEntries(of: object).map { encode($0.key) }
        case "len": return try runtime.length(object)
        case "get": return encode(object)
        case "getrefcount": return runtime.getRefcount(object) - (heap.isImmortal(object) ? 0 : 1)
        case "getsizeof": return runtime.sizeOf(object)
        case "is_tracked": return heap.isTracked(object)
        case "is_finalized": return heap.isFinalized(object)
        case "gen_of": return heap.generation(of: object).map { $0 as Any } ?? Null()
        case "referents":
            let found = runtime.referents(of: object).map { encode($0.object) }
            let kind = runtime.kind(of: object)
            if kind == .set || kind == .frozenSet { return found.sorted { "\(text($0))" < "\(text($1))" } }
            return found
        case "referrers": return runtime.referrers(of: object).map { encode($0.object) }
        default: throw Unsupported(what: op)
        }
        return Null()
    }

    private func text(_ any: Any) -> String {
        if let string = any as? String { return "\"\(string)\"" }
        return "\(any)"
    }

    private func makeClass(_ operation: [String: Any]) throws -> Any {
        let bases = try (operation["bases"] as? [String] ?? []).map { try runtime.lookUp($0) }
        defer { for base in bases { runtime.heap.release(base) } }
        var definition = ClassDefinition(name: name(operation), bases: bases)
        definition.slots = operation["slots"] as? [String]
        switch operation["del"] as? String {
        case nil: break
        case "log": definition.finalizer = .record
        case "resurrect": definition.finalizer = .resurrect(name: operation["keep"] as? String ?? "KEEP")
        case "raise": definition.finalizer = .raise(type: "ValueError", message: "in del")
        case let other?: throw Unsupported(what: other)
        }
        let type = try runtime.makeClass(definition)
        runtime.bind(name(operation), type)
        defer { runtime.heap.release(type) }
        return label(type, name(operation))
    }

    private func make(_ operation: [String: Any]) throws -> ObjectID {
        let given = operation["args"] as? [Any] ?? []
        let arguments = try values(given)
        defer { for argument in arguments { runtime.heap.release(argument) } }
        let areConstant = given.allSatisfy { isConstant($0) }
        let first = arguments.first ?? runtime.makeInt(0)
        switch operation["kind"] as? String ?? "" {
        case "list": return runtime.makeList(arguments, constants: areConstant)
        case "tuple": return makeTuple(arguments, isConstant: areConstant)
        case "set": return try runtime.makeSet(arguments, constants: areConstant)
        case "frozenset": return try runtime.makeFrozenSet(arguments)
        case "dict":
            let pairs = stride(from: 0, to: arguments.count - 1, by: 2).map {
                (key: arguments[$0], value: arguments[$0 + 1])
            }
            return try runtime.makeDict(pairs)
        case "inst":
            let type = try runtime.lookUp(operation["cls"] as? String ?? "")
            defer { runtime.heap.release(type) }
            return try runtime.instantiate(type)
        case "object": return runtime.makeObject()
        case "func": return try runtime.makeFunction(FunctionDefinition(name: "<lambda>"))
        case "closure":
            let cell = runtime.makeCell(first)
            defer { runtime.heap.release(cell) }
            return runtime.newFunction(
                FunctionDefinition(name: "<lambda>", closure: [(name: "x", cell: cell)]),
                qualifiedName: "<lambda>.<locals>.<lambda>", behaviour: .none)
        case "cell": return runtime.makeCell(first)
        case "method":
            return try runtime.makeMethod(function: reporter(), receiver: first)
        case "exc": return try runtime.makeException(type: "Exception", arguments: arguments)
        case "module": return runtime.makeModuleObject(name: "m")
        case "wvd": return runtime.makeWeakValueDictionary()
        case "slice": return runtime.makeSlice(runtime.none, first, runtime.none)
        case "bytearray": return runtime.makeByteArray([])
        case "int":
            return runtime.makeInt((operation["value"] as? Numeral)?.value ?? BigInt(10).power(20))
        case "str": return runtime.makeStr(operation["value"] as? String ?? "ab")
        case let kind: throw Unsupported(what: kind)
        }
    }

    /// The function that the recording calls `_ev`.
    private func reporter() throws -> ObjectID {
        if let known = runtime.module(named: "builtins").flatMap({
            runtime.lookUp(runtime.heap.slot($0, 0), name: "_ev")
        }) {
            return known
        }
        let function = try runtime.makeFunction(FunctionDefinition(name: "ev"))
        runtime.store(runtime.roots.builtins, name: "_ev", function)
        runtime.heap.untrack(function)
        runtime.heap.release(function)
        return function
    }

    private func makeWeak(_ op: String, _ operation: [String: Any]) throws -> Any {
        let target = try target(operation)
        defer { runtime.heap.release(target) }
        let wantsCallback = operation["cb"] as? Bool == true
        let callback = wantsCallback ? runtime.makeCallback(label: name(operation)) : nil
        defer { if let callback { runtime.heap.release(callback) } }
        if op == "proxy" {
            let proxy = try runtime.makeWeakProxy(to: target, callback: callback)
            runtime.bind(name(operation), proxy)
            runtime.heap.release(proxy)
            return Null()
        }
        let had =
            !wantsCallback
            && runtime.weakReferences(to: target).contains {
                runtime.isExactly($0, runtime.types.weakReference) && runtime.callback(of: $0) == nil
            }
        let reference = try runtime.makeWeakReference(to: target, callback: callback)
        runtime.bind(name(operation), reference)
        defer { runtime.heap.release(reference) }
        if !had { _ = label(reference, name(operation)) }
        return encode(reference)
    }

    private func temporary(_ kind: String) throws -> ObjectID {
        switch kind {
        case "list": return runtime.makeList([])
        case "dict": return try runtime.makeDict([])
        case "tuple": return runtime.makeTuple([runtime.globals])
        case "set": return try runtime.makeSet([])
        case "object": return runtime.makeObject()
        case "float": return runtime.makeFloat(1.5)
        case "int": return runtime.makeInt(BigInt(10).power(20))
        case "func": return try runtime.makeFunction(FunctionDefinition(name: "<lambda>"))
        default: throw Unsupported(what: kind)
        }
    }

    private func reusesAddress(_ operation: [String: Any]) throws -> Bool {
        let kind = operation["kind"] as? String ?? ""
        let first = try temporary(kind)
        let address = runtime.heap.address(of: first)
        runtime.heap.release(first)
        let second = try temporary(kind)
        defer { runtime.heap.release(second) }
        return runtime.heap.address(of: second) == address
    }

    private func burst(_ operation: [String: Any]) throws -> Any {
        let heap = runtime.heap
        try runtime.collect()
        let before = heap.statistics
        heap.isCollectorEnabled = true
        let all = runtime.makeList([])
        for number in 0..<(int(operation, "n") ?? 0) {
            let item: ObjectID
            switch operation["kind"] as? String ?? "" {
            case "dict":
                let list = runtime.makeList([])
                let key = runtime.constantStr("a")
                item = try runtime.makeDict([(key, list)])
                heap.release(list)
            case "tuple":
                let integer = runtime.makeInt(number)
                item = runtime.makeTuple([integer, runtime.globals])
                heap.release(integer)
            case let kind: item = try temporary(kind)
            }
            try runtime.append(all, item)
            heap.release(item)
            heap.collectIfDue()
        }
        heap.isCollectorEnabled = false
        let after = heap.statistics
        let counts = heap.counts
        heap.release(all)
        return [
            "collections": (0..<3).map { after[$0].collections - before[$0].collections },
            "c1": counts.generation1,
            "c2": counts.generation2,
        ] as [String: Any]
    }
}
