import HeapEngine
import PythonObjects

extension Builtins {
    /// The methods of str.
    static let strings: [Builtin] = changes + questions + pieces

    /// Methods that give another str.
    private static let changes: [Builtin] = [
        text("upper") { $0.uppercased },
        text("lower") { $0.lowercased },
        text("casefold") { $0.casefolded },
        text("swapcase") { $0.swappingCase },
        stripping("strip", .both), stripping("lstrip", .left), stripping("rstrip", .right),
        .method("replace", 2...3) { interpreter, arguments in
            let limit = arguments.count > 3 ? interpreter.runtime.index(arguments[3]) ?? -1 : -1
            return interpreter.runtime.makeStr(
                try interpreter.string(arguments[0]).replacing(
                    interpreter.string(arguments[1], for: "replace", 1),
                    with: interpreter.string(arguments[2], for: "replace", 2), limit: limit,
                    admit: interpreter.admit(characters:)))
        },
        .method("removeprefix", 1...1) { interpreter, arguments in
            interpreter.runtime.makeStr(
                try interpreter.string(arguments[0]).removingPrefix(
                    interpreter.string(arguments[1], for: "removeprefix", 1)))
        },
        .method("removesuffix", 1...1) { interpreter, arguments in
            interpreter.runtime.makeStr(
                try interpreter.string(arguments[0]).removingSuffix(
                    interpreter.string(arguments[1], for: "removesuffix", 1)))
        },
        justifying("ljust") { $0.justifiedLeft($1, fill: $2) },
        justifying("rjust") { $0.justifiedRight($1, fill: $2) },
        justifying("center") { $0.centered($1, fill: $2) },
        .method("zfill", 1...1) { interpreter, arguments in
            let width = interpreter.runtime.index(arguments[1]) ?? 0
            try interpreter.admit(characters: width)
            return interpreter.runtime.makeStr(try interpreter.string(arguments[0]).zeroFilled(width))
        },
    ]

    /// Methods that ask.
    private static let questions: [Builtin] = [
        .method("find", 1...1) { interpreter, arguments in
            interpreter.runtime.makeInt(
                try interpreter.string(arguments[0]).find(interpreter.string(arguments[1], for: "find", 1))
                    ?? -1)
        },
        .method("index", 1...1) { interpreter, arguments in
            interpreter.runtime.makeInt(
                try interpreter.string(arguments[0]).index(interpreter.string(arguments[1], for: "index", 1)))
        },
        .method("count", 1...1) { interpreter, arguments in
            interpreter.runtime.makeInt(
                try interpreter.string(arguments[0]).count(
                    of: interpreter.string(arguments[1], for: "count", 1)))
        },
        .method("startswith", 1...1) { try $0.testEnd($1, "startswith") { $0.startsWith($1) } },
        .method("endswith", 1...1) { try $0.testEnd($1, "endswith") { $0.endsWith($1) } },
    ]

    /// Methods that take apart and join.
    private static let pieces: [Builtin] = [
        .method("join", 1...1) { interpreter, arguments in
            let items = try interpreter.items(of: arguments[1])
            defer { for item in items { interpreter.heap.release(item) } }
            let parts = try items.enumerated().map { index, item in
                guard let text = interpreter.runtime.strValue(item) else {
                    throw interpreter.typeError(
                        "sequence item \(index): expected str instance, \(interpreter.runtime.typeName(item)) found"
                    )
                }
                return text
            }
            return interpreter.runtime.makeStr(
                try interpreter.string(arguments[0]).joining(parts, admit: interpreter.admit(characters:)))
        },
        .method("split", 0...2) { interpreter, arguments in
            let text = try interpreter.string(arguments[0])
            let limit = arguments.count > 2 ? interpreter.runtime.index(arguments[2]) ?? -1 : -1
            guard arguments.count > 1, arguments[1] != interpreter.runtime.none else {
                return interpreter.list(of: text.splitWords(limit: limit))
            }
            return interpreter.list(
                of: try text.split(interpreter.string(arguments[1], for: "split", 1), limit: limit))
        },
        .method("splitlines", 0...0) { $0.list(of: try $0.string($1[0]).splitLines()) },
        .method("partition", 1...1) { interpreter, arguments in
            let parts = try interpreter.string(arguments[0]).partition(
                interpreter.string(arguments[1], for: "partition", 1)
            ).map { interpreter.runtime.makeStr($0) }
            defer { for part in parts { interpreter.heap.release(part) } }
            return interpreter.runtime.makeTuple(parts)
        },
    ]

    private static func text(
        _ name: String, _ change: @escaping @Sendable (PythonString) -> PythonString
    ) -> Builtin {
        .method(name, 0...0) { $0.runtime.makeStr(change(try $0.string($1[0]))) }
    }

    private static func stripping(_ name: String, _ sides: StripSides) -> Builtin {
        .method(name, 0...1) { interpreter, arguments in
            let text = try interpreter.string(arguments[0])
            guard arguments.count > 1, arguments[1] != interpreter.runtime.none else {
                return interpreter.runtime.makeStr(text.stripped(sides))
            }
            guard let characters = interpreter.runtime.strValue(arguments[1]) else {
                throw interpreter.typeError("\(name) arg must be None or str")
            }
            return interpreter.runtime.makeStr(text.stripped(sides, of: characters))
        }
    }

    private static func justifying(
        _ name: String, _ justify: @escaping @Sendable (PythonString, Int, UInt32) -> PythonString
    ) -> Builtin {
        .method(name, 1...2) { interpreter, arguments in
            guard let width = interpreter.runtime.index(arguments[1]) else {
                throw interpreter.typeError(
                    "'\(interpreter.runtime.typeName(arguments[1]))' object cannot be interpreted as an integer"
                )
            }
            try interpreter.admit(characters: width)
            let fill =
                arguments.count > 2 ? try interpreter.string(arguments[2], for: name, 2) : PythonString(" ")
            guard fill.count == 1 else {
                throw interpreter.typeError("The fill character must be exactly one character long")
            }
            return interpreter.runtime.makeStr(justify(try interpreter.string(arguments[0]), width, fill[0]))
        }
    }
}

extension Interpreter {
    /// The text of a str.
    func string(_ object: ObjectID) throws -> PythonString {
        guard let text = runtime.strValue(object) else {
            throw typeError("descriptor requires a 'str' object but received '\(runtime.typeName(object))'")
        }
        return text
    }

    /// The text of a method's argument that has to be a str.
    func string(_ object: ObjectID, for method: String, _ position: Int) throws -> PythonString {
        guard let text = runtime.strValue(object) else {
            throw typeError(
                "\(method)() argument \(position) must be str, not \(runtime.argumentTypeName(object))")
        }
        return text
    }

    /// MemoryError before a str of so many characters is made, if the session has no room for it.
    func admit(characters: Int) throws {
        guard characters < 1 << 32, heap.fits(bytes: max(0, characters)) else {
            throw PythonException("MemoryError", "")
        }
    }

    /// A list of strs.
    func list(of texts: [PythonString]) -> ObjectID {
        let items = texts.map { runtime.makeStr($0) }
        defer { for item in items { heap.release(item) } }
        return runtime.makeList(items)
    }

    /// `startswith` and `endswith` with a str or a tuple of strs.
    func testEnd(
        _ arguments: CallArguments, _ name: String, _ test: (PythonString, PythonString) -> Bool
    ) throws -> ObjectID {
        let text = try string(arguments[0])
        let given = arguments[1]
        let candidates = runtime.kind(of: given) == .tuple ? runtime.items(of: given) : [given]
        for candidate in candidates {
            guard let part = runtime.strValue(candidate) else {
                throw typeError(
                    "\(name) first arg must be str or a tuple of str, not \(runtime.typeName(candidate))")
            }
            if test(text, part) { return runtime.trueObject }
        }
        return runtime.falseObject
    }
}
