/// A source as the tokenizer reads it.
struct SourceText {
    /// The text in UTF-8 up to the first line that is not text, with every end of line a line feed; at its end, if
    /// it is not empty, a line feed, and behind that a zero. No other zero is among them.
    private(set) var bytes: [UInt8]
    /// Why the text ends before the source does.
    private(set) var fault: SyntaxError?

    /// Decodes a source as CPython decodes a file.
    ///
    /// - Complexity: O(n) in its bytes.
    init(_ source: [UInt8], filename: String?, ignoresCookie: Bool) {
        let hasMark = source.starts(with: [0xEF, 0xBB, 0xBF])
        var text = hasMark ? Array(source.dropFirst(3)) : source
        var declared = SourceEncoding.undeclared
        if !ignoresCookie, let name = SourceEncoding.cookie(in: text) {
            declared = SourceEncoding(name: name)
            if let problem = declared.problem(name, hasMark: hasMark, in: text) {
                bytes = [0]
                fault = SyntaxError(.syntaxError, "encoding problem: \(problem)", at: nil)
                return
            }
        }
        if declared == .latin1 { text = Self.transcodedFromLatin1(text) }
        let scan = Scan(text)
        if let end = scan.faultStart {
            fault = scan.fault(declared, filename: filename)
            text.removeSubrange(end...)
        }
        if scan.hasCarriageReturn { Self.translateLineEnds(&text) }
        if let last = text.last, last != .lineFeed { text.append(.lineFeed) }
        text.append(0)
        bytes = text
    }

    private static func transcodedFromLatin1(_ text: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(text.count + text.count / 8)
        for byte in text {
            if byte < 0x80 {
                result.append(byte)
            } else {
                result.append(0xC0 | byte >> 6)
                result.append(0x80 | byte & 0x3F)
            }
        }
        return result
    }

    /// Turns `\r\n` and `\r` into `\n`, in place.
    private static func translateLineEnds(_ text: inout [UInt8]) {
        var written = 0
        var index = 0
        while index < text.count {
            var byte = text[index]
            index += 1
            if byte == .carriageReturn {
                byte = .lineFeed
                if index < text.count, text[index] == .lineFeed { index += 1 }
            }
            text[written] = byte
            written += 1
        }
        text.removeSubrange(written...)
    }
}

/// What one pass over a text finds.
private struct Scan {
    var hasCarriageReturn = false
    /// The first byte that is not text, if any: a zero, or one that UTF-8 does not allow.
    var faultByte: UInt8?
    /// Its offset, the start of its line, and the number of that line.
    var faultIndex = 0
    var faultStart: Int?
    var line: UInt32 = 1

    init(_ text: [UInt8]) {
        var lineStart = 0
        var index = 0
        while index < text.count {
            let byte = text[index]
            if byte > 0x0D && byte < 0x80 {
                index &+= 1
                continue
            }
            switch byte {
            case .lineFeed:
                line &+= 1
                lineStart = index + 1
            case .carriageReturn:
                hasCarriageReturn = true
                if index + 1 == text.count || text[index + 1] != .lineFeed {
                    line &+= 1
                    lineStart = index + 1
                }
            case 0x01..<0x80: break
            default:
                let length = byte == 0 ? 0 : UTF8Sequence.length(at: index, in: text)
                guard length > 0 else {
                    faultByte = byte
                    faultIndex = index
                    faultStart = lineStart
                    return
                }
                index += length
                continue
            }
            index += 1
        }
    }

    /// CPython's error.
    func fault(_ encoding: SourceEncoding, filename: String?) -> SyntaxError? {
        guard let faultByte, let faultStart else { return nil }
        let place = SourcePosition(line: line, column: UInt32(truncatingIfNeeded: faultIndex - faultStart))
        if faultByte == 0 {
            let lineStart = SourcePosition(line: line, column: 0)
            return SyntaxError(
                .syntaxError, "source code cannot contain null bytes", at: SourceRange(lineStart, lineStart))
        }
        let digits = String(faultByte, radix: 16)
        guard encoding == .undeclared else {
            return SyntaxError(
                .syntaxError,
                "(unicode error) 'utf-8' codec can't decode byte 0x\(digits) in position \(place.column): "
                    + UTF8Sequence.reason(faultByte),
                at: SourceRange(place, place))
        }
        let file = filename.map { " in file \($0)" } ?? ""
        return SyntaxError(
            .syntaxError,
            "Non-UTF-8 code starting with '\\x\(digits)'\(file) on line \(line), but no encoding declared; "
                + "see https://peps.python.org/pep-0263/ for details",
            at: nil)
    }
}

/// Well-formed UTF-8.
enum UTF8Sequence {
    /// How many bytes the scalar that begins at an offset has; 0 if none does.
    static func length(at index: Int, in text: [UInt8]) -> Int {
        let first = text[index]
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch first {
        case 0x00...0x7F: return 1
        case 0xC2...0xDF: length = 2
        case 0xE0...0xEF:
            length = 3
            if first == 0xE0 { second = 0xA0...0xBF }
            // Surrogates are no scalars.
            if first == 0xED { second = 0x80...0x9F }
        case 0xF0...0xF4:
            length = 4
            if first == 0xF0 { second = 0x90...0xBF }
            if first == 0xF4 { second = 0x80...0x8F }
        default: return 0
        }
        guard index + length <= text.count, second.contains(text[index + 1]) else { return 0 }
        for continuation in text[index + 2..<index + length] where !continuation.continuesScalar { return 0 }
        return length
    }

    /// Why CPython's codec does not take a byte.
    static func reason(_ byte: UInt8) -> String {
        (0xC2...0xF4).contains(byte) ? "invalid continuation byte" : "invalid start byte"
    }
}
