import HeapEngine
import PythonObjects

/// Thrown when a Python exception is raised: the exception object is the interpreter's `raised`.
///
/// Errors of the object model travel as `PythonException` and become objects where Python code can see them.
struct Raised: Error {}

extension Interpreter {
    /// Raises a new exception: what is being handled becomes its context. Takes over the caller's unit.
    func raiseNew(_ exception: ObjectID) -> Raised {
        adoptContext(exception)
        return raise(exception)
    }

    /// Raises an exception object, as it is; takes over the caller's unit.
    func raise(_ exception: ObjectID) -> Raised {
        if let late {
            self.late = nil
            drop(late)
        }
        if !raised.isNone { heap.release(raised) }
        raised = exception
        return Raised()
    }

    /// What `body` gives, or nil if it raises an exception, which is forgotten (`PyErr_Clear`).
    ///
    /// `try?` alone would keep the exception, and what its traceback holds, alive.
    func orNil<Value>(_ body: () throws -> Value) -> Value? {
        do {
            return try body()
        } catch {
            guard error is Raised else { return nil }
            drop(travelling(error))
            return nil
        }
    }

    /// The exception object of an error that was thrown; the caller owns it.
    func exception(of error: any Error) -> ObjectID {
        if error is Raised {
            if let late {
                self.late = nil
                return made(late)
            }
            defer { raised = .none }
            return raised
        }
        guard let failure = error as? PythonException else {
            guard
                let reason = (error as? RunInterruption)?.rawValue ?? (error as? CodeNeeded).map({ "\($0)" }),
                let type = runtime.types.byName["BaseException"]
            else { preconditionFailure("an error that is no Python exception: \(error)") }
            // Whoever asks which class it is of finds one that nobody handles; no frame takes it anyway.
            let message = runtime.makeStr(reason)
            defer { heap.release(message) }
            return runtime.newException(type, [message])
        }
        var message = runtime.makeStr(failure.message)
        defer { heap.release(message) }
        var arguments = failure.message.isEmpty ? [] : [message]
        if failure == FloatRules.outOfRange {
            // What a C function left in `errno`, with its number.
            heap.release(message)
            message = runtime.makeStr("Numerical result out of range")
            arguments = [runtime.makeInt(34), message]
        }
        guard let type = runtime.types.byName[failure.type] else {
            preconditionFailure("there is no exception class \(failure.type)")
        }
        let exception = runtime.newException(type, arguments)
        adoptContext(exception)
        if failure.type == "NameError" { rememberName(in: failure.message, exception) }
        return exception
    }

    /// Sets the `name` of a NameError, which its message quotes.
    private func rememberName(in message: String, _ exception: ObjectID) {
        let parts = message.split(separator: "'", omittingEmptySubsequences: false)
        guard parts.count == 3, message.hasPrefix("name '") || message.hasPrefix("cannot access free") else {
            return
        }
        let name = runtime.internedName(String(parts[1]))
        runtime.setField("name", of: exception, name)
        heap.release(name)
    }

    /// `exception.__context__ = ` the exception being handled, unless it is that itself; a chain of contexts stays open.
    private func adoptContext(_ exception: ObjectID) {
        guard let current = handled.last(where: { !$0.isNone }), current != exception else { return }
        var link = current
        // Half as fast, so that a chain that a program has closed is noticed.
        var slow = current
        var isSlowsTurn = false
        while let next = runtime.part(.context, of: link) {
            if next == exception {
                runtime.setPart(.context, of: link, nil)
                break
            }
            link = next
            if link == slow { break }
            if isSlowsTurn, let behind = runtime.part(.context, of: slow) { slow = behind }
            isSlowsTurn.toggle()
        }
        runtime.setPart(.context, of: exception, current)
    }

    func typeError(_ message: String) -> PythonException { PythonException("TypeError", message) }
}
