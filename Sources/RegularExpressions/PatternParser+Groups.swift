extension PatternParser {
    /// What follows a `(`; nil for a comment and for flags of the whole pattern.
    mutating func group(isVerbose: inout Bool, depth: Int, isAtStart: Bool) throws(PatternFault)
        -> PatternNode?
    {
        let start = reader.position - 1
        var name: [UInt32]?
        guard try reader.take("?") else {
            return try capture(name: nil, isVerbose: isVerbose, depth: depth, from: start)
        }
        guard let token = try reader.take() else { throw reader.fault("unexpected end of pattern") }
        let letter = token.escaped == nil ? token.first : 0
        switch letter {
        case "P":
            if try reader.take("<") {
                let given = try reader.take(until: ">", named: "group name")
                try reader.checkName(given, back: 1)
                name = given
                return try capture(name: name, isVerbose: isVerbose, depth: depth, from: start)
            }
            return try namedReference()
        case ":":
            return try plain(adding: [], removing: [], isVerbose: isVerbose, depth: depth, from: start)
        case "#":
            while true {
                if reader.next == nil {
                    throw reader.fault(
                        "missing ), unterminated comment", back: reader.position - start)
                }
                if try reader.take(")") { return nil }
                _ = try reader.take()
            }
        case "=", "!", "<":
            return try look(letter, isVerbose: isVerbose, depth: depth, from: start)
        case "(": return try conditional(isVerbose: isVerbose, depth: depth, from: start)
        case ">":
            let part = try alternation(isVerbose: isVerbose, depth: depth + 1)
            try close(from: start)
            return .atomic(part)
        default: break
        }
        guard letter == 0x2D || PatternFlags(letter: letter) != nil else {
            throw reader.fault("unknown extension ?", token.points, back: token.length + 1)
        }
        guard let (added, removed) = try inlineFlags(letter) else {
            guard isAtStart else {
                throw reader.fault(
                    "global flags not at the start of the expression", back: reader.position - start)
            }
            isVerbose = flags.contains(.verbose)
            return nil
        }
        let isVerbose = (isVerbose || added.contains(.verbose)) && !removed.contains(.verbose)
        return try plain(adding: added, removing: removed, isVerbose: isVerbose, depth: depth, from: start)
    }

    /// Takes the `)` of the group that began at a place.
    private mutating func close(from start: Int) throws(PatternFault) {
        guard try reader.take(")") else {
            throw reader.fault("missing ), unterminated subpattern", back: reader.position - start)
        }
    }

    private mutating func capture(
        name: [UInt32]?, isVerbose: Bool, depth: Int, from start: Int
    ) throws(PatternFault) -> PatternNode {
        let number = try openGroup(name: name)
        let part = try alternation(isVerbose: isVerbose, depth: depth + 1)
        try close(from: start)
        closeGroup(number, part)
        return .group(number: number, adding: [], removing: [], part)
    }

    private mutating func plain(
        adding added: PatternFlags, removing removed: PatternFlags, isVerbose: Bool, depth: Int,
        from start: Int
    ) throws(PatternFault) -> PatternNode {
        let part = try alternation(isVerbose: isVerbose, depth: depth + 1)
        try close(from: start)
        return .group(number: nil, adding: added, removing: removed, part)
    }

    /// `(?P=name)`
    private mutating func namedReference() throws(PatternFault) -> PatternNode {
        guard try reader.take("=") else {
            guard let token = try reader.take() else { throw reader.fault("unexpected end of pattern") }
            throw reader.fault("unknown extension ?P", token.points, back: token.length + 2)
        }
        let name = try reader.take(until: ")", named: "group name")
        try reader.checkName(name, back: 1)
        let group = try group(named: name)
        guard isClosed(group) else {
            throw reader.fault("cannot refer to an open group", back: name.count + 1)
        }
        try checkLookbehind(group)
        return .reference(group: group)
    }

    /// `(?=...)` and its like.
    private mutating func look(
        _ letter: UInt32, isVerbose: Bool, depth: Int, from start: Int
    ) throws(PatternFault) -> PatternNode {
        var sign = letter
        let isBehind = letter == 0x3C
        let outer = lookbehindGroups
        if isBehind {
            guard let token = try reader.take() else { throw reader.fault("unexpected end of pattern") }
            guard token.escaped == nil, token.first == 0x3D || token.first == 0x21 else {
                throw reader.fault("unknown extension ?<", token.points, back: token.length + 2)
            }
            sign = token.first
            if outer == nil { lookbehindGroups = groupCount }
        }
        let part = try alternation(isVerbose: isVerbose, depth: depth + 1)
        if isBehind, outer == nil { lookbehindGroups = nil }
        try close(from: start)
        if sign == 0x21, part.nodes.isEmpty { return .failure }
        return .look(Look(isBehind: isBehind, isNegated: sign == 0x21), part)
    }

    /// `(?(group)yes|no)`
    private mutating func conditional(
        isVerbose: Bool, depth: Int, from start: Int
    ) throws(PatternFault) -> PatternNode {
        let name = try reader.take(until: ")", named: "group name")
        let group: Int
        if let number = name.number {
            if number == 0 { throw reader.fault("bad group number", back: name.count + 1) }
            if number >= Self.mostGroups {
                throw reader.fault(
                    "invalid group reference ", Array(name.drop { $0 == 0x30 }), back: name.count + 1)
            }
            group = number
            if !conditions.contains(where: { $0.group == number }) {
                conditions.append((number, reader.position - name.count - 1))
            }
        } else {
            try reader.checkName(name, back: 1)
            group = try self.group(named: name)
        }
        try checkLookbehind(group)
        let yes = try sequence(isVerbose: isVerbose, depth: depth + 1)
        var no: Subpattern?
        if try reader.take("|") {
            no = try sequence(isVerbose: isVerbose, depth: depth + 1)
            if reader.isNext("|") {
                throw reader.fault("conditional backref with more than two branches")
            }
        }
        try close(from: start)
        return .conditional(group: group, yes: yes, no: no)
    }

    // MARK: Flags

    /// The flags that a group turns on and off; nil if they were the whole pattern's, and have been taken.
    private mutating func inlineFlags(_ first: UInt32) throws(PatternFault) -> (PatternFlags, PatternFlags)? {
        var added: PatternFlags = []
        var end = first
        var letter = first
        while end != 0x2D, let flag = PatternFlags(letter: letter) {
            if reader.isText, flag == .locale {
                throw reader.fault("bad inline flags: cannot use 'L' flag with a str pattern")
            }
            if !reader.isText, flag == .unicode {
                throw reader.fault("bad inline flags: cannot use 'u' flag with a bytes pattern")
            }
            added.insert(flag)
            if PatternFlags.repertoire.contains(flag), added.intersection(.repertoire) != flag {
                throw reader.fault("bad inline flags: flags 'a', 'u' and 'L' are incompatible")
            }
            letter = try flagLetter(orElse: "missing -, : or )")
            end = letter
            if [0x29, 0x2D, 0x3A].contains(letter) { break }
        }
        if end == 0x29 {
            flags.formUnion(added)
            return nil
        }
        var removed: PatternFlags = []
        if end == 0x2D {
            letter = try flagLetter(orElse: "missing flag", also: [])
            while let flag = PatternFlags(letter: letter) {
                if PatternFlags.repertoire.contains(flag) {
                    throw reader.fault("bad inline flags: cannot turn off flags 'a', 'u' and 'L'")
                }
                removed.insert(flag)
                letter = try flagLetter(orElse: "missing :", also: [0x3A])
                if letter == 0x3A { break }
            }
        }
        if !added.isDisjoint(with: removed) {
            throw reader.fault("bad inline flags: flag turned on and off", back: 1)
        }
        return (added, removed)
    }

    /// The next letter of flags, or one of the characters that may end them.
    private mutating func flagLetter(
        orElse message: String, also ends: [UInt32] = [0x29, 0x2D, 0x3A]
    ) throws(PatternFault) -> UInt32 {
        guard let token = try reader.take() else { throw reader.fault(message) }
        if token.escaped == nil, ends.contains(token.first) || PatternFlags(letter: token.first) != nil {
            return token.first
        }
        let isLetter = token.escaped == nil && Self.isLetter(token.first, reader.tables)
        throw reader.fault(isLetter ? "unknown flag" : message, back: token.length)
    }

    private static func isLetter(_ point: UInt32, _ tables: CharacterTables) -> Bool {
        point < 0x80 ? point.isLetter : tables.isAlphanumeric(point) && !tables.isDecimal(point)
    }
}
