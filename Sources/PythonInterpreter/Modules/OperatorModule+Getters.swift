import HeapEngine
import PythonObjects

extension OperatorModule {
    static let getters: [NativeType] = [itemGetter, attributeGetter, methodCaller]

    /// The only argument of a call of a getter.
    private static func operand(_ arguments: CallArguments, _ name: String) throws -> ObjectID {
        try arguments.refuseKeywords(name)
        try arguments.expect(1...1, name)
        return arguments[0]
    }

    /// One result, or a tuple of more than one.
    private static func results(
        _ interpreter: Interpreter, _ keys: [ObjectID], _ get: (ObjectID) throws -> ObjectID
    ) throws -> ObjectID {
        if keys.count == 1 { return try get(keys[0]) }
        return try interpreter.runtime.makeTuple(count: keys.count) { (index) throws(any Error) in
            try get(keys[index])
        }
    }

    /// Field: the key, or the tuple of keys. Number: how many there are.
    private static let itemGetter = NativeType(
        name: "itemgetter", module: "operator", bytes: 64, traits: { $0.isCleared = true },
        construct: { interpreter, type, arguments in
            try arguments.refuseKeywords("itemgetter")
            guard arguments.count > 0 else {
                throw interpreter.typeError("itemgetter expected 1 argument, got 0")
            }
            let runtime = interpreter.runtime
            let keys =
                arguments.count == 1
                ? runtime.retained(arguments[0]) : runtime.makeTuple(arguments.positional)
            return runtime.makeNative(type, fields: [keys], numbers: [arguments.count])
        },
        call: { interpreter, getter, arguments in
            let object = try operand(arguments, "itemgetter")
            let keys = interpreter.runtime.field(getter, 0)
            return try interpreter.holding(keys) { keys in
                let all =
                    interpreter.runtime.number(getter, 0) == 1 ? [keys] : interpreter.runtime.items(of: keys)
                return try results(interpreter, all) { try interpreter.item(object, $0) }
            }
        },
        repr: { interpreter, getter in
            let runtime = interpreter.runtime
            let text = try interpreter.reprText(runtime.field(getter, 0))
            let isOne = runtime.number(getter, 0) == 1
            return "\(runtime.qualifiedTypeName(runtime.heap.type(of: getter)))\(isOne ? "(\(text))" : text)"
        })

    /// Field: a tuple of names, and of tuples of the parts of those with dots.
    private static let attributeGetter = NativeType(
        name: "attrgetter", module: "operator", bytes: 56, traits: { $0.hasTypeLast = true },
        construct: { interpreter, type, arguments in
            try arguments.refuseKeywords("attrgetter")
            guard arguments.count > 0 else {
                throw interpreter.typeError("attrgetter expected 1 argument, got 0")
            }
            let runtime = interpreter.runtime
            let names = try arguments.positional.map { name in
                guard let text = runtime.strValue(name)?.text else {
                    throw interpreter.typeError("attribute name must be a string")
                }
                return text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
            }
            let attributes = runtime.makeTuple(count: names.count) { (index) throws(Never) in
                let parts = names[index].map { runtime.internedName($0) }
                if parts.count == 1 { return parts[0] }
                defer { for part in parts { runtime.heap.release(part) } }
                return runtime.makeTuple(parts)
            }
            return runtime.makeNative(type, fields: [attributes])
        },
        call: { interpreter, getter, arguments in
            let object = try operand(arguments, "attrgetter")
            let runtime = interpreter.runtime
            return try interpreter.holding(runtime.field(getter, 0)) { attributes in
                try results(interpreter, runtime.items(of: attributes)) { name in
                    guard runtime.kind(of: name) == .tuple else {
                        return try interpreter.attribute(object, name)
                    }
                    var value = runtime.retained(object)
                    for part in runtime.items(of: name) {
                        let owner = value
                        defer { runtime.heap.release(owner) }
                        value = try interpreter.attribute(owner, part)
                    }
                    return value
                }
            }
        },
        repr: { interpreter, getter in
            let runtime = interpreter.runtime
            let names = try runtime.items(of: runtime.field(getter, 0)).map { name in
                guard runtime.kind(of: name) == .tuple else { return try interpreter.reprText(name) }
                let parts = runtime.items(of: name).map { interpreter.text($0) }
                return PythonString(parts.joined(separator: ".")).repr.description
            }
            return
                "\(runtime.qualifiedTypeName(runtime.heap.type(of: getter)))(\(names.joined(separator: ", ")))"
        })

    /// Fields: the name, the tuple of the name and arguments, the keywords.
    private static let methodCaller = NativeType(
        name: "methodcaller", module: "operator", bytes: 80,
        traits: {
            $0.hasTypeLast = true
            $0.isCleared = true
        },
        construct: { interpreter, type, arguments in
            let runtime = interpreter.runtime
            guard arguments.count > 0 else {
                throw interpreter.typeError("methodcaller needs at least one argument, the method name")
            }
            guard runtime.kind(of: arguments[0]) == .str else {
                throw interpreter.typeError("method name must be a string")
            }
            let name = runtime.internedName(interpreter.text(arguments[0]))
            let tuple = runtime.makeTuple(arguments.positional)
            var keywords = ObjectID.none
            if !arguments.names.isEmpty {
                keywords = runtime.makeEmptyDict()
                for (index, key) in arguments.names.enumerated() {
                    try runtime.setItem(keywords, key, arguments.base[arguments.count + index])
                }
            }
            return runtime.makeNative(type, fields: [name, tuple, keywords])
        },
        call: { interpreter, caller, arguments in
            let object = try operand(arguments, "methodcaller")
            let runtime = interpreter.runtime
            return try interpreter.holding(caller) { caller in
                let method = try interpreter.attribute(object, runtime.field(caller, 0))
                defer { runtime.heap.release(method) }
                let keywords = runtime.field(caller, 2)
                let named = keywords.isNone ? [] : runtime.entries(of: keywords)
                let positional = runtime.items(of: runtime.field(caller, 1)).dropFirst()
                return try interpreter.call(method, positional + named.map(\.value), names: named.map(\.key))
            }
        },
        repr: { interpreter, caller in
            let runtime = interpreter.runtime
            var parts = try runtime.items(of: runtime.field(caller, 1)).map { try interpreter.reprText($0) }
            let keywords = runtime.field(caller, 2)
            for (key, value) in keywords.isNone ? [] : runtime.entries(of: keywords) {
                parts.append("\(interpreter.text(key))=\(try interpreter.reprText(value))")
            }
            return
                "\(runtime.qualifiedTypeName(runtime.heap.type(of: caller)))(\(parts.joined(separator: ", ")))"
        })
}
