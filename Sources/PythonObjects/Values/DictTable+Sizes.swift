extension DictTable {
    /// The entries that fit a table of 2^*logSize* index slots: two thirds.
    public static func usable(logSize: Int) -> Int {
        logSize == 0 ? 0 : (2 << logSize) / 3
    }

    /// The smallest table of at least so many index slots (3.13.0, `calculate_log2_keysize`, which rounds up a little
    /// early because it sets bit 3 instead of taking the maximum).
    static func logSize(atLeast slots: Int) -> Int {
        Int.bitWidth - (((slots | 8) - 1) | 7).leadingZeroBitCount
    }

    /// The table in which so many entries fit without a rebuild (`estimate_log2_keysize`).
    static func logSize(toHold count: Int) -> Int {
        logSize(atLeast: (count * 3 + 1) / 2)
    }

    /// Bytes of a keys object: header, index slots of one, two or four bytes, and entries.
    static func keysBytes(logSize: Int, isUnicode: Bool) -> Int {
        let width = logSize < 8 ? 1 : logSize < 16 ? 2 : 4
        return 32 + (width << logSize) + usable(logSize: logSize) * (isUnicode ? 16 : 24)
    }

    /// Bytes of the smallest keys object: eight index slots and str keys alone. CPython keeps freed ones for reuse.
    static let leastKeysBytes = keysBytes(logSize: 3, isUnicode: true)

    /// Bytes of the keys object that the dict owns, 0 if there is none. `sys.getsizeof(d)` is 64 more.
    public var keysBytes: Int {
        hasKeys ? DictTable.keysBytes(logSize: logSize, isUnicode: isUnicode) : 0
    }

    /// The empty table of `dict.fromkeys(keys)` where the keys are a set (`isUnicode: false`) or a dict of so many.
    /// Keys of any other kind come one by one into an empty dict.
    public init(keysOfCollection count: Int, isUnicode: Bool) {
        self.init()
        rebuild(logSize: DictTable.logSize(toHold: count), isUnicode: isUnicode)
    }

    /// How the pairs of another dict get in.
    public enum Merge: Equatable, Sendable {
        /// The table became the other one's, entry by entry: take its keys and values as they are, in order.
        case clone
        /// Insert pair after pair, after dropping the owner's holes if so said.
        case insert(droppedHoles: Bool)
    }

    /// Prepares for the pairs of another dict: `d.update(other)`, `{**other}`, `dict(other)`.
    ///
    /// An empty dict becomes a clone of a dense one that fills its table well; else it is sized at once for both.
    public mutating func prepareMerge(from other: DictTable) -> Merge {
        guard other.count > 0 else { return .insert(droppedHoles: false) }
        if count == 0, !other.hasHoles,
            other.logSize == 3 || DictTable.usable(logSize: other.logSize - 1) < other.count
        {
            self = other
            return .clone
        }
        return .insert(droppedHoles: reserve(for: other.count, isUnicode: other.isUnicode))
    }

    /// Prepares for so many more pairs, expecting that few of their keys are here already.
    mutating func reserve(for more: Int, isUnicode: Bool) -> Bool {
        guard DictTable.usable(logSize: logSize) < more else { return false }
        return rebuild(logSize: DictTable.logSize(toHold: count + more), isUnicode: isUnicode)
    }

    /// The table of `d.copy()`, holes and all; nil if there are so many holes that the copy is made by merging into
    /// an empty dict.
    public func copied() -> DictTable? {
        if count == 0 { return DictTable() }
        return count >= entryCount * 2 / 3 ? self : nil
    }
}
