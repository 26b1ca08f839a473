import HeapEngine
import PythonObjects

/// Calling classes: `__new__`, then `__init__`.
extension Interpreter {
    /// `type(*arguments)`, by the `__call__` of its metaclass.
    func construct(_ type: ObjectID, _ arguments: CallArguments) throws -> ObjectID {
        let metaclass = heap.type(of: type)
        if metaclass != runtime.types.type {
            let name = runtime.staticName("__call__")
            let hook = typeAttribute(metaclass, name)
            if !isInherited(hook, name, by: metaclass) {
                let method = try bound(hook, to: type, of: metaclass)
                defer { heap.release(method) }
                return try call(method, arguments.all, names: arguments.names)
            }
        }
        return try createInstance(type, arguments)
    }

    /// `type.__call__(type, *arguments)`
    func createInstance(_ type: ObjectID, _ arguments: CallArguments) throws -> ObjectID {
        if type == runtime.types.type {
            if arguments.count == 1, arguments.names.isEmpty {
                return runtime.retained(heap.type(of: arguments[0]))
            }
            guard arguments.count == 3 else { throw typeError("type() takes 1 or 3 arguments") }
        }
        let record = runtime.record(of: type)
        if !record.isHeap, record.kind != .type { return try constructBuiltin(type, arguments) }
        if let container = try constructWeakContainer(type, arguments) { return container }
        let new = typeAttribute(type, runtime.staticName("__new__"))
        guard !new.isNone else {
            throw typeError("cannot create '\(runtime.record(of: type).reportedName)' instances")
        }
        let instance: ObjectID
        if runtime.kind(of: new) == .builtinFunction, !heap.slot(new, 0).isNone {
            instance = try makeInstance(type, arguments)
        } else {
            let function = try bound(new, to: .none, of: type)
            defer { heap.release(function) }
            instance = try copyingKeywords(type, arguments) {
                try call(function, [type] + arguments.all, names: arguments.names)
            }
        }
        guard runtime.isInstance(instance, of: type) else { return instance }
        do {
            try callInitializer(instance, arguments)
        } catch {
            heap.release(instance)
            throw error
        }
        return instance
    }

    private func callInitializer(_ instance: ObjectID, _ arguments: CallArguments) throws {
        let type = heap.type(of: instance)
        let initializer = typeAttribute(type, runtime.staticName("__init__"))
        if initializer.isNone { return }
        if runtime.kind(of: initializer) == .wrapperDescriptor {
            if heap.slot(initializer, 0) == runtime.types.object {
                return try initializeObject(instance, arguments)
            }
            if runtime.isInstance(instance, of: heap.slot(initializer, 0)) {
                return try initialize(instance, arguments)
            }
        }
        let result = try copyingKeywords(instance, arguments) {
            if runtime.kind(of: initializer) == .function {
                return try call(initializer, [instance] + arguments.all, names: arguments.names)
            }
            let method = try bound(initializer, to: instance, of: type)
            defer { heap.release(method) }
            return try call(method, arguments.all, names: arguments.names)
        }
        defer { heap.release(result) }
        guard result == runtime.none else {
            throw typeError("__init__() should return None, not '\(runtime.typeName(result))'")
        }
    }

    // MARK: __new__

    /// `owner.__new__(cls, *arguments)` of a builtin type: `cls` is the first argument.
    func newInstance(owner: ObjectID, _ arguments: CallArguments) throws -> ObjectID {
        let name = runtime.record(of: owner).reportedName
        guard arguments.count > 0 else { throw typeError("\(name).__new__(): not enough arguments") }
        let type = arguments[0]
        guard runtime.kind(of: type) == .type else {
            throw typeError("\(name).__new__(X): X is not a type object (\(runtime.typeName(type)))")
        }
        let typeName = runtime.record(of: type).reportedName
        guard runtime.isSubclass(type, of: owner) else {
            throw typeError("\(name).__new__(\(typeName)): \(typeName) is not a subtype of \(name)")
        }
        let builtin = builtinBase(of: type)
        if builtin != owner, runtime.defines("__new__", builtin),
            runtime.record(of: builtin).kind != runtime.record(of: owner).kind
        {
            throw typeError(
                "\(name).__new__(\(typeName)) is not safe, use \(runtime.record(of: builtin).reportedName).__new__()"
            )
        }
        return try makeInstance(type, arguments.withoutFirst)
    }

    /// The builtin type that a class derives its layout from; the class itself if it is one.
    func builtinBase(of type: ObjectID) -> ObjectID {
        var base = type
        while case let record = runtime.record(of: base), record.isHeap, !record.base.isNone {
            base = record.base
        }
        return base
    }

    private func makeInstance(_ type: ObjectID, _ arguments: CallArguments) throws -> ObjectID {
        let record = runtime.record(of: type)
        switch record.kind {
        case .object:
            try checkObjectArguments(type, arguments)
            return record.isHeap ? runtime.makePlainInstance(type) : runtime.makeObject()
        case .type: return try makeClass(metaclass: type, arguments)
        case .native, .partial: return try constructNative(type, arguments)
        case .weakReference: return try constructReference(type, arguments)
        case .exception:
            try checkAbstract(type)
            let exception = try makeException(type, arguments)
            return exception
        case .classMethod, .staticMethod, .property, .superObject, .enumerate, .zip, .map, .filter,
            .reversed, .genericAlias:
            return try constructBuiltin(type, arguments)
        case .simpleNamespace: return runtime.makeSimpleNamespace(type: type)
        case .module: return runtime.makeModuleObject(type: type)
        default: break
        }
        let base = builtinBase(of: type)
        guard record.isHeap else {
            switch record.kind {
            case .list, .dict, .set, .byteArray, .deque:
                return try constructed(type, [])
            default: return try constructBuiltin(type, arguments)
            }
        }
        try checkAbstract(type)
        switch record.kind {
        case .list, .dict, .set, .byteArray, .deque:
            return try runtime.instantiate(type, contents: .nothing)
        case .tuple, .frozenSet:
            let value = try constructBuiltin(base, arguments)
            defer { heap.release(value) }
            return try runtime.instantiate(type, contents: .items(runtime.items(of: value)))
        default:
            let value = try constructBuiltin(base, arguments)
            defer { heap.release(value) }
            return try runtime.instantiate(type, contents: .value(value))
        }
    }

    /// Refuses arguments that neither `__new__` nor `__init__` takes, and classes with abstract methods.
    private func checkObjectArguments(_ type: ObjectID, _ arguments: CallArguments) throws {
        if arguments.count + arguments.names.count > 0 {
            let new = typeAttribute(type, runtime.staticName("__new__"))
            guard runtime.kind(of: new) == .builtinFunction else {
                throw typeError("object.__new__() takes exactly one argument (the type to instantiate)")
            }
            if isObjectInitializer(typeAttribute(type, runtime.staticName("__init__"))) {
                throw typeError("\(runtime.record(of: type).reportedName)() takes no arguments")
            }
        }
        try checkAbstract(type)
    }

    /// TypeError for a class that has abstract methods left.
    private func checkAbstract(_ type: ObjectID) throws {
        guard runtime.facts(of: type).isAbstract,
            let names = runtime.lookUp(
                heap.slot(type, Layouts.TypeSlot.dict), name: "__abstractmethods__"),
            runtime.kind(of: names) == .frozenSet || runtime.kind(of: names) == .set
        else { return }
        let sorted = runtime.items(of: names).compactMap { runtime.strValue($0) }.sorted { $0 < $1 }
        guard !sorted.isEmpty else { return }
        let owner = runtime.record(of: type).reportedName
        let methods = "abstract method\(sorted.count == 1 ? "" : "s")"
        guard language.quotesAbstractMethods else {
            let list = sorted.map(\.text).joined(separator: ", ")
            throw typeError("Can't instantiate abstract class \(owner) with \(methods) \(list)")
        }
        let list = sorted.map { "'\($0.text)'" }.joined(separator: ", ")
        throw typeError(
            "Can't instantiate abstract class \(owner) without an implementation for \(methods) \(list)")
    }

    private func isObjectInitializer(_ initializer: ObjectID) -> Bool {
        initializer.isNone
            || runtime.kind(of: initializer) == .wrapperDescriptor
                && heap.slot(initializer, 0) == runtime.types.object
    }

    // MARK: __init__

    /// `object.__init__(instance, *arguments)`
    func initializeObject(_ instance: ObjectID, _ arguments: CallArguments) throws {
        guard arguments.count + arguments.names.count > 0 else { return }
        let type = heap.type(of: instance)
        guard isObjectInitializer(typeAttribute(type, runtime.staticName("__init__"))) else {
            throw typeError("object.__init__() takes exactly one argument (the instance to initialize)")
        }
        let new = typeAttribute(type, runtime.staticName("__new__"))
        if runtime.kind(of: new) == .builtinFunction, heap.slot(new, 0) == runtime.types.object {
            throw typeError(
                "\(runtime.record(of: type).reportedName).__init__() takes exactly one argument (the instance to initialize)"
            )
        }
    }

    /// `__init__` of a builtin type.
    func initialize(_ instance: ObjectID, _ arguments: CallArguments) throws {
        switch runtime.kind(of: instance) {
        case .list:
            try refill(instance, arguments, of: "list", by: "extend")
        case .set: try refill(instance, arguments, of: "set", by: "update")
        case .dict: try updateDict(instance, arguments)
        case .deque: try initializeDeque(instance, arguments)
        case .byteArray:
            let value = try constructBuiltin(runtime.types.byteArray, arguments)
            defer { heap.release(value) }
            heap.release(try callMethod(instance, "clear", []))
            heap.release(try callMethod(instance, "extend", [value]))
        case .exception: try initializeException(instance, arguments)
        case .type:
            guard arguments.count == 1 || arguments.count == 3 else {
                throw typeError("type.__init__() takes 1 or 3 arguments")
            }
            if arguments.count == 1, !arguments.names.isEmpty {
                throw typeError("type.__init__() takes no keyword arguments")
            }
        case .property: try initializeProperty(instance, arguments)
        case .simpleNamespace: try initializeNamespace(instance, arguments)
        case .module: try initializeModule(instance, arguments)
        default: break
        }
    }

    /// `list.__init__` and `set.__init__`: empty it, then take in what is given.
    private func refill(
        _ instance: ObjectID, _ arguments: CallArguments, of name: String, by method: String
    ) throws {
        guard arguments.names.isEmpty else { throw typeError("\(name)() takes no keyword arguments") }
        guard arguments.count <= 1 else {
            throw typeError("\(name) expected at most 1 argument, got \(arguments.count)")
        }
        try runtime.clear(instance)
        guard arguments.count == 1 else { return }
        try callBuiltinMethod(builtinBase(of: heap.type(of: instance)), method, [instance, arguments[0]])
    }

    private func updateDict(_ dict: ObjectID, _ arguments: CallArguments) throws {
        var given = arguments
        if builtinBase(of: heap.type(of: dict)) == runtime.types.defaultDict, arguments.count > 0 {
            let factory = arguments[0]
            guard factory == runtime.none || runtime.isCallable(factory) else {
                throw typeError("first argument must be callable or None")
            }
            runtime.setDefaultFactory(of: dict, factory)
            given = arguments.withoutFirst
        }
        guard given.count <= 1 else {
            throw typeError("dict expected at most 1 argument, got \(given.count)")
        }
        try callBuiltinMethod(runtime.types.dict, "update", [dict] + given.all, names: given.names)
    }

    /// Calls a method of a builtin type, whatever the receiver's class has under that name.
    func callBuiltinMethod(
        _ type: ObjectID, _ name: String, _ arguments: [ObjectID], names: [ObjectID] = []
    ) throws {
        let method = typeAttribute(type, runtime.staticName(name))
        guard !method.isNone else {
            throw PythonException("NotImplementedError", "\(name)() cannot be executed yet")
        }
        let result = try arguments.withUnsafeMutableCopy {
            try callNative(
                method, CallArguments(base: $0, count: arguments.count - names.count, names: names))
        }
        heap.release(result)
    }
}
