/// A pattern or a template, read by characters; a backslash and what follows it are one.
struct PatternReader {
    /// One character, or a backslash and one.
    struct Token: Equatable {
        let first: UInt32
        /// What stands behind the backslash.
        var escaped: UInt32?

        var length: Int { escaped == nil ? 1 : 2 }
        /// The characters of it.
        var points: [UInt32] { escaped.map { [first, $0] } ?? [first] }
    }

    let points: [UInt32]
    /// Whether it is a str.
    let isText: Bool
    let tables: CharacterTables
    /// What comes next; nil at the end.
    private(set) var next: Token?
    private var index = 0

    init(_ points: [UInt32], isText: Bool, tables: CharacterTables) throws(PatternFault) {
        (self.points, self.isText, self.tables) = (points, isText, tables)
        try advance()
    }

    /// Where the next token begins.
    var position: Int { index - (next?.length ?? 0) }

    private mutating func advance() throws(PatternFault) {
        guard index < points.count else {
            next = nil
            return
        }
        let first = points[index]
        guard first == 0x5C else {
            index += 1
            next = Token(first: first)
            return
        }
        guard index + 1 < points.count else {
            throw .malformed("bad escape (end of pattern)", points.count - 1)
        }
        next = Token(first: first, escaped: points[index + 1])
        index += 2
    }

    /// Takes the next token.
    mutating func take() throws(PatternFault) -> Token? {
        let taken = next
        try advance()
        return taken
    }

    /// Takes the next token if it is that character.
    mutating func take(_ character: Unicode.Scalar) throws(PatternFault) -> Bool {
        guard isNext(character) else { return false }
        try advance()
        return true
    }

    /// Whether the next token is that character, by itself.
    func isNext(_ character: Unicode.Scalar) -> Bool {
        next?.escaped == nil && next?.first == character.value
    }

    /// The next character if it stands by itself.
    var plain: UInt32? { next?.escaped == nil ? next?.first : nil }

    /// Takes as many characters as satisfy a condition, up to a number.
    mutating func take(upTo most: Int = .max, while isTaken: (UInt32) -> Bool) throws(PatternFault)
        -> [UInt32]
    {
        var taken: [UInt32] = []
        while taken.count < most, let character = plain, isTaken(character) {
            taken.append(character)
            try advance()
        }
        return taken
    }

    /// Takes everything up to a character, and that.
    mutating func take(until terminator: Unicode.Scalar, named name: String) throws(PatternFault) -> [UInt32]
    {
        var taken: [UInt32] = []
        while true {
            let token = try take()
            guard let token else {
                if taken.isEmpty { throw fault("missing \(name)") }
                throw fault("missing \(terminator), unterminated name", back: taken.count)
            }
            if token.escaped == nil, token.first == terminator.value {
                if taken.isEmpty { throw fault("missing \(name)", back: 1) }
                return taken
            }
            taken += token.points
        }
    }

    /// Goes back to a place.
    mutating func seek(_ position: Int) throws(PatternFault) {
        index = position
        try advance()
    }

    // MARK: Faults

    /// A fault so many characters in front of the next token.
    func fault(_ message: String, back: Int = 0) -> PatternFault { fault(message.points, back: back) }

    func fault(_ message: [UInt32], back: Int = 0) -> PatternFault {
        .malformed(message: isText ? message : message.flatMap(Self.ascii), position: position - back)
    }

    /// A fault about a token.
    func fault(_ message: String, _ token: [UInt32], back: Int) -> PatternFault {
        fault(message.points + token, back: back)
    }

    private static func ascii(_ point: UInt32) -> [UInt32] {
        if point < 0x80 { return [point] }
        let digits = String(point, radix: 16)
        return "\\x\(digits.count < 2 ? "0" : "")\(digits)".points
    }

    /// Whether a group may be called so; throws if not.
    func checkName(_ name: [UInt32], back: Int) throws(PatternFault) {
        if (isText || name.allSatisfy { $0 < 0x80 }) && tables.isIdentifier(name) { return }
        throw fault(
            "bad character in group name ".points + tables.representation(name), back: name.count + back)
    }
}

extension [UInt32] {
    /// The number that ASCII digits stand for, if these are some; at most a number beyond any group's.
    var number: Int? {
        guard !isEmpty, allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return reduce(0) { Swift.min($0 * 10 + Int($1 - 0x30), 1 << 40) }
    }

    /// The number that digits of a base stand for.
    ///
    /// Requires: they are such digits, few enough for a word.
    func number(radix: Int) -> Int {
        reduce(0) { sum, point in
            let digit = point < 0x3A ? point - 0x30 : (point | 0x20) - 0x61 + 10
            return sum * radix + Int(digit)
        }
    }
}

extension UInt32 {
    var isDigit: Bool { (0x30...0x39).contains(self) }
    var isOctal: Bool { (0x30...0x37).contains(self) }
    var isHexadecimal: Bool { isDigit || (0x61...0x66).contains(self | 0x20) && self < 0x80 }
    var isLetter: Bool { (0x61...0x7A).contains(self | 0x20) && self < 0x80 }
}
