import HeapEngine
import PythonObjects
import RegularExpressions

/// `re.Pattern`
extension RegularExpressionModule {
    /// Fields: groups by name, their names by number, the source. Numbers: the bytes of its code, its flags.
    static let pattern = NativeType(
        name: "Pattern", module: "re", bytes: 112,
        traits: {
            $0.isReferencable = true
            $0.isCleared = true
            $0.blockNumber = 0
        },
        repr: { try $0.patternText($1) },
        compare: { interpreter, left, comparison, right in
            guard comparison == .equal || comparison == .notEqual else { return nil }
            guard interpreter.heap.type(of: left) == interpreter.heap.type(of: right) else { return nil }
            let isSame = try interpreter.isSamePattern(left, right)
            return interpreter.runtime.boolean(isSame == (comparison == .equal))
        },
        hash: { interpreter, pattern in
            let runtime = interpreter.runtime
            return try interpreter.hash(runtime.field(pattern, 2)) ^ runtime.number(pattern, 1)
        },
        methods: [
            found("match", .match), found("fullmatch", .fullMatch), found("search", .search),
            .method("findall(string, pos=, endpos=)") { interpreter, pattern, given in
                try interpreter.allMatches(of: pattern, PatternSubject(pattern, given, interpreter))
            },
            .method("finditer(string, pos=, endpos=)") { interpreter, pattern, given in
                let subject = try PatternSubject(pattern, given, interpreter)
                let scanner = interpreter.makeScanner(pattern, subject)
                defer { interpreter.heap.release(scanner) }
                let search = try interpreter.attribute(scanner, interpreter.runtime.staticName("search"))
                defer { interpreter.heap.release(search) }
                return interpreter.runtime.makeCallableIterator(search, sentinel: interpreter.runtime.none)
            },
            .method("scanner(string, pos=, endpos=)") { interpreter, pattern, given in
                interpreter.makeScanner(pattern, try PatternSubject(pattern, given, interpreter))
            },
            .method("split(string, maxsplit=)") { interpreter, pattern, given in
                let most = try given.size(1, otherwise: 0)
                let string = given[0] ?? interpreter.runtime.none
                let subject = try PatternSubject(string, for: pattern, from: 0, to: .max, interpreter)
                return try interpreter.split(subject, by: pattern, most: most)
            },
            .method("sub(repl, string, count=)") { interpreter, pattern, given in
                let (text, _) = try interpreter.substituted(pattern, given)
                return text
            },
            .method("subn(repl, string, count=)") { interpreter, pattern, given in
                let (text, count) = try interpreter.substituted(pattern, given)
                defer { interpreter.heap.release(text) }
                let number = interpreter.runtime.makeInt(count)
                defer { interpreter.heap.release(number) }
                return interpreter.runtime.makeTuple([text, number])
            },
            .attribute("pattern") { $0.runtime.retained($0.runtime.field($1, 2)) },
            .attribute("flags") { $0.runtime.makeInt($0.runtime.number($1, 1)) },
            .attribute("groups") { $0.runtime.makeInt(try $0.expression(of: $1).groupCount) },
            .attribute("groupindex") { $0.runtime.makeMappingProxy(of: $0.runtime.field($1, 0)) },
            .method("__copy__", 0...0) { $0.runtime.retained($1[0]) },
            .method("__deepcopy__", 1...1) { $0.runtime.retained($1[0]) },
            .classMethod("__class_getitem__(item, /)") { interpreter, type, given in
                interpreter.runtime.makeGenericAlias(type, arguments: given[0] ?? interpreter.runtime.none)
            },
        ])

    private static func found(_ name: String, _ manner: MatchManner) -> Builtin {
        .method(Signature(stringLiteral: "\(name)(string, pos=, endpos=)")) { interpreter, pattern, given in
            var subject = try PatternSubject(pattern, given, interpreter)
            let expression = try interpreter.expression(of: pattern)
            let span = (subject.start, subject.end)
            guard let match = try subject.next(expression, manner, interpreter) else {
                return interpreter.runtime.none
            }
            return interpreter.makeMatch(match, of: pattern, in: subject.object, span)
        }
    }
}

extension PatternSubject {
    /// What `(string, pos, endpos)` of a method are.
    fileprivate init(_ pattern: ObjectID, _ given: ArgumentReader, _ interpreter: Interpreter) throws {
        let start = try given.size(1, otherwise: 0)
        let end = try given.size(2, otherwise: .max)
        try self.init(
            given[0] ?? interpreter.runtime.none, for: pattern, from: start, to: end, interpreter)
    }
}

extension Interpreter {
    fileprivate func isSamePattern(_ left: ObjectID, _ right: ObjectID) throws -> Bool {
        guard runtime.number(left, 1) == runtime.number(right, 1),
            try expression(of: left).codeLength == expression(of: right).codeLength
        else { return false }
        let (a, b) = (runtime.field(left, 2), runtime.field(right, 2))
        guard (runtime.kind(of: a) == .str) == (runtime.kind(of: b) == .str) else { return false }
        return try runtime.equals(a, b)
    }

    /// `re.compile('a', re.IGNORECASE)`
    fileprivate func patternText(_ pattern: ObjectID) throws -> String {
        let source = runtime.field(pattern, 2)
        var flags = runtime.number(pattern, 1)
        if runtime.kind(of: source) == .str, flags & (4 | 32 | 256) == 32 { flags &= ~32 }
        var names: [String] = []
        let all = [
            (2, "IGNORECASE"), (4, "LOCALE"), (8, "MULTILINE"), (16, "DOTALL"), (32, "UNICODE"),
            (64, "VERBOSE"), (128, "DEBUG"), (256, "ASCII"),
        ]
        for (flag, name) in all where flags & flag != 0 {
            names.append("re.\(name)")
            flags &= ~flag
        }
        if flags != 0 { names.append("0x\(String(flags, radix: 16))") }
        let shown = String(String.UnicodeScalarView(try reprText(source).unicodeScalars.prefix(200)))
        return "re.compile(\(shown)\(names.isEmpty ? "" : ", ")\(names.joined(separator: "|")))"
    }

    // MARK: All matches

    /// `pattern.findall(...)`
    fileprivate func allMatches(of pattern: ObjectID, _ subject: PatternSubject) throws -> ObjectID {
        let expression = try expression(of: pattern)
        var subject = subject
        return try holding(subject.object) { _ in
            let list = runtime.makeList([])
            return try keeping(list) {
                while let match = try subject.next(expression, .search, self) {
                    let item: ObjectID
                    switch expression.groupCount {
                    case 0: item = try subject.part(match.range, self)
                    case 1: item = try group(1, of: match, subject)
                    default:
                        item = try runtime.makeTuple(count: expression.groupCount) {
                            (index) throws(any Error) in try group(index + 1, of: match, subject)
                        }
                    }
                    defer { heap.release(item) }
                    try admitItems(runtime.itemCount(list) + 1)
                    try runtime.append(list, item)
                }
            }
        }
    }

    /// A group's text; an empty one if it took no part.
    private func group(
        _ number: Int, of match: Matched, _ subject: PatternSubject, otherwise: ObjectID? = nil
    ) throws -> ObjectID {
        let (from, to) = (match.spans[2 * number], match.spans[2 * number + 1])
        if from < 0, let otherwise { return runtime.retained(otherwise) }
        return try subject.part(from < 0 ? 0..<0 : from..<to, self)
    }

    /// `pattern.split(...)`
    fileprivate func split(_ subject: PatternSubject, by pattern: ObjectID, most: Int) throws -> ObjectID {
        let expression = try expression(of: pattern)
        var subject = subject
        return try holding(subject.object) { _ in
            let list = runtime.makeList([])
            return try keeping(list) {
                var (count, last) = (0, 0)
                func append(_ item: ObjectID) throws {
                    defer { heap.release(item) }
                    try admitItems(runtime.itemCount(list) + 1)
                    try runtime.append(list, item)
                }
                while most == 0 || count < most {
                    guard let match = try subject.next(expression, .search, self) else { break }
                    try append(try subject.part(last..<match.range.lowerBound, self))
                    for number in 0..<expression.groupCount {
                        try append(try group(number + 1, of: match, subject, otherwise: runtime.none))
                    }
                    count += 1
                    last = match.range.upperBound
                }
                try append(try subject.part(last..<subject.end, self))
            }
        }
    }
}
