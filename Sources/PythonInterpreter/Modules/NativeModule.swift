import HeapEngine
import PythonObjects

/// A module that is written in Swift and made when a program first imports it.
struct NativeModule: Sendable {
    /// The name under which it is imported.
    let name: String
    /// Its functions.
    var functions: [Builtin] = []
    /// Its types, by their names in the module, as `module.name` in `NativeType`.
    var types: [(name: String, type: String)] = []
    /// Makes what else is in it, which the caller owns.
    var constants: (@Sendable (Interpreter) throws -> [(name: String, value: ObjectID)])?

    /// All of them.
    static let all: [NativeModule] = [
        ImportModule.module, TypesModule.module, ReportingModule.module,
        Itertools.module, MathModule.module, OperatorModule.module,
        OperatorModule.publicModule, FunctoolsModule.module, RandomModule.module,
        TimeModule.module, WeakrefModule.module, CollectionsModule.module, RegularExpressionModule.module,
    ]

    /// Everything of these modules that is called by number: functions, then methods of types.
    static let builtins: [Builtin] =
        NativeType.protocolMethods + all.flatMap(\.functions)
        + NativeType.all.flatMap(\.methods)

    /// The number of the first of `NativeType.protocolMethods`.
    static let firstProtocolMethod = Builtins.started.count

    /// The number of each module's first function.
    static let firstFunction: [Int] = runningSums(
        all.map(\.functions.count), from: firstProtocolMethod + NativeType.protocolMethods.count)

    /// The number of each type's first method.
    static let firstMethod: [Int] = runningSums(
        NativeType.all.map(\.methods.count),
        from: firstProtocolMethod + NativeType.protocolMethods.count
            + all.reduce(0) { $0 + $1.functions.count })

    private static func runningSums(_ counts: [Int], from start: Int) -> [Int] {
        var next = start
        return counts.map { count in
            defer { next += count }
            return next
        }
    }
}

extension Interpreter {
    /// Makes a module that is written in Swift and enters it into `sys.modules`; nil if there is none of that name. The caller owns it.
    func makeNativeModule(_ name: String) throws -> ObjectID? {
        guard let index = NativeModule.all.firstIndex(where: { $0.name == name }) else { return nil }
        let description = NativeModule.all[index]
        let module = runtime.makeNativeModule(name: name)
        let dict = heap.slot(module, 0)
        func store(_ name: String, _ value: ObjectID) {
            runtime.storeUnchecked(dict, runtime.staticName(name), value)
        }
        try heap.asInterpreter {
            let missing = language.missingNames
            for (offset, function) in description.functions.enumerated()
            where !missing.contains("\(name).\(function.name)") {
                store(
                    function.name,
                    runtime.makeStaticBuiltin(
                        function.name, number: NativeModule.firstFunction[index] + offset, receiver: module,
                        module: runtime.staticName(name)))
            }
            for (type, native) in description.types where !missing.contains("\(name).\(type)") {
                store(type, nativeTypeOrKind(native))
            }
            for (name, value) in try description.constants?(self) ?? [] {
                store(name, value)
                heap.release(value)
            }
        }
        return runtime.retained(module)
    }

    private func nativeTypeOrKind(_ name: String) -> ObjectID {
        name == "functools.partial" ? runtime.types.partial : nativeType(name)
    }
}
