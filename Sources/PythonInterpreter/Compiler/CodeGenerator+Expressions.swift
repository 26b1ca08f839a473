import PythonSyntax

extension CodeGenerator {
    func visit(_ expressions: [Expression]) throws(SyntaxError) {
        for expression in expressions { try visit(expression) }
    }

    /// Pushes the value of an expression; binds or deletes a target.
    func visit(_ expression: Expression) throws(SyntaxError) {
        let location = expression.range
        switch expression.kind {
        case .boolOp(let operation, let values): try visitBoolean(operation, values, location)
        case .namedExpr(let target, let value):
            try visit(value)
            unit.emit(.copy, 1, at: location)
            try visit(target)
        case .binOp(let left, let operation, let right):
            try visit(left)
            try visit(right)
            unit.emit(.binaryOp, Int(operation.operation.rawValue), at: location)
        case .unaryOp(let operation, let operand):
            try visit(operand)
            switch operation {
            case .invert: unit.emit(.unaryInvert, at: location)
            case .not:
                unit.emit(.toBool, at: location)
                unit.emit(.unaryNot, at: location)
            case .plus: emit(.unaryPositive, at: location)
            case .minus: unit.emit(.unaryNegative, at: location)
            }
        case .lambda(let arguments, let body): try visitLambda(arguments, body, location)
        case .ifExp(let test, let body, let orElse):
            let end = unit.newLabel()
            let next = unit.newLabel()
            try jump(on: test, to: next, if: false)
            try visit(body)
            unit.emit(.jumpNoInterrupt, to: end, at: nil)
            unit.place(next)
            try visit(orElse)
            unit.place(end)
        case .dict(let keys, let values): try visitDict(keys, values, location)
        case .set(let elements): try visitElements(elements, as: .set, location)
        case .listComp, .setComp, .dictComp, .generatorExp: try visitComprehension(expression)
        case .await(let value): try visitAwait(value, location)
        case .yield(let value): try visitYield(value, location)
        case .yieldFrom(let value): try visitYieldFrom(value, location)
        case .compare(let left, let operations, let comparators):
            try visitComparison(left, operations, comparators, location)
        case .call(let function, let arguments, let keywords):
            try visitCall(function, arguments, keywords, location)
        case .formattedValue(let formatted): try visitFormatted(formatted, location)
        case .joinedStr(let values): try visitJoined(values, location)
        case .constant:
            if let constant = constant(expression) {
                // The text of a format that became an f-string has no place.
                unit.emitConstant(constant, at: location == .nowhere ? nil : location)
            }
        case .attribute(let value, let name, let context):
            try visitAttribute(expression, value, name, context)
        case .subscript(let value, let slice, let context):
            try visitSubscript(value, slice, context, location)
        case .starred(_, let context):
            throw SyntaxError(
                context == .store
                    ? "starred assignment target must be in a list or tuple"
                    : "can't use starred expression here", at: location)
        case .name(let name, let context): visitName(name, context, at: location)
        case .list(let elements, let context):
            switch context {
            case .load: try visitElements(elements, as: .list, location)
            case .store: try visitTargets(elements, location)
            case .delete: try visit(elements)
            }
        case .tuple(let elements, let context):
            switch context {
            case .load: try visitElements(elements, as: .tuple, location)
            case .store: try visitTargets(elements, location)
            case .delete: try visit(elements)
            }
        case .slice(let lower, let upper, let step):
            try visitBounds(lower, upper, location)
            if let step { try visit(step) }
            unit.emit(.buildSlice, step == nil ? 2 : 3, at: location)
        }
    }

    func emit(_ intrinsic: UnaryIntrinsic, at location: SourceRange?) {
        unit.emit(.callIntrinsic1, Int(intrinsic.rawValue), at: location)
    }

    private func visitBoolean(
        _ operation: BooleanOperator, _ values: [Expression], _ location: SourceRange
    ) throws(SyntaxError) {
        let end = unit.newLabel()
        for value in values.dropLast() {
            try visit(value)
            unit.emit(.copy, 1, at: location)
            unit.emit(.toBool, at: location)
            unit.emitJump(operation == .and ? .popJumpIfFalse : .popJumpIfTrue, to: end, at: location)
            unit.emit(.popTop, at: location)
        }
        try visit(values[values.count - 1])
        unit.place(end)
    }

    // MARK: Attributes and items

    private func visitAttribute(
        _ expression: Expression, _ value: Expression, _ name: String, _ context: Expression.Context
    ) throws(SyntaxError) {
        var location = expression.range
        if context == .load, isSuperCall(value, attribute: name) {
            let hasArguments = try visitSuperArguments(value)
            unit.emit(.loadSuperAttr, attributeIndex(name) << 2 | (hasArguments ? 2 : 0), at: location)
            unit.emit(.nop, at: attributeLocation(location, of: name, endingAt: expression.range))
            return
        }
        try visit(value)
        location = attributeLocation(location, of: name, endingAt: expression.range)
        switch context {
        case .load: unit.emit(.loadAttr, attributeIndex(name) << 1, at: location)
        case .store:
            noteStaticAttribute(name, of: value)
            unit.emit(.storeAttr, attributeIndex(name), at: location)
        case .delete: unit.emit(.deleteAttr, attributeIndex(name), at: location)
        }
    }

    /// The place of what is done with an attribute: from the attribute's own line where that is not the first.
    func attributeLocation(
        _ location: SourceRange, of name: String, endingAt attribute: SourceRange
    ) -> SourceRange {
        var location = location
        guard location.start.line != attribute.end.line else { return location }
        location.start.line = attribute.end.line
        let length = UInt32(name.unicodeScalars.count)
        location.start.column = attribute.end.column >= length ? attribute.end.column - length : 0
        location.end.line = max(location.start.line, location.end.line)
        if location.start.line == location.end.line {
            location.end.column = max(location.start.column, location.end.column)
        }
        return location
    }

    /// A method that sets an attribute of `self` tells its class.
    private func noteStaticAttribute(_ name: String, of value: Expression) {
        guard case .name("self", _) = value.kind,
            let type = units.last(where: { $0.kind == .classBody })
        else { return }
        type.staticAttributes.insert(name)
    }

    private func visitSubscript(
        _ value: Expression, _ slice: Expression, _ context: Expression.Context, _ location: SourceRange
    ) throws(SyntaxError) {
        if context == .load { checkSubscript(value, slice, location) }
        try visit(value)
        if case .slice(let lower, let upper, nil) = slice.kind, context != .delete, language.slicesInOneStep {
            try visitBounds(lower, upper, slice.range)
            unit.emit(context == .load ? .binarySlice : .storeSlice, at: location)
            return
        }
        try visit(slice)
        switch context {
        case .load: unit.emit(.binarySubscr, at: location)
        case .store: unit.emit(.storeSubscr, at: location)
        case .delete: unit.emit(.deleteSubscr, at: location)
        }
    }

    func visitBounds(
        _ lower: Expression?, _ upper: Expression?, _ location: SourceRange
    ) throws(SyntaxError) {
        for bound in [lower, upper] {
            if let bound { try visit(bound) } else { unit.emitConstant(.none, at: location) }
        }
    }
}

extension BinaryOperator {
    /// The operation without assignment.
    var operation: BinaryOperation {
        switch self {
        case .add: .add
        case .sub: .subtract
        case .mult: .multiply
        case .matMult: .matrixMultiply
        case .div: .trueDivide
        case .mod: .remainder
        case .pow: .power
        case .leftShift: .leftShift
        case .rightShift: .rightShift
        case .bitOr: .or
        case .bitXor: .xor
        case .bitAnd: .and
        case .floorDiv: .floorDivide
        }
    }
}
