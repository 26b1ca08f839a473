import PythonSyntax

extension TreeDump {
    mutating func expression(_ expression: Expression) {
        let (name, fields) = parts(of: expression.kind)
        node(name, fields, at: expression.range)
    }

    private func parts(of kind: Expression.Kind) -> (String, [Field]) {
        switch kind {
        case .boolOp(let op, let values):
            ("BoolOp", [verbatim("op", op == .and ? "And()" : "Or()"), field("values", values)])
        case .namedExpr(let target, let value):
            ("NamedExpr", [field("target", target), field("value", value)])
        case .binOp(let left, let op, let right):
            ("BinOp", [field("left", left), verbatim("op", name(of: op)), field("right", right)])
        case .unaryOp(let op, let operand):
            ("UnaryOp", [verbatim("op", name(of: op)), field("operand", operand)])
        case .lambda(let parameters, let body):
            ("Lambda", [("args", { $0.arguments(parameters) }), field("body", body)])
        case .ifExp(let test, let body, let orElse):
            ("IfExp", [field("test", test), field("body", body), field("orelse", orElse)])
        case .dict(let keys, let values):
            (
                "Dict",
                [
                    list("keys", keys) { dump, key in
                        if let key { dump.expression(key) } else { dump.write("None") }
                    }, field("values", values),
                ]
            )
        case .set(let elements): ("Set", [field("elts", elements)])
        case .listComp(let element, let clauses): ("ListComp", comprehension(element, clauses))
        case .setComp(let element, let clauses): ("SetComp", comprehension(element, clauses))
        case .generatorExp(let element, let clauses): ("GeneratorExp", comprehension(element, clauses))
        case .dictComp(let key, let value, let clauses):
            ("DictComp", [field("key", key), field("value", value), generators(clauses)])
        case .await(let value): ("Await", [field("value", value)])
        case .yield(let value): ("Yield", [field("value", value)])
        case .yieldFrom(let value): ("YieldFrom", [field("value", value)])
        case .compare(let left, let operators, let comparators):
            (
                "Compare",
                [
                    field("left", left), list("ops", operators) { $0.write($0.name(of: $1)) },
                    field("comparators", comparators),
                ]
            )
        case .call(let function, let arguments, let keywords):
            (
                "Call",
                [
                    field("func", function), field("args", arguments),
                    list("keywords", keywords) { $0.keyword($1) },
                ]
            )
        default: atomParts(of: kind)
        }
    }

    private func atomParts(of kind: Expression.Kind) -> (String, [Field]) {
        switch kind {
        case .formattedValue(let formatted):
            (
                "FormattedValue",
                [
                    field("value", formatted.value),
                    verbatim("conversion", "\(number(of: formatted.conversion))"),
                    field("format_spec", formatted.specification),
                ]
            )
        case .joinedStr(let values): ("JoinedStr", [field("values", values)])
        case .constant(let value, let hasUPrefix):
            (
                "Constant",
                [verbatim("value", canonical(value)), field("kind", hasUPrefix ? "u" : nil)]
            )
        case .attribute(let value, let name, let context):
            ("Attribute", [field("value", value), field("attr", name), field("ctx", context)])
        case .subscript(let value, let slice, let context):
            ("Subscript", [field("value", value), field("slice", slice), field("ctx", context)])
        case .starred(let value, let context):
            ("Starred", [field("value", value), field("ctx", context)])
        case .name(let name, let context): ("Name", [field("id", name), field("ctx", context)])
        case .list(let elements, let context): ("List", [field("elts", elements), field("ctx", context)])
        case .tuple(let elements, let context): ("Tuple", [field("elts", elements), field("ctx", context)])
        case .slice(let lower, let upper, let step):
            ("Slice", [field("lower", lower), field("upper", upper), field("step", step)])
        default: ("?", [])
        }
    }

    private func comprehension(_ element: Expression, _ clauses: [Comprehension]) -> [Field] {
        [field("elt", element), generators(clauses)]
    }

    private func generators(_ clauses: [Comprehension]) -> Field {
        list("generators", clauses) { dump, clause in
            dump.node(
                "comprehension",
                [
                    dump.field("target", clause.target), dump.field("iter", clause.iterable),
                    dump.field("ifs", clause.conditions),
                    dump.verbatim("is_async", clause.isAsync ? "1" : "0"),
                ])
        }
    }

    mutating func keyword(_ keyword: Keyword) {
        node("keyword", [field("arg", keyword.name), field("value", keyword.value)], at: keyword.range)
    }

    mutating func arguments(_ arguments: Arguments) {
        node(
            "arguments",
            [
                list("posonlyargs", arguments.positionalOnly) { $0.parameter($1) },
                list("args", arguments.positional) { $0.parameter($1) },
                ("vararg", arguments.variadic.map { parameter in { $0.parameter(parameter) } }),
                list("kwonlyargs", arguments.keywordOnly) { $0.parameter($1) },
                list("kw_defaults", arguments.keywordDefaults) { dump, value in
                    if let value { dump.expression(value) } else { dump.write("None") }
                },
                ("kwarg", arguments.variadicKeywords.map { parameter in { $0.parameter(parameter) } }),
                field("defaults", arguments.defaults),
            ])
    }

    private mutating func parameter(_ parameter: Parameter) {
        node(
            "arg", [field("arg", parameter.name), field("annotation", parameter.annotation)],
            at: parameter.range)
    }

    private func field(_ name: String, _ context: Expression.Context) -> Field {
        switch context {
        case .load: verbatim(name, "Load()")
        case .store: verbatim(name, "Store()")
        case .delete: verbatim(name, "Del()")
        }
    }

    private func number(of conversion: FormattedValue.Conversion) -> Int {
        switch conversion {
        case .none: -1
        case .str: 115
        case .repr: 114
        case .ascii: 97
        }
    }

    func name(of op: BinaryOperator) -> String {
        switch op {
        case .add: "Add()"
        case .sub: "Sub()"
        case .mult: "Mult()"
        case .matMult: "MatMult()"
        case .div: "Div()"
        case .mod: "Mod()"
        case .pow: "Pow()"
        case .leftShift: "LShift()"
        case .rightShift: "RShift()"
        case .bitOr: "BitOr()"
        case .bitXor: "BitXor()"
        case .bitAnd: "BitAnd()"
        case .floorDiv: "FloorDiv()"
        }
    }

    private func name(of op: UnaryOperator) -> String {
        switch op {
        case .invert: "Invert()"
        case .not: "Not()"
        case .plus: "UAdd()"
        case .minus: "USub()"
        }
    }

    private func name(of op: ComparisonOperator) -> String {
        switch op {
        case .equal: "Eq()"
        case .notEqual: "NotEq()"
        case .less: "Lt()"
        case .lessEqual: "LtE()"
        case .greater: "Gt()"
        case .greaterEqual: "GtE()"
        case .is: "Is()"
        case .isNot: "IsNot()"
        case .in: "In()"
        case .notIn: "NotIn()"
        }
    }
}
