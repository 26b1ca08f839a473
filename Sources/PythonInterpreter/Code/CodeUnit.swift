import PythonSyntax

/// A compiled module, function, class body or expression: what a code object of CPython 3.13 is made of.
///
/// Equal constants of all code units of one compilation are one object, items of tuples and frozensets among them.
/// Strings made of ASCII letters, digits and underscores only, and all names, are interned.
package final class CodeUnit: Sendable {
    /// What runs.
    package let instructions: [Instruction]
    /// What each instruction was written as; nil for one that stands for nothing in the source.
    package let locations: [SourceRange?]
    /// The instructions that CPython has as one with the next.
    package let pairs: Set<Int>
    /// Sorted by start; no two overlap.
    package let exceptionTable: [ExceptionTableEntry]
    /// `co_consts`. A function's first constant is its docstring if it is a str.
    package let constants: [CodeConstant]
    /// `co_names`
    package let names: [String]
    /// The names of the locals: parameters and other locals, then cells that are not parameters, then free variables.
    package let localNames: [String]
    /// What each local is; as many as `localNames`.
    package let localKinds: [LocalKind]
    /// Positional parameters, positional-only ones included.
    package let argumentCount: Int
    /// Positional-only parameters.
    package let positionalOnlyCount: Int
    /// Keyword-only parameters.
    package let keywordOnlyCount: Int
    /// `co_flags`
    package let flags: CodeFlags
    /// How deep the value stack gets, as CPython computes it.
    package let stackSize: Int
    /// The same without a least size, and without what the handler around a generator's body takes.
    package let depth: Int, bodyDepth: Int
    /// The line of the `def`, `class`, first decorator or lambda.
    package let firstLine: Int
    /// `co_name`
    package let name: String
    /// `co_qualname`
    package let qualifiedName: String
    /// `co_filename`
    package let filename: String

    /// A code unit of its parts.
    package init(
        instructions: [Instruction], locations: [SourceRange?], pairs: Set<Int> = [],
        exceptionTable: [ExceptionTableEntry] = [],
        constants: [CodeConstant], names: [String], localNames: [String], localKinds: [LocalKind],
        argumentCount: Int = 0, positionalOnlyCount: Int = 0, keywordOnlyCount: Int = 0, flags: CodeFlags,
        stackSize: Int, depths: (all: Int, body: Int)? = nil, firstLine: Int, name: String,
        qualifiedName: String, filename: String
    ) {
        precondition(instructions.count == locations.count && localNames.count == localKinds.count)
        self.instructions = instructions
        self.locations = locations
        self.pairs = pairs
        self.exceptionTable = exceptionTable
        self.constants = constants
        self.names = names
        self.localNames = localNames
        self.localKinds = localKinds
        self.argumentCount = argumentCount
        self.positionalOnlyCount = positionalOnlyCount
        self.keywordOnlyCount = keywordOnlyCount
        self.flags = flags
        self.stackSize = stackSize
        depth = depths?.all ?? stackSize
        bodyDepth = depths?.body ?? stackSize
        self.firstLine = firstLine
        self.name = name
        self.qualifiedName = qualifiedName
        self.filename = filename
    }

    /// `co_varnames`: parameters and locals, cells among them if they are parameters.
    package var variableNames: [String] { names(of: .local) }
    /// `co_cellvars`
    package var cellNames: [String] { names(of: .cell) }
    /// `co_freevars`
    package var freeNames: [String] { names(of: .free) }

    private func names(of kind: LocalKind) -> [String] {
        zip(localNames, localKinds).compactMap { $1.contains(kind) ? $0 : nil }
    }

    /// Where an exception that an instruction raises goes; nil if it leaves the frame.
    /// - Complexity: O(log *n*) in the entries of the table.
    package func handler(at instruction: Int) -> ExceptionTableEntry? {
        var low = 0
        var high = exceptionTable.count
        while low < high {
            let middle = (low + high) / 2
            if exceptionTable[middle].end <= instruction { low = middle + 1 } else { high = middle }
        }
        guard low < exceptionTable.count, exceptionTable[low].start <= instruction else { return nil }
        return exceptionTable[low]
    }
}

extension CodeUnit: Hashable {
    /// Whether two code objects are equal in Python, which is when they do the same at the same places.
    package static func == (left: CodeUnit, right: CodeUnit) -> Bool {
        left.name == right.name && left.firstLine == right.firstLine
            && left.instructions == right.instructions && left.locations == right.locations
            && left.exceptionTable == right.exceptionTable && left.flags == right.flags
            && left.argumentCount == right.argumentCount
            && left.positionalOnlyCount == right.positionalOnlyCount
            && left.keywordOnlyCount == right.keywordOnlyCount && left.names == right.names
            && left.localNames == right.localNames && left.localKinds == right.localKinds
            && left.constants == right.constants
    }

    /// Hashes what tells code units apart cheaply.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(name)
        hasher.combine(firstLine)
        hasher.combine(instructions.count)
    }
}
