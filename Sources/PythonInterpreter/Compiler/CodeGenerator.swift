import PythonObjects
import PythonSyntax

/// Generates the code of a tree, one unit inside another.
///
/// What each construct becomes is what CPython 3.13's `compile.c` makes of it.
final class CodeGenerator {
    let symbols: SymbolTable
    /// What the constants in the tree stand for.
    let folded: [CodeConstant]
    let filename: String
    let futureFlags: CodeFlags
    /// The line of the last `from __future__` import.
    let futureLine: UInt32
    let isInteractive: Bool
    /// `-O`: without assertions; `-OO`: without docstrings as well.
    let optimization: Int
    /// Whose meaning the tree has.
    let language: Language
    /// Whether a module returns the value of its last statement, if that is an expression.
    var keepsLastValue = false
    /// Notes what CPython warns of.
    var warnings: SyntaxWarnings?
    /// The unit being compiled, behind those around it.
    var units: [CodeBuilder] = []

    /// More values than this are not collected on the stack.
    static let stackGuideline = 30
    /// How many blocks of statements may be open at once in a unit.
    static let greatestBlockCount = 21

    init(
        symbols: SymbolTable, folded: [CodeConstant], filename: String, futureFlags: CodeFlags,
        futureLine: UInt32, isInteractive: Bool, optimization: Int, language: Language = .python313
    ) {
        self.symbols = symbols
        self.folded = folded
        self.filename = filename
        self.futureFlags = futureFlags
        self.futureLine = futureLine
        self.isInteractive = isInteractive
        self.optimization = optimization
        self.language = language
    }

    /// The unit being compiled.
    var unit: CodeBuilder { units[units.count - 1] }
    var scope: Scope { unit.scope }
    var isAnnotationsFuture: Bool { futureFlags.contains(.futureAnnotations) }

    // MARK: Units

    func enter(
        _ scope: Scope, _ kind: CodeBuilder.Kind, named name: String, firstLine: Int,
        privateName: String? = nil
    ) {
        let builder = CodeBuilder(
            scope: scope, kind: kind, name: name, firstLine: firstLine,
            privateName: privateName ?? units.last?.privateName)
        builder.qualifiedName = qualifiedName(of: builder)
        units.append(builder)
        let start = SourcePosition(line: kind == .module ? 0 : UInt32(firstLine), column: 0)
        let end = SourcePosition(line: UInt32(firstLine), column: 0)
        builder.emit(.resume, at: SourceRange(start, end))
    }

    private func qualifiedName(of builder: CodeBuilder) -> String {
        guard units.count > 1, var parent = units.last else { return builder.name }
        if parent.kind == .typeParameters {
            if units.count == 2 { return builder.name }
            parent = units[units.count - 2]
        }
        switch builder.kind {
        case .function, .asyncFunction, .classBody:
            let name = mangled(builder.name, in: parent.privateName)
            if parent.scope[name].resolution == .globalExplicit { return builder.name }
        default: break
        }
        switch parent.kind {
        case .function, .asyncFunction, .lambda:
            return "\(parent.qualifiedName).<locals>.\(builder.name)"
        case .module: return builder.name
        case .classBody, .comprehension, .typeParameters: return "\(parent.qualifiedName).\(builder.name)"
        }
    }

    /// Ends the innermost unit with a `return` and gives its code.
    func leave(returningNone: Bool) -> CodeUnit {
        if returningNone { unit.emitConstant(.none, at: nil) }
        unit.emit(.returnValue, at: nil)
        var assembler = Assembler(units.removeLast(), filename: filename, futureFlags: futureFlags)
        return assembler.assemble()
    }

    // MARK: Blocks

    func push(
        _ kind: EnclosingBlock.Kind, start: Label = .none, exit: Label = .none, at location: SourceRange?
    ) throws(SyntaxError) {
        if unit.blocks.count >= Self.greatestBlockCount {
            throw SyntaxError("too many statically nested blocks", at: location)
        }
        unit.blocks.append(EnclosingBlock(kind: kind, start: start, exit: exit, location: location))
    }

    func pop() { unit.blocks.removeLast() }

    // MARK: Constants

    /// What a constant in the tree stands for.
    func constant(_ expression: Expression) -> CodeConstant? { expression.foldedConstant(in: folded) }
}
