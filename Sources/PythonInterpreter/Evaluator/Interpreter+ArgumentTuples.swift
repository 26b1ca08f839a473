import HeapEngine
import PythonObjects

/// Tuples of arguments, where CPython makes them: they hold the arguments while the call runs, and the collector counts them.
extension Interpreter {
    /// How a callable takes its arguments.
    func passing(to callable: ObjectID, _ count: Int) -> ArgumentPassing {
        switch runtime.kind(of: callable) {
        case .function: return .plain
        case .builtinFunction, .methodDescriptor:
            let number = runtime.builtinNumber(of: callable)
            return number < 0 ? .plain : argumentPassing[number]
        case .type:
            // `type(x)` is the only call of it that needs none.
            if callable == runtime.types.type { return count == 1 ? .plain : .tuple }
            return runtime.facts(of: callable).hasVectorcall ? .plain : .tuple
        default: return runtime.facts(of: heap.type(of: callable)).isCalledWithTuple ? .tuple : .plain
        }
    }

    /// Calls what is no Python function.
    ///
    /// - Parameter isSpecialized: whether the instruction was made for what it met, so that `str(x)` takes no tuple.
    func callOther(_ callable: ObjectID, _ arguments: CallArguments, isSpecialized: Bool = false) throws
        -> ObjectID
    {
        switch passing(to: callable, arguments.count) {
        case .plain: return try callNative(callable, arguments)
        case .tuple:
            if isSpecialized, callable == runtime.types.str, arguments.count == 1, arguments.names.isEmpty {
                return try callNative(callable, arguments)
            }
            return try callThroughTuple(callable, arguments)
        case .gathering:
            let tuple = runtime.makeTuple(from: arguments.base, count: arguments.count)
            defer { heap.release(tuple) }
            var arguments = arguments
            arguments.tuple = tuple
            return try callNative(callable, arguments)
        }
    }

    /// Calls with a tuple of the positional arguments, and a dict of the others (`_PyObject_MakeTpCall`).
    private func callThroughTuple(_ callable: ObjectID, _ arguments: CallArguments) throws -> ObjectID {
        var arguments = arguments
        let kind = runtime.kind(of: callable)
        var made: [ObjectID] = []
        defer { for object in made { heap.release(object) } }
        if arguments.tuple.isNone {
            let skipped = kind == .methodDescriptor ? min(1, arguments.count) : 0
            arguments.tuple = runtime.makeTuple(
                from: arguments.base + skipped, count: arguments.count - skipped)
            made.append(arguments.tuple)
            if !arguments.names.isEmpty { made.append(keywordDict(arguments)) }
        }
        if kind == .wrapperDescriptor || kind == .builtinFunction && isNew(callable) {
            // What stands behind the object, or the class, is cut off.
            let rest = max(0, arguments.count - 1)
            arguments.tuple = runtime.makeTuple(from: arguments.base + (arguments.count - rest), count: rest)
            made.append(arguments.tuple)
        }
        return try callNative(callable, arguments)
    }

    private func isNew(_ function: ObjectID) -> Bool {
        runtime.builtinNumber(of: function) == Builtins.numberOfNew
    }

    /// The keyword arguments as a dict, which the caller owns.
    func keywordDict(_ arguments: CallArguments) -> ObjectID {
        let dict = runtime.makeEmptyDict()
        for (index, name) in arguments.names.enumerated() {
            runtime.storeUnchecked(dict, name, arguments.base[arguments.count + index])
        }
        return dict
    }

    /// Calls a function of the program's own for a class or an object that was called with keywords: all that is passed is copied, and the
    /// names become a tuple (`_PyStack_UnpackDict`).
    func copyingKeywords<Result>(
        _ first: ObjectID, _ arguments: CallArguments, _ body: () throws -> Result
    ) rethrows -> Result {
        if arguments.names.isEmpty { return try body() }
        let copied = [first] + arguments.all
        for object in copied { heap.retain(object) }
        let names = runtime.makeTuple(arguments.names)
        defer {
            for object in copied { heap.release(object) }
            heap.release(names)
        }
        return try body()
    }

    /// The positional arguments in a tuple, which an exception keeps as its `args`: the one that they came in, or a new one. The caller owns
    /// it.
    func positionalTuple(of arguments: CallArguments) -> ObjectID {
        let tuple = arguments.tuple
        guard !tuple.isNone, runtime.itemCount(tuple) == arguments.count else {
            return runtime.makeTuple(arguments.positional)
        }
        return runtime.retained(tuple)
    }
}
