import HeapEngine
import PythonObjects

extension Interpreter {
    func performAccess(_ opcode: Opcode, _ argument: Int, _ frame: UnsafeMutablePointer<Frame>) throws {
        switch opcode {
        case .loadAttr:
            let name = frame.pointee.names[argument >> 1]
            let owner = frame.peek()
            if argument & 1 != 0 {
                if let function = try unboundMethod(owner, name) {
                    // The function below, the object that it will be called with above.
                    _ = frame.pop()
                    frame.push(runtime.retained(function))
                    return frame.push(owner)
                }
                let value = try attribute(owner, name)
                dropOperands(1, frame)
                frame.push(value)
                return frame.push(.none)
            }
            let value = try attribute(owner, name)
            dropOperands(1, frame)
            frame.push(value)
        case .loadSuperAttr:
            let name = frame.pointee.names[argument >> 2]
            let value = try superAttribute(name, after: frame.peek(1), of: frame.peek())
            dropOperands(3, frame)
            frame.push(value)
            if argument & 1 != 0 { frame.push(.none) }
        case .storeAttr:
            try consuming(2, frame) {
                try setAttribute(frame.peek(), frame.pointee.names[argument], frame.peek(1))
            }
        case .deleteAttr:
            try deleteAttribute(frame.peek(), frame.pointee.names[argument])
            dropOperands(1, frame)
        case .binarySubscr:
            frame.push(try consuming(2, frame) { try item(frame.peek(1), frame.peek()) })
        case .storeSubscr:
            try consuming(3, frame) { try setItem(frame.peek(1), frame.peek(), frame.peek(2)) }
        case .deleteSubscr:
            try consuming(2, frame) { try deleteItem(frame.peek(1), frame.peek()) }
        case .binarySlice:
            let slice = takeSlice(frame)
            frame.push(
                try consuming(1, frame) {
                    defer { heap.release(slice) }
                    return try item(frame.peek(), slice)
                })
        case .storeSlice:
            let slice = takeSlice(frame)
            try consuming(2, frame) {
                defer { heap.release(slice) }
                try setItem(frame.peek(), slice, frame.peek(1))
            }
        default:
            throw PythonException("NotImplementedError", "\(opcode) cannot be executed yet")
        }
    }

    /// The slice of the two topmost operands, which it takes over; the caller owns it.
    private func takeSlice(_ frame: UnsafeMutablePointer<Frame>) -> ObjectID {
        let slice = runtime.makeSlice(frame.peek(1), frame.peek(), runtime.none)
        dropOperands(2, frame)
        return slice
    }

    // MARK: Attributes

    /// `object.name`; the caller owns it.
    func attribute(_ object: ObjectID, _ name: ObjectID) throws -> ObjectID {
        do {
            return try attributeWithoutContext(object, name)
        } catch {
            throw addingContext(error, object, name)
        }
    }

    /// An AttributeError that knows what was asked for, and of what: its `name` and `obj`.
    private func addingContext(_ error: any Error, _ object: ObjectID, _ name: ObjectID) -> any Error {
        if let failure = error as? PythonException, failure.type != "AttributeError" { return error }
        guard error is PythonException || error is Raised else { return error }
        let exception = exception(of: error)
        if runtime.isInstance(exception, of: exceptionType("AttributeError")),
            runtime.field("name", of: exception) == nil, runtime.field("obj", of: exception) == nil
        {
            runtime.setField("name", of: exception, name)
            runtime.setField("obj", of: exception, object)
        }
        return raise(exception)
    }

    /// As `attribute`, but an AttributeError does not say what was asked for.
    func attributeWithoutContext(_ object: ObjectID, _ name: ObjectID) throws -> ObjectID {
        let type = heap.type(of: object)
        if runtime.facts(of: type).isHeap {
            let hook = typeAttribute(type, runtime.staticName("__getattribute__"))
            if !hook.isNone, runtime.kind(of: hook) == .function {
                do {
                    return try call(hook, [object, name])
                } catch {
                    return try attributeByFallback(object, name, type, error)
                }
            }
        }
        do {
            return try genericAttribute(object, name, type)
        } catch {
            return try attributeByFallback(object, name, type, error)
        }
    }

    /// What `__getattr__` says where an attribute was not found.
    private func attributeByFallback(
        _ object: ObjectID, _ name: ObjectID, _ type: ObjectID, _ error: any Error
    ) throws -> ObjectID {
        do {
            throw error
        } catch {
            guard runtime.facts(of: type).isHeap else { throw error }
            let hook = typeAttribute(type, runtime.staticName("__getattr__"))
            guard !hook.isNone else { throw error }
            let raised = runtime.profile.conventions.raisesBeforeAttributeHooks
            try absorb(raised ? addingContext(error, object, name) : error, "AttributeError")
            guard language.bindsAttributeHooks else { return try call(hook, [object, name]) }
            let method = try bound(hook, to: object, of: type)
            defer { heap.release(method) }
            return try call(method, [name])
        }
    }

    /// `object.__getattribute__`: data descriptors of the class, the object's own attributes, other attributes of the class.
    func genericAttribute(_ object: ObjectID, _ name: ObjectID, _ type: ObjectID) throws -> ObjectID {
        guard let text = runtime.strValue(name) else {
            throw typeError("attribute name must be string, not '\(runtime.typeName(name))'")
        }
        let kind = runtime.kind(of: object)
        if kind == .type { return try classAttribute(object, name) }
        if kind == .superObject { return try attribute(ofSuper: object, name) }
        if kind == .weakProxy { return try attribute(try runtime.proxied(object), name) }
        if kind == .genericAlias, !Self.ownAliasNames.contains(text.text) {
            return try attribute(runtime.origin(ofAlias: object), name)
        }
        if kind == .partial, let found = partialAttribute(object, text.text) { return found }
        let found = typeAttribute(type, name)
        if !found.isNone, isDataDescriptor(found) { return try bound(found, to: object, of: type) }
        if runtime.facts(of: type).hasDict, kind != .type, let own = runtime.instanceAttribute(object, text) {
            return runtime.retained(own)
        }
        if kind == .module, let own = runtime.lookUp(heap.slot(object, 0), name: text) {
            return runtime.retained(own)
        }
        if !found.isNone { return try bound(found, to: object, of: type) }
        if kind == .module, let hook = runtime.lookUp(heap.slot(object, 0), name: "__getattr__") {
            return try call(hook, [name])
        }
        if kind == .method, !["__func__", "__self__", "__class__"].contains(text.text) {
            return try attribute(heap.slot(object, 0), name)
        }
        return try runtime.getAttribute(object, text.text)
    }

    /// `type.__getattribute__`: data descriptors of the metaclass, attributes of the class, other attributes of the metaclass.
    private func classAttribute(_ type: ObjectID, _ name: ObjectID) throws -> ObjectID {
        let metaclass = heap.type(of: type)
        let metaFound = typeAttribute(metaclass, name)
        if !metaFound.isNone, isDataDescriptor(metaFound) {
            return try bound(metaFound, to: type, of: metaclass)
        }
        let found = typeAttribute(type, name)
        if !found.isNone { return try bound(found, to: .none, of: type) }
        if !metaFound.isNone { return try bound(metaFound, to: type, of: metaclass) }
        return try runtime.getAttribute(type, text(name))
    }

    /// Whether an attribute of a class goes before the instance's own.
    func isDataDescriptor(_ attribute: ObjectID) -> Bool {
        switch runtime.kind(of: attribute) {
        case .memberDescriptor, .getSetDescriptor, .property: return true
        default:
            guard isOverriding(attribute) else { return false }
            let type = heap.type(of: attribute)
            return !typeAttribute(type, runtime.staticName("__set__")).isNone
                || !typeAttribute(type, runtime.staticName("__delete__")).isNone
        }
    }

    /// What a class's attribute gives when it is asked for through an object, or, with `.none`, through the class: `__get__`.
    func bound(_ attribute: ObjectID, to object: ObjectID, of type: ObjectID) throws -> ObjectID {
        switch runtime.kind(of: attribute) {
        case .function:
            return object.isNone ? runtime.retained(attribute) : runtime.newMethod(attribute, object)
        case .methodDescriptor:
            return object.isNone ? runtime.retained(attribute) : boundBuiltin(attribute, object)
        case .memberDescriptor, .getSetDescriptor:
            if object.isNone { return runtime.retained(attribute) }
            if let getter = runtime.getter(of: attribute) {
                return try Builtins.all[getter].call(self, object)
            }
            return try nativeAttribute(attribute, of: object)
        case .wrapperDescriptor:
            return object.isNone
                ? runtime.retained(attribute) : runtime.makeMethodWrapper(attribute, receiver: object)
        case .classMethodDescriptor: return boundBuiltin(attribute, type)
        case .superObject where !object.isNone && runtime.parts(ofSuper: attribute).object == nil:
            return try constructed(
                runtime.types.superObject, [runtime.parts(ofSuper: attribute).thisClass, object])
        case .staticMethod where !overridesGet(attribute):
            return runtime.retained(runtime.wrapped(by: attribute))
        case .classMethod where !overridesGet(attribute):
            return runtime.newMethod(runtime.wrapped(by: attribute), type)
        case .native where !object.isNone && runtime.record(of: heap.type(of: attribute)).bindsAsMethod:
            return runtime.newMethod(attribute, object)
        case .property where object.isNone && !overridesGet(attribute): return runtime.retained(attribute)
        case .property where !overridesGet(attribute):
            guard let getter = runtime.part(.getter, of: attribute) else {
                throw missingPropertyPart(attribute, heap.type(of: object), "getter")
            }
            return try call(getter, [object])
        default:
            guard isOverriding(attribute),
                let value = try callDescriptor(
                    attribute, "__get__", [object.isNone ? runtime.none : object, type])
            else { return runtime.retained(attribute) }
            return value
        }
    }

    /// Whether the class of a builtin descriptor has a `__get__` of its own.
    private func overridesGet(_ attribute: ObjectID) -> Bool {
        guard isOverriding(attribute) else { return false }
        let name = runtime.staticName("__get__")
        let type = heap.type(of: attribute)
        return !isInherited(typeAttribute(type, name), name, by: type)
    }

    /// `[].append`: a builtin function with its receiver.
    private func boundBuiltin(_ method: ObjectID, _ receiver: ObjectID) -> ObjectID {
        let record = runtime.functions[heap.payload(method)]
        let function = runtime.makeBuiltinFunction(record.name, receiver: receiver, module: .none)
        runtime.functions[heap.payload(function)].behaviour = record.behaviour
        return function
    }

    /// The function, borrowed, that `object.name(...)` calls with the object as its first argument; nil if the attribute is anything else.
    private func unboundMethod(_ object: ObjectID, _ name: ObjectID) throws -> ObjectID? {
        let type = heap.type(of: object)
        let record = runtime.record(of: type)
        let kind = record.kind
        if kind == .type || kind == .module || kind == .weakProxy { return nil }
        if record.isHeap {
            let hook = typeAttribute(type, runtime.staticName("__getattribute__"))
            if !hook.isNone, runtime.kind(of: hook) == .function { return nil }
        }
        let found = typeAttribute(type, name)
        guard !found.isNone else { return nil }
        let foundKind = runtime.kind(of: found)
        guard foundKind == .function || foundKind == .methodDescriptor || foundKind == .wrapperDescriptor
        else { return nil }
        if record.hasDict, let text = runtime.strValue(name), runtime.instanceAttribute(object, text) != nil {
            return nil
        }
        return found
    }

    /// `object.name = value`
    func setAttribute(_ object: ObjectID, _ name: ObjectID, _ value: ObjectID) throws {
        if isOverriding(object), let result = try callHook(object, "__setattr__", [name, value]) {
            return heap.release(result)
        }
        try assignAttribute(object, name, value)
    }

    /// `del object.name`
    func deleteAttribute(_ object: ObjectID, _ name: ObjectID) throws {
        if isOverriding(object), let result = try callHook(object, "__delattr__", [name]) {
            return heap.release(result)
        }
        try assignAttribute(object, name, nil)
    }

    /// `super(type, object).name`: the attribute of the classes behind `type` in the order of the object's class. The caller owns it.
    func superAttribute(_ name: ObjectID, after type: ObjectID, of object: ObjectID) throws
        -> ObjectID
    {
        if let found = try attributeBehind(name, after: type, of: object) { return found }
        let made = runtime.makeSuper(type, object: object, objectType: try superStart(type, object))
        defer { heap.release(made) }
        return try superObjectAttribute(made, name)
    }

    /// What the classes behind `type` have under a name, bound; nil if they have nothing, or it is the super object's own affair.
    private func attributeBehind(_ name: ObjectID, after type: ObjectID, of object: ObjectID) throws
        -> ObjectID?
    {
        let start = try superStart(type, object)
        let isClass = start == object
        if text(name) == "__class__" { return nil }
        let order = runtime.record(of: start).mro
        guard let place = order.firstIndex(of: type) else {
            throw typeError("super(type, obj): obj must be an instance or subtype of type")
        }
        for owner in order[(place + 1)...] {
            let dict = heap.slot(owner, Layouts.TypeSlot.dict)
            if dict.isNone { continue }
            guard let value = try runtime.lookUp(dict, name, hash: runtime.hashOfString(name)) else {
                continue
            }
            return try bound(value, to: isClass ? .none : object, of: start)
        }
        return nil
    }

    /// An attribute of a super object: of the classes behind `__thisclass__`, else of the object itself.
    private func attribute(ofSuper object: ObjectID, _ name: ObjectID) throws -> ObjectID {
        let parts = runtime.parts(ofSuper: object)
        guard let receiver = parts.object else { return try superObjectAttribute(object, name) }
        if let found = try attributeBehind(name, after: parts.thisClass, of: receiver) { return found }
        return try superObjectAttribute(object, name)
    }

    private func propertyName(_ property: ObjectID) -> String {
        runtime.part(.name, of: property).map { "property '\(text($0))'" } ?? "property"
    }

    func missingPropertyPart(_ property: ObjectID, _ type: ObjectID, _ part: String)
        -> PythonException
    {
        PythonException(
            "AttributeError",
            "\(propertyName(property)) of '\(runtime.record(of: type).reportedName)' object has no \(part)")
    }

    // MARK: Items

    /// `container[key]`; the caller owns it.
    func item(_ container: ObjectID, _ key: ObjectID) throws -> ObjectID {
        if isProxy(container) { return try throughProxy(container) { try item($0, key) } }
        if let result = try callSpecial(container, "__getitem__", [key]) { return result }
        if let result = try containerItem(container, key) { return result }
        switch runtime.kind(of: container) {
        case .type: return try classItem(container, key)
        case .genericAlias, .union: return try aliasItem(container, key)
        case .str, .bytes, .byteArray: return try textItem(container, key)
        case .frameLocals:
            return runtime.retained(try requiredLocal(key, ofFrame: runtime.frame(ofLocals: container)))
        case .mappingProxy: return try item(runtime.viewed(by: container), key)
        default:
            if let item = try nativeItem(container, key) { return item }
            if runtime.kind(of: key) == .slice { return try slice(of: container, key) }
            return try runtime.getItem(container, key)
        }
    }

    /// `container[key] = value`
    func setItem(_ container: ObjectID, _ key: ObjectID, _ value: ObjectID) throws {
        if isProxy(container) { return try throughProxy(container) { try setItem($0, key, value) } }
        if let result = try callSpecial(container, "__setitem__", [key, value]) {
            return heap.release(result)
        }
        if runtime.kind(of: container) == .byteArray { return try setByteArrayItem(container, key, value) }
        if try setContainerItem(container, key, value) { return }
        if try setNativeItem(container, key, value) { return }
        if runtime.kind(of: container) == .frameLocals {
            return try setLocal(key, ofFrame: runtime.frame(ofLocals: container), value)
        }
        try runtime.setItem(container, key, value)
    }

    /// `del container[key]`
    func deleteItem(_ container: ObjectID, _ key: ObjectID) throws {
        if isProxy(container) { return try throughProxy(container) { try deleteItem($0, key) } }
        if let result = try callSpecial(container, "__delitem__", [key]) { return heap.release(result) }
        if runtime.kind(of: container) == .byteArray { return try setByteArrayItem(container, key, nil) }
        if try deleteContainerItem(container, key) { return }
        if try setNativeItem(container, key, nil) { return }
        if runtime.kind(of: container) == .frameLocals {
            throw typeError("cannot remove variables from FrameLocalsProxy")
        }
        try runtime.deleteItem(container, key)
    }

    /// `hash(object)`
    func hash(_ object: ObjectID) throws -> Int { try runtime.hash(object) }
}
