import HeapEngine
import PythonObjects

/// Setting and deleting attributes.
extension Interpreter {
    /// `object.__setattr__(name, value)`, or `object.__delattr__(name)` with nil.
    func assignAttribute(_ object: ObjectID, _ name: ObjectID, _ value: ObjectID?) throws {
        guard runtime.kind(of: name) == .str else {
            throw typeError("attribute name must be string, not '\(runtime.typeName(name))'")
        }
        if runtime.kind(of: object) == .weakProxy {
            let target = try runtime.proxied(object)
            if let value { return try setAttribute(target, name, value) }
            return try deleteAttribute(target, name)
        }
        let type = heap.type(of: object)
        if runtime.kind(of: object) == .type, !runtime.record(of: object).isHeap {
            throw typeError(
                "cannot set '\(text(name))' attribute of immutable type '\(runtime.record(of: object).reportedName)'"
            )
        }
        let found = typeAttribute(type, name)
        if !found.isNone, isDataDescriptor(found) { return try assign(through: found, of: object, value) }
        if let value {
            try runtime.setAttribute(object, text(name), value)
        } else {
            try runtime.deleteAttribute(object, text(name))
        }
        if runtime.kind(of: object) == .type { didChange(object, name) }
    }

    /// `descriptor.__set__(object, value)`, or `descriptor.__delete__(object)` with nil.
    func assign(through descriptor: ObjectID, of object: ObjectID, _ value: ObjectID?) throws {
        if isOverriding(descriptor) {
            let given = value.map { [object, $0] } ?? [object]
            if let result = try callDescriptor(descriptor, value == nil ? "__delete__" : "__set__", given) {
                return heap.release(result)
            }
        }
        switch runtime.kind(of: descriptor) {
        case .property:
            let part = runtime.part(value == nil ? .deleter : .setter, of: descriptor)
            guard let part else {
                throw missingPropertyPart(
                    descriptor, heap.type(of: object), value == nil ? "deleter" : "setter")
            }
            heap.release(try call(part, value.map { [object, $0] } ?? [object]))
        case .getSetDescriptor, .memberDescriptor:
            let (owner, name) = (heap.slot(descriptor, 0), text(heap.slot(descriptor, 1)))
            guard runtime.isInstance(object, of: owner) else {
                throw typeError(
                    "descriptor '\(name)' for '\(runtime.record(of: owner).reportedName)' objects doesn't apply to a '\(runtime.typeName(object))' object"
                )
            }
            if runtime.record(of: owner).isHeap { return try assignPlainly(object, name, value) }
            if let number = runtime.getter(of: descriptor) {
                guard let setter = Builtins.all[number].setter else { throw runtime.unwritable(descriptor) }
                return try setter(self, object, value)
            }
            try assignNative(descriptor, name, of: object, value)
        default:
            throw PythonException("AttributeError", value == nil ? "__delete__" : "__set__")
        }
    }

    private func assignPlainly(_ object: ObjectID, _ name: String, _ value: ObjectID?) throws {
        if let value { return try runtime.setAttribute(object, name, value) }
        try runtime.deleteAttribute(object, name)
    }

    /// Sets or deletes an attribute that a builtin type computes or keeps in a field.
    private func assignNative(
        _ descriptor: ObjectID, _ name: String, of object: ObjectID, _ value: ObjectID?
    ) throws {
        switch (runtime.kind(of: object), name) {
        case (.type, _): return try assignClassField(name, of: object, value)
        case (.module, "__dict__"), (.simpleNamespace, "__dict__"):
            return try assignPlainly(object, name, value)
        case (let kind, "__dict__")
        where kind != .function && runtime.record(of: heap.type(of: object)).hasDict:
            guard value != nil else { throw typeError("cannot delete __dict__") }
            return try assignPlainly(object, name, value)
        case (_, "__class__"):
            guard let value else { throw typeError("can't delete __class__ attribute") }
            return try runtime.setAttribute(object, name, value)
        case (.function, _): if try assignFunctionField(name, of: object, value) { return }
        case (.exception, _): if try assignExceptionField(name, of: object, value) { return }
        case (.generator, "__name__"), (.coroutine, "__name__"), (.asyncGenerator, "__name__"),
            (.generator, "__qualname__"), (.coroutine, "__qualname__"), (.asyncGenerator, "__qualname__"):
            guard let value, runtime.kind(of: value) == .str else {
                throw typeError("\(name) must be set to a string object")
            }
            typealias Slot = Runtime.GeneratorSlot
            return replaceSlot(name == "__name__" ? Slot.name : Slot.qualifiedName, of: object, with: value)
        case (.property, "__doc__"): return runtime.setPart(.doc, of: object, value)
        case (.property, "__name__"): return runtime.setPart(.name, of: object, value)
        case (.dict, "default_factory"): return runtime.setDefaultFactory(of: object, value)
        case (.cell, "cell_contents"): return try runtime.setCell(object, value)
        case (.frame, _), (.code, _), (.traceback, _): return try assignPlainly(object, name, value)
        default: break
        }
        if runtime.kind(of: descriptor) == .memberDescriptor {
            throw Runtime.readOnly
        }
        let owner = runtime.record(of: heap.slot(descriptor, 0)).reportedName
        throw PythonException("AttributeError", "attribute '\(name)' of '\(owner)' objects is not writable")
    }

    func replaceSlot(_ slot: Int, of object: ObjectID, with value: ObjectID?) {
        let old = heap.setSlot(object, slot, owned: value.map { runtime.retained($0) } ?? .none)
        if !old.isNone { heap.release(old) }
    }

    // MARK: Functions

    private func assignFunctionField(_ name: String, of function: ObjectID, _ value: ObjectID?) throws -> Bool
    {
        typealias Slot = Layouts.FunctionSlot
        let given = value.flatMap { $0 == runtime.none ? nil : $0 }
        switch name {
        case "__code__":
            guard let given, runtime.kind(of: given) == .code else {
                throw typeError("__code__ must be set to a code object")
            }
            let closure = heap.slot(function, Slot.closure)
            let (count, free) = (
                closure.isNone ? 0 : runtime.itemCount(closure),
                runtime.codes[heap.payload(given)].freeNames.count
            )
            guard count == free else {
                let shown = runtime.strValue(heap.slot(function, Slot.name))?.text ?? "?"
                throw PythonException(
                    "ValueError",
                    "\(shown)() requires a code object with \(count) free vars, not \(free)")
            }
            replaceSlot(Slot.code, of: function, with: given)
        case "__defaults__":
            guard given == nil || runtime.kind(of: given ?? .none) == .tuple else {
                throw typeError("__defaults__ must be set to a tuple object")
            }
            replaceSlot(Slot.defaults, of: function, with: given)
        case "__kwdefaults__":
            guard given == nil || runtime.kind(of: given ?? .none) == .dict else {
                throw typeError("__kwdefaults__ must be set to a dict object")
            }
            replaceSlot(Slot.keywordDefaults, of: function, with: given)
        case "__annotations__":
            guard given == nil || runtime.kind(of: given ?? .none) == .dict else {
                throw typeError("__annotations__ must be set to a dict object")
            }
            replaceSlot(Slot.annotations, of: function, with: given)
        case "__name__", "__qualname__":
            guard let given, runtime.kind(of: given) == .str else {
                throw typeError("\(name) must be set to a string object")
            }
            replaceSlot(name == "__name__" ? Slot.name : Slot.qualifiedName, of: function, with: given)
        case "__dict__":
            guard let value, runtime.kind(of: value) == .dict else {
                throw typeError(
                    value == nil
                        ? "cannot delete __dict__"
                        : "__dict__ must be set to a dictionary, not a '\(runtime.typeName(value ?? .none))'")
            }
            replaceSlot(Slot.dict, of: function, with: value)
        case "__doc__": replaceSlot(Slot.doc, of: function, with: value ?? runtime.none)
        case "__module__": replaceSlot(Slot.module, of: function, with: value)
        case "__type_params__":
            guard let given, runtime.kind(of: given) == .tuple else {
                throw typeError("__type_params__ must be set to a tuple")
            }
            replaceSlot(Slot.typeParameters, of: function, with: given)
        default: return false
        }
        return true
    }

    // MARK: Exceptions

    private func assignExceptionField(_ name: String, of exception: ObjectID, _ value: ObjectID?) throws
        -> Bool
    {
        let base = exceptionType("BaseException")
        switch name {
        case "args":
            guard let value else { throw typeError("args may not be deleted") }
            let items = try items(of: value)
            defer { for item in items { heap.release(item) } }
            let tuple = runtime.makeTuple(items)
            defer { heap.release(tuple) }
            runtime.setPart(.arguments, of: exception, tuple)
        case "__traceback__":
            guard let value else { throw typeError("__traceback__ may not be deleted") }
            try setTraceback(of: exception, value)
        case "__cause__", "__context__":
            guard let value else { throw typeError("\(name) may not be deleted") }
            guard value == runtime.none || runtime.isInstance(value, of: base) else {
                throw typeError(
                    "exception \(name == "__cause__" ? "cause" : "context") must be None or derive from BaseException"
                )
            }
            runtime.setPart(
                name == "__cause__" ? .cause : .context, of: exception, value == runtime.none ? nil : value)
        case "__suppress_context__":
            guard let value, runtime.kind(of: value) == .bool else {
                throw typeError("attribute value type must be bool")
            }
            runtime.setSuppressesContext(exception, value == runtime.trueObject)
        default:
            guard runtime.hasField(name, exception) else { return false }
            if name == "message" || name == "exceptions" { return false }
            runtime.setField(name, of: exception, value)
        }
        return true
    }

    // MARK: Classes

    private func assignClassField(_ name: String, of type: ObjectID, _ value: ObjectID?) throws {
        typealias Slot = Layouts.TypeSlot
        let own = runtime.record(of: type).name
        switch name {
        case "__name__", "__qualname__":
            guard let value else { throw typeError("cannot delete '\(name)' attribute of type '\(own)'") }
            guard runtime.kind(of: value) == .str else {
                throw typeError(
                    "can only assign string to \(own).\(name), not '\(runtime.typeName(value))'")
            }
            replaceSlot(name == "__name__" ? Slot.name : Slot.qualifiedName, of: type, with: value)
            if name == "__name__" { runtime.classes[heap.payload(type)].name = text(value) }
        case "__bases__":
            guard let value else { throw typeError("cannot delete '__bases__' attribute of type '\(own)'") }
            try assignBases(of: type, value)
        case "__module__", "__doc__", "__abstractmethods__", "__annotations__", "__type_params__":
            let key = runtime.staticName(name)
            let dict = heap.slot(type, Slot.dict)
            guard let value else {
                guard name != "__doc__", name != "__module__" else {
                    throw typeError("cannot delete '\(name)' attribute of type '\(own)'")
                }
                guard let entry = runtime.find(dict, name: PythonString(name)) else {
                    throw PythonException("AttributeError", name)
                }
                _ = runtime.removeEntry(dict, entry)
                if name == "__abstractmethods__" { runtime.classes[heap.payload(type)].isAbstract = false }
                return runtime.classesChanged()
            }
            let isAbstract = name == "__abstractmethods__" ? try isTrue(value) : false
            runtime.storeUnchecked(dict, key, value)
            if name == "__abstractmethods__" { runtime.classes[heap.payload(type)].isAbstract = isAbstract }
            if name == "__module__" {
                runtime.classes[heap.payload(type)].module = runtime.strValue(value)?.text ?? "?"
            }
            runtime.classesChanged()
        case "__class__":
            guard let value else { throw typeError("can't delete __class__ attribute") }
            try runtime.setAttribute(type, name, value)
        case "__base__", "__basicsize__", "__itemsize__", "__flags__", "__dictoffset__", "__weakrefoffset__":
            throw Runtime.readOnly
        default:
            throw PythonException("AttributeError", "attribute '\(name)' of 'type' objects is not writable")
        }
    }

    /// `type.__bases__ = bases`
    private func assignBases(of type: ObjectID, _ value: ObjectID) throws {
        let own = runtime.record(of: type).name
        guard runtime.kind(of: value) == .tuple else {
            throw typeError(
                "can only assign tuple to \(own).__bases__, not \(runtime.typeName(value))")
        }
        let bases = runtime.items(of: value)
        guard !bases.isEmpty else {
            throw typeError("can only assign non-empty tuple to \(own).__bases__, not ()")
        }
        for base in bases {
            guard runtime.kind(of: base) == .type else {
                throw typeError(
                    "\(own).__bases__ must be tuple of classes, not '\(runtime.typeName(base))'")
            }
            guard !runtime.isSubclass(base, of: type) else {
                throw typeError("a __bases__ item causes an inheritance cycle")
            }
        }
        try runtime.setBases(of: type, bases, tuple: value)
    }

    /// What follows from a change of a class's attribute: `__del__` set later holds for objects that live already.
    private func didChange(_ type: ObjectID, _ name: ObjectID) {
        guard text(name) == "__del__" else { return }
        runtime.updateFinalizers(of: type)
    }
}
