/// Parses a request head line by line as its bytes arrive.
///
/// Every line is judged when its end is seen or when it exceeds a limit, never earlier or later: so the
/// outcome does not depend on how the bytes were split on their way.
struct HeadParser {
    enum Progress {
        case incomplete
        case complete(length: Int)
        case failed(WireFailure)
    }

    private var lineStart = 0
    private var scanned = 0
    private var headersStart = 0
    private var line: RequestLine?
    private var fields: [FieldRange] = []
    private var facts = HeadFacts()
    private var skippedEmptyLine = false

    /// Whether nothing of a request arrived yet but, at most, one empty line in front of it.
    var isBlank: Bool { line == nil && (scanned == 0 || skippedEmptyLine && scanned == 2) }

    /// Goes on where it stopped; `bytes` are all bytes since the start of the head.
    mutating func advance(_ bytes: Span<UInt8>, limits: WireLimits) -> Progress {
        do throws(WireFailure) {
            while try findLineEnd(bytes, limits) {
                guard scanned - lineStart >= 2, bytes[scanned - 2] == ByteClass.carriageReturn else {
                    throw .malformedLineEnd
                }
                let range = lineStart..<scanned - 2
                lineStart = scanned
                if line != nil {
                    if range.isEmpty { return .complete(length: scanned) }
                    try addField(bytes, range, limits)
                } else if !range.isEmpty {
                    line = try RequestLine(bytes, range, limits: limits)
                    headersStart = scanned
                    fields.reserveCapacity(12)
                } else {
                    // RFC 9112, 2.2: an empty line in front of the request line is passed over.
                    if skippedEmptyLine { throw .malformedRequestLine }
                    skippedEmptyLine = true
                }
            }
            return .incomplete
        } catch {
            return .failed(error)
        }
    }

    /// The head, once `advance` found its end, on a copy of its bytes.
    func head(_ bytes: Span<UInt8>, length: Int) throws(WireFailure) -> RequestHead {
        guard let line else { throw .malformedRequestLine }
        let framing = try facts.framing(version: line.version)
        return RequestHead(
            method: line.method, version: line.version,
            headers: RequestHeaders(bytes: bytes.array(0..<length), fields: fields),
            framing: framing,
            expectsContinue: facts.expectsContinue && line.version == .http11 && framing != .length(0),
            wantsClose: facts.wantsClose || line.version == .http10,
            targetRange: line.target, pathRange: line.path, queryRange: line.query)
    }

    /// Moves behind the next line feed; false when it has not arrived.
    private mutating func findLineEnd(_ bytes: Span<UInt8>, _ limits: WireLimits) throws(WireFailure) -> Bool
    {
        let bound =
            line == nil ? lineStart + limits.requestLineBytes + 2 : headersStart + limits.headerBytes + 2
        if line == nil, scanned == lineStart, scanned < bytes.count {
            // Whatever cannot start a request line, such as a TLS handshake, is refused at its first byte.
            let first = bytes[scanned]
            guard ByteClass.isToken(first) || first == ByteClass.carriageReturn || first == ByteClass.lineFeed
            else { throw .malformedRequestLine }
        }
        let end = min(bytes.count, bound)
        var position = scanned
        while position < end {
            if bytes[position] == ByteClass.lineFeed {
                scanned = position + 1
                return true
            }
            position += 1
        }
        scanned = position
        guard position < bound else {
            throw line == nil
                ? .targetTooLong(limit: limits.targetBytes) : .headersTooLarge(limit: limits.headerBytes)
        }
        return false
    }

    private mutating func addField(
        _ bytes: Span<UInt8>, _ range: Range<Int>, _ limits: WireLimits
    ) throws(WireFailure) {
        if fields.count == limits.headerCount { throw .tooManyHeaders(limit: limits.headerCount) }
        let field = try FieldLine.parse(bytes, range)
        try facts.note(field, of: bytes, limits: limits)
        fields.append(field)
    }
}
