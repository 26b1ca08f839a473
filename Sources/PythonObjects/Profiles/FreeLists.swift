import HeapEngine

/// The free lists that CPython keeps dead objects in, and the order in which a full collection empties them: the order shows in
/// which block the next object of the same size gets.
struct FreeLists: Sendable {
    let float = FreeListRule(capacity: 100, family: "float", isCollectable: false)
    let tuple: FreeListRule
    let list = FreeListRule(capacity: 80, family: "list")
    let dict = FreeListRule(capacity: 80, family: "dict")
    /// The keys of dicts of the least size that have str keys alone.
    let keys = FreeListRule(capacity: 80, family: "keys", isCollectable: false)
    /// The one slice that waits stays there when the others are emptied.
    let slice = FreeListRule(capacity: 1, family: "slice", survivesCollection: true)
    /// Whether floats go before tuples.
    let emptiesFloatsFirst: Bool

    /// Whether `sys._debugmallocstats` counts the keys that wait.
    let countsKeys: Bool

    /// All of objects', first emptied first.
    var order: [FreeListRule] {
        (emptiesFloatsFirst ? [float, tuple] : [tuple, float]) + [list, dict]
    }

    private static let tuple = FreeListRule(capacity: 2000, lengths: 1...20, family: "tuple")

    /// Tuples of 20 items are kept and never used again: the allocation looks for fewer.
    static let python312 = {
        var tuple = FreeLists.tuple
        tuple.unusedLength = 20
        return FreeLists(tuple: tuple, emptiesFloatsFirst: false, countsKeys: false)
    }()
    static let python313 = FreeLists(tuple: tuple, emptiesFloatsFirst: true, countsKeys: true)
}
