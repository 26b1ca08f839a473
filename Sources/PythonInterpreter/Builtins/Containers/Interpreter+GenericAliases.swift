import HeapEngine
import PythonObjects

/// `list[T][int]`: types in place of the type variables of a generic alias.
extension Interpreter {
    /// `alias[arguments]` of a generic alias or union; the caller owns it.
    func aliasItem(_ alias: ObjectID, _ key: ObjectID) throws -> ObjectID {
        let arguments = try substitutedArguments(of: alias, key)
        defer { heap.release(arguments) }
        guard runtime.kind(of: alias) == .union else {
            return runtime.makeGenericAlias(runtime.origin(ofAlias: alias), arguments: arguments)
        }
        var members = runtime.items(of: arguments)[...]
        guard let first = members.popFirst() else { return runtime.retained(alias) }
        var union = runtime.retained(first)
        for member in members {
            let shorter = union
            defer { heap.release(shorter) }
            union = try binary(.or, shorter, member)
        }
        return union
    }

    /// The arguments of an alias with others in place of its type variables: a tuple of the caller's.
    private func substitutedArguments(of alias: ObjectID, _ key: ObjectID) throws -> ObjectID {
        let parameters = try aliasParameters(alias)
        defer { heap.release(parameters) }
        let variables = runtime.items(of: parameters)
        guard !variables.isEmpty else { throw typeError("\(try reprText(alias)) is not a generic class") }
        var given = runtime.kind(of: key) == .tuple ? runtime.retained(key) : runtime.makeTuple([key])
        defer { heap.release(given) }
        for variable in variables {
            let name = runtime.staticName("__typing_prepare_subst__")
            guard let prepare = try optionalAttribute(variable, name) else { continue }
            defer { heap.release(prepare) }
            let prepared = try call(prepare, [alias, given])
            heap.release(given)
            given = prepared
            guard runtime.kind(of: given) == .tuple else {
                throw typeError("__typing_prepare_subst__ must return a tuple")
            }
        }
        let items = runtime.items(of: given)
        guard items.count == variables.count else {
            let words = items.count > variables.count ? ("many", "") : ("few", "at least ")
            throw typeError(
                "Too \(words.0) arguments for \(try reprText(alias)); actual \(items.count), expected \(words.1)\(variables.count)"
            )
        }
        var replaced: [ObjectID] = []
        defer { for argument in replaced { heap.release(argument) } }
        for argument in runtime.items(of: runtime.arguments(ofAlias: alias)) {
            replaced += try substituted(argument, variables, items)
        }
        return runtime.makeTuple(replaced)
    }

    /// What an argument becomes when type variables are replaced: several where one stands for many. The caller owns them.
    private func substituted(
        _ argument: ObjectID, _ variables: [ObjectID], _ items: [ObjectID]
    ) throws -> [ObjectID] {
        if runtime.kind(of: argument) == .type { return [runtime.retained(argument)] }
        if let place = variables.firstIndex(of: argument),
            let substitute = try optionalAttribute(argument, runtime.staticName("__typing_subst__"))
        {
            defer { heap.release(substitute) }
            let result = try call(substitute, [items[place]])
            guard runtime.kind(of: result) == .tuple, runtime.kind(of: items[place]) == .tuple else {
                return [result]
            }
            defer { heap.release(result) }
            return runtime.items(of: result).map { runtime.retained($0) }
        }
        guard let inner = try optionalAttribute(argument, runtime.staticName("__parameters__")) else {
            return [runtime.retained(argument)]
        }
        defer { heap.release(inner) }
        guard runtime.kind(of: inner) == .tuple, runtime.itemCount(inner) > 0 else {
            return [runtime.retained(argument)]
        }
        let own = runtime.items(of: inner).map { variable in
            variables.firstIndex(of: variable).map { items[$0] } ?? variable
        }
        let key = runtime.makeTuple(own)
        defer { heap.release(key) }
        return [try item(argument, key)]
    }

    /// `list[int]`: `__class_getitem__` of the class.
    func classItem(_ type: ObjectID, _ key: ObjectID) throws -> ObjectID {
        let hook = runtime.staticName("__getitem__")
        if heap.type(of: type) != runtime.types.type, !typeAttribute(heap.type(of: type), hook).isNone {
            return try callMethod(heap.type(of: type), "__getitem__", [type, key])
        }
        let method = typeAttribute(type, runtime.staticName("__class_getitem__"))
        guard !method.isNone else {
            if isGeneric(type) { return runtime.makeGenericAlias(type, arguments: key) }
            throw typeError("type '\(runtime.record(of: type).reportedName)' is not subscriptable")
        }
        if runtime.kind(of: method) == .function { return try call(method, [type, key]) }
        let bound = try bound(method, to: .none, of: type)
        defer { heap.release(bound) }
        return try call(bound, [key])
    }

    /// Whether `type[arguments]` is a generic alias: the builtin containers, `type`, and the weak containers.
    private func isGeneric(_ type: ObjectID) -> Bool {
        let types = runtime.types
        let builtin = [
            types.list, types.dict, types.tuple, types.set, types.frozenSet, types.type, types.weakReference,
        ]
        let library = runtime.library
        let weak = [library.weakValueDictionary, library.weakKeyDictionary, library.weakSet]
        return runtime.record(of: type).mro.contains { builtin.contains($0) || weak.contains($0) }
    }

    /// The attributes of a generic alias that are not those of its origin.
    static let ownAliasNames: Set<String> = [
        "__args__", "__bases__", "__class__", "__copy__", "__deepcopy__", "__mro_entries__", "__origin__",
        "__parameters__", "__reduce__", "__reduce_ex__", "__typing_unpacked_tuple_args__", "__unpacked__",
    ]
}
