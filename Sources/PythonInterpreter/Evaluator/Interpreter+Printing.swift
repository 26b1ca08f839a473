import HeapEngine
import PythonObjects

/// `print`, and the text stream that it writes to as far as the memory shows it.
///
/// CPython's `sys.stdout`, when it leads to a pipe, holds what is written until it is 8 KiB: the first text itself, from the second on a
/// list of them. So a str that was printed has one reference more, and `gc.get_objects()` shows the list. Holdfast's does the same.
extension Interpreter {
    /// How many bytes the stream collects before it passes them on.
    private static let chunkSize = 8192

    /// `print(*values, sep=' ', end='\n', file=None, flush=False)`
    func print(_ arguments: CallArguments) throws -> ObjectID {
        for name in arguments.names where !["sep", "end", "file", "flush"].contains(text(name)) {
            throw unexpectedKeyword(text(name), of: "print")
        }
        if runtime.profile.language.parsersNameParametersLate, !hasPrinted {
            hasPrinted = true
            runtime.keep(runtime.makeTuple(["sep", "end", "file", "flush"].map { runtime.staticName($0) }))
        }
        // The values are a tuple of CPython's `print`, and count so in each value's `__str__`.
        let values = runtime.makeTuple(arguments.positional)
        defer { heap.release(values) }
        var file = arguments.keyword("file", in: self)
        if file == runtime.none { file = nil }
        let separator = try option("sep", arguments)
        let end = try option("end", arguments)
        for index in 0..<arguments.count {
            if index > 0 { try write(separator, else: " ", to: file) }
            let shown = try str(arguments[index])
            defer { heap.release(shown) }
            try write(shown, to: file)
        }
        try write(end, else: "\n", to: file)
        if let flush = arguments.keyword("flush", in: self), try isTrue(flush) {
            let stream = file ?? systemValue("stdout") ?? runtime.none
            if ownStream(stream) != nil {
                flushOutput()
                return runtime.none
            }
            guard stream != runtime.none else { return runtime.none }
            heap.retain(stream)
            defer { heap.release(stream) }
            heap.release(try callAttribute(stream, "flush", []))
        }
        return runtime.none
    }

    /// A str that was given as a keyword argument; nil without one.
    private func option(_ name: String, _ arguments: CallArguments) throws -> ObjectID? {
        guard let given = arguments.keyword(name, in: self), given != runtime.none else { return nil }
        guard runtime.strValue(given) != nil else {
            throw typeError("\(name) must be None or a string, not \(runtime.typeName(given))")
        }
        return given
    }

    private func write(_ given: ObjectID?, else text: String, to file: ObjectID?) throws {
        if let given { return try write(given, to: file) }
        let made = runtime.makeStr(PythonString(text))
        defer { heap.release(made) }
        try write(made, to: file)
    }

    private func write(_ text: ObjectID, to file: ObjectID?) throws {
        guard let file else { return try writeOutput(text) }
        heap.release(try callAttribute(file, "write", [text]))
    }

    private func callAttribute(_ object: ObjectID, _ name: String, _ arguments: [ObjectID]) throws
        -> ObjectID
    {
        let key = runtime.makeStr(PythonString(name))
        defer { heap.release(key) }
        let method = try attribute(object, key)
        defer { heap.release(method) }
        return try call(method, arguments)
    }

    /// `sys.stdout.write(text)` of a str, which is borrowed.
    func write(_ text: ObjectID) {
        let shown = self.text(text)
        output += shown
        let size = shown.utf8.count
        // ASCII text is its own encoding, so the stream keeps the very object.
        let isASCII = shown.unicodeScalars.allSatisfy(\.isASCII)
        let piece = isASCII ? runtime.retained(text) : runtime.makeBytes(Array(shown.utf8))
        if size >= Self.chunkSize { flushOutput() }
        let pending = runtime.pendingOutput
        if pending == runtime.none {
            runtime.setPendingOutput(owned: piece)
        } else if runtime.kind(of: pending) == .list {
            runtime.appendItem(pending, piece)
            heap.release(piece)
        } else {
            let list = runtime.makeList([pending, piece])
            heap.release(piece)
            runtime.setPendingOutput(owned: list)
        }
        pendingBytes += size
        if pendingBytes >= Self.chunkSize { flushOutput() }
    }

    /// `sys.stdout.flush()`
    func flushOutput() {
        pendingBytes = 0
        runtime.setPendingOutput(owned: runtime.none)
    }
}
