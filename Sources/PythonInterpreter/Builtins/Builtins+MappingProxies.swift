import HeapEngine
import PythonObjects

extension Builtins {
    /// The methods of mappingproxy: those of the mapping behind it.
    static let mappingProxies: [Builtin] = ["keys", "values", "items", "copy", "get"].map { name in
        .method(name, name == "get" ? 1...2 : 0...0) { interpreter, arguments in
            try interpreter.callMethod(
                interpreter.runtime.viewed(by: arguments[0]), name, arguments.withoutFirst.all)
        }
    }
}
