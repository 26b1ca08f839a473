import BigInt
import PythonSyntax

/// Computes the constant expressions of a tree, as CPython's `ast_opt.c` does and within its limits.
///
/// In the folded tree every constant is an index in `constants`, in the guise of an integer of radix 0, which no
/// source can write: the tree's own constants know no tuples.
struct Folder {
    let optimization: Int
    let isAnnotationsFuture: Bool
    private(set) var constants: [CodeConstant] = []

    init(optimization: Int, isAnnotationsFuture: Bool) {
        self.optimization = optimization
        self.isAnnotationsFuture = isAnnotationsFuture
    }

    /// A constant expression.
    mutating func expression(_ constant: CodeConstant, at range: SourceRange) -> Expression {
        constants.append(constant)
        let index = IntegerLiteral(radix: 0, digits: String(constants.count - 1))
        return Expression(.constant(.integer(index), hasUPrefix: false), range)
    }

    func constant(_ expression: Expression) -> CodeConstant? { expression.foldedConstant(in: constants) }

    /// The constants that expressions are; nil unless all are.
    func constants(_ expressions: [Expression]) -> [CodeConstant]? {
        var values: [CodeConstant] = []
        for expression in expressions {
            guard let value = constant(expression) else { return nil }
            values.append(value)
        }
        return values
    }

    // MARK: Expressions

    mutating func fold(_ expression: Expression?) throws(SyntaxError) -> Expression? {
        guard let expression else { return nil }
        return try fold(expression) as Expression
    }

    mutating func fold(_ expressions: [Expression]) throws(SyntaxError) -> [Expression] {
        var folded: [Expression] = []
        folded.reserveCapacity(expressions.count)
        for expression in expressions { folded.append(try fold(expression)) }
        return folded
    }

    mutating func fold(_ expression: Expression) throws(SyntaxError) -> Expression {
        let range = expression.range
        var result = expression
        switch expression.kind {
        case .boolOp(let operation, let values): result.kind = .boolOp(operation, values: try fold(values))
        case .namedExpr(let target, let value):
            result.kind = .namedExpr(target: try fold(target), value: try fold(value))
        case .binOp(let left, let operation, let right):
            return foldBinary(try fold(left), operation, try fold(right), range)
        case .unaryOp(let operation, let operand): return foldUnary(operation, try fold(operand), range)
        case .lambda(let arguments, let body):
            result.kind = .lambda(try fold(arguments), body: try fold(body))
        case .ifExp(let test, let body, let orElse):
            result.kind = .ifExp(test: try fold(test), body: try fold(body), orElse: try fold(orElse))
        case .dict(let keys, let values):
            var folded: [Expression?] = []
            for key in keys { folded.append(try fold(key)) }
            result.kind = .dict(keys: folded, values: try fold(values))
        case .set(let elements): result.kind = .set(try fold(elements))
        case .listComp(let element, let generators):
            result.kind = .listComp(element: try fold(element), try fold(generators))
        case .setComp(let element, let generators):
            result.kind = .setComp(element: try fold(element), try fold(generators))
        case .dictComp(let key, let value, let generators):
            result.kind = .dictComp(key: try fold(key), value: try fold(value), try fold(generators))
        case .generatorExp(let element, let generators):
            result.kind = .generatorExp(element: try fold(element), try fold(generators))
        case .await(let value): result.kind = .await(try fold(value))
        case .yield(let value): result.kind = .yield(try fold(value))
        case .yieldFrom(let value): result.kind = .yieldFrom(try fold(value))
        case .compare(let left, let operations, let comparators):
            result.kind = try foldComparison(left, operations, comparators)
        case .call(let function, let arguments, let keywords):
            result.kind = .call(
                function: try fold(function), arguments: try fold(arguments), keywords: try fold(keywords))
        case .formattedValue(var formatted):
            formatted.value = try fold(formatted.value)
            formatted.specification = try fold(formatted.specification)
            result.kind = .formattedValue(formatted)
        case .joinedStr(let values): result.kind = .joinedStr(try fold(values))
        case .constant(let constant, _): return self.expression(try value(of: constant, range), at: range)
        case .attribute(let value, let name, let context):
            result.kind = .attribute(value: try fold(value), name: name, context)
        case .subscript(let value, let slice, let context):
            return foldSubscript(try fold(value), try fold(slice), context, range)
        case .starred(let value, let context): result.kind = .starred(try fold(value), context)
        case .name("__debug__", .load): return self.expression(optimization == 0 ? .true : .false, at: range)
        case .name: break
        case .list(let elements, let context): result.kind = .list(try fold(elements), context)
        case .tuple(let elements, let context):
            let elements = try fold(elements)
            if context == .load, let values = constants(elements) {
                return self.expression(.tuple(values), at: range)
            }
            result.kind = .tuple(elements, context)
        case .slice(let lower, let upper, let step):
            result.kind = .slice(lower: try fold(lower), upper: try fold(upper), step: try fold(step))
        }
        return result
    }

    private mutating func foldComparison(
        _ left: Expression, _ operations: [ComparisonOperator], _ comparators: [Expression]
    ) throws(SyntaxError) -> Expression.Kind {
        let left: Expression = try fold(left)
        var comparators = try fold(comparators)
        if let last = operations.last, last == .in || last == .notIn {
            comparators[comparators.count - 1] = foldIterable(comparators[comparators.count - 1])
        }
        return .compare(left: left, operations, comparators: comparators)
    }

    /// What is only iterated or searched needs no list or set of its own.
    mutating func foldIterable(_ expression: Expression) -> Expression {
        switch expression.kind {
        case .list(let elements, let context):
            if elements.contains(where: \.isStarred) { return expression }
            if let values = constants(elements) {
                return self.expression(.tuple(values), at: expression.range)
            }
            return Expression(.tuple(elements, context), expression.range)
        case .set(let elements):
            guard let values = constants(elements) else { return expression }
            return self.expression(frozenset(values), at: expression.range)
        default: return expression
        }
    }

    private mutating func fold(_ generators: [Comprehension]) throws(SyntaxError) -> [Comprehension] {
        var folded: [Comprehension] = []
        for var generator in generators {
            generator.target = try fold(generator.target)
            generator.iterable = foldIterable(try fold(generator.iterable))
            generator.conditions = try fold(generator.conditions)
            folded.append(generator)
        }
        return folded
    }

    mutating func fold(_ keywords: [Keyword]) throws(SyntaxError) -> [Keyword] {
        var folded: [Keyword] = []
        for var keyword in keywords {
            keyword.value = try fold(keyword.value)
            folded.append(keyword)
        }
        return folded
    }

    // MARK: Literals

    private func value(of constant: Constant, _ range: SourceRange) throws(SyntaxError) -> CodeConstant {
        switch constant {
        case .none: return .none
        case .true: return .true
        case .false: return .false
        case .ellipsis: return .ellipsis
        case .string(let bytes): return .string(bytes)
        case .bytes(let bytes): return .bytes(bytes)
        case .float(let value): return .float(value)
        case .imaginary(let value): return .complex(real: 0, imaginary: value)
        case .integer(let literal):
            if literal.radix == 10, literal.digits.utf8.count > 4300 {
                throw SyntaxError(
                    "Exceeds the limit (4300 digits) for integer string conversion: value has"
                        + " \(literal.digits.utf8.count) digits; use sys.set_int_max_str_digits() to increase"
                        + " the limit - Consider hexadecimal for huge integer literals to avoid decimal"
                        + " conversion limits.", at: range)
            }
            return .int(literal.value)
        }
    }
}

extension Expression {
    /// The constant that an expression of a folded tree is.
    func foldedConstant(in constants: [CodeConstant]) -> CodeConstant? {
        guard case .constant(.integer(let literal), _) = kind, literal.radix == 0,
            let index = Int(literal.digits)
        else { return nil }
        return constants[index]
    }
}

extension IntegerLiteral {
    /// The integer.
    /// - Complexity: O(*n*) in the digits for radices that are powers of two.
    var value: BigInt {
        let width = radix == 16 ? 4 : radix == 8 ? 3 : radix == 2 ? 1 : 0
        guard width > 0, digits.utf8.count > 16 else { return BigInt(digits, radix: radix) ?? 0 }
        var words: [UInt] = []
        var word: UInt = 0
        var filled = 0
        for digit in digits.utf8.reversed() {
            let value = UInt(digit <= UInt8(ascii: "9") ? digit - UInt8(ascii: "0") : (digit | 32) - 87)
            word |= value << UInt(filled)
            filled += width
            if filled >= UInt.bitWidth {
                words.append(word)
                filled -= UInt.bitWidth
                word = filled > 0 ? value >> UInt(width - filled) : 0
            }
        }
        words.append(word)
        return BigInt(BigUInt(words: words))
    }
}
