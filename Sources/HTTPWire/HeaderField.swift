/// One header field: a name and its value.
public struct HeaderField: Sendable, Hashable {
    /// The name, in the case it is written with.
    public var name: String
    /// The value, without surrounding whitespace.
    public var value: String

    /// A field of that name and value.
    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}
