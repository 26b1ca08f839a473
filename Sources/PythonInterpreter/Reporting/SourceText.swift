import HeapEngine
import PythonObjects

/// The lines of the sources that the session was given, by their filenames: what tracebacks show.
struct SourceTexts {
    private var bytes: [String: [UInt8]] = [:]
    private var lines: [String: [[Unicode.Scalar]]] = [:]

    /// Remembers what a filename stands for.
    mutating func remember(_ source: [UInt8], as filename: String) {
        bytes[filename] = source
        lines[filename] = nil
    }

    /// A line, from 1, without what it ends in; nil if there is none.
    mutating func line(_ number: Int, of filename: String) -> [Unicode.Scalar]? {
        if lines[filename] == nil {
            guard let source = bytes[filename] else { return nil }
            lines[filename] = Self.split(source)
        }
        guard let known = lines[filename], number >= 1, number <= known.count else { return nil }
        return known[number - 1]
    }

    /// All lines; none of a filename that stands for nothing.
    mutating func all(of filename: String) -> [[Unicode.Scalar]] {
        _ = line(1, of: filename)
        return lines[filename] ?? []
    }

    private static func split(_ source: [UInt8]) -> [[Unicode.Scalar]] {
        let start = source.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var lines: [[Unicode.Scalar]] = [[]]
        var wasReturn = false
        for scalar in String(decoding: source[start...], as: UTF8.self).unicodeScalars {
            switch scalar {
            case "\n":
                if !wasReturn { lines.append([]) }
                wasReturn = false
            case "\r":
                lines.append([])
                wasReturn = true
            default:
                lines[lines.count - 1].append(scalar)
                wasReturn = false
            }
        }
        return lines
    }
}

extension Array where Element == Unicode.Scalar {
    /// How many code points the first so many UTF-8 bytes are.
    func characters(inBytes bytes: Int) -> Int {
        var (count, length) = (0, 0)
        while count < self.count, length < bytes {
            length += UTF8.width(self[count])
            count += 1
        }
        return count
    }

    /// How many of the first code points are white space.
    var indentation: Int { prefix { $0.properties.isWhitespace }.count }

    /// Without white space at the end.
    var trimmedRight: [Unicode.Scalar] {
        Array(prefix(lastIndex { !$0.properties.isWhitespace }.map { $0 + 1 } ?? 0))
    }

    /// How many columns of a terminal so many of the first code points take.
    func displayWidth(_ count: Int? = nil) -> Int {
        prefix(count ?? self.count).reduce(0) { $0 + ($1.isWide ? 2 : 1) }
    }

    var text: String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: self)
        return String(view)
    }

    /// Lines without the white space that all of them begin with (`textwrap.dedent`).
    static func dedented(_ lines: [[Unicode.Scalar]]) -> [[Unicode.Scalar]] {
        var margin: [Unicode.Scalar]?
        for line in lines {
            let indent = Swift.Array(line.prefix { $0 == " " || $0 == "\t" })
            if indent.count == line.count { continue }
            guard let known = margin else {
                margin = indent
                continue
            }
            let common = zip(known, indent).prefix { $0.0 == $0.1 }.count
            margin = Swift.Array(known.prefix(common))
        }
        let count = margin?.count ?? 0
        return lines.map { line in
            line.allSatisfy { $0 == " " || $0 == "\t" } ? [] : Swift.Array(line.dropFirst(count))
        }
    }
}

extension Unicode.Scalar {
    /// Whether a terminal gives it two columns (East Asian wide and fullwidth).
    fileprivate var isWide: Bool {
        switch value {
        case 0..<0x1100: false
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3,
            0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
            0x1F680...0x1F6FC, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
            true
        default: false
        }
    }
}

extension Interpreter {
    /// The lines of a source with their ends, as `linecache` gives them; a list that the caller owns.
    func sourceLines(of filename: String) -> ObjectID {
        var lines = sources.all(of: filename)
        if lines.last?.isEmpty == true { lines.removeLast() }
        let objects = lines.map { runtime.makeStr($0.text + "\n") }
        defer { for object in objects { heap.release(object) } }
        return runtime.makeList(objects)
    }
}
