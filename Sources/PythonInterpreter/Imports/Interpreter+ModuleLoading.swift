import HeapEngine
import PythonObjects
import PythonSyntax

extension Interpreter {
    /// Makes a module importable from source.
    package func registerModule(_ name: String, _ source: ModuleSource) { registeredModules[name] = source }

    /// The source that was registered for a module.
    package func registeredModule(_ name: String) -> ModuleSource? { registeredModules[name] }

    /// How many bytes of source are registered, but for one module's.
    package func registeredBytes(without name: String) -> Int {
        registeredModules.reduce(0) { $1.key == name ? $0 : $0 + $1.value.bytes.count }
    }

    /// The module of a full name, imported if it was not yet: importlib's `_find_and_load`. The caller owns it.
    func importModule(_ name: String) throws -> ObjectID {
        if name == "weakref" { try completeWeakrefModule() }
        if let known = try loadedModule(name) { return known }
        var parent = ObjectID.none
        defer { if !parent.isNone { heap.release(parent) } }
        if let dot = name.lastIndex(of: ".") {
            let parentName = String(name[..<dot])
            parent = try importModule(parentName)
            // The package may have imported it on its way.
            if let known = try loadedModule(name) { return known }
            let path = runtime.staticName("__path__")
            guard let locations = try optionalAttribute(parent, path) else {
                throw missingModule(name, "No module named '\(name)'; '\(parentName)' is not a package")
            }
            heap.release(locations)
        }
        guard let module = try load(name) else { throw missingModule(name, "No module named '\(name)'") }
        if !parent.isNone, let dot = name.lastIndex(of: ".") {
            let child = runtime.internedName(String(name[name.index(after: dot)...]))
            defer { heap.release(child) }
            do {
                try setAttribute(parent, child, module)
            } catch {
                heap.release(module)
                throw error
            }
        }
        return module
    }

    /// The module that `sys.modules` has under a name; the caller owns it.
    private func loadedModule(_ name: String) throws -> ObjectID? {
        guard let module = runtime.module(named: name) else { return nil }
        guard module != runtime.none else {
            throw missingModule(name, "import of \(name) halted; None in sys.modules")
        }
        return runtime.retained(module)
    }

    /// Makes and runs a module that is not loaded; nil if nobody knows it. The caller owns it.
    private func load(_ name: String) throws -> ObjectID? {
        if let module = try makeNativeModule(name) { return module }
        if let source = registeredModules[name] {
            return try load(name, source) {
                try compile(source.bytes, filename: source.filename)
            }
        }
        guard let source = EmbeddedModules.source(of: name) else { return nil }
        // A module of the library is there from the start in effect.
        return try asLibrary {
            let module = try load(name, source, at: libraryPath(of: source)) {
                try libraryUnit(name, source)
            }
            try removeLaterNames(of: module, name)
            return module
        }
    }

    /// Where CPython has a module of its library, and what it is compiled to: `__file__` and `__cached__`.
    private func libraryPath(of source: ModuleSource) -> (file: String, cached: String) {
        let release = runtime.profile.release
        let parts = source.filename.split(separator: "/").dropFirst()
        let folder = (["/usr/local/lib/python\(release.series)"] + parts.dropLast()).joined(separator: "/")
        let name = parts.last.map(String.init) ?? ""
        return ("\(folder)/\(name)", "\(folder)/__pycache__/\(name.dropLast(3)).\(release.cacheTag).pyc")
    }

    /// Takes out of a module of the library what the language does not have yet.
    private func removeLaterNames(of module: ObjectID, _ name: String) throws {
        for missing in language.missingNames.sorted() where missing.hasPrefix("\(name).") {
            let path = missing.dropFirst(name.count + 1).split(separator: ".")
            guard let last = path.last else { continue }
            var owner = runtime.retained(module)
            defer { heap.release(owner) }
            for part in path.dropLast() {
                guard let next = try optionalAttribute(owner, String(part)) else { return }
                heap.release(owner)
                owner = next
            }
            try deleteAttribute(owner, runtime.staticName(String(last)))
        }
    }

    /// What a module of the library compiles to.
    func libraryUnit(_ name: String, _ source: ModuleSource) throws -> CodeUnit {
        do throws(SyntaxError) {
            return try EmbeddedModules.unit(of: name, source, following: language)
        } catch {
            throw syntaxError(error, filename: source.filename, source: source.bytes)
        }
    }

    private func load(
        _ name: String, _ source: ModuleSource, at library: (file: String, cached: String)? = nil,
        _ compile: () throws -> CodeUnit
    ) throws -> ObjectID {
        let unit = try compile()
        sources.remember(source.bytes, as: source.filename)
        let path = library?.file ?? source.filename
        let loader = runtime.makeSourceLoader(name: name, path: path)
        defer { heap.release(loader) }
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
        let module = runtime.makeModuleObject(
            name: name,
            spec: ModuleSpecDefinition(
                name: name, loader: loader, origin: path,
                searchLocations: source.isPackage ? [folder] : nil, hasLocation: true,
                cached: library?.cached))
        setInitializing(module, true)
        runtime.store(runtime.roots.modules, name: name, module)
        do {
            try execute(unit, in: module)
        } catch {
            setInitializing(module, false)
            forget(name)
            heap.release(module)
            throw error
        }
        setInitializing(module, false)
        // The module may have put another object in its place; it moves to the end in any case.
        guard let final = runtime.module(named: name) else {
            heap.release(module)
            let key = runtime.makeStr(name)
            defer { heap.release(key) }
            throw keyError(key)
        }
        heap.retain(final)
        heap.release(module)
        forget(name)
        runtime.store(runtime.roots.modules, name: name, final)
        return final
    }

    /// Takes a module out of `sys.modules`.
    private func forget(_ name: String) {
        if let entry = runtime.find(runtime.roots.modules, name: PythonString(name)) {
            _ = runtime.removeEntry(runtime.roots.modules, entry)
        }
    }

    /// `module.__spec__._initializing = …`
    private func setInitializing(_ module: ObjectID, _ value: Bool) {
        guard let spec = runtime.spec(of: module), spec != runtime.none else { return }
        try? runtime.setAttribute(spec, "_initializing", runtime.boolean(value))
    }

    /// Whether a module's code is still running.
    func isInitializing(_ module: ObjectID) -> Bool {
        guard let spec = runtime.spec(of: module), spec != runtime.none else { return false }
        return runtime.instanceAttribute(spec, "_initializing") == runtime.trueObject
    }

    /// Runs compiled source in a module's namespace.
    func execute(_ unit: CodeUnit, in module: ObjectID) throws {
        try checkRecursion()
        let globals = heap.slot(module, 0)
        if runtime.lookUp(globals, name: "__builtins__") == nil {
            runtime.store(globals, name: "__builtins__", runtime.roots.builtins)
        }
        let code = makeCode(unit)
        let floor = stackTop
        let function = runtime.makeFunction(
            code: code, globals: globals, builtins: runtime.roots.builtins, module: .none, doc: runtime.none)
        enterFrame(
            body(of: code), code: code, function: function, globals: globals,
            builtins: runtime.roots.builtins, namespace: runtime.retained(globals), floor: floor,
            locals: floor, filled: 0, isEntry: true)
        heap.release(try evaluate(entry: frameCount - 1))
    }

    /// Compiles a client's source; Python's SyntaxError if it is refused.
    func compile(_ source: [UInt8], filename: String) throws -> CodeUnit {
        try warning(of: source, filename) { (warnings) throws(SyntaxError) in
            try Compiler.compile(
                source: source, filename: filename, following: language, noting: warnings)
        }
    }

    // MARK: Errors

    /// ModuleNotFoundError with `name`.
    func missingModule(_ name: String, _ message: String) -> Raised {
        importError("ModuleNotFoundError", message, name: name)
    }

    /// ImportError or a class derived from it, with `name` and, if given, `path` and `name_from`.
    func importError(
        _ type: String, _ message: String, name: String? = nil, path: ObjectID? = nil,
        nameFrom: ObjectID? = nil
    ) -> Raised {
        let text = runtime.makeStr(message)
        let exception = runtime.newException(exceptionType(type), [text])
        heap.release(text)
        if let name {
            let object = runtime.makeStr(name)
            runtime.setField("name", of: exception, object)
            heap.release(object)
        }
        if let path { runtime.setField("path", of: exception, path) }
        if let nameFrom { runtime.setField("name_from", of: exception, nameFrom) }
        return raiseNew(exception)
    }

    /// An attribute, or nil if asking for it raises AttributeError; the caller owns it.
    func optionalAttribute(_ object: ObjectID, _ name: ObjectID) throws -> ObjectID? {
        do {
            return try attributeWithoutContext(object, name)
        } catch {
            try absorb(error, "AttributeError")
            return nil
        }
    }

    func optionalAttribute(_ object: ObjectID, _ name: String) throws -> ObjectID? {
        try optionalAttribute(object, runtime.staticName(name))
    }
}
