import HeapEngine
import PythonObjects

/// `functools.partial`
extension Interpreter {
    /// `partial(callable, *arguments, **keywords)`: a partial of a partial is one of what that calls.
    func makePartial(_ type: ObjectID, _ arguments: CallArguments) throws -> ObjectID {
        guard arguments.count > 0 else {
            throw typeError("type 'partial' takes at least one argument")
        }
        var callable = arguments[0]
        guard runtime.isCallable(callable) || isCallableInstance(callable) else {
            throw typeError("the first argument must be callable")
        }
        var items: [ObjectID] = []
        var keywords: ObjectID?
        if let inner = flattened(callable) {
            let parts = runtime.parts(ofPartial: inner)
            callable = parts.callable
            items = runtime.items(of: parts.arguments)
            keywords = parts.keywords
        }
        let partial = runtime.makePartial(
            callable, items: items + arguments.positional.dropFirst(), copying: keywords, type: type)
        return try keeping(partial) {
            for (index, name) in arguments.names.enumerated() {
                try runtime.setItem(
                    runtime.parts(ofPartial: partial).keywords, name, arguments.base[arguments.count + index])
            }
        }
    }

    /// The partial whose parts a new one takes over: one of the very type that has no attributes of its own.
    private func flattened(_ callable: ObjectID) -> ObjectID? {
        guard runtime.isExactly(callable, runtime.types.partial) else { return nil }
        let slot = runtime.dictSlot(of: callable).map { heap.slot(callable, $0) } ?? .none
        return slot.isNone ? callable : nil
    }

    private func isCallableInstance(_ object: ObjectID) -> Bool {
        isOverriding(object) && !typeAttribute(heap.type(of: object), runtime.staticName("__call__")).isNone
    }

    /// `partial(*arguments, **keywords)`
    func callPartial(_ partial: ObjectID, _ arguments: CallArguments) throws -> ObjectID {
        let parts = runtime.parts(ofPartial: partial)
        var names: [ObjectID] = []
        var values: [ObjectID] = []
        for (key, value) in runtime.entries(of: parts.keywords) {
            names.append(key)
            values.append(value)
        }
        for (index, name) in arguments.names.enumerated() {
            let value = arguments.base[arguments.count + index]
            let text = runtime.strValue(name)
            if let known = names.firstIndex(where: { runtime.strValue($0) == text }) {
                values[known] = value
            } else {
                names.append(name)
                values.append(value)
            }
        }
        let all = runtime.items(of: parts.arguments) + arguments.positional + values
        // What is called may let go of the partial object.
        return try holding(partial) { _ in
            try nativelyNested { try call(parts.callable, all, names: names) }
        }
    }

    func partialAttribute(_ partial: ObjectID, _ name: String) -> ObjectID? {
        let parts = runtime.parts(ofPartial: partial)
        switch name {
        case "func": return runtime.retained(parts.callable)
        case "args": return runtime.retained(parts.arguments)
        case "keywords": return runtime.retained(parts.keywords)
        default: return nil
        }
    }
}
