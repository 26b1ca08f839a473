import HeapEngine
import PythonObjects

/// A code unit with the objects that one session made for it: what a code object runs.
///
/// The objects are borrowed: the code object holds them in its tuples.
final class CodeBody {
    let unit: CodeUnit
    /// A copy of the unit's instructions at an address that stays.
    let instructions: UnsafeMutablePointer<Instruction>
    let constants: UnsafeMutablePointer<ObjectID>
    let names: UnsafeMutablePointer<ObjectID>
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
        instructions = .allocate(capacity: unit.instructions.count)
        instructions.initialize(from: unit.instructions, count: unit.instructions.count)
        self.constants = .allocate(capacity: constants.count)
        self.constants.initialize(from: constants, count: constants.count)
        self.names = .allocate(capacity: names.count)
        self.names.initialize(from: names, count: names.count)
        localCount = unit.localNames.count
        let hasVariadic = unit.flags.contains(.varArgs)
        let hasKeywords = unit.flags.contains(.varKeywords)
        parameterCount =
            unit.argumentCount + unit.keywordOnlyCount + (hasVariadic ? 1 : 0) + (hasKeywords ? 1 : 0)
        takesPositionalOnly = !hasVariadic && !hasKeywords && unit.keywordOnlyCount == 0
        isGenerator = !unit.flags.isDisjoint(with: [.generator, .coroutine, .asyncGenerator])
    }

    deinit {
        instructions.deallocate()
        constants.deallocate()
        names.deallocate()
    }
}

extension UnsafeMutablePointer where Pointee: BitwiseCopyable {
    /// Copies an array's elements here.
    fileprivate func initialize(from elements: [Pointee], count: Int) {
        // SAFETY: the caller allocated `count` elements, which is the array's count.
        for index in 0..<count { (self + index).initialize(to: elements[index]) }
    }
}
