import HeapEngine
import PythonObjects

extension Interpreter {
    /// Warns where the running frame is, as `warnings.warn` does.
    ///
    /// - Parameter source: the object that the warning is about.
    /// - Throws: the warning itself, if a filter makes an exception of it.
    func warn(_ category: String, _ message: String, source: ObjectID? = nil) throws {
        if ignoresWarnings { return }
        let module = try importModule("warnings")
        defer { heap.release(module) }
        let function = try attribute(module, runtime.staticName("warn"))
        let (text, level) = (runtime.makeStr(message), runtime.makeInt(1))
        defer {
            heap.release(function)
            heap.release(text)
            heap.release(level)
        }
        heap.release(
            try call(function, [text, exceptionType(category), level, source ?? runtime.none]))
    }
}
