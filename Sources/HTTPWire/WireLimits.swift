/// How much of a request the wire accepts before it refuses.
public struct WireLimits: Sendable, Hashable {
    /// The longest request line, in bytes without its line end; a longer one is answered 414.
    public var requestLineBytes = 8_704
    /// The longest request target, in bytes; a longer one is answered 414.
    public var targetBytes = 8_192
    /// All header lines together, in bytes with their line ends; more is answered 431.
    public var headerBytes = 32_768
    /// The number of header fields; more are answered 431.
    public var headerCount = 100
    /// The longest body, in bytes after chunked coding was removed; a longer one is answered 413.
    public var bodyBytes = 16 * 1_048_576
    /// A chunk-size line with its extensions, in bytes; a longer one is answered 400.
    public var chunkLineBytes = 256
    /// All trailer lines together, in bytes with their line ends; more is answered 431.
    public var trailerBytes = 8_192
    /// The number of trailer fields; more are answered 431.
    public var trailerCount = 32
    /// How many requests of one connection may wait for their answers; further ones stay unread.
    public var pipelinedRequests = 16

    /// The default limits.
    public init() {}
}
