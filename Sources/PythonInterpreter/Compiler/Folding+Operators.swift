import BigInt
import PythonSyntax

extension Folder {
    mutating func foldUnary(
        _ operation: UnaryOperator, _ operand: Expression, _ range: SourceRange
    ) -> Expression {
        if let value = constant(operand), let result = ConstantArithmetic.unary(operation, value) {
            return expression(result, at: range)
        }
        // `not a in b` is `a not in b`.
        if operation == .not, case .compare(let left, let operations, let comparators) = operand.kind,
            operations.count == 1, let negated = operations[0].negated
        {
            return Expression(.compare(left: left, [negated], comparators: comparators), operand.range)
        }
        return Expression(.unaryOp(operation, operand: operand), range)
    }

    mutating func foldBinary(
        _ left: Expression, _ operation: BinaryOperator, _ right: Expression, _ range: SourceRange
    ) -> Expression {
        if let value = constant(left) {
            if operation == .mod, case .string(let format) = value, case .tuple(let items, _) = right.kind,
                !items.contains(where: \.isStarred), let joined = foldFormat(format, items, range)
            {
                return joined
            }
            if let other = constant(right), let result = ConstantArithmetic.binary(value, operation, other) {
                return expression(result, at: range)
            }
        }
        return Expression(.binOp(left: left, operation, right: right), range)
    }

    mutating func foldSubscript(
        _ value: Expression, _ slice: Expression, _ context: Expression.Context, _ range: SourceRange
    ) -> Expression {
        if context == .load, let container = constant(value), let key = constant(slice),
            let item = ConstantArithmetic.item(of: container, at: key)
        {
            return expression(item, at: range)
        }
        return Expression(.subscript(value: value, slice: slice, context), range)
    }

    // MARK: Formats

    /// `'%s and %r' % (a, b)` as an f-string; nil if the format has more than that.
    private mutating func foldFormat(
        _ format: [UInt8], _ items: [Expression], _ range: SourceRange
    ) -> Expression? {
        let percent = UInt8(ascii: "%")
        var parts: [Expression] = []
        var literal: [UInt8] = []
        var used = 0
        var position = 0
        while position < format.count {
            let byte = format[position]
            position += 1
            if byte != percent {
                literal.append(byte)
                continue
            }
            if position < format.count, format[position] == percent {
                literal.append(percent)
                position += 1
                continue
            }
            guard used < items.count, let field = SimpleFormatField(format, &position) else { return nil }
            if !literal.isEmpty {
                parts.append(expression(.string(literal), at: .nowhere))
                literal = []
            }
            let item = items[used]
            used += 1
            let specification = field.specification.map { expression(.string($0), at: item.range) }
            parts.append(
                Expression(
                    .formattedValue(
                        FormattedValue(
                            value: item, conversion: field.conversion, specification: specification)),
                    item.range))
        }
        guard used == items.count else { return nil }
        if !literal.isEmpty { parts.append(expression(.string(literal), at: .nowhere)) }
        return Expression(.joinedStr(parts), range)
    }
}

extension SourceRange {
    /// The place of what nobody wrote.
    static let nowhere = SourceRange(
        SourcePosition(line: 0, column: 0), SourcePosition(line: 0, column: 0))
}

/// `%-10.3s` and the like: flags, width, precision and one of s, r, a.
private struct SimpleFormatField {
    var conversion: FormattedValue.Conversion
    var specification: [UInt8]?

    init?(_ format: [UInt8], _ position: inout Int) {
        func byte() -> UInt8? { position < format.count ? format[position] : nil }
        /// Up to two digits; nil without any, and too many is a fault.
        func number() -> Int?? {
            var value: Int?
            var count = 0
            while let digit = byte(), (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) {
                value = (value ?? 0) * 10 + Int(digit - UInt8(ascii: "0"))
                position += 1
                count += 1
                if count > 2 { return .none }
            }
            return .some(value)
        }
        var isLeft = false
        while let flag = byte(), Array("-+ #0".utf8).contains(flag) {
            if flag == UInt8(ascii: "-") { isLeft = true }
            position += 1
        }
        guard let width = number() else { return nil }
        var precision: Int?
        if byte() == UInt8(ascii: ".") {
            position += 1
            guard let digits = number() else { return nil }
            precision = digits ?? 0
        }
        switch byte() {
        case UInt8(ascii: "s"): conversion = .str
        case UInt8(ascii: "r"): conversion = .repr
        case UInt8(ascii: "a"): conversion = .ascii
        default: return nil
        }
        position += 1
        var text = ""
        if !isLeft, let width, width > 0 { text += ">" }
        if let width { text += String(width) }
        if let precision { text += ".\(precision)" }
        specification = text.isEmpty ? nil : Array(text.utf8)
    }
}

extension ComparisonOperator {
    /// The operator that gives the opposite truth; nil where only the operands know.
    fileprivate var negated: ComparisonOperator? {
        switch self {
        case .is: .isNot
        case .isNot: .is
        case .in: .notIn
        case .notIn: .in
        default: nil
        }
    }
}
