/// The hash index of a dict: which entry a key is in, in what order, and how large the keys object is.
///
/// It knows hashes and entry numbers only; keys and values are the owner's, entry by entry in insertion order. A
/// deleted entry stays as a hole until the table is rebuilt; whoever owns the entries drops its holes then.
/// CPython 3.13.0, `dictobject.c`.
public struct DictTable: Sendable {
    /// Changes whenever the set of keys or their entries' numbers may have changed.
    public private(set) var version: UInt32 = 0

    /// The number of keys: `len(d)`.
    public private(set) var count = 0

    /// Whether every key so far was an exact str, which makes the entries smaller and the keys invisible to
    /// `gc.get_referents`.
    public private(set) var isUnicode = true

    /// The base-2 logarithm of the number of index slots; 0 while there is no keys object.
    public private(set) var logSize = 0

    /// Per index slot an entry, or `free` or `dummy`.
    private var indices: [Int32] = []

    /// Per entry its hash, or `hole`: -1, which is never a hash.
    private var hashes: [Int] = []

    private var usable = 0

    private static let free: Int32 = -1
    private static let dummy: Int32 = -2
    private static let hole = -1

    /// An empty dict, which has no keys object.
    public init() {}

    /// The empty table of a display of so many pairs, such as `{k: v, ...}` (`dict_new_presized`).
    public init(presized count: Int, isUnicode: Bool) {
        guard count > 5 else { return }
        allocate(logSize: min(DictTable.logSize(toHold: count), 17), isUnicode: isUnicode)
    }

    /// The ordinary table that an instance's `__dict__` of these hashes becomes when the shared keys are full, or
    /// when a key that is not a str comes (`isUnicode: false`).
    public init(unsharing hashes: [Int], isUnicode: Bool) {
        self.hashes = hashes
        count = hashes.count
        rebuild(logSize: DictTable.logSize(atLeast: count * 3), isUnicode: isUnicode)
    }

    /// The number of entries, holes included.
    public var entryCount: Int { hashes.count }

    /// Whether there is a keys object: not in a dict that never had a key, nor after `clear()`.
    public var hasKeys: Bool { logSize > 0 }

    /// Whether there are holes among the entries.
    public var hasHoles: Bool { count != hashes.count }

    /// How many more entries fit before the table is rebuilt.
    public var room: Int { usable }

    /// Whether the entry is not a hole.
    public func isLive(_ entry: Int) -> Bool { hashes[entry] != DictTable.hole }

    /// The hash of a live entry's key.
    public func hash(at entry: Int) -> Int { hashes[entry] }

    // MARK: Looking up

    /// A walk over the entries that may hold a key with one hash.
    public struct Probe: Sendable {
        let hash: Int
        var slot: UInt
        var perturbation: UInt
    }

    /// Starts a walk over the entries whose keys have this hash.
    public func probe(_ hash: Int) -> Probe {
        let bits = UInt(bitPattern: hash)
        return Probe(hash: hash, slot: bits & mask, perturbation: bits)
    }

    /// The next entry whose key has the probe's hash, in CPython's order; nil when there is none left.
    ///
    /// The caller compares: by identity first, then by `==`, which may run Python code in between.
    public func next(_ probe: inout Probe) -> Int? {
        guard hasKeys else { return nil }
        while true {
            let entry = indices[Int(probe.slot)]
            if entry == DictTable.free { return nil }
            DictTable.advance(&probe, mask: mask)
            if entry >= 0, hashes[Int(entry)] == probe.hash { return Int(entry) }
        }
    }

    /// The entry whose key has this hash and matches; nil if there is none.
    /// - Complexity: O(1) on average, O(*n*) if all hashes collide.
    public func find(hash: Int, where matches: (Int) throws -> Bool) rethrows -> Int? {
        var probe = probe(hash)
        while let entry = next(&probe) {
            if try matches(entry) { return entry }
        }
        return nil
    }

    // MARK: Changing

    /// Makes the table fit for a key of this kind, before the key is looked up to be stored.
    ///
    /// An empty dict gets its keys object; the first key that is not an exact str makes the table general for good.
    /// - Returns: whether holes were dropped: the owner drops its holes now.
    public mutating func prepare(forStringKey isString: Bool) -> Bool {
        if !hasKeys {
            allocate(logSize: 3, isUnicode: isString)
            return false
        }
        guard isUnicode, !isString else { return false }
        return grow(isUnicode: false)
    }

    /// Adds an entry for a key with this hash that is not in the table yet.
    ///
    /// Requires: `prepare(forStringKey:)` was called for this key.
    /// - Returns: the number of the new entry, and whether holes were dropped before it was added.
    /// - Complexity: O(1) amortised.
    public mutating func append(hash: Int) -> (entry: Int, droppedHoles: Bool) {
        var droppedHoles = false
        if usable <= 0 { droppedHoles = grow(isUnicode: true) }
        let entry = hashes.count
        indices[freeSlot(for: hash)] = Int32(entry)
        hashes.append(hash)
        usable -= 1
        count += 1
        version &+= 1
        return (entry, droppedHoles)
    }

    /// Adds an entry in front of another, or at the end. There are no holes.
    /// - Complexity: O(*n*).
    mutating func insert(hash: Int, at entry: Int) {
        if !hasKeys { allocate(logSize: 3, isUnicode: true) }
        hashes.insert(hash, at: entry)
        count += 1
        rebuild(logSize: usable > 0 ? logSize : DictTable.logSize(atLeast: count * 3), isUnicode: isUnicode)
    }

    /// Makes a hole of a live entry: `del d[k]`. The size never shrinks.
    public mutating func remove(_ entry: Int) {
        forget(entry)
        hashes[entry] = DictTable.hole
    }

    /// Takes the last live entry away: `popitem()`. The entries end in front of it afterwards.
    /// - Returns: the entry, or nil if there is no key.
    public mutating func removeLast() -> Int? {
        guard let entry = hashes.lastIndex(where: { $0 != DictTable.hole }) else { return nil }
        forget(entry)
        hashes.removeSubrange(entry...)
        return entry
    }

    /// Removes everything, the keys object too.
    public mutating func clear() {
        let last = version
        self = DictTable()
        version = last &+ 1
    }

    /// Rebuilds the table with a number of index slots, without holes.
    /// - Returns: whether there were holes.
    @discardableResult
    mutating func rebuild(logSize: Int, isUnicode unicode: Bool) -> Bool {
        let hadHoles = hasHoles
        version &+= 1
        let kept = hadHoles ? hashes.filter { $0 != DictTable.hole } : hashes
        allocate(logSize: logSize, isUnicode: unicode && isUnicode)
        for (entry, hash) in kept.enumerated() {
            indices[freeSlot(for: hash)] = Int32(entry)
        }
        hashes = kept
        usable -= kept.count
        return hadHoles
    }

    /// Rebuilds the table in its size without holes.
    /// - Returns: where the entry that had a number is now.
    mutating func compact(following entry: Int) -> Int {
        let kept = hashes[..<entry].count { $0 != DictTable.hole }
        rebuild(logSize: logSize, isUnicode: isUnicode)
        return kept
    }

    /// Moves an entry to another place in the order. There are no holes.
    /// - Complexity: O(*n*).
    mutating func move(_ entry: Int, to place: Int) {
        hashes.insert(hashes.remove(at: entry), at: place)
        rebuild(logSize: logSize, isUnicode: isUnicode)
    }

    private mutating func grow(isUnicode: Bool) -> Bool {
        rebuild(logSize: DictTable.logSize(atLeast: count * 3), isUnicode: isUnicode)
    }

    private mutating func allocate(logSize: Int, isUnicode: Bool) {
        self.logSize = logSize
        self.isUnicode = isUnicode
        indices = Array(repeating: DictTable.free, count: 1 << logSize)
        usable = DictTable.usable(logSize: logSize)
    }

    private mutating func forget(_ entry: Int) {
        var probe = probe(hashes[entry])
        while indices[Int(probe.slot)] != Int32(entry) { DictTable.advance(&probe, mask: mask) }
        indices[Int(probe.slot)] = DictTable.dummy
        count -= 1
        version &+= 1
    }

    private func freeSlot(for hash: Int) -> Int {
        var probe = probe(hash)
        while indices[Int(probe.slot)] >= 0 { DictTable.advance(&probe, mask: mask) }
        return Int(probe.slot)
    }

    private var mask: UInt { UInt(bitPattern: indices.count &- 1) }

    private static func advance(_ probe: inout Probe, mask: UInt) {
        probe.perturbation >>= 5
        probe.slot = (probe.slot &* 5 &+ probe.perturbation &+ 1) & mask
    }
}
