import HeapEngine
import PythonObjects

extension Interpreter {
    /// Notes that an exception came through a frame: one more entry in front of its `__traceback__` (`PyTraceBack_Here`).
    func addTraceback(_ exception: ObjectID, _ frame: UnsafeMutablePointer<Frame>) {
        let traceback = makeTraceback(frame) { runtime.part(.traceback, of: exception) }
        runtime.setPart(.traceback, of: exception, traceback)
        heap.release(traceback)
    }

    /// The same for an exception that may not have been made yet.
    func addTraceback(_ exception: inout TravellingException, _ frame: UnsafeMutablePointer<Frame>) {
        switch exception {
        case .object(let object): addTraceback(object, frame)
        case .late(var late):
            let next = late.traceback
            late.traceback = makeTraceback(frame) { next.isNone ? nil : next }
            if !next.isNone { heap.release(next) }
            exception = .late(late)
        }
    }

    /// An entry for a frame, which the caller owns.
    private func makeTraceback(_ frame: UnsafeMutablePointer<Frame>, before next: () -> ObjectID?) -> ObjectID
    {
        let instruction = frame.pointee.current
        let object = frameObject(of: frame)
        let line = frame.pointee.body.takeUnretainedValue().line(at: instruction) ?? 0
        return runtime.makeTraceback(next: next(), frame: object, instruction: instruction, line: line)
    }

    /// The exception being handled that is innermost (`sys.exception()`), borrowed; nil if there is none.
    var currentException: ObjectID? { handled.last { !$0.isNone } }
}
