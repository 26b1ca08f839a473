import HeapEngine
import PythonObjects

/// What the inner loop asks of a code unit: plain values and pointers, so that looking at them counts no reference.
struct CodeFacts: BitwiseCopyable {
    /// The unit's instructions, at an address that stays.
    var instructions: UnsafeMutablePointer<Instruction>
    var constants: UnsafeMutablePointer<ObjectID>
    var names: UnsafeMutablePointer<ObjectID>
    /// By instruction: what its last lookup found.
    var caches: UnsafeMutablePointer<SiteCache>
    /// Places for parameters, other locals, cells and free variables.
    var localCount: Int
    /// How many positional parameters there are.
    var argumentCount: Int
    /// How many values the value stack holds at most.
    var stackSize: Int
    /// Whether a call with as many positional arguments as there are parameters needs no binding and runs at once.
    var isSimple: Bool
    /// Whether calling it makes a generator, a coroutine or an asynchronous generator.
    var isGenerator: Bool
    /// How often it was entered or taken up again, or jumped backwards; wraps around.
    var entries: UInt32 = 0
    /// All the rest. Not retained: the facts belong to it.
    var body: Unmanaged<CodeBody>
}

/// A code unit with the objects that one session made for it: what a code object runs.
///
/// The objects are borrowed: the code object holds them in its tuples.
final class CodeBody {
    let unit: CodeUnit
    /// What the inner loop needs of it.
    let facts: UnsafeMutablePointer<CodeFacts>
    /// Places for parameters, other locals, cells and free variables.
    let localCount: Int
    /// Places that arguments are put into: positional and keyword-only ones, `*args`, `**kwargs`.
    let parameterCount: Int
    /// Whether a call with as many positional arguments as there are parameters needs no binding.
    let takesPositionalOnly: Bool
    /// Whether calling it makes a generator, a coroutine or an asynchronous generator.
    let isGenerator: Bool

    init(unit: CodeUnit, constants: [ObjectID], names: [ObjectID]) {
        self.unit = unit
        localCount = unit.localNames.count
        let hasVariadic = unit.flags.contains(.varArgs)
        let hasKeywords = unit.flags.contains(.varKeywords)
        parameterCount =
            unit.argumentCount + unit.keywordOnlyCount + (hasVariadic ? 1 : 0) + (hasKeywords ? 1 : 0)
        takesPositionalOnly = !hasVariadic && !hasKeywords && unit.keywordOnlyCount == 0
        isGenerator = !unit.flags.isDisjoint(with: [.generator, .coroutine, .asyncGenerator])
        facts = .allocate(capacity: 1)
        facts.initialize(
            to: CodeFacts(
                instructions: copy(unit.instructions), constants: copy(constants),
                names: copy(names),
                caches: copy(unit.instructions.map { _ in SiteCache() }),
                localCount: localCount, argumentCount: unit.argumentCount, stackSize: unit.stackSize,
                isSimple: takesPositionalOnly && !isGenerator, isGenerator: isGenerator,
                body: .passUnretained(self)))
    }

    /// Where instructions stand in `co_code`, in units of two bytes.
    lazy var encodedOffsets = EncodedCode(unit).offsets
    /// What tracing has to know of it.
    lazy var lines = CodeLines(unit)

    /// The constants, borrowed.
    var constants: UnsafeMutablePointer<ObjectID> { facts.pointee.constants }
    /// The names, borrowed.
    var names: UnsafeMutablePointer<ObjectID> { facts.pointee.names }

    deinit {
        facts.pointee.instructions.deallocate()
        facts.pointee.constants.deallocate()
        facts.pointee.names.deallocate()
        facts.pointee.caches.deallocate()
        facts.deallocate()
    }
}

/// New memory with an array's elements.
private func copy<Element: BitwiseCopyable>(_ elements: [Element]) -> UnsafeMutablePointer<Element> {
    let memory = UnsafeMutablePointer<Element>.allocate(capacity: max(1, elements.count))
    // SAFETY: as many elements as the array has were allocated.
    for (index, element) in elements.enumerated() { (memory + index).initialize(to: element) }
    return memory
}
