import HeapEngine
import PythonObjects

extension Builtins {
    /// The methods of str.
    static let strings: [Builtin] = [
        .method("join", 1...1) { interpreter, arguments in
            let items = try interpreter.items(of: arguments[1])
            defer { for item in items { interpreter.heap.release(item) } }
            let separator = interpreter.runtime.strValue(arguments[0]) ?? PythonString()
            var joined = PythonString()
            for (index, item) in items.enumerated() {
                guard let text = interpreter.runtime.strValue(item) else {
                    throw interpreter.typeError(
                        "sequence item \(index): expected str instance, \(interpreter.runtime.typeName(item)) found"
                    )
                }
                joined = index == 0 ? text : joined + separator + text
            }
            return interpreter.runtime.makeStr(joined)
        }
    ]
}
