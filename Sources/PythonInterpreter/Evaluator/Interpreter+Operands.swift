import HeapEngine
import PythonObjects

/// How instructions let go of what they worked on. The order shows in finalizers.
extension Interpreter {
    /// Releases the topmost operands, first to last, as CPython's instructions do.
    ///
    /// The stack gets no lower before the last one is gone: what a finalizer runs must not take the place of the others.
    func dropOperands(_ count: Int, _ frame: UnsafeMutablePointer<Frame>) {
        let first = frame.pointee.top - count
        for index in 0..<count { dropValue(first + index) }
        frame.pointee.top = first
    }

    /// Does an instruction's work on the topmost operands and releases them, whether or not it succeeds.
    @inline(__always)
    func consuming<Result>(
        _ count: Int, _ frame: UnsafeMutablePointer<Frame>, _ work: () throws -> Result
    ) rethrows -> Result {
        let top = frame.pointee.top
        defer {
            assert(frame.pointee.top == top, "an instruction's work changed the stack")
            dropOperands(count, frame)
        }
        return try work()
    }

    /// Lets go of a call whose positional arguments do not fit a function: those that it has no parameters for are the first
    /// (`initialize_locals`).
    func dropUnbound(_ arguments: CallArguments, _ body: CodeBody, _ frame: UnsafeMutablePointer<Frame>) {
        let (count, parameters) = (arguments.count, body.unit.argumentCount)
        if !body.unit.flags.contains(.varArgs), count > parameters {
            for index in parameters..<count { dropValue(arguments.base + index) }
        }
        dropOperands(frame.pointee.top - (arguments.base - 1), frame)
    }

    /// Releases a value on a stack and leaves its place empty.
    @inline(__always)
    private func dropValue(_ place: UnsafeMutablePointer<ObjectID>) {
        let value = place.pointee
        place.pointee = .none
        if !value.isNone { heap.release(value) }
    }
}
