import PythonSyntax

/// Writes a tree as CPython's `ast.dump(tree, include_attributes=True)` does, but for the values of constants: see `canonical`.
struct TreeDump {
    private(set) var text = ""

    /// A module.
    static func module(_ module: Module) -> String {
        var dump = TreeDump()
        dump.node("Module", [dump.field("body", module.body)])
        return dump.text
    }

    /// What one interactive statement is.
    static func interactive(_ module: Module) -> String {
        "Interactive" + TreeDump.module(module).dropFirst("Module".count)
    }

    /// What `eval` reads.
    static func expression(_ expression: Expression) -> String {
        var dump = TreeDump()
        dump.node("Expression", [("body", { $0.expression(expression) })])
        return dump.text
    }

    mutating func write(_ text: String) { self.text += text }

    /// A field's name and how its value is written; without the latter it is `None`, which is left out.
    typealias Field = (name: String, write: ((inout TreeDump) -> Void)?)

    /// A node. Fields without a value and empty lists (`isEmpty`) are left out, as CPython 3.13 leaves them out.
    mutating func node(
        _ name: String, _ fields: [Field], at range: SourceRange? = nil
    ) {
        write(name + "(")
        var separator = ""
        for field in fields {
            guard let writeValue = field.write else { continue }
            let mark = text.utf8.count
            write("\(separator)\(field.name)=")
            let start = text.utf8.count
            writeValue(&self)
            if text.utf8.count == start + 2, text.hasSuffix("[]") {
                text.removeLast(text.utf8.count - mark)
            } else {
                separator = ", "
            }
        }
        if let range {
            write(
                "\(separator)lineno=\(range.start.line), col_offset=\(range.start.column), "
                    + "end_lineno=\(range.end.line), end_col_offset=\(range.end.column)")
        }
        write(")")
    }

    mutating func list<Element>(_ elements: [Element], _ one: (inout TreeDump, Element) -> Void) {
        write("[")
        for (index, element) in elements.enumerated() {
            if index > 0 { write(", ") }
            one(&self, element)
        }
        write("]")
    }

    mutating func string(_ text: String) { write("'\(text)'") }

    /// A field that is a list.
    func list<Element>(
        _ name: String, _ elements: [Element], _ one: @escaping (inout TreeDump, Element) -> Void
    ) -> Field {
        (name, { $0.list(elements, one) })
    }

    /// A field that is an expression, if there is one.
    func field(_ name: String, _ expression: Expression?) -> Field {
        (name, expression.map { expression in { $0.expression(expression) } })
    }

    /// A field that is a list of expressions.
    func field(_ name: String, _ expressions: [Expression]) -> Field {
        list(name, expressions) { $0.expression($1) }
    }

    /// A field that is a list of statements.
    func field(_ name: String, _ body: [Statement]) -> Field { list(name, body) { $0.statement($1) } }

    /// A field that is a string, if there is one.
    func field(_ name: String, _ text: String?) -> Field {
        (name, text.map { text in { $0.string(text) } })
    }

    /// A field that is written as it stands.
    func verbatim(_ name: String, _ text: String) -> Field { (name, { $0.write(text) }) }
}
