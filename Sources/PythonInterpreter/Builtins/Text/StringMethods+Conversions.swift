import BigInt
import HeapEngine
import PythonObjects

extension Builtins {
    /// Methods of str that encode, translate and format.
    static let stringConversions: [Builtin] = [
        .method("encode(encoding=, errors=)") { interpreter, object, given in
            let errors = try given.codecErrors(1, behind: 0)
            let codec = try given.codec(0)
            return interpreter.runtime.makeBytes(try interpreter.encoded(object, codec, errors))
        },
        .method("translate(table, /)") { interpreter, object, given in
            let text = try interpreter.receiver(object)
            let table = given[0] ?? interpreter.runtime.none
            var total = 0
            let result = try text.translated { point in
                let translation = try interpreter.translation(of: point, table)
                if case .replaced(let part) = translation { total += part.count } else { total += 1 }
                try interpreter.charge(1)
                try interpreter.admit(characters: total)
                return translation
            }
            return interpreter.runtime.makeStr(result)
        },
        .staticMethod("maketrans(x, y=, z=, /)") { try $0.translationTable($1) },
        Builtin(name: "format", takesReceiver: true) { interpreter, arguments in
            try interpreter.formatTemplate(arguments[0], .call(arguments))
        },
        .method("format_map(mapping, /)") { interpreter, object, given in
            try interpreter.formatTemplate(object, .mapping(given[0] ?? interpreter.runtime.none))
        },
        .method("__format__(format_spec, /)") { interpreter, object, given in
            _ = try given.text(0)
            return try interpreter.formatBuiltin(object, specification: given[0] ?? interpreter.runtime.none)
        },
        .method("__getnewargs__", 0...0) { interpreter, arguments in
            let copy = interpreter.runtime.makeUnsharedStr(try interpreter.string(arguments[0]))
            defer { interpreter.heap.release(copy) }
            return interpreter.runtime.makeTuple([copy])
        },
        .method("__sizeof__", 0...0) { $0.runtime.makeInt($0.runtime.sizeOf($1[0])) },
    ]
}

extension Interpreter {
    /// What a table of `str.translate` says of a character.
    fileprivate func translation(of point: UInt32, _ table: ObjectID) throws -> Translation {
        let key = runtime.makeInt(Int(point))
        defer { heap.release(key) }
        let value: ObjectID
        do {
            value = try item(table, key)
        } catch {
            let failure = exception(of: error)
            guard runtime.isInstance(failure, of: exceptionType("LookupError")) else { throw raise(failure) }
            heap.release(failure)
            return .unchanged
        }
        defer { heap.release(value) }
        if value == runtime.none { return .deleted }
        if let text = runtime.strValue(value) { return .replaced(text) }
        guard let number = runtime.intValue(value) else {
            throw typeError("character mapping must return integer, None or str")
        }
        guard let point = UInt32(exactly: number), point < 0x110000 else {
            throw PythonException("ValueError", "character mapping must be in range(0x110000)")
        }
        return .replaced(PythonString(codePoints: CollectionOfOne(point)))
    }

    /// `str.maketrans(...)`: of a dict, or of two strs and what is to be deleted.
    fileprivate func translationTable(_ given: ArgumentReader) throws -> ObjectID {
        let source = given[0] ?? runtime.none
        let dict = runtime.makeEmptyDict()
        do {
            if given[1] != nil {
                guard let from = runtime.strValue(source) else {
                    throw typeError(
                        "first maketrans argument must be a string if there is a second argument")
                }
                let entries = try PythonString.translationTable(
                    from: from, to: try given.text(1), deleting: try given.text(2))
                try charge(entries.count)
                for (key, value) in entries { try enter(dict, key, value.map { runtime.makeInt(Int($0)) }) }
                return dict
            }
            guard runtime.isExactly(source, runtime.types.dict) else {
                throw typeError("if you give only one argument to maketrans it must be a dict")
            }
            for (key, value) in runtime.entries(of: source) {
                try charge(1)
                if let text = runtime.strValue(key) {
                    guard text.count == 1 else {
                        throw PythonException(
                            "ValueError", "string keys in translate table must be of length 1")
                    }
                    try enter(dict, text[0], runtime.retained(value))
                } else {
                    guard runtime.intValue(key) != nil else {
                        throw typeError("keys in translate table must be strings or integers")
                    }
                    try runtime.setItem(dict, key, value)
                }
            }
            return dict
        } catch {
            heap.release(dict)
            throw error
        }
    }

    private func enter(_ dict: ObjectID, _ point: UInt32, _ value: ObjectID?) throws {
        let key = runtime.makeInt(Int(point))
        defer {
            heap.release(key)
            if let value { heap.release(value) }
        }
        try runtime.setItem(dict, key, value ?? runtime.none)
    }
}
