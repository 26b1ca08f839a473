/// The parts of a request line, as places in the bytes of its head.
struct RequestLine {
    var method: HTTPMethod
    var target: Range<Int>
    var path: Range<Int>
    var query: Range<Int>?
    var version: HTTPVersion

    /// Parses one line without its line end.
    init(_ bytes: Span<UInt8>, _ line: Range<Int>, limits: WireLimits) throws(WireFailure) {
        var position = line.lowerBound
        while position < line.upperBound, ByteClass.isToken(bytes[position]) { position += 1 }
        let methodRange = line.lowerBound..<position
        guard !methodRange.isEmpty, position < line.upperBound, bytes[position] == ByteClass.space else {
            throw .malformedRequestLine
        }
        let targetStart = position + 1
        position = targetStart
        while position < line.upperBound, bytes[position] != ByteClass.space {
            guard ByteClass.isTarget(bytes[position]) else { throw .malformedTarget }
            position += 1
        }
        guard position > targetStart, position < line.upperBound else { throw .malformedRequestLine }
        target = targetStart..<position
        version = try Self.version(bytes, position + 1..<line.upperBound)
        if target.count > limits.targetBytes { throw .targetTooLong(limit: limits.targetBytes) }
        method = Self.method(bytes, methodRange)
        let start = try Self.pathStart(bytes, target, method)
        position = start
        let isWhole = method == .other("CONNECT")
        while position < target.upperBound, isWhole || bytes[position] != 0x3F { position += 1 }
        path = start..<position
        query = position < target.upperBound ? position + 1..<target.upperBound : nil
    }

    private static func version(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(WireFailure) -> HTTPVersion
    {
        func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
        let start = range.lowerBound
        guard range.count == 8, bytes.hasBytes("HTTP/", at: start), isDigit(bytes[start + 5]),
            bytes[start + 6] == 0x2E, isDigit(bytes[start + 7])
        else { throw .malformedRequestLine }
        guard bytes[start + 5] == 0x31 else { throw .unsupportedVersion }
        return bytes[start + 7] == 0x30 ? .http10 : .http11
    }

    private static func method(_ bytes: Span<UInt8>, _ range: Range<Int>) -> HTTPMethod {
        let start = range.lowerBound
        switch range.count {
        case 3:
            if bytes.hasBytes("GET", at: start) { return .get }
            if bytes.hasBytes("PUT", at: start) { return .put }
        case 4:
            if bytes.hasBytes("POST", at: start) { return .post }
            if bytes.hasBytes("HEAD", at: start) { return .head }
        default: break
        }
        return HTTPMethod(bytes.string(range))
    }

    /// Where the path starts in an origin-form, absolute-form, asterisk-form or authority-form target.
    private static func pathStart(
        _ bytes: Span<UInt8>, _ target: Range<Int>, _ method: HTTPMethod
    ) throws(WireFailure) -> Int {
        let start = target.lowerBound
        if method == .other("CONNECT") { return start }
        if bytes[start] == 0x2F { return start }
        if target.count == 1, bytes[start] == 0x2A, method == .options { return start }
        let authority: Int
        if bytes.hasToken("http://", in: start..<min(start + 7, target.upperBound)) {
            authority = start + 7
        } else if bytes.hasToken("https://", in: start..<min(start + 8, target.upperBound)) {
            authority = start + 8
        } else {
            throw .malformedTarget
        }
        var end = authority
        while end < target.upperBound, bytes[end] != 0x2F, bytes[end] != 0x3F {
            guard ByteClass.isHost(bytes[end]) else { throw .malformedTarget }
            end += 1
        }
        guard end > authority else { throw .malformedTarget }
        return end
    }
}
