import HeapEngine
import PythonObjects

extension Interpreter {
    func performImport(_ opcode: Opcode, _ argument: Int, _ frame: UnsafeMutablePointer<Frame>) throws {
        let name = frame.pointee.names[argument]
        if opcode == .importFrom {
            let module = frame.peek()
            do {
                return frame.push(try attribute(module, name))
            } catch {
                heap.release(exception(of: error))
                let origin = runtime.moduleName(module)
                throw PythonException(
                    "ImportError", "cannot import name '\(text(name))' from '\(origin)' (unknown location)")
            }
        }
        let fromList = frame.peek()
        let module = try importModule(text(name), fromList: fromList)
        dropOperands(2, frame)
        frame.push(module)
    }

    /// `import name`: the first part's module, or, with names to import from it, the last part's. The caller owns it.
    private func importModule(_ name: String, fromList: ObjectID) throws -> ObjectID {
        guard let module = runtime.module(named: name) else {
            throw PythonException("ModuleNotFoundError", "No module named '\(name)'")
        }
        if fromList == runtime.none, let dot = name.firstIndex(of: "."),
            let first = runtime.module(named: String(name[..<dot]))
        {
            return runtime.retained(first)
        }
        return runtime.retained(module)
    }
}
