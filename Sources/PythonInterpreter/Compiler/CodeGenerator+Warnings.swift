import PythonSyntax

/// What CPython's compiler warns of: code that is surely not meant.
extension CodeGenerator {
    /// `x is 1`
    func checkIdentity(
        _ left: Expression, _ operations: [ComparisonOperator], _ comparators: [Expression],
        _ location: SourceRange
    ) {
        guard warnings != nil else { return }
        var left = left
        for (operation, right) in zip(operations, comparators) {
            if operation == .is || operation == .isNot, let literal = literalType(left) ?? literalType(right)
            {
                let (used, meant) = operation == .is ? ("is", "==") : ("is not", "!=")
                let what = language.namesLiteralsInWarnings ? "'\(literal)'" : "a"
                return warn("\"\(used)\" with \(what) literal. Did you mean \"\(meant)\"?", location)
            }
            left = right
        }
    }

    /// `assert (x, "message")`
    func checkAssertion(_ test: Expression, _ location: SourceRange) {
        let isFull =
            switch test.kind {
            case .tuple(let elements, _): !elements.isEmpty
            default: if case .tuple(let items)? = constant(test) { !items.isEmpty } else { false }
            }
        if isFull { warn("assertion is always true, perhaps remove parentheses?", location) }
    }

    /// `[(1, 2) (3, 4)]`
    func checkCallable(_ function: Expression) {
        switch function.kind {
        case .constant, .tuple, .list, .listComp, .dict, .dictComp, .set, .setComp, .generatorExp, .joinedStr,
            .formattedValue:
            let type = displayType(function) ?? ""
            warn("'\(type)' object is not callable; perhaps you missed a comma?", function.range)
        default: break
        }
    }

    /// `[1 [0]]`, `[(1, 2) ["a"]]`
    func checkSubscript(_ value: Expression, _ index: Expression, _ location: SourceRange) {
        guard warnings != nil, let type = displayType(value) else { return }
        switch type {
        case "NoneType", "ellipsis", "int", "bool", "float", "complex", "set", "frozenset", "generator",
            "function":
            warn("'\(type)' object is not subscriptable; perhaps you missed a comma?", location)
        case "str", "bytes", "tuple", "list":
            guard let indexType = displayType(index), indexType != "int", indexType != "bool" else { return }
            warn(
                "\(type) indices must be integers or slices, not \(indexType); perhaps you missed a comma?",
                location)
        default: break
        }
    }

    private func warn(_ message: String, _ location: SourceRange) {
        warnings?.note(SyntaxWarning(message, at: location))
    }

    /// The type of a constant that has no identity to rely on.
    private func literalType(_ expression: Expression) -> String? {
        switch constant(expression) {
        case nil, .none?, .true?, .false?, .ellipsis?: nil
        case let constant?: constant.typeName
        }
    }

    /// The type of what an expression makes, where its form says so.
    private func displayType(_ expression: Expression) -> String? {
        switch expression.kind {
        case .tuple: "tuple"
        case .list, .listComp: "list"
        case .dict, .dictComp: "dict"
        case .set, .setComp: "set"
        case .generatorExp: "generator"
        case .lambda: "function"
        case .joinedStr, .formattedValue: "str"
        case .constant: constant(expression)?.typeName
        default: nil
        }
    }
}

extension CodeConstant {
    /// What `type(…).__name__` of it is.
    fileprivate var typeName: String {
        switch self {
        case .none: "NoneType"
        case .true, .false: "bool"
        case .ellipsis: "ellipsis"
        case .int: "int"
        case .float: "float"
        case .complex: "complex"
        case .string: "str"
        case .bytes: "bytes"
        case .tuple: "tuple"
        case .frozenset: "frozenset"
        case .code: "code"
        }
    }
}
