import HeapEngine
import PythonObjects

/// A function or method that is written in Swift.
struct Builtin: Sendable {
    /// Its name in Python.
    let name: String
    /// Whether its first argument is what it is looked up on.
    var takesReceiver = false
    /// What it does: arguments are borrowed, the result is the caller's.
    let body: @Sendable (Interpreter, CallArguments) throws -> ObjectID

    /// A function with a number of positional arguments in a range.
    static func function(
        _ name: String, _ counts: ClosedRange<Int>,
        _ body: @escaping @Sendable (Interpreter, CallArguments) throws -> ObjectID
    ) -> Builtin {
        Builtin(name: name) { interpreter, arguments in
            try arguments.require(counts, of: name)
            return try body(interpreter, arguments)
        }
    }

    /// A method; the counts leave the receiver out.
    static func method(
        _ name: String, _ counts: ClosedRange<Int>,
        _ body: @escaping @Sendable (Interpreter, CallArguments) throws -> ObjectID
    ) -> Builtin {
        Builtin(name: name, takesReceiver: true) { interpreter, arguments in
            try arguments.require(counts, of: name, receivers: 1)
            return try body(interpreter, arguments)
        }
    }
}

extension CallArguments {
    /// TypeError unless there are so many positional arguments and no others.
    func require(_ counts: ClosedRange<Int>, of name: String, receivers: Int = 0) throws {
        guard names.isEmpty else {
            throw PythonException("TypeError", "\(name)() takes no keyword arguments")
        }
        let given = count - receivers
        if counts.contains(given) { return }
        if counts.lowerBound == counts.upperBound {
            let expected = ["no arguments", "exactly one argument"]
            let wanted =
                counts.lowerBound < 2 ? expected[counts.lowerBound] : "exactly \(counts.lowerBound) arguments"
            throw PythonException("TypeError", "\(name)() takes \(wanted) (\(given) given)")
        }
        let isFew = given < counts.lowerBound
        let bound = isFew ? counts.lowerBound : counts.upperBound
        throw PythonException(
            "TypeError",
            "\(name) expected at \(isFew ? "least" : "most") \(bound) argument\(bound == 1 ? "" : "s"), got \(given)"
        )
    }
}

/// Everything that is written in Swift, by number: what a builtin function object has as its behaviour.
enum Builtins {
    /// Functions by the name of their module.
    static let modules: [(name: String, builtins: [Builtin])] = [
        ("builtins", functions), ("gc", gc), ("sys", sys), ("weakref", weakref),
    ]

    /// Methods by the class that has them.
    static let methods: [(type: @Sendable (Runtime) -> ObjectID, builtins: [Builtin])] = [
        ({ $0.types.list }, lists), ({ $0.types.dict }, dicts + views), ({ $0.types.set }, sets),
        ({ $0.types.str }, strings), ({ $0.types.generator }, generators),
        ({ $0.types.property }, properties),
        ({ $0.library.weakValueDictionary }, weakDictionaries),
        ({ $0.library.weakKeyDictionary }, weakDictionaries),
    ]

    /// All, in the order of their numbers.
    static let all: [Builtin] = modules.flatMap(\.builtins) + methods.flatMap(\.builtins)
}

extension Builtins {
    /// Enters all builtins into the modules and classes of a runtime that starts.
    static func install(in runtime: Runtime) {
        var number = 0
        for (name, builtins) in Builtins.modules {
            guard let module = runtime.module(named: name) else { continue }
            for builtin in builtins {
                let function = runtime.makeStaticBuiltin(
                    builtin.name, number: number, receiver: .none, module: .none)
                runtime.storeUnchecked(
                    runtime.heap.slot(module, 0), runtime.staticName(builtin.name), function)
                number += 1
            }
        }
        for (type, builtins) in Builtins.methods {
            for builtin in builtins {
                runtime.defineMethod(builtin.name, of: type(runtime), number: number)
                number += 1
            }
        }
    }
}
