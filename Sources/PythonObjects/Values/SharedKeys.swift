/// The attribute names that the instances of one class share, in the order in which they were first set.
///
/// An instance keeps only values, one place for each name there is or may still be. Every instance that is made takes
/// one place from what is still free, so a class that has many instances accepts few new names.
/// CPython 3.13, `_PyDict_NewKeysForClass`, `init_inline_values`, `insert_split_key`.
public struct SharedKeys: Sendable {
    /// The most names that a class shares.
    public static let maximum = 30
    /// The base-2 logarithm of the number of index slots for so many.
    static let logSize = 6

    /// The names, in shared-key order: the order in which an instance's values are traversed.
    public private(set) var names: [PythonString] = []

    /// How many new names are still accepted.
    public private(set) var usable = SharedKeys.maximum

    private var indices: [PythonString: Int] = [:]

    /// The keys of a new class.
    public init() {}

    /// The number of names that are, or may still be, shared.
    public var capacity: Int { names.count + usable }

    /// Makes place for the values of one more instance. To be called once for every instance that is made.
    /// - Returns: how many values the instance can hold.
    public mutating func admitInstance() -> Int {
        if usable > 1 { usable -= 1 }
        return capacity
    }

    /// The place of a name, or nil if it is not shared.
    public func index(of name: PythonString) -> Int? { indices[name] }

    /// The place of a name, which becomes shared if it is not yet; nil if no new name is accepted any more, and the
    /// instance gets an ordinary dict.
    public mutating func insert(_ name: PythonString) -> Int? {
        if let index = indices[name] { return index }
        guard usable > 0 else { return nil }
        let index = names.count
        names.append(name)
        indices[name] = index
        usable -= 1
        return index
    }

    /// `sys.getsizeof(o.__dict__)` as long as the dict shares these keys.
    public var dictSize: Int { 64 + 8 * capacity }

    /// Bytes of the values that lie beside an instance or its dict: a byte for each place's insertion order, and two more.
    public static func valuesBytes(capacity: Int) -> Int { (capacity + 2 + 7) & ~7 + 8 * capacity }

    /// Bytes of as many values as there are shared names or may be.
    public var valuesBytes: Int { SharedKeys.valuesBytes(capacity: capacity) }

    /// Bytes of the values in the block of the next instance (3.13), to be asked before `admitInstance()`.
    ///
    /// A byte for each place's insertion order, rounded up to eight, and eight for the head and for each value.
    public var inlineValuesBytes: Int { Self.inlineValuesBytes(capacity: capacity) }

    /// Bytes of the values of an instance with so many places.
    static func inlineValuesBytes(capacity: Int) -> Int { (capacity + 7) & ~7 + 8 * (capacity + 1) }
}

/// The order in which one instance's attributes were set: the order of its `__dict__`.
public struct ValueOrder: Equatable, Sendable {
    /// The places of the set attributes in their class's shared keys, first set to last set.
    public private(set) var indices: [UInt8] = []

    /// No attribute is set.
    public init() {}

    /// Whether the attribute in a place is set.
    public func contains(_ index: Int) -> Bool { indices.contains(UInt8(index)) }

    /// Notes that the attribute in a place was set and was not before.
    public mutating func add(_ index: Int) {
        indices.append(UInt8(index))
    }

    /// Notes that the attribute in a place was deleted.
    public mutating func remove(_ index: Int) {
        if let position = indices.firstIndex(of: UInt8(index)) { indices.remove(at: position) }
    }

    /// Notes that all attributes were deleted.
    public mutating func removeAll() {
        indices.removeAll()
    }
}
