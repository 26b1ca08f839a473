/// What the parser does not go beyond.
public struct JSONLimits: Sendable {
    /// How deep arrays and objects may nest: 1 to 1,000.
    public var depth: Int
    /// How many characters a number may have.
    public var numberLength: Int

    /// Limits.
    ///
    /// - Precondition: `depth` is 1 to 1,000, so that neither the parser nor whoever walks or destroys its result
    ///   can use up a stack.
    public init(depth: Int = 128, numberLength: Int = 10_000) {
        precondition((1...1_000).contains(depth))
        self.depth = depth
        self.numberLength = numberLength
    }

    /// A depth of 128, numbers of 10,000 characters.
    public static let standard = JSONLimits()
}

extension JSONValue {
    /// The value that `bytes`, a complete JSON text in UTF-8, writes.
    ///
    /// - Throws: `JSONError` for everything that RFC 8259 does not allow, and for duplicate names, lone surrogates, a
    ///   byte order mark, and what exceeds the limits.
    /// - Complexity: O(bytes).
    public init(parsing bytes: UnsafeRawBufferPointer, limits: JSONLimits = .standard) throws(JSONError) {
        self = try Self.parse(bytes.assumingMemoryBound(to: UInt8.self), limits).get()
    }

    /// The value that `bytes`, a complete JSON text in UTF-8, writes.
    ///
    /// - Throws: `JSONError`, as `init(parsing:limits:)` on a buffer does.
    /// - Complexity: O(bytes).
    public init(parsing bytes: [UInt8], limits: JSONLimits = .standard) throws(JSONError) {
        self = try bytes.withUnsafeBufferPointer { Self.parse($0, limits) }.get()
    }

    /// The value that `text`, a complete JSON text, writes.
    ///
    /// - Throws: `JSONError`, as `init(parsing:limits:)` on a buffer does.
    /// - Complexity: O(bytes).
    public init(parsing text: String, limits: JSONLimits = .standard) throws(JSONError) {
        var copy = text
        self = try copy.withUTF8 { Self.parse($0, limits) }.get()
    }

    private static func parse(
        _ bytes: UnsafeBufferPointer<UInt8>, _ limits: JSONLimits
    ) -> Result<JSONValue, JSONError> {
        var parser = JSONParser(bytes: bytes, limits: limits)
        do throws(JSONParser.Stop) {
            return .success(try parser.parseDocument())
        } catch {
            return .failure(JSONError(reason: parser.reason, offset: parser.failureOffset, in: bytes))
        }
    }
}
