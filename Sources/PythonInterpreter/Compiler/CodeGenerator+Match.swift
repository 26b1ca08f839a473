import PythonSyntax

/// What a pattern has to know of the patterns around it.
struct PatternContext {
    /// The names captured so far; their values are on the stack in this order.
    var stores: [String] = []
    /// Whether a pattern that matches everything may stand here.
    var allowsIrrefutable = false
    /// Where a failed match goes, by how many values it has to drop.
    var failures: [Label] = []
    /// How many values besides the captured ones are on the stack.
    var onTop = 0
}

extension CodeGenerator {
    func visitMatch(_ subject: Expression, _ cases: [MatchCase]) throws(SyntaxError) {
        try visit(subject)
        let end = unit.newLabel()
        let last = cases[cases.count - 1]
        let hasDefault = last.pattern.isWildcard && cases.count > 1
        let tested = cases.dropLast(hasDefault ? 1 : 0)
        for (index, matchCase) in tested.enumerated() {
            let place = matchCase.pattern.range
            let isLast = index == tested.count - 1
            if !isLast { unit.emit(.copy, 1, at: place) }
            var context = PatternContext()
            context.allowsIrrefutable = matchCase.condition != nil || index == cases.count - 1
            try visit(matchCase.pattern, &context)
            for name in context.stores { visitName(name, .store, at: place) }
            if let condition = matchCase.condition {
                ensureFailures(&context, 0)
                try jump(on: condition, to: context.failures[0], if: false)
            }
            if !isLast { unit.emit(.popTop, at: place) }
            try visit(matchCase.body)
            unit.emit(.jump, to: end, at: nil)
            placeFailures(&context, at: place)
        }
        if hasDefault {
            // A last `case _` needs no copy of the subject.
            unit.emit(cases.count == 1 ? .popTop : .nop, at: last.pattern.range)
            if let condition = last.condition { try jump(on: condition, to: end, if: false) }
            try visit(last.body)
        }
        unit.place(end)
    }

    // MARK: Failures

    private func ensureFailures(_ context: inout PatternContext, _ count: Int) {
        while context.failures.count <= count { context.failures.append(unit.newLabel()) }
    }

    private func fail(_ operation: FlowOperation, _ context: inout PatternContext, at location: SourceRange) {
        let pops = context.onTop + context.stores.count
        ensureFailures(&context, pops)
        unit.emit(operation, to: context.failures[pops], at: location)
    }

    private func placeFailures(_ context: inout PatternContext, at location: SourceRange) {
        for label in context.failures.dropFirst().reversed() {
            unit.place(label)
            unit.emit(.popTop, at: location)
        }
        if let label = context.failures.first { unit.place(label) }
        context.failures = []
    }

    // MARK: Patterns

    private func visit(_ pattern: Pattern, _ context: inout PatternContext) throws(SyntaxError) {
        let location = pattern.range
        switch pattern.kind {
        case .matchValue(let value):
            try visit(value)
            emitComparison(.equal, at: location)
            unit.emit(.toBool, at: location)
            fail(.real(.popJumpIfFalse), &context, at: location)
        case .matchSingleton(let constant):
            unit.emitConstant(constant.singleton, at: location)
            emitComparison(.is, at: location)
            fail(.real(.popJumpIfFalse), &context, at: location)
        case .matchSequence(let patterns): try visitSequence(patterns, &context, location)
        case .matchMapping(let keys, let patterns, let rest):
            try visitMapping(keys, patterns, rest, &context, location)
        case .matchClass(let type, let patterns, let names, let keywordPatterns):
            try visitClass(type, patterns, names, keywordPatterns, &context, location)
        case .matchStar(let name): try store(name, &context, location)
        case .matchAs(let inner?, let name):
            context.onTop += 1
            unit.emit(.copy, 1, at: location)
            try visit(inner, &context)
            context.onTop -= 1
            try store(name, &context, location)
        case .matchAs(nil, let name):
            if !context.allowsIrrefutable {
                throw SyntaxError(
                    (name.map { "name capture '\($0)'" } ?? "wildcard")
                        + " makes remaining patterns unreachable", at: location)
            }
            try store(name, &context, location)
        case .matchOr(let patterns): try visitAlternatives(patterns, &context, location)
        }
    }

    private func visitInner(_ pattern: Pattern, _ context: inout PatternContext) throws(SyntaxError) {
        let allowsIrrefutable = context.allowsIrrefutable
        context.allowsIrrefutable = true
        try visit(pattern, &context)
        context.allowsIrrefutable = allowsIrrefutable
    }

    /// Moves the value on top of the stack below what has to stay above the captured values.
    private func store(
        _ name: String?, _ context: inout PatternContext, _ location: SourceRange
    ) throws(SyntaxError) {
        guard let name else {
            unit.emit(.popTop, at: location)
            return
        }
        if context.stores.contains(name) { throw duplicateStore(name, location) }
        rotate(context.onTop + context.stores.count + 1, at: location)
        context.stores.append(name)
    }

    private func duplicateStore(_ name: String, _ location: SourceRange) -> SyntaxError {
        SyntaxError("multiple assignments to name '\(name)' in pattern", at: location)
    }

    private func rotate(_ count: Int, at location: SourceRange) {
        for depth in stride(from: count, to: 1, by: -1) { unit.emit(.swap, depth, at: location) }
    }

    // MARK: Classes and mappings

    private func visitClass(
        _ type: Expression, _ patterns: [Pattern], _ names: [String], _ keywordPatterns: [Pattern],
        _ context: inout PatternContext, _ location: SourceRange
    ) throws(SyntaxError) {
        for (index, name) in names.enumerated() where names[..<index].contains(name) {
            throw SyntaxError(
                "attribute name repeated in class pattern: \(name)", at: keywordPatterns[index].range)
        }
        let count = patterns.count + names.count
        try visit(type)
        unit.emitConstant(.tuple(names.map { .string($0) }), at: location)
        unit.emit(.matchClass, patterns.count, at: location)
        unit.emit(.copy, 1, at: location)
        unit.emitConstant(.none, at: location)
        unit.emit(.isOp, 1, at: location)
        context.onTop += 1
        fail(.real(.popJumpIfFalse), &context, at: location)
        unit.emit(.unpackSequence, count, at: location)
        context.onTop += count - 1
        for pattern in patterns + keywordPatterns {
            context.onTop -= 1
            if pattern.isWildcard {
                unit.emit(.popTop, at: location)
            } else {
                try visitInner(pattern, &context)
            }
        }
    }

    private func visitMapping(
        _ keys: [Expression], _ patterns: [Pattern], _ rest: String?, _ context: inout PatternContext,
        _ location: SourceRange
    ) throws(SyntaxError) {
        context.onTop += 1
        unit.emit(.matchMapping, at: location)
        fail(.real(.popJumpIfFalse), &context, at: location)
        if keys.isEmpty, rest == nil {
            context.onTop -= 1
            unit.emit(.popTop, at: location)
            return
        }
        if !keys.isEmpty {
            unit.emit(.getLen, at: location)
            unit.emitConstant(.int(.init(keys.count)), at: location)
            emitComparison(.greaterEqual, at: location)
            fail(.real(.popJumpIfFalse), &context, at: location)
        }
        try visitKeys(keys, location)
        unit.emit(.matchKeys, at: location)
        context.onTop += 2
        unit.emit(.copy, 1, at: location)
        unit.emitConstant(.none, at: location)
        unit.emit(.isOp, 1, at: location)
        fail(.real(.popJumpIfFalse), &context, at: location)
        unit.emit(.unpackSequence, keys.count, at: location)
        context.onTop += keys.count - 1
        for pattern in patterns {
            context.onTop -= 1
            try visitInner(pattern, &context)
        }
        context.onTop -= 2
        guard let rest else {
            unit.emit(.popTop, at: location)
            unit.emit(.popTop, at: location)
            return
        }
        // rest = dict(subject), without the keys
        unit.emit(.buildMap, 0, at: location)
        unit.emit(.swap, 3, at: location)
        unit.emit(.dictUpdate, 2, at: location)
        unit.emit(.unpackSequence, keys.count, at: location)
        for left in stride(from: keys.count, to: 0, by: -1) {
            unit.emit(.copy, 1 + left, at: location)
            unit.emit(.swap, 2, at: location)
            unit.emit(.deleteSubscr, at: location)
        }
        try store(rest, &context, location)
    }

    private func visitKeys(_ keys: [Expression], _ location: SourceRange) throws(SyntaxError) {
        var seen: Set<CodeConstant> = []
        for key in keys {
            if let constant = constant(key) {
                if !seen.insert(constant.equalityKey).inserted {
                    var unparser = Unparser(folded: folded)
                    throw SyntaxError(
                        "mapping pattern checks duplicate key (\(unparser.unparse(key)))", at: location)
                }
            } else if case .attribute = key.kind {
                // A dotted name is compared when the pattern is matched.
            } else {
                throw SyntaxError(
                    "mapping pattern keys may only match literals and attribute lookups", at: location)
            }
            try visit(key)
        }
        unit.emit(.buildTuple, keys.count, at: location)
    }

    // MARK: Sequences

    private func visitSequence(
        _ patterns: [Pattern], _ context: inout PatternContext, _ location: SourceRange
    ) throws(SyntaxError) {
        let stars = patterns.indices.filter { patterns[$0].isStar }
        if stars.count > 1 {
            throw SyntaxError("multiple starred names in sequence pattern", at: location)
        }
        context.onTop += 1
        unit.emit(.matchSequence, at: location)
        fail(.real(.popJumpIfFalse), &context, at: location)
        if stars.isEmpty || patterns.count > 1 {
            unit.emit(.getLen, at: location)
            unit.emitConstant(.int(.init(patterns.count - stars.count)), at: location)
            emitComparison(stars.isEmpty ? .equal : .greaterEqual, at: location)
            fail(.real(.popJumpIfFalse), &context, at: location)
        }
        context.onTop -= 1
        if patterns.allSatisfy({ $0.isWildcard || $0.isStarWildcard }) {
            unit.emit(.popTop, at: location)
        } else if let star = stars.first, patterns[star].isStarWildcard {
            try visitItems(of: patterns, around: star, &context, location)
        } else {
            try unpack(patterns, star: stars.first, &context, location)
        }
    }

    /// Unpacks the whole subject.
    private func unpack(
        _ patterns: [Pattern], star: Int?, _ context: inout PatternContext, _ location: SourceRange
    ) throws(SyntaxError) {
        if let star {
            let behind = patterns.count - star - 1
            if star >= 1 << 8 || behind >= 1 << 23 {
                throw SyntaxError("too many expressions in star-unpacking sequence pattern", at: location)
            }
            unit.emit(.unpackEx, star | behind << 8, at: location)
        } else {
            unit.emit(.unpackSequence, patterns.count, at: location)
        }
        context.onTop += patterns.count
        for pattern in patterns {
            context.onTop -= 1
            try visitInner(pattern, &context)
        }
    }

    /// Takes single items, because `*_` asks for none of the others.
    private func visitItems(
        of patterns: [Pattern], around star: Int, _ context: inout PatternContext, _ location: SourceRange
    ) throws(SyntaxError) {
        context.onTop += 1
        for (index, pattern) in patterns.enumerated() where index != star && !pattern.isWildcard {
            unit.emit(.copy, 1, at: location)
            if index < star {
                unit.emitConstant(.int(.init(index)), at: location)
            } else {
                // The subject may not know negative indices.
                unit.emit(.getLen, at: location)
                unit.emitConstant(.int(.init(patterns.count - index)), at: location)
                unit.emit(.binaryOp, Int(BinaryOperation.subtract.rawValue), at: location)
            }
            unit.emit(.binarySubscr, at: location)
            try visitInner(pattern, &context)
        }
        context.onTop -= 1
        unit.emit(.popTop, at: location)
    }

    // MARK: Alternatives

    private func visitAlternatives(
        _ patterns: [Pattern], _ context: inout PatternContext, _ location: SourceRange
    ) throws(SyntaxError) {
        let end = unit.newLabel()
        var control: [String] = []
        for (index, pattern) in patterns.enumerated() {
            var inner = PatternContext()
            inner.allowsIrrefutable = index == patterns.count - 1 && context.allowsIrrefutable
            unit.emit(.copy, 1, at: pattern.range)
            try visit(pattern, &inner)
            if index == 0 {
                control = inner.stores
            } else {
                try reorder(&inner.stores, as: control, pattern.range, whole: location)
            }
            unit.emit(.jump, to: end, at: pattern.range)
            placeFailures(&inner, at: pattern.range)
        }
        unit.emit(.popTop, at: location)
        fail(.jump, &context, at: location)
        unit.place(end)
        let rotations = control.count + 1 + context.onTop + context.stores.count
        for name in control {
            rotate(rotations, at: location)
            if context.stores.contains(name) { throw duplicateStore(name, location) }
            context.stores.append(name)
        }
        unit.emit(.popTop, at: location)
    }

    /// Brings the captured values of an alternative into the order of the first one's.
    private func reorder(
        _ stores: inout [String], as control: [String], _ location: SourceRange, whole: SourceRange
    ) throws(SyntaxError) {
        let differs = SyntaxError("alternative patterns bind different names", at: whole)
        guard stores.count == control.count else { throw differs }
        for wanted in control.indices.reversed() {
            guard let found = stores.firstIndex(of: control[wanted]) else { throw differs }
            if found == wanted { continue }
            let rotated = stores[...found]
            stores.removeFirst(found + 1)
            stores.insert(contentsOf: rotated, at: wanted - found)
            for _ in 0...found { rotate(wanted + 1, at: location) }
        }
    }
}

extension Pattern {
    /// `_`
    fileprivate var isWildcard: Bool {
        if case .matchAs(nil, nil) = kind { true } else { false }
    }

    fileprivate var isStar: Bool {
        if case .matchStar = kind { true } else { false }
    }

    /// `*_`
    fileprivate var isStarWildcard: Bool {
        if case .matchStar(nil) = kind { true } else { false }
    }
}

extension Constant {
    /// None, True or False.
    fileprivate var singleton: CodeConstant {
        switch self {
        case .true: .true
        case .false: .false
        default: .none
        }
    }
}
