import HeapEngine
import PythonObjects
import PythonSyntax

extension Interpreter {
    /// Compiles a source, shows what CPython warns of meanwhile, and raises what is refused.
    func warning<Value>(
        of source: [UInt8], _ filename: String, _ compile: (SyntaxWarnings) throws(SyntaxError) -> Value
    ) throws -> Value {
        let warnings = SyntaxWarnings()
        let value: Value
        do throws(SyntaxError) {
            value = try compile(warnings)
        } catch {
            for warning in warnings.found { try show(warning, source, filename) }
            throw syntaxError(error, filename: filename, source: source)
        }
        for warning in warnings.found { try show(warning, source, filename) }
        return value
    }

    private func category(of warning: SyntaxWarning) -> String {
        warning.isParsers && warning.message.hasPrefix("invalid ") && warning.message.contains(" sequence '")
            ? language.invalidEscapeWarning : "SyntaxWarning"
    }

    /// Shows a warning as `warnings.warn_explicit` does without a registry. If a filter makes an exception of it, it is a SyntaxError.
    private func show(_ warning: SyntaxWarning, _ source: [UInt8], _ filename: String) throws {
        if ignoresWarnings { return }
        let category = category(of: warning)
        guard let module = runtime.module(named: "warnings"), runtime.kind(of: module) == .module else {
            // Without the module, the filters are those that it starts with.
            guard category == "SyntaxWarning" else { return }
            let line = sources.line(Int(warning.line), of: filename)
            let text = line.map { Array($0.trimmedRight.drop { $0.properties.isWhitespace }).text } ?? ""
            writeError(
                "\(filename):\(warning.line): SyntaxWarning: \(warning.message)\n"
                    + (text.isEmpty ? "" : "  \(text)\n"))
            return
        }
        let parts = [
            runtime.makeStr(warning.message), runtime.retained(exceptionType(category)),
            runtime.makeStr(filename), runtime.makeInt(Int(warning.line)),
        ]
        heap.retain(module)
        defer {
            for part in parts { heap.release(part) }
            heap.release(module)
        }
        do {
            heap.release(try callMethod(module, "warn_explicit", parts))
        } catch {
            let failure = exception(of: error)
            guard runtime.isInstance(failure, of: exceptionType(category)) else {
                throw raise(failure)
            }
            heap.release(failure)
            let start = SourcePosition(line: warning.line, column: 0)
            throw syntaxError(
                SyntaxError(warning.message, at: warning.range ?? SourceRange(start, start)),
                filename: filename, source: source, isParsers: warning.isParsers)
        }
    }
}
