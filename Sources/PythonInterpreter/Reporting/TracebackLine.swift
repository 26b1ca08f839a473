import PythonSyntax

/// One entry of a traceback as it is printed, with the source it points to.
struct TracebackLine {
    var filename: String
    var line: Int
    var name: String
    /// What the instruction was written as.
    var range: SourceRange?
    /// Whether all lines of the code are shown, and marked also where the marks cover them.
    var marksWholeLines = true

    /// Whether another entry is printed as a repetition of this.
    func repeats(_ other: TracebackLine) -> Bool {
        filename == other.filename && line == other.line && name == other.name
    }

    /// `  File "…", line 1, in f`, the source and its carets.
    func text(_ sources: inout SourceTexts) -> String {
        "  File \"\(filename)\", line \(line), in \(name)\n" + sourceText(&sources)
    }

    /// As CPython's C code prints it for an exception that is ignored: the first line of source, no carets.
    func plainText(_ sources: inout SourceTexts) -> String {
        let head = "  File \"\(filename)\", line \(line), in \(name)\n"
        guard let source = sources.line(line, of: filename) else { return head }
        let shown = source.dropFirst(source.prefix { $0 == " " || $0 == "\t" || $0 == "\u{0C}" }.count)
        return head + "    " + Array(shown).text + "\n"
    }

    private func sourceText(_ sources: inout SourceTexts) -> String {
        guard marksWholeLines else { return firstLineText(&sources) }
        let last = range.map { max(line, Int($0.end.line)) } ?? line
        let original = (line...last).map { sources.line($0, of: filename)?.trimmedRight ?? [] }
        let lines = [Unicode.Scalar].dedented(original)
        guard lines.contains(where: { !$0.isEmpty }) else { return "" }
        guard let range else {
            return "    " + lines[0].dropFirst(lines[0].indentation).map { $0 }.text + "\n"
        }
        let dedent = original[0].count - lines[0].count
        let start = max(0, original[0].characters(inBytes: Int(range.start.column)) - dedent)
        let end = max(
            0, original[original.count - 1].characters(inBytes: Int(range.end.column)) - dedent)
        return Underlined(lines: lines, start: start, end: end).text
    }
}

extension TracebackLine {
    /// The first line of the source, with marks under the code in it unless that is all of it.
    private func firstLineText(_ sources: inout SourceTexts) -> String {
        guard let source = sources.line(line, of: filename)?.trimmedRight, !source.isEmpty else { return "" }
        let indentation = source.indentation
        let shown = "    " + Array(source[indentation...]).text + "\n"
        guard let range, Int(range.start.line) == line else { return shown }
        let start = max(indentation, source.characters(inBytes: Int(range.start.column)))
        let isWhole = range.end.line == range.start.line
        let end =
            isWhole ? min(source.count, source.characters(inBytes: Int(range.end.column))) : source.count
        guard start < end else { return shown }
        let anchors = isWhole ? CaretAnchors.findInLine(Array(source[start..<end])) : nil
        if anchors == nil, end - start == source.count - indentation { return shown }
        let marks = (start..<end).map { column -> Character in
            anchors.map { $0.contains(column - start) } ?? true ? "^" : "~"
        }
        return shown + "    " + String(repeating: " ", count: start - indentation) + String(marks) + "\n"
    }
}

/// Lines of source with marks under a part of them.
private struct Underlined {
    let lines: [[Unicode.Scalar]]
    /// Where the part begins in the first line and ends in the last.
    let start: Int
    let end: Int
    private var anchors: CaretAnchors?
    private var showsMarks = false

    init(lines: [[Unicode.Scalar]], start: Int, end: Int) {
        self.lines = lines
        self.start = start
        self.end = end
        var segment = lines
        segment[segment.count - 1] = Array(segment[segment.count - 1].prefix(end))
        segment[0] = Array(segment[0].dropFirst(start))
        anchors = CaretAnchors.find(in: segment)
        showsMarks = isWorthMarking
        if anchors?.start.line == 0 { anchors?.start.column += start }
        if anchors?.end.line == 0 { anchors?.end.column += start }
    }

    /// Marks under a whole line tell nothing, unless they point at a part of it.
    private var isWorthMarking: Bool {
        if let module = CaretAnchors.parse(lines.map(\.text).joined(separator: "\n")) {
            guard let statement = module.body.first else { return false }
            if let call = plainCall(of: statement), call.range.start.line == 1,
                Int(call.range.end.line) == lines.count, Int(call.range.start.column) == start,
                Int(call.range.end.column) == end
            {
                return false
            }
        }
        if anchors != nil { return true }
        let before = lines[0].prefix(start)
        let behind = lines[lines.count - 1].dropFirst(end)
        return before.contains { !$0.properties.isWhitespace }
            || behind.contains { !$0.properties.isWhitespace }
    }

    /// The call of `return f(…)` and `name = call(…)`.
    private func plainCall(of statement: Statement) -> Expression? {
        switch statement.kind {
        case .return(let value?):
            guard case .call(let function, _, _) = value.kind, case .name = function.kind else { return nil }
            return value
        case .assign(let targets, let value):
            guard targets.count == 1, case .name = targets[0].kind, case .call = value.kind else {
                return nil
            }
            return value
        default: return nil
        }
    }

    /// The lines that are shown: the first, the last, those around the anchors, and single ones in between.
    var text: String {
        var shown: Set<Int> = [0, lines.count - 1]
        if let anchors {
            shown.formUnion((anchors.start.line - 1)...(anchors.start.line + 1))
            shown.formUnion((anchors.end.line - 1)...(anchors.end.line + 1))
        }
        var output: [[Unicode.Scalar]] = []
        var previous = 0
        for number in shown.sorted() where lines.indices.contains(number) {
            if number - previous == 2 { output += marked(number - 1) }
            if number - previous > 2 {
                output.append(Array("...<\(number - previous - 1) lines>...".unicodeScalars))
            }
            output += marked(number)
            previous = number
        }
        return [Unicode.Scalar].dedented(output).map { "    " + $0.text + "\n" }.joined()
    }

    /// A line and the marks below it.
    private func marked(_ number: Int) -> [[Unicode.Scalar]] {
        let line = lines[number]
        guard showsMarks else { return [line] }
        let isLast = number == lines.count - 1
        let count = line.displayWidth(isLast ? end : nil)
        let first = number == 0 ? line.displayWidth(start) : 0
        let marks = (0..<count).map { column -> Unicode.Scalar in
            if column < line.indentation || column < first { return " " }
            return isAnchored(number, column) ? "^" : anchors == nil ? "^" : "~"
        }
        return [line, marks]
    }

    private func isAnchored(_ line: Int, _ column: Int) -> Bool {
        guard let anchors else { return false }
        let start = lines[anchors.start.line].displayWidth(anchors.start.column)
        let end = lines[anchors.end.line].displayWidth(anchors.end.column)
        return (line > anchors.start.line || line == anchors.start.line && column >= start)
            && (line < anchors.end.line || line == anchors.end.line && column < end)
    }
}
