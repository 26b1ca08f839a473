import HeapEngine
import PythonObjects

extension Interpreter {
    /// Makes a module that is written in Swift and enters it into `sys.modules`; nil if there is none of that name.
    func makeNativeModule(_ name: String) throws -> ObjectID? { nil }
}
