extension Parser {
    /// `import a.b as c, d`
    mutating func importStatement() throws(Rejection) -> Statement.Kind {
        advance()
        var names = [try dottedAlias()]
        while take(.comma) { names.append(try dottedAlias()) }
        return .import(names)
    }

    /// `from ..a import b as c, d`
    mutating func importFromStatement() throws(Rejection) -> Statement.Kind {
        advance()
        var level = 0
        while symbol == .dot || symbol == .ellipsis {
            level += symbol == .dot ? 1 : 3
            advance()
        }
        let module = symbol == .import && level > 0 ? nil : try dottedName()
        try expect(.import)
        let start = position
        if take(.star) {
            let star = Alias(name: "*", asName: nil, range: range(from: start))
            return .importFrom(module: module, names: [star], level: level)
        }
        let isParenthesized = take(.leftParenthesis)
        var names = [try alias()]
        while take(.comma) {
            if isParenthesized, symbol == .rightParenthesis { break }
            names.append(try alias())
        }
        if isParenthesized { try expect(.rightParenthesis) }
        return .importFrom(module: module, names: names, level: level)
    }

    private mutating func alias() throws(Rejection) -> Alias {
        let start = position
        let name = try name()
        let asName = take(.as) ? try self.name() : nil
        return Alias(name: name, asName: asName, range: range(from: start))
    }

    private mutating func dottedAlias() throws(Rejection) -> Alias {
        let start = position
        let name = try dottedName()
        let asName = take(.as) ? try self.name() : nil
        return Alias(name: name, asName: asName, range: range(from: start))
    }

    private mutating func dottedName() throws(Rejection) -> String {
        var result = try name()
        while take(.dot) { result += "." + (try name()) }
        return result
    }
}
