import HeapEngine

/// The free lists that CPython keeps dead objects in, and the order in which a full collection empties them: the order shows in
/// which block the next object of the same size gets.
struct FreeLists: Sendable {
    let float = FreeListRule(capacity: 100, family: "float", isCollectable: false)
    let tuple = FreeListRule(capacity: 2000, lengths: 1...20, family: "tuple")
    let list = FreeListRule(capacity: 80, family: "list")
    let dict = FreeListRule(capacity: 80, family: "dict")
    /// The keys of dicts of the least size that have str keys alone.
    let keys = FreeListRule(capacity: 80, family: "keys", isCollectable: false)
    let slice = FreeListRule(capacity: 1, family: "slice")
    /// Whether floats go before tuples.
    let emptiesFloatsFirst: Bool

    /// Whether `sys._debugmallocstats` counts the keys that wait.
    let countsKeys: Bool

    /// All of objects', first emptied first.
    var order: [FreeListRule] {
        (emptiesFloatsFirst ? [float, tuple] : [tuple, float]) + [list, dict]
    }

    static let python312 = FreeLists(emptiesFloatsFirst: false, countsKeys: false)
    static let python313 = FreeLists(emptiesFloatsFirst: true, countsKeys: true)
}
