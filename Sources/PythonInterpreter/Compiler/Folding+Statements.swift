import PythonSyntax

extension Folder {
    /// A body that may begin with a docstring. A constant that folding made of its first expression is none.
    mutating func foldBody(_ body: [Statement]) throws(SyntaxError) -> [Statement] {
        var wasString = false
        if case .expression(let value)? = body.first?.kind, case .constant(.string, _) = value.kind {
            wasString = true
        }
        var folded = try fold(body)
        if !wasString, case .expression(let value)? = folded.first?.kind, case .string? = constant(value) {
            folded[0].kind = .expression(Expression(.joinedStr([value]), value.range))
        }
        return folded
    }

    mutating func fold(_ body: [Statement]) throws(SyntaxError) -> [Statement] {
        var folded: [Statement] = []
        folded.reserveCapacity(body.count)
        for statement in body {
            folded.append(Statement(try foldKind(of: statement), statement.range))
        }
        return folded
    }

    private mutating func foldKind(of statement: Statement) throws(SyntaxError) -> Statement.Kind {
        switch statement.kind {
        case .functionDef(var function):
            function.typeParameters = try fold(function.typeParameters)
            function.arguments = try fold(function.arguments)
            function.body = try foldBody(function.body)
            function.decorators = try fold(function.decorators)
            function.returns = try foldAnnotation(function.returns)
            return .functionDef(function)
        case .classDef(var type):
            type.typeParameters = try fold(type.typeParameters)
            type.bases = try fold(type.bases)
            type.keywords = try fold(type.keywords)
            type.body = try foldBody(type.body)
            type.decorators = try fold(type.decorators)
            return .classDef(type)
        case .return(let value): return .return(try fold(value))
        case .delete(let targets): return .delete(try fold(targets))
        case .assign(let targets, let value):
            return .assign(targets: try fold(targets), value: try fold(value))
        case .typeAlias(let name, let parameters, let value):
            return .typeAlias(
                name: try fold(name), typeParameters: try fold(parameters), value: try fold(value))
        case .augAssign(let target, let operation, let value):
            return .augAssign(target: try fold(target), operation, value: try fold(value))
        case .annAssign(let target, let annotation, let value, let isSimple):
            return .annAssign(
                target: try fold(target), annotation: try foldAnnotation(annotation) ?? annotation,
                value: try fold(value), isSimple: isSimple)
        case .for(var loop):
            loop.target = try fold(loop.target)
            loop.iterable = foldIterable(try fold(loop.iterable))
            loop.body = try fold(loop.body)
            loop.orElse = try fold(loop.orElse)
            return .for(loop)
        case .while(let test, let body, let orElse):
            return .while(test: try fold(test), body: try fold(body), orElse: try fold(orElse))
        case .if(let test, let body, let orElse):
            return .if(test: try fold(test), body: try fold(body), orElse: try fold(orElse))
        case .with(let items, let body, let isAsync):
            var folded: [WithItem] = []
            for item in items {
                folded.append(WithItem(context: try fold(item.context), target: try fold(item.target)))
            }
            return .with(items: folded, body: try fold(body), isAsync: isAsync)
        case .match(let subject, let cases):
            var folded: [MatchCase] = []
            for item in cases {
                folded.append(
                    MatchCase(
                        pattern: try fold(item.pattern), condition: try fold(item.condition),
                        body: try fold(item.body)))
            }
            return .match(subject: try fold(subject), cases: folded)
        case .raise(let exception, let cause):
            return .raise(exception: try fold(exception), cause: try fold(cause))
        case .try(var block):
            block.body = try fold(block.body)
            for index in block.handlers.indices {
                block.handlers[index].type = try fold(block.handlers[index].type)
                block.handlers[index].body = try fold(block.handlers[index].body)
            }
            block.orElse = try fold(block.orElse)
            block.finalBody = try fold(block.finalBody)
            return .try(block)
        case .assert(let test, let message):
            return .assert(test: try fold(test), message: try fold(message))
        case .expression(let value): return .expression(try fold(value))
        case .import, .importFrom, .global, .nonlocal, .pass, .break, .continue: return statement.kind
        }
    }

    /// An annotation that becomes text stays as it was written, but for its constants' form.
    private mutating func foldAnnotation(_ annotation: Expression?) throws(SyntaxError) -> Expression? {
        isAnnotationsFuture ? annotation : try fold(annotation)
    }

    mutating func fold(_ arguments: Arguments) throws(SyntaxError) -> Arguments {
        var folded = arguments
        folded.positionalOnly = try fold(arguments.positionalOnly)
        folded.positional = try fold(arguments.positional)
        folded.keywordOnly = try fold(arguments.keywordOnly)
        folded.variadic?.annotation = try foldAnnotation(arguments.variadic?.annotation)
        folded.variadicKeywords?.annotation = try foldAnnotation(arguments.variadicKeywords?.annotation)
        folded.defaults = try fold(arguments.defaults)
        for index in folded.keywordDefaults.indices {
            folded.keywordDefaults[index] = try fold(arguments.keywordDefaults[index])
        }
        return folded
    }

    private mutating func fold(_ parameters: [Parameter]) throws(SyntaxError) -> [Parameter] {
        var folded = parameters
        for index in folded.indices {
            folded[index].annotation = try foldAnnotation(parameters[index].annotation)
        }
        return folded
    }

    private mutating func fold(_ parameters: [TypeParameter]) throws(SyntaxError) -> [TypeParameter] {
        var folded = parameters
        for index in folded.indices {
            if case .typeVar(let bound) = folded[index].kind {
                folded[index].kind = .typeVar(bound: try fold(bound))
            }
            folded[index].defaultValue = try fold(parameters[index].defaultValue)
        }
        return folded
    }

    private mutating func fold(_ patterns: [Pattern]) throws(SyntaxError) -> [Pattern] {
        var folded: [Pattern] = []
        for pattern in patterns { folded.append(try fold(pattern)) }
        return folded
    }

    private mutating func fold(_ pattern: Pattern) throws(SyntaxError) -> Pattern {
        var folded = pattern
        switch pattern.kind {
        case .matchValue(let value): folded.kind = .matchValue(try fold(value))
        case .matchSingleton, .matchStar: break
        case .matchSequence(let patterns): folded.kind = .matchSequence(try fold(patterns))
        case .matchMapping(let keys, let patterns, let rest):
            folded.kind = .matchMapping(keys: try fold(keys), patterns: try fold(patterns), rest: rest)
        case .matchClass(let type, let patterns, let names, let keywordPatterns):
            folded.kind = .matchClass(
                type: try fold(type), patterns: try fold(patterns), keywordNames: names,
                keywordPatterns: try fold(keywordPatterns))
        case .matchAs(let inner?, let name): folded.kind = .matchAs(try fold(inner), name: name)
        case .matchAs(nil, _): break
        case .matchOr(let patterns): folded.kind = .matchOr(try fold(patterns))
        }
        return folded
    }
}
