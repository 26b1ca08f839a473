import HeapEngine
import PythonObjects

extension Interpreter {
    func performException(_ opcode: Opcode, _ argument: Int, _ frame: UnsafeMutablePointer<Frame>) throws {
        switch opcode {
        case .pushExcInfo:
            let exception = frame.pop()
            let place = handled.count - 1
            frame.push(handled[place].isNone ? runtime.none : handled[place])
            handled[place] = runtime.retained(exception)
            frame.push(exception)
        case .popExcept:
            let previous = frame.pop()
            let place = handled.count - 1
            let old = handled[place]
            handled[place] = previous == runtime.none ? .none : previous
            heap.release(old)
        case .checkExcMatch:
            let type = frame.peek()
            let isMatch = try matches(frame.peek(1), type)
            dropOperands(1, frame)
            frame.push(runtime.boolean(isMatch))
        case .reraise:
            let exception = frame.pop()
            reraisedAt = frame.pointee.current
            if argument > 0, let index = runtime.intValue(frame.peek(argument - 1)) {
                frame.pointee.next = Int(index) + 1
            }
            throw raise(exception)
        case .raiseVarargs: try performRaise(argument, frame)
        case .checkEGMatch: try matchGroup(frame)
        case .cleanupThrow: try cleanUpThrow(frame)
        case .beforeWith: try beginWith(frame)
        case .withExceptStart:
            let exception = frame.peek()
            let exit = frame.peek(3)
            let trace = runtime.part(.traceback, of: exception) ?? runtime.none
            let result = try call(exit, [heap.type(of: exception), exception, trace])
            frame.push(result)
        default: throw PythonException("NotImplementedError", "\(opcode) cannot be executed yet")
        }
    }

    /// `except type`: whether an exception is of a class, or of one of a tuple of classes.
    private func matches(_ exception: ObjectID, _ type: ObjectID) throws -> Bool {
        let types = runtime.kind(of: type) == .tuple ? runtime.items(of: type) : [type]
        for candidate in types {
            guard runtime.kind(of: candidate) == .type,
                runtime.isSubclass(candidate, of: exceptionType("BaseException"))
            else {
                throw typeError("catching classes that do not inherit from BaseException is not allowed")
            }
        }
        return types.contains { runtime.isInstance(exception, of: $0) }
    }

    private func performRaise(_ count: Int, _ frame: UnsafeMutablePointer<Frame>) throws {
        guard count > 0 else {
            guard let current = handled.last(where: { !$0.isNone }) else {
                throw PythonException("RuntimeError", "No active exception to reraise")
            }
            reraisedAt = frame.pointee.current
            throw raise(runtime.retained(current))
        }
        let givenCause = count == 2 ? frame.pop() : .none
        defer { if !givenCause.isNone { heap.release(givenCause) } }
        let given = frame.pop()
        defer { heap.release(given) }
        let exception = try exceptionInstance(given, "exceptions must derive from BaseException")
        if givenCause == runtime.none {
            runtime.setPart(.cause, of: exception, nil)
        } else if !givenCause.isNone {
            do {
                let cause = try exceptionInstance(
                    givenCause, "exception causes must derive from BaseException")
                runtime.setPart(.cause, of: exception, cause)
                heap.release(cause)
            } catch {
                heap.release(exception)
                throw error
            }
        }
        throw raiseNew(exception)
    }

    /// The exception that `raise value` raises: the value, or an instance of it; the caller owns it.
    private func exceptionInstance(_ value: ObjectID, _ message: String) throws -> ObjectID {
        let base = exceptionType("BaseException")
        if runtime.isInstance(value, of: base) { return runtime.retained(value) }
        guard runtime.kind(of: value) == .type, runtime.isSubclass(value, of: base) else {
            throw typeError(message)
        }
        return try call(value, [])
    }

    /// `__enter__` or `__exit__` of a class, bound to the object; nil if there is none.
    private func contextMethod(_ manager: ObjectID, _ name: String) throws -> ObjectID? {
        guard runtime.kind(of: manager) == .native else { return try specialMethod(manager, name) }
        let type = heap.type(of: manager)
        let attribute = typeAttribute(type, runtime.staticName(name))
        return attribute.isNone ? nil : try bound(attribute, to: manager, of: type)
    }

    /// `manager -- exit, value`
    private func beginWith(_ frame: UnsafeMutablePointer<Frame>) throws {
        let manager = frame.peek()
        guard let enter = try contextMethod(manager, "__enter__") else {
            throw typeError(
                "'\(runtime.typeName(manager))' object does not support the context manager protocol")
        }
        defer { heap.release(enter) }
        guard let exit = try contextMethod(manager, "__exit__") else {
            throw typeError(
                "'\(runtime.typeName(manager))' object does not support the context manager protocol (missed __exit__ method)"
            )
        }
        // The methods hold the manager from here on.
        heap.release(frame.replace(with: exit))
        frame.push(try call(enter, []))
    }
}
