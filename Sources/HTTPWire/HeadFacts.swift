/// What the header fields say about the message itself: its host, its length and its connection.
struct HeadFacts {
    private var hosts = 0
    private var contentLength: Int?
    private var hasTransferEncoding = false
    private var chunkedCodings = 0
    private var unsupportedCodings = 0
    private(set) var wantsClose = false
    private(set) var expectsContinue = false
    private var hasUnsupportedExpectation = false

    /// Takes in one field.
    mutating func note(
        _ field: FieldRange, of bytes: Span<UInt8>, limits: WireLimits
    ) throws(WireFailure) {
        switch field.name.count {
        case 4 where bytes.hasToken("host", in: field.name):
            try noteHost(field.value, of: bytes)
        case 6 where bytes.hasToken("expect", in: field.name):
            noteExpectation(field.value, of: bytes)
        case 10 where bytes.hasToken("connection", in: field.name):
            forEachElement(of: field.value, in: bytes) { element in
                if bytes.hasToken("close", in: element) { wantsClose = true }
            }
        case 14 where bytes.hasToken("content-length", in: field.name):
            try noteContentLength(field.value, of: bytes, limits: limits)
        case 17 where bytes.hasToken("transfer-encoding", in: field.name):
            hasTransferEncoding = true
            forEachElement(of: field.value, in: bytes) { element in
                if bytes.hasToken("chunked", in: element) {
                    chunkedCodings += 1
                } else {
                    unsupportedCodings += 1
                }
            }
        default: break
        }
    }

    /// How the body is delimited, once all fields are known.
    func framing(version: HTTPVersion) throws(WireFailure) -> BodyFraming {
        if version == .http11, hosts == 0 { throw .malformedHost }
        if hasTransferEncoding {
            if contentLength != nil { throw .ambiguousLength }
            if version == .http10 { throw .malformedTransferCoding }
            if unsupportedCodings > 0 { throw .unsupportedTransferCoding }
            if chunkedCodings != 1 { throw .malformedTransferCoding }
        }
        if hasUnsupportedExpectation, version == .http11 { throw .unsupportedExpectation }
        return hasTransferEncoding ? .chunked : .length(contentLength ?? 0)
    }

    private mutating func noteHost(_ value: Range<Int>, of bytes: Span<UInt8>) throws(WireFailure) {
        hosts += 1
        if hosts > 1 { throw .malformedHost }
        for position in value where !ByteClass.isHost(bytes[position]) { throw .malformedHost }
    }

    private mutating func noteExpectation(_ value: Range<Int>, of bytes: Span<UInt8>) {
        if bytes.hasToken("100-continue", in: value) {
            expectsContinue = true
        } else {
            hasUnsupportedExpectation = true
        }
    }

    private mutating func noteContentLength(
        _ value: Range<Int>, of bytes: Span<UInt8>, limits: WireLimits
    ) throws(WireFailure) {
        guard contentLength == nil, !value.isEmpty else { throw .malformedContentLength }
        var length = 0
        for position in value {
            let digit = bytes[position] &- 0x30
            guard digit <= 9 else { throw .malformedContentLength }
            // Every length above the limit is as good as any other, so the sum can stop there and not
            // overflow.
            if length <= limits.bodyBytes { length = length * 10 + Int(digit) }
        }
        contentLength = length
    }

    /// Calls `body` with each element of a comma-separated list but the empty ones.
    private func forEachElement(of list: Range<Int>, in bytes: Span<UInt8>, _ body: (Range<Int>) -> Void) {
        var start = list.lowerBound
        var position = start
        while position <= list.upperBound {
            if position == list.upperBound || bytes[position] == ByteClass.comma {
                let element = bytes.trimmed(start..<position)
                if !element.isEmpty { body(element) }
                start = position + 1
            }
            position += 1
        }
    }
}
