/// The encoding that a source declares (PEP 263).
enum SourceEncoding: Equatable {
    case undeclared, utf8, ascii, latin1
    /// One that CPython knows and this does not decode, except for the ASCII in it.
    case beyondASCII
    case unknown

    /// An encoding by one of its names. Of CPython's codecs these are all.
    init(name: String) {
        let name = Self.withHyphens(name)
        switch name {
        case "utf-8", "utf8", "u8", "utf", "utf-8-sig", "cp65001": self = .utf8
        case "ascii", "us-ascii", "646": self = .ascii
        case "latin-1", "latin1", "latin", "l1", "iso-8859-1", "iso8859-1", "iso-latin-1", "8859", "cp819":
            self = .latin1
        default:
            if Self.isNormal(name, "utf-8") {
                self = .utf8
            } else if ["latin-1", "iso-8859-1", "iso-latin-1"].contains(where: { Self.isNormal(name, $0) }) {
                self = .latin1
            } else if Self.families.contains(where: { name.hasPrefix($0) }) {
                self = .beyondASCII
            } else {
                self = .unknown
            }
        }
    }

    private static func withHyphens(_ name: String) -> String {
        String(name.lowercased().map { $0 == "_" ? "-" : $0 })
    }

    /// How the names of codecs begin that have ASCII among them.
    private static let families = ["iso-8859-", "iso8859-", "cp125", "windows-125", "koi8-", "mac-"]

    /// Whether CPython shortens a name to another before it looks for a codec: `utf-8-unix` to `utf-8`.
    private static func isNormal(_ name: String, _ short: String) -> Bool {
        name == short || name.hasPrefix(short + "-")
    }

    /// What CPython finds wrong with declaring this encoding; nil if nothing.
    func problem(_ name: String, hasMark: Bool, in text: [UInt8]) -> String? {
        let spelled = Self.withHyphens(name)
        if hasMark && !Self.isNormal(spelled, "utf-8") {
            return (self == .latin1 ? "iso-8859-1" : name) + " with BOM"
        }
        switch self {
        case .undeclared, .utf8, .latin1: return nil
        case .ascii, .beyondASCII: return text.contains { $0 >= 0x80 } ? name : nil
        case .unknown: return name
        }
    }

    /// The name in a `coding` comment, which stands on the first line, or on the second if the first has no code.
    static func cookie(in text: [UInt8]) -> String? {
        var start = 0
        for _ in 0..<2 {
            let end = text[start...].firstIndex { $0 == .lineFeed || $0 == .carriageReturn } ?? text.count
            let line = text[start..<end]
            guard let code = line.firstIndex(where: { $0 != .space && $0 != .tab && $0 != .formFeed })
            else {
                start = nextLine(behind: end, in: text)
                continue
            }
            guard line[code] == .hash else { return nil }
            if let name = name(in: line[code...]) { return name }
            start = nextLine(behind: end, in: text)
        }
        return nil
    }

    private static func nextLine(behind end: Int, in text: [UInt8]) -> Int {
        let hasTwo = end + 1 < text.count && text[end] == .carriageReturn && text[end + 1] == .lineFeed
        return min(end + (hasTwo ? 2 : 1), text.count)
    }

    /// What follows `coding:` or `coding=` in a comment.
    private static func name(in comment: ArraySlice<UInt8>) -> String? {
        let word = Array("coding".utf8)
        var rest = comment
        while rest.count > word.count {
            guard rest.starts(with: word) else {
                rest = rest.dropFirst()
                continue
            }
            rest = rest.dropFirst(word.count)
            guard rest.first == UInt8(ascii: ":") || rest.first == UInt8(ascii: "=") else { continue }
            let name = rest.dropFirst().drop { $0 == .space || $0 == .tab }.prefix {
                $0.isLetter || $0.isDigit || $0 == .underscore || $0 == UInt8(ascii: "-")
                    || $0 == UInt8(ascii: ".")
            }
            if !name.isEmpty { return String(decoding: name, as: UTF8.self) }
        }
        return nil
    }
}
