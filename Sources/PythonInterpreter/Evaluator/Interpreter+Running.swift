import HeapEngine
import PythonObjects
import PythonSyntax

/// What running a source came to.
package struct RunOutcome: Sendable {
    /// What was written to `sys.stdout`.
    package var output: String
    /// What was written to `sys.stderr`; the traceback of an exception that nobody caught is the last of it.
    package var errorOutput: String
    /// The class's name and the text of the exception that ended the run.
    package var exception: PythonException?
    /// How many instructions ran.
    package var instructions: Int
}

extension Interpreter {
    /// What is wrong with the heap; nil, as it has to be, if nothing is.
    package func fault() -> String? {
        do {
            try heap.validate()
            return nil
        } catch {
            return error.description
        }
    }
}

extension Interpreter {
    /// How a source is cut into compiled units.
    package enum RunMode: Sendable {
        /// The whole source is one, as `python file.py` runs it.
        case script
        /// Each statement is one, as the REPL and notebooks run it.
        case interactive
    }

    /// Runs source in `__main__`.
    package func run(_ source: [UInt8], filename: String = "<string>", mode: RunMode = .script) -> RunOutcome
    {
        (output, errorOutput, executed) = ("", "", 0)
        runtime.beginRun()
        defer { runtime.endRun() }
        var failure: PythonException?
        do {
            try execute(try codes(source, filename, mode))
        } catch {
            let exception = exception(of: error)
            failure = PythonException(
                runtime.typeName(exception), runtime.summary(exception))
            errorOutput += report(exception)
            heap.release(exception)
        }
        flushOutput()
        return RunOutcome(
            output: output, errorOutput: errorOutput, exception: failure, instructions: executed)
    }

    /// The code objects of a source; the caller owns them. Making them is not counted towards a collection: a session's heap is one
    /// that began with its code there.
    private func codes(_ source: [UInt8], _ filename: String, _ mode: RunMode) throws -> [ObjectID] {
        let units = try units(source, filename, mode)
        let counts = heap.counts
        defer { heap.counts = counts }
        return units.map { makeCode($0) }
    }

    /// The compiled units of a source.
    private func units(_ source: [UInt8], _ filename: String, _ mode: RunMode) throws -> [CodeUnit] {
        do throws(SyntaxError) {
            if mode == .script { return [try Compiler.compile(source: source, filename: filename)] }
            let module = try Parser.parseModule(source)
            var units: [CodeUnit] = []
            for statement in module.body {
                units.append(
                    try Compiler.compile(Module(body: [statement]), filename: filename, mode: .single))
            }
            return units
        } catch {
            let line = error.range?.start.line ?? 0
            throw PythonException(error.kind.rawValue, "\(error.message) (\(filename), line \(line))")
        }
    }

    /// Runs the code of a source's units one after another; takes over the caller's units.
    ///
    /// The run goes through them with an iterator, as a program does that runs a notebook's cells. The iterator is an object like any
    /// other; the list of units belongs to the run and is never shown.
    private func execute(_ codes: [ObjectID]) throws {
        let counts = heap.counts
        let units = runtime.makeList(codes)
        for code in codes { heap.release(code) }
        heap.untrack(units)
        heap.counts = counts
        guard let iterator = runtime.makeIterator(of: units) else { return heap.release(units) }
        heap.release(units)
        defer { heap.release(iterator) }
        while let code = try advance(iterator) { try execute(code) }
    }

    /// Runs a module's code in the globals of `__main__`, as a function that only its frame knows; takes over the caller's unit.
    private func execute(_ code: ObjectID) throws {
        let floor = stackTop
        let function = runtime.makeFunction(
            code: code, globals: runtime.globals, builtins: runtime.roots.builtins, module: .none,
            doc: runtime.none)
        enterFrame(
            body(of: code), code: code, function: function, globals: runtime.globals,
            builtins: runtime.roots.builtins, namespace: runtime.retained(runtime.globals), floor: floor,
            locals: floor, filled: 0, isEntry: true)
        defer { runtime.finishStatement() }
        heap.release(try evaluate(entry: frameCount - 1))
    }
}
