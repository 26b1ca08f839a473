/// `co_flags`, with CPython's bits.
package struct CodeFlags: OptionSet, Hashable, Sendable {
    package let rawValue: UInt32

    package init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Locals are in the frame, not in a namespace.
    package static let optimized = CodeFlags(rawValue: 0x1)
    /// A call makes a new namespace.
    package static let newLocals = CodeFlags(rawValue: 0x2)
    /// `*args`
    package static let varArgs = CodeFlags(rawValue: 0x4)
    /// `**kwargs`
    package static let varKeywords = CodeFlags(rawValue: 0x8)
    /// Inside another function.
    package static let nested = CodeFlags(rawValue: 0x10)
    package static let generator = CodeFlags(rawValue: 0x20)
    package static let coroutine = CodeFlags(rawValue: 0x80)
    /// A generator that `types.coroutine` marked.
    package static let iterableCoroutine = CodeFlags(rawValue: 0x100)
    package static let asyncGenerator = CodeFlags(rawValue: 0x200)
    package static let futureDivision = CodeFlags(rawValue: 0x20000)
    package static let futureAbsoluteImport = CodeFlags(rawValue: 0x40000)
    package static let futureWithStatement = CodeFlags(rawValue: 0x80000)
    package static let futurePrintFunction = CodeFlags(rawValue: 0x100000)
    package static let futureUnicodeLiterals = CodeFlags(rawValue: 0x200000)
    package static let futureBarryAsBDFL = CodeFlags(rawValue: 0x400000)
    package static let futureGeneratorStop = CodeFlags(rawValue: 0x800000)
    package static let futureAnnotations = CodeFlags(rawValue: 0x1000000)
    /// All that a `from __future__` import can set.
    package static let futures: CodeFlags = [
        .futureDivision, .futureAbsoluteImport, .futureWithStatement, .futurePrintFunction,
        .futureUnicodeLiterals, .futureBarryAsBDFL, .futureGeneratorStop, .futureAnnotations,
    ]
}

/// What a local of a frame is, with CPython's bits. A parameter that an inner function uses is local and cell.
package struct LocalKind: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Bound only while an inlined comprehension runs in a module or class body; `locals()` does not show it.
    package static let hidden = LocalKind(rawValue: 0x10)
    package static let local = LocalKind(rawValue: 0x20)
    package static let cell = LocalKind(rawValue: 0x40)
    package static let free = LocalKind(rawValue: 0x80)
}
