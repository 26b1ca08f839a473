import HeapEngine
import PythonObjects

extension Builtins {
    /// The methods of FrameLocalsProxy.
    static let frameLocals: [Builtin] = [
        .method("__getitem__", 1...1) { interpreter, arguments in
            try interpreter.item(arguments[0], arguments[1])
        },
        .method("__setitem__", 2...2) { interpreter, arguments in
            try interpreter.setItem(arguments[0], arguments[1], arguments[2])
            return interpreter.runtime.none
        },
        .method("__contains__", 1...1) { interpreter, arguments in
            interpreter.runtime.boolean(try interpreter.contains(arguments[0], arguments[1]))
        },
        .method("__len__", 0...0) { $0.runtime.makeInt(try $0.length($1[0])) },
        .method("__iter__", 0...0) { $0.iterator(overLocals: $1[0], isReversed: false) },
        .method("__reversed__", 0...0) { $0.iterator(overLocals: $1[0], isReversed: true) },
        .method("keys", 0...0) { $0.list(ofLocals: $1[0]) { $0 } },
        .method("values", 0...0) { $0.list(ofLocals: $1[0], values: true) { $0 } },
        .method("items", 0...0) { interpreter, arguments in
            let runtime = interpreter.runtime
            let entries = interpreter.entries(ofFrame: runtime.frame(ofLocals: arguments[0]))
            let pairs = entries.map { runtime.makeTuple([$0.key, $0.value]) }
            defer {
                for pair in pairs { runtime.heap.release(pair) }
                interpreter.release(entries)
            }
            return runtime.makeList(pairs)
        },
        .method("copy", 0...0) { try $0.copyLocals(ofFrame: $0.runtime.frame(ofLocals: $1[0])) },
        Builtin(name: "get", takesReceiver: true) { interpreter, arguments in
            guard (2...3).contains(arguments.count), arguments.names.isEmpty else {
                throw interpreter.typeError("get expected 1 or 2 arguments")
            }
            let frame = interpreter.runtime.frame(ofLocals: arguments[0])
            if let value = try interpreter.local(arguments[1], ofFrame: frame) {
                return interpreter.runtime.retained(value)
            }
            return interpreter.orNone(arguments.count > 2 ? arguments[2] : nil)
        },
        Builtin(name: "setdefault", takesReceiver: true) { interpreter, arguments in
            guard (2...3).contains(arguments.count), arguments.names.isEmpty else {
                throw interpreter.typeError("setdefault expected 1 or 2 arguments")
            }
            let frame = interpreter.runtime.frame(ofLocals: arguments[0])
            if let value = try interpreter.local(arguments[1], ofFrame: frame) {
                return interpreter.runtime.retained(value)
            }
            let value = arguments.count > 2 ? arguments[2] : interpreter.runtime.none
            try interpreter.setLocal(arguments[1], ofFrame: frame, value)
            return interpreter.runtime.retained(value)
        },
        .method("update", 1...1) { interpreter, arguments in
            let frame = interpreter.runtime.frame(ofLocals: arguments[0])
            guard try interpreter.updateLocals(ofFrame: frame, with: arguments[1]) else {
                throw interpreter.typeError("update() argument must be dict or another FrameLocalsProxy")
            }
            return interpreter.runtime.none
        },
    ]
}

extension Interpreter {
    /// `FrameLocalsProxy(frame)`
    func makeFrameLocals(_ arguments: CallArguments) throws -> ObjectID {
        guard arguments.count == 1, arguments.names.isEmpty else {
            throw typeError("FrameLocalsProxy expected 1 argument, got \(arguments.count)")
        }
        guard runtime.kind(of: arguments[0]) == .frame else {
            throw typeError("expect frame, not \(runtime.typeName(arguments[0]))")
        }
        return runtime.makeFrameLocals(of: arguments[0])
    }

    /// Lets go of entries that are the caller's.
    func release(_ entries: [(key: ObjectID, value: ObjectID)]) {
        for (key, value) in entries {
            heap.release(key)
            heap.release(value)
        }
    }

    /// A list of a proxy's keys or values.
    func list(ofLocals proxy: ObjectID, values: Bool = false, _ order: ([ObjectID]) -> [ObjectID]) -> ObjectID
    {
        let entries = entries(ofFrame: runtime.frame(ofLocals: proxy))
        defer { release(entries) }
        return runtime.makeList(order(entries.map { values ? $0.value : $0.key }))
    }

    /// `iter(proxy)` and `reversed(proxy)`: an iterator over a list of the keys.
    func iterator(overLocals proxy: ObjectID, isReversed: Bool) -> ObjectID {
        let list = list(ofLocals: proxy) { isReversed ? $0.reversed() : $0 }
        defer { heap.release(list) }
        guard let iterator = runtime.makeIterator(of: list) else {
            preconditionFailure("a list has an iterator")
        }
        return iterator
    }

    /// `==` and `!=` of a FrameLocalsProxy and a dict or another; nil if neither is a proxy.
    func compareLocals(_ left: ObjectID, _ comparison: Comparison, _ right: ObjectID) throws -> Bool? {
        guard comparison == .equal || comparison == .notEqual else { return nil }
        for (proxy, other) in [(left, right), (right, left)] where runtime.kind(of: proxy) == .frameLocals {
            if let isEqual = try equals(locals: proxy, other) { return isEqual == (comparison == .equal) }
        }
        return nil
    }
}
