import PythonSyntax

extension CodeGenerator {
    func visitComparison(
        _ left: Expression, _ operations: [ComparisonOperator], _ comparators: [Expression],
        _ location: SourceRange
    ) throws(SyntaxError) {
        checkIdentity(left, operations, comparators, location)
        try visit(left)
        let last = operations.count - 1
        guard last > 0 else {
            try visit(comparators[0])
            emitComparison(operations[0], at: location)
            return
        }
        let cleanup = unit.newLabel()
        for index in 0..<last {
            try visit(comparators[index])
            unit.emit(.swap, 2, at: location)
            unit.emit(.copy, 2, at: location)
            emitComparison(operations[index], at: location)
            unit.emit(.copy, 1, at: location)
            unit.emit(.toBool, at: location)
            unit.emitJump(.popJumpIfFalse, to: cleanup, at: location)
            unit.emit(.popTop, at: location)
        }
        try visit(comparators[last])
        emitComparison(operations[last], at: location)
        let end = unit.newLabel()
        unit.emit(.jumpNoInterrupt, to: end, at: nil)
        unit.place(cleanup)
        unit.emit(.swap, 2, at: location)
        unit.emit(.popTop, at: location)
        unit.place(end)
    }

    /// CPython keeps a mask of the results that fulfil an operator in the low bits.
    func emitComparison(_ operation: ComparisonOperator, at location: SourceRange?) {
        switch operation {
        case .less: unit.emit(.compareOp, 0 << 5 | 2, at: location)
        case .lessEqual: unit.emit(.compareOp, 1 << 5 | 10, at: location)
        case .equal: unit.emit(.compareOp, 2 << 5 | 8, at: location)
        case .notEqual: unit.emit(.compareOp, 3 << 5 | 7, at: location)
        case .greater: unit.emit(.compareOp, 4 << 5 | 4, at: location)
        case .greaterEqual: unit.emit(.compareOp, 5 << 5 | 12, at: location)
        case .is: unit.emit(.isOp, 0, at: location)
        case .isNot: unit.emit(.isOp, 1, at: location)
        case .in: unit.emit(.containsOp, 0, at: location)
        case .notIn: unit.emit(.containsOp, 1, at: location)
        }
    }

    // MARK: Conditions

    /// Jumps if the truth of an expression is `condition`, without making a bool where that can be.
    func jump(
        on expression: Expression, to target: Label, if condition: Bool
    ) throws(SyntaxError) {
        let location = expression.range
        switch expression.kind {
        case .unaryOp(.not, let operand):
            try jump(on: operand, to: target, if: !condition)
        case .boolOp(let operation, let values):
            let shortcut = operation == .or
            let inner = shortcut == condition ? target : unit.newLabel()
            for value in values.dropLast() { try jump(on: value, to: inner, if: shortcut) }
            try jump(on: values[values.count - 1], to: target, if: condition)
            if inner != target { unit.place(inner) }
        case .ifExp(let test, let body, let orElse):
            let end = unit.newLabel()
            let next = unit.newLabel()
            try jump(on: test, to: next, if: false)
            try jump(on: body, to: target, if: condition)
            unit.emit(.jumpNoInterrupt, to: end, at: nil)
            unit.place(next)
            try jump(on: orElse, to: target, if: condition)
            unit.place(end)
        case .compare(let left, let operations, let comparators) where operations.count > 1:
            try jumpOnChain(left, operations, comparators, to: target, if: condition, location)
        default:
            try visit(expression)
            unit.emit(.toBool, at: location)
            unit.emitJump(condition ? .popJumpIfTrue : .popJumpIfFalse, to: target, at: location)
        }
    }

    private func jumpOnChain(
        _ left: Expression, _ operations: [ComparisonOperator], _ comparators: [Expression],
        to target: Label, if condition: Bool, _ location: SourceRange
    ) throws(SyntaxError) {
        checkIdentity(left, operations, comparators, location)
        let cleanup = unit.newLabel()
        let last = operations.count - 1
        try visit(left)
        for index in 0..<last {
            try visit(comparators[index])
            unit.emit(.swap, 2, at: location)
            unit.emit(.copy, 2, at: location)
            emitComparison(operations[index], at: location)
            unit.emit(.toBool, at: location)
            unit.emitJump(.popJumpIfFalse, to: cleanup, at: location)
        }
        try visit(comparators[last])
        emitComparison(operations[last], at: location)
        unit.emit(.toBool, at: location)
        unit.emitJump(condition ? .popJumpIfTrue : .popJumpIfFalse, to: target, at: location)
        let end = unit.newLabel()
        unit.emit(.jumpNoInterrupt, to: end, at: nil)
        unit.place(cleanup)
        unit.emit(.popTop, at: location)
        if !condition { unit.emit(.jumpNoInterrupt, to: target, at: nil) }
        unit.place(end)
    }
}
