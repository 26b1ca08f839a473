import PythonSyntax

/// The scopes of a tree: which names each block binds, and where the others come from.
struct SymbolTable {
    /// The module's.
    let top: Scope
    private(set) var scopes: [Scope.Key: Scope]

    /// Finds and analyses the scopes of a tree.
    /// - Throws: what CPython's symbol table refuses.
    init(
        of module: Module, isAnnotationsFuture: Bool, inlinesComprehensions: Bool = true
    ) throws(SyntaxError) {
        var builder = SymbolTableBuilder(isAnnotationsFuture: isAnnotationsFuture)
        try builder.visit(module.body)
        top = builder.top
        scopes = builder.scopes
        try ScopeAnalysis.analyze(top, inlinesComprehensions: inlinesComprehensions)
    }

    /// The scope of a node. The parser gives no two nodes of one kind the same range.
    subscript(kind: Scope.Kind, range: SourceRange) -> Scope {
        guard let scope = scopes[Scope.Key(kind: kind, range: range)] else {
            preconditionFailure("no scope of a \(kind) at \(range)")
        }
        return scope
    }
}

/// Collects what each block does with each name.
struct SymbolTableBuilder {
    let isAnnotationsFuture: Bool
    let top: Scope
    var scopes: [Scope.Key: Scope] = [:]
    /// The blocks around what is visited, the innermost last.
    var stack: [Scope]
    /// The class whose private names are mangled.
    var privateName: String?

    init(isAnnotationsFuture: Bool) {
        self.isAnnotationsFuture = isAnnotationsFuture
        top = Scope(name: "top", key: Scope.Key(kind: .module, range: .nowhere), isNested: false)
        stack = [top]
    }

    /// The innermost block.
    var current: Scope { stack[stack.count - 1] }

    mutating func enter(_ kind: Scope.Kind, named name: String, _ range: SourceRange) {
        let outer = current
        let scope = Scope(
            name: name, key: Scope.Key(kind: kind, range: range),
            isNested: outer.isNested || outer.isFunctionLike)
        scope.iterableDepth = outer.iterableDepth
        // What an annotation that stays unevaluated mentions is nobody's name.
        if !stack.contains(where: { $0.kind == .annotation }), kind != .annotation {
            outer.children.append(scope)
        }
        scopes[scope.key] = scope
        stack.append(scope)
    }

    mutating func leave() { stack.removeLast() }

    // MARK: Definitions

    func define(_ name: String, _ uses: Symbol.Uses, at range: SourceRange) throws(SyntaxError) {
        try define(name, uses, in: current, at: range)
    }

    func define(
        _ name: String, _ uses: Symbol.Uses, in scope: Scope, at range: SourceRange
    ) throws(SyntaxError) {
        let name = mangled(name, in: privateName)
        var symbol = scope[name]
        if uses.contains(.parameter), symbol.uses.contains(.parameter) {
            throw SyntaxError("duplicate argument '\(name)' in function definition", at: range)
        }
        if uses.contains(.typeParameter), symbol.uses.contains(.typeParameter) {
            throw SyntaxError("duplicate type parameter '\(name)'", at: range)
        }
        symbol.uses.formUnion(uses)
        if scope.isVisitingTarget {
            if !symbol.uses.isDisjoint(with: [.global, .nonlocal]) {
                throw SyntaxError(
                    "comprehension inner loop cannot rebind assignment expression target '\(name)'", at: range
                )
            }
            symbol.uses.insert(.iterationTarget)
        }
        scope[name] = symbol
        if uses.contains(.parameter) {
            scope.parameters.append(name)
        } else if uses.contains(.global) {
            top[name].uses.formUnion(uses)
        }
    }

    func checkBinding(_ name: String, at range: SourceRange, isDeletion: Bool = false) throws(SyntaxError) {
        if name == "__debug__" {
            throw SyntaxError("cannot \(isDeletion ? "delete" : "assign to") __debug__", at: range)
        }
    }
}

extension SyntaxError {
    /// A plain SyntaxError.
    init(_ message: String, at range: SourceRange?) { self.init(.syntaxError, message, at: range) }
}
