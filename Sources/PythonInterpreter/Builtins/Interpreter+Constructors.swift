import BigInt
import HeapEngine
import PythonObjects

extension Interpreter {
    /// A call of a builtin class.
    func constructBuiltin(_ type: ObjectID, _ arguments: CallArguments) throws -> ObjectID {
        let record = runtime.record(of: type)
        if let value = try constructValue(record.kind, arguments) { return value }
        let first = arguments.count > 0 ? arguments[0] : nil
        switch record.kind {
        case .list, .tuple, .set, .frozenSet, .dict, .range, .slice, .deque, .mappingProxy, .simpleNamespace:
            return try constructContainer(type, record.kind, arguments)
        case .object:
            guard arguments.count == 0 else { throw typeError("object() takes no arguments") }
            return runtime.makeObject()
        case .exception:
            let exception = try makeException(type, arguments)
            guard !arguments.names.isEmpty else { return exception }
            do {
                try initializeException(exception, arguments)
            } catch {
                heap.release(exception)
                throw error
            }
            return exception
        case .weakReference: return try constructReference(type, arguments)
        case .classMethod, .staticMethod:
            guard let first, arguments.count == 1 else {
                throw typeError("\(record.name) expected 1 argument, got \(arguments.count)")
            }
            let binder =
                record.kind == .classMethod
                ? runtime.makeClassMethod(first, type: type) : runtime.makeStaticMethod(first, type: type)
            return try keeping(binder) { try copyNames(of: first, to: binder) }
        case .property:
            // A class derived from property says what it wants in its own __init__.
            let property = runtime.makeProperty(type: type)
            if record.isHeap { return property }
            return try keeping(property) { try initializeProperty(property, arguments) }
        case .superObject: return try makeSuper(type, arguments)
        case .traceback: return try makeTraceback(arguments)
        case .frameLocals: return try makeFrameLocals(arguments)
        case .method, .genericAlias, .cell, .module: return try constructPart(type, record.kind, arguments)
        case .native, .partial: return try constructNative(type, arguments)
        default:
            if let combinator = try constructCombinator(type, arguments) { return combinator }
            throw typeError("cannot create '\(record.reportedName)' instances")
        }
    }

    /// What a classmethod or staticmethod takes over from what it wraps (`functools_wraps`).
    private func copyNames(of wrapped: ObjectID, to wrapper: ObjectID) throws {
        let raises = runtime.profile.conventions.raisesForMissingNames
        for name in ["__module__", "__name__", "__qualname__", "__doc__", "__annotations__"] {
            let name = runtime.staticName(name)
            let value: ObjectID
            do {
                value = try raises ? attribute(wrapped, name) : attributeWithoutContext(wrapped, name)
            } catch {
                try absorb(error, "AttributeError")
                continue
            }
            defer { heap.release(value) }
            runtime.setInstanceAttribute(wrapper, PythonString(text(name)), key: name, value)
        }
    }

    /// `super(type, object)`, or, without arguments, what the calling function's `__class__` and first parameter say.
    private func makeSuper(_ type: ObjectID, _ arguments: CallArguments) throws -> ObjectID {
        if arguments.count > 0 {
            guard arguments.count <= 2 else {
                throw typeError("super() takes at most 2 arguments (\(arguments.count) given)")
            }
            guard runtime.kind(of: arguments[0]) == .type else {
                throw typeError(
                    "super() argument 1 must be a type, not \(runtime.argumentTypeName(arguments[0]))")
            }
            let object = arguments.count > 1 && arguments[1] != runtime.none ? arguments[1] : nil
            return runtime.makeSuper(
                arguments[0], object: object,
                objectType: try object.map { try superStart(arguments[0], $0) }, type: type)
        }
        let frame = self.frame
        let unit = frame.pointee.body.takeUnretainedValue().unit
        guard let place = unit.localNames.firstIndex(of: "__class__"), unit.argumentCount > 0 else {
            throw PythonException(
                "RuntimeError",
                unit.argumentCount > 0 ? "super(): __class__ cell not found" : "super(): no arguments")
        }
        let start = heap.slot(frame.pointee.locals[place], 0)
        guard !start.isNone else { throw PythonException("RuntimeError", "super(): empty __class__ cell") }
        var object = frame.pointee.locals[0]
        if unit.localKinds[0].contains(.cell) { object = heap.slot(object, 0) }
        guard !object.isNone else { throw PythonException("RuntimeError", "super(): arg[0] deleted") }
        return runtime.makeSuper(
            start, object: object, objectType: try superStart(start, object), type: type)
    }

    /// The class in whose order of resolution `super(type, object)` looks: the object itself if it is a class, else its own.
    func superStart(_ type: ObjectID, _ object: ObjectID) throws -> ObjectID {
        let isClass = runtime.kind(of: object) == .type
        if isClass, runtime.isSubclass(object, of: type) { return object }
        if runtime.isInstance(object, of: type) { return heap.type(of: object) }
        if let shown = try optionalAttribute(object, runtime.staticName("__class__")) {
            defer { heap.release(shown) }
            if runtime.kind(of: shown) == .type, shown != heap.type(of: object),
                runtime.isSubclass(shown, of: type)
            {
                return shown
            }
        }
        guard language.describesSuperMismatch else {
            throw typeError("super(type, obj): obj must be an instance or subtype of type")
        }
        let given =
            isClass
            ? "type \(runtime.record(of: object).reportedName)" : "instance of \(runtime.typeName(object))"
        throw typeError(
            "super(type, obj): obj (\(given)) is not an instance or subtype of type (\(runtime.record(of: type).reportedName))."
        )
    }
}
