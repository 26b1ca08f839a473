import HeapEngine
import PythonObjects

/// `str(exception)` of the builtin exceptions.
extension Interpreter {
    /// The text of an exception whose class leaves it to the builtin one; the caller owns it.
    func exceptionText(_ exception: ObjectID) throws -> ObjectID {
        func value(_ field: String) -> ObjectID? {
            guard runtime.hasField(field, exception) else { return nil }
            return runtime.field(field, of: exception).flatMap { $0 == runtime.none ? nil : $0 }
        }
        func text(_ object: ObjectID?) throws -> String { try shown(object ?? runtime.none) }
        if let members = members(ofGroup: exception) {
            let plural = members.count == 1 ? "" : "s"
            return runtime.makeStr(
                "\(try text(value("message"))) (\(members.count) sub-exception\(plural))")
        }
        if runtime.hasField("errno", exception) {
            if let filename = value("filename") {
                var message =
                    "[Errno \(try text(value("errno")))] \(try text(value("strerror"))): \(try reprText(filename))"
                if let second = value("filename2") { message += " -> \(try reprText(second))" }
                return runtime.makeStr(message)
            }
            if let number = value("errno"), let message = value("strerror") {
                return runtime.makeStr("[Errno \(try text(number))] \(try text(message))")
            }
        }
        if runtime.hasField("name_from", exception), let message = value("msg"),
            runtime.isExactly(message, runtime.types.str)
        {
            return runtime.retained(message)
        }
        if runtime.hasField("print_file_and_line", exception) {
            return runtime.makeStr(try syntaxErrorText(exception, value))
        }
        return try argumentsText(exception)
    }

    private func syntaxErrorText(_ exception: ObjectID, _ value: (String) -> ObjectID?) throws -> String {
        let message = try shown(value("msg") ?? runtime.none)
        let path = value("filename").flatMap { runtime.strValue($0)?.text }
        let name = path.map {
            $0.split(separator: "/", omittingEmptySubsequences: false).last.map(String.init) ?? $0
        }
        let line = value("lineno").flatMap { runtime.isExactly($0, runtime.types.int) ? $0 : nil }
        switch (name, line) {
        case (let name?, let line?): return "\(message) (\(name), line \(try shown(line)))"
        case (let name?, nil): return "\(message) (\(name))"
        case (nil, let line?): return "\(message) (line \(try shown(line)))"
        case (nil, nil): return message
        }
    }

    /// Nothing, the only argument, or the tuple of them.
    private func argumentsText(_ exception: ObjectID) throws -> ObjectID {
        let arguments = runtime.part(.arguments, of: exception)
        let items = arguments.map { runtime.items(of: $0) } ?? []
        if items.count == 5, let text = codecFaultText(exception, items) { return runtime.makeStr(text) }
        switch items.count {
        case 0: return runtime.emptyString
        case 1:
            return runtime.isInstance(exception, of: exceptionType("KeyError"))
                ? try repr(items[0]) : try str(items[0])
        default: return try repr(arguments ?? runtime.none)
        }
    }

    private func shown(_ object: ObjectID) throws -> String {
        let text = try str(object)
        defer { heap.release(text) }
        return self.text(text)
    }

    /// The class that `OSError(errno, …)` makes an instance of.
    func systemErrorType(_ arguments: CallArguments) -> String {
        guard arguments.count >= 2, let number = runtime.index(arguments[0]) else { return "OSError" }
        switch number {
        case 1, 13: return "PermissionError"
        case 2: return "FileNotFoundError"
        case 3: return "ProcessLookupError"
        case 4: return "InterruptedError"
        case 10: return "ChildProcessError"
        case 11, 114, 115: return "BlockingIOError"
        case 17: return "FileExistsError"
        case 20: return "NotADirectoryError"
        case 21: return "IsADirectoryError"
        case 32, 108: return "BrokenPipeError"
        case 103: return "ConnectionAbortedError"
        case 104: return "ConnectionResetError"
        case 110: return "TimeoutError"
        case 111: return "ConnectionRefusedError"
        default: return "OSError"
        }
    }
}
