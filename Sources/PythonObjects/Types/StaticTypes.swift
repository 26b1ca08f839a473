import HeapEngine

/// The static types, each an immortal object.
package struct StaticTypes {
    package var object = ObjectID.none, type = ObjectID.none
    package var none = ObjectID.none, bool = ObjectID.none, int = ObjectID.none, float = ObjectID.none
    package var complex = ObjectID.none, ellipsis = ObjectID.none, notImplemented = ObjectID.none
    package var str = ObjectID.none, bytes = ObjectID.none, byteArray = ObjectID.none, tuple = ObjectID.none
    package var list = ObjectID.none, dict = ObjectID.none, set = ObjectID.none, frozenSet = ObjectID.none
    package var range = ObjectID.none, slice = ObjectID.none, function = ObjectID.none
    package var builtinFunction = ObjectID.none, method = ObjectID.none, cell = ObjectID.none,
        code = ObjectID.none
    package var module = ObjectID.none, weakReference = ObjectID.none, weakProxy = ObjectID.none
    package var frame = ObjectID.none, getSetDescriptor = ObjectID.none, memberDescriptor = ObjectID.none
    package var callableProxy = ObjectID.none
    package var baseException = ObjectID.none
    /// The types of iterators.
    package var iterators = IteratorTypes()
    package var dictKeys = ObjectID.none, dictValues = ObjectID.none, dictItems = ObjectID.none
    package var mappingProxy = ObjectID.none, simpleNamespace = ObjectID.none
    package var classMethod = ObjectID.none, staticMethod = ObjectID.none, property = ObjectID.none
    package var superObject = ObjectID.none, genericAlias = ObjectID.none, union = ObjectID.none
    package var methodDescriptor = ObjectID.none, wrapperDescriptor = ObjectID.none
    package var classMethodDescriptor = ObjectID.none, methodWrapper = ObjectID.none
    package var generator = ObjectID.none, coroutine = ObjectID.none, asyncGenerator = ObjectID.none
    package var traceback = ObjectID.none, frameLocals = ObjectID.none
    package var deque = ObjectID.none, dequeIterator = ObjectID.none, dequeReverseIterator = ObjectID.none
    package var orderedDict = ObjectID.none
    package var orderedViews = OrderedViewTypes()
    package var defaultDict = ObjectID.none, partial = ObjectID.none
    /// The types that have a name among the builtins.
    package var byName: [String: ObjectID] = [:]
    /// All of them, in the order in which they were made.
    package var all: [ObjectID] = []
}

extension Runtime {
    /// Makes the static types: `object` and `type` first, which need each other.
    func makeStaticTypes() {
        types.object = makeStaticType("object", .object, layouts.scalar)
        types.type = makeStaticType("type", .type, layouts.type, hasWeakReferences: true)
        heap.setType(types.object, types.type)
        heap.setType(types.type, types.type)
        classes[heap.payload(types.type)].hasDict = true
        types.none = makeStaticType("NoneType", .none, layouts.scalar, isBase: false, isNamed: false)
        types.int = makeStaticType("int", .int, layouts.scalar)
        types.bool = makeStaticType("bool", .bool, layouts.scalar, base: types.int, isBase: false)
        types.float = makeStaticType("float", .float, layouts.float)
        types.complex = makeStaticType("complex", .complex, layouts.scalar)
        types.ellipsis = makeStaticType("ellipsis", .ellipsis, layouts.scalar, isBase: false, isNamed: false)
        types.notImplemented = makeStaticType(
            "NotImplementedType", .notImplemented, layouts.scalar, isBase: false, isNamed: false)
        types.str = makeStaticType("str", .str, layouts.scalar)
        types.bytes = makeStaticType("bytes", .bytes, layouts.scalar)
        types.byteArray = makeStaticType("bytearray", .byteArray, layouts.scalar)
        types.tuple = makeStaticType("tuple", .tuple, layouts.tuple)
        types.list = makeStaticType("list", .list, layouts.list)
        types.dict = makeStaticType("dict", .dict, layouts.unicodeDict)
        types.set = makeStaticType("set", .set, layouts.set, hasWeakReferences: true)
        types.frozenSet = makeStaticType("frozenset", .frozenSet, layouts.set, hasWeakReferences: true)
        types.range = makeStaticType("range", .range, layouts.scalar, isBase: false)
        types.slice = makeStaticType("slice", .slice, layouts.slice, isBase: false)
        types.function = makeStaticType(
            "function", .function, layouts.function, hasWeakReferences: true, isBase: false, isNamed: false)
        types.builtinFunction = makeStaticType(
            "builtin_function_or_method", .builtinFunction, layouts.builtinFunction, hasWeakReferences: true,
            isBase: false, isNamed: false)
        types.method = makeStaticType(
            "method", .method, layouts.method, hasWeakReferences: true, isBase: false, isNamed: false)
        types.cell = makeStaticType("cell", .cell, layouts.cell, isBase: false, isNamed: false)
        types.code = makeStaticType(
            "code", .code, layouts.scalar, hasWeakReferences: true, isBase: false, isNamed: false)
        types.module = makeStaticType(
            "module", .module, layouts.module, hasWeakReferences: true, isNamed: false)
        types.weakReference = makeStaticType(
            "ReferenceType", .weakReference, layouts.weakReference, isNamed: false, module: "weakref")
        types.weakProxy = makeStaticType(
            "ProxyType", .weakProxy, layouts.weakReference, isBase: false, isNamed: false, module: "weakref")
        types.callableProxy = makeStaticType(
            "CallableProxyType", .weakProxy, layouts.weakReference, isBase: false, isNamed: false,
            module: "weakref")
        types.frame = makeStaticType("frame", .frame, layouts.runningFrame, isBase: false, isNamed: false)
        types.getSetDescriptor = makeStaticType(
            "getset_descriptor", .getSetDescriptor, layouts.descriptor, isBase: false, isNamed: false)
        types.memberDescriptor = makeStaticType(
            "member_descriptor", .memberDescriptor, layouts.descriptor, isBase: false, isNamed: false)
        makeExceptionTypes()
    }

    /// Makes one static type, derived from `object` unless said otherwise.
    @discardableResult
    func makeStaticType(
        _ name: String, _ kind: Kind, _ layout: LayoutID, base: ObjectID? = nil,
        hasWeakReferences: Bool = false, isBase: Bool = true, isNamed: Bool = true,
        module: String = "builtins"
    ) -> ObjectID {
        let base = base ?? types.object
        var record = ClassRecord(
            name: name, module: module, kind: kind, isHeap: false, layout: layout,
            generalLayout: kind == .dict ? layouts.generalDict : layout)
        record.isBase = isBase
        record.hasVectorcall = module == "builtins" && profile.conventions.vectorcallTypes.contains(name)
        record.isCalledWithTuple = profile.conventions.tupleCallables.contains(name)
        record.hasWeakReferences = hasWeakReferences
        record.base = base
        record.bases = base.isNone ? [] : [base]
        if kind == .exception {
            record.hasDict = true
            record.dictSlot = 0
            record.head = 1
        }
        if kind == .function || kind == .module { record.hasDict = true }
        let payload = classes.insert(record)
        let type = allocateStatic(
            layouts.staticType, types.type, .staticType, slots: Layouts.TypeSlot.count, payload: payload)
        classes[payload].mro = [type] + (base.isNone ? [] : classes[heap.payload(base)].mro)
        if !base.isNone { fill(type, Layouts.TypeSlot.base, base) }
        types.all.append(type)
        if isNamed { types.byName[name] = type }
        return type
    }

    private func makeExceptionTypes() {
        types.baseException = makeStaticType("BaseException", .exception, layouts.exception)
        let tree: [(String, String)] = [
            ("Exception", "BaseException"), ("KeyboardInterrupt", "BaseException"),
            ("SystemExit", "BaseException"),
            ("GeneratorExit", "BaseException"), ("ArithmeticError", "Exception"),
            ("ZeroDivisionError", "ArithmeticError"), ("OverflowError", "ArithmeticError"),
            ("FloatingPointError", "ArithmeticError"), ("AssertionError", "Exception"),
            ("BufferError", "Exception"),
            ("EOFError", "Exception"), ("LookupError", "Exception"), ("IndexError", "LookupError"),
            ("KeyError", "LookupError"), ("MemoryError", "Exception"), ("ReferenceError", "Exception"),
            ("RuntimeError", "Exception"), ("NotImplementedError", "RuntimeError"),
            ("RecursionError", "RuntimeError"), ("SyntaxError", "Exception"), ("TypeError", "Exception"),
            ("ValueError", "Exception"), ("UnicodeError", "ValueError"), ("Warning", "Exception"),
            ("UserWarning", "Warning"), ("DeprecationWarning", "Warning"), ("RuntimeWarning", "Warning"),
            ("ResourceWarning", "Warning"),
        ]
        for (name, base) in tree {
            makeStaticType(name, .exception, layouts.exception, base: types.byName[base])
        }
    }

    /// Gives every static type the table of its subclasses.
    func makeSubclassTables() {
        for type in types.all {
            _ = heap.setSlot(type, Layouts.TypeSlot.subclasses, owned: makeEmptyDict())
        }
    }

    /// The object that a built-in name stands for, borrowed: `int`, `ValueError`, `None`, ….
    public func builtin(named name: String) -> ObjectID? {
        switch name {
        case "None": none
        case "True": trueObject
        case "False": falseObject
        case "Ellipsis": ellipsis
        case "NotImplemented": notImplemented
        default: types.byName[name]
        }
    }
}
