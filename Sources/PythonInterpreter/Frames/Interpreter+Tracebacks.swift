import HeapEngine
import PythonObjects

extension Interpreter {
    /// Notes that an exception came through a frame: one more entry in front of its `__traceback__` (`PyTraceBack_Here`).
    func addTraceback(_ exception: ObjectID, _ frame: UnsafeMutablePointer<Frame>) {
        let instruction = frame.pointee.current
        let object = frameObject(of: frame)
        let line = frame.pointee.body.takeUnretainedValue().line(at: instruction) ?? 0
        let traceback = runtime.makeTraceback(
            next: runtime.part(.traceback, of: exception), frame: object, instruction: instruction, line: line
        )
        runtime.setPart(.traceback, of: exception, traceback)
        heap.release(traceback)
    }

    /// The exception being handled that is innermost (`sys.exception()`), borrowed; nil if there is none.
    var currentException: ObjectID? { handled.last { !$0.isNone } }
}
