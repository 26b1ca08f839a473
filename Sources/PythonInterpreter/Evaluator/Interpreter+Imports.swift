import HeapEngine
import PythonObjects

extension Interpreter {
    func performImport(_ opcode: Opcode, _ argument: Int, _ frame: UnsafeMutablePointer<Frame>) throws {
        let name = frame.pointee.names[argument]
        if opcode == .importFrom { return frame.push(try importFrom(frame.peek(), name)) }
        let level = runtime.index(frame.peek(1)) ?? 0
        let module = try importName(
            text(name), globals: frame.pointee.globals, fromList: frame.peek(), level: level)
        dropOperands(2, frame)
        frame.push(module)
    }

    /// `__import__(name, globals, None, fromlist, level)`; the caller owns the result.
    func importName(_ name: String, globals: ObjectID, fromList: ObjectID, level: Int) throws -> ObjectID {
        if level == 0, name.isEmpty { throw PythonException("ValueError", "Empty module name") }
        let fullName = level == 0 ? name : try absoluteName(name, globals: globals, level: level)
        let module = try importModule(fullName)
        do {
            guard try fromList == runtime.none || !isTrue(fromList) else {
                try importSubmodules(fromList, of: module)
                return module
            }
        } catch {
            heap.release(module)
            throw error
        }
        guard let dot = name.firstIndex(of: ".") else { return module }
        // `import a.b` binds `a`.
        heap.release(module)
        let rest = name[dot...].count
        return try importModule(String(fullName.dropLast(rest)))
    }

    /// The full name behind so many dots: `resolve_abs_name`.
    private func absoluteName(_ name: String, globals: ObjectID, level: Int) throws -> String {
        var package = ""
        if let given = runtime.lookUp(globals, name: "__package__"), given != runtime.none {
            guard let text = runtime.strValue(given) else { throw typeError("package must be a string") }
            package = text.text
        } else if let own = runtime.lookUp(globals, name: "__name__").flatMap({ runtime.strValue($0) }) {
            package = own.text
            if runtime.lookUp(globals, name: "__path__") == nil {
                package = package.lastIndex(of: ".").map { String(package[..<$0]) } ?? ""
            }
        } else {
            throw PythonException("KeyError", "'__name__' not in globals")
        }
        guard !package.isEmpty else {
            throw PythonException("ImportError", "attempted relative import with no known parent package")
        }
        for _ in 1..<max(1, level) {
            guard let dot = package.lastIndex(of: ".") else {
                throw PythonException("ImportError", "attempted relative import beyond top-level package")
            }
            package = String(package[..<dot])
        }
        return name.isEmpty ? package : "\(package).\(name)"
    }

    /// Imports those names of `from package import …` that are submodules: importlib's `_handle_fromlist`.
    private func importSubmodules(_ names: ObjectID, of module: ObjectID) throws {
        guard let path = try optionalAttribute(module, runtime.staticName("__path__")) else { return }
        heap.release(path)
        let items = try items(of: names)
        defer { for item in items { heap.release(item) } }
        for name in items {
            guard let text = runtime.strValue(name)?.text else {
                throw typeError("Item in ``from list'' must be str, not \(runtime.typeName(name))")
            }
            if text == "*" {
                guard let all = try optionalAttribute(module, runtime.staticName("__all__")) else { continue }
                defer { heap.release(all) }
                try importSubmodules(all, of: module)
            } else if let known = try optionalAttribute(module, name) {
                heap.release(known)
            } else {
                try importSubmodule(text, of: module)
            }
        }
    }

    private func importSubmodule(_ name: String, of package: ObjectID) throws {
        let fullName = "\(runtime.moduleName(package)).\(name)"
        do {
            heap.release(try importModule(fullName))
        } catch {
            // A name that is no module either is the business of `import_from`.
            let failure = exception(of: error)
            let isMissing =
                runtime.isInstance(failure, of: exceptionType("ModuleNotFoundError"))
                && runtime.field("name", of: failure).flatMap { runtime.strValue($0)?.text } == fullName
            guard isMissing else { throw raise(failure) }
            heap.release(failure)
        }
    }

    /// `from module import name`; the caller owns the result.
    private func importFrom(_ module: ObjectID, _ name: ObjectID) throws -> ObjectID {
        if let value = try optionalAttribute(module, name) { return value }
        let own = try optionalAttribute(module, runtime.staticName("__name__"))
        defer { if let own { heap.release(own) } }
        let moduleName = own.flatMap { runtime.strValue($0)?.text }
        if let moduleName, let found = runtime.module(named: "\(moduleName).\(text(name))") {
            return runtime.retained(found)
        }
        let file = try optionalAttribute(module, runtime.staticName("__file__"))
        defer { if let file { heap.release(file) } }
        let path = file.flatMap { runtime.strValue($0)?.text }
        let shown = moduleName.map { PythonString($0).repr } ?? "'<unknown module name>'"
        let isPartial = runtime.kind(of: module) == .module && isInitializing(module)
        let origin =
            isPartial ? "partially initialized module \(shown) (most likely due to a circular import)" : shown
        throw importError(
            "ImportError",
            "cannot import name \(PythonString(text(name)).repr) from \(origin) (\(path ?? "unknown location"))",
            name: moduleName, path: path == nil ? nil : file, nameFrom: name)
    }

    /// `from module import *`: binds the public names in the frame's namespace.
    func importStar(_ module: ObjectID, _ frame: UnsafeMutablePointer<Frame>) throws {
        let all = try optionalAttribute(module, runtime.staticName("__all__"))
        defer { if let all { heap.release(all) } }
        let names: [ObjectID]
        if let all {
            names = try items(of: all)
        } else {
            let dict = try attribute(module, runtime.staticName("__dict__"))
            defer { heap.release(dict) }
            names = try items(of: dict)
        }
        defer { for name in names { heap.release(name) } }
        for name in names {
            guard let text = runtime.strValue(name)?.text else {
                let place =
                    all == nil
                    ? "Key in \(runtime.moduleName(module)).__dict__"
                    : "Item in \(runtime.moduleName(module)).__all__"
                throw typeError("\(place) must be str, not \(runtime.typeName(name))")
            }
            if all == nil, text.hasPrefix("_") { continue }
            let value = try attribute(module, name)
            defer { heap.release(value) }
            try runtime.setItem(frame.pointee.namespace, name, value)
        }
    }
}
