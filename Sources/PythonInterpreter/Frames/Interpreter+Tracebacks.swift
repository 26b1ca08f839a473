import HeapEngine
import PythonObjects

extension Interpreter {
    /// Notes that an exception came through a frame: one more entry in front of its `__traceback__` (`PyTraceBack_Here`).
    func addTraceback(_ exception: ObjectID, _ frame: UnsafeMutablePointer<Frame>) {
        let traceback = makeTraceback(
            taking: runtime.part(.traceback, of: exception).map(runtime.retained), frame)
        runtime.setPart(.traceback, of: exception, traceback)
        heap.release(traceback)
    }

    /// An entry for a frame that an exception came through, in front of those further in, which it takes over; the caller owns it.
    func makeTraceback(taking next: ObjectID?, _ frame: UnsafeMutablePointer<Frame>) -> ObjectID {
        let instruction = frame.pointee.current
        let object = frameObject(of: frame)
        let line = frame.pointee.body.takeUnretainedValue().line(at: instruction) ?? 0
        let traceback = runtime.makeTraceback(
            next: next, frame: object, instruction: instruction, line: line)
        if let next { heap.release(next) }
        return traceback
    }

    /// Whether the exception that a C function raised with a text is made no earlier than it meets a handler
    /// (`_PyErr_NormalizeException`), so that its tracebacks are there before it.
    func isMadeWhenCaught(_ error: any Error) -> Bool {
        guard runtime.profile.rules.exceptionsAreMadeWhenCaught, let failure = error as? PythonException
        else {
            return false
        }
        // What becomes another's context, or gets fields beside its arguments, is needed at once; so it is for a trace function.
        return currentException == nil && !isTracing && !Self.namingExceptions.contains(failure.type)
    }

    /// The exceptions that get fields beside their arguments as soon as they are raised.
    private static let namingExceptions: Set<String> = [
        "NameError", "AttributeError", "ImportError", "ModuleNotFoundError", "SyntaxError", "OSError",
        "UnicodeDecodeError",
        "UnicodeEncodeError", "UnicodeTranslateError",
    ]

    /// The exception being handled that is innermost (`sys.exception()`), borrowed; nil if there is none.
    var currentException: ObjectID? { handled.last { !$0.isNone } }
}
