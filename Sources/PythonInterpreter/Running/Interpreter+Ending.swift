import HeapEngine
import PythonObjects

extension Interpreter {
    /// Ends the interpreter as a process ends that has run a script (CPython 3.13, `Py_FinalizeEx`): functions of `atexit`, a
    /// collection, then the modules go, and what cycles are left of them.
    ///
    /// The library's modules and the interpreter's own stay, as nothing of them can be seen any more. Afterwards nothing can run.
    func end() {
        callExitFunctions()
        flushOutput()
        if heap.isCollectorEnabled { _ = heap.collect(generation: 2) }
        forgetLastExceptions()
        let modules = dropModules()
        dropAddedBuiltins()
        collectQuietly()
        for serial in modules.reversed() {
            if let module = heap.object(with: serial) { clear(module) }
        }
        collectQuietly()
        runtime.finishStatement(collects: false)
        flushOutput()
    }

    // MARK: atexit

    /// Calls the functions of `atexit`, last first; one may add another.
    private func callExitFunctions() {
        guard let module = runtime.module(named: "atexit"), runtime.kind(of: module) == .module else {
            return
        }
        while meter.interruption == nil,
            let list = runtime.lookUp(heap.slot(module, 0), name: "_functions"),
            runtime.kind(of: list) == .list, runtime.itemCount(list) > 0,
            let entry = orNil({ try callMethod(list, "pop", []) })
        {
            defer { heap.release(entry) }
            // The list is a program's to change.
            guard runtime.kind(of: entry) == .tuple, runtime.itemCount(entry) == 3,
                case let parts = runtime.items(of: entry), runtime.kind(of: parts[1]) == .tuple,
                runtime.kind(of: parts[2]) == .dict
            else { continue }
            let partial = runtime.makePartial(
                parts[0], items: runtime.items(of: parts[1]), copying: parts[2])
            defer { heap.release(partial) }
            ignoringAtExit(parts[0]) {
                heap.release(try call(partial, []))
            }
        }
    }

    // MARK: Modules

    private func forgetLastExceptions() {
        let system = runtime.roots.system
        for name in ["path", "argv", "ps1", "ps2", "last_exc", "last_type", "last_value", "last_traceback"]
        where runtime.lookUp(system, name: PythonString(name)) != nil {
            runtime.store(system, name: name, runtime.none)
        }
    }

    /// Takes `__main__`, the program's modules and whatever else it put there out of `sys.modules`. Returns the modules.
    private func dropModules() -> [Serial] {
        let table = runtime.roots.modules
        var serials: [Serial] = []
        var keys: [ObjectID] = []
        for (key, value) in runtime.entries(of: table) where !isLibrary(key, value) {
            if runtime.kind(of: value) == .module, !heap.isTracked(value) { heap.track(value) }
            if runtime.kind(of: value) == .module { serials.append(heap.serial(of: value)) }
            keys.append(runtime.retained(key))
        }
        runtime.replaceGlobals()
        for key in keys {
            if let hash = try? runtime.hash(key) { try? runtime.store(table, key, hash: hash, runtime.none) }
        }
        for key in keys {
            if let name = runtime.strValue(key), let entry = runtime.find(table, name: name) {
                _ = runtime.removeEntry(table, entry)
            }
            heap.release(key)
        }
        return serials
    }

    /// Whether an entry of `sys.modules` is one that the interpreter brings along.
    private func isLibrary(_ key: ObjectID, _ value: ObjectID) -> Bool {
        guard let name = runtime.strValue(key)?.text, name != "__main__", runtime.kind(of: value) == .module,
            registeredModules[name] == nil
        else { return false }
        return runtime.moduleName(value) == name
            && (heap.slot(value, 0) == runtime.roots.system || !heap.isTracked(value))
    }

    /// Takes out of `builtins` what the program put there.
    private func dropAddedBuiltins() {
        let builtins = runtime.roots.builtins
        let added = runtime.entries(of: builtins).compactMap { key, value -> PythonString? in
            heap.isStatic(value) || heap.isImmortal(value) ? nil : runtime.strValue(key)
        }
        for name in added {
            if let entry = runtime.find(builtins, name: name) { _ = runtime.removeEntry(builtins, entry) }
        }
    }

    /// Sets what a module holds to None, names with one underscore in front first (`_PyModule_Clear`).
    private func clear(_ module: ObjectID) {
        let dict = runtime.retained(heap.slot(module, 0))
        defer { heap.release(dict) }
        func isPrivate(_ name: String) -> Bool { name.hasPrefix("_") && !name.hasPrefix("__") }
        for isFirst in [true, false] {
            let names = runtime.entries(of: dict).compactMap { runtime.strValue($0.key)?.text }
            for name in names where isFirst ? isPrivate(name) : name != "__builtins__" {
                if let value = runtime.lookUp(dict, name: PythonString(name)), value != runtime.none {
                    runtime.store(dict, name: name, runtime.none)
                }
            }
        }
    }

    /// A full collection that no callback hears of, whether collection is enabled or not.
    private func collectQuietly() {
        isEnding = true
        _ = heap.collect(generation: 2)
        isEnding = false
    }
}
