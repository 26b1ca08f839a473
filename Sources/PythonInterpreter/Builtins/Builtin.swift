import HeapEngine
import PythonObjects

/// A function, method or attribute that is written in Swift.
struct Builtin: Sendable {
    /// How it lies in its class.
    enum Binding: Sendable {
        /// A function, or a method that gets the object it is looked up on.
        case plain
        /// A method that gets the class (`dict.fromkeys`), or neither (`str.maketrans`).
        case classMethod, staticMethod
        /// An attribute that every object of the class has: the body computes it.
        case attribute
    }

    /// Its name in Python.
    let name: String
    /// Whether its first argument is what it is looked up on.
    var takesReceiver = false
    var binding = Binding.plain
    /// Sets an attribute of an object, or deletes it; nil if it can only be read.
    var setter: (@Sendable (Interpreter, ObjectID, ObjectID?) throws -> Void)?
    /// What it does: arguments are borrowed, the result is the caller's.
    var body: @Sendable (Interpreter, CallArguments) throws -> ObjectID

    /// Calls it with arguments that the caller keeps.
    func call(_ interpreter: Interpreter, _ arguments: ObjectID...) throws -> ObjectID {
        try arguments.withUnsafeMutableCopy {
            try body(interpreter, CallArguments(base: $0, count: arguments.count))
        }
    }

    /// A function with a number of positional arguments in a range.
    ///
    /// - Parameter name: with the module in front of it where messages say that: `sys.intern`.
    static func function(
        _ name: String, _ counts: ClosedRange<Int>,
        _ body: @escaping @Sendable (Interpreter, CallArguments) throws -> ObjectID
    ) -> Builtin {
        Builtin(name: name.withoutModule) { interpreter, arguments in
            try arguments.require(counts, of: name, interpreter)
            return try body(interpreter, arguments)
        }
    }

    /// A function with parameters that may be given by name.
    static func function(
        _ signature: Signature,
        _ body: @escaping @Sendable (Interpreter, ArgumentReader) throws -> ObjectID
    ) -> Builtin {
        Builtin(name: signature.name) { interpreter, arguments in
            try body(interpreter, ArgumentReader(signature, arguments, interpreter))
        }
    }

    /// A method; the counts leave the receiver out.
    static func method(
        _ name: String, _ counts: ClosedRange<Int>,
        _ body: @escaping @Sendable (Interpreter, CallArguments) throws -> ObjectID
    ) -> Builtin {
        Builtin(name: name, takesReceiver: true) { interpreter, arguments in
            try arguments.require(counts, of: name, receivers: 1, interpreter)
            return try body(interpreter, arguments)
        }
    }

    /// A method with parameters that may be given by name; the body gets the object and the arguments.
    static func method(
        _ signature: Signature,
        _ body: @escaping @Sendable (Interpreter, ObjectID, ArgumentReader) throws -> ObjectID
    ) -> Builtin {
        Builtin(name: signature.name, takesReceiver: true) { interpreter, arguments in
            try body(
                interpreter, arguments[0], ArgumentReader(signature, arguments, behind: 1, interpreter))
        }
    }

    /// A method of the class itself; the body gets the class and the arguments.
    static func classMethod(
        _ signature: Signature,
        _ body: @escaping @Sendable (Interpreter, ObjectID, ArgumentReader) throws -> ObjectID
    ) -> Builtin {
        Builtin(name: signature.name, takesReceiver: true, binding: .classMethod) { interpreter, arguments in
            try body(
                interpreter, arguments[0], ArgumentReader(signature, arguments, behind: 1, interpreter))
        }
    }

    /// A function in the namespace of a class.
    static func staticMethod(
        _ signature: Signature,
        _ body: @escaping @Sendable (Interpreter, ArgumentReader) throws -> ObjectID
    ) -> Builtin {
        Builtin(name: signature.name, binding: .staticMethod) { interpreter, arguments in
            try body(interpreter, ArgumentReader(signature, arguments, interpreter))
        }
    }

    /// An attribute that cannot be set: `(5).real`.
    static func attribute(
        _ name: String, _ body: @escaping @Sendable (Interpreter, ObjectID) throws -> ObjectID
    ) -> Builtin {
        Builtin(name: name, takesReceiver: true, binding: .attribute) { try body($0, $1[0]) }
    }

    /// An attribute that can be set, and, with nil, deleted.
    static func attribute(
        _ name: String, get: @escaping @Sendable (Interpreter, ObjectID) throws -> ObjectID,
        set: @escaping @Sendable (Interpreter, ObjectID, ObjectID?) throws -> Void
    ) -> Builtin {
        Builtin(name: name, takesReceiver: true, binding: .attribute, setter: set) { try get($0, $1[0]) }
    }
}

extension String {
    /// What stands behind the last dot.
    fileprivate var withoutModule: String { split(separator: ".").last.map(String.init) ?? self }
}

extension CallArguments {
    /// TypeError unless there are so many positional arguments and no others.
    func require(
        _ counts: ClosedRange<Int>, of name: String, receivers: Int = 0, _ interpreter: Interpreter
    ) throws {
        let given = count - receivers
        if names.isEmpty, counts.contains(given) { return }
        let full = receivers == 0 ? name : interpreter.qualified(name, of: self[0])
        let name = name.withoutModule
        guard names.isEmpty else {
            throw PythonException("TypeError", "\(full)() takes no keyword arguments")
        }
        if counts.upperBound == 0 {
            throw PythonException("TypeError", "\(full)() takes no arguments (\(given) given)")
        }
        if counts == 1...1 {
            throw PythonException("TypeError", "\(full)() takes exactly one argument (\(given) given)")
        }
        if interpreter.language.formatReaders.contains(full) {
            throw PythonException("TypeError", Self.countMessage(name, counts, given))
        }
        let isFew = given < counts.lowerBound
        let bound = isFew ? counts.lowerBound : counts.upperBound
        let limit = counts.lowerBound == counts.upperBound ? "" : isFew ? "at least " : "at most "
        throw PythonException(
            "TypeError", "\(name) expected \(limit)\(bound) argument\(bound == 1 ? "" : "s"), got \(given)")
    }
}

extension Interpreter {
    /// A builtin method's name behind that of the class that has it.
    fileprivate func qualified(_ method: String, of receiver: ObjectID) -> String {
        let start = runtime.kind(of: receiver) == .type ? receiver : heap.type(of: receiver)
        for type in runtime.record(of: start).mro where !runtime.record(of: type).isHeap {
            let dict = heap.slot(type, Layouts.TypeSlot.dict)
            if !dict.isNone, runtime.lookUp(dict, name: PythonString(method)) != nil {
                return "\(runtime.record(of: type).name).\(method)"
            }
        }
        return method
    }
}

/// Everything that is written in Swift, by number: what a builtin function object has as its behaviour.
enum Builtins {
    /// Functions by the name of their module.
    static let modules: [(name: String, builtins: [Builtin])] = [
        ("builtins", functions + numberFunctions + namespaces + debugging), ("gc", gc),
        ("sys", sys + sysFrames + sysHooks + sysTracing),
    ]

    /// Methods by the class that has them.
    static let methods: [(type: @Sendable (Runtime) -> ObjectID, builtins: [Builtin])] = [
        ({ $0.types.list }, lists), ({ $0.types.dict }, dicts + views), ({ $0.types.set }, sets),
        ({ $0.types.object }, objects), ({ $0.types.str }, strings), ({ $0.types.bytes }, bytes),
        ({ $0.types.byteArray }, byteArrays), ({ $0.types.int }, integers), ({ $0.types.float }, floats),
        ({ $0.types.complex }, complexes),
        ({ $0.types.byName["UnicodeEncodeError"] ?? $0.types.object }, codecExceptions),
        ({ $0.types.byName["UnicodeDecodeError"] ?? $0.types.object }, codecExceptions),
        ({ $0.types.generator }, generators),
        ({ $0.types.coroutine }, coroutines),
        ({ $0.types.asyncGenerator }, AsyncGeneratorSteps.methods),
        ({ $0.types.byName["BaseExceptionGroup"] ?? $0.types.baseException }, exceptionGroups),
        ({ $0.types.tuple }, tuples), ({ $0.types.frozenSet }, frozenSets), ({ $0.types.range }, ranges),
        ({ $0.types.slice }, slices), ({ $0.types.dictKeys }, setViews("dict_keys")),
        ({ $0.types.dictItems }, setViews("dict_items")), ({ $0.types.dictValues }, valueViews),
        ({ $0.types.deque }, deques), ({ $0.types.defaultDict }, defaultDicts),
        ({ $0.types.iterators.list }, iterators), ({ $0.types.iterators.listReverse }, iterators),
        ({ $0.types.iterators.tuple }, iterators), ({ $0.types.iterators.range }, iterators),
        ({ $0.types.iterators.longRange }, iterators), ({ $0.types.iterators.str }, iterators),
        ({ $0.types.iterators.asciiStr }, iterators), ({ $0.types.iterators.bytes }, iterators),
        ({ $0.types.iterators.byteArray }, iterators), ({ $0.types.iterators.set }, iterators),
        ({ $0.types.iterators.dictKey }, iterators), ({ $0.types.iterators.dictValue }, iterators),
        ({ $0.types.iterators.dictItem }, iterators), ({ $0.types.iterators.dictReverseKey }, iterators),
        ({ $0.types.iterators.dictReverseValue }, iterators),
        ({ $0.types.iterators.dictReverseItem }, iterators), ({ $0.types.iterators.sequence }, iterators),
        ({ $0.types.iterators.reversed }, iterators), ({ $0.types.dequeIterator }, iterators),
        ({ $0.types.dequeReverseIterator }, iterators),
        ({ $0.types.orderedDict }, orderedDicts),
        ({ $0.types.property }, properties), ({ $0.types.mappingProxy }, mappingProxies),
        ({ $0.types.weakReference }, weakReferences), ({ $0.library.moduleSpec }, moduleSpecs),
        ({ $0.types.frame }, frames),
        ({ $0.types.traceback }, tracebacks), ({ $0.types.code }, codes),
        ({ $0.types.baseException }, exceptions),
        ({ $0.types.frameLocals }, frameLocals), ({ $0.types.generator }, generatorFrames),
        ({ $0.types.coroutine }, coroutineFrames),
    ]

    /// All, in the order of their numbers.
    static let all: [Builtin] = started + NativeModule.builtins

    /// Those that a runtime has from its start.
    static let started: [Builtin] =
        modules.flatMap(\.builtins) + methods.flatMap(\.builtins)
        + slots.map(\.builtin) + [new] + structFields + [newObject]

    /// The number of the first of `structFields`, and that of `new` in front of them.
    static let firstStructField = started.count - 1 - structFields.count
    static let numberOfNew = firstStructField - 1
}

extension Builtins {
    /// Enters all builtins into the modules and classes of a runtime that starts.
    static func install(in runtime: Runtime) {
        var number = 0
        let missing = runtime.profile.language.missingNames
        for (name, builtins) in Builtins.modules {
            guard let module = runtime.module(named: name) else { continue }
            for builtin in builtins {
                defer { number += 1 }
                if missing.contains("\(name).\(builtin.name)") { continue }
                let function = runtime.makeStaticBuiltin(
                    builtin.name, number: number, receiver: .none, module: .none)
                runtime.storeUnchecked(
                    runtime.heap.slot(module, 0), runtime.staticName(builtin.name), function)
            }
        }
        completeCollectorModule(in: runtime)
        for (type, builtins) in Builtins.methods {
            for builtin in builtins {
                defer { number += 1 }
                let owner = type(runtime)
                if missing.contains("\(runtime.record(of: owner).name).\(builtin.name)") { continue }
                runtime.define(builtin.name, as: builtin.binding.member, of: owner, number: number)
            }
        }
        installSlots(in: runtime, first: number)
    }
}

extension Builtin.Binding {
    /// What lies in the class's dict.
    var member: NativeMember {
        switch self {
        case .plain: .method
        case .classMethod: .classMethod
        case .staticMethod: .staticMethod
        case .attribute: .attribute
        }
    }
}
