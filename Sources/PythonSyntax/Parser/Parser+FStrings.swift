extension Parser {
    /// The parts of one f-string: constants and formatted values.
    mutating func fstring() throws(Rejection) -> [Expression] {
        let prefix = tokens.bytes(at: position)
        let isRaw = prefix.contains(UInt8(ascii: "r")) || prefix.contains(UInt8(ascii: "R"))
        advance()
        var parts: [Expression] = []
        let openCount = openWarnings.count
        // CPython decodes the text when it has the whole string, and places what is wrong with it at its end.
        var faulty: Int?
        while symbol != .fstringEnd {
            if symbol == .fstringMiddle {
                do throws(SyntaxError) {
                    let text = try fstringText(isRaw: isRaw)
                    if !isEmptyText(text) { parts.append(text) }
                } catch {
                    faulty = faulty ?? position
                    advance()
                }
            } else {
                parts += try replacementField(isRaw: isRaw)
            }
        }
        // CPython decodes a string's text at its end.
        warn(Array(openWarnings[openCount...]), at: position)
        openWarnings.removeSubrange(openCount...)
        if let faulty {
            let (end, place) = (position, tokens.places[position].range)
            position = faulty
            do throws(SyntaxError) {
                _ = try fstringText(isRaw: isRaw)
            } catch {
                position = end
                throw reject(SyntaxError(error.kind, error.message, at: place))
            }
        }
        advance()
        return parts
    }

    private mutating func fstringText(isRaw: Bool) throws(SyntaxError) -> Expression {
        let place = tokens.places[position]
        var found: [SyntaxWarning] = []
        let text = try StringLiteral.text(
            ofFStringPart: tokens.bytes(at: position), isRaw: isRaw, at: place.range, warnings: &found)
        openWarnings += found
        var result = constant(.string(text))
        // The second brace of `{{` and `}}` is in no token, but the constant covers it.
        if tokens.places[position].firstByte > place.endByte { result.range.end.column += 1 }
        return result
    }

    /// `{value!r:format}`; `{value=}` is its text too.
    private mutating func replacementField(isRaw: Bool) throws(Rejection) -> [Expression] {
        let start = position
        try expect(.leftBrace)
        try enter()
        let value = try yieldOrExpressions()
        let isDebugging = take(.equal)
        // What `=` shows ends before the next token, white space included.
        let textEnd = position
        var conversion = FormattedValue.Conversion.none
        var specification: Expression?
        var faultyConversion: SyntaxError?
        if symbol == .exclamation { (conversion, faultyConversion) = try self.conversion() }
        if symbol == .colon { specification = try formatSpecification(isRaw: isRaw) }
        try expect(.rightBrace)
        if let faultyConversion { throw reject(faultyConversion) }
        leave()
        if isDebugging, conversion == .none, specification == nil { conversion = .repr }
        let formatted = Expression(
            .formattedValue(
                FormattedValue(value: value, conversion: conversion, specification: specification)),
            range(from: start))
        guard isDebugging else { return [formatted] }
        let places = tokens.places
        let text = withoutComments(
            tokens.source[Int(places[start].endByte)..<Int(places[textEnd].firstByte)])
        let place = SourceRange(places[start].range.end, places[textEnd].range.start)
        return [Expression(.constant(.string(text), hasUPrefix: false), place), formatted]
    }

    /// `!s`, `!r`, `!a`
    private mutating func conversion() throws(Rejection) -> (FormattedValue.Conversion, SyntaxError?) {
        let mark = tokens.places[position].range
        advance()
        guard symbol.isName else { throw Rejection() }
        let place = tokens.places[position].range
        guard place.start == mark.end else {
            throw reject(
                // The spelling is CPython 3.13's.
                SyntaxError(
                    "f-string: conversion type must come right after the exclamanation mark",
                    at: SourceRange(from: mark, to: place)))
        }
        let name = try self.name()
        switch name {
        case "s": return (.str, nil)
        case "r": return (.repr, nil)
        case "a": return (.ascii, nil)
        default:
            // CPython looks at it when it has the whole field.
            let message = "f-string: invalid conversion character '\(name)': expected 's', 'r', or 'a'"
            return (.none, SyntaxError(message, at: place))
        }
    }

    /// `:format`, which may have replacement fields of its own.
    private mutating func formatSpecification(isRaw: Bool) throws(Rejection) -> Expression {
        let start = position
        advance()
        var parts: [Expression] = []
        while symbol != .rightBrace {
            if symbol == .fstringMiddle {
                do throws(SyntaxError) {
                    let text = try fstringText(isRaw: isRaw)
                    if !isEmptyText(text) { parts.append(text) }
                } catch {
                    throw reject(error)
                }
            } else {
                parts += try replacementField(isRaw: isRaw)
            }
        }
        return Expression(.joinedStr(joined(parts)), range(from: start))
    }

    /// What `=` shows of an expression: comments are left out, as CPython leaves them out.
    private func withoutComments(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        var isComment = false
        for byte in text {
            if byte == UInt8(ascii: "\n") { isComment = false }
            if byte == UInt8(ascii: "#") { isComment = true }
            if !isComment { result.append(byte) }
        }
        return result
    }
}
