import HeapEngine

/// Class attributes that do something when they are looked up, and what they make. A class derived from the built-in type may be
/// given as `type`. What `tp_alloc` makes is tracked before it is filled.
extension Runtime {
    func makeDescriptorTypes() {
        let cleared = fixedLayouts.clearedTwo
        types.classMethod = makeStaticType("classmethod", .classMethod, cleared)
        types.staticMethod = makeStaticType("staticmethod", .staticMethod, cleared)
        for type in [types.classMethod, types.staticMethod] {
            classes[heap.payload(type)].hasDict = true
            classes[heap.payload(type)].dictSlot = 1
        }
        types.property = makeStaticType("property", .property, fixedLayouts.property)
        types.superObject = makeStaticType("super", .superObject, fixedLayouts.three)
        types.genericAlias = makeStaticType(
            "GenericAlias", .genericAlias, fixedLayouts.three, hasWeakReferences: true, isNamed: false,
            module: "types")
        types.union = makeStaticType(
            "UnionType", .union, fixedLayouts.two, isBase: false, isNamed: false, module: "types")
        func hidden(_ name: String, _ kind: Kind, _ layout: LayoutID) -> ObjectID {
            makeStaticType(name, kind, layout, isBase: false, isNamed: false)
        }
        types.methodDescriptor = hidden("method_descriptor", .methodDescriptor, layouts.descriptor)
        types.wrapperDescriptor = hidden("wrapper_descriptor", .wrapperDescriptor, layouts.descriptor)
        types.classMethodDescriptor = hidden(
            "classmethod_descriptor", .classMethodDescriptor, layouts.descriptor)
        types.methodWrapper = hidden("method-wrapper", .methodWrapper, fixedLayouts.methodWrapper)
    }

    /// `classmethod(callable)`. What it copies from the callable goes into its `__dict__`, as attributes.
    package func makeClassMethod(_ callable: ObjectID, type: ObjectID? = nil) -> ObjectID {
        makeBinder(type ?? types.classMethod, .classMethod, callable)
    }

    /// `staticmethod(callable)`, as `classmethod`.
    package func makeStaticMethod(_ callable: ObjectID, type: ObjectID? = nil) -> ObjectID {
        makeBinder(type ?? types.staticMethod, .staticMethod, callable)
    }

    private func makeBinder(_ type: ObjectID, _ form: Form, _ callable: ObjectID) -> ObjectID {
        let binder = allocate(type, form, slots: 2)
        track(binder)
        fill(binder, head(of: binder), callable)
        return binder
    }

    /// `__func__` of a classmethod or staticmethod, borrowed.
    package func wrapped(by binder: ObjectID) -> ObjectID { heap.slot(binder, head(of: binder)) }

    /// The parts of a property, which are slots in this order.
    package enum PropertyPart: Int {
        case getter, setter, deleter, doc, name
    }

    /// `property(getter, setter, deleter, doc)`; what is missing is nil. The docstring of the getter is for the caller to find.
    package func makeProperty(
        getter: ObjectID? = nil, setter: ObjectID? = nil, deleter: ObjectID? = nil, doc: ObjectID? = nil,
        type: ObjectID? = nil
    ) -> ObjectID {
        let property = allocate(type ?? types.property, .property, slots: 5)
        track(property)
        let head = head(of: property)
        for (index, part) in [getter, setter, deleter, doc].enumerated() {
            if let part { fill(property, head + index, part) }
        }
        return property
    }

    /// A part of a property, borrowed; nil if it has none.
    package func part(_ part: PropertyPart, of property: ObjectID) -> ObjectID? {
        let object = heap.slot(property, head(of: property) + part.rawValue)
        return object.isNone ? nil : object
    }

    /// Sets a part of a property: `__set_name__` does, and `__doc__`.
    package func setPart(_ part: PropertyPart, of property: ObjectID, _ object: ObjectID?) {
        let slot = head(of: property) + part.rawValue
        let old = heap.setSlot(property, slot, owned: object.map { retained($0) } ?? .none)
        if !old.isNone { heap.release(old, because: .unlinked(source: property, slot: slot)) }
    }

    /// Whether a property's docstring is that of its getter: another getter brings another one.
    package func docIsGetters(of property: ObjectID) -> Bool { heap.payload(property) == 1 }

    package func setDocIsGetters(of property: ObjectID, _ value: Bool) {
        heap.setPayload(property, value ? 1 : 0)
    }

    /// `super(thisClass, object)`; bound to nothing without an object.
    ///
    /// - Parameter objectType: the class in whose resolution order attributes are looked up.
    package func makeSuper(
        _ thisClass: ObjectID, object: ObjectID? = nil, objectType: ObjectID? = nil, type: ObjectID? = nil
    ) -> ObjectID {
        let made = allocate(type ?? types.superObject, .superObject, slots: 3)
        track(made)
        let head = head(of: made)
        if let object { fill(made, head, object) }
        fill(made, head + 1, thisClass)
        if let objectType { fill(made, head + 2, objectType) }
        return made
    }

    /// `__self__`, `__thisclass__` and `__self_class__` of a super object, borrowed.
    package func parts(ofSuper object: ObjectID) -> (object: ObjectID?, thisClass: ObjectID, type: ObjectID?)
    {
        let head = head(of: object)
        let (receiver, type) = (heap.slot(object, head), heap.slot(object, head + 2))
        return (receiver.isNone ? nil : receiver, heap.slot(object, head + 1), type.isNone ? nil : type)
    }

    // MARK: Methods of built-in types

    /// A method written in C, in the dict of its type: `list.append`, `list.__len__`, `dict.fromkeys`.
    ///
    /// - Parameter type: `method_descriptor`, `wrapper_descriptor` or `classmethod_descriptor`.
    package func makeMethodDescriptor(
        _ type: ObjectID, _ name: String, of owner: ObjectID, behaviour: NativeBehaviour = .none
    ) -> ObjectID {
        let form: Form = type == types.wrapperDescriptor ? .wrapperDescriptor : .methodDescriptor
        let descriptor = allocate(
            layouts.descriptor, type, form, slots: 2,
            payload: functions.insert(FunctionRecord(name: name, behaviour: behaviour)))
        fill(descriptor, 0, owner)
        _ = heap.setSlot(descriptor, 1, owned: internedName(name))
        track(descriptor)
        return descriptor
    }

    /// A wrapper_descriptor bound to an object: `[].__len__`.
    package func makeMethodWrapper(_ descriptor: ObjectID, receiver: ObjectID) -> ObjectID {
        let wrapper = allocate(fixedLayouts.methodWrapper, types.methodWrapper, .methodWrapper, slots: 2)
        fill(wrapper, 0, descriptor)
        fill(wrapper, 1, receiver)
        track(wrapper)
        return wrapper
    }

    /// `__objclass__` of a method descriptor, borrowed.
    package func owner(ofDescriptor descriptor: ObjectID) -> ObjectID { heap.slot(descriptor, 0) }
}
