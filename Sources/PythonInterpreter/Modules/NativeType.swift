import HeapEngine
import PythonObjects

/// A type of one of the modules that are written in Swift.
struct NativeType: Sendable {
    typealias Constructor = @Sendable (Interpreter, _ type: ObjectID, CallArguments) throws -> ObjectID

    /// `__name__` and `__module__`.
    let name: String, module: String
    /// `sys.getsizeof` of an instance.
    let bytes: Int
    /// Further traits of the type.
    var traits: @Sendable (inout NativeTypeTraits) -> Void = { _ in }
    /// What calling the type does; nil if it makes no instances.
    var construct: Constructor?
    /// `next(instance)`: a new reference, nil at the end; nil if instances are no iterators.
    var next: (@Sendable (Interpreter, ObjectID) throws -> ObjectID?)?
    /// `instance(...)`
    var call: (@Sendable (Interpreter, ObjectID, CallArguments) throws -> ObjectID)?
    /// `repr(instance)`
    var repr: (@Sendable (Interpreter, ObjectID) throws -> String)?
    /// `left < right` and the like, where `left` is an instance; nil: NotImplemented.
    var compare: (@Sendable (Interpreter, ObjectID, Comparison, ObjectID) throws -> ObjectID?)?
    /// `hash(instance)`; nil if it is that of the identity.
    var hash: (@Sendable (Interpreter, ObjectID) throws -> Int)?
    /// `len(instance)`
    var length: (@Sendable (Interpreter, ObjectID) throws -> Int)?
    /// `instance[key]`: a new reference.
    var item: (@Sendable (Interpreter, ObjectID, _ key: ObjectID) throws -> ObjectID)?
    /// `instance[key] = value`, or without a value `del instance[key]`.
    var setItem: (@Sendable (Interpreter, ObjectID, _ key: ObjectID, _ value: ObjectID?) throws -> Void)?
    /// `iter(instance)`, of what is no iterator itself.
    var iterate: (@Sendable (Interpreter, ObjectID) throws -> ObjectID)?
    /// Methods and attributes.
    var methods: [Builtin] = []

    /// All of them.
    static let all: [NativeType] =
        Itertools.types + TextStreams.types + OperatorModule.getters + FunctoolsModule.types
        + RandomModule.types + AsyncGeneratorSteps.types + RegularExpressionModule.types
        + MemoryViews.types

    /// What iterators, and what can be called, have as methods.
    static let protocolMethods: [Builtin] = [
        .method("__iter__", 0...0) { $0.runtime.retained($1[0]) },
        .method("__next__", 0...0) { interpreter, arguments in
            guard let item = try interpreter.advanceNative(arguments[0]) else {
                throw interpreter.raiseNew("StopIteration", [])
            }
            return item
        },
        Builtin(name: "__call__", takesReceiver: true) { interpreter, arguments in
            try interpreter.callNativeObject(arguments[0], arguments.rest)
        },
    ]

    /// The operations of a type that its class shows as slot wrappers, by what `Builtins.slots` calls them.
    fileprivate var slotNames: [String] {
        var names: [String] = []
        if repr != nil { names.append("repr") }
        if hash != nil { names.append("hash") }
        if compare != nil { names += ["lt", "le", "eq", "ne", "gt", "ge"] }
        if length != nil { names.append("len") }
        if item != nil { names.append("getitem") }
        if setItem != nil { names += ["setitem", "delitem"] }
        if iterate != nil { names.append("iter") }
        return names
    }

    /// Their numbers by module and name.
    static let numbers: [String: Int] = Dictionary(
        uniqueKeysWithValues: all.enumerated().map { ("\($0.element.module).\($0.element.name)", $0.offset) })
}

extension Interpreter {
    /// The object of a type, borrowed; made when it is first needed.
    func nativeType(_ name: String) -> ObjectID {
        guard let number = NativeType.numbers[name] else { preconditionFailure("there is no type \(name)") }
        return nativeType(number: number)
    }

    private func nativeType(number: Int) -> ObjectID {
        if let known = nativeTypes[number] { return known }
        let description = NativeType.all[number]
        var traits = NativeTypeTraits(
            name: description.name, module: description.module, number: number, bytes: description.bytes)
        traits.isCallable = description.call != nil
        description.traits(&traits)
        let type = runtime.makeNativeType(traits)
        nativeTypes[number] = type
        heap.asInterpreter {
            if description.construct != nil {
                runtime.define(
                    "__new__", of: type,
                    runtime.makeStaticBuiltin(
                        "__new__", number: Builtins.numberOfNew, receiver: type, module: .none))
            }
            for (offset, method) in NativeType.protocolMethods.enumerated()
            where method.name == "__call__" ? description.call != nil : description.next != nil {
                runtime.define(
                    method.name, as: .method, of: type, number: NativeModule.firstProtocolMethod + offset)
            }
            for name in description.slotNames {
                runtime.defineDescriptor(
                    runtime.types.wrapperDescriptor, "__\(name)__", of: type,
                    number: Builtins.number(ofSlot: "__\(name)__"))
            }
            for (offset, method) in description.methods.enumerated() {
                runtime.define(
                    method.name, as: method.binding.member, of: type,
                    number: NativeModule.firstMethod[number] + offset)
            }
            runtime.defineDoc(of: type)
        }
        return type
    }

    private func description(of object: ObjectID) -> NativeType? {
        guard runtime.kind(of: object) == .native else { return nil }
        return NativeType.all[Int(runtime.record(of: heap.type(of: object)).nativeNumber)]
    }

    // MARK: What the evaluator asks

    /// A call of a native type or of a class derived from one.
    func constructNative(_ type: ObjectID, _ arguments: CallArguments) throws -> ObjectID {
        let record = runtime.record(of: type)
        if record.kind == .partial { return try makePartial(type, arguments) }
        guard let construct = NativeType.all[Int(record.nativeNumber)].construct else {
            throw typeError("cannot create '\(runtime.qualifiedTypeName(type))' instances")
        }
        return try construct(self, type, arguments)
    }

    func isNativeIterator(_ object: ObjectID) -> Bool { description(of: object)?.next != nil }

    func advanceNative(_ iterator: ObjectID) throws -> ObjectID? {
        guard let next = description(of: iterator)?.next else {
            throw typeError("'\(runtime.typeName(iterator))' object is not an iterator")
        }
        try charge(1)
        // What an iterator asks may let go of it.
        heap.retain(iterator)
        defer { heap.release(iterator) }
        return try nativelyNested { try next(self, iterator) }
    }

    func callNativeObject(_ callable: ObjectID, _ arguments: CallArguments) throws -> ObjectID {
        guard let call = description(of: callable)?.call else {
            throw typeError("'\(runtime.typeName(callable))' object is not callable")
        }
        return try nativelyNested { try call(self, callable, arguments) }
    }

    func compareNative(_ left: ObjectID, _ comparison: Comparison, _ right: ObjectID) throws -> ObjectID? {
        if let result = try description(of: left)?.compare?(self, left, comparison, right) { return result }
        return try description(of: right)?.compare?(self, right, comparison.reflected, left)
    }

    // MARK: Containers

    func nativeHash(_ object: ObjectID) throws -> Int? { try description(of: object)?.hash?(self, object) }

    func nativeLength(_ object: ObjectID) throws -> Int? {
        try description(of: object)?.length?(self, object)
    }

    func nativeItem(_ object: ObjectID, _ key: ObjectID) throws -> ObjectID? {
        try description(of: object)?.item?(self, object, key)
    }

    /// `object[key] = value`, or `del object[key]`; false if the type has no such thing.
    func setNativeItem(_ object: ObjectID, _ key: ObjectID, _ value: ObjectID?) throws -> Bool {
        guard let setItem = description(of: object)?.setItem else { return false }
        try setItem(self, object, key, value)
        return true
    }

    func isNativeSequence(_ object: ObjectID) -> Bool { description(of: object)?.iterate != nil }

    func nativeSequenceIterator(of object: ObjectID) throws -> ObjectID {
        guard let iterate = description(of: object)?.iterate else {
            throw typeError("'\(runtime.typeName(object))' object is not iterable")
        }
        return try iterate(self, object)
    }

    func nativeRepresentation(of object: ObjectID) throws -> String? {
        try description(of: object)?.repr?(self, object)
    }

    /// Runs native code that may run itself again by way of what it calls: iterators in iterators in iterators.
    ///
    /// - Throws: RecursionError where that is too deep for the stack.
    func nativelyNested<Result>(_ body: () throws -> Result) throws -> Result {
        nativeNesting += 1
        defer { nativeNesting -= 1 }
        guard nativeNesting < Self.nativeNestingLimit else {
            throw PythonException("RecursionError", "maximum recursion depth exceeded")
        }
        return try body()
    }
}
