import BigInt
import HeapEngine
import PythonObjects

/// The ways in which functions written in C take their arguments, with CPython's words for what is wrong.
extension CallArguments {
    /// What follows the receiver of a method.
    var rest: CallArguments { CallArguments(base: base + 1, count: count - 1, names: names) }

    /// The only argument (`METH_O`).
    ///
    /// - Parameter name: `module.function` or `type.method`.
    func only(_ name: String) throws -> ObjectID {
        try refuseKeywords(name)
        guard count == 1 else {
            throw PythonException("TypeError", "\(name)() takes exactly one argument (\(count) given)")
        }
        return base[0]
    }

    /// Nothing at all (`METH_NOARGS`).
    func nothing(_ name: String) throws {
        try refuseKeywords(name)
        guard count == 0 else {
            throw PythonException("TypeError", "\(name)() takes no arguments (\(count) given)")
        }
    }

    /// A number of positional arguments (`_PyArg_CheckPositional`).
    func expect(_ counts: ClosedRange<Int>, _ name: String, qualified: String? = nil) throws {
        try refuseKeywords(qualified ?? name)
        if counts.contains(count) { return }
        let isFew = count < counts.lowerBound
        let bound = isFew ? counts.lowerBound : counts.upperBound
        let word = counts.lowerBound == counts.upperBound ? "" : isFew ? "at least " : "at most "
        throw PythonException(
            "TypeError", "\(name) expected \(word)\(bound) argument\(bound == 1 ? "" : "s"), got \(count)")
    }

    /// What is told of a wrong number of arguments by functions that read them by a format.
    static func countMessage(_ name: String, _ counts: ClosedRange<Int>, _ given: Int) -> String {
        let isFew = given < counts.lowerBound
        let bound = isFew ? counts.lowerBound : counts.upperBound
        let word = counts.lowerBound == counts.upperBound ? "exactly" : isFew ? "at least" : "at most"
        return "\(name)() takes \(word) \(bound) argument\(bound == 1 ? "" : "s") (\(given) given)"
    }

    func refuseKeywords(_ name: String) throws {
        guard names.isEmpty else {
            throw PythonException("TypeError", "\(name)() takes no keyword arguments")
        }
    }
}

extension Interpreter {
    /// The error for a keyword argument that a function written in C has no parameter for.
    func unexpectedKeyword(_ name: String, of function: String) -> PythonException {
        typeError(
            language.namesFunctionOfKeyword
                ? "\(function)() got an unexpected keyword argument '\(name)'"
                : "'\(name)' is an invalid keyword argument for \(function)()")
    }

    /// An argument that C code keeps in an `int`.
    func cInt(_ object: ObjectID) throws -> Int {
        let value = try integerIndex(object)
        guard let number = Int(exactly: value) else {
            throw PythonException("OverflowError", "Python int too large to convert to C int")
        }
        guard (Int(Int32.min)...Int(Int32.max)).contains(number) else {
            throw PythonException(
                "OverflowError",
                "signed integer is \(number > 0 ? "greater than maximum" : "less than minimum")")
        }
        return number
    }

    /// An iterator over objects; the caller owns it.
    func iterator(over objects: [ObjectID]) -> ObjectID {
        let list = runtime.makeList(objects)
        defer { heap.release(list) }
        guard let iterator = runtime.makeIterator(of: list) else {
            preconditionFailure("a list has an iterator")
        }
        return iterator
    }

    /// Runs `body` with a unit of its own for an object that others may let go of meanwhile.
    func holding<Result>(_ object: ObjectID, _ body: (ObjectID) throws -> Result) rethrows -> Result {
        heap.retain(object)
        defer { heap.release(object) }
        return try body(object)
    }

    /// `next` of an iterator in a field; nil if the field is empty.
    func advance(field index: Int, of object: ObjectID) throws -> ObjectID? {
        let iterator = runtime.field(object, index)
        if iterator.isNone { return nil }
        return try holding(iterator) { try advance($0) }
    }
}
