import HeapEngine
import PythonObjects

extension Builtins {
    /// The hooks of `sys`: what happens to exceptions that nobody handles, and to values of statements.
    static let sysHooks: [Builtin] = [
        .function("sys.displayhook", 1...1) { interpreter, arguments in
            try interpreter.display(arguments[0])
            return interpreter.runtime.none
        },
        .function("sys.excepthook", 3...3) { interpreter, arguments in
            let value = arguments[1]
            if interpreter.runtime.isInstance(value, of: interpreter.exceptionType("BaseException")) {
                if interpreter.runtime.part(.traceback, of: value) == nil,
                    interpreter.runtime.kind(of: arguments[2]) == .traceback
                {
                    interpreter.runtime.setPart(.traceback, of: value, arguments[2])
                }
                interpreter.writeError(interpreter.report(value))
            } else {
                let name = interpreter.runtime.typeName(value)
                interpreter.writeError(
                    "TypeError: print_exception(): Exception expected for value, \(name) found\n")
            }
            return interpreter.runtime.none
        },
        .function("sys.unraisablehook", 1...1) { interpreter, arguments in
            let fields = arguments[0]
            guard interpreter.heap.type(of: fields) == interpreter.structSequences["UnraisableHookArgs"]
            else {
                throw interpreter.typeError("sys.unraisablehook argument type must be UnraisableHookArgs")
            }
            let items = interpreter.runtime.items(of: fields).map {
                $0 == interpreter.runtime.none ? nil : Optional($0)
            }
            interpreter.reportUnraisable(
                type: items[0], items[1], traceback: items[2], message: items[3], object: items[4])
            return interpreter.runtime.none
        },
        Builtin(name: "breakpointhook") { interpreter, _ in interpreter.runtime.none },
        .function("sys.exit", 0...1) { interpreter, arguments in
            var given = arguments.positional
            if let code = given.first {
                if code == interpreter.runtime.none { given = [] }
                if interpreter.runtime.isExactly(code, interpreter.runtime.types.tuple) {
                    given = interpreter.runtime.items(of: code)
                }
            }
            throw interpreter.raiseNew(
                interpreter.runtime.newException(interpreter.exceptionType("SystemExit"), given))
        },
    ]
}

extension Interpreter {
    /// `sys.displayhook(value)`
    func display(_ value: ObjectID) throws {
        if value == runtime.none { return }
        let builtins = runtime.roots.builtins
        runtime.store(builtins, name: "_", runtime.none)
        let shown = try repr(value)
        defer { heap.release(shown) }
        let newline = runtime.makeStr("\n")
        defer { heap.release(newline) }
        try writeOutput(shown)
        try writeOutput(newline)
        runtime.store(builtins, name: "_", value)
    }

    /// Writes a str, which is borrowed, to whatever `sys.stdout` is now.
    func writeOutput(_ text: ObjectID) throws {
        guard let stream = systemValue("stdout") else {
            throw PythonException("RuntimeError", "lost sys.stdout")
        }
        if stream == runtime.none { return }
        if ownStream(stream) != nil { return write(text, toStream: stream) }
        heap.retain(stream)
        defer { heap.release(stream) }
        heap.release(try callMethod(stream, "write", [text]))
    }

    /// A hook that a program put into `sys`, borrowed; nil if it is the builtin one.
    func hook(_ name: String) -> ObjectID? {
        guard let hook = systemValue(PythonString(name)) else { return nil }
        return hook == systemValue(PythonString("__\(name)__")) ? nil : hook
    }

    // MARK: Uncaught exceptions

    /// Reports an exception that ended a run, by `sys.last_exc` and `sys.excepthook`; the builtin hook writes `text`.
    func reportUncaught(_ exception: ObjectID, _ text: String) {
        let traceback = runtime.part(.traceback, of: exception) ?? runtime.none
        if keepsLastException {
            let values = [
                ("last_exc", exception), ("last_type", heap.type(of: exception)), ("last_value", exception),
                ("last_traceback", traceback),
            ]
            for (name, value) in values { runtime.store(system, name: name, value) }
        }
        guard let hook = hook("excepthook") else { return writeError(text) }
        heap.retain(hook)
        defer { heap.release(hook) }
        do {
            heap.release(try call(hook, [heap.type(of: exception), exception, traceback]))
        } catch {
            let failure = self.exception(of: error)
            defer { heap.release(failure) }
            if runtime.isInstance(failure, of: exceptionType("SystemExit")) { return }
            writeError("Error in sys.excepthook:\n" + report(failure))
            writeError("\nOriginal exception was:\n" + report(exception))
        }
    }

    /// The status that SystemExit ends a run with; nil for another exception. A code that is no number is written to stderr.
    func exitStatus(of exception: ObjectID) -> Int32? {
        guard runtime.isInstance(exception, of: exceptionType("SystemExit")) else { return nil }
        guard let code = runtime.field("code", of: exception), code != runtime.none else { return 0 }
        if runtime.kind(of: code) == .int || runtime.kind(of: code) == .bool {
            return Int32(truncatingIfNeeded: runtime.index(code) ?? -1) & 0xFF
        }
        writeError(safeText(code, "exception") + "\n")
        return 1
    }

    // MARK: Exceptions that cannot be raised

    /// Runs code that nobody waits for. What it raises goes to `sys.unraisablehook`, with the object that is to blame.
    func ignoring(_ culprit: ObjectID, message: String? = nil, _ body: () throws -> Void) {
        ignoring(culprit, { exception in self.passToHook(exception, culprit, message: message) }, body)
    }

    /// Runs a function of `atexit`. What it raises goes to `sys.unraisablehook`, with a message that names the function.
    func ignoringAtExit(_ function: ObjectID, _ body: () throws -> Void) {
        ignoring(
            function,
            { exception in
                let shown = self.safeText(function, "object", repr: true)
                self.passToHook(exception, nil, message: "Exception ignored in atexit callback \(shown)")
            }, body)
    }

    private func ignoring(_ culprit: ObjectID, _ tell: (ObjectID) -> Void, _ body: () throws -> Void) {
        settingExceptionAside {
            heap.retain(culprit)
            do {
                try body()
            } catch {
                if meter.interruption == nil || !(error is RunInterruption) {
                    let exception = exception(of: error)
                    if meter.interruption == nil { tell(exception) }
                    heap.release(exception)
                }
            }
            heap.release(culprit)
        }
    }

    private func passToHook(_ exception: ObjectID, _ culprit: ObjectID?, message: String?) {
        var traceback = runtime.part(.traceback, of: exception)
        if traceback == nil, let frame = visibleFrame() {
            addTraceback(exception, frame)
            traceback = runtime.part(.traceback, of: exception)
        }
        let text = message.map { runtime.makeStr($0) }
        defer { if let text { heap.release(text) } }
        let type = heap.type(of: exception)
        guard let hook = hook("unraisablehook"), hook != runtime.none,
            let fields = structSequences["UnraisableHookArgs"]
        else {
            return reportUnraisable(
                type: type, exception, traceback: traceback, message: text, object: culprit)
        }
        heap.retain(hook)
        defer { heap.release(hook) }
        let arguments = runtime.makeStructSequence(
            fields, owned: [type, exception, traceback, text, culprit].map { orNone($0) })
        do {
            defer { heap.release(arguments) }
            heap.release(try call(hook, [arguments]))
        } catch {
            let failure = self.exception(of: error)
            let note = runtime.makeStr("Exception ignored in sys.unraisablehook")
            reportUnraisable(
                type: heap.type(of: failure), failure, traceback: runtime.part(.traceback, of: failure),
                message: note, object: hook)
            heap.release(note)
            heap.release(failure)
        }
    }

    /// What the builtin `sys.unraisablehook` writes.
    func reportUnraisable(
        type: ObjectID?, _ value: ObjectID?, traceback: ObjectID?, message: ObjectID?, object: ObjectID?
    ) {
        var report = ""
        let message = message.map { text($0) }
        if let object {
            report = "\(message ?? "Exception ignored in"): \(safeText(object, "object", repr: true))\n"
        } else if let message {
            report = "\(message):\n"
        }
        let lines = text(ofTraceback: traceback, isPlain: true)
        if !lines.isEmpty { report += "Traceback (most recent call last):\n" + lines }
        if let type { report += reportedName(type) }
        if let value { report += ": " + safeText(value, "exception") }
        writeError(report + "\n")
    }
}

extension Interpreter: Evaluating {
    package func finalize(_ object: ObjectID) {
        if runtime.kind(of: object).isGenerator { return finalizeGenerator(object) }
        if meter.interruption != nil { return }
        let name = runtime.staticName("__del__")
        let method = typeAttribute(heap.type(of: object), name)
        guard !method.isNone, runtime.kind(of: method) != .methodDescriptor else { return }
        ignoring(method) { heap.release(try call(method, [object])) }
    }

    package func callBack(_ reference: ObjectID, callback: ObjectID) {
        if meter.interruption != nil { return }
        ignoring(callback) { heap.release(try call(callback, [reference])) }
    }
}
