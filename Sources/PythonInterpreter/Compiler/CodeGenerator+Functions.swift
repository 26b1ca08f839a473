import PythonSyntax

extension CodeGenerator {
    func visit(_ function: FunctionDef, _ location: SourceRange) throws(SyntaxError) {
        try visit(function.decorators)
        let firstLine = Int((function.decorators.first?.range ?? location).start.line)
        var attributes = try visitDefaults(of: function.arguments, at: location)
        let isGeneric = !function.typeParameters.isEmpty
        let passed = attributes.count
        if isGeneric {
            try enterTypeParameters(
                of: function.name, function.typeParameters, location, passed: passed, firstLine: firstLine)
            for index in 0..<passed { unit.emit(.loadFast, index, at: location) }
        }
        if try visitAnnotations(of: function, at: location) { attributes.append(.annotations) }
        let code = try functionBody(function, location, firstLine: firstLine)
        emitFunction(code, attributes, at: location)
        if isGeneric {
            unit.emit(.swap, 2, at: location)
            emit(.setFunctionTypeParams, at: location)
            leaveTypeParameters(passed: passed, at: location)
        }
        callDecorators(function.decorators)
        visitName(function.name, .store, at: location)
    }

    private func functionBody(
        _ function: FunctionDef, _ location: SourceRange, firstLine: Int
    ) throws(SyntaxError) -> CodeUnit {
        let inner = symbols[.function, location]
        enter(
            inner, function.isAsync ? .asyncFunction : .function, named: function.name, firstLine: firstLine)
        var body = function.body[...]
        let docstring = docstring(of: function.body)
        if docstring != nil { body = body.dropFirst() }
        // A function's first constant is its docstring or None.
        _ = unit.constants.index(of: optimization < 2 ? docstring ?? .none : .none)
        setCounts(of: function.arguments)
        let isGenerator = inner.isGenerator || inner.isCoroutine
        let start = unit.newLabel()
        unit.place(start)
        if isGenerator { try push(.stopIteration, start: start, at: nil) }
        for statement in body { try visit(statement) }
        if isGenerator {
            wrapInStopIterationHandler()
            pop()
        }
        return leave(returningNone: true)
    }

    func visitLambda(
        _ arguments: Arguments, _ body: Expression, _ location: SourceRange
    ) throws(SyntaxError) {
        let attributes = try visitDefaults(of: arguments, at: location)
        let inner = symbols[.lambda, location]
        enter(inner, .lambda, named: "<lambda>", firstLine: Int(location.start.line))
        // A lambda whose value is a str has no docstring for all that.
        _ = unit.constants.index(of: .none)
        setCounts(of: arguments)
        try visit(body)
        let code: CodeUnit
        if inner.isGenerator {
            code = leave(returningNone: false)
        } else {
            unit.emit(.returnValue, at: body.range)
            code = leave(returningNone: true)
        }
        emitFunction(code, attributes, at: location)
    }

    private func setCounts(of arguments: Arguments) {
        unit.positionalOnlyCount = arguments.positionalOnly.count
        unit.argumentCount = arguments.positional.count
        unit.keywordOnlyCount = arguments.keywordOnly.count
    }

    // MARK: What a function is made of

    /// Pushes the tuple and the dict of defaults that there are.
    private func visitDefaults(
        of arguments: Arguments, at location: SourceRange
    ) throws(SyntaxError) -> [FunctionAttribute] {
        var attributes: [FunctionAttribute] = []
        if !arguments.defaults.isEmpty {
            try visit(arguments.defaults)
            unit.emit(.buildTuple, arguments.defaults.count, at: location)
            attributes.append(.defaults)
        }
        var names: [CodeConstant] = []
        for (parameter, value) in zip(arguments.keywordOnly, arguments.keywordDefaults) {
            guard let value else { continue }
            names.append(.string(mangled(parameter.name, in: unit.privateName)))
            try visit(value)
        }
        if !names.isEmpty {
            unit.emitConstant(.tuple(names), at: location)
            unit.emit(.buildConstKeyMap, names.count, at: location)
            attributes.append(.keywordDefaults)
        }
        return attributes
    }

    /// Pushes a tuple of names and annotations in turn, if there are any.
    private func visitAnnotations(
        of function: FunctionDef, at location: SourceRange
    ) throws(SyntaxError) -> Bool {
        var count = 0
        for parameter in function.arguments.inAnnotationOrder {
            guard let annotation = parameter.annotation else { continue }
            unit.emitConstant(.string(mangled(parameter.name, in: unit.privateName)), at: location)
            if !isAnnotationsFuture, case .starred(let value, _) = annotation.kind {
                // `*args: *Ts` means the one item of Ts unpacked.
                try visit(value)
                unit.emit(.unpackSequence, 1, at: location)
            } else {
                try visitAnnotation(annotation)
            }
            count += 2
        }
        if let returns = function.returns {
            unit.emitConstant(.string("return"), at: location)
            try visitAnnotation(returns)
            count += 2
        }
        if count > 0 { unit.emit(.buildTuple, count, at: location) }
        return count > 0
    }

    /// Makes a function of code, with what is on the stack for it and the cells it needs.
    func emitFunction(_ code: CodeUnit, _ attributes: [FunctionAttribute], at location: SourceRange?) {
        var attributes = attributes
        let freeNames = code.freeNames
        if !freeNames.isEmpty {
            for name in freeNames {
                unit.emit(FlowOperation.loadClosure, derefIndex(of: name), at: location)
            }
            unit.emit(.buildTuple, freeNames.count, at: location)
            attributes.append(.closure)
        }
        unit.emitConstant(.code(code), at: location)
        unit.emit(.makeFunction, at: location)
        for attribute in attributes.reversed() {
            unit.emit(.setFunctionAttribute, Int(attribute.rawValue), at: location)
        }
    }

    func callDecorators(_ decorators: [Expression]) {
        // The decorated object stands where a method's `self` would.
        for decorator in decorators.reversed() { unit.emit(.call, 0, at: decorator.range) }
    }

    // MARK: Docstrings

    /// The docstring of a body, without its indentation.
    func docstring(of body: [Statement]) -> CodeConstant? {
        guard case .expression(let value)? = body.first?.kind, case .string(let bytes)? = constant(value)
        else { return nil }
        return .string(language.cleansDocstrings ? cleanedDocstring(bytes) : bytes)
    }
}

/// A docstring with tabs expanded and without the indentation that its lines behind the first share.
func cleanedDocstring(_ bytes: [UInt8]) -> [UInt8] {
    let newline = UInt8(ascii: "\n")
    let space = UInt8(ascii: " ")
    let lines = expandingTabs(bytes).split(separator: newline, omittingEmptySubsequences: false)
    let margins = lines.dropFirst().compactMap { line in
        line.firstIndex { $0 != space }.map { $0 - line.startIndex }
    }
    let margin = margins.min() ?? 0
    var cleaned = Array(lines[0].drop { $0 == space })
    for line in lines.dropFirst() {
        cleaned.append(newline)
        let indentation = line.prefix(margin).prefix { $0 == space }.count
        cleaned += line.dropFirst(indentation)
    }
    return cleaned
}

/// `str.expandtabs`
private func expandingTabs(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.contains(UInt8(ascii: "\t")) else { return bytes }
    var expanded: [UInt8] = []
    var column = 0
    for byte in bytes {
        switch byte {
        case UInt8(ascii: "\t"):
            expanded += [UInt8](repeating: UInt8(ascii: " "), count: 8 - column % 8)
            column += 8 - column % 8
        case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
            expanded.append(byte)
            column = 0
        default:
            expanded.append(byte)
            // A code point has one byte that is no continuation.
            if byte & 0xC0 != 0x80 { column += 1 }
        }
    }
    return expanded
}
