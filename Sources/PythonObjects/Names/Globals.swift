import HeapEngine

extension Runtime {
    /// `name = object` in `__main__`.
    public func bind(_ name: String, _ object: ObjectID) { store(globals, name: name, object) }

    /// The object that a name in `__main__` stands for: a global, else a builtin.
    public func lookUp(_ name: String) throws -> ObjectID {
        if let value = lookUp(globals, name: PythonString(name)) { return retained(value) }
        if let value = lookUp(roots.builtins, name: PythonString(name)) { return retained(value) }
        throw PythonException("NameError", "name '\(name)' is not defined")
    }

    /// The global of a name, borrowed; nil if there is none.
    public func global(_ name: String) -> ObjectID? { lookUp(globals, name: PythonString(name)) }

    /// `del name` in `__main__`.
    public func unbind(_ name: String) throws {
        guard let entry = find(globals, name: PythonString(name)) else {
            throw PythonException("NameError", "name '\(name)' is not defined")
        }
        _ = removeEntry(globals, entry)
    }

    /// The globals of `__main__` in the order in which they were bound, borrowed; without those that the interpreter put there.
    public func globalNames() -> [(name: String, value: ObjectID)] {
        entries(of: globals).compactMap { pair in
            guard let name = strValue(pair.key)?.text else { return nil }
            return startNames.contains(name) ? nil : (name, pair.value)
        }
    }

    /// The names that `__main__` has from the start.
    package var startNames: Set<String> {
        ["__name__", "__doc__", "__package__", "__loader__", "__spec__", "__builtins__"]
    }
}
