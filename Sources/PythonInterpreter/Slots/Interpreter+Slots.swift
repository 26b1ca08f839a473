import BigInt
import HeapEngine
import PythonObjects

/// The builtin operations that slot wrappers stand for.
extension Interpreter {
    /// Runs a builtin operation on an object whose class may override it: its first question for that special method finds nothing.
    func builtinOnly<Result>(_ object: ObjectID, _ name: String, _ body: () throws -> Result) rethrows
        -> Result
    {
        guard isOverriding(object) else { return try body() }
        let outer = passedOver
        passedOver = (object, name)
        defer { passedOver = outer }
        return try body()
    }

    /// Whether a special method of an object is to be passed over, once.
    func passesOver(_ object: ObjectID, _ name: String) -> Bool {
        guard let passed = passedOver, passed.object == object, passed.name == name else { return false }
        passedOver = nil
        return true
    }

    /// Whether what a class has under a special name is what its builtin base gives it, which the interpreter knows without a call.
    func isInherited(_ attribute: ObjectID, _ name: ObjectID, by type: ObjectID) -> Bool {
        switch runtime.kind(of: attribute) {
        case .wrapperDescriptor, .methodDescriptor, .classMethodDescriptor, .builtinFunction: break
        default: return false
        }
        var base = type
        while case let record = runtime.record(of: base), record.isHeap, !record.base.isNone {
            base = record.base
        }
        let known = typeAttribute(base, name)
        return known == attribute || known.isNone
    }

    // MARK: Calling

    /// Calls a descriptor of a builtin type, or one that is bound.
    func callDescriptor(_ callable: ObjectID, _ arguments: CallArguments) throws -> ObjectID {
        switch runtime.kind(of: callable) {
        case .methodWrapper:
            let descriptor = heap.slot(callable, 0)
            return try withFirst(heap.slot(callable, 1), arguments) {
                try body(ofDescriptor: descriptor)(self, $0)
            }
        case .classMethodDescriptor:
            let (owner, name) = (heap.slot(callable, 0), text(heap.slot(callable, 1)))
            let ownerName = runtime.record(of: owner).reportedName
            guard arguments.count > 0 else {
                throw typeError("descriptor '\(name)' of '\(ownerName)' object needs an argument")
            }
            guard runtime.kind(of: arguments[0]) == .type else {
                throw typeError(
                    "descriptor '\(name)' for type '\(ownerName)' needs a type, not a '\(runtime.typeName(arguments[0]))' as arg 2"
                )
            }
            return try body(ofDescriptor: callable)(self, arguments)
        default:
            let owner = heap.slot(callable, 0)
            guard arguments.count > 0, runtime.isInstance(arguments[0], of: owner) else {
                throw unfitting(callable, owner, arguments)
            }
            return try body(ofDescriptor: callable)(self, arguments)
        }
    }

    /// TypeError for a descriptor that is called without an object, or with one that is not of its class.
    private func unfitting(_ descriptor: ObjectID, _ owner: ObjectID, _ arguments: CallArguments)
        -> PythonException
    {
        let name = text(heap.slot(descriptor, 1))
        let ownerName = runtime.record(of: owner).reportedName
        let isWrapper = runtime.kind(of: descriptor) == .wrapperDescriptor
        guard arguments.count > 0 else {
            return typeError(
                isWrapper
                    ? "descriptor '\(name)' of '\(ownerName)' object needs an argument"
                    : "unbound method \(runtime.record(of: owner).name).\(name)() needs an argument")
        }
        let given = runtime.typeName(arguments[0])
        return typeError(
            isWrapper
                ? "descriptor '\(name)' requires a '\(ownerName)' object but received a '\(given)'"
                : "descriptor '\(name)' for '\(ownerName)' objects doesn't apply to a '\(given)' object")
    }

    private func body(ofDescriptor descriptor: ObjectID) throws -> (Interpreter, CallArguments) throws ->
        ObjectID
    {
        let number = runtime.builtinNumber(of: descriptor)
        guard number >= 0 else {
            throw typeError("'\(runtime.typeName(descriptor))' object is not callable")
        }
        return Builtins.all[number].body
    }

    /// TypeError unless a descriptor of a builtin type may be bound to an object, or, that of a class's method, to a class.
    func checkBinding(_ descriptor: ObjectID, to object: ObjectID, of type: ObjectID?) throws {
        switch runtime.kind(of: descriptor) {
        case .methodDescriptor, .wrapperDescriptor, .getSetDescriptor, .memberDescriptor:
            let (owner, name) = (heap.slot(descriptor, 0), text(heap.slot(descriptor, 1)))
            guard object == runtime.none || runtime.isInstance(object, of: owner) else {
                throw typeError(
                    "descriptor '\(name)' for '\(runtime.record(of: owner).reportedName)' objects doesn't apply to a '\(runtime.typeName(object))' object"
                )
            }
        case .classMethodDescriptor:
            let (owner, name) = (heap.slot(descriptor, 0), text(heap.slot(descriptor, 1)))
            let ownerName = runtime.record(of: owner).reportedName
            let type = type ?? heap.type(of: object)
            guard runtime.kind(of: type) == .type else {
                throw typeError(
                    "descriptor '\(name)' for type '\(ownerName)' needs a type, not a '\(runtime.typeName(type))' as arg 2"
                )
            }
            guard runtime.isSubclass(type, of: owner) else {
                throw typeError(
                    "descriptor '\(name)' requires a subtype of '\(ownerName)' but received '\(runtime.record(of: type).reportedName)'"
                )
            }
        default: break
        }
    }

    /// `type(*arguments)`; the caller owns it.
    func constructed(_ type: ObjectID, _ arguments: [ObjectID]) throws -> ObjectID {
        try arguments.withUnsafeMutableCopy {
            try constructBuiltin(type, CallArguments(base: $0, count: arguments.count))
        }
    }

    /// A function of `builtins`, whatever that name is bound to now.
    func callBuiltin(_ name: String, _ arguments: [ObjectID]) throws -> ObjectID {
        try callFunction(name, of: "builtins", arguments)
    }

    /// A function of a module of the interpreter's own.
    func callFunction(_ name: String, of module: String, _ arguments: [ObjectID]) throws -> ObjectID {
        let builtins = Builtins.modules.first { $0.name == module }?.builtins ?? []
        guard let builtin = builtins.first(where: { $0.name == name }) else {
            throw PythonException("NotImplementedError", "\(module).\(name)() cannot be executed yet")
        }
        return try arguments.withUnsafeMutableCopy {
            try builtin.body(self, CallArguments(base: $0, count: arguments.count))
        }
    }

    /// `__call__` of what builtin types make callable.
    func callBuiltinObject(_ arguments: CallArguments) throws -> ObjectID {
        let callable = arguments[0]
        return try builtinOnly(callable, "__call__") {
            try call(callable, arguments.withoutFirst.all, names: arguments.names)
        }
    }

    // MARK: Operations

    /// `iterator.__next__()`: StopIteration, with what a generator's body returned, at the end.
    func nextOrStop(_ iterator: ObjectID) throws -> ObjectID {
        if runtime.kind(of: iterator) == .generator {
            return try stopping(resume(iterator, sending: runtime.none))
        }
        if let item = try advance(iterator) { return item }
        throw raiseNew("StopIteration", [])
    }

    /// A number's or text's object of the builtin type itself; the caller owns it.
    func plainValue(of object: ObjectID) throws -> ObjectID {
        switch runtime.kind(of: object) {
        case .str: runtime.makeStr(runtime.strValue(object) ?? PythonString())
        case .bytes: runtime.makeBytes(runtime.bytesValue(object) ?? [])
        case .tuple: runtime.makeTuple(runtime.items(of: object))
        default: try positive(object)
        }
    }

    /// A binary operator of builtin types, NotImplemented where the receiver's type leaves it to the other.
    func builtinOperation(
        _ operation: BinaryOperation, _ receiver: ObjectID, _ other: ObjectID, isReflected: Bool = false
    ) throws -> ObjectID {
        func rank(_ object: ObjectID) -> Int? {
            switch runtime.kind(of: object) {
            case .bool, .int: 0
            case .float: 1
            case .complex: 2
            default: nil
            }
        }
        if let own = rank(receiver) {
            guard let others = rank(other), others <= own else { return runtime.notImplemented }
        }
        let (left, right) = isReflected ? (other, receiver) : (receiver, other)
        return try builtinBinary(operation, left, right) ?? runtime.notImplemented
    }

    /// `divmod(left, right)` of numbers.
    func quotientAndRemainder(_ left: ObjectID, _ right: ObjectID) throws -> ObjectID {
        let quotient = try builtinOperation(.floorDivide, left, right)
        guard quotient != runtime.notImplemented else { return quotient }
        defer { heap.release(quotient) }
        let remainder = try builtinOperation(.remainder, left, right)
        defer { heap.release(remainder) }
        return runtime.makeTuple([quotient, remainder])
    }

    /// A comparison of builtin types, NotImplemented where they do not know each other.
    func builtinComparison(_ left: ObjectID, _ comparison: Comparison, _ right: ObjectID) throws -> ObjectID {
        if let result = try compareNative(left, comparison, right) { return result }
        guard areComparable(left, right, byOrder: comparison != .equal && comparison != .notEqual) else {
            return try identityComparison(left, comparison, right)
        }
        let outer = comparedAsBuiltins
        comparedAsBuiltins = (left, right)
        defer { comparedAsBuiltins = outer }
        if let result = try containerComparison(left, comparison, right) { return result }
        switch comparison {
        case .equal: return runtime.boolean(try runtime.equals(left, right))
        case .notEqual: return runtime.boolean(try !runtime.equals(left, right))
        default:
            return try builtinOrder(left, right, comparison).map { runtime.boolean($0) }
                ?? runtime.notImplemented
        }
    }

    /// Whether a builtin type compares its objects with the other's.
    private func areComparable(_ left: ObjectID, _ right: ObjectID, byOrder: Bool) -> Bool {
        let isSet: (Kind) -> Bool = { [.set, .frozenSet, .dictKeys, .dictItems].contains($0) }
        let isInteger: (Kind) -> Bool = { $0 == .int || $0 == .bool }
        let isReal: (Kind) -> Bool = { isInteger($0) || $0 == .float }
        let isBytes: (Kind) -> Bool = { $0 == .bytes || $0 == .byteArray }
        let (a, b) = (runtime.kind(of: left), runtime.kind(of: right))
        switch a {
        case .int, .bool: return isInteger(b)
        case .float: return isReal(b)
        case .complex: return !byOrder && (isReal(b) || b == .complex)
        case .bytes, .byteArray: return isBytes(b)
        case .set, .frozenSet, .dictKeys, .dictItems: return isSet(b)
        case .str, .list, .tuple, .deque, .slice, .code, .simpleNamespace: return a == b
        case .dict, .range, .method, .genericAlias, .union, .methodWrapper, .mappingProxy:
            return !byOrder && a == b
        case .weakReference, .weakProxy: return true
        default: return false
        }
    }

    /// The comparisons of `object`: by identity, else NotImplemented; `!=` is what `==` is not.
    func identityComparison(_ left: ObjectID, _ comparison: Comparison, _ right: ObjectID) throws -> ObjectID
    {
        switch comparison {
        case .equal: return left == right ? runtime.trueObject : runtime.notImplemented
        case .notEqual:
            if isOverriding(left), let result = try callSpecialWhatever(left, "__eq__", [right]) {
                guard result != runtime.notImplemented else { return result }
                defer { heap.release(result) }
                return runtime.boolean(try !isTrue(result))
            }
            return left == right ? runtime.falseObject : runtime.notImplemented
        default: return runtime.notImplemented
        }
    }

    /// Calls a special method of an object's class, if that is written in Python.
    func callSpecialWhatever(_ object: ObjectID, _ name: String, _ arguments: [ObjectID]) throws -> ObjectID?
    {
        guard let method = try specialMethod(object, name) else { return nil }
        defer { heap.release(method) }
        return try call(method, arguments)
    }

    /// `object.__repr__`: the class and the address.
    func plainRepresentation(of object: ObjectID) -> ObjectID {
        let type = heap.type(of: object)
        return runtime.makeStr(
            "<\(runtime.qualifiedTypeName(type)) object at \(runtime.hexAddress(of: object))>")
    }

    /// `object.__hash__`
    func identityHash(of object: ObjectID) -> Int { PythonHash.pointer(heap.address(of: object)) }

    /// `object.__sizeof__()`
    func sizeWithoutHeader(_ object: ObjectID) -> Int {
        runtime.sizeOf(object) - runtime.headerSize(of: object)
    }

    /// `defaultdict.__missing__`
    func missingItem(_ dict: ObjectID, _ key: ObjectID) throws -> ObjectID {
        guard let factory = runtime.defaultFactory(of: dict), factory != runtime.none else {
            throw keyError(key)
        }
        let value = try call(factory, [])
        do {
            try setItem(dict, key, value)
        } catch {
            heap.release(value)
            throw error
        }
        return value
    }

    /// A list of objects whose units it takes over.
    func makeList(owned items: [ObjectID]) -> ObjectID {
        defer { for item in items { heap.release(item) } }
        return runtime.makeList(items)
    }

    /// The text of an attribute that is a str, for messages.
    func text(of object: ObjectID, _ name: String) -> String {
        guard let value = orNil({ try attribute(object, runtime.staticName(name)) }) else { return "?" }
        defer { heap.release(value) }
        return text(value)
    }
}
