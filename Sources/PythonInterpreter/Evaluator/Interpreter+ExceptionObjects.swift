import HeapEngine
import PythonObjects

/// Making and initialising exceptions.
extension Interpreter {
    /// `type.__new__(type, *arguments)` of an exception class.
    func makeException(_ type: ObjectID, _ arguments: CallArguments) throws -> ObjectID {
        if runtime.isSubclass(type, of: exceptionType("BaseExceptionGroup")) {
            return try makeExceptionGroup(type, arguments)
        }
        var type = type
        if type == exceptionType("OSError") { type = exceptionType(systemErrorType(arguments)) }
        let tuple = positionalTuple(of: arguments)
        defer { heap.release(tuple) }
        return runtime.newException(type, tuple: tuple)
    }

    /// `__init__` of the exception's builtin class: `args`, and the fields that follow from arguments.
    func initializeException(_ exception: ObjectID, _ arguments: CallArguments) throws {
        let type = heap.type(of: exception)
        let name = runtime.record(of: type).name
        let known: [String]
        switch builtinException(type) {
        case "ImportError", "ModuleNotFoundError": known = ["name", "path", "name_from"]
        case "AttributeError": known = ["name", "obj"]
        case "NameError", "UnboundLocalError": known = ["name"]
        default: known = []
        }
        if known.isEmpty, !arguments.names.isEmpty {
            throw typeError("\(name)() takes no keyword arguments")
        }
        for (index, keyword) in arguments.names.enumerated() {
            let key = text(keyword)
            guard known.contains(key) else {
                throw unexpectedKeyword(key, of: name)
            }
            runtime.setField(key, of: exception, arguments.base[arguments.count + index])
        }
        if runtime.isSubclass(type, of: exceptionType("BaseExceptionGroup")) { return }
        let tuple = positionalTuple(of: arguments)
        runtime.setPart(.arguments, of: exception, tuple)
        heap.release(tuple)
        runtime.initializeException(exception)
    }

    /// The name of the builtin exception that a class is or derives its layout from.
    private func builtinException(_ type: ObjectID) -> String {
        runtime.record(of: builtinBase(of: type)).name
    }

    /// `ExceptionGroup(message, exceptions)`
    private func makeExceptionGroup(_ type: ObjectID, _ arguments: CallArguments) throws -> ObjectID {
        guard arguments.count == 2 else {
            throw typeError(
                "BaseExceptionGroup.__new__() takes exactly 2 arguments (\(arguments.count) given)")
        }
        guard runtime.kind(of: arguments[0]) == .str else {
            throw typeError(
                "BaseExceptionGroup.__new__() argument 1 must be str, not \(runtime.argumentTypeName(arguments[0]))"
            )
        }
        guard try isSequence(arguments[1]) else {
            throw typeError("second argument (exceptions) must be a sequence")
        }
        let exceptions = try items(of: arguments[1])
        defer { for exception in exceptions { heap.release(exception) } }
        guard !exceptions.isEmpty else {
            throw PythonException(
                "ValueError", "second argument (exceptions) must be a non-empty sequence")
        }
        let base = exceptionType("BaseException")
        let plain = exceptionType("Exception")
        for (index, exception) in exceptions.enumerated() where !runtime.isInstance(exception, of: base) {
            throw PythonException(
                "ValueError", "Item \(index) of second argument (exceptions) is not an exception")
        }
        let arePlain = exceptions.allSatisfy { runtime.isInstance($0, of: plain) }
        var type = type
        if type == exceptionType("BaseExceptionGroup") {
            if arePlain { type = exceptionType("ExceptionGroup") }
        } else if type == exceptionType("ExceptionGroup") {
            guard arePlain else { throw typeError("Cannot nest BaseExceptions in an ExceptionGroup") }
        } else if !arePlain, runtime.isSubclass(type, of: plain) {
            throw typeError("Cannot nest BaseExceptions in '\(runtime.record(of: type).name)'")
        }
        let tuple = runtime.makeTuple(exceptions)
        defer { heap.release(tuple) }
        let given = positionalTuple(of: arguments)
        defer { heap.release(given) }
        let group = runtime.newException(type, tuple: given)
        runtime.setField("message", of: group, arguments[0])
        runtime.setField("exceptions", of: group, tuple)
        return group
    }

    /// Whether an object is a sequence in the eyes of the C API: it has `__getitem__` and is no dict.
    func isSequence(_ object: ObjectID) throws -> Bool {
        switch runtime.kind(of: object) {
        case .list, .tuple, .str, .bytes, .byteArray, .range, .deque: return true
        case .dict: return false
        default:
            guard let method = try specialMethod(object, "__getitem__") else { return false }
            heap.release(method)
            return true
        }
    }
}
