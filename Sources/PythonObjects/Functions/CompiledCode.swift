import HeapEngine

/// The objects that a code object is made of.
package struct CodeParts {
    /// Tuples: `co_consts`, `co_names`, and the names of parameters and other locals, cells and free variables.
    package var constants: ObjectID, names: ObjectID, localNames: ObjectID
    /// Bytes: what the locals are, one each; `co_linetable` and `co_exceptiontable`.
    package var localKinds: ObjectID, locations: ObjectID, exceptionTable: ObjectID

    package init(
        constants: ObjectID, names: ObjectID, localNames: ObjectID, localKinds: ObjectID,
        locations: ObjectID, exceptionTable: ObjectID
    ) {
        self.constants = constants
        self.names = names
        self.localNames = localNames
        self.localKinds = localKinds
        self.locations = locations
        self.exceptionTable = exceptionTable
    }

    /// What a code object is made of, borrowed.
    package init(of code: ObjectID, _ heap: Heap) {
        typealias Slot = Layouts.CodeSlot
        constants = heap.slot(code, Slot.constants)
        names = heap.slot(code, Slot.names)
        localNames = heap.slot(code, Slot.localNames)
        localKinds = heap.slot(code, Slot.localKinds)
        locations = heap.slot(code, Slot.locations)
        exceptionTable = heap.slot(code, Slot.exceptionTable)
    }
}

extension Runtime {
    /// A code object for what the evaluator compiled.
    ///
    /// - Parameters:
    ///   - record: what it is called and how large it is; its `body` lives as long as the object.
    ///   - parts: takes over the caller's units.
    package func makeCode(_ record: CodeRecord, qualifiedName: String, _ parts: CodeParts) -> ObjectID {
        typealias Slot = Layouts.CodeSlot
        let code = allocate(
            layouts.scalar, types.code, .code(instructions: record.instructions), slots: Slot.count,
            payload: codes.insert(record))
        _ = heap.setSlot(code, Slot.filename, owned: internedName(record.filename))
        _ = heap.setSlot(code, Slot.name, owned: internedName(record.name))
        _ = heap.setSlot(code, Slot.qualifiedName, owned: internedName(qualifiedName))
        _ = heap.setSlot(code, Slot.constants, owned: parts.constants)
        _ = heap.setSlot(code, Slot.names, owned: parts.names)
        _ = heap.setSlot(code, Slot.localNames, owned: parts.localNames)
        _ = heap.setSlot(code, Slot.localKinds, owned: parts.localKinds)
        _ = heap.setSlot(code, Slot.locations, owned: parts.locations)
        _ = heap.setSlot(code, Slot.exceptionTable, owned: parts.exceptionTable)
        return code
    }

    /// What the evaluator needs of a function's code all the time; nil if it was not compiled from source.
    package func codeFacts(of function: ObjectID) -> UnsafeMutableRawPointer? {
        codeFacts(ofCode: heap.slot(function, Layouts.FunctionSlot.code))
    }

    /// What the evaluator needs of a code object all the time; nil if it was not compiled from source.
    package func codeFacts(ofCode code: ObjectID) -> UnsafeMutableRawPointer? {
        // SAFETY: a code object's payload is a number of the store, which has a place for each.
        codes.facts[Int(heap.payload(code))]
    }

    /// `def` as the evaluator executes it: a function of a code object, without defaults, closure and annotations yet.
    ///
    /// - Parameters:
    ///   - module: what `__module__` will be, borrowed; `.none` without one.
    ///   - doc: the docstring, or None; borrowed.
    package func makeFunction(
        code: ObjectID, globals: ObjectID, builtins: ObjectID, module: ObjectID, doc: ObjectID
    ) -> ObjectID {
        typealias Slot = Layouts.FunctionSlot
        let function = allocate(
            layouts.function, types.function, .function, slots: Slot.count,
            payload: functions.insert(FunctionRecord(name: codes[heap.payload(code)].name)))
        fill(function, Slot.code, code)
        fill(function, Slot.globals, globals)
        fill(function, Slot.builtins, builtins)
        if !module.isNone { fill(function, Slot.module, module) }
        fill(function, Slot.doc, doc)
        fill(function, Slot.name, heap.slot(code, Layouts.CodeSlot.name))
        fill(function, Slot.qualifiedName, heap.slot(code, Layouts.CodeSlot.qualifiedName))
        track(function)
        return function
    }

    /// Puts a member that the evaluator implements into a static type's dict. It is static itself and takes no memory of the session's.
    package func define(_ name: String, as member: NativeMember, of type: ObjectID, number: Int) {
        let key = staticName(name)
        let object: ObjectID
        if member == .staticMethod {
            object = allocateStatic(fixedLayouts.clearedTwo, types.staticMethod, .staticMethod, slots: 2)
            fill(object, 0, makeStaticBuiltin(name, number: number, receiver: .none, module: .none))
        } else {
            let (descriptor, form): (ObjectID, Form) =
                switch member {
                case .classMethod: (types.classMethodDescriptor, .methodDescriptor)
                case .attribute: (types.getSetDescriptor, .getSetDescriptor)
                default: (types.methodDescriptor, .methodDescriptor)
                }
            object = allocateStatic(
                layouts.descriptor, descriptor, form, slots: 2,
                payload: functions.insert(FunctionRecord(name: name, behaviour: .builtin(number))))
            fill(object, 0, type)
            fill(object, 1, key)
        }
        if heap.slot(type, Layouts.TypeSlot.dict).isNone {
            _ = heap.setSlot(type, Layouts.TypeSlot.dict, owned: makeStaticDict())
        }
        storeUnchecked(heap.slot(type, Layouts.TypeSlot.dict), key, object)
    }

    /// The number of the evaluator's builtin that computes a getset descriptor's attribute; nil if the object model knows it.
    package func getter(of descriptor: ObjectID) -> Int? {
        let payload = heap.payload(descriptor)
        guard payload != 0, case .builtin(let number) = functions[payload].behaviour else { return nil }
        return number
    }

    /// A function that the evaluator implements, of a module or type; static.
    package func makeStaticBuiltin(_ name: String, number: Int, receiver: ObjectID, module: ObjectID)
        -> ObjectID
    {
        let function = allocateStatic(
            layouts.builtinFunction, types.builtinFunction, .builtinFunction, slots: 2,
            payload: functions.insert(FunctionRecord(name: name, behaviour: .builtin(number))))
        if !receiver.isNone { fill(function, 0, receiver) }
        if !module.isNone { fill(function, 1, module) }
        return function
    }

    package func makeStaticDict() -> ObjectID {
        allocateStatic(
            layouts.unicodeDict, types.dict, .dict(keysBytes: 0),
            payload: dictionaries.insert(DictionaryRecord()))
    }
}

/// What a builtin is in the dict of its type.
package enum NativeMember: Sendable {
    case method, classMethod, staticMethod, attribute
}

extension Runtime {
    /// Puts an object into a static type's dict under a static name.
    package func define(_ name: String, of type: ObjectID, _ object: ObjectID) {
        if heap.slot(type, Layouts.TypeSlot.dict).isNone {
            _ = heap.setSlot(type, Layouts.TypeSlot.dict, owned: makeStaticDict())
        }
        storeUnchecked(heap.slot(type, Layouts.TypeSlot.dict), staticName(name), object)
    }

    /// Whether a static type's own dict has a name.
    package func defines(_ name: String, _ type: ObjectID) -> Bool {
        let dict = heap.slot(type, Layouts.TypeSlot.dict)
        return !dict.isNone && find(dict, name: PythonString(name)) != nil
    }

    /// Puts a static descriptor of a sort into a static type's dict; the number is that of a builtin of the evaluator's.
    package func defineDescriptor(_ sort: ObjectID, _ name: String, of type: ObjectID, number: Int?) {
        let form: Form =
            switch sort {
            case types.wrapperDescriptor: .wrapperDescriptor
            case types.getSetDescriptor: .getSetDescriptor
            case types.memberDescriptor: .memberDescriptor
            default: .methodDescriptor
            }
        let payload =
            number.map { functions.insert(FunctionRecord(name: name, behaviour: .builtin($0))) } ?? 0
        let descriptor = allocateStatic(layouts.descriptor, sort, form, slots: 2, payload: payload)
        fill(descriptor, 0, type)
        fill(descriptor, 1, staticName(name))
        define(name, of: type, descriptor)
    }
}
