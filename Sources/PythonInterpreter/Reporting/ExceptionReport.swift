import HeapEngine
import PythonObjects

/// The text of an exception with its traceback, its causes and contexts, as `traceback.print_exception` writes it.
struct ExceptionReport {
    private let interpreter: Interpreter
    private(set) var text = ""
    private var seen: Set<ObjectID> = []
    private var groupDepth = 0
    private var needsClosing = false

    private static let widestGroup = 15
    private static let deepestGroup = 10
    private static let causeMessage =
        "\nThe above exception was the direct cause of the following exception:\n\n"
    private static let contextMessage =
        "\nDuring handling of the above exception, another exception occurred:\n\n"

    private var runtime: Runtime { interpreter.runtime }

    init(_ exception: ObjectID, _ interpreter: Interpreter) {
        self.interpreter = interpreter
        write(exception)
    }

    private var indent: String { String(repeating: " ", count: 2 * groupDepth) }

    /// Writes lines behind the margin of the groups around them.
    private mutating func emit(_ lines: String, margin: Character = "|") {
        let margin = groupDepth > 0 ? "\(indent)\(margin) " : ""
        for line in lines.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
            text += "\(margin)\(line)\n"
        }
    }

    private mutating func write(_ exception: ObjectID) {
        var chain: [(message: String?, exception: ObjectID)] = []
        var next: ObjectID? = exception
        while let current = next {
            seen.insert(current)
            let message: String?
            (message, next) = link(from: current)
            chain.append((message, current))
        }
        for (message, exception) in chain.reversed() {
            if let message { emit(message) }
            writeOne(exception)
        }
    }

    private func link(from exception: ObjectID) -> (String?, ObjectID?) {
        if let cause = runtime.part(.cause, of: exception), !seen.contains(cause) {
            return (Self.causeMessage, cause)
        }
        if let context = runtime.part(.context, of: exception), !runtime.suppressesContext(exception),
            runtime.part(.cause, of: exception) == nil, !seen.contains(context)
        {
            return (Self.contextMessage, context)
        }
        return (nil, nil)
    }

    private mutating func writeOne(_ exception: ObjectID) {
        let traceback = interpreter.text(ofTraceback: runtime.part(.traceback, of: exception))
        guard let members = interpreter.members(ofGroup: exception) else {
            if !traceback.isEmpty { emit("Traceback (most recent call last):\n" + traceback) }
            return emit(interpreter.finalLines(of: exception))
        }
        if groupDepth > Self.deepestGroup {
            return emit("... (max_group_depth is \(Self.deepestGroup))\n")
        }
        let isOutermost = groupDepth == 0
        if isOutermost { groupDepth += 1 }
        if !traceback.isEmpty {
            emit("Exception Group Traceback (most recent call last):\n", margin: isOutermost ? "+" : "|")
            emit(traceback)
        }
        emit(interpreter.finalLines(of: exception))
        write(members: members)
        if isOutermost { groupDepth = 0 }
    }

    private mutating func write(members: [ObjectID]) {
        let count = min(members.count, Self.widestGroup + 1)
        needsClosing = false
        for index in 0..<count {
            if index == count - 1 { needsClosing = true }
            let isCut = index >= Self.widestGroup
            text += indent + (index == 0 ? "+-" : "  ")
            text += "+---------------- \(isCut ? "..." : "\(index + 1)") ----------------\n"
            groupDepth += 1
            if isCut {
                let rest = members.count - Self.widestGroup
                emit("and \(rest) more exception\(rest > 1 ? "s" : "")\n")
            } else {
                write(members[index])
            }
            if index == count - 1, needsClosing {
                text += indent + "+------------------------------------\n"
                needsClosing = false
            }
            groupDepth -= 1
        }
    }
}

extension Interpreter {
    /// The text of an uncaught exception, as `traceback.print_exception` writes it.
    func report(_ exception: ObjectID) -> String {
        settingExceptionAside { ExceptionReport(exception, self).text }
    }

    /// The exceptions in an exception group, borrowed; nil if it is none.
    func members(ofGroup exception: ObjectID) -> [ObjectID]? {
        guard runtime.isInstance(exception, of: exceptionType("BaseExceptionGroup")),
            let members = runtime.field("exceptions", of: exception), runtime.kind(of: members) == .tuple
        else { return nil }
        return runtime.items(of: members)
    }

    /// The entries of a traceback, outermost first.
    func lines(ofTraceback traceback: ObjectID?) -> [TracebackLine] {
        var lines: [TracebackLine] = []
        var link = traceback
        while let entry = link {
            link = runtime.next(ofTraceback: entry)
            guard let frame = runtime.frame(ofTraceback: entry) else { continue }
            let record = runtime.frameRecords[heap.payload(frame)]
            let place = runtime.place(ofTraceback: entry)
            var line = TracebackLine(filename: record.filename, line: place.line, name: record.name)
            line.marksWholeLines = language.marksWholeLines
            if let unit = body(ofFrame: frame)?.unit, unit.locations.indices.contains(place.instruction),
                let range = unit.locations[place.instruction]
            {
                (line.line, line.range) = (Int(range.start.line), range)
            }
            lines.append(line)
        }
        return lines
    }

    /// The entries of a traceback as they are printed, repetitions folded.
    func text(ofTraceback traceback: ObjectID?, isPlain: Bool = false) -> String {
        var text = ""
        var previous: TracebackLine?
        var count = 0
        func fold() {
            guard count > 3 else { return }
            text += "  [Previous line repeated \(count - 3) more time\(count - 3 > 1 ? "s" : "")]\n"
        }
        for line in lines(ofTraceback: traceback) {
            if previous.map({ line.repeats($0) }) != true {
                fold()
                (previous, count) = (line, 0)
            }
            count += 1
            if count > 3 { continue }
            text += isPlain ? line.plainText(&sources) : line.text(&sources)
        }
        fold()
        return text
    }

    /// `str(object)`, or what is shown instead if that raises.
    func safeText(_ object: ObjectID, _ what: String, repr: Bool = false) -> String {
        do {
            let shown = repr ? try self.repr(object) : try str(object)
            defer { heap.release(shown) }
            return text(shown)
        } catch {
            heap.release(exception(of: error))
            return "<\(what) \(repr ? "repr" : "str")() failed>"
        }
    }

    /// A class as reports name it: with its module, unless that is `__main__` or `builtins`.
    func reportedName(_ type: ObjectID) -> String {
        let name = runtime.qualifiedTypeName(type)
        return name.hasPrefix("__main__.") ? String(name.dropFirst("__main__.".count)) : name
    }

    /// `TypeError: message`, the form of a SyntaxError, and notes.
    func finalLines(of exception: ObjectID) -> String {
        let name = reportedName(heap.type(of: exception))
        var lines: String
        if runtime.isInstance(exception, of: exceptionType("SyntaxError")) {
            lines = syntaxErrorLines(exception, name)
        } else {
            let message = safeText(exception, "exception") + suggestion(for: exception)
            lines = message.isEmpty ? "\(name)\n" : "\(name): \(message)\n"
        }
        guard let notes = runtime.instanceAttribute(exception, "__notes__"), notes != runtime.none else {
            return lines
        }
        guard runtime.kind(of: notes) == .list || runtime.kind(of: notes) == .tuple else {
            return lines + safeText(notes, "__notes__", repr: true) + "\n"
        }
        for note in runtime.items(of: notes) { lines += safeText(note, "note") + "\n" }
        return lines
    }

    /// `TypeError: message`
    func summary(of exception: ObjectID) -> String {
        let message = safeText(exception, "exception")
        let name = reportedName(heap.type(of: exception))
        return message.isEmpty ? name : "\(name): \(message)"
    }

    /// Place, source and carets of a SyntaxError, and its message.
    private func syntaxErrorLines(_ exception: ObjectID, _ name: String) -> String {
        func value(_ field: String) -> ObjectID? {
            runtime.field(field, of: exception).flatMap { $0 == runtime.none ? nil : $0 }
        }
        func number(_ field: String) -> Int? { value(field).flatMap { runtime.index($0) } }
        let filename = value("filename").flatMap { runtime.strValue($0)?.text }
        var lines = ""
        var suffix = ""
        if let line = number("lineno") {
            lines += "  File \"\(filename ?? "<string>")\", line \(line)\n"
        } else if let filename {
            suffix = " (\(filename))"
        }
        if let source = value("text").flatMap({ runtime.strValue($0)?.text }) {
            let isOneLine = number("lineno") == number("end_lineno")
            lines += marked(
                Array(source.unicodeScalars), offset: number("offset"),
                end: isOneLine ? .some(number("end_offset")) : nil)
        }
        let message = value("msg").map { safeText($0, "exception") } ?? ""
        return lines + "\(name): \(message.isEmpty ? "<no detail available>" : message)\(suffix)\n"
    }

    /// A line of source with carets from an offset to another, from 1.
    ///
    /// - Parameter end: nil if it is in another line.
    private func marked(_ source: [Unicode.Scalar], offset: Int?, end: Int??) -> String {
        let whole = Array(source.prefix(source.lastIndex { $0 != "\n" }.map { $0 + 1 } ?? 0))
        let shown = Array(whole.drop { $0 == " " || $0 == "\n" || $0 == "\u{0C}" })
        let line = "    \(shown.text)\n"
        guard var offset else { return line }
        let spaces = whole.count - shown.count
        var last = whole.count + 1
        if case .some(let given) = end { last = given.flatMap { $0 == 0 ? nil : $0 } ?? offset }
        if offset > source.count { offset = whole.count + 1 }
        if last > source.count { last = whole.count + 1 }
        if offset >= last || last < 0 { last = offset + 1 }
        let column = offset - 1 - spaces
        guard column >= 0 else { return line }
        let space = shown.prefix(column).map { $0.properties.isWhitespace ? $0 : " " }
        let padding = String(repeating: " ", count: 0) + Array(space).text
        return line + "    \(padding)\(String(repeating: "^", count: last - offset))\n"
    }
}
