import BigInt
import HeapEngine
import PythonObjects

/// Attributes that builtin types compute or keep in fields: what their getset and member descriptors stand for.
extension Interpreter {
    /// `object.__getattribute__(name)`, without `__getattr__`.
    func builtinAttribute(_ object: ObjectID, _ name: ObjectID) throws -> ObjectID {
        guard runtime.kind(of: name) == .str else {
            throw typeError("attribute name must be string, not '\(runtime.typeName(name))'")
        }
        return try genericAttribute(object, name, heap.type(of: object))
    }

    /// What a super object has itself.
    func superObjectAttribute(_ object: ObjectID, _ name: ObjectID) throws -> ObjectID {
        let type = heap.type(of: object)
        let found = typeAttribute(type, name)
        if !found.isNone { return try bound(found, to: object, of: type) }
        return try runtime.getAttribute(object, text(name))
    }

    /// What a getset or member descriptor gives for an object; the caller owns it.
    func nativeAttribute(_ descriptor: ObjectID, of object: ObjectID) throws -> ObjectID {
        let (owner, name) = (heap.slot(descriptor, 0), text(heap.slot(descriptor, 1)))
        guard runtime.isInstance(object, of: owner) else {
            throw typeError(
                "descriptor '\(name)' for '\(runtime.record(of: owner).reportedName)' objects doesn't apply to a '\(runtime.typeName(object))' object"
            )
        }
        if !runtime.record(of: owner).isHeap, let value = try computedAttribute(name, of: object) {
            return value
        }
        return try runtime.getAttribute(object, name)
    }

    /// A computed attribute of a builtin type's object; nil where the object model knows it.
    private func computedAttribute(_ name: String, of object: ObjectID) throws -> ObjectID? {
        func given(_ value: ObjectID?) -> ObjectID { runtime.retained(value ?? runtime.none) }
        switch (runtime.kind(of: object), name) {
        case (_, "__class__"): return runtime.retained(heap.type(of: object))
        case (_, "__text_signature__"): return runtime.none
        case (.type, _): return try classField(name, of: object)
        case (.function, _): return try functionField(name, of: object)
        case (.method, "__doc__"): return try attribute(heap.slot(object, 0), runtime.staticName(name))
        case (.method, "__func__"): return runtime.retained(heap.slot(object, 0))
        case (.method, "__self__"): return runtime.retained(heap.slot(object, 1))
        case (.builtinFunction, _): return builtinFunctionField(name, of: object)
        case (.property, "fget"): return given(runtime.part(.getter, of: object))
        case (.property, "fset"): return given(runtime.part(.setter, of: object))
        case (.property, "fdel"): return given(runtime.part(.deleter, of: object))
        case (.property, "__doc__"):
            return given(runtime.part(.doc, of: object))
        case (.property, "__name__"):
            if let own = runtime.part(.name, of: object) { return runtime.retained(own) }
            if let getter = runtime.part(.getter, of: object),
                let own = try optionalAttribute(getter, runtime.staticName(name))
            {
                return own
            }
            throw PythonException("AttributeError", "'property' object has no attribute '__name__'")
        case (.classMethod, "__func__"), (.staticMethod, "__func__"), (.classMethod, "__wrapped__"),
            (.staticMethod, "__wrapped__"):
            return runtime.retained(runtime.wrapped(by: object))
        case (_, "__isabstractmethod__"): return runtime.boolean(try isAbstract(object))
        case (.superObject, "__thisclass__"):
            return runtime.retained(runtime.parts(ofSuper: object).thisClass)
        case (.superObject, "__self__"): return given(runtime.parts(ofSuper: object).object)
        case (.superObject, "__self_class__"): return given(runtime.parts(ofSuper: object).type)
        case (.methodWrapper, "__self__"): return runtime.retained(heap.slot(object, 1))
        case (.methodWrapper, _):
            return try attribute(heap.slot(object, 0), runtime.staticName(name))
        case (.methodDescriptor, _), (.wrapperDescriptor, _), (.classMethodDescriptor, _),
            (.getSetDescriptor, _), (.memberDescriptor, _):
            return descriptorField(name, of: object)
        case (.genericAlias, "__parameters__"), (.union, "__parameters__"):
            return try aliasParameters(object)
        case (.genericAlias, "__origin__"): return runtime.retained(runtime.origin(ofAlias: object))
        case (.genericAlias, "__args__"), (.union, "__args__"):
            return runtime.retained(runtime.arguments(ofAlias: object))
        case (.int, "real"), (.int, "numerator"), (.bool, "real"), (.bool, "numerator"), (.float, "real"):
            return try positive(object)
        case (.int, "imag"), (.bool, "imag"): return runtime.makeInt(0)
        case (.int, "denominator"), (.bool, "denominator"): return runtime.makeInt(1)
        case (.float, "imag"): return runtime.makeFloat(0)
        case (.complex, "real"), (.complex, "imag"):
            guard case .complex(let real, let imaginary) = runtime.number(object) else { return nil }
            return runtime.makeFloat(name == "real" ? real : imaginary)
        case (.range, "start"): return runtime.retained(heap.slot(object, 0))
        case (.range, "stop"): return runtime.retained(heap.slot(object, 1))
        case (.range, "step"): return runtime.retained(heap.slot(object, 2))
        case (.dictKeys, "mapping"), (.dictValues, "mapping"), (.dictItems, "mapping"):
            return runtime.makeMappingProxy(of: runtime.viewed(by: object))
        case (.deque, "maxlen"):
            return runtime.limit(ofDeque: object).map { runtime.makeInt($0) } ?? runtime.none
        case (.dict, "default_factory"): return given(runtime.defaultFactory(of: object))
        case (.partial, "func"): return runtime.retained(runtime.parts(ofPartial: object).callable)
        case (.partial, "args"): return runtime.retained(runtime.parts(ofPartial: object).arguments)
        case (.partial, "keywords"): return runtime.retained(runtime.parts(ofPartial: object).keywords)
        case (.module, "__dict__"): return runtime.retained(heap.slot(object, 0))
        case (.module, "__annotations__"): return try ownAnnotations(in: heap.slot(object, 0))
        case (.generator, _), (.coroutine, _), (.asyncGenerator, _):
            return generatorField(name, of: object)
        default: return nil
        }
    }

    private func builtinFunctionField(_ name: String, of function: ObjectID) -> ObjectID? {
        let receiver = heap.slot(function, 0)
        switch name {
        case "__name__": return runtime.makeStr(runtime.functions[heap.payload(function)].name)
        case "__qualname__":
            let own = runtime.functions[heap.payload(function)].name
            if receiver.isNone || runtime.kind(of: receiver) == .module { return runtime.makeStr(own) }
            let owner = runtime.kind(of: receiver) == .type ? receiver : heap.type(of: receiver)
            return runtime.makeStr("\(runtime.record(of: owner).name).\(own)")
        case "__self__":
            if receiver.isNone, let name = moduleName(ofBuiltin: function),
                let module = runtime.module(named: name)
            {
                return runtime.retained(module)
            }
            return receiver.isNone ? runtime.none : runtime.retained(receiver)
        case "__module__":
            let module = heap.slot(function, 1)
            if module.isNone, receiver.isNone, let name = moduleName(ofBuiltin: function) {
                return runtime.staticName(name)
            }
            return module.isNone ? runtime.none : runtime.retained(module)
        case "__doc__": return runtime.none
        default: return nil
        }
    }

    /// The name of the module of the start that a builtin function is in; nil for others.
    private func moduleName(ofBuiltin function: ObjectID) -> String? {
        guard case .builtin(let number) = runtime.functions[heap.payload(function)].behaviour else {
            return nil
        }
        var end = 0
        for (name, builtins) in Builtins.modules {
            end += builtins.count
            if number < end { return name }
        }
        return nil
    }

    private func descriptorField(_ name: String, of descriptor: ObjectID) -> ObjectID? {
        let owner = heap.slot(descriptor, 0)
        switch name {
        case "__objclass__": return runtime.retained(owner)
        case "__name__": return runtime.retained(heap.slot(descriptor, 1))
        case "__qualname__":
            return runtime.makeStr("\(runtime.record(of: owner).name).\(text(heap.slot(descriptor, 1)))")
        case "__doc__": return runtime.none
        default: return nil
        }
    }

    /// Whether what a descriptor wraps says that it is abstract.
    private func isAbstract(_ descriptor: ObjectID) throws -> Bool {
        let parts: [ObjectID] =
            runtime.kind(of: descriptor) == .property
            ? [Runtime.PropertyPart.getter, .setter, .deleter].compactMap { runtime.part($0, of: descriptor) }
            : [runtime.wrapped(by: descriptor)]
        for part in parts {
            guard let value = try optionalAttribute(part, runtime.staticName("__isabstractmethod__")) else {
                continue
            }
            defer { heap.release(value) }
            if try isTrue(value) { return true }
        }
        return false
    }

    /// `__annotations__` of a namespace, made when it is first asked for.
    func ownAnnotations(in dict: ObjectID) throws -> ObjectID {
        if let known = runtime.lookUp(dict, name: "__annotations__") { return runtime.retained(known) }
        let annotations = runtime.makeEmptyDict()
        runtime.storeUnchecked(dict, runtime.staticName("__annotations__"), annotations)
        return annotations
    }

    private func classField(_ name: String, of type: ObjectID) throws -> ObjectID? {
        typealias Slot = Layouts.TypeSlot
        let record = runtime.record(of: type)
        if heap.slot(type, Slot.dict).isNone { runtime.define("__doc__", of: type, runtime.none) }
        let dict = heap.slot(type, Slot.dict)
        func own(_ name: String) -> ObjectID? {
            runtime.lookUp(dict, name: PythonString(name)).map { runtime.retained($0) }
        }
        switch name {
        case "__name__":
            let known = heap.slot(type, Slot.name)
            return known.isNone ? runtime.makeStr(record.name) : runtime.retained(known)
        case "__qualname__":
            let known = heap.slot(type, Slot.qualifiedName)
            return known.isNone ? try classField("__name__", of: type) : runtime.retained(known)
        case "__module__":
            if record.isHeap, let known = own(name) { return known }
            return runtime.staticName(record.module)
        case "__dict__": return runtime.makeMappingProxy(of: dict)
        case "__base__": return record.base.isNone ? runtime.none : runtime.retained(record.base)
        case "__bases__", "__mro__":
            let slot = name == "__mro__" ? Slot.mro : Slot.bases
            let known = heap.slot(type, slot)
            if !known.isNone { return runtime.retained(known) }
            let tuple = runtime.makeTuple(name == "__mro__" ? record.mro : record.bases)
            _ = heap.setSlot(type, slot, owned: runtime.retained(tuple))
            return tuple
        case "__doc__":
            if let text = runtime.freshDoc(of: type) { return text }
            guard let found = runtime.lookUp(dict, name: "__doc__") else { return runtime.none }
            return try bound(found, to: .none, of: type)
        case "__abstractmethods__":
            guard type != runtime.types.type, let known = own(name) else {
                throw PythonException(
                    "AttributeError",
                    "type object '\(record.name)' has no attribute '__abstractmethods__'")
            }
            return known
        case "__annotations__":
            if let known = own(name) { return known }
            guard record.isHeap else {
                throw PythonException(
                    "AttributeError", "type object '\(record.name)' has no attribute '__annotations__'")
            }
            return try ownAnnotations(in: dict)
        case "__type_params__": return own(name) ?? runtime.emptyTuple
        case "__basicsize__": return runtime.makeInt(structShape(of: type).size)
        case "__itemsize__": return runtime.makeInt(structShape(of: type).item)
        case "__dictoffset__": return runtime.makeInt(structShape(of: type).dict)
        case "__weakrefoffset__": return runtime.makeInt(structShape(of: type).weakReferences)
        case "__flags__": return runtime.makeInt(flags(of: type, record))
        default: return nil
        }
    }

    /// `type.__flags__`, as far as they say what can be observed otherwise.
    private func flags(of type: ObjectID, _ record: ClassRecord) -> Int {
        var flags = 1 << 12
        if record.isHeap { flags |= 1 << 9 }
        if record.isBase { flags |= 1 << 10 }
        let families: [(ObjectID, Int)] = [
            (runtime.types.int, 24), (runtime.types.list, 25), (runtime.types.tuple, 26),
            (runtime.types.bytes, 27), (runtime.types.str, 28), (runtime.types.dict, 29),
            (runtime.types.baseException, 30), (runtime.types.type, 31),
        ]
        for (family, bit) in families where runtime.isSubclass(type, of: family) { flags |= 1 << bit }
        if let names = runtime.lookUp(heap.slot(type, Layouts.TypeSlot.dict), name: "__abstractmethods__"),
            orNil({ try isTrue(names) }) == true
        {
            flags |= 1 << 20
        }
        return flags
    }

    private func functionField(_ name: String, of function: ObjectID) throws -> ObjectID? {
        typealias Slot = Layouts.FunctionSlot
        switch name {
        case "__annotations__": return functionAnnotations(function)
        case "__builtins__": return runtime.retained(heap.slot(function, Slot.builtins))
        case "__type_params__":
            let known = heap.slot(function, Slot.typeParameters)
            return known.isNone ? runtime.emptyTuple : runtime.retained(known)
        case "__dict__":
            if heap.slot(function, Slot.dict).isNone {
                _ = heap.setSlot(function, Slot.dict, owned: runtime.makeEmptyDict())
            }
            return runtime.retained(heap.slot(function, Slot.dict))
        default: return nil
        }
    }

    /// `function.__annotations__`: the tuple that the compiler made becomes a dict when it is first asked for.
    private func functionAnnotations(_ function: ObjectID) -> ObjectID {
        let slot = Layouts.FunctionSlot.annotations
        let known = heap.slot(function, slot)
        if !known.isNone, runtime.kind(of: known) == .dict { return runtime.retained(known) }
        let dict = runtime.makeEmptyDict()
        if !known.isNone {
            let items = runtime.items(of: known)
            for index in stride(from: 0, to: items.count - 1, by: 2) {
                runtime.storeUnchecked(dict, items[index], items[index + 1])
            }
        }
        let old = heap.setSlot(function, slot, owned: runtime.retained(dict))
        if !old.isNone { heap.release(old) }
        return dict
    }

    private func generatorField(_ name: String, of generator: ObjectID) -> ObjectID? {
        typealias Slot = Runtime.GeneratorSlot
        let state = runtime.state(ofGenerator: generator)
        switch name {
        case "__name__": return runtime.retained(heap.slot(generator, Slot.name))
        case "__qualname__": return runtime.retained(heap.slot(generator, Slot.qualifiedName))
        case "gi_running", "cr_running", "ag_running": return runtime.boolean(state == .running)
        case "gi_suspended", "cr_suspended", "ag_suspended": return runtime.boolean(state == .suspended)
        case "gi_code", "cr_code", "ag_code":
            let code = heap.slot(generator, Slot.code)
            return code.isNone ? runtime.none : runtime.retained(code)
        case "gi_yieldfrom", "cr_await", "ag_await":
            return delegate(of: generator).map { runtime.retained($0) } ?? runtime.none
        case "cr_origin": return runtime.none
        default: return nil
        }
    }
}
