import HeapEngine
import PythonObjects
import PythonSyntax
import RegularExpressions

/// `_sre`: compiled patterns, matches and scanners. What users call is in the library's `re`.
enum RegularExpressionModule {
    static let types: [NativeType] = [pattern, match, scanner, template]

    static let module = NativeModule(
        name: "_sre", functions: [compile, readTemplate],
        types: [(name: "Pattern", type: "re.Pattern"), (name: "Match", type: "re.Match")])

    /// What matching has to know of characters.
    static let tables = CharacterTables(
        isSpace: CharacterRules.isSpace, isDecimal: CharacterRules.isDecimal,
        isAlphanumeric: CharacterRules.isAlphanumeric, lowercase: CharacterRules.simpleLowercase,
        uppercase: CharacterRules.simpleUppercase, lowered: { CharacterRules.lowered },
        isIdentifier: { PythonString(codePoints: $0).isIdentifier },
        representation: { PythonString(PythonString(codePoints: $0).repr).codePoints.map { $0 } },
        character: { name in
            guard name.allSatisfy({ $0 < 0x80 }) else { return nil }
            return UnicodeNames.scalar(named: name.map(UInt8.init(truncatingIfNeeded:))[...])
        })

    /// `compile(pattern, flags)`: the pattern or None, FutureWarnings, and what is wrong and where.
    private static let compile = Builtin.function("_sre.compile", 2...2) { interpreter, arguments in
        let runtime = interpreter.runtime
        let source = arguments[0]
        let flags = try interpreter.cInt(arguments[1])
        let points = try interpreter.points(of: source)
        try interpreter.charge(16 * points.count)
        try interpreter.admit(bytes: 64 * points.count)
        let reading = RegularExpression.read(
            points, isText: runtime.kind(of: source) == .str, flags: PatternFlags(rawValue: flags),
            tables: tables)
        let warnings = runtime.makeTuple(count: reading.warnings.count) { (index) throws(Never) in
            runtime.makeStr(reading.warnings[index].message)
        }
        var parts = [runtime.none, warnings, runtime.none, runtime.none]
        defer { for part in parts { interpreter.heap.release(part) } }
        switch reading.result {
        case .success(let expression): parts[0] = interpreter.makePattern(expression, of: source)
        case .failure(let fault): (parts[2], parts[3]) = try interpreter.told(fault)
        }
        return runtime.makeTuple(parts)
    }

    /// `template(pattern, text)`: the template or None, and what is wrong and where.
    private static let readTemplate = Builtin.function("_sre.template", 2...2) { interpreter, arguments in
        let runtime = interpreter.runtime
        let points = try interpreter.points(of: arguments[1])
        try interpreter.charge(points.count)
        try interpreter.admit(bytes: 8 * points.count)
        guard let expression = runtime.nativeValue(of: arguments[0], as: RegularExpression.self) else {
            throw interpreter.typeError("template() argument 1 must be re.Pattern")
        }
        var parts = [runtime.none, runtime.none, runtime.none]
        defer { for part in parts { interpreter.heap.release(part) } }
        do {
            let template = try ReplacementTemplate(
                points, isText: runtime.kind(of: arguments[1]) == .str, for: expression, tables: tables)
            parts[0] = runtime.makeNative(
                interpreter.nativeType("_sre.SRE_Template"), fields: [], numbers: [0], value: template)
        } catch let fault as PatternFault {
            (parts[1], parts[2]) = try interpreter.told(fault)
        }
        return runtime.makeTuple(parts)
    }

    /// What `re._compile_template` keeps.
    private static let template = NativeType(
        name: "SRE_Template", module: "_sre", bytes: 56, traits: { $0.isCollectable = false })
}

extension Interpreter {
    /// The code points of a str, or the bytes of a bytes-like object.
    func points(of object: ObjectID) throws -> [UInt32] {
        if let text = runtime.strValue(object) { return Array(text.codePoints) }
        guard let bytes = runtime.bytesValue(object) else {
            throw typeError("decoding to str: need a bytes-like object, \(runtime.typeName(object)) found")
        }
        return bytes.map(UInt32.init)
    }

    /// The message and the position of a `re.PatternError`, which the caller owns.
    ///
    /// - Throws: the exception that the fault is, if it is another.
    fileprivate func told(_ fault: PatternFault) throws -> (message: ObjectID, position: ObjectID) {
        switch fault {
        case .malformed(let message, let position):
            return (
                runtime.makeStr(PythonString(codePoints: message)),
                position.map { runtime.makeInt($0) } ?? runtime.none
            )
        case .flags(let message): throw PythonException("ValueError", message)
        case .repetitions: throw PythonException("OverflowError", "the repetition number is too large")
        case .depth: throw PythonException("RecursionError", "maximum recursion depth exceeded")
        case .unknownGroup(let name):
            throw PythonException(
                "IndexError", "unknown group name \(PythonString(codePoints: name).repr)")
        }
    }

    /// A `re.Pattern`: fields are the groups by name, their names by number, and what it was made of.
    fileprivate func makePattern(_ expression: RegularExpression, of source: ObjectID) -> ObjectID {
        let names = runtime.makeEmptyDict()
        var namesByGroup = Array(repeating: runtime.none, count: expression.groupCount + 1)
        for (name, group) in expression.names {
            let key = runtime.makeStr(PythonString(codePoints: name))
            let number = runtime.makeInt(group)
            defer {
                heap.release(key)
                heap.release(number)
            }
            runtime.storeUnchecked(names, key, number)
            namesByGroup[group] = key
        }
        return runtime.makeNative(
            nativeType("re.Pattern"),
            fields: [names, runtime.makeTuple(namesByGroup), runtime.retained(source)],
            numbers: [4 * expression.codeLength, expression.flags.rawValue], value: expression)
    }

    /// A compiled pattern's expression.
    func expression(of pattern: ObjectID) throws -> RegularExpression {
        guard let expression = runtime.nativeValue(of: pattern, as: RegularExpression.self) else {
            throw typeError("'\(runtime.typeName(pattern))' object is not a pattern")
        }
        return expression
    }

    /// What counts and limits a match.
    var matchMeter: MatchMeter {
        MatchMeter(charge: { try self.charge($0) }, admit: { try self.admit(bytes: $0) })
    }
}
