import BigInt
import HeapEngine
import PythonObjects

/// Methods as C declares them, with the messages that CPython has for wrong arguments.
extension Builtin {
    /// A method without arguments (`METH_NOARGS`).
    static func nullary(
        _ owner: String, _ name: String,
        _ body: @escaping @Sendable (Interpreter, ObjectID) throws -> ObjectID
    ) -> Builtin {
        Builtin(name: name, takesReceiver: true) { interpreter, arguments in
            try arguments.refuseKeywords("\(owner).\(name)")
            guard arguments.count == 1 else {
                throw PythonException(
                    "TypeError", "\(owner).\(name)() takes no arguments (\(arguments.count - 1) given)")
            }
            return try body(interpreter, arguments[0])
        }
    }

    /// A method with one argument (`METH_O`).
    static func unary(
        _ owner: String, _ name: String,
        _ body: @escaping @Sendable (Interpreter, ObjectID, ObjectID) throws -> ObjectID
    ) -> Builtin {
        Builtin(name: name, takesReceiver: true) { interpreter, arguments in
            try arguments.refuseKeywords("\(owner).\(name)")
            guard arguments.count == 2 else {
                throw PythonException(
                    "TypeError",
                    "\(owner).\(name)() takes exactly one argument (\(arguments.count - 1) given)")
            }
            return try body(interpreter, arguments[0], arguments[1])
        }
    }

    /// A method with a number of positional arguments (`METH_FASTCALL`); the counts leave the receiver out.
    static func positional(
        _ owner: String, _ name: String, _ counts: ClosedRange<Int>,
        _ body: @escaping @Sendable (Interpreter, CallArguments) throws -> ObjectID
    ) -> Builtin {
        Builtin(name: name, takesReceiver: true) { interpreter, arguments in
            try arguments.refuseKeywords("\(owner).\(name)")
            try arguments.checkCount(counts, of: name, receivers: 1)
            return try body(interpreter, arguments)
        }
    }
}

extension CallArguments {
    /// TypeError unless there are so many positional arguments (`_PyArg_CheckPositional`).
    func checkCount(_ counts: ClosedRange<Int>, of name: String, receivers: Int = 0) throws {
        let given = count - receivers
        if counts.contains(given) { return }
        let bound = given < counts.lowerBound ? counts.lowerBound : counts.upperBound
        let word =
            counts.lowerBound == counts.upperBound
            ? "" : given < counts.lowerBound ? "at least " : "at most "
        throw PythonException(
            "TypeError", "\(name) expected \(word)\(bound) argument\(bound == 1 ? "" : "s"), got \(given)")
    }

    /// The argument behind the receiver and so many others, if there is one.
    func optional(_ index: Int) -> ObjectID? { index < count ? base[index] : nil }
}

extension Interpreter {
    // MARK: Numbers as arguments

    /// A bound of `index(value, start, stop)`, cut off at the largest size (`_PyEval_SliceIndexNotNone`).
    func boundArgument(_ object: ObjectID) throws -> Int {
        guard let value = try indexIfAny(object) else {
            throw typeError("slice indices must be integers or have an __index__ method")
        }
        return Int(exactly: value) ?? (value.signum() < 0 ? Int.min : Int.max)
    }

    /// The place in a sequence that a subscript means; nil if it is no number.
    ///
    /// - Throws: IndexError if it is too large to be one.
    func subscriptIndex(_ key: ObjectID) throws -> Int? {
        guard let value = try indexIfAny(key) else { return nil }
        guard let index = Int(exactly: value) else {
            throw PythonException(
                "IndexError", "cannot fit '\(runtime.typeName(key))' into an index-sized integer")
        }
        return index
    }

    // MARK: Comparing items

    /// `left is right or left == right`, where comparing may drop the last reference to `left`.
    func isSame(_ left: ObjectID, _ right: ObjectID, isKept: Bool = false) throws -> Bool {
        if left == right { return true }
        try charge(1)
        if !isKept { heap.retain(left) }
        defer { if !isKept { heap.release(left) } }
        return try runtime.equalsHeld(left, right)
    }

    /// `bool(left comparison right)`
    func test(_ left: ObjectID, _ comparison: Comparison, _ right: ObjectID) throws -> Bool {
        let result = try compare(left, comparison, right)
        if result == runtime.trueObject { return true }
        if result == runtime.falseObject { return false }
        defer { heap.release(result) }
        return try isTrue(result)
    }

    // MARK: Errors

    /// Takes a StopIteration or another exception of a class out of flight; other errors go on.
    func absorb(_ error: any Error, _ names: String...) throws {
        // For an attribute that is merely missing CPython makes no exception, where it only asks.
        if (error as? PythonException)?.type == "AttributeError", names.contains("AttributeError") { return }
        let exception = travelling(error)
        guard isInstance(exception, of: names) else { throw raise(exception) }
        drop(exception)
    }
}
