import HeapEngine
import PythonObjects

/// The lines of the sources that the session was given, by their filenames: what tracebacks show.
struct SourceTexts {
    private var sources: [String: Source] = [:]
    /// The filenames, oldest first.
    private var order: [String] = []
    private var size = 0

    /// How many bytes of source are remembered; the oldest is forgotten first.
    private static let largestSize = 16 << 20

    fileprivate struct Source {
        var bytes: [UInt8]
        /// Where lines begin, once somebody asked for one.
        var starts: [UInt32] = []
    }

    /// Remembers what a filename stands for.
    mutating func remember(_ source: [UInt8], as filename: String) {
        forget(filename)
        sources[filename] = Source(bytes: source)
        order.append(filename)
        size += source.count
        while size > Self.largestSize, order.count > 1 { forget(order[0]) }
    }

    private mutating func forget(_ filename: String) {
        guard let known = sources.removeValue(forKey: filename) else { return }
        size -= known.bytes.count
        order.removeAll { $0 == filename }
    }

    /// A line, from 1, without what it ends in; nil if there is none.
    mutating func line(_ number: Int, of filename: String) -> [Unicode.Scalar]? {
        let count = lineCount(of: filename)
        guard number >= 1, number <= count, let source = sources[filename] else { return nil }
        return source.line(number - 1)
    }

    /// All lines; none of a filename that stands for nothing.
    mutating func all(of filename: String) -> [[Unicode.Scalar]] {
        let count = lineCount(of: filename)
        guard let source = sources[filename] else { return [] }
        return (0..<count).map { source.line($0) }
    }

    private mutating func lineCount(of filename: String) -> Int {
        sources[filename]?.findLines()
        return sources[filename]?.starts.count ?? 0
    }
}

extension SourceTexts.Source {
    mutating func findLines() {
        guard starts.isEmpty else { return }
        starts = [bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0]
        for (index, byte) in bytes.enumerated() {
            let isReturn = byte == UInt8(ascii: "\r")
            let isWhole = isReturn && index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "\n")
            if byte == UInt8(ascii: "\n") || (isReturn && !isWhole) {
                starts.append(UInt32(truncatingIfNeeded: index + 1))
            }
        }
    }

    func line(_ index: Int) -> [Unicode.Scalar] {
        let end = index + 1 < starts.count ? Int(starts[index + 1]) : bytes.count
        var line = bytes[Int(starts[index])..<end]
        if line.last == UInt8(ascii: "\n") { line.removeLast() }
        if line.last == UInt8(ascii: "\r") { line.removeLast() }
        return Array(String(decoding: line, as: UTF8.self).unicodeScalars)
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
