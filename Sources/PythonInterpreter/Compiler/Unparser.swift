import PythonSyntax

/// Writes an expression as source, as CPython does for annotations that are not evaluated.
struct Unparser {
    /// How tightly what stands around an expression binds.
    private enum Precedence: Int {
        case tuple, test, or, and, not, comparison, bitOr, bitXor, bitAnd, shift, sum, term, factor, power,
            await, atom

        /// One level tighter.
        var next: Precedence { Precedence(rawValue: rawValue + 1) ?? .atom }
    }

    let folded: [CodeConstant]
    private var text = ""

    init(folded: [CodeConstant]) { self.folded = folded }

    /// The source of an expression.
    mutating func unparse(_ expression: Expression) -> String {
        text = ""
        write(expression, .test)
        return text
    }

    private mutating func write(_ expression: Expression, _ level: Precedence) {
        switch expression.kind {
        case .boolOp(let operation, let values):
            let own: Precedence = operation == .or ? .or : .and
            parenthesize(level, own) { writer in
                writer.write(values, own.next, separator: operation == .or ? " or " : " and ")
            }
        case .namedExpr(let target, let value):
            parenthesize(level, .tuple) { writer in
                writer.write(target, .atom)
                writer.text += " := "
                writer.write(value, .atom)
            }
        case .binOp(let left, let operation, let right): write(left, operation, right, level)
        case .unaryOp(let operation, let operand):
            let own: Precedence = operation == .not ? .not : .factor
            parenthesize(level, own) { writer in
                writer.text += operation == .not ? "not " : ["~", "", "+", "-"][operation.index]
                writer.write(operand, own)
            }
        case .lambda(let arguments, let body):
            parenthesize(level, .test) { writer in
                writer.text += arguments.inFrameOrder.isEmpty ? "lambda" : "lambda "
                writer.write(arguments)
                writer.text += ": "
                writer.write(body, .test)
            }
        case .ifExp(let test, let body, let orElse):
            parenthesize(level, .test) { writer in
                writer.write(body, .or)
                writer.text += " if "
                writer.write(test, .or)
                writer.text += " else "
                writer.write(orElse, .test)
            }
        case .dict(let keys, let values):
            text += "{"
            for (index, value) in values.enumerated() {
                if index > 0 { text += ", " }
                if let key = keys[index] {
                    write(key, .test)
                    text += ": "
                    write(value, .test)
                } else {
                    text += "**"
                    write(value, .bitOr)
                }
            }
            text += "}"
        case .set(let elements): write("{", elements, "}")
        case .list(let elements, _): write("[", elements, "]")
        case .listComp(let element, let generators): write("[", element, nil, generators, "]")
        case .setComp(let element, let generators): write("{", element, nil, generators, "}")
        case .dictComp(let key, let value, let generators): write("{", key, value, generators, "}")
        case .generatorExp(let element, let generators): write("(", element, nil, generators, ")")
        case .await(let value):
            parenthesize(level, .await) { writer in
                writer.text += "await "
                writer.write(value, .atom)
            }
        case .yield(let value):
            text += value == nil ? "(yield" : "(yield "
            if let value { write(value, .test) }
            text += ")"
        case .yieldFrom(let value):
            text += "(yield from "
            write(value, .test)
            text += ")"
        case .compare(let left, let operations, let comparators):
            parenthesize(level, .comparison) { writer in
                writer.write(left, .bitOr)
                for (operation, comparator) in zip(operations, comparators) {
                    writer.text += operation.written
                    writer.write(comparator, .bitOr)
                }
            }
        case .call(let function, let arguments, let keywords): write(function, arguments, keywords)
        case .formattedValue, .joinedStr: text += "f" + reprOfString(Array(literal(of: expression).utf8))
        case .constant(let constant, let hasUPrefix):
            if hasUPrefix { text += "u" }
            if let value = expression.foldedConstant(in: folded) {
                text += value.written
            } else {
                text += constant.written
            }
        case .attribute(let value, let name, _):
            write(value, .atom)
            // `1.x` would be a number.
            if case .constant(.integer, _) = value.kind { text += " " }
            text += ".\(name)"
        case .subscript(let value, let slice, _):
            write(value, .atom)
            text += "["
            write(slice, .tuple)
            text += "]"
        case .starred(let value, _):
            text += "*"
            write(value, .bitOr)
        case .name(let name, _): text += name
        case .tuple(let elements, _):
            if elements.isEmpty {
                text += "()"
                return
            }
            parenthesize(level, .tuple) { writer in
                writer.write(elements, .test, separator: ", ")
                if elements.count == 1 { writer.text += "," }
            }
        case .slice(let lower, let upper, let step):
            if let lower { write(lower, .test) }
            text += ":"
            if let upper { write(upper, .test) }
            if let step {
                text += ":"
                write(step, .test)
            }
        }
    }

    private mutating func parenthesize(
        _ level: Precedence, _ own: Precedence, _ body: (inout Unparser) -> Void
    ) {
        let needed = level.rawValue > own.rawValue
        if needed { text += "(" }
        body(&self)
        if needed { text += ")" }
    }

    private mutating func write(_ elements: [Expression], _ level: Precedence, separator: String) {
        for (index, element) in elements.enumerated() {
            if index > 0 { text += separator }
            write(element, level)
        }
    }

    private mutating func write(_ open: String, _ elements: [Expression], _ close: String) {
        text += open
        write(elements, .test, separator: ", ")
        text += close
    }

    private mutating func write(
        _ left: Expression, _ operation: BinaryOperator, _ right: Expression, _ level: Precedence
    ) {
        let own: Precedence =
            switch operation {
            case .add, .sub: .sum
            case .mult, .matMult, .div, .mod, .floorDiv: .term
            case .leftShift, .rightShift: .shift
            case .bitOr: .bitOr
            case .bitXor: .bitXor
            case .bitAnd: .bitAnd
            case .pow: .power
            }
        parenthesize(level, own) { writer in
            writer.write(left, operation == .pow ? own.next : own)
            writer.text += " \(operation.operation.symbol) "
            writer.write(right, operation == .pow ? own : own.next)
        }
    }

    private mutating func write(
        _ open: String, _ element: Expression, _ value: Expression?, _ generators: [Comprehension],
        _ close: String
    ) {
        text += open
        write(element, .test)
        if let value {
            text += ": "
            write(value, .test)
        }
        for generator in generators {
            text += generator.isAsync ? " async for " : " for "
            write(generator.target, .tuple)
            text += " in "
            write(generator.iterable, .or)
            for condition in generator.conditions {
                text += " if "
                write(condition, .or)
            }
        }
        text += close
    }

    private mutating func write(_ function: Expression, _ arguments: [Expression], _ keywords: [Keyword]) {
        write(function, .atom)
        if keywords.isEmpty, arguments.count == 1, case .generatorExp = arguments[0].kind {
            write(arguments[0], .atom)
            return
        }
        text += "("
        write(arguments, .test, separator: ", ")
        for (index, keyword) in keywords.enumerated() {
            if index > 0 || !arguments.isEmpty { text += ", " }
            text += keyword.name.map { "\($0)=" } ?? "**"
            write(keyword.value, .test)
        }
        text += ")"
    }

    private mutating func write(_ arguments: Arguments) {
        var isFirst = true
        func separate(_ text: inout String) {
            if !isFirst { text += ", " }
            isFirst = false
        }
        let positional = arguments.positionalOnly + arguments.positional
        for (index, parameter) in positional.enumerated() {
            separate(&text)
            text += parameter.name
            let place = index - (positional.count - arguments.defaults.count)
            if place >= 0 {
                text += "="
                write(arguments.defaults[place], .test)
            }
            if index + 1 == arguments.positionalOnly.count { text += ", /" }
        }
        if arguments.variadic != nil || !arguments.keywordOnly.isEmpty {
            separate(&text)
            text += "*" + (arguments.variadic?.name ?? "")
        }
        for (parameter, value) in zip(arguments.keywordOnly, arguments.keywordDefaults) {
            separate(&text)
            text += parameter.name
            if let value {
                text += "="
                write(value, .test)
            }
        }
        if let keywords = arguments.variadicKeywords {
            separate(&text)
            text += "**\(keywords.name)"
        }
    }

    // MARK: f-strings

    /// What stands between the quotes of an f-string.
    private func literal(of expression: Expression) -> String {
        switch expression.kind {
        case .joinedStr(let values): return values.map { literal(of: $0) }.joined()
        case .constant(.string(let bytes), _):
            return String(decoding: bytes, as: UTF8.self).flatMap { character in
                character == "{" ? "{{" : character == "}" ? "}}" : String(character)
            }.reduce(into: "") { $0.append($1) }
        case .formattedValue(let formatted):
            var inner = Unparser(folded: folded)
            inner.write(formatted.value, .or)
            var field = inner.text.hasPrefix("{") ? "{ " : "{"
            field += inner.text
            switch formatted.conversion {
            case .none: break
            case .str: field += "!s"
            case .repr: field += "!r"
            case .ascii: field += "!a"
            }
            if let specification = formatted.specification { field += ":" + literal(of: specification) }
            return field + "}"
        default: return ""
        }
    }
}

extension UnaryOperator {
    fileprivate var index: Int {
        switch self {
        case .invert: 0
        case .not: 1
        case .plus: 2
        case .minus: 3
        }
    }
}

extension ComparisonOperator {
    fileprivate var written: String {
        switch self {
        case .equal: " == "
        case .notEqual: " != "
        case .less: " < "
        case .lessEqual: " <= "
        case .greater: " > "
        case .greaterEqual: " >= "
        case .is: " is "
        case .isNot: " is not "
        case .in: " in "
        case .notIn: " not in "
        }
    }
}
