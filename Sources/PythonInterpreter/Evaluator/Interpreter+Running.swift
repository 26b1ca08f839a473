import BigInt
import HeapEngine
import PythonObjects
import PythonSyntax

/// What running a source came to.
package struct RunOutcome: Sendable {
    /// What was written to `sys.stdout`.
    package var output: String
    /// What was written to `sys.stderr`; the traceback of an exception that nobody caught is the last of it.
    package var errorOutput: String
    /// The exception that ended the run, if nobody caught it.
    package var exception: RunException?
    /// The value of the last statement, when it is an expression and was asked for; the caller owns it.
    package var value: ObjectID?
    /// Where the run was stopped, if it was.
    package var stop: RunStop?
    /// How many instructions ran.
    package var instructions: Int
}

/// An exception that nobody caught.
package struct RunException: Sendable, Equatable {
    /// The class's name.
    package var type: String
    /// What `str()` of it gives.
    package var message: String
    /// What Python prints about it.
    package var traceback: String
    /// The status that a process would exit with.
    package var exitStatus: Int32 = 1
}

extension Interpreter {
    /// What is wrong with the heap; nil, as it has to be, if nothing is.
    package func fault() -> String? {
        do {
            try runtime.validate()
            return nil
        } catch {
            return error.description
        }
    }
}

extension Interpreter {
    /// How a source is cut into compiled units.
    package enum RunMode: String, Sendable, CaseIterable {
        /// The whole source is one, as `python file.py` runs it.
        case script
        /// Each statement is one, as the REPL and notebooks run it.
        case interactive
    }

    /// Runs source in `__main__`.
    ///
    /// - Parameters:
    ///   - ends: whether the interpreter ends with it, as a process that runs a script.
    ///   - atEnd: looks at what the program has built, before that happens.
    package func run(
        _ source: [UInt8], filename: String = "<string>", mode: RunMode = .script,
        limits: RunLimits = .init(), signal: RunSignal? = nil, ends: Bool = false, atEnd: () -> Void = {}
    ) -> RunOutcome {
        beginRun(limits: limits, signal: signal)
        runtime.beginRun()
        defer {
            runtime.endRun()
            endRun()
        }
        var outcome = execute(source, filename: filename, mode: mode)
        atEnd()
        if ends, outcome.stop == nil {
            end()
            (outcome.output, outcome.errorOutput) = (output, errorOutput)
            (outcome.stop, outcome.instructions) = (runStop, executed)
        }
        return outcome
    }

    /// Runs source in `__main__`, between `beginRun` and `endRun`, the runtime's and the interpreter's.
    ///
    /// - Parameter keepsValue: whether the value of a script's last statement is asked for.
    package func execute(
        _ source: [UInt8], filename: String, mode: RunMode, keepsValue: Bool = false
    ) -> RunOutcome {
        var failure: RunException?
        var value: ObjectID?
        sources.remember(source, as: filename)
        do {
            let codes = try codes(source, filename, mode, keepsValue)
            let parsed = isScript ? parsedConstants(of: codes) : .none
            defer { if !parsed.isNone { heap.release(parsed) } }
            let result = try execute(codes)
            if keepsValue { value = result } else { heap.release(result) }
        } catch {
            failure = describe(error)
        }
        flushOutput()
        if let stop = runStop {
            // A program that was stopped while nobody listened, in `__del__` say, ends here.
            if let value { heap.release(value) }
            value = nil
            failure = failure ?? interrupted(stop.reason)
        }
        return RunOutcome(
            output: output, errorOutput: errorOutput, exception: failure, value: value, stop: runStop,
            instructions: executed)
    }

    // MARK: What ended it

    /// Reports what nobody caught on `sys.stderr`, and lets go of it.
    private func describe(_ error: any Error) -> RunException {
        if let interruption = meter.interruption {
            if !(error is RunInterruption) { heap.release(exception(of: error)) }
            return interrupted(interruption)
        }
        let exception = exception(of: error)
        defer { heap.release(exception) }
        var failure = RunException(
            type: runtime.shortTypeName(exception), message: message(of: exception), traceback: "")
        if let status = exitStatus(of: exception) {
            failure.exitStatus = status
        } else {
            failure.traceback = report(exception)
            reportUncaught(exception, failure.traceback)
        }
        return failure
    }

    /// An error that came out of Python code, as the object model throws it; lets go of the exception object.
    package func pythonException(of error: any Error) -> PythonException {
        if let exception = error as? PythonException { return exception }
        if let interruption = meter.interruption ?? error as? RunInterruption {
            if !(error is RunInterruption) { heap.release(exception(of: error)) }
            return PythonException(interruption.rawValue, interruption.message)
        }
        let exception = exception(of: error)
        defer { heap.release(exception) }
        return PythonException(runtime.shortTypeName(exception), message(of: exception))
    }

    /// What is told of a run that was stopped: what it went through. What it was handling is forgotten.
    private func interrupted(_ reason: RunInterruption) -> RunException {
        for exception in handled where !exception.isNone { heap.release(exception) }
        handled = [.none]
        reraisedAt = -1
        let lines = meter.traceback
        let text =
            (lines.isEmpty ? "" : "Traceback (most recent call last):\n") + lines.reversed().joined()
            + "\(reason.rawValue): \(reason.message)\n"
        meter.traceback = []
        return RunException(type: reason.rawValue, message: reason.message, traceback: text)
    }

    private func message(of exception: ObjectID) -> String {
        guard let object = orNil({ try str(exception) }) else { return "" }
        defer { heap.release(object) }
        return text(object)
    }

    // MARK: Compiling

    /// The code objects of a source; the caller owns them. Making them is not counted towards a collection: a session's heap is one
    /// that began with its code there.
    private func codes(
        _ source: [UInt8], _ filename: String, _ mode: RunMode, _ keepsValue: Bool
    ) throws -> [ObjectID] {
        let units = try units(source, filename, mode, keepsValue)
        let counts = heap.counts
        defer { heap.counts = counts }
        return units.map { makeCode($0) }
    }

    /// The compiled units of a source.
    private func units(
        _ source: [UInt8], _ filename: String, _ mode: RunMode, _ keepsValue: Bool
    ) throws -> [CodeUnit] {
        try warning(of: source, filename) { (warnings) throws(SyntaxError) in
            if mode == .script {
                return [
                    try Compiler.compile(
                        source: source, filename: filename, following: language,
                        keepsLastValue: keepsValue, noting: warnings)
                ]
            }
            let module = try Parser.parseModule(source, features: features, noting: warnings)
            var units: [CodeUnit] = []
            for statement in module.body {
                units.append(
                    try Compiler.compile(
                        Module(body: [statement]), filename: filename, mode: .single, following: language,
                        noting: warnings))
            }
            return units
        }
    }

    /// Runs the code of a source's units one after another; takes over the caller's units. The caller owns what the last one returns.
    ///
    /// The run goes through them with an iterator, as a program does that runs a notebook's cells. The iterator is an object like any
    /// other; the list of units belongs to the run and is never shown.
    private func execute(_ codes: [ObjectID]) throws -> ObjectID {
        let counts = heap.counts
        let units = runtime.makeList(codes)
        for code in codes { heap.release(code) }
        heap.untrack(units)
        heap.counts = counts
        guard let iterator = runtime.makeIterator(of: units) else {
            heap.release(units)
            return runtime.none
        }
        heap.release(units)
        let outer = statements
        statements = iterator
        defer {
            statements = outer
            heap.release(iterator)
        }
        var result = runtime.none
        while let code = try advance(iterator) {
            heap.release(result)
            result = try execute(code)
        }
        return result
    }

    /// Runs a module's code in the globals of `__main__`, as a function that only its frame knows; takes over the caller's unit. The
    /// caller owns the result.
    private func execute(_ code: ObjectID) throws -> ObjectID {
        let floor = stackTop
        let function = runtime.makeFunction(
            code: code, globals: runtime.globals, builtins: runtime.roots.builtins, module: .none,
            doc: runtime.none)
        enterFrame(
            body(of: code), code: code, function: function, globals: runtime.globals,
            builtins: runtime.roots.builtins, namespace: runtime.retained(runtime.globals), floor: floor,
            locals: floor, filled: 0, isEntry: true)
        defer { runtime.finishStatement(collects: meter.interruption == nil) }
        return try evaluate(entry: frameCount - 1)
    }
}
