import PythonSyntax

extension CodeGenerator {
    func visitCall(
        _ function: Expression, _ arguments: [Expression], _ keywords: [Keyword], _ location: SourceRange
    ) throws(SyntaxError) {
        try checkKeywords(keywords)
        if case .attribute(let value, let name, .load) = function.kind,
            isMethodCall(value, arguments, keywords)
        {
            try visitMethodCall(function, value, name, arguments, keywords, location)
            return
        }
        checkCallable(function)
        try visit(function)
        unit.emit(.pushNull, at: function.range)
        try visitArguments(arguments, keywords, pushed: 0, location)
    }

    private func checkKeywords(_ keywords: [Keyword]) throws(SyntaxError) {
        var seen: Set<String> = []
        for keyword in keywords {
            guard let name = keyword.name else { continue }
            if !seen.insert(name).inserted {
                throw SyntaxError("keyword argument repeated: \(name)", at: keyword.range)
            }
        }
    }

    // MARK: Methods

    /// Whether a call can load method and `self` apart, which saves making a bound method.
    private func isMethodCall(
        _ value: Expression, _ arguments: [Expression], _ keywords: [Keyword]
    ) -> Bool {
        if case .name(let name, _) = value.kind, symbols.top[name].uses.contains(.imported) { return false }
        if arguments.count + keywords.count + (keywords.isEmpty ? 0 : 1) >= Self.stackGuideline {
            return false
        }
        return !arguments.contains(where: \.isStarred) && !keywords.contains { $0.name == nil }
    }

    private func visitMethodCall(
        _ function: Expression, _ value: Expression, _ name: String, _ arguments: [Expression],
        _ keywords: [Keyword], _ location: SourceRange
    ) throws(SyntaxError) {
        var place = function.range
        if isSuperCall(value, attribute: name) {
            let hasArguments = try visitSuperArguments(value)
            unit.emit(.loadSuperAttr, attributeIndex(name) << 2 | (hasArguments ? 3 : 1), at: place)
            place = attributeLocation(place, of: name, endingAt: function.range)
            unit.emit(.nop, at: place)
        } else {
            try visit(value)
            place = attributeLocation(place, of: name, endingAt: function.range)
            unit.emit(.loadAttr, attributeIndex(name) << 1 | 1, at: place)
        }
        try visit(arguments)
        if keywords.isEmpty {
            place = attributeLocation(location, of: name, endingAt: function.range)
            unit.emit(.call, arguments.count, at: place)
            return
        }
        for keyword in keywords { try visit(keyword.value) }
        emitNames(of: keywords, at: place)
        place = attributeLocation(location, of: name, endingAt: function.range)
        unit.emit(.callKw, arguments.count + keywords.count, at: place)
    }

    /// Whether an expression is a call of the builtin `super` that needs no super object for an attribute.
    func isSuperCall(_ expression: Expression, attribute: String) -> Bool {
        // The class of a super object is super.
        guard attribute != "__class__",
            case .call(let function, let arguments, let keywords) = expression.kind, keywords.isEmpty,
            case .name("super", _) = function.kind, scope["super"].resolution == .globalImplicit,
            symbols.top["super"].resolution == .unknown
        else { return false }
        if arguments.count == 2 { return !arguments.contains(where: \.isStarred) }
        // Without arguments it needs a first parameter and the class's cell.
        return arguments.isEmpty && unit.argumentCount + unit.positionalOnlyCount > 0
            && scope["__class__"].resolution == .free
    }

    /// Pushes `super`, the class and the object, and says whether they were written.
    func visitSuperArguments(_ expression: Expression) throws(SyntaxError) -> Bool {
        guard case .call(let function, let arguments, _) = expression.kind else { return false }
        visitName("super", .load, at: function.range)
        if arguments.isEmpty {
            visitName("__class__", .load, at: expression.range)
            visitName(unit.variables.names[0], .load, at: expression.range)
            return false
        }
        try visit(arguments)
        return true
    }

    // MARK: Arguments

    /// Pushes arguments and calls.
    /// - Parameter pushed: positional arguments that are on the stack already.
    func visitArguments(
        _ arguments: [Expression], _ keywords: [Keyword], pushed: Int, _ location: SourceRange
    ) throws(SyntaxError) {
        try checkKeywords(keywords)
        let isPlain =
            arguments.count + keywords.count * 2 <= Self.stackGuideline
            && !arguments.contains(where: \.isStarred) && !keywords.contains { $0.name == nil }
        guard isPlain else {
            try visitUnpackedArguments(arguments, keywords, pushed: pushed, location)
            return
        }
        try visit(arguments)
        if keywords.isEmpty {
            unit.emit(.call, pushed + arguments.count, at: location)
            return
        }
        for keyword in keywords { try visit(keyword.value) }
        emitNames(of: keywords, at: location)
        unit.emit(.callKw, pushed + arguments.count + keywords.count, at: location)
    }

    private func emitNames(of keywords: [Keyword], at location: SourceRange?) {
        let names = keywords.map { CodeConstant.string($0.name ?? "") }
        unit.emitConstant(.tuple(names), at: location)
    }

    private func visitUnpackedArguments(
        _ arguments: [Expression], _ keywords: [Keyword], pushed: Int, _ location: SourceRange
    ) throws(SyntaxError) {
        if pushed == 0, arguments.count == 1, case .starred(let value, _) = arguments[0].kind {
            try visit(value)
        } else {
            try visitElements(arguments, as: .tuple, pushed: pushed, location)
        }
        guard !keywords.isEmpty else {
            unit.emit(.callFunctionEx, 0, at: location)
            return
        }
        var hasDict = false
        var count = 0
        for (index, keyword) in keywords.enumerated() {
            if keyword.name != nil {
                count += 1
                continue
            }
            if count > 0 {
                try visitKeywords(keywords[(index - count)..<index], location)
                if hasDict { unit.emit(.dictMerge, 1, at: location) }
                hasDict = true
                count = 0
            }
            if !hasDict {
                unit.emit(.buildMap, 0, at: location)
                hasDict = true
            }
            try visit(keyword.value)
            unit.emit(.dictMerge, 1, at: location)
        }
        if count > 0 {
            try visitKeywords(keywords.suffix(count), location)
            if hasDict { unit.emit(.dictMerge, 1, at: location) }
        }
        unit.emit(.callFunctionEx, 1, at: location)
    }

    private func visitKeywords(
        _ keywords: ArraySlice<Keyword>, _ location: SourceRange
    ) throws(SyntaxError) {
        let isBig = keywords.count * 2 > Self.stackGuideline
        if keywords.count > 1, !isBig {
            for keyword in keywords { try visit(keyword.value) }
            emitNames(of: Array(keywords), at: location)
            unit.emit(.buildConstKeyMap, keywords.count, at: location)
            return
        }
        if isBig { unit.emit(.buildMap, 0, at: nil) }
        for keyword in keywords {
            unit.emitConstant(.string(keyword.name ?? ""), at: location)
            try visit(keyword.value)
            if isBig { unit.emit(.mapAdd, 1, at: nil) }
        }
        if !isBig { unit.emit(.buildMap, keywords.count, at: location) }
    }
}
