import PythonObjects
import PythonSyntax

/// Compiles Python to code units.
package enum Compiler {
    /// Compiles a source: the builtin `compile`.
    ///
    /// Reading and compiling run on a stack of their own, because they recurse as deep as the source nests.
    /// - Parameters:
    ///   - source: the source's bytes, in any encoding that Python knows.
    ///   - filename: `co_filename`
    ///   - flags: the `__future__` features that are on already.
    ///   - optimization: 1 leaves assertions out, 2 docstrings as well.
    ///   - language: whose syntax and meaning the source has. What it becomes is 3.13's instructions in any case.
    ///   - keepsLastValue: whether a module returns the value of its last statement, if that is an expression.
    ///   - warnings: notes what CPython warns of meanwhile.
    /// - Throws: what CPython's parser or compiler refuses.
    package static func compile(
        source: [UInt8], filename: String, mode: Parser.Mode = .exec, flags: CodeFlags = [],
        optimization: Int = 0, following language: Language = .python313, keepsLastValue: Bool = false,
        noting warnings: SyntaxWarnings? = nil
    ) throws(SyntaxError) -> CodeUnit {
        let features = language.syntax
        let result = DeepStack.run { () -> Result<CodeUnit, SyntaxError> in
            do throws(SyntaxError) {
                let module: Module
                switch mode {
                case .exec: module = try Parser.parseModule(source, features: features, noting: warnings)
                case .single:
                    module = try Parser.parseInteractive(source, features: features, noting: warnings)
                case .eval:
                    let value = try Parser.parseExpression(source, features: features, noting: warnings)
                    module = Module(body: [Statement(.expression(value), value.range)])
                }
                return .success(
                    try compile(
                        module, filename: filename, mode: mode, flags: flags, optimization: optimization,
                        following: language, keepsLastValue: keepsLastValue, noting: warnings))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    /// Compiles a tree, on the caller's stack.
    /// - Parameters:
    ///   - module: the tree; for `.eval` one statement that is an expression.
    ///   - filename, flags, optimization, language, keepsLastValue, warnings: as for a source.
    /// - Throws: what CPython's compiler refuses.
    package static func compile(
        _ module: Module, filename: String, mode: Parser.Mode = .exec, flags: CodeFlags = [],
        optimization: Int = 0, following language: Language = .python313, keepsLastValue: Bool = false,
        noting warnings: SyntaxWarnings? = nil
    ) throws(SyntaxError) -> CodeUnit {
        let future = try FutureFeatures(of: module)
        let flags = flags.intersection(.futures).union(future.flags)
        var folder = Folder(
            optimization: optimization, isAnnotationsFuture: flags.contains(.futureAnnotations))
        let module = Module(body: try folder.foldBody(module.body))
        let symbols = try SymbolTable(
            of: module, isAnnotationsFuture: flags.contains(.futureAnnotations),
            inlinesComprehensions: language.inlinesComprehensions)
        let generator = CodeGenerator(
            symbols: symbols, folded: folder.constants, filename: filename, futureFlags: flags,
            futureLine: future.lastLine, isInteractive: mode == .single, optimization: optimization,
            language: language)
        generator.keepsLastValue = keepsLastValue
        generator.warnings = warnings
        return try generator.generate(module, mode: mode)
    }
}

extension Language {
    /// What of the grammar there is.
    var syntax: SyntaxFeatures {
        SyntaxFeatures(
            hasTypeParameters: hasTypeParameters, hasTypeParameterDefaults: hasTypeParameterDefaults,
            nestsFStrings: nestsFStrings)
    }
}

extension CodeGenerator {
    /// Generates the code of a whole tree.
    func generate(_ module: Module, mode: Parser.Mode) throws(SyntaxError) -> CodeUnit {
        enter(symbols.top, .module, named: "<module>", firstLine: 1)
        if mode == .eval, case .expression(let value)? = module.body.first?.kind {
            try visit(value)
            return leave(returningNone: false)
        }
        try visitBody(module.body, at: nil)
        return leave(returningNone: true)
    }
}

/// The `from __future__` imports at the start of a module.
struct FutureFeatures {
    private(set) var flags: CodeFlags = []
    /// The line of the last of them; imports further down come too late.
    private(set) var lastLine: UInt32 = 0

    private static let known: [String: CodeFlags] = [
        "nested_scopes": [], "generators": [], "division": [], "absolute_import": [], "with_statement": [],
        "print_function": [], "unicode_literals": [], "generator_stop": [],
        "barry_as_FLUFL": .futureBarryAsBDFL, "annotations": .futureAnnotations,
    ]

    init(of module: Module) throws(SyntaxError) {
        var isFirst = true
        for statement in module.body {
            if case .importFrom("__future__"?, let names, 0) = statement.kind {
                for alias in names {
                    guard let flag = Self.known[alias.name] else {
                        if alias.name == "braces" { throw SyntaxError("not a chance", at: statement.range) }
                        throw SyntaxError(
                            "future feature \(alias.name) is not defined", at: statement.range)
                    }
                    flags.formUnion(flag)
                }
                lastLine = statement.range.start.line
            } else if isFirst, case .expression(let value) = statement.kind,
                case .constant(.string, _) = value.kind
            {
                // A docstring may stand before them.
            } else {
                return
            }
            isFirst = false
        }
    }
}
