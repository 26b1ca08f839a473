import HeapEngine
import PythonObjects

extension Builtins {
    /// The methods of str.
    static let strings: [Builtin] =
        stringChanges + stringQuestions + stringSearches + stringPieces + stringLayout + stringConversions

    /// Methods that give another str, which is a new one whatever it says.
    private static let stringChanges: [Builtin] = [
        change("upper") { $0.uppercased },
        change("lower") { $0.lowercased },
        change("casefold") { $0.casefolded },
        change("swapcase") { $0.swappingCase },
        change("capitalize") { $0.capitalized },
        change("title") { $0.titled },
    ]

    private static func change(
        _ name: String, _ change: @escaping @Sendable (PythonString) -> PythonString
    ) -> Builtin {
        .method(name, 0...0) { interpreter, arguments in
            interpreter.runtime.makeUnsharedStr(change(try interpreter.receiver(arguments[0])))
        }
    }

    /// Methods that ask what a text is made of.
    private static let stringQuestions: [Builtin] = [
        question("isalnum") { $0.isAlphanumeric }, question("isalpha") { $0.isAlphabetic },
        question("isascii") { $0.isASCII }, question("isdecimal") { $0.isDecimal },
        question("isdigit") { $0.isDigit }, question("isidentifier") { $0.isIdentifier },
        question("islower") { $0.isLower }, question("isnumeric") { $0.isNumeric },
        question("isprintable") { $0.isPrintable }, question("isspace") { $0.isSpace },
        question("istitle") { $0.isTitle }, question("isupper") { $0.isUpper },
    ]

    private static func question(
        _ name: String, _ question: @escaping @Sendable (PythonString) -> Bool
    ) -> Builtin {
        .method(name, 0...0) { interpreter, arguments in
            interpreter.runtime.boolean(question(try interpreter.receiver(arguments[0])))
        }
    }

    /// Methods that look for a part.
    private static let stringSearches: [Builtin] = [
        search("find(sub, start=, end=, /)") { $0.find($1, $2, $3) ?? -1 },
        search("rfind(sub, start=, end=, /)") { $0.rfind($1, $2, $3) ?? -1 },
        search("index(sub, start=, end=, /)") { try $0.index($1, $2, $3) },
        search("rindex(sub, start=, end=, /)") { try $0.rindex($1, $2, $3) },
        search("count(sub, start=, end=, /)") { $0.count(of: $1, $2, $3) },
        end("startswith(prefix, start=, end=, /)") { $0.startsWith($1, $2, $3) },
        end("endswith(suffix, start=, end=, /)") { $0.endsWith($1, $2, $3) },
    ]

    private static func search(
        _ signature: Signature,
        _ search: @escaping @Sendable (PythonString, PythonString, Int, Int) throws -> Int
    ) -> Builtin {
        .method(signature) { interpreter, object, given in
            let text = try interpreter.receiver(object)
            let part = try given.text(0)
            let (start, end) = (try given.bound(1, otherwise: 0), try given.bound(2, otherwise: .max))
            return interpreter.runtime.makeInt(try search(text, part, start, end))
        }
    }

    private static func end(
        _ signature: Signature, _ test: @escaping @Sendable (PythonString, PythonString, Int, Int) -> Bool
    ) -> Builtin {
        .method(signature) { interpreter, object, given in
            let runtime = interpreter.runtime
            let text = try interpreter.receiver(object)
            let (start, end) = (try given.bound(1, otherwise: 0), try given.bound(2, otherwise: .max))
            guard let candidate = given[0] else { return runtime.falseObject }
            if let part = runtime.strValue(candidate) {
                return runtime.boolean(test(text, part, start, end))
            }
            guard runtime.kind(of: candidate) == .tuple else {
                throw interpreter.typeError(
                    "\(signature.name) first arg must be str or a tuple of str, not \(runtime.typeName(candidate))"
                )
            }
            for item in runtime.items(of: candidate) {
                guard let part = runtime.strValue(item) else {
                    throw interpreter.typeError(
                        "tuple for \(signature.name) must only contain str, not \(runtime.typeName(item))")
                }
                if test(text, part, start, end) { return runtime.trueObject }
            }
            return runtime.falseObject
        }
    }
}

extension Interpreter {
    /// The text of a str whose method is called; its work is counted.
    func receiver(_ object: ObjectID) throws -> PythonString {
        let text = try string(object)
        if text.count > 1024 { try admitWork(on: text.count, width: text.kind.width) }
        return text
    }

    /// The text of a str.
    func string(_ object: ObjectID) throws -> PythonString {
        guard let text = runtime.strValue(object) else {
            throw typeError("descriptor requires a 'str' object but received '\(runtime.typeName(object))'")
        }
        return text
    }

    /// A str of what became of another one: that itself if nothing did and it is no instance of a derived class.
    ///
    /// - Parameter isShared: whether a single character is one of those that are made once for all.
    func text(
        _ text: PythonString, madeOf object: ObjectID, _ original: PythonString, isShared: Bool = true
    ) -> ObjectID {
        if text.count == original.count, runtime.isExactly(object, runtime.types.str), text == original {
            return runtime.retained(object)
        }
        return isShared ? runtime.makeStr(text) : runtime.makeUnsharedStr(text)
    }
}
