import HeapEngine
import PythonObjects

extension Builtins {
    /// The methods of generator.
    static let generators: [Builtin] = [
        .method("send", 1...1) { interpreter, arguments in
            try interpreter.stopping(interpreter.resume(arguments[0], sending: arguments[1]))
        },
        .method("__next__", 0...0) { interpreter, arguments in
            try interpreter.stopping(interpreter.resume(arguments[0], sending: interpreter.runtime.none))
        },
        Builtin(name: "throw", takesReceiver: true) { interpreter, arguments in
            let exception = try interpreter.thrown(arguments)
            return try interpreter.stopping(interpreter.throw(exception, into: arguments[0]))
        },
        .method("close", 0...0) { try $0.close($1[0]) },
    ]

    /// The methods of coroutine.
    static let coroutines: [Builtin] = generators.filter { $0.name != "__next__" }

    /// The methods of property that make another one.
    static let properties: [Builtin] = [
        .method("getter", 1...1) { try $0.property(like: $1[0], .getter, $1[1]) },
        .method("setter", 1...1) { try $0.property(like: $1[0], .setter, $1[1]) },
        .method("deleter", 1...1) { try $0.property(like: $1[0], .deleter, $1[1]) },
    ]
}

extension Interpreter {
    /// What a generator's method returns: StopIteration, with what the body returned, at its end.
    func stopping(_ step: GeneratorStep) throws -> ObjectID {
        switch step {
        case .yielded(let value): return value
        case .returned(let value):
            defer { heap.release(value) }
            throw raiseNew("StopIteration", value == runtime.none ? [] : [value])
        }
    }

    /// A property with one part exchanged.
    func property(like property: ObjectID, _ part: Runtime.PropertyPart, _ function: ObjectID) throws
        -> ObjectID
    {
        func known(_ other: Runtime.PropertyPart) -> ObjectID {
            let part = other == part ? function : runtime.part(other, of: property)
            return part ?? runtime.none
        }
        let getter = known(.getter)
        let takesDoc = runtime.docIsGetters(of: property) && getter != runtime.none
        let made = try call(
            heap.type(of: property),
            [getter, known(.setter), known(.deleter), takesDoc ? runtime.none : known(.doc)])
        if runtime.kind(of: made) == .property {
            runtime.setPart(.name, of: made, runtime.part(.name, of: property))
        }
        return made
    }
}
