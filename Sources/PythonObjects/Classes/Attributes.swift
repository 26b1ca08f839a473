import HeapEngine

extension Runtime {
    /// An attribute of the classes in a class's resolution order, borrowed.
    package func classAttribute(_ type: ObjectID, _ name: String) -> (value: ObjectID, owner: ObjectID)? {
        let name = PythonString(name)
        for owner in record(of: type).mro {
            let dict = heap.slot(owner, Layouts.TypeSlot.dict)
            if !dict.isNone, let value = lookUp(dict, name: name) { return (value, owner) }
        }
        return nil
    }

    /// The slot that a name in `__slots__` stands for.
    package func slot(named name: String, of type: ObjectID) -> Int? {
        let record = record(of: type)
        guard record.isHeap, let index = record.slots.firstIndex(of: name) else { return nil }
        return record.firstSlot + index
    }

    /// Throws unless instances of the class take an attribute of that name.
    package func checkSettable(_ type: ObjectID, _ name: String) throws {
        let record = record(of: type)
        if slot(named: name, of: type) != nil || record.hasDict { return }
        if let (attribute, _) = classAttribute(type, name) {
            if kind(of: attribute) == .getSetDescriptor { throw unwritable(attribute) }
            throw PythonException(
                "AttributeError", "'\(record.reportedName)' object attribute '\(name)' is read-only")
        }
        // Only for what sets attributes as `object` does, CPython says why it cannot.
        let isPlain = !["__setattr__", "__delattr__"].contains { method in
            classAttribute(type, method).map { self.record(of: $0.owner).isHeap } ?? false
        }
        let reason = isPlain ? profile.language.noDictReason : ""
        throw PythonException(
            "AttributeError", "'\(record.reportedName)' object has no attribute '\(name)'\(reason)")
    }

    /// The error for setting an attribute that a getset descriptor computes.
    package func unwritable(_ descriptor: ObjectID) -> PythonException {
        let (owner, name) = (heap.slot(descriptor, 0), strValue(heap.slot(descriptor, 1))?.text ?? "")
        return PythonException(
            "AttributeError",
            "attribute '\(name)' of '\(record(of: owner).reportedName)' objects is not writable")
    }

    /// `object.name = value`
    public func setAttribute(_ object: ObjectID, _ name: String, _ value: ObjectID) throws {
        let type = heap.type(of: object)
        switch kind(of: object) {
        case .type: return try setClassAttribute(object, name, value)
        case .module where name == "__dict__", .simpleNamespace where name == "__dict__": throw Self.readOnly
        case .module:
            store(heap.slot(object, 0), name: name, value)
            return
        case .weakProxy: return try setAttribute(try proxied(object), name, value)
        case .cell where name == "cell_contents": return try setCell(object, value)
        default: break
        }
        switch name {
        case "__dict__": return try setDictionary(object, value)
        case "__class__": return try setClass(object, value)
        default: break
        }
        try checkSettable(type, name)
        if let slot = slot(named: name, of: type) {
            let old = heap.setSlot(object, slot, owned: retained(value))
            drop(old, from: object) { EdgeDescription(.slot, ".\(name)") }
            return
        }
        let key = internedName(name)
        setInstanceAttribute(object, PythonString(name), key: key, value)
        heap.release(key)
    }

    /// `del object.name`
    public func deleteAttribute(_ object: ObjectID, _ name: String) throws {
        let type = heap.type(of: object)
        switch kind(of: object) {
        case .type: return try deleteClassAttribute(object, name)
        case .weakProxy: return try deleteAttribute(try proxied(object), name)
        case .module where name == "__dict__", .simpleNamespace where name == "__dict__": throw Self.readOnly
        case .module:
            guard let entry = find(heap.slot(object, 0), name: PythonString(name)) else {
                throw PythonException(
                    "AttributeError", "module '\(moduleName(object))' has no attribute '\(name)'")
            }
            _ = removeEntry(heap.slot(object, 0), entry)
            return
        case .cell where name == "cell_contents": return try setCell(object, nil)
        default: break
        }
        if name == "__dict__", record(of: type).hasDict { return replaceDictionary(object, .none) }
        if let slot = slot(named: name, of: type) {
            guard !heap.slot(object, slot).isNone else { throw PythonException("AttributeError", name) }
            let old = heap.setSlot(object, slot, owned: .none)
            drop(old, from: object) { EdgeDescription(.slot, ".\(name)") }
            return
        }
        if record(of: type).hasDict {
            if deleteInstanceAttribute(object, PythonString(name)) { return }
            noteMissing(object, name)
        }
        if !record(of: type).hasDict, classAttribute(type, name) != nil {
            throw PythonException(
                "AttributeError", "'\(typeName(object))' object attribute '\(name)' is read-only")
        }
        if !record(of: type).hasDict { try checkSettable(type, name) }
        throw missingAttribute(object, name)
    }

    package func missingAttribute(_ object: ObjectID, _ name: String) -> PythonException {
        switch kind(of: object) {
        case .type:
            PythonException(
                "AttributeError",
                "type object '\(record(of: object).reportedName)' has no attribute '\(name)'")
        case .module:
            PythonException("AttributeError", "module '\(moduleName(object))' has no attribute '\(name)'")
        default:
            PythonException("AttributeError", "'\(typeName(object))' object has no attribute '\(name)'")
        }
    }

    /// `object.name`
    public func getAttribute(_ object: ObjectID, _ name: String) throws -> ObjectID {
        if kind(of: object) == .weakProxy { return try getAttribute(try proxied(object), name) }
        if let special = try specialAttribute(object, name) { return special }
        let type = heap.type(of: object)
        if kind(of: object) == .type {
            if let found = classAttribute(object, name) { return retained(found.value) }
            throw missingAttribute(object, name)
        }
        if kind(of: object) == .module {
            if let value = lookUp(heap.slot(object, 0), name: PythonString(name)) { return retained(value) }
            throw missingAttribute(object, name)
        }
        if let slot = slot(named: name, of: type) {
            let value = heap.slot(object, slot)
            if value.isNone { throw missingAttribute(object, name) }
            return retained(value)
        }
        if let value = instanceAttribute(object, PythonString(name)) { return retained(value) }
        if let found = classAttribute(type, name) {
            if kind(of: found.value) == .function { return newMethod(found.value, object) }
            return retained(found.value)
        }
        throw missingAttribute(object, name)
    }

    /// Attributes that are no entries of any dict.
    private func specialAttribute(_ object: ObjectID, _ name: String) throws -> ObjectID? {
        typealias Function = Layouts.FunctionSlot
        func slot(_ slot: Int) -> ObjectID {
            let value = heap.slot(object, slot)
            return value.isNone ? none : retained(value)
        }
        switch (kind(of: object), name) {
        case (_, "__class__"): return retained(heap.type(of: object))
        case (_, "__weakref__")
        where isOfHeapClass(object) && record(of: heap.type(of: object)).hasWeakReferences:
            return retained(weakReferences(to: object).first ?? none)
        case (let kind, "__dict__") where kind != .type:
            guard let dict = dictionary(of: object) else { throw missingAttribute(object, name) }
            return retained(dict)
        case (.type, "__name__"), (.type, "__qualname__"):
            return record(of: object).isHeap
                ? slot(Layouts.TypeSlot.name) : makeStr(record(of: object).name)
        case (.type, "__bases__"): return slot(Layouts.TypeSlot.bases)
        case (.type, "__base__"): return slot(Layouts.TypeSlot.base)
        case (.type, "__mro__"): return slot(Layouts.TypeSlot.mro)
        case (.function, "__code__"): return slot(Function.code)
        case (.function, "__globals__"): return slot(Function.globals)
        case (.function, "__defaults__"): return slot(Function.defaults)
        case (.function, "__kwdefaults__"): return slot(Function.keywordDefaults)
        case (.function, "__doc__"): return slot(Function.doc)
        case (.function, "__name__"): return slot(Function.name)
        case (.function, "__qualname__"): return slot(Function.qualifiedName)
        case (.function, "__module__"): return slot(Function.module)
        case (.function, "__closure__"): return slot(Function.closure)
        case (.method, "__func__"): return slot(0)
        case (.method, "__self__"): return slot(1)
        case (.cell, "cell_contents"):
            if heap.slot(object, 0).isNone { throw PythonException("ValueError", "Cell is empty") }
            return slot(0)
        case (.weakReference, "__callback__"): return slot(0)
        case (.exception, "args"): return slot(head(of: object) + Layouts.ExceptionSlot.arguments)
        case (.exception, "__cause__"): return retained(part(.cause, of: object) ?? none)
        case (.exception, "__context__"): return retained(part(.context, of: object) ?? none)
        case (.exception, "__traceback__"): return retained(part(.traceback, of: object) ?? none)
        case (.exception, "__suppress_context__"): return boolean(suppressesContext(object))
        case (.exception, _) where hasField(name, object):
            return retained(field(name, of: object) ?? none)
        case (.slice, "start"): return slot(0)
        case (.slice, "stop"): return slot(1)
        case (.slice, "step"): return slot(2)
        default: return nil
        }
    }

    // MARK: Classes

    /// Gives a class what another has in its dict, but for what belongs to that alone.
    package func adoptAttributes(of other: ObjectID, by type: ObjectID) {
        let own: Set = ["__dict__", "__weakref__", "__slots__"]
        for (key, value) in entries(of: heap.slot(other, Layouts.TypeSlot.dict)) {
            guard let name = strValue(key)?.text, !own.contains(name) else { continue }
            storeUnchecked(heap.slot(type, Layouts.TypeSlot.dict), key, value)
        }
        classesChanged()
    }

    private func setClassAttribute(_ type: ObjectID, _ name: String, _ value: ObjectID) throws {
        guard record(of: type).isHeap else {
            throw PythonException(
                "TypeError",
                "cannot set '\(name)' attribute of immutable type '\(record(of: type).reportedName)'")
        }
        guard !["__bases__", "__mro__", "__dict__", "__name__", "__qualname__", "__class__"].contains(name)
        else {
            throw PythonException("TypeError", "the attribute '\(name)' of a class cannot be set here")
        }
        store(heap.slot(type, Layouts.TypeSlot.dict), name: name, value)
        classesChanged()
    }

    private func deleteClassAttribute(_ type: ObjectID, _ name: String) throws {
        guard record(of: type).isHeap else {
            throw PythonException(
                "TypeError",
                "cannot set '\(name)' attribute of immutable type '\(record(of: type).reportedName)'")
        }
        let dict = heap.slot(type, Layouts.TypeSlot.dict)
        guard let entry = find(dict, name: PythonString(name)) else { throw missingAttribute(type, name) }
        classesChanged()
        _ = removeEntry(dict, entry)
    }

    // MARK: __dict__

    /// The error for setting or deleting a field that can only be read.
    package static let readOnly = PythonException("AttributeError", "readonly attribute")

    private func setDictionary(_ object: ObjectID, _ value: ObjectID) throws {
        guard record(of: heap.type(of: object)).hasDict else {
            throw PythonException(
                "AttributeError",
                "'\(typeName(object))' object has no attribute '__dict__'\(profile.language.noDictReason)"
            )
        }
        guard kind(of: value) == .dict else {
            throw PythonException(
                "TypeError", "__dict__ must be set to a dictionary, not a '\(typeName(value))'")
        }
        replaceDictionary(object, retained(value))
    }

    /// Gives an object another dict, or none until it is next asked for (`_PyObject_SetManagedDict`).
    private func replaceDictionary(_ object: ObjectID, _ dict: ObjectID) {
        if profile.instanceAttributes == .values {
            _ = dictionary(of: object)
        } else if hasInlineValues(object) {
            return replaceInlineValues(of: object, with: dict)
        }
        guard let slot = dictSlot(of: object) else { preconditionFailure("the object has no dict") }
        let old = heap.setSlot(object, slot, owned: dict)
        if !old.isNone { drop(old, from: object) { EdgeDescription(.dictionary, ".__dict__") } }
    }
}
