import HeapEngine

/// What a module's `__spec__` says.
public struct ModuleSpecDefinition {
    /// The module's full name.
    public var name: String
    /// The loader object; None if nil.
    public var loader: ObjectID?
    /// Where it was loaded from.
    public var origin: String?
    /// `submodule_search_locations`: not nil for a package.
    public var searchLocations: [String]?
    /// Whether the origin is a place that can be loaded from (`has_location`).
    public var hasLocation: Bool
    /// The path of the compiled file.
    public var cached: String?

    /// Describes a spec.
    public init(
        name: String, loader: ObjectID? = nil, origin: String? = nil, searchLocations: [String]? = nil,
        hasLocation: Bool = false, cached: String? = nil
    ) {
        self.name = name
        self.loader = loader
        self.origin = origin
        self.searchLocations = searchLocations
        self.hasLocation = hasLocation
        self.cached = cached
    }
}

extension Runtime {
    /// `types.ModuleType(name)`: a module that nothing knows of yet.
    public func makeModuleObject(name: String) -> ObjectID {
        let module = allocate(layouts.module, types.module, .module, slots: 1)
        let dict = makeEmptyDict()
        _ = heap.setSlot(module, 0, owned: dict)
        let nameObject = constantStr(name)
        store(dict, name: "__name__", nameObject)
        heap.release(nameObject)
        for key in ["__doc__", "__package__", "__loader__", "__spec__"] { store(dict, name: key, none) }
        if profile.tracksModuleDicts { track(dict) }
        track(module)
        return module
    }

    /// A module of a class, that of plain modules or one derived from it, before its `__init__`.
    package func makeModuleObject(type: ObjectID) -> ObjectID {
        let record = record(of: type)
        let module =
            record.isHeap
            ? allocate(
                record.layout, type, form(of: record, base: .module), slots: 2 + record.slots.count)
            : allocate(layouts.module, type, .module, slots: 1)
        let dict = makeEmptyDict()
        _ = heap.setSlot(module, 0, owned: dict)
        if profile.tracksModuleDicts { track(dict) }
        if record.isHeap {
            fill(module, record.typeSlot ?? 1, type)
            if record.hasFinalizer { heap.setFinalizer(module, true) }
        }
        track(module)
        return module
    }

    /// A module as the import system makes it before it runs its code; `sys.modules` does not know of it yet.
    package func makeModuleObject(name: String, spec: ModuleSpecDefinition) -> ObjectID {
        let module = makeModuleObject(name: name)
        initialize(module, with: spec)
        return module
    }

    /// `SourceFileLoader(name, path)`
    package func makeSourceLoader(name: String, path: String) -> ObjectID {
        let loader = makePlainInstance(library.sourceFileLoader)
        setOwnAttribute(loader, "name", owned: makeStr(name))
        setOwnAttribute(loader, "path", owned: makeStr(path))
        return loader
    }

    /// Makes a module with a `ModuleSpec` and enters it into `sys.modules`, as importing it does. Without a spec, `__spec__` is None.
    public func makeModule(name: String, spec definition: ModuleSpecDefinition? = nil) throws -> ObjectID {
        guard !name.isEmpty else { throw PythonException("ValueError", "Empty module name") }
        guard
            name.split(separator: ".", omittingEmptySubsequences: false).allSatisfy({
                PythonString(String($0)).isIdentifier
            })
        else { throw PythonException("ModuleNotFoundError", "No module named '\(name)'") }
        if module(named: name).map({ isBuiltin($0) }) == true {
            throw PythonException("ImportError", "the module '\(name)' is the interpreter's own")
        }
        let module = makeModuleObject(name: name)
        if let definition { initialize(module, with: definition) }
        store(roots.modules, name: name, module)
        if let dot = name.lastIndex(of: "."), let parent = self.module(named: String(name[..<dot])) {
            store(heap.slot(parent, 0), name: String(name[name.index(after: dot)...]), module)
        }
        return module
    }

    /// Sets the attributes that importing sets (`_init_module_attrs`).
    func initialize(_ module: ObjectID, with definition: ModuleSpecDefinition) {
        let spec = makeSpec(definition)
        let dict = heap.slot(module, 0)
        if let loader = definition.loader { store(dict, name: "__loader__", loader) }
        let parent = makeStr(parentName(definition))
        store(dict, name: "__package__", parent)
        heap.release(parent)
        store(dict, name: "__spec__", spec)
        if definition.searchLocations != nil,
            let paths = try? getAttribute(spec, "submodule_search_locations")
        {
            store(dict, name: "__path__", paths)
            heap.release(paths)
        }
        if definition.hasLocation {
            for (name, text) in [("__file__", definition.origin), ("__cached__", definition.cached)] {
                guard let text else { continue }
                let path = makeStr(text)
                store(dict, name: name, path)
                heap.release(path)
            }
        }
        heap.release(spec)
    }

    private func parentName(_ definition: ModuleSpecDefinition) -> String {
        if definition.searchLocations != nil { return definition.name }
        guard let dot = definition.name.lastIndex(of: ".") else { return "" }
        return String(definition.name[..<dot])
    }

    /// `ModuleSpec(name, loader, origin=..., is_package=...)`, with its attributes in the order of `__init__`.
    package func makeSpec(_ definition: ModuleSpecDefinition) -> ObjectID {
        let spec = makePlainInstance(library.moduleSpec)
        func set(_ name: String, owned value: ObjectID) {
            let key = internedName(name)
            setInstanceAttribute(spec, PythonString(name), key: key, value)
            heap.release(key)
            heap.release(value)
        }
        set("name", owned: constantStr(definition.name))
        set("loader", owned: retained(definition.loader ?? none))
        set("origin", owned: definition.origin.map { makeStr($0) } ?? none)
        set("loader_state", owned: none)
        if let locations = definition.searchLocations {
            let paths = locations.map { makeStr($0) }
            set("submodule_search_locations", owned: makeList(paths))
            for path in paths { heap.release(path) }
        } else {
            set("submodule_search_locations", owned: none)
        }
        set("_uninitialized_submodules", owned: makeList([]))
        set("_set_fileattr", owned: boolean(definition.hasLocation))
        set("_cached", owned: definition.cached.map { makeStr($0) } ?? none)
        return spec
    }

    // MARK: Asking

    /// The modules in `sys.modules`, in order, borrowed.
    public func modules() -> [(name: String, module: ObjectID)] {
        entries(of: roots.modules).compactMap { pair in strValue(pair.key).map { ($0.text, pair.value) } }
    }

    /// A module in `sys.modules`, borrowed.
    public func module(named name: String) -> ObjectID? { lookUp(roots.modules, name: PythonString(name)) }

    /// A module's `__spec__`, borrowed: a ModuleSpec or None; nil if it was deleted.
    public func spec(of module: ObjectID) -> ObjectID? {
        kind(of: module) == .module ? lookUp(heap.slot(module, 0), name: "__spec__") : nil
    }

    /// A module's attributes in order, borrowed.
    public func moduleAttributes(_ module: ObjectID) -> [(name: String, value: ObjectID)] {
        guard kind(of: module) == .module else { return [] }
        return entries(of: heap.slot(module, 0)).compactMap { pair in
            strValue(pair.key).map { ($0.text, pair.value) }
        }
    }

    /// What a ModuleSpec says: its attributes and the properties `parent`, `cached` and `has_location`.
    public func specAttributes(_ spec: ObjectID) -> [(name: String, value: ObjectID?, text: String)] {
        guard isInstance(spec, of: library.moduleSpec) else { return [] }
        var found: [(name: String, value: ObjectID?, text: String)] = []
        for name in ["name", "loader", "origin", "loader_state", "submodule_search_locations"] {
            let value = instanceAttribute(spec, PythonString(name)) ?? none
            found.append((name, value, summary(value)))
        }
        let name = instanceAttribute(spec, "name").flatMap { strValue($0) }?.text ?? ""
        let isPackage = instanceAttribute(spec, "submodule_search_locations").map { $0 != none } ?? false
        let parent = isPackage ? name : name.lastIndex(of: ".").map { String(name[..<$0]) } ?? ""
        found.append(("parent", nil, PythonString(parent).repr))
        let cached = instanceAttribute(spec, "_cached") ?? none
        found.append(("cached", cached, summary(cached)))
        let hasLocation = instanceAttribute(spec, "_set_fileattr") ?? falseObject
        found.append(("has_location", hasLocation, summary(hasLocation)))
        return found
    }

    package func moduleName(_ module: ObjectID) -> String {
        lookUp(heap.slot(module, 0), name: "__name__").flatMap { strValue($0) }?.text ?? "?"
    }

    /// Gives the runtime other globals than those of `__main__`, which is about to go.
    package func replaceGlobals() {
        globals = makeEmptyDict()
        keep(globals)
    }

    // MARK: At start

    /// Makes `sys`, `builtins`, `gc`, `weakref` and `__main__`.
    func makeModulesAtStart() {
        for name in ["sys", "builtins", "gc"] {
            let module = makeModuleObject(name: name)
            initialize(
                module,
                with: ModuleSpecDefinition(
                    name: name, loader: library.builtinImporter, origin: "built-in"))
            if name == "gc" { finishImport(of: module) }
            store(roots.modules, name: name, module)
            heap.release(module)
        }
        let weakref = makeModuleObject(name: "weakref")
        let loader = makeSourceLoader(name: "weakref", path: weakrefPath)
        initialize(
            weakref,
            with: ModuleSpecDefinition(
                name: "weakref", loader: loader, origin: weakrefPath, hasLocation: true,
                cached:
                    "/usr/local/lib/python\(profile.release.series)/__pycache__/weakref.\(profile.release.cacheTag).pyc"
            ))
        heap.release(loader)
        finishImport(of: weakref)
        store(roots.modules, name: "weakref", weakref)
        for name in ["WeakValueDictionary", "WeakKeyDictionary", "WeakSet", "finalize", "KeyedRef"] {
            if let type = library.byName[name] { store(heap.slot(weakref, 0), name: name, type) }
        }
        store(heap.slot(weakref, 0), name: "ref", types.weakReference)
        store(heap.slot(weakref, 0), name: "proxy", types.weakProxy)
        heap.release(weakref)
        guard let builtins = module(named: "builtins") else { preconditionFailure("builtins were not made") }
        roots.builtins = heap.slot(builtins, 0)
        let names = ["builtins", "gc", "sys", "weakref"]
        roots.staticDicts = Set(names.compactMap { module(named: $0) }.map { heap.slot($0, 0) })
        roots.lastStaticDict = roots.staticDicts.max() ?? .none
        for name in types.byName.keys.sorted() {
            if let type = types.byName[name] { store(roots.builtins, name: name, type) }
        }
        for name in ["None", "Ellipsis", "NotImplemented", "False", "True"] {
            if let value = builtin(named: name) { store(roots.builtins, name: name, value) }
        }
    }

    /// `module.__spec__._initializing = False`, which importing leaves behind.
    private func finishImport(of module: ObjectID) {
        guard let spec = spec(of: module) else { return }
        try? setAttribute(spec, "_initializing", falseObject)
    }

    /// Makes `__main__`; its globals are the one thing of the start that the collector sees, and the oldest.
    ///
    /// - Parameter installBuiltins: enters what an evaluator brings along; it may take static memory alone.
    func startMain(_ installBuiltins: ((Runtime) -> Void)?) {
        let main = allocate(layouts.module, types.module, .module, slots: 1)
        let dict = makeEmptyDict()
        globals = dict
        _ = heap.setSlot(main, 0, owned: dict)
        let name = internedName("__main__")
        store(dict, name: "__name__", name)
        for key in ["__doc__", "__package__", "__loader__", "__spec__"] { store(dict, name: key, none) }
        if let builtins = module(named: "builtins") { store(dict, name: "__builtins__", builtins) }
        storeUnchecked(roots.modules, name, main)
        heap.release(name)
        heap.release(main)
        finishStatement()
        startModuleFrame()
        makeLaterTypes()
        installBuiltins?(self)
        heap.finishStart(keeping: [dict])
    }
}
