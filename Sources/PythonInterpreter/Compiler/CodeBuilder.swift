import PythonSyntax

/// A place in the instructions of a unit that may not be known yet.
struct Label: Equatable {
    var id: Int
    static let none = Label(id: -1)
}

/// A statement around the one being compiled that a `return`, `break` or `continue` has to leave in order.
struct EnclosingBlock {
    enum Kind {
        case whileLoop, forLoop, tryExcept, finallyTry([Statement]), finallyEnd, with, asyncWith
        /// `except … as name`
        case handlerCleanup(name: String?)
        case popValue, exceptionHandler, exceptionGroupHandler, asyncComprehension, stopIteration
    }

    var kind: Kind
    var start: Label
    var exit: Label
    var location: SourceRange?
}

/// The code of one module, function, class body or lambda while it is being compiled.
final class CodeBuilder {
    enum Kind {
        case module, classBody, function, asyncFunction, lambda, comprehension, typeParameters
    }

    let scope: Scope
    let kind: Kind
    let name: String
    var qualifiedName: String
    let firstLine: Int
    /// The class whose private names are mangled.
    var privateName: String?
    var positionalOnlyCount = 0
    var argumentCount = 0
    var keywordOnlyCount = 0

    private(set) var instructions: [FlowInstruction] = []
    /// Where each label stands; -1 before it does.
    private(set) var labels: [Int] = []
    var constants = IndexedConstants()
    var names = IndexedNames()
    var variables = IndexedNames()
    var cells = IndexedNames()
    var frees = IndexedNames()
    /// Names that inlined comprehensions made locals of a module or class; false once the comprehension is over.
    var hiddenLocals: [String: Bool] = [:]
    /// How many inlined comprehensions are around what is being compiled.
    var inlinedDepth = 0
    var blocks: [EnclosingBlock] = []
    /// The attributes that methods of a class set on `self`.
    var staticAttributes: Set<String> = []

    init(scope: Scope, kind: Kind, name: String, firstLine: Int, privateName: String?) {
        self.scope = scope
        self.kind = kind
        self.name = name
        self.qualifiedName = name
        self.firstLine = firstLine
        self.privateName = privateName
        for parameter in scope.parameters { _ = variables.index(of: parameter) }
        let cellNames = scope.sortedNames {
            $0.resolution == .cell || $0.uses.contains(.comprehensionCell)
        }
        for name in cellNames { _ = cells.index(of: name) }
        if scope.needsClassCell { _ = cells.index(of: "__class__") }
        if scope.needsClassDictionary { _ = cells.index(of: "__classdict__") }
        let freeNames = scope.sortedNames {
            $0.resolution == .free || $0.uses.contains(.freeInClass)
        }
        for name in freeNames { _ = frees.index(of: name) }
    }

    // MARK: Instructions

    func emit(_ opcode: Opcode, _ argument: Int = 0, at location: SourceRange?) {
        instructions.append(
            FlowInstruction(operation: .real(opcode), argument: argument, location: location))
    }

    func emit(_ operation: FlowOperation, _ argument: Int = 0, at location: SourceRange?) {
        instructions.append(FlowInstruction(operation: operation, argument: argument, location: location))
    }

    func emit(_ operation: FlowOperation, to label: Label, at location: SourceRange?) {
        instructions.append(FlowInstruction(operation: operation, target: label.id, location: location))
    }

    func emitJump(_ opcode: Opcode, to label: Label, at location: SourceRange?) {
        emit(.real(opcode), to: label, at: location)
    }

    func emitConstant(_ constant: CodeConstant, at location: SourceRange?) {
        emit(.loadConst, constants.index(of: constant), at: location)
    }

    func newLabel() -> Label {
        labels.append(-1)
        return Label(id: labels.count - 1)
    }

    /// Lets a label stand before the next instruction.
    func place(_ label: Label) { labels[label.id] = instructions.count }

    /// Puts an instruction before all others.
    func prepend(_ operation: FlowOperation, to label: Label) {
        instructions.insert(FlowInstruction(operation: operation, target: label.id, location: nil), at: 0)
        for index in labels.indices where labels[index] >= 0 { labels[index] += 1 }
    }
}

/// Names with their places in a table.
struct IndexedNames {
    private(set) var names: [String] = []
    private var indices: [String: Int] = [:]

    /// The name's place, which it gets now if it has none.
    mutating func index(of name: String) -> Int {
        if let index = indices[name] { return index }
        indices[name] = names.count
        names.append(name)
        return names.count - 1
    }

    func existingIndex(of name: String) -> Int? { indices[name] }
}

/// Constants with their places in a table.
struct IndexedConstants {
    private(set) var constants: [CodeConstant] = []
    private var indices: [CodeConstant: Int] = [:]

    /// The constant's place, which it gets now if it has none.
    mutating func index(of constant: CodeConstant) -> Int {
        if let index = indices[constant] { return index }
        indices[constant] = constants.count
        constants.append(constant)
        return constants.count - 1
    }
}
