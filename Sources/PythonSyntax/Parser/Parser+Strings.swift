extension Parser {
    /// String literals and f-strings that stand beside each other, as the one expression they are.
    mutating func strings() throws(Rejection) -> Expression {
        let start = position
        var parts: [Expression] = []
        var hasFString = false
        var fieldFault: String?
        while true {
            if symbol == .string, let found = tokens.fieldFault(at: position) {
                fieldFault = fieldFault ?? found
                advance()
            } else if symbol == .string {
                parts.append(try stringLiteral())
            } else if symbol == .fstringStart {
                hasFString = true
                parts += try fstring()
            } else {
                break
            }
        }
        guard start < position else { throw Rejection() }
        if let fieldFault { throw reject(tokens.fieldFault(fieldFault, behind: position)) }
        let bytesCount = parts.count { isBytes($0) }
        if bytesCount > 0, bytesCount < parts.count || hasFString {
            throw reject(tokens.fault("cannot mix bytes and nonbytes literals", at: position))
        }
        if hasFString { return Expression(.joinedStr(joined(parts)), range(from: start)) }
        if parts.count == 1 { return parts[0] }
        return concatenation(parts[...])
    }

    /// Constants that follow each other as one; a `u` before the first one counts.
    private func concatenation(_ parts: ArraySlice<Expression>) -> Expression {
        guard let first = parts.first, let last = parts.last, parts.count > 1 else {
            return parts[parts.startIndex]
        }
        var content: [UInt8] = []
        for part in parts {
            if case .constant(.string(let bytes), _) = part.kind { content += bytes }
            if case .constant(.bytes(let bytes), _) = part.kind { content += bytes }
        }
        var hasPrefix = false
        if case .constant(_, let hasUPrefix) = first.kind { hasPrefix = hasUPrefix }
        return Expression(
            .constant(isBytes(first) ? .bytes(content) : .string(content), hasUPrefix: hasPrefix),
            SourceRange(from: first.range, to: last.range))
    }

    /// The parts of a joined string: constants that follow each other are one, and empty ones disappear.
    func joined(_ parts: [Expression]) -> [Expression] {
        var result: [Expression] = []
        var index = 0
        while index < parts.count {
            var end = index
            while end < parts.count, isConstant(parts[end]) { end += 1 }
            if end > index {
                let merged = concatenation(parts[index..<end])
                if !isEmptyText(merged) { result.append(merged) }
                index = end
            } else {
                result.append(parts[index])
                index += 1
            }
        }
        return result
    }

    private mutating func stringLiteral() throws(Rejection) -> Expression {
        let start = position
        do {
            let literal = try StringLiteral(tokens.bytes(at: start), at: tokens.places[start].range)
            warn(literal.warnings, at: start)
            advance()
            return Expression(
                .constant(literal.value, hasUPrefix: literal.hasUPrefix), range(from: start))
        } catch {
            throw reject(error)
        }
    }

    /// A number.
    mutating func number() throws(Rejection) -> Expression {
        guard symbol == .number else { throw Rejection() }
        do {
            return constant(
                try NumberLiteral.value(of: tokens.bytes(at: position), at: tokens.places[position].range))
        } catch {
            throw reject(error)
        }
    }

    /// Stops because of what is wrong with a token.
    mutating func reject(_ error: SyntaxError) -> Rejection {
        fault = error
        return Rejection()
    }

    func isConstant(_ expression: Expression) -> Bool {
        if case .constant = expression.kind { true } else { false }
    }

    private func isBytes(_ expression: Expression) -> Bool {
        if case .constant(.bytes, _) = expression.kind { true } else { false }
    }

    func isEmptyText(_ expression: Expression) -> Bool {
        if case .constant(.string(let bytes), _) = expression.kind { bytes.isEmpty } else { false }
    }
}
