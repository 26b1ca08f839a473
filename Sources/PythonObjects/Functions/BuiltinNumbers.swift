import HeapEngine

extension FunctionRecord: FactBearing {
    /// The number of what is written in Swift; -1 for all else.
    package var facts: Int32 {
        if case .builtin(let number) = behaviour { return Int32(number) }
        return -1
    }
}

extension CodeRecord: FactBearing {}

extension Runtime {
    /// The number of what a builtin function or a descriptor stands for, if it is written in Swift; else -1.
    @inline(__always)
    package func builtinNumber(of function: ObjectID) -> Int {
        // SAFETY: the payload of a function is a number that the store handed out.
        Int(functions.facts[Int(heap.payload(function))])
    }
}
