import PythonSyntax

extension CodeGenerator {
    enum Display { case list, tuple, set }

    /// Builds a list, tuple or set, unpacking what is starred.
    /// - Parameter pushed: values already on the stack that come first.
    func visitElements(
        _ elements: [Expression], as display: Display, pushed: Int = 0, _ location: SourceRange
    ) throws(SyntaxError) {
        let build: Opcode = display == .set ? .buildSet : .buildList
        let extend: Opcode = display == .set ? .setUpdate : .listExtend
        let constants = elements.compactMap { constant($0) }
        if elements.count > 2, constants.count == elements.count {
            if display == .tuple, pushed == 0 {
                unit.emitConstant(.tuple(constants), at: location)
                return
            }
            unit.emit(build, pushed, at: location)
            unit.emitConstant(display == .set ? frozenset(constants) : .tuple(constants), at: location)
            unit.emit(extend, 1, at: location)
            if display == .tuple { emit(.listToTuple, at: location) }
            return
        }
        let isBig = elements.count + pushed > Self.stackGuideline
        if !isBig, !elements.contains(where: \.isStarred) {
            try visit(elements)
            unit.emit(display == .tuple ? .buildTuple : build, elements.count + pushed, at: location)
            return
        }
        var isBuilt = isBig
        if isBig { unit.emit(build, pushed, at: location) }
        for (index, element) in elements.enumerated() {
            if case .starred(let value, _) = element.kind {
                if !isBuilt {
                    unit.emit(build, index + pushed, at: location)
                    isBuilt = true
                }
                try visit(value)
                unit.emit(extend, 1, at: location)
            } else {
                try visit(element)
                if isBuilt { unit.emit(display == .set ? .setAdd : .listAppend, 1, at: location) }
            }
        }
        if display == .tuple { emit(.listToTuple, at: location) }
    }

    /// Unpacks the value on the stack into targets.
    func visitTargets(_ targets: [Expression], _ location: SourceRange) throws(SyntaxError) {
        var hasStar = false
        for (index, target) in targets.enumerated() where target.isStarred {
            if hasStar { throw SyntaxError("multiple starred expressions in assignment", at: location) }
            let behind = targets.count - index - 1
            if index >= 1 << 8 || behind >= 1 << 23 {
                throw SyntaxError("too many expressions in star-unpacking assignment", at: location)
            }
            unit.emit(.unpackEx, index | behind << 8, at: location)
            hasStar = true
        }
        if !hasStar { unit.emit(.unpackSequence, targets.count, at: location) }
        for target in targets {
            if case .starred(let value, _) = target.kind { try visit(value) } else { try visit(target) }
        }
    }

    // MARK: Dicts

    func visitDict(
        _ keys: [Expression?], _ values: [Expression], _ location: SourceRange
    ) throws(SyntaxError) {
        var hasDict = false
        var count = 0
        func update() {
            if hasDict { unit.emit(.dictUpdate, 1, at: location) }
            hasDict = true
        }
        for index in values.indices {
            if keys[index] == nil {
                if count > 0 {
                    try visitPairs(keys, values, (index - count)..<index, location)
                    update()
                    count = 0
                }
                if !hasDict {
                    unit.emit(.buildMap, 0, at: location)
                    hasDict = true
                }
                try visit(values[index])
                unit.emit(.dictUpdate, 1, at: location)
            } else if count * 2 > Self.stackGuideline {
                try visitPairs(keys, values, (index - count)..<(index + 1), location)
                update()
                count = 0
            } else {
                count += 1
            }
        }
        if count > 0 {
            try visitPairs(keys, values, (values.count - count)..<values.count, location)
            update()
        }
        if !hasDict { unit.emit(.buildMap, 0, at: location) }
    }

    private func visitPairs(
        _ keys: [Expression?], _ values: [Expression], _ range: Range<Int>, _ location: SourceRange
    ) throws(SyntaxError) {
        let isBig = range.count * 2 > Self.stackGuideline
        let constants = range.compactMap { index in keys[index].flatMap { constant($0) } }
        if range.count > 1, !isBig, constants.count == range.count {
            for index in range { try visit(values[index]) }
            unit.emitConstant(.tuple(constants), at: location)
            unit.emit(.buildConstKeyMap, range.count, at: location)
            return
        }
        if isBig { unit.emit(.buildMap, 0, at: location) }
        for index in range {
            if let key = keys[index] { try visit(key) }
            try visit(values[index])
            if isBig { unit.emit(.mapAdd, 1, at: location) }
        }
        if !isBig { unit.emit(.buildMap, range.count, at: location) }
    }
}

/// A frozenset of the distinct constants among some.
func frozenset(_ constants: [CodeConstant]) -> CodeConstant {
    var seen: Set<CodeConstant> = []
    return .frozenset(constants.filter { seen.insert($0.equalityKey).inserted })
}

extension Expression {
    /// `*value`
    var isStarred: Bool {
        if case .starred = kind { true } else { false }
    }
}
