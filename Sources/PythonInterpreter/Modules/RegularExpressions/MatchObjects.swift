import HeapEngine
import PythonObjects
import RegularExpressions

/// `re.Match`
extension RegularExpressionModule {
    /// Places of a match's numbers; the spans follow.
    enum Number {
        /// Bytes of the spans in its block, where the search began and ended, the group that ended last or 0.
        static let bytes = 0, start = 1, end = 2, lastGroup = 3, spans = 4
    }

    /// Fields: the string, `regs` once it was asked for, the pattern.
    static let match = NativeType(
        name: "Match", module: "re", bytes: 104,
        traits: {
            $0.isCleared = true
            $0.blockNumber = Number.bytes
        },
        repr: { interpreter, match in
            let (from, to) = interpreter.span(0, of: match)
            let text = try interpreter.group(0, of: match)
            defer { interpreter.heap.release(text) }
            return "<re.Match object; span=(\(from), \(to)), match=\(try interpreter.reprText(text))>"
        },
        item: { try $0.group($0.groupNumber($2, $1), of: $1) },
        methods: [
            .method("group", 0...Int.max) { interpreter, arguments in
                let match = arguments[0]
                if arguments.count == 1 { return try interpreter.group(0, of: match) }
                if arguments.count == 2 {
                    return try interpreter.group(interpreter.groupNumber(arguments[1], match), of: match)
                }
                return try interpreter.runtime.makeTuple(count: arguments.count - 1) {
                    (index) throws(any Error) in
                    try interpreter.group(
                        interpreter.groupNumber(arguments[index + 1], match), of: match)
                }
            },
            .method("groups(default=)") { interpreter, match, given in
                try interpreter.runtime.makeTuple(count: interpreter.groupCount(of: match)) {
                    (index) throws(any Error) in
                    try interpreter.group(index + 1, of: match, otherwise: given[0])
                }
            },
            .method("groupdict(default=)") { interpreter, match, given in
                let runtime = interpreter.runtime
                let dict = runtime.makeEmptyDict()
                return try interpreter.keeping(dict) {
                    let pattern = runtime.field(match, 2)
                    for (name, number) in runtime.entries(of: runtime.field(pattern, 0)) {
                        let text = try interpreter.group(
                            runtime.wordValue(number) ?? 0, of: match, otherwise: given[0])
                        defer { interpreter.heap.release(text) }
                        try runtime.setItem(dict, name, text)
                    }
                }
            },
            .method("start(group=, /)") { interpreter, match, given in
                let number = try given[0].map { try interpreter.groupNumber($0, match) } ?? 0
                return interpreter.runtime.makeInt(interpreter.span(number, of: match).from)
            },
            .method("end(group=, /)") { interpreter, match, given in
                let number = try given[0].map { try interpreter.groupNumber($0, match) } ?? 0
                return interpreter.runtime.makeInt(interpreter.span(number, of: match).to)
            },
            .method("span(group=, /)") { interpreter, match, given in
                let number = try given[0].map { try interpreter.groupNumber($0, match) } ?? 0
                return interpreter.spanTuple(number, of: match)
            },
            .method("expand(template)") { interpreter, match, given in
                let runtime = interpreter.runtime
                let template = try interpreter.template(
                    given[0] ?? runtime.none, runtime.field(match, 2))
                let numbers = runtime.natives[interpreter.heap.payload(match)]
                return try interpreter.expanded(
                    template, Array(numbers[Number.spans...]), runtime.field(match, 0))
            },
            .attribute("string") { $0.runtime.retained($0.runtime.field($1, 0)) },
            .attribute("re") { $0.runtime.retained($0.runtime.field($1, 2)) },
            .attribute("pos") { $0.runtime.makeInt($0.runtime.number($1, Number.start)) },
            .attribute("endpos") { $0.runtime.makeInt($0.runtime.number($1, Number.end)) },
            .attribute("lastindex") { interpreter, match in
                let number = interpreter.runtime.number(match, Number.lastGroup)
                return number > 0 ? interpreter.runtime.makeInt(number) : interpreter.runtime.none
            },
            .attribute("lastgroup") { interpreter, match in
                let runtime = interpreter.runtime
                let number = runtime.number(match, Number.lastGroup)
                let names = runtime.field(runtime.field(match, 2), 1)
                return number > 0 ? runtime.retained(runtime.items(of: names)[number]) : runtime.none
            },
            .attribute("regs") { interpreter, match in
                let runtime = interpreter.runtime
                if runtime.field(match, 1).isNone {
                    let count = interpreter.groupCount(of: match) + 1
                    let spans = runtime.makeTuple(count: count) { (index) throws(Never) in
                        interpreter.spanTuple(index, of: match)
                    }
                    runtime.setField(match, 1, owned: spans)
                }
                return runtime.retained(runtime.field(match, 1))
            },
            .method("__copy__", 0...0) { $0.runtime.retained($1[0]) },
            .method("__deepcopy__", 1...1) { $0.runtime.retained($1[0]) },
            .classMethod("__class_getitem__(item, /)") { interpreter, type, given in
                interpreter.runtime.makeGenericAlias(type, arguments: given[0] ?? interpreter.runtime.none)
            },
        ])

    /// Fields: the pattern, the string. Numbers: where the next match may begin, the end, whether it must not be empty; a start of -1 is
    /// behind the last match.
    static let scanner = NativeType(
        name: "SRE_Scanner", module: "_sre", bytes: 264, traits: { $0.isCleared = true },
        methods: [
            .method("match", 0...0) { try $0.scan($1[0], .match) },
            .method("search", 0...0) { try $0.scan($1[0], .search) },
            .attribute("pattern") { $0.runtime.retained($0.runtime.field($1, 0)) },
        ])
}

extension Interpreter {
    typealias MatchNumber = RegularExpressionModule.Number

    /// A match object.
    ///
    /// - Parameter bounds: where the search began and ended.
    func makeMatch(
        _ match: Matched, of pattern: ObjectID, in string: ObjectID, _ bounds: (start: Int, end: Int)
    ) -> ObjectID {
        runtime.makeNative(
            nativeType("re.Match"), fields: [runtime.retained(string), .none, runtime.retained(pattern)],
            numbers: [8 * match.spans.count, bounds.start, bounds.end, match.lastGroup ?? 0] + match.spans)
    }

    func groupCount(of match: ObjectID) -> Int {
        (runtime.natives[heap.payload(match)].count - MatchNumber.spans) / 2 - 1
    }

    /// Where a group is; -1 twice if it took no part.
    func span(_ number: Int, of match: ObjectID) -> (from: Int, to: Int) {
        (
            runtime.number(match, MatchNumber.spans + 2 * number),
            runtime.number(match, MatchNumber.spans + 2 * number + 1)
        )
    }

    func spanTuple(_ number: Int, of match: ObjectID) -> ObjectID {
        let (from, to) = span(number, of: match)
        let parts = [runtime.makeInt(from), runtime.makeInt(to)]
        defer { for part in parts { heap.release(part) } }
        return runtime.makeTuple(parts)
    }

    /// The text of a group, None or another object if it took no part; the caller owns it.
    func group(_ number: Int, of match: ObjectID, otherwise: ObjectID? = nil) throws -> ObjectID {
        let (from, to) = span(number, of: match)
        guard from >= 0 else { return runtime.retained(otherwise ?? runtime.none) }
        return try part(of: runtime.field(match, 0), from..<to)
    }

    /// The number of a group that is given by number or by name.
    func groupNumber(_ key: ObjectID, _ match: ObjectID) throws -> Int {
        var number: Int?
        if let value = try indexIfAny(key) {
            number = Int(exactly: value)
        } else {
            let names = runtime.field(runtime.field(match, 2), 0)
            let hash = try hash(key)
            number = try runtime.lookUp(names, key, hash: hash).flatMap { runtime.wordValue($0) }
        }
        guard let number, number >= 0, number <= groupCount(of: match) else {
            throw PythonException("IndexError", "no such group")
        }
        return number
    }

    // MARK: Scanners

    func makeScanner(_ pattern: ObjectID, _ subject: PatternSubject) -> ObjectID {
        runtime.makeNative(
            nativeType("_sre.SRE_Scanner"),
            fields: [runtime.retained(pattern), runtime.retained(subject.object)],
            numbers: [subject.start, subject.end, 0, subject.start])
    }

    /// The next match of a scanner, or None.
    func scan(_ scanner: ObjectID, _ manner: MatchManner) throws -> ObjectID {
        let start = runtime.number(scanner, 0)
        guard start >= 0 else { return runtime.none }
        let pattern = runtime.field(scanner, 0)
        return try holding(runtime.field(scanner, 1)) { string in
            var subject = try PatternSubject(
                string, for: pattern, from: start, to: runtime.number(scanner, 1), self)
            subject.mustAdvance = runtime.number(scanner, 2) != 0
            guard let match = try subject.next(try expression(of: pattern), manner, self) else {
                runtime.setNumber(scanner, 0, -1)
                return runtime.none
            }
            runtime.setNumber(scanner, 0, subject.start)
            runtime.setNumber(scanner, 2, subject.mustAdvance ? 1 : 0)
            return makeMatch(
                match, of: pattern, in: string, (runtime.number(scanner, 3), runtime.number(scanner, 1)))
        }
    }
}
