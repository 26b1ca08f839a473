import HeapEngine
import PythonObjects

extension Interpreter {
    /// `__build_class__(function, name, *bases)`: what a class statement calls.
    func buildClass(_ arguments: CallArguments) throws -> ObjectID {
        guard arguments.names.isEmpty else {
            throw PythonException(
                "NotImplementedError", "keyword arguments of a class statement cannot be executed yet")
        }
        let function = arguments[0]
        let name = arguments[1]
        let bases = Array(arguments.positional[2...])
        for base in bases where runtime.kind(of: base) != .type {
            throw typeError("bases must be types")
        }
        let basesTuple = runtime.makeTuple(bases)
        let namespace = runtime.makeEmptyDict()
        defer { heap.release(namespace) }
        let cell: ObjectID
        do {
            cell = try runBody(function, namespace: namespace)
        } catch {
            heap.release(basesTuple)
            throw error
        }
        defer { heap.release(cell) }
        if let entry = runtime.find(namespace, name: "__classcell__") {
            _ = runtime.removeEntry(namespace, entry)
        }
        let type = try makeClass(text(name), bases: bases, basesTuple: basesTuple, namespace: namespace)
        if runtime.kind(of: cell) == .cell { try runtime.setCell(cell, type) }
        do {
            try nameDescriptors(of: type)
        } catch {
            heap.release(type)
            throw error
        }
        return type
    }

    /// Runs a class body in a namespace; the caller owns what it returned: the cell of `__class__`, or None.
    private func runBody(_ function: ObjectID, namespace: ObjectID) throws -> ObjectID {
        typealias Slot = Layouts.FunctionSlot
        try checkRecursion()
        let code = heap.slot(function, Slot.code)
        let floor = stackTop
        enterFrame(
            body(of: code), code: runtime.retained(code), function: runtime.retained(function),
            globals: heap.slot(function, Slot.globals), builtins: heap.slot(function, Slot.builtins),
            namespace: runtime.retained(namespace), floor: floor, locals: floor, filled: 0, isEntry: true)
        return try evaluate(entry: frameCount - 1)
    }

    /// `type(name, bases, namespace)`; takes over the caller's unit of the tuple.
    func makeClass(_ name: String, bases: [ObjectID], basesTuple: ObjectID, namespace: ObjectID) throws
        -> ObjectID
    {
        let plan: ClassPlan
        do {
            let slots = try slotNames(in: namespace)
            plan = try runtime.planClass(
                name, bases: bases.isEmpty ? [runtime.types.object] : bases, slots: slots
            ) {
                runtime.find(namespace, name: PythonString($0)) != nil
            }
        } catch {
            heap.release(basesTuple)
            throw error
        }
        var tuple = basesTuple
        if bases.isEmpty {
            heap.release(tuple)
            tuple = runtime.makeTuple([runtime.types.object])
        }
        var checked = plan
        if let module = runtime.lookUp(namespace, name: "__module__") { checked.record.module = text(module) }
        return runtime.makeClass(checked, basesTuple: tuple, namespace: namespace)
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

    /// `__set_name__` of what the class body bound.
    private func nameDescriptors(of type: ObjectID) throws {
        for (name, value) in runtime.entries(of: heap.slot(type, Layouts.TypeSlot.dict)) {
            if runtime.kind(of: value) == .property { runtime.setPart(.name, of: value, name) }
            guard isOverriding(value) else { continue }
            guard let method = try specialMethod(value, "__set_name__") else { continue }
            defer { heap.release(method) }
            heap.release(try call(method, [type, name]))
        }
    }

    // MARK: Calling classes

    /// `type(*arguments)`
    func construct(_ type: ObjectID, _ arguments: CallArguments) throws -> ObjectID {
        let record = runtime.record(of: type)
        if type == runtime.types.type, arguments.count == 1 {
            return runtime.retained(heap.type(of: arguments[0]))
        }
        if !record.isHeap { return try constructBuiltin(type, arguments) }
        if let container = try constructWeakContainer(type, arguments) { return container }
        let new = typeAttribute(type, runtime.staticName("__new__"))
        let initializer = typeAttribute(type, runtime.staticName("__init__"))
        let hasInitializer = !initializer.isNone && runtime.kind(of: initializer) != .methodDescriptor
        let instance: ObjectID
        if !new.isNone, runtime.kind(of: new) == .function {
            instance = try call(new, [type] + arguments.all, names: arguments.names)
            guard runtime.isInstance(instance, of: type) else { return instance }
        } else if record.kind == .object {
            if !hasInitializer, arguments.count + arguments.names.count > 0 {
                throw typeError("\(record.name)() takes no arguments")
            }
            instance = runtime.makePlainInstance(type)
        } else if record.kind == .native || record.kind == .partial {
            instance = try constructNative(type, arguments)
        } else {
            instance = try runtime.instantiate(type, contents: try contents(of: record.kind, arguments))
        }
        guard hasInitializer else { return instance }
        // With keywords, the call copies what it passes.
        let isCopied = !arguments.names.isEmpty
        if isCopied { heap.retain(instance) }
        defer { if isCopied { heap.release(instance) } }
        do {
            let result = try call(initializer, [instance] + arguments.all, names: arguments.names)
            defer { heap.release(result) }
            guard result == runtime.none else {
                throw typeError("__init__() should return None, not '\(runtime.typeName(result))'")
            }
        } catch {
            heap.release(instance)
            throw error
        }
        return instance
    }

    /// A call of one of the weak containers of the library; nil if the class is another.
    private func constructWeakContainer(_ type: ObjectID, _ arguments: CallArguments) throws -> ObjectID? {
        let library = runtime.library
        switch type {
        case library.moduleSpec: return try constructSpec(arguments)
        case library.weakValueDictionary, library.weakKeyDictionary:
            let container =
                type == library.weakValueDictionary
                ? runtime.makeWeakValueDictionary() : runtime.makeWeakKeyDictionary()
            guard arguments.count > 0 else { return container }
            for (key, value) in try pairs(of: arguments[0]) {
                try runtime.setItem(container, key, value)
                heap.release(key)
                heap.release(value)
            }
            return container
        case library.weakSet:
            let container = runtime.makeWeakSet()
            guard arguments.count > 0 else { return container }
            for item in try items(of: arguments[0]) {
                try runtime.add(container, item)
                heap.release(item)
            }
            return container
        default: return nil
        }
    }

    /// What an instance of a class derived from a builtin one starts with.
    private func contents(of kind: Kind, _ arguments: CallArguments) throws -> Runtime.Contents {
        if kind == .exception { return .items(arguments.positional) }
        guard arguments.count > 0 else { return .nothing }
        switch kind {
        case .list, .tuple, .set, .frozenSet: return .items(try items(of: arguments[0]))
        case .dict: return .entries(runtime.entries(of: arguments[0]))
        default: return .value(arguments[0])
        }
    }
}
