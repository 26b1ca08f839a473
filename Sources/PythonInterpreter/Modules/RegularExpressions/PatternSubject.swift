import HeapEngine
import PythonObjects
import RegularExpressions

/// What a pattern is looked for in, and from where to where (`state_init` of `sre`).
struct PatternSubject {
    let object: ObjectID
    let isText: Bool
    let subject: Subject
    /// Where the next match may begin, and what counts as the end.
    var start: Int
    let end: Int
    /// Whether the next match may not be empty at `start`.
    var mustAdvance = false

    /// Checks what is given to a method of a pattern.
    init(_ object: ObjectID, for pattern: ObjectID, from start: Int, to end: Int, _ interpreter: Interpreter)
        throws
    {
        let runtime = interpreter.runtime
        self.object = object
        if let text = runtime.strValue(object) {
            isText = true
            switch text.storedUnits {
            case .one(let units): subject = .one(units)
            case .two(let units): subject = .two(units)
            case .four(let units): subject = .four(units)
            }
        } else if let bytes = runtime.bytesValue(object) {
            isText = false
            subject = .one(bytes)
        } else {
            throw interpreter.typeError(
                "expected string or bytes-like object, got '\(runtime.typeName(object))'")
        }
        let isTextPattern = runtime.kind(of: runtime.field(pattern, 2)) == .str
        if isTextPattern != isText {
            throw interpreter.typeError(
                isText
                    ? "cannot use a bytes pattern on a string-like object"
                    : "cannot use a string pattern on a bytes-like object")
        }
        self.start = min(max(start, 0), subject.count)
        self.end = min(max(end, 0), subject.count)
    }

    /// The next match, behind which the one after it is looked for.
    mutating func next(_ expression: RegularExpression, _ manner: MatchManner, _ interpreter: Interpreter)
        throws -> Matched?
    {
        guard start <= end else { return nil }
        guard
            let match = try expression.firstMatch(
                in: subject, from: start, to: end, manner, mustAdvance: mustAdvance, interpreter.matchMeter)
        else { return nil }
        mustAdvance = match.range.isEmpty
        start = match.range.upperBound
        return match
    }

    /// The part of the text in a range: the text itself if it is all of it. The caller owns it.
    func part(_ range: Range<Int>, _ interpreter: Interpreter) throws -> ObjectID {
        try interpreter.part(of: object, range)
    }
}

extension Interpreter {
    /// A part of a str or a bytes-like object, as `sre` gives them; the caller owns it.
    func part(of object: ObjectID, _ range: Range<Int>) throws -> ObjectID {
        if let text = runtime.strValue(object) {
            // The text is as it was matched: a str does not change.
            if range == 0..<text.count, runtime.isExactly(object, runtime.types.str) {
                return runtime.retained(object)
            }
            try admitWork(on: range.count, width: text.kind.width)
            return runtime.makeStr(text.part(range))
        }
        let bytes = runtime.bytesValue(object) ?? []
        if range == 0..<bytes.count, runtime.isExactly(object, runtime.types.bytes) {
            return runtime.retained(object)
        }
        // A bytearray may have become shorter.
        let range = min(range.lowerBound, bytes.count)..<min(range.upperBound, bytes.count)
        try admitWork(on: range.count)
        return runtime.makeBytes(Array(bytes[range]))
    }
}
