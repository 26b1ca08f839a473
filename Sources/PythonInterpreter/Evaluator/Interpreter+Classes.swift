import HeapEngine
import PythonObjects

/// The class statement.
extension Interpreter {
    /// `__build_class__(function, name, *bases, metaclass=type, **keywords)`: what a class statement calls.
    func buildClass(_ arguments: CallArguments) throws -> ObjectID {
        guard arguments.count >= 2 else { throw typeError("__build_class__: not enough arguments") }
        let (function, name) = (arguments[0], arguments[1])
        guard runtime.kind(of: function) == .function else {
            throw typeError("__build_class__: func must be a function")
        }
        guard runtime.kind(of: name) == .str else {
            throw typeError("__build_class__: name is not a string")
        }
        let written = Array(arguments.positional[2...])
        let basesTuple = runtime.makeTuple(written)
        defer { heap.release(basesTuple) }
        if arguments.names.isEmpty, written.allSatisfy({ heap.type(of: $0) == runtime.types.type }) {
            return try buildPlainClass(function, name, written, basesTuple)
        }
        // Keywords are looked for in a dict.
        let options = arguments.names.isEmpty ? ObjectID.none : keywordDict(arguments)
        defer { if !options.isNone { heap.release(options) } }
        let actualBases = try updatedBases(written, basesTuple)
        defer { heap.release(actualBases) }
        let bases = runtime.items(of: actualBases)
        let keywords = arguments.names.enumerated().filter { text($0.element) != "metaclass" }
        let names = keywords.map(\.element)
        let values = keywords.map { arguments.base[arguments.count + $0.offset] }
        var metaclass =
            arguments.keyword("metaclass", in: self)
            ?? bases.first.map { heap.type(of: $0) } ?? runtime.types.type
        if runtime.kind(of: metaclass) == .type {
            metaclass = try winner(metaclass, bases)
        }
        heap.retain(metaclass)
        defer { heap.release(metaclass) }
        let namespace = try prepare(metaclass, [name, actualBases] + values, names)
        defer { heap.release(namespace) }
        let cell = try runBody(function, namespace: namespace)
        defer { heap.release(cell) }
        if actualBases != basesTuple {
            try setItem(namespace, runtime.staticName("__orig_bases__"), basesTuple)
        }
        let type = try call(metaclass, [name, actualBases, namespace] + values, names: names)
        if runtime.kind(of: type) == .type, runtime.kind(of: cell) == .cell {
            do {
                try checkClassCell(cell, type, name)
            } catch {
                heap.release(type)
                throw error
            }
        }
        return type
    }

    /// A class whose metaclass is `type`, and nothing else was said.
    private func buildPlainClass(
        _ function: ObjectID, _ name: ObjectID, _ bases: [ObjectID], _ basesTuple: ObjectID
    ) throws -> ObjectID {
        let namespace = runtime.makeEmptyDict()
        defer { heap.release(namespace) }
        let cell = try runBody(function, namespace: namespace)
        defer { heap.release(cell) }
        // `type` gets its arguments in a tuple.
        let tuple = runtime.makeTuple([name, basesTuple, namespace])
        defer { heap.release(tuple) }
        return try makeClass(
            metaclass: runtime.types.type, name: name, bases: bases, basesTuple: basesTuple,
            namespace: namespace, keywords: [], names: [])
    }

    /// The tuple of bases in which each that is no class was asked for others (`__mro_entries__`); the caller owns it.
    private func updatedBases(_ bases: [ObjectID], _ tuple: ObjectID) throws -> ObjectID {
        guard bases.contains(where: { runtime.kind(of: $0) != .type }) else { return runtime.retained(tuple) }
        var updated: [ObjectID] = []
        defer { for base in updated { heap.release(base) } }
        for base in bases {
            guard runtime.kind(of: base) != .type,
                let method = try optionalAttribute(base, runtime.staticName("__mro_entries__"))
            else {
                updated.append(runtime.retained(base))
                continue
            }
            defer { heap.release(method) }
            let entries = try call(method, [tuple])
            defer { heap.release(entries) }
            guard runtime.kind(of: entries) == .tuple else {
                throw typeError("__mro_entries__ must return a tuple")
            }
            updated += runtime.items(of: entries).map { runtime.retained($0) }
        }
        return runtime.makeTuple(updated)
    }

    /// The metaclass that is derived from all others.
    func winner(_ metaclass: ObjectID, _ bases: [ObjectID]) throws -> ObjectID {
        var winner = metaclass
        for base in bases {
            let other = heap.type(of: base)
            if runtime.isSubclass(winner, of: other) { continue }
            guard runtime.isSubclass(other, of: winner) else {
                throw typeError(
                    "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases"
                )
            }
            winner = other
        }
        return winner
    }

    /// The namespace for a class body, from `metaclass.__prepare__`; the caller owns it.
    private func prepare(_ metaclass: ObjectID, _ arguments: [ObjectID], _ names: [ObjectID]) throws
        -> ObjectID
    {
        guard let method = try optionalAttribute(metaclass, runtime.staticName("__prepare__")) else {
            return runtime.makeEmptyDict()
        }
        defer { heap.release(method) }
        let namespace = try call(method, arguments, names: names)
        guard runtime.kind(of: namespace) == .dict || hasSpecial(namespace, "__getitem__") else {
            defer { heap.release(namespace) }
            let name =
                runtime.kind(of: metaclass) == .type ? runtime.record(of: metaclass).name : "<metaclass>"
            throw typeError(
                "\(name).__prepare__() must return a mapping, not \(runtime.typeName(namespace))")
        }
        return namespace
    }

    /// Whether an object's class has a special method at all.
    func hasSpecial(_ object: ObjectID, _ name: String) -> Bool {
        !typeAttribute(heap.type(of: object), runtime.staticName(name)).isNone
    }

    /// Whether the cell of `__class__` came to hold the class.
    private func checkClassCell(_ cell: ObjectID, _ type: ObjectID, _ name: ObjectID) throws {
        let content = heap.slot(cell, 0)
        if content == type { return }
        let (shownName, shownType) = (try reprText(name), try reprText(type))
        if content.isNone {
            throw PythonException(
                "RuntimeError",
                "__class__ not set defining \(shownName) as \(shownType). Was __classcell__ propagated to type.__new__?"
            )
        }
        throw typeError("__class__ set to \(try reprText(content)) defining \(shownName) as \(shownType)")
    }

    /// Runs a class body in a namespace; the caller owns what it returned: the cell of `__class__`, or None.
    private func runBody(_ function: ObjectID, namespace: ObjectID) throws -> ObjectID {
        typealias Slot = Layouts.FunctionSlot
        try checkRecursion()
        let code = heap.slot(function, Slot.code)
        let floor = stackTop
        enterFrame(
            body(of: code).facts, code: runtime.retained(code), function: runtime.retained(function),
            globals: heap.slot(function, Slot.globals), builtins: heap.slot(function, Slot.builtins),
            namespace: runtime.retained(namespace), floor: floor, locals: floor, filled: 0, isEntry: true)
        return try evaluate(entry: frameCount - 1)
    }

    /// A call of one of the weak containers of the library; nil if the class is another.
    func constructWeakContainer(_ type: ObjectID, _ arguments: CallArguments) throws -> ObjectID? {
        // With its Python part, `weakref` knows itself how its containers begin.
        if isWeakrefComplete, type != runtime.library.moduleSpec { return nil }
        let library = runtime.library
        switch type {
        case library.moduleSpec: return try constructSpec(arguments)
        case library.sourceFileLoader:
            guard arguments.count == 2 else { throw typeError("SourceFileLoader() takes a name and a path") }
            return runtime.makeSourceLoader(name: text(arguments[0]), path: text(arguments[1]))
        case library.weakValueDictionary, library.weakKeyDictionary:
            let container =
                type == library.weakValueDictionary
                ? runtime.makeWeakValueDictionary() : runtime.makeWeakKeyDictionary()
            guard arguments.count > 0 else { return container }
            for (key, value) in try pairs(of: arguments[0]) {
                try runtime.setItem(container, key, value)
                heap.release(key)
                heap.release(value)
            }
            return container
        case library.weakSet:
            let container = runtime.makeWeakSet()
            guard arguments.count > 0 else { return container }
            for item in try items(of: arguments[0]) {
                try runtime.add(container, item)
                heap.release(item)
            }
            return container
        default: return nil
        }
    }
}
