import HeapEngine
import PythonObjects

/// `sys.stdout` and `sys.stderr`.
enum TextStreams {
    static let types: [NativeType] = [wrapper]

    /// Number: 0 for stdout, 1 for stderr.
    private static let wrapper: NativeType = {
        var type = NativeType(name: "TextIOWrapper", module: "_io", bytes: 200)
        type.repr = { interpreter, stream in
            let name = interpreter.runtime.number(stream, 0) == 0 ? "<stdout>" : "<stderr>"
            return "<_io.TextIOWrapper name='\(name)' mode='w' encoding='utf-8'>"
        }
        type.methods = [
            .method("write", 1...1) { interpreter, arguments in
                guard let text = interpreter.runtime.strValue(arguments[1]) else {
                    throw interpreter.typeError(
                        "write() argument must be str, not \(interpreter.runtime.typeName(arguments[1]))")
                }
                interpreter.write(arguments[1], toStream: arguments[0])
                return interpreter.runtime.makeInt(text.count)
            },
            .method("writelines", 1...1) { interpreter, arguments in
                let lines = try interpreter.items(of: arguments[1])
                defer { for line in lines { interpreter.heap.release(line) } }
                for line in lines {
                    guard interpreter.runtime.kind(of: line) == .str else {
                        throw interpreter.typeError(
                            "write() argument must be str, not \(interpreter.runtime.typeName(line))")
                    }
                    interpreter.write(line, toStream: arguments[0])
                }
                return interpreter.runtime.none
            },
            .method("flush", 0...0) { interpreter, arguments in
                if interpreter.runtime.number(arguments[0], 0) == 0 { interpreter.flushOutput() }
                return interpreter.runtime.none
            },
            .method("isatty", 0...0) { interpreter, _ in interpreter.runtime.falseObject },
            .method("readable", 0...0) { interpreter, _ in interpreter.runtime.falseObject },
            .method("writable", 0...0) { interpreter, _ in interpreter.runtime.trueObject },
            .method("seekable", 0...0) { interpreter, _ in interpreter.runtime.falseObject },
            .method("fileno", 0...0) { interpreter, arguments in
                interpreter.runtime.makeInt(interpreter.runtime.number(arguments[0], 0) + 1)
            },
            .attribute("name") { interpreter, stream in
                interpreter.runtime.makeStr(
                    interpreter.runtime.number(stream, 0) == 0 ? "<stdout>" : "<stderr>")
            },
            .attribute("mode") { interpreter, _ in interpreter.runtime.makeStr("w") },
            .attribute("encoding") { interpreter, _ in interpreter.runtime.makeStr("utf-8") },
            .attribute("errors") { interpreter, stream in
                interpreter.runtime.makeStr(
                    interpreter.runtime.number(stream, 0) == 0 ? "strict" : "backslashreplace")
            },
            .attribute("newlines") { interpreter, _ in interpreter.runtime.none },
            .attribute("closed") { interpreter, _ in interpreter.runtime.falseObject },
            .attribute("line_buffering") { interpreter, stream in
                interpreter.runtime.boolean(interpreter.runtime.number(stream, 0) == 1)
            },
            .attribute("write_through") { interpreter, _ in interpreter.runtime.falseObject },
        ]
        return type
    }()
}

extension Interpreter {
    /// Which of the session's own streams an object is; nil if it is none.
    func ownStream(_ object: ObjectID) -> Int? {
        guard runtime.kind(of: object) == .native, heap.type(of: object) == nativeType("_io.TextIOWrapper")
        else { return nil }
        return runtime.number(object, 0)
    }

    /// Writes a str, which is borrowed, to one of the session's own streams.
    func write(_ text: ObjectID, toStream stream: ObjectID) {
        if ownStream(stream) == 0 { write(text) } else { errorOutput += self.text(text) }
    }

    /// Writes text to whatever `sys.stderr` is now. What a program's own stream raises is forgotten.
    func writeError(_ text: String) {
        guard let stream = systemValue("stderr") else {
            errorOutput += text
            return
        }
        if stream == runtime.none { return }
        if ownStream(stream) == 1 {
            errorOutput += text
            return
        }
        let object = runtime.makeStr(text)
        defer { heap.release(object) }
        heap.retain(stream)
        defer { heap.release(stream) }
        do {
            heap.release(try callMethod(stream, "write", [object]))
        } catch {
            heap.release(exception(of: error))
        }
    }
}
