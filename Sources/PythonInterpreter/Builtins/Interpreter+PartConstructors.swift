import HeapEngine
import PythonObjects

extension Interpreter {
    /// `types.MethodType(function, object)`, `types.GenericAlias(origin, arguments)` and `types.CellType(contents)`.
    func constructPart(_ kind: Kind, _ arguments: CallArguments) throws -> ObjectID {
        if kind == .module { return try constructModule(arguments) }
        let name = kind == .genericAlias ? "GenericAlias" : kind == .cell ? "cell" : "method"
        guard arguments.names.isEmpty else { throw typeError("\(name)() takes no keyword arguments") }
        if kind == .cell {
            guard arguments.count <= 1 else {
                throw typeError("cell expected at most 1 argument, got \(arguments.count)")
            }
            return runtime.makeCell(arguments.count == 1 ? arguments[0] : nil)
        }
        guard arguments.count == 2 else {
            throw typeError("\(name) expected 2 arguments, got \(arguments.count)")
        }
        if kind == .genericAlias { return runtime.makeGenericAlias(arguments[0], arguments: arguments[1]) }
        return try runtime.makeMethod(function: arguments[0], receiver: arguments[1])
    }

    /// `types.ModuleType(name, doc=None)`
    private func constructModule(_ arguments: CallArguments) throws -> ObjectID {
        guard let name = arguments.count > 0 ? arguments[0] : arguments.keyword("name", in: self) else {
            throw typeError("module() missing required argument 'name' (pos 1)")
        }
        guard let text = runtime.strValue(name)?.text else {
            throw typeError("module() argument 'name' must be str, not \(runtime.typeName(name))")
        }
        let module = runtime.makeModuleObject(name: text)
        if let doc = arguments.count > 1 ? arguments[1] : arguments.keyword("doc", in: self) {
            runtime.store(heap.slot(module, 0), name: "__doc__", doc)
        }
        return module
    }

    /// `__parameters__` of a generic alias or union: the type variables in its arguments, each once. The caller owns it.
    func aliasParameters(_ alias: ObjectID) throws -> ObjectID {
        if let known = runtime.parameters(ofAlias: alias) { return runtime.retained(known) }
        var found: [ObjectID] = []
        defer { for parameter in found { heap.release(parameter) } }
        for argument in runtime.items(of: runtime.arguments(ofAlias: alias))
        where runtime.kind(of: argument) != .type {
            if let hook = try optionalAttribute(argument, runtime.staticName("__typing_subst__")) {
                heap.release(hook)
                if !found.contains(argument) { found.append(runtime.retained(argument)) }
                continue
            }
            guard let inner = try optionalAttribute(argument, runtime.staticName("__parameters__")) else {
                continue
            }
            defer { heap.release(inner) }
            guard runtime.kind(of: inner) == .tuple else { continue }
            for parameter in runtime.items(of: inner) where !found.contains(parameter) {
                found.append(runtime.retained(parameter))
            }
        }
        let parameters = runtime.makeTuple(found)
        runtime.setParameters(ofAlias: alias, owned: runtime.retained(parameters))
        return parameters
    }
}
