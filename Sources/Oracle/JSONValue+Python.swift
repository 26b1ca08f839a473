import OrderedJSON

extension JSONValue {
    /// The Python expression that an operation's value stands for: an atom, `"@path"`, or an object that is made at run time.
    var pythonExpression: String {
        switch self {
        case .null: return "None"
        case .bool(let value): return value ? "True" : "False"
        case .integer(let value): return String(value)
        case .number(let number): return number.lexeme
        case .string(let text): return text.hasPrefix("@") ? String(text.dropFirst()) : text.pythonLiteral
        case .array(let items): return "[" + items.map(\.pythonExpression).joined(separator: ", ") + "]"
        case .object(let members):
            if let number = members["int"] { return "int(\(number.pythonExpression.pythonLiteral))" }
            if let text = members["rstr"]?.stringValue { return text.madeAtRunTime }
            if case .array(let items)? = members["tuple"] {
                return "(" + items.map { $0.pythonExpression + "," }.joined() + ")"
            }
            return "{"
                + members.names.map { "\($0.pythonLiteral): \(members[$0]?.pythonExpression ?? "None")" }
                .joined(separator: ", ") + "}"
        }
    }
}

extension String {
    /// The text as a Python literal.
    var pythonLiteral: String {
        var literal = "'"
        for scalar in unicodeScalars {
            switch scalar {
            case "'": literal += "\\'"
            case "\\": literal += "\\\\"
            case "\n": literal += "\\n"
            case " "..."~": literal.unicodeScalars.append(scalar)
            default:
                let digits = String(scalar.value, radix: 16)
                literal += "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
            }
        }
        return literal + "'"
    }

    /// An expression for a str of this text that is no constant, and not interned.
    var madeAtRunTime: String {
        "''.join((\(String(prefix(1)).pythonLiteral),\(String(dropFirst()).pythonLiteral)))"
    }
}
