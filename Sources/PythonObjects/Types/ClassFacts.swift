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

/// The records of classes, with the facts that are asked for all the time beside them.
package final class ClassStore {
    private let records = Store<ClassRecord>()
    /// By the class's payload. The facts of place 0 are those of an object without a class.
    package private(set) var facts: UnsafeMutablePointer<ClassFacts>
    private var capacity = 256

    init() {
        facts = .allocate(capacity: capacity)
    }

    deinit { facts.deallocate() }

    /// Keeps a record and returns its number.
    func insert(_ record: ClassRecord) -> UInt32 {
        let index = records.insert(record)
        if Int(index) >= capacity {
            let larger = UnsafeMutablePointer<ClassFacts>.allocate(capacity: capacity * 2)
            larger.moveInitialize(from: facts, count: capacity)
            facts.deallocate()
            facts = larger
            capacity *= 2
        }
        // SAFETY: records hands out the lowest unused number, so that it is below the capacity now.
        (facts + Int(index)).initialize(to: ClassFacts(record))
        return index
    }

    /// The record with a number that `insert` returned and that was not removed since.
    package subscript(index: UInt32) -> ClassRecord {
        _read { yield records[index] }
        _modify {
            yield &records[index]
            facts[Int(index)] = ClassFacts(records[index])
        }
    }

    /// Forgets a record; its number is used again.
    func remove(_ index: UInt32) { records.remove(index) }
}
