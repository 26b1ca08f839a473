import HeapEngine
import PythonObjects

/// Type parameters and `type` statements: the objects are those of `typing`.
extension Interpreter {
    /// A class of `typing`; the caller owns it.
    private func typing(_ name: String) throws -> ObjectID {
        let module = try importModule("typing")
        defer { heap.release(module) }
        return try attribute(module, runtime.staticName(name))
    }

    /// `typing.Name(*arguments)` with keywords.
    private func make(_ name: String, _ arguments: [ObjectID], _ keywords: [(String, ObjectID)] = []) throws
        -> ObjectID
    {
        let type = try typing(name)
        defer { heap.release(type) }
        return try call(
            type, arguments + keywords.map(\.1), names: keywords.map { runtime.staticName($0.0) })
    }

    /// What an intrinsic makes of a type parameter's name, or of its parts; nil if it is another intrinsic. The caller owns it.
    func typeParameter(_ intrinsic: UnaryIntrinsic, _ value: ObjectID) throws -> ObjectID? {
        switch intrinsic {
        case .typeVar: return try make("TypeVar", [value], [("infer_variance", runtime.trueObject)])
        case .paramSpec: return try make("ParamSpec", [value], [("infer_variance", runtime.trueObject)])
        case .typeVarTuple: return try make("TypeVarTuple", [value])
        case .subscriptGeneric:
            let generic = try typing("Generic")
            defer { heap.release(generic) }
            return try item(generic, value)
        case .typeAlias:
            let parts = runtime.items(of: value)
            let parameters = parts[1] == runtime.none ? runtime.emptyTuple : parts[1]
            return try makeLazily(
                "TypeAliasType", [parts[0], runtime.none], [("type_params", parameters)],
                field: "__value__", parts[2])
        default: return nil
        }
    }

    /// The same for what has a bound, constraints or a default.
    func typeParameter(_ intrinsic: BinaryIntrinsic, _ first: ObjectID, _ second: ObjectID) throws
        -> ObjectID?
    {
        switch intrinsic {
        case .typeVarWithBound:
            return try makeLazily(
                "TypeVar", [first], [("infer_variance", runtime.trueObject)], field: "__bound__", second)
        case .typeVarWithConstraints:
            return try makeLazily(
                "TypeVar", [first], [("infer_variance", runtime.trueObject)], field: "__constraints__",
                second)
        case .setTypeParamDefault:
            try setLazily("__default__", of: first, second)
            return runtime.retained(first)
        case .setFunctionTypeParams:
            replaceSlot(Layouts.FunctionSlot.typeParameters, of: first, with: second)
            return runtime.retained(first)
        case .prepReraiseStar: return try prepareReraise(first, second)
        }
    }

    /// Makes an object of `typing` one of whose attributes a function computes when it is first asked for.
    private func makeLazily(
        _ name: String, _ arguments: [ObjectID], _ keywords: [(String, ObjectID)], field: String,
        _ function: ObjectID
    ) throws -> ObjectID {
        let made = try make(name, arguments, keywords)
        do {
            try setLazily(field, of: made, function)
        } catch {
            heap.release(made)
            throw error
        }
        return made
    }

    /// Leaves the function that computes an attribute with an object of `typing`, whose class asks it.
    private func setLazily(_ field: String, of object: ObjectID, _ function: ObjectID) throws {
        let name = field.dropFirst(2).dropLast(2)
        try setAttribute(object, runtime.staticName("_evaluate_\(name)"), function)
        // Without a value, its class's `__getattr__` asks the function.
        let key = runtime.staticName(field)
        if let known = try optionalAttribute(object, key) {
            heap.release(known)
            try deleteAttribute(object, key)
        }
    }
}
