import PythonSyntax

extension SymbolTableBuilder {
    mutating func visit(_ body: [Statement]) throws(SyntaxError) {
        for statement in body { try visit(statement) }
    }

    mutating func visit(_ statement: Statement) throws(SyntaxError) {
        let range = statement.range
        switch statement.kind {
        case .functionDef(let function): try visit(function, range)
        case .classDef(let type): try visit(type, range)
        case .return(let value): try visit(value)
        case .delete(let targets): try visit(targets)
        case .assign(let targets, let value):
            try visit(targets)
            try visit(value)
        case .typeAlias(let name, let parameters, let value):
            try visitTypeAlias(name: name, parameters, value: value, range)
        case .augAssign(let target, _, let value):
            try visit(target)
            try visit(value)
        case .annAssign(let target, let annotation, let value, let isSimple):
            try visitAnnotated(target, isSimple: isSimple, hasValue: value != nil, range)
            try visitAnnotation(annotation)
            try visit(value)
        case .for(let loop):
            try visit(loop.target)
            try visit(loop.iterable)
            try visit(loop.body)
            try visit(loop.orElse)
        case .while(let test, let body, let orElse), .if(let test, let body, let orElse):
            try visit(test)
            try visit(body)
            try visit(orElse)
        case .with(let items, let body, _):
            for item in items {
                try visit(item.context)
                try visit(item.target)
            }
            try visit(body)
        case .match(let subject, let cases):
            try visit(subject)
            for matchCase in cases {
                try visit(matchCase.pattern)
                try visit(matchCase.condition)
                try visit(matchCase.body)
            }
        case .raise(let exception, let cause):
            try visit(exception)
            try visit(cause)
        case .try(let block): try visit(block)
        case .assert(let test, let message):
            try visit(test)
            try visit(message)
        case .import(let aliases): for alias in aliases { try visit(alias, range) }
        case .importFrom(_, let names, _): for alias in names { try visit(alias, range) }
        case .global(let names): for name in names { try declare(name, .global, range) }
        case .nonlocal(let names): for name in names { try declare(name, .nonlocal, range) }
        case .expression(let value): try visit(value)
        case .pass, .break, .continue: break
        }
    }

    private mutating func visit(_ function: FunctionDef, _ range: SourceRange) throws(SyntaxError) {
        try checkBinding(function.name, at: range)
        try define(function.name, .assigned, at: range)
        try visitDefaults(of: function.arguments)
        try visit(function.decorators)
        let isGeneric = !function.typeParameters.isEmpty
        if isGeneric {
            try enterTypeParameters(
                of: function.name, function.typeParameters, range,
                hasDefaults: true,
                hasKeywordDefaults: function.arguments.keywordDefaults.contains { $0 != nil })
        }
        for parameter in function.arguments.inAnnotationOrder {
            if let annotation = parameter.annotation { try visitAnnotation(annotation) }
        }
        if let returns = function.returns { try visitAnnotation(returns) }
        enter(.function, named: function.name, range)
        current.isCoroutine = function.isAsync
        try visitParameters(of: function.arguments)
        try visit(function.body)
        leave()
        if isGeneric { leave() }
    }

    private mutating func visit(_ type: ClassDef, _ range: SourceRange) throws(SyntaxError) {
        try checkBinding(type.name, at: range)
        try define(type.name, .assigned, at: range)
        try visit(type.decorators)
        let outerPrivateName = privateName
        let isGeneric = !type.typeParameters.isEmpty
        if isGeneric {
            privateName = type.name
            try enterTypeParameters(
                of: type.name, type.typeParameters, range, hasDefaults: false, hasKeywordDefaults: false)
            try define(".type_params", .assigned, at: range)
            try define(".type_params", .used, at: range)
            try define(".generic_base", .assigned, at: range)
            try define(".generic_base", .used, at: range)
        }
        try visit(type.bases)
        try visit(type.keywords)
        enter(.classBody, named: type.name, range)
        privateName = type.name
        if isGeneric {
            try define("__type_params__", .assigned, at: range)
            try define(".type_params", .used, at: range)
        }
        try visit(type.body)
        leave()
        if isGeneric { leave() }
        privateName = outerPrivateName
    }

    private mutating func visit(_ block: Try) throws(SyntaxError) {
        try visit(block.body)
        try visit(block.orElse)
        for handler in block.handlers {
            try visit(handler.type)
            if let name = handler.name {
                try checkBinding(name, at: handler.range)
                try define(name, .assigned, at: handler.range)
            }
            try visit(handler.body)
        }
        try visit(block.finalBody)
    }

    private mutating func visitAnnotated(
        _ target: Expression, isSimple: Bool, hasValue: Bool, _ range: SourceRange
    ) throws(SyntaxError) {
        guard case .name(let name, _) = target.kind else {
            try visit(target)
            return
        }
        let uses = current[mangled(name, in: privateName)].uses
        if !uses.isDisjoint(with: [.global, .nonlocal]), current !== top, isSimple {
            let kind = uses.contains(.global) ? "global" : "nonlocal"
            throw SyntaxError("annotated name '\(name)' can't be \(kind)", at: range)
        }
        try checkBinding(name, at: range)
        if isSimple {
            try define(name, [.annotated, .assigned], at: target.range)
        } else if hasValue {
            try define(name, .assigned, at: target.range)
        }
    }

    private mutating func visit(_ alias: Alias, _ statement: SourceRange) throws(SyntaxError) {
        let bound = alias.asName ?? String(alias.name.prefix { $0 != "." })
        if alias.name == "*" {
            if current.kind != .module {
                throw SyntaxError("import * only allowed at module level", at: alias.range)
            }
            return
        }
        try checkBinding(bound, at: statement)
        try define(bound, .imported, at: alias.range)
    }

    private func declare(
        _ name: String, _ kind: Symbol.Uses, _ range: SourceRange
    ) throws(SyntaxError) {
        let word = kind == .global ? "global" : "nonlocal"
        let before = current[mangled(name, in: privateName)].uses
        if before.contains(.parameter) {
            throw SyntaxError("name '\(name)' is parameter and \(word)", at: range)
        }
        if before.contains(.used) {
            throw SyntaxError("name '\(name)' is used prior to \(word) declaration", at: range)
        }
        if before.contains(.annotated) {
            throw SyntaxError("annotated name '\(name)' can't be \(word)", at: range)
        }
        if before.contains(.assigned) {
            throw SyntaxError("name '\(name)' is assigned to before \(word) declaration", at: range)
        }
        try define(name, kind, at: range)
        current.directives.append((mangled(name, in: privateName), range))
    }

    private mutating func visit(_ pattern: Pattern) throws(SyntaxError) {
        switch pattern.kind {
        case .matchValue(let value): try visit(value)
        case .matchSingleton: break
        case .matchSequence(let patterns), .matchOr(let patterns):
            for pattern in patterns { try visit(pattern) }
        case .matchMapping(let keys, let patterns, let rest):
            try visit(keys)
            for pattern in patterns { try visit(pattern) }
            try bind(rest, at: pattern.range)
        case .matchClass(let type, let patterns, let names, let keywordPatterns):
            try visit(type)
            for pattern in patterns { try visit(pattern) }
            for name in names { try checkBinding(name, at: pattern.range) }
            for pattern in keywordPatterns { try visit(pattern) }
        case .matchStar(let name): try bind(name, at: pattern.range)
        case .matchAs(let inner, let name):
            if let inner { try visit(inner) }
            try bind(name, at: pattern.range)
        }
    }

    private func bind(_ name: String?, at range: SourceRange) throws(SyntaxError) {
        guard let name else { return }
        try checkBinding(name, at: range)
        try define(name, .assigned, at: range)
    }
}
