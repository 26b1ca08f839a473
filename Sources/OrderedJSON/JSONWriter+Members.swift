extension JSONWriter {
    /// Writes a member whose value is a string.
    public mutating func member(_ name: String, _ value: String) {
        self.name(name)
        string(value)
    }

    /// Writes a member whose value is a string, or `null`.
    public mutating func member(_ name: String, _ value: String?) {
        self.name(name)
        if let value { string(value) } else { null() }
    }

    /// Writes a member whose value is an integer.
    @inlinable
    public mutating func member(_ name: String, _ value: some BinaryInteger) {
        self.name(name)
        integer(value)
    }

    /// Writes a member whose value is a boolean.
    public mutating func member(_ name: String, _ value: Bool) {
        self.name(name)
        bool(value)
    }

    /// Writes a member whose value is a finite number with a fraction or an exponent.
    public mutating func member(_ name: String, _ value: Double) {
        self.name(name)
        double(value)
    }

    /// Writes a member whose value is a number.
    public mutating func member(_ name: String, _ value: JSONNumber) {
        self.name(name)
        number(value)
    }

    /// Writes a member with any value.
    @_disfavoredOverload
    public mutating func member(_ name: String, _ value: JSONValue) {
        self.name(name)
        self.value(value)
    }
}

extension JSONValue: CustomStringConvertible {
    /// The value as JSON text without whitespace, in UTF-8.
    public var bytes: [UInt8] {
        var writer = JSONWriter()
        writer.value(self)
        return writer.takeBytes()
    }

    /// The value as JSON text without whitespace.
    public var description: String {
        String(decoding: bytes, as: UTF8.self)
    }
}
