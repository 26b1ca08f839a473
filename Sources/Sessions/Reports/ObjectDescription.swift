import OrderedJSON

/// What is known about one living object.
public struct ObjectDescription: Report, Equatable {
    /// Its handle.
    public var id: Handle
    /// What `id()` prints.
    public var address: UInt64
    /// The name of its type.
    public var type: String
    /// Its `repr`, shortened when it is long.
    public var repr: String
    /// The true reference count.
    public var refcount: Int
    /// What `sys.getrefcount` prints for a name of the object.
    public var getrefcount: Int
    /// What `sys.getsizeof` prints, in bytes.
    public var size: Int
    /// Whether the collector tracks it.
    public var tracked: Bool
    /// The generation that it is in; 3 is the permanent one, nil means untracked.
    public var generation: Int?
    /// Whether it is immortal.
    public var immortal: Bool
    /// Whether its finalizer has run.
    public var finalized: Bool
    /// How many weak references to it are alive.
    public var weakrefs: Int
    /// Whether the client holds it.
    public var held: Bool

    /// Writes the contract's object.
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("id", id.description)
        writer.member("address", hexadecimal(address))
        writer.member("type", type)
        writer.member("repr", repr)
        writer.member("refcount", refcount)
        writer.member("getrefcount", getrefcount)
        writer.member("size", size)
        writer.member("tracked", tracked)
        writer.name("generation")
        if let generation { writer.integer(generation) } else { writer.null() }
        writer.member("immortal", immortal)
        writer.member("finalized", finalized)
        writer.member("weakrefs", weakrefs)
        writer.member("held", held)
        writer.endObject()
    }
}

/// An address as the contract shows it: `0x7f3a10c0`.
func hexadecimal(_ address: UInt64) -> String {
    "0x" + String(address, radix: 16)
}

/// The two ways in which Python compares objects.
public struct Comparison: Report, Equatable {
    /// Whether both are one object.
    public var `is`: Bool
    /// Whether `==` is true.
    public var equals: Bool

    /// Writes `{"is":...,"equals":...}`.
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("is", `is`)
        writer.member("equals", equals)
        writer.endObject()
    }
}

/// Which objects a list is about.
public struct ObjectFilter: Sendable, Equatable {
    /// Only objects whose type has this name.
    public var type: String?
    /// Only objects of this generation; 3 is the permanent one.
    public var generation: Int?
    /// True lists what the collector tracks, as `gc.get_objects()` does; false lists the rest, oldest first.
    public var tracked: Bool

    /// Makes the filter; without arguments that of `gc.get_objects()`.
    public init(type: String? = nil, generation: Int? = nil, tracked: Bool = true) {
        self.type = type
        self.generation = generation
        self.tracked = tracked
    }
}
