import HeapEngine
import PythonObjects

extension Interpreter {
    /// `types.MethodType(function, object)`, `types.GenericAlias(origin, arguments)` and `types.CellType(contents)`.
    func constructPart(_ kind: Kind, _ arguments: CallArguments) throws -> ObjectID {
        let name = kind == .genericAlias ? "GenericAlias" : kind == .cell ? "cell" : "method"
        guard arguments.names.isEmpty else { throw typeError("\(name)() takes no keyword arguments") }
        if kind == .cell {
            guard arguments.count <= 1 else {
                throw typeError("cell expected at most 1 argument, got \(arguments.count)")
            }
            return runtime.makeCell(arguments.count == 1 ? arguments[0] : nil)
        }
        guard arguments.count == 2 else {
            throw typeError("\(name) expected 2 arguments, got \(arguments.count)")
        }
        if kind == .genericAlias { return runtime.makeGenericAlias(arguments[0], arguments: arguments[1]) }
        return try runtime.makeMethod(function: arguments[0], receiver: arguments[1])
    }
}
