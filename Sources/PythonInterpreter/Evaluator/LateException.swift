import HeapEngine
import PythonObjects

/// An exception that native code raised and that has not been made yet: its class, its argument and the traceback so far. All but the
/// class are owned.
///
/// Until 3.11 that is how they travel, so that tracebacks and frames are older than the exception that they lead to; and where none is made
/// in the end, none was (`PyErr_NormalizeException`).
struct LateException {
    /// The class, borrowed: it is a builtin one.
    var type: ObjectID
    /// The only argument, a tuple of all, or `.none` for no argument.
    var value: ObjectID
    /// What it came through, or `.none`.
    var traceback = ObjectID.none
}

/// An exception on its way to a handler, owned by whoever carries it.
enum TravellingException {
    case object(ObjectID)
    case late(LateException)
}

extension Interpreter {
    /// The exception of an error that was thrown; the caller owns it.
    func travelling(_ error: any Error) -> TravellingException {
        lateException(of: error).map { .late($0) } ?? .object(exception(of: error))
    }

    /// Raises an exception again; takes it over.
    func raise(_ exception: TravellingException) -> Raised {
        switch exception {
        case .object(let object): raise(object)
        case .late(let late): raise(late)
        }
    }

    /// The exception's object, made now if it was not before; takes over what was owned and gives it to the caller.
    func object(_ exception: TravellingException) -> ObjectID {
        switch exception {
        case .object(let object): object
        case .late(let late): made(late)
        }
    }

    /// Lets go of an exception that nobody handles.
    func drop(_ exception: TravellingException) {
        switch exception {
        case .object(let object): heap.release(object)
        case .late(let late): drop(late)
        }
    }

    /// Whether an exception is of one of these builtin classes.
    func isInstance(_ exception: TravellingException, of names: [String]) -> Bool {
        names.contains {
            switch exception {
            case .object(let object): runtime.isInstance(object, of: exceptionType($0))
            case .late(let late): runtime.isSubclass(late.type, of: exceptionType($0))
            }
        }
    }

    /// Whether an exception passes by a handler: one that was not made yet passes by that which lets no StopIteration out of a generator's body.
    /// Whoever goes on with the generator looks at it.
    func passesBy(_ exception: TravellingException, _ handler: ExceptionTableEntry, in unit: CodeUnit)
        -> Bool
    {
        guard case .late = exception else { return false }
        let first = unit.instructions[Int(handler.target)]
        return first.opcode == .callIntrinsic1
            && first.argument == Int(UnaryIntrinsic.stopIterationError.rawValue)
    }

    /// Runs `body` as if no exception were on its way; the one that is waits.
    func settingExceptionAside<Result>(_ body: () -> Result) -> Result {
        let (outer, outerLate, outerPlace) = (raised, late, reraisedAt)
        (raised, late, reraisedAt) = (.none, nil, -1)
        defer { (raised, late, reraisedAt) = (outer, outerLate, outerPlace) }
        return body()
    }

    /// Whether an exception that native code raises now is made later: not while another is handled, which becomes its context.
    private var makesExceptionsLate: Bool {
        runtime.profile.rules.exceptionsAreMadeWhenCaught && !isTracing && handled.allSatisfy(\.isNone)
    }

    /// Raises an exception of a builtin class with these arguments, borrowed.
    func raiseNew(_ name: String, _ arguments: [ObjectID]) -> Raised {
        let type = exceptionType(name)
        guard makesExceptionsLate else { return raiseNew(runtime.newException(type, arguments)) }
        let isPlain = arguments.count == 1 && runtime.kind(of: arguments[0]) != .tuple
        let value =
            arguments.isEmpty
            ? ObjectID.none : isPlain ? runtime.retained(arguments[0]) : runtime.makeTuple(arguments)
        return raise(LateException(type: type, value: value))
    }

    /// Raises KeyError with the key itself as its argument, in a tuple that is made at once.
    func keyError(_ key: ObjectID) -> any Error {
        guard makesExceptionsLate else { return raiseNew("KeyError", [key]) }
        return raise(LateException(type: exceptionType("KeyError"), value: runtime.makeTuple([key])))
    }

    /// Raises an exception that is made later; takes over what it holds.
    private func raise(_ exception: LateException) -> Raised {
        _ = raise(.none)
        late = exception
        return Raised()
    }

    /// The late exception that an error is, or can be; the caller owns it. Nil for one that was made or has to be made at once.
    private func lateException(of error: any Error) -> LateException? {
        if error is Raised {
            defer { late = nil }
            return late
        }
        guard makesExceptionsLate, let failure = error as? PythonException,
            !Self.namingExceptions.contains(failure.type), failure != FloatRules.outOfRange,
            let type = runtime.types.byName[failure.type]
        else { return nil }
        return LateException(
            type: type, value: failure.message.isEmpty ? .none : runtime.makeStr(failure.message))
    }

    /// Makes the exception; the caller owns it.
    func made(_ late: LateException) -> ObjectID {
        let exception =
            late.value.isNone
            ? runtime.newException(late.type, [])
            : runtime.kind(of: late.value) == .tuple
                ? runtime.newException(late.type, tuple: late.value)
                : runtime.newException(late.type, [late.value])
        if !late.traceback.isNone { runtime.setPart(.traceback, of: exception, late.traceback) }
        drop(late)
        return exception
    }

    /// Lets go of an exception that is never made.
    func drop(_ late: LateException) {
        if !late.value.isNone { heap.release(late.value) }
        if !late.traceback.isNone { heap.release(late.traceback) }
    }

    /// The exceptions that get fields beside their arguments as soon as they are raised. Of AttributeError that is so only where an attribute
    /// is asked for, which makes the exception itself.
    private static let namingExceptions: Set<String> = [
        "NameError", "ImportError", "ModuleNotFoundError", "SyntaxError", "OSError", "UnicodeDecodeError",
        "UnicodeEncodeError", "UnicodeTranslateError",
    ]
}
