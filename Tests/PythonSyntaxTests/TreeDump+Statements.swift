import PythonSyntax

extension TreeDump {
    mutating func statement(_ statement: Statement) {
        let (name, fields) = parts(of: statement.kind)
        node(name, fields, at: statement.range)
    }

    private func parts(of kind: Statement.Kind) -> (String, [Field]) {
        switch kind {
        case .return(let value): ("Return", [field("value", value)])
        case .delete(let targets): ("Delete", [field("targets", targets)])
        case .assign(let targets, let value): ("Assign", [field("targets", targets), field("value", value)])
        case .typeAlias(let name, let parameters, let value):
            ("TypeAlias", [field("name", name), typeParameters(parameters), field("value", value)])
        case .augAssign(let target, let op, let value):
            (
                "AugAssign",
                [field("target", target), verbatim("op", name(of: op)), field("value", value)]
            )
        case .annAssign(let target, let annotation, let value, let isSimple):
            (
                "AnnAssign",
                [
                    field("target", target), field("annotation", annotation), field("value", value),
                    verbatim("simple", isSimple ? "1" : "0"),
                ]
            )
        case .raise(let exception, let cause): ("Raise", [field("exc", exception), field("cause", cause)])
        case .assert(let test, let message): ("Assert", [field("test", test), field("msg", message)])
        case .import(let names): ("Import", [list("names", names) { $0.alias($1) }])
        case .importFrom(let module, let names, let level):
            (
                "ImportFrom",
                [
                    field("module", module), list("names", names) { $0.alias($1) },
                    verbatim("level", "\(level)"),
                ]
            )
        case .global(let names): ("Global", [list("names", names) { $0.string($1) }])
        case .nonlocal(let names): ("Nonlocal", [list("names", names) { $0.string($1) }])
        case .expression(let value): ("Expr", [field("value", value)])
        case .pass: ("Pass", [])
        case .break: ("Break", [])
        case .continue: ("Continue", [])
        default: compoundParts(of: kind)
        }
    }

    private func compoundParts(of kind: Statement.Kind) -> (String, [Field]) {
        switch kind {
        case .functionDef(let function):
            (
                function.isAsync ? "AsyncFunctionDef" : "FunctionDef",
                [
                    field("name", function.name), ("args", { $0.arguments(function.arguments) }),
                    field("body", function.body), field("decorator_list", function.decorators),
                    field("returns", function.returns), typeParameters(function.typeParameters),
                ]
            )
        case .classDef(let definition):
            (
                "ClassDef",
                [
                    field("name", definition.name), field("bases", definition.bases),
                    list("keywords", definition.keywords) { $0.keyword($1) },
                    field("body", definition.body), field("decorator_list", definition.decorators),
                    typeParameters(definition.typeParameters),
                ]
            )
        case .for(let loop):
            (
                loop.isAsync ? "AsyncFor" : "For",
                [
                    field("target", loop.target), field("iter", loop.iterable), field("body", loop.body),
                    field("orelse", loop.orElse),
                ]
            )
        case .while(let test, let body, let orElse):
            ("While", [field("test", test), field("body", body), field("orelse", orElse)])
        case .if(let test, let body, let orElse):
            ("If", [field("test", test), field("body", body), field("orelse", orElse)])
        case .with(let items, let body, let isAsync):
            (
                isAsync ? "AsyncWith" : "With",
                [
                    list("items", items) { dump, item in
                        dump.node(
                            "withitem",
                            [
                                dump.field("context_expr", item.context),
                                dump.field("optional_vars", item.target),
                            ])
                    }, field("body", body),
                ]
            )
        case .match(let subject, let cases):
            ("Match", [field("subject", subject), list("cases", cases) { $0.matchCase($1) }])
        case .try(let statement):
            (
                statement.isStar ? "TryStar" : "Try",
                [
                    field("body", statement.body), list("handlers", statement.handlers) { $0.handler($1) },
                    field("orelse", statement.orElse), field("finalbody", statement.finalBody),
                ]
            )
        default: ("?", [])
        }
    }

    private mutating func handler(_ handler: ExceptHandler) {
        node(
            "ExceptHandler",
            [field("type", handler.type), field("name", handler.name), field("body", handler.body)],
            at: handler.range)
    }

    private mutating func alias(_ alias: Alias) {
        node("alias", [field("name", alias.name), field("asname", alias.asName)], at: alias.range)
    }

    private func typeParameters(_ parameters: [TypeParameter]) -> Field {
        list("type_params", parameters) { $0.typeParameter($1) }
    }

    private mutating func typeParameter(_ parameter: TypeParameter) {
        var fields = [field("name", parameter.name)]
        let name: String
        switch parameter.kind {
        case .typeVar(let bound):
            name = "TypeVar"
            fields.append(field("bound", bound))
        case .typeVarTuple: name = "TypeVarTuple"
        case .paramSpec: name = "ParamSpec"
        }
        node(name, fields + [field("default_value", parameter.defaultValue)], at: parameter.range)
    }

    private mutating func matchCase(_ matchCase: MatchCase) {
        node(
            "match_case",
            [
                ("pattern", { $0.pattern(matchCase.pattern) }), field("guard", matchCase.condition),
                field("body", matchCase.body),
            ])
    }

    private mutating func pattern(_ pattern: Pattern) {
        let name: String
        let fields: [Field]
        func field(_ name: String, _ patterns: [Pattern]) -> Field {
            self.list(name, patterns) { $0.pattern($1) }
        }
        switch pattern.kind {
        case .matchValue(let value): (name, fields) = ("MatchValue", [self.field("value", value)])
        case .matchSingleton(let value):
            (name, fields) = ("MatchSingleton", [verbatim("value", canonical(value))])
        case .matchSequence(let patterns):
            (name, fields) = ("MatchSequence", [field("patterns", patterns)])
        case .matchMapping(let keys, let patterns, let rest):
            name = "MatchMapping"
            fields = [self.field("keys", keys), field("patterns", patterns), self.field("rest", rest)]
        case .matchClass(let type, let patterns, let names, let values):
            name = "MatchClass"
            fields = [
                self.field("cls", type), field("patterns", patterns),
                list("kwd_attrs", names) { $0.string($1) }, field("kwd_patterns", values),
            ]
        case .matchStar(let target): (name, fields) = ("MatchStar", [self.field("name", target)])
        case .matchAs(let inner, let target):
            name = "MatchAs"
            fields = [
                ("pattern", inner.map { inner in { $0.pattern(inner) } }), self.field("name", target),
            ]
        case .matchOr(let patterns): (name, fields) = ("MatchOr", [field("patterns", patterns)])
        }
        node(name, fields, at: pattern.range)
    }
}
