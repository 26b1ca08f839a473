/// The dense number of a live object inside one heap. It is reused after the object is freed; what never is reused is its `Serial`.
public struct ObjectID: BitwiseCopyable, RawRepresentable, Hashable, Comparable, Sendable {
    /// The index into the heap's columns; 0 is no object.
    public var rawValue: UInt32

    /// Wraps a raw index.
    @inlinable
    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// No object: an empty slot, a dead weak reference.
    public static let none = ObjectID(rawValue: 0)

    /// Whether this is `none`.
    @inlinable
    public var isNone: Bool { rawValue == 0 }

    /// Orders by raw index, which means nothing but is stable.
    @inlinable
    public static func < (left: ObjectID, right: ObjectID) -> Bool { left.rawValue < right.rawValue }
}

/// The creation number of an object, unique in its heap for ever.
///
/// Objects made before `Heap.finishStart()` belong to the interpreter and are numbered apart, so that the first object of a user is number 1.
public struct Serial: BitwiseCopyable, RawRepresentable, Hashable, Comparable, Sendable {
    /// The number, with the top bit set for the interpreter's own objects.
    public var rawValue: UInt64

    /// Wraps a raw value.
    public init(rawValue: UInt64) {
        self.rawValue = rawValue
    }

    /// The serial of the user's object number `number`.
    public init(number: UInt64) {
        rawValue = number
    }

    /// The serial of the interpreter's own object number `number`.
    public init(builtin number: UInt64) {
        rawValue = number | Self.builtinBit
    }

    static let builtinBit: UInt64 = 1 << 63

    /// Whether the object was made before the session started.
    public var isBuiltin: Bool { rawValue & Self.builtinBit != 0 }

    /// The number without the mark, counted from 1.
    public var number: UInt64 { rawValue & ~Self.builtinBit }

    /// Orders by creation; the interpreter's own objects come last.
    public static func < (left: Serial, right: Serial) -> Bool { left.rawValue < right.rawValue }
}

/// One counted reference: slot `slot` of `source` holds `target`.
public struct Reference: Hashable, Sendable {
    /// The object that refers.
    public var source: ObjectID
    /// The number of the slot in `source`, counted from 0.
    public var slot: Int
    /// The object referred to.
    public var target: ObjectID

    /// Names a reference.
    public init(source: ObjectID, slot: Int, target: ObjectID) {
        self.source = source
        self.slot = slot
        self.target = target
    }
}
