import HeapEngine
import PythonObjects

/// `int | None` and other objects that stand for types.
extension Interpreter {
    /// `left | right` of types; nil if one of them cannot be part of a union.
    func typeUnion(_ left: ObjectID, _ right: ObjectID) throws -> ObjectID? {
        guard isUnionPart(left), isUnionPart(right) else { return nil }
        var parts: [ObjectID] = []
        for operand in [left, right] {
            let isUnion = runtime.kind(of: operand) == .union
            let members = isUnion ? runtime.items(of: runtime.arguments(ofAlias: operand)) : [operand]
            for member in members {
                let part = member == runtime.none ? runtime.types.none : member
                if try !parts.contains(where: { try isSamePart($0, part) }) { parts.append(part) }
            }
        }
        if parts.count == 1 { return runtime.retained(parts[0]) }
        let arguments = runtime.makeTuple(parts)
        defer { heap.release(arguments) }
        return runtime.makeUnion(arguments)
    }

    private func isSamePart(_ left: ObjectID, _ right: ObjectID) throws -> Bool {
        if left == right { return true }
        guard runtime.kind(of: left) == .genericAlias, runtime.kind(of: right) == .genericAlias else {
            return false
        }
        return try isSame(left, right)
    }

    private func isUnionPart(_ object: ObjectID) -> Bool {
        if object == runtime.none { return true }
        switch runtime.kind(of: object) {
        case .type, .genericAlias, .union: return true
        default: return false
        }
    }

    /// `list[int](…)`: an object of the origin, which learns of the alias if it has room for it.
    func callAlias(_ alias: ObjectID, _ arguments: CallArguments) throws -> ObjectID {
        let object = try call(runtime.origin(ofAlias: alias), arguments.all, names: arguments.names)
        do {
            try setAttribute(object, runtime.staticName("__orig_class__"), alias)
        } catch {
            do {
                try absorb(error, "AttributeError", "TypeError")
            } catch {
                heap.release(object)
                throw error
            }
        }
        return object
    }
}
