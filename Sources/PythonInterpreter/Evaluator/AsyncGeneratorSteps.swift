import HeapEngine
import PythonObjects

/// What `asend`, `athrow` and `aclose` of an asynchronous generator give: awaited, it goes on with the generator once.
enum AsyncGeneratorSteps {
    /// Fields of a step: the generator, and what is sent or thrown. Numbers: where it stands, what it is.
    private enum Stage: Int {
        case fresh, running, done
    }

    private enum Purpose: Int {
        case send, `throw`, close
    }

    static let types: [NativeType] = [
        type("async_generator_asend"), type("async_generator_athrow"), nextOrDefault,
    ]

    /// What `anext(iterator, default)` gives: awaited, the next item, or the default at the end.
    private static let nextOrDefault = NativeType(
        name: "anext_awaitable", module: "builtins", bytes: 48,
        next: { interpreter, object in
            try steppingWithDefault(interpreter, object) { try interpreter.advanceAwaited($0) }
        },
        methods: [
            .method("__await__", 0...0) { $0.runtime.retained($1[0]) },
            .method("send", 1...1) { interpreter, arguments in
                try steppingWithDefault(interpreter, arguments[0]) {
                    try interpreter.callMethod($0, "send", [arguments[1]])
                }
            },
            Builtin(name: "throw", takesReceiver: true) { interpreter, arguments in
                try steppingWithDefault(interpreter, arguments[0]) {
                    try interpreter.callMethod($0, "throw", arguments.rest.all)
                }
            },
            .method("close", 0...0) { interpreter, arguments in
                let awaited = interpreter.runtime.field(arguments[0], 0)
                return try interpreter.holding(awaited) { try interpreter.callMethod($0, "close", []) }
            },
        ])

    static func makeNext(_ interpreter: Interpreter, owned awaited: ObjectID, orElse fallback: ObjectID)
        -> ObjectID
    {
        interpreter.runtime.makeNative(
            interpreter.nativeType("builtins.anext_awaitable"),
            fields: [awaited, interpreter.runtime.retained(fallback)])
    }

    private static func steppingWithDefault(
        _ interpreter: Interpreter, _ object: ObjectID, _ step: (ObjectID) throws -> ObjectID
    ) throws -> ObjectID {
        let awaited = interpreter.runtime.field(object, 0)
        do {
            return try interpreter.holding(awaited) { awaited in
                guard let iterator = try interpreter.awaitable(awaited) else {
                    throw interpreter.typeError(
                        "object \(interpreter.runtime.typeName(awaited)) can't be used in 'await' expression")
                }
                defer { interpreter.heap.release(iterator) }
                return try step(iterator)
            }
        } catch {
            try interpreter.absorb(error, "StopAsyncIteration")
            let fallback = interpreter.runtime.field(object, 1)
            throw interpreter.raiseNew(
                interpreter.runtime.newException(interpreter.exceptionType("StopIteration"), [fallback]))
        }
    }

    private static func type(_ name: String) -> NativeType {
        NativeType(
            name: name, module: "builtins", bytes: 48,
            next: { interpreter, step in try advance(interpreter, step, sending: interpreter.runtime.none) },
            methods: [
                .method("__await__", 0...0) { $0.runtime.retained($1[0]) },
                .method("send", 1...1) { try advance($0, $1[0], sending: $1[1]) },
                Builtin(name: "throw", takesReceiver: true) { interpreter, arguments in
                    let exception = try interpreter.thrown(arguments)
                    let generator = interpreter.runtime.field(arguments[0], 0)
                    return try finish(interpreter, arguments[0]) {
                        try interpreter.throw(exception, into: generator)
                    }
                },
                .method("close", 0...0) { interpreter, arguments in
                    interpreter.runtime.setNumber(arguments[0], 0, Stage.done.rawValue)
                    return interpreter.runtime.none
                },
            ])
    }

    static let methods: [Builtin] = [
        .method("asend", 1...1) { make($0, $1[0], .send, $0.runtime.retained($1[1])) },
        Builtin(name: "athrow", takesReceiver: true) { interpreter, arguments in
            make(interpreter, arguments[0], .throw, try interpreter.thrown(arguments))
        },
        .method("aclose", 0...0) { interpreter, arguments in
            let exit = interpreter.runtime.newException(interpreter.exceptionType("GeneratorExit"), [])
            return make(interpreter, arguments[0], .close, exit)
        },
    ]

    fileprivate static func next(_ interpreter: Interpreter, _ generator: ObjectID) -> ObjectID {
        make(interpreter, generator, .send, interpreter.runtime.none)
    }

    private static func make(
        _ interpreter: Interpreter, _ generator: ObjectID, _ purpose: Purpose, _ value: ObjectID
    ) -> ObjectID {
        let name = purpose == .send ? "async_generator_asend" : "async_generator_athrow"
        return interpreter.runtime.makeNative(
            interpreter.nativeType("builtins.\(name)"),
            fields: [interpreter.runtime.retained(generator), value],
            numbers: [Stage.fresh.rawValue, purpose.rawValue])
    }

    private static func advance(_ interpreter: Interpreter, _ step: ObjectID, sending sent: ObjectID) throws
        -> ObjectID
    {
        let runtime = interpreter.runtime
        let (generator, value) = (runtime.field(step, 0), runtime.field(step, 1))
        let stage = Stage(rawValue: runtime.number(step, 0)) ?? .done
        let purpose = Purpose(rawValue: runtime.number(step, 1)) ?? .send
        switch stage {
        case .done:
            let name = purpose == .send ? "__anext__()/asend()" : "aclose()/athrow()"
            throw PythonException("RuntimeError", "cannot reuse already awaited \(name)")
        case .fresh:
            if purpose != .send, sent != runtime.none {
                throw PythonException(
                    "RuntimeError", "can't send non-None value to a just-started coroutine")
            }
            runtime.setNumber(step, 0, Stage.running.rawValue)
            return try finish(interpreter, step) {
                switch purpose {
                case .send:
                    try interpreter.resume(generator, sending: value == runtime.none ? sent : value)
                case .throw: try interpreter.throw(runtime.retained(value), into: generator)
                case .close:
                    try interpreter.resume(
                        generator, sending: runtime.none, raising: runtime.retained(value), isClosing: true)
                }
            }
        case .running:
            return try finish(interpreter, step) { try interpreter.resume(generator, sending: sent) }
        }
    }

    /// Takes a step, and says what it came to: a value on its way to the driver, or the end by StopIteration.
    private static func finish(
        _ interpreter: Interpreter, _ step: ObjectID, _ body: () throws -> Interpreter.GeneratorStep
    ) throws -> ObjectID {
        let runtime = interpreter.runtime
        let generator = runtime.field(step, 0)
        let isClose = runtime.number(step, 1) == Purpose.close.rawValue
        let result: Interpreter.GeneratorStep
        do {
            result = try body()
        } catch {
            runtime.setNumber(step, 0, Stage.done.rawValue)
            if error is RunInterruption { throw error }
            let failure = interpreter.exception(of: error)
            let ends = ["GeneratorExit", "StopAsyncIteration"]
            guard isClose,
                ends.contains(where: { runtime.isInstance(failure, of: interpreter.exceptionType($0)) })
            else { throw interpreter.raise(failure) }
            interpreter.heap.release(failure)
            throw interpreter.raiseNew(runtime.newException(interpreter.exceptionType("StopIteration"), []))
        }
        switch result {
        case .yielded(let value):
            guard interpreter.standsAtYield(generator) else { return value }
            runtime.setNumber(step, 0, Stage.done.rawValue)
            defer { interpreter.heap.release(value) }
            if isClose { throw PythonException("RuntimeError", "async generator ignored GeneratorExit") }
            throw interpreter.raiseNew(
                runtime.newException(interpreter.exceptionType("StopIteration"), [value]))
        case .returned(let value):
            interpreter.heap.release(value)
            runtime.setNumber(step, 0, Stage.done.rawValue)
            let type = isClose ? "StopIteration" : "StopAsyncIteration"
            throw interpreter.raiseNew(runtime.newException(interpreter.exceptionType(type), []))
        }
    }
}

extension Interpreter {
    /// One step of what an object that is awaited runs on; StopIteration with its value at its end.
    fileprivate func advanceAwaited(_ iterator: ObjectID) throws -> ObjectID {
        hasSpecial(iterator, "send")
            ? try callMethod(iterator, "send", [runtime.none]) : try callMethod(iterator, "__next__", [])
    }

    /// `async_generator.__anext__()`
    func asyncNext(_ generator: ObjectID) throws -> ObjectID { AsyncGeneratorSteps.next(self, generator) }
}
