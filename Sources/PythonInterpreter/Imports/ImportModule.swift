import HeapEngine
import PythonObjects

/// `_imp`: what `importlib` needs of the import system.
enum ImportModule {
    static let module = NativeModule(name: "_imp", functions: [find, execute, loader])

    /// `find(name)`: where a module would come from and whether it is a package; None if nobody knows it.
    private static let find = Builtin.function("find", 1...1) { interpreter, arguments in
        let runtime = interpreter.runtime
        let name = interpreter.text(arguments[0])
        let found: (origin: String, isPackage: Bool)
        if NativeModule.all.contains(where: { $0.name == name }) {
            found = ("built-in", false)
        } else if let source = interpreter.source(ofModule: name) {
            found = (source.filename, source.isPackage)
        } else {
            return runtime.none
        }
        let origin = runtime.makeStr(found.origin)
        defer { interpreter.heap.release(origin) }
        return runtime.makeTuple([origin, runtime.boolean(found.isPackage)])
    }

    /// `loader(name, path)`: what loads a module from source.
    private static let loader = Builtin.function("loader", 2...2) { interpreter, arguments in
        interpreter.runtime.makeSourceLoader(
            name: interpreter.text(arguments[0]), path: interpreter.text(arguments[1]))
    }

    /// `execute(name, module)`: runs the source of a module in a module's namespace; false if there is no source.
    private static let execute = Builtin.function("execute", 2...2) { interpreter, arguments in
        let runtime = interpreter.runtime
        let name = interpreter.text(arguments[0])
        guard runtime.kind(of: arguments[1]) == .module else {
            throw interpreter.typeError("a module is required, not \(runtime.typeName(arguments[1]))")
        }
        guard let source = interpreter.source(ofModule: name) else {
            return runtime.boolean(NativeModule.all.contains { $0.name == name })
        }
        try interpreter.execute(
            interpreter.compile(source.bytes, filename: source.filename), in: arguments[1])
        return runtime.trueObject
    }
}

extension Interpreter {
    /// The source of a module, registered or of the library; nil if there is none.
    func source(ofModule name: String) -> ModuleSource? {
        registeredModules[name] ?? EmbeddedModules.source(of: name)
    }

    /// `ModuleSpec(name, loader, *, origin=None, loader_state=None, is_package=None)`
    func constructSpec(_ arguments: CallArguments) throws -> ObjectID {
        let names = arguments.names.map { text($0) }
        for name in names where !["name", "loader", "origin", "loader_state", "is_package"].contains(name) {
            throw typeError("ModuleSpec.__init__() got an unexpected keyword argument '\(name)'")
        }
        func given(_ name: String, _ place: Int) -> ObjectID? {
            place < arguments.count ? arguments[place] : arguments.keyword(name, in: self)
        }
        guard arguments.count <= 2, let name = given("name", 0), let loader = given("loader", 1) else {
            throw typeError("ModuleSpec() takes a name and a loader")
        }
        let isPackage = try arguments.keyword("is_package", in: self).map { try isTrue($0) } ?? false
        let spec = runtime.makeSpec(
            ModuleSpecDefinition(
                name: text(name), loader: loader == runtime.none ? nil : loader,
                searchLocations: isPackage ? [] : nil))
        for option in ["origin", "loader_state"] {
            guard let value = arguments.keyword(option, in: self) else { continue }
            try runtime.setAttribute(spec, option, value)
        }
        return spec
    }
}

extension Builtins {
    /// The attributes of ModuleSpec that are computed.
    static let moduleSpecs: [Builtin] = [
        .attribute("parent") { interpreter, spec in
            let runtime = interpreter.runtime
            let name = runtime.instanceAttribute(spec, "name").flatMap { runtime.strValue($0) }?.text ?? ""
            let locations = runtime.instanceAttribute(spec, "submodule_search_locations") ?? runtime.none
            guard locations == runtime.none else { return runtime.makeStr(name) }
            return runtime.makeStr(name.lastIndex(of: ".").map { String(name[..<$0]) } ?? "")
        },
        .attribute("has_location") { interpreter, spec in
            interpreter.runtime.retained(
                interpreter.runtime.instanceAttribute(spec, "_set_fileattr")
                    ?? interpreter.runtime.falseObject
            )
        },
        .attribute("cached") { interpreter, spec in
            interpreter.runtime.retained(
                interpreter.runtime.instanceAttribute(spec, "_cached") ?? interpreter.runtime.none)
        },
        .method("__eq__", 1...1) { interpreter, arguments in
            let runtime = interpreter.runtime
            guard runtime.isInstance(arguments[1], of: runtime.library.moduleSpec) else {
                return runtime.notImplemented
            }
            for name in [
                "name", "loader", "origin", "submodule_search_locations", "_cached", "_set_fileattr",
            ] {
                let values = arguments.positional.map {
                    runtime.instanceAttribute($0, PythonString(name)) ?? runtime.none
                }
                if try !runtime.equals(values[0], values[1]) { return runtime.falseObject }
            }
            return runtime.trueObject
        },
    ]
}
