import HeapEngine
import PythonObjects

/// The parameters of a function that is written in Swift, as Python would write them: `split(sep=, maxsplit=)`.
///
/// A parameter with `=` may be left out. Those in front of `/` are given by position alone, those behind `*` by name alone, as in a
/// `def` statement. Without a `/` at the end and with more than none, keywords are taken.
struct Signature: Sendable, ExpressibleByStringLiteral {
    /// The function's name.
    let name: String
    /// The parameters, those by position alone first.
    let parameters: [String]
    /// How many are given by position alone.
    private(set) var positionalOnly = 0
    /// How many may be given by position.
    private(set) var positional: Int
    /// Whether a parameter has to be given.
    let isRequired: [Bool]

    /// How many of the positional ones have to be given.
    var required: Int { zip(isRequired, 0..<positional).prefix { $0.0 }.count }

    /// Reads a signature such as `to_bytes(length=, byteorder=, *, signed=)`.
    init(stringLiteral text: String) {
        let parts = text.split(separator: "(", maxSplits: 1)
        name = String(parts.first ?? "")
        var names: [String] = []
        var required: [Bool] = []
        var keywordsFrom: Int?
        let list = parts.count > 1 ? parts[1].dropLast() : ""
        for part in list.split(separator: ",") {
            let word = part.drop { $0 == " " }
            switch word {
            case "/": positionalOnly = names.count
            case "*": keywordsFrom = names.count
            default:
                required.append(!word.hasSuffix("="))
                names.append(String(word.prefix { $0 != "=" }))
            }
        }
        parameters = names
        isRequired = required
        positional = keywordsFrom ?? names.count
    }

    /// Whether no argument is taken by name.
    var takesNoKeywords: Bool { positionalOnly == parameters.count }
}

/// The arguments of one call, by the places of their parameters; nil where none was given.
///
/// Made by CPython's rules of reading arguments, with its words for what is wrong.
struct ArgumentReader {
    /// Who may be asked about the values.
    let interpreter: Interpreter
    let signature: Signature
    private let values: [ObjectID?]

    /// Reads arguments behind so many that are none: the object of a method.
    init(
        _ signature: Signature, _ arguments: CallArguments, behind skipped: Int = 0,
        _ interpreter: Interpreter
    ) throws {
        self.interpreter = interpreter
        self.signature = signature
        let given = arguments.count - skipped
        if signature.takesNoKeywords {
            try arguments.require(
                signature.required...signature.parameters.count, of: signature.name, receivers: skipped,
                interpreter)
            values = signature.parameters.indices.map { $0 < given ? arguments[$0 + skipped] : nil }
            return
        }
        try Self.checkCounts(signature, given, keywords: arguments.names.count)
        var values = signature.parameters.indices.map { $0 < given ? arguments[$0 + skipped] : nil }
        var faults: [PythonException] = []
        for (index, name) in arguments.names.enumerated() {
            let text = interpreter.text(name)
            let place = signature.parameters[signature.positionalOnly...].firstIndex(of: text)
            guard let place else {
                faults.append(
                    interpreter.unexpectedKeyword(text, of: signature.name))
                continue
            }
            if place < given {
                faults.append(
                    interpreter.typeError(
                        "argument for \(signature.name)() given by name ('\(text)') and position (\(place + 1))"
                    ))
            }
            values[place] = arguments.base[arguments.count + index]
        }
        // What is missing comes before what is too much.
        for (place, name) in signature.parameters.enumerated()
        where signature.isRequired[place] && values[place] == nil {
            throw interpreter.typeError(
                "\(signature.name)() missing required argument '\(name)' (pos \(place + 1))")
        }
        if let fault = faults.first { throw fault }
        self.values = values
    }

    private static func checkCounts(_ signature: Signature, _ given: Int, keywords: Int) throws {
        func fail(_ bound: String, _ count: Int, _ what: String, _ given: Int) -> PythonException {
            PythonException(
                "TypeError",
                "\(signature.name)() takes \(bound) \(count) \(what)argument\(count == 1 ? "" : "s") (\(given) given)"
            )
        }
        let all = signature.parameters.count
        if given + keywords > all {
            throw fail("at most", all, given == 0 ? "keyword " : "", given + keywords)
        }
        // Only what is given by position alone has to be.
        let least = min(signature.required, signature.positionalOnly)
        if given > signature.positional {
            if signature.positional == 0 {
                throw PythonException("TypeError", "\(signature.name)() takes no positional arguments")
            }
            let bound = least < signature.positional ? "at most" : "exactly"
            throw fail(bound, signature.positional, "positional ", given)
        }
        if given < least {
            throw fail(
                least < signature.positional ? "at least" : "exactly", least, "positional ", given)
        }
    }

    /// The argument for a parameter, borrowed; nil if it was left out.
    subscript(place: Int) -> ObjectID? { values[place] }

    /// The argument for a parameter, borrowed; nil also for None.
    func unlessNone(_ place: Int) -> ObjectID? {
        values[place].flatMap { $0 == interpreter.runtime.none ? nil : $0 }
    }
}
