import HeapEngine

/// What is asked of an object's class all the time: a plain copy of some of its record.
package struct ClassFacts: BitwiseCopyable {
    /// What instances are made of.
    package var kind: Kind
    /// Whether it was made by a class statement.
    package var isHeap: Bool
    /// Whether instances have a `__dict__`.
    package var hasDict: Bool
    /// Whether attributes are kept inline.
    package var hasInlineValues: Bool
    /// Whether instances have a finalizer of either sort.
    package var hasFinalizer: Bool
    /// Whether it has no instances of its own.
    package var isAbstract: Bool
    /// Whether calling it takes the arguments as they lie, and no tuple of them.
    package var hasVectorcall: Bool
    /// Whether calling an instance takes a tuple of the arguments.
    package var isCalledWithTuple: Bool
    /// The layout of instances.
    package var layout: LayoutID
    /// The first slot of the base part.
    package var head: Int32
    /// Where an instance's dict is among its slots; -1 without one.
    package var dictSlot: Int32
    /// How many slots an entry of a dict takes: key and value, and the key again if those are listed.
    package var entrySlots: UInt8
    /// The slot of the first value of an instance of a plain class.
    package var firstValue: Int32

    init(_ record: ClassRecord) {
        kind = record.kind
        isHeap = record.isHeap
        hasDict = record.hasDict
        hasInlineValues = record.hasInlineValues
        hasFinalizer = record.hasFinalizer
        isAbstract = record.isAbstract
        hasVectorcall = record.hasVectorcall
        isCalledWithTuple = record.isHeap || record.isCalledWithTuple
        layout = record.layout
        head = Int32(record.head)
        dictSlot = Int32(record.dictSlot ?? -1)
        entrySlots = record.isOrdered ? 3 : 2
        firstValue = Int32(record.firstSlot + record.slots.count)
    }
}

extension ClassRecord: FactBearing {
    package var facts: ClassFacts { ClassFacts(self) }
}
