import HeapEngine
import PythonObjects

/// `type.__new__`
extension Interpreter {
    /// `type.__new__(metaclass, name, bases, namespace, **keywords)`
    func makeClass(metaclass: ObjectID, _ arguments: CallArguments) throws -> ObjectID {
        guard arguments.count == 3 else {
            throw typeError("type.__new__() takes exactly 3 arguments (\(arguments.count) given)")
        }
        let (name, bases, namespace) = (arguments[0], arguments[1], arguments[2])
        for (index, expected) in [(name, Kind.str), (bases, .tuple), (namespace, .dict)].enumerated()
        where runtime.kind(of: expected.0) != expected.1 {
            throw typeError(
                "type.__new__() argument \(index + 1) must be \(["str", "tuple", "dict"][index]), not \(runtime.argumentTypeName(expected.0))"
            )
        }
        return try makeClass(
            metaclass: metaclass, name: name, bases: runtime.items(of: bases), basesTuple: bases,
            namespace: namespace, keywords: arguments.all.suffix(arguments.names.count),
            names: arguments.names)
    }

    /// Makes a class, and lets the namespace's objects and the bases know.
    ///
    /// - Parameter keywords: what `__init_subclass__` gets, by name.
    func makeClass(
        metaclass given: ObjectID, name: ObjectID, bases: [ObjectID], basesTuple: ObjectID,
        namespace: ObjectID, keywords: [ObjectID], names: [ObjectID]
    ) throws -> ObjectID {
        for base in bases
        where runtime.kind(of: base) != .type && hasSpecial(base, "__mro_entries__") {
            throw typeError("type() doesn't support MRO entry resolution; use types.new_class()")
        }
        let metaclass = try winner(given, bases)
        if metaclass != given {
            let new = typeAttribute(metaclass, runtime.staticName("__new__"))
            if runtime.kind(of: new) != .builtinFunction {
                let function = try bound(new, to: .none, of: metaclass)
                defer { heap.release(function) }
                return try call(
                    function, [metaclass, name, basesTuple, namespace] + keywords, names: names)
            }
        }
        let type = try makeClassObject(metaclass, name, bases, basesTuple, namespace)
        do {
            try adoptClassCell(of: type)
            let order = runtime.staticName("mro")
            let hook = typeAttribute(metaclass, order)
            if !isInherited(hook, order, by: metaclass) {
                try askResolutionOrder(of: type)
            } else if metaclass != runtime.types.type {
                // Asked as a method, the order comes as a list.
                heap.release(runtime.makeList(runtime.record(of: type).mro))
            }
            try nameDescriptors(of: type)
            try initializeSubclass(type, keywords, names)
        } catch {
            heap.release(type)
            throw error
        }
        return type
    }

    private func makeClassObject(
        _ metaclass: ObjectID, _ name: ObjectID, _ bases: [ObjectID], _ basesTuple: ObjectID,
        _ namespace: ObjectID
    ) throws -> ObjectID {
        if text(name).utf8.contains(0) {
            throw PythonException("ValueError", "type name must not contain null characters")
        }
        let slots = try slotNames(in: namespace)
        var plan = try runtime.planClass(
            text(name), bases: bases.isEmpty ? [runtime.types.object] : bases, slots: slots
        ) {
            runtime.find(namespace, name: PythonString($0)) != nil
        }
        if let qualified = runtime.lookUp(namespace, name: "__qualname__"),
            runtime.kind(of: qualified) != .str
        {
            throw typeError("type __qualname__ must be a str, not \(runtime.typeName(qualified))")
        }
        let known = runtime.lookUp(namespace, name: "__module__")
        var module: ObjectID?
        if let known {
            plan.record.module = runtime.strValue(known)?.text ?? "?"
        } else if frameCount > 0, let own = runtime.lookUp(frame.pointee.globals, name: "__name__") {
            module = own
            plan.record.module = text(own)
        }
        let tuple =
            bases.isEmpty ? runtime.makeTuple([runtime.types.object]) : runtime.retained(basesTuple)
        return runtime.makeClass(
            plan, basesTuple: tuple, namespace: namespace, metaclass: metaclass, module: module)
    }

    private func slotNames(in namespace: ObjectID) throws -> [String]? {
        guard let slots = runtime.lookUp(namespace, name: "__slots__") else { return nil }
        if let single = runtime.strValue(slots) { return [single.text] }
        let items = try items(of: slots)
        defer { for item in items { heap.release(item) } }
        return try items.map { item in
            guard let name = runtime.strValue(item) else {
                throw typeError("__slots__ items must be strings, not '\(runtime.typeName(item))'")
            }
            return name.text
        }
    }

    /// Puts a new class into the cell that its methods' `__class__` looks into.
    private func adoptClassCell(of type: ObjectID) throws {
        let dict = heap.slot(type, Layouts.TypeSlot.dict)
        guard let entry = runtime.find(dict, name: "__classcell__") else { return }
        let cell = runtime.value(dict, at: entry)
        guard runtime.kind(of: cell) == .cell else {
            throw typeError(
                "type.__new__: __classcell__ must be a nonlocal cell, not \(try reprText(heap.type(of: cell)))"
            )
        }
        try runtime.setCell(cell, type)
        _ = runtime.removeEntry(dict, entry)
    }

    /// The order that `metaclass.mro` wants.
    private func askResolutionOrder(of type: ObjectID) throws {
        let result = try callMethod(type, "mro", [])
        defer { heap.release(result) }
        let order = try items(of: result)
        defer { for item in order { heap.release(item) } }
        for item in order where runtime.kind(of: item) != .type {
            throw typeError("mro() returned a non-class ('\(runtime.typeName(item))')")
        }
        runtime.setResolutionOrder(of: type, order)
    }

    /// `type.mro(type)`; the caller owns the classes.
    func defaultResolutionOrder(of type: ObjectID) throws -> [ObjectID] {
        let record = runtime.record(of: type)
        guard !record.bases.isEmpty else { return [runtime.retained(type)] }
        return ([type] + (try runtime.resolutionOrder(of: record.bases))).map { runtime.retained($0) }
    }

    /// `__set_name__` of what the class body bound.
    private func nameDescriptors(of type: ObjectID) throws {
        // What is named may change the class, so that the names are those of a copy.
        let names = runtime.copyDict(heap.slot(type, Layouts.TypeSlot.dict))
        defer { heap.release(names) }
        let entries = runtime.entries(of: names)
        for (name, value) in entries {
            if runtime.kind(of: value) == .property, !isOverriding(value) {
                runtime.setPart(.name, of: value, name)
            }
        }
        guard entries.contains(where: { isOverriding($0.value) }) else { return }
        for (name, value) in entries where isOverriding(value) {
            guard let method = try specialMethod(value, "__set_name__") else {
                if runtime.kind(of: value) == .property { runtime.setPart(.name, of: value, name) }
                continue
            }
            defer { heap.release(method) }
            do {
                heap.release(try call(method, [type, name]))
            } catch {
                let failure = exception(of: error)
                let note = runtime.makeStr(
                    "Error calling __set_name__ on '\(runtime.typeName(value))' instance \(try reprText(name)) in '\(runtime.record(of: type).name)'"
                )
                defer { heap.release(note) }
                try addNote(note, to: failure)
                throw raise(failure)
            }
        }
    }

    /// `super(type, type).__init_subclass__(**keywords)`
    private func initializeSubclass(_ type: ObjectID, _ keywords: [ObjectID], _ names: [ObjectID]) throws {
        let hook = runtime.staticName("__init_subclass__")
        let method = try superAttribute(hook, after: type, of: type)
        defer { heap.release(method) }
        heap.release(try call(method, keywords, names: names))
    }
}
