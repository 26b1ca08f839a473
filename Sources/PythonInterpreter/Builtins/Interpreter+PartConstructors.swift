import HeapEngine
import PythonObjects

extension Interpreter {
    /// `types.MethodType(function, object)`, `types.GenericAlias(origin, arguments)` and `types.CellType(contents)`.
    func constructPart(_ type: ObjectID, _ kind: Kind, _ arguments: CallArguments) throws -> ObjectID {
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
        if kind == .genericAlias {
            return runtime.makeGenericAlias(arguments[0], arguments: arguments[1], type: type)
        }
        return try runtime.makeMethod(function: arguments[0], receiver: arguments[1])
    }

    /// `types.ModuleType(name, doc=None)`
    private func constructModule(_ arguments: CallArguments) throws -> ObjectID {
        let module = runtime.makeModuleObject(type: runtime.types.module)
        return try keeping(module) { try initializeModule(module, arguments) }
    }

    /// `ModuleType.__init__`
    func initializeModule(_ module: ObjectID, _ arguments: CallArguments) throws {
        guard let name = arguments.count > 0 ? arguments[0] : arguments.keyword("name", in: self) else {
            throw typeError("module() missing required argument 'name' (pos 1)")
        }
        guard runtime.kind(of: name) == .str else {
            throw typeError("module() argument 'name' must be str, not \(runtime.typeName(name))")
        }
        let doc = arguments.count > 1 ? arguments[1] : arguments.keyword("doc", in: self)
        let dict = heap.slot(module, 0)
        if runtime.profile.tracksModuleDicts, !heap.isTracked(dict) { runtime.track(dict) }
        runtime.store(dict, name: "__name__", name)
        runtime.store(dict, name: "__doc__", doc ?? runtime.none)
        for key in ["__package__", "__loader__", "__spec__"] {
            runtime.store(dict, name: key, runtime.none)
        }
    }

    /// `property.__init__`: without a docstring of its own, the getter's is the property's.
    func initializeProperty(_ property: ObjectID, _ arguments: CallArguments) throws {
        let reader = try ArgumentReader("property(fget=, fset=, fdel=, doc=)", arguments, self)
        let (getter, given) = (reader.unlessNone(0), reader.unlessNone(3))
        runtime.setPart(.getter, of: property, getter)
        runtime.setPart(.setter, of: property, reader.unlessNone(1))
        runtime.setPart(.deleter, of: property, reader.unlessNone(2))
        runtime.setPart(.name, of: property, nil)
        let name = runtime.staticName("__doc__")
        var doc = given.map { runtime.retained($0) } ?? .none
        if given == nil, let getter { doc = try optionalAttribute(getter, name) ?? .none }
        if doc == runtime.none, !runtime.profile.rules.propertiesTakeNone { doc = .none }
        defer { if !doc.isNone { heap.release(doc) } }
        runtime.setDocIsGetters(of: property, given == nil && !doc.isNone)
        if runtime.isExactly(property, runtime.types.property) {
            return runtime.setPart(.doc, of: property, doc.isNone ? nil : doc)
        }
        // Of a class derived from property, it is an attribute as others are.
        do {
            try setAttribute(property, name, doc.isNone ? runtime.none : doc)
        } catch {
            try absorb(error, "AttributeError")
            if given != nil {
                throw PythonException(
                    "AttributeError",
                    "'\(runtime.typeName(property))' object attribute '__doc__' is read-only")
            }
        }
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
