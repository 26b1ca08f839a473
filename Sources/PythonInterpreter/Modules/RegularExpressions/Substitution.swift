import HeapEngine
import PythonObjects
import RegularExpressions

/// `sub` and `subn` of patterns.
extension Interpreter {
    /// What takes the place of a match.
    private enum Replacement {
        case object(ObjectID)
        case callable(ObjectID)
        case template(ReplacementTemplate)
    }

    /// `pattern.sub(replacement, string, count)`, and how many matches were replaced. The caller owns the text.
    func substituted(_ pattern: ObjectID, _ given: ArgumentReader) throws -> (text: ObjectID, count: Int) {
        let most = try given.size(2, otherwise: 0)
        let string = given[1] ?? runtime.none
        let replacement = try replacement(given[0] ?? runtime.none, pattern)
        let expression = try expression(of: pattern)
        var subject = try PatternSubject(string, for: pattern, from: 0, to: .max, self)
        let span = (subject.start, subject.end)
        let list = runtime.makeList([])
        defer { heap.release(list) }
        func append(_ item: ObjectID) throws {
            defer { heap.release(item) }
            try admitItems(runtime.itemCount(list) + 1)
            try runtime.append(list, item)
        }
        var (count, last) = (0, 0)
        while most == 0 || count < most {
            guard let match = try subject.next(expression, .search, self) else { break }
            if last < match.range.lowerBound {
                try append(try subject.part(last..<match.range.lowerBound, self))
            }
            switch replacement {
            case .object(let object): try append(runtime.retained(object))
            case .template(let template): try append(try expanded(template, match.spans, subject.object))
            case .callable(let callable):
                let made = makeMatch(match, of: pattern, in: subject.object, span)
                defer { heap.release(made) }
                let result = try call(callable, [made])
                if result == runtime.none { heap.release(result) } else { try append(result) }
            }
            last = match.range.upperBound
            count += 1
        }
        if last < subject.end { try append(try subject.part(last..<subject.end, self)) }
        return (try joined(list, like: subject), count)
    }

    /// The parts of a text in one.
    private func joined(_ list: ObjectID, like subject: PatternSubject) throws -> ObjectID {
        if runtime.itemCount(list) == 0 { return try subject.part(0..<0, self) }
        let separator = subject.isText ? runtime.emptyString : runtime.emptyBytes
        return try callMethod(separator, "join", [list])
    }

    /// How a replacement is read: something to call, text as it is, or a template.
    private func replacement(_ object: ObjectID, _ pattern: ObjectID) throws -> Replacement {
        if isCallable(object) { return .callable(object) }
        let hasEscape: Bool
        if let text = runtime.strValue(object) {
            try charge(text.count / 16)
            hasEscape = text.codePoints.contains(0x5C)
        } else if let bytes = runtime.bytesValue(object) {
            hasEscape = bytes.contains(0x5C)
        } else {
            hasEscape = true
        }
        guard hasEscape else { return .object(object) }
        return .template(try template(object, pattern))
    }

    /// The template that `re._compile_template` reads, or remembers.
    func template(_ object: ObjectID, _ pattern: ObjectID) throws -> ReplacementTemplate {
        let module = try importModule("re")
        defer { heap.release(module) }
        let made = try callMethod(module, "_compile_template", [pattern, object])
        defer { heap.release(made) }
        guard let template = runtime.nativeValue(of: made, as: ReplacementTemplate.self) else {
            throw typeError("the result of compiling a replacement string is \(runtime.typeName(made))")
        }
        return template
    }

    /// A template with a match's groups in it; the caller owns it.
    ///
    /// - Parameter spans: the match's.
    func expanded(_ template: ReplacementTemplate, _ spans: [Int], _ string: ObjectID) throws -> ObjectID {
        let isText = runtime.strValue(string) != nil
        let list = runtime.makeList([])
        defer { heap.release(list) }
        for part in template.parts {
            let item: ObjectID
            switch part {
            case .text(let points):
                try charge(points.count / 16)
                item =
                    isText
                    ? runtime.makeStr(PythonString(codePoints: points))
                    : runtime.makeBytes(points.map(UInt8.init(truncatingIfNeeded:)))
            case .group(let number):
                guard spans[2 * number] >= 0 else { continue }
                item = try self.part(of: string, spans[2 * number]..<spans[2 * number + 1])
            }
            defer { heap.release(item) }
            try runtime.append(list, item)
        }
        return try callMethod(isText ? runtime.emptyString : runtime.emptyBytes, "join", [list])
    }
}
