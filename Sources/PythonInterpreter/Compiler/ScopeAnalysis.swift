import PythonSyntax

/// Decides where every name of every scope lives.
enum ScopeAnalysis {
    static func analyze(_ top: Scope, inlinesComprehensions: Bool) throws(SyntaxError) {
        var free: Set<String> = []
        var typeParameters: Set<String> = []
        try analyze(
            top, bound: nil, free: &free, globals: [], typeParameters: &typeParameters, classScope: nil,
            inlinesComprehensions)
    }

    /// - Parameters:
    ///   - bound: names bound by functions around the scope; nil for a module.
    ///   - free: receives the names that the scope needs from functions around it.
    ///   - globals: names that blocks around the scope declare global.
    private static func analyze(
        _ scope: Scope, bound: Set<String>?, free: inout Set<String>, globals: Set<String>,
        typeParameters: inout Set<String>, classScope: Scope?, _ inlinesComprehensions: Bool
    ) throws(SyntaxError) {
        var resolver = NameResolver(
            scope: scope, bound: bound, globals: globals, typeParameters: typeParameters,
            classScope: classScope)
        // A class passes on what was visible around it, not what its own names are.
        let outerBound = bound ?? []
        let outerGlobals = globals
        for name in scope.names { try resolver.resolve(name) }
        typeParameters = resolver.typeParameters

        var visible = scope.kind == .classBody ? outerBound : resolver.bound ?? []
        if scope.isFunctionLike { visible.formUnion(resolver.locals) }
        if scope.kind == .classBody { visible.formUnion(["__class__", "__classdict__"]) }
        let visibleGlobals = scope.kind == .classBody ? outerGlobals : resolver.globals

        var newFree = resolver.free
        var inlinedCells: Set<String> = []
        for child in scope.children {
            var childFree: Set<String> = []
            var childTypeParameters = typeParameters
            let childClass = child.seesClassScope ? (scope.kind == .classBody ? scope : classScope) : nil
            try analyze(
                child, bound: visible, free: &childFree, globals: visibleGlobals,
                typeParameters: &childTypeParameters, classScope: childClass, inlinesComprehensions)
            if inlinesComprehensions, child.isComprehension, child.kind != .generatorExpression,
                !scope.seesClassScope
            {
                inline(child, into: scope, &resolver.resolutions, free: &childFree, cells: &inlinedCells)
                child.isInlined = true
            }
            newFree.formUnion(childFree)
        }
        scope.children = scope.children.flatMap { $0.isInlined ? $0.children : [$0] }

        if scope.isFunctionLike {
            for (name, resolution) in resolver.resolutions where resolution == .local {
                guard newFree.contains(name) || inlinedCells.contains(name) else { continue }
                resolver.resolutions[name] = .cell
                newFree.remove(name)
            }
        } else if scope.kind == .classBody {
            scope.needsClassCell = newFree.remove("__class__") != nil
            scope.needsClassDictionary = newFree.remove("__classdict__") != nil
        }
        record(resolver.resolutions, in: scope, bound: bound, free: newFree, inlinedCells: inlinedCells)
        free.formUnion(newFree)
    }

    private static func record(
        _ resolutions: [String: Symbol.Resolution], in scope: Scope, bound: Set<String>?,
        free: Set<String>, inlinedCells: Set<String>
    ) {
        for name in scope.names {
            if inlinedCells.contains(name) { scope[name].uses.insert(.comprehensionCell) }
            scope[name].resolution = resolutions[name] ?? .unknown
        }
        for name in free.sorted() {
            if scope.contains(name) {
                // Free in a method and bound in the class: the class passes the outer one on all the same.
                if scope.kind == .classBody { scope[name].uses.insert(.freeInClass) }
            } else if bound?.contains(name) ?? true {
                scope[name] = Symbol(uses: [], resolution: .free)
            }
        }
    }

    /// Makes the names of a comprehension names of the scope in which it runs (PEP 709).
    private static func inline(
        _ comprehension: Scope, into scope: Scope, _ resolutions: inout [String: Symbol.Resolution],
        free: inout Set<String>, cells: inout Set<String>
    ) {
        var dropsClassCell = false
        for name in comprehension.names {
            let symbol = comprehension[name]
            if symbol.uses.contains(.parameter) { continue }
            var resolution = symbol.resolution
            if resolution == .cell || symbol.uses.contains(.comprehensionCell) { cells.insert(name) }
            if resolution == .free, scope.kind == .classBody, name == "__class__" {
                // The comprehension sees no class cell once it runs in the class's own frame.
                resolution = .globalImplicit
                free.remove(name)
                dropsClassCell = true
            }
            if !scope.contains(name) {
                scope[name] = Symbol(uses: symbol.uses)
                resolutions[name] = resolution
            } else if !scope[name].uses.isDisjoint(with: .bound), scope.kind != .classBody,
                !comprehension.children.contains(where: { $0[name].resolution == .free })
            {
                // A local of the scope needs no cell for a comprehension that shares its frame.
                free.remove(name)
            }
        }
        if dropsClassCell { comprehension.remove("__class__") }
    }
}

/// Decides where the names that a scope itself mentions live.
private struct NameResolver {
    let scope: Scope
    var bound: Set<String>?
    var globals: Set<String>
    var typeParameters: Set<String>
    let classScope: Scope?
    var locals: Set<String> = []
    var free: Set<String> = []
    var resolutions: [String: Symbol.Resolution] = [:]

    init(
        scope: Scope, bound: Set<String>?, globals: Set<String>, typeParameters: Set<String>,
        classScope: Scope?
    ) {
        self.scope = scope
        self.bound = bound
        self.globals = globals
        self.typeParameters = typeParameters
        self.classScope = classScope
    }

    mutating func resolve(_ name: String) throws(SyntaxError) {
        let uses = scope[name].uses
        if uses.contains(.global) {
            if uses.contains(.nonlocal) { throw fault("name '\(name)' is nonlocal and global", name) }
            resolutions[name] = .globalExplicit
            globals.insert(name)
            bound?.remove(name)
        } else if uses.contains(.nonlocal) {
            guard let bound else { throw fault("nonlocal declaration not allowed at module level", name) }
            guard bound.contains(name) else { throw fault("no binding for nonlocal '\(name)' found", name) }
            if typeParameters.contains(name) {
                throw fault("nonlocal binding not allowed for type parameter '\(name)'", name)
            }
            resolutions[name] = .free
            free.insert(name)
        } else if !uses.isDisjoint(with: .bound) {
            resolutions[name] = .local
            locals.insert(name)
            globals.remove(name)
            if uses.contains(.typeParameter) {
                typeParameters.insert(name)
            } else {
                typeParameters.remove(name)
            }
        } else {
            resolutions[name] = resolutionOfUse(name)
            if resolutions[name] == .free { free.insert(name) }
        }
    }

    private func resolutionOfUse(_ name: String) -> Symbol.Resolution {
        if let classScope {
            let uses = classScope[name].uses
            if uses.contains(.global) { return .globalExplicit }
            if !uses.isDisjoint(with: .bound), !uses.contains(.nonlocal) { return .globalImplicit }
        }
        return bound?.contains(name) == true ? .free : .globalImplicit
    }

    private func fault(_ message: String, _ name: String) -> SyntaxError {
        SyntaxError(message, at: scope.directives.first { $0.name == name }?.range)
    }
}
