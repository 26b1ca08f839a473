import HeapEngine

/// A free list by the name of what waits in it.
public struct FreeListDescription: Sendable, Equatable {
    /// The type whose dead objects wait; `keys` for the keys of dicts.
    public var type: String
    /// The length of the tuples that wait; nil for other types.
    public var length: Int?
    /// CPython's name of the struct, and its bytes without the collector's head.
    package var structName: String
    package var structBytes: Int
    /// Whether `sys._debugmallocstats` reports the list.
    package var isReported: Bool
    /// What waits now.
    public var count: FreeListCount
}

extension Runtime {
    /// All free lists, in the order of `sys._debugmallocstats`, and last the one that it leaves out.
    public func freeLists() -> [FreeListDescription] {
        var lists: [FreeListDescription] = []
        func add(
            _ type: String, length: Int? = nil, _ structName: String, _ bytes: Int, isReported: Bool = true,
            _ count: FreeListCount?
        ) {
            guard let count else { return }
            lists.append(
                FreeListDescription(
                    type: type, length: length, structName: structName, structBytes: bytes,
                    isReported: isReported, count: count))
        }
        add("dict", "PyDictObject", 48, heap.freeListCount(layouts.unicodeDict))
        add(
            "keys", "PyDictKeysObject", 32, isReported: profile.freeLists.countsKeys, heap.bufferListCount)
        add("float", "PyFloatObject", 24, heap.freeListCount(layouts.float))
        add("list", "PyListObject", 40, heap.freeListCount(layouts.list))
        for length in profile.freeLists.tuple.lengths ?? 1...1 {
            add(
                "tuple", length: length, "\(length)-sized PyTupleObject", 24 + 8 * length,
                heap.freeListCount(layouts.tuple, slots: length))
        }
        add("slice", "PySliceObject", 40, isReported: false, heap.freeListCount(layouts.slice))
        return lists
    }
}
