extension PatternParser {
    // MARK: Escapes

    /// What a backslash and a character are, outside of a set.
    mutating func escape(_ letter: UInt32) throws(PatternFault) -> PatternNode {
        switch letter {
        case "A": return .at(.beginningOfText)
        case "b": return .at(.boundary)
        case "B": return .at(.nonBoundary)
        case "Z": return .at(.endOfText)
        case "0":
            let digits = try reader.take(upTo: 2) { $0.isOctal }
            return .literal(UInt32(digits.number(radix: 8)))
        default: break
        }
        if let category = CharacterCategory(letter: letter) {
            return .set(SetNode(items: [.category(category)]))
        }
        if letter.isDigit { return try numbered(letter) }
        return .literal(try character(escapedBy: letter))
    }

    /// `\1`, or an octal number of three digits.
    private mutating func numbered(_ first: UInt32) throws(PatternFault) -> PatternNode {
        var digits = [first] + (try reader.take(upTo: 1) { $0.isDigit })
        if digits.count == 2, digits.allSatisfy(\.isOctal) {
            let third = try reader.take(upTo: 1) { $0.isOctal }
            if !third.isEmpty {
                digits += third
                return .literal(try octal(digits))
            }
        }
        let group = digits.number(radix: 10)
        guard group < groupCount else {
            throw reader.fault("invalid group reference \(group)", back: digits.count)
        }
        guard isClosed(group) else {
            throw reader.fault("cannot refer to an open group", back: digits.count + 1)
        }
        try checkLookbehind(group)
        return .reference(group: group)
    }

    private func octal(_ digits: [UInt32]) throws(PatternFault) -> UInt32 {
        let value = digits.number(radix: 8)
        guard value <= 0o377 else {
            throw reader.fault(
                "octal escape value \\".points + digits + " outside of range 0-0o377".points,
                back: digits.count + 1)
        }
        return UInt32(value)
    }

    /// The character that a backslash and a letter stand for, in a set or outside of it.
    private mutating func character(escapedBy letter: UInt32) throws(PatternFault) -> UInt32 {
        switch letter {
        case "a": return 0x07
        case "f": return 0x0C
        case "n": return 0x0A
        case "r": return 0x0D
        case "t": return 0x09
        case "v": return 0x0B
        case "\\": return 0x5C
        case "x": return try hexadecimal(letter, digits: 2)
        case "u" where reader.isText: return try hexadecimal(letter, digits: 4)
        case "U" where reader.isText: return try hexadecimal(letter, digits: 8)
        case "N" where reader.isText:
            guard try reader.take("{") else { throw reader.fault("missing {") }
            let name = try reader.take(until: "}", named: "character name")
            guard let point = reader.tables.character(name) else {
                throw reader.fault(
                    "undefined character name ".points + reader.tables.representation(name),
                    back: name.count + 4)
            }
            return point
        default:
            guard !letter.isLetter, !letter.isDigit else {
                throw reader.fault("bad escape \\", [letter], back: 2)
            }
            return letter
        }
    }

    private mutating func hexadecimal(_ letter: UInt32, digits count: Int) throws(PatternFault) -> UInt32 {
        let digits = try reader.take(upTo: count) { $0.isHexadecimal }
        guard digits.count == count else {
            throw reader.fault("incomplete escape \\", [letter] + digits, back: digits.count + 2)
        }
        let value = digits.number(radix: 16)
        guard value < 0x110000 else {
            throw reader.fault("bad escape \\", [letter] + digits, back: digits.count + 2)
        }
        return UInt32(value)
    }

    // MARK: Sets

    /// `[...]`, behind the bracket.
    mutating func set(depth: Int) throws(PatternFault) -> PatternNode {
        let start = reader.position - 1
        if reader.isNext("[") { warn("Possible nested set at position \(reader.position)", depth) }
        let isNegated = try reader.take("^")
        var items: [SetNode.Item] = []
        while true {
            let this = try setToken(from: start)
            if this.escaped == nil, this.first == 0x5D, !items.isEmpty { break }
            let first = try setItem(this, isBehindOthers: !items.isEmpty, depth: depth)
            guard try reader.take("-") else {
                items.append(first)
                continue
            }
            let that = try setToken(from: start)
            if that.escaped == nil, that.first == 0x5D {
                items += [first, .literal(0x2D)]
                break
            }
            let last: SetNode.Item
            if that.escaped == nil {
                if that.first == 0x2D {
                    warn("Possible set difference at position \(reader.position - 2)", depth)
                }
                last = .literal(that.first)
            } else {
                last = try setItem(that, isBehindOthers: false, depth: depth)
            }
            guard case .literal(let low) = first, case .literal(let high) = last, low <= high else {
                throw reader.fault(
                    "bad character range ".points + this.points + [0x2D] + that.points,
                    back: this.length + 1 + that.length)
            }
            items.append(.range(low, high))
        }
        items = items.withoutRepeats
        if items.count == 1, case .literal(let point) = items[0] {
            return isNegated ? .notLiteral(point) : .literal(point)
        }
        return .set(SetNode(isNegated: isNegated, items: items))
    }

    private mutating func setToken(from start: Int) throws(PatternFault) -> PatternReader.Token {
        guard let token = try reader.take() else {
            throw reader.fault("unterminated character set", back: reader.position - start)
        }
        return token
    }

    private mutating func setItem(
        _ token: PatternReader.Token, isBehindOthers: Bool, depth: Int
    ) throws(PatternFault) -> SetNode.Item {
        guard let letter = token.escaped else {
            let operations: [UInt32: String] = [
                0x2D: "difference", 0x26: "intersection", 0x7E: "symmetric difference", 0x7C: "union",
            ]
            if isBehindOthers, let operation = operations[token.first], reader.plain == token.first {
                warn("Possible set \(operation) at position \(reader.position - 1)", depth)
            }
            return .literal(token.first)
        }
        if let category = CharacterCategory(letter: letter) { return .category(category) }
        if letter == 0x62 { return .literal(0x08) }
        if letter.isOctal {
            return .literal(try octal([letter] + (try reader.take(upTo: 2) { $0.isOctal })))
        }
        return .literal(try character(escapedBy: letter))
    }

    private mutating func warn(_ message: String, _ depth: Int) { warnings.append((message, depth)) }

    // MARK: Repetition

    /// `*`, `+`, `?` or `{...}`, which repeats the last part.
    mutating func quantify(_ nodes: inout [PatternNode], by sign: UInt32) throws(PatternFault) {
        let start = reader.position
        var (least, most) = (0, Repetition.unlimited)
        switch sign {
        case "?": most = 1
        case "*": break
        case "+": least = 1
        default:
            guard !reader.isNext("}") else {
                nodes.append(.literal(sign))
                return
            }
            let low = try reader.take { $0.isDigit }
            let high = try reader.take(",") ? try reader.take { $0.isDigit } : low
            guard try reader.take("}") else {
                nodes.append(.literal(sign))
                try reader.seek(start)
                return
            }
            if let number = low.number { least = number }
            if let number = high.number { most = number }
            guard least < Repetition.unlimited, high.isEmpty || most < Repetition.unlimited else {
                throw .repetitions
            }
            if most < least {
                throw reader.fault(
                    "min repeat greater than max repeat", back: reader.position - start)
            }
        }
        guard let last = nodes.last, !last.isAnchor else {
            throw reader.fault("nothing to repeat", back: reader.position - start + 1)
        }
        if case .repeat = last {
            throw reader.fault("multiple repeat", back: reader.position - start + 1)
        }
        var part = Subpattern([last])
        if case .group(nil, let added, let removed, let inner) = last, added.isEmpty, removed.isEmpty {
            part = inner
        }
        let manner: Repetition.Manner
        if try reader.take("?") {
            manner = .lazy
        } else if try reader.take("+") {
            manner = .possessive
        } else {
            manner = .greedy
        }
        nodes[nodes.count - 1] = .repeat(Repetition(least: least, most: most, manner: manner), part)
    }
}

extension PatternNode {
    fileprivate var isAnchor: Bool { if case .at = self { true } else { false } }
}
