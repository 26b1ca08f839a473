import OrderedJSON

/// The kind and the label of one reference.
public struct ReferenceLabel: Report, Equatable {
    /// item, key, value, attribute, slot, type, global, local, cell, default and so on.
    public var kind: String
    /// `[3]`, `.partner`, `['data']`.
    public var label: String

    /// Writes `{"kind":...,"label":...}`.
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("kind", kind)
        writer.member("label", label)
        writer.endObject()
    }
}

/// An object at the other end of one or more references.
public struct RelatedObject: Report, Equatable {
    /// The object.
    public var object: ObjectDescription
    /// The references.
    public var references: [ReferenceLabel]

    /// Writes `{"object":{...},"references":[...]}`.
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("object", report: object)
        writer.member("references", reports: references)
        writer.endObject()
    }
}

/// What holds an object from outside the heap, or where `gc` does not look.
public struct RootDescription: Report, Equatable {
    /// handle, local, interpreter, or the kind of a reference that `gc` cannot see.
    public var kind: String
    /// The object that the reference starts at, when it is one.
    public var object: Handle?
    /// The frame of a local variable.
    public var frame: String?
    /// The variable's name.
    public var name: String?

    /// Writes the members that are there.
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("kind", kind)
        if let object { writer.member("object", object.description) }
        if let frame { writer.member("frame", frame) }
        if let name { writer.member("name", name) }
        writer.endObject()
    }
}

/// Who refers to an object.
public struct ReferrersReport: Report, Equatable {
    /// Exactly `gc.get_referrers`, in its order.
    public var items: [RelatedObject]
    /// What `gc` cannot see.
    public var roots: [RootDescription]

    /// Writes `{"items":[...],"roots":[...]}`.
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("items", reports: items)
        writer.member("roots", reports: roots)
        writer.endObject()
    }
}

/// What an object refers to, exactly `gc.get_referents`, in its order.
public struct ReferentsReport: Report, Equatable {
    /// The referents.
    public var items: [RelatedObject]

    /// Writes `{"items":[...]}`.
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("items", reports: items)
        writer.endObject()
    }
}

/// One unit of a refcount and what it stands for.
public struct RefcountUnitDescription: Report, Equatable {
    /// The kind of the reference.
    public var kind: String
    /// Its label, when it has one.
    public var label: String?
    /// The object that the reference starts at; nil for a root.
    public var object: Handle?
    /// The name of that object's type.
    public var type: String?
    /// The frame of a local variable.
    public var frame: String?

    /// Writes the members that are there.
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("kind", kind)
        if let label { writer.member("label", label) }
        if let object { writer.member("object", object.description) }
        if let type { writer.member("type", type) }
        if let frame { writer.member("frame", frame) }
        writer.endObject()
    }
}

/// A refcount, explained unit by unit.
public struct RefcountReport: Report, Equatable {
    /// The true count.
    public var refcount: Int
    /// What `sys.getrefcount` prints.
    public var getrefcount: Int
    /// Whether the count is fixed: an immortal object's units are listed, but do not add up to it.
    public var immortal: Bool
    /// The units.
    public var units: [RefcountUnitDescription]

    /// Writes the report; `explained` is the number of units.
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("refcount", refcount)
        writer.member("getrefcount", getrefcount)
        writer.member("immortal", immortal)
        writer.member("explained", units.count)
        writer.member("units", reports: units)
        writer.endObject()
    }
}
