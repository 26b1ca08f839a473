/// Takes the chunked transfer coding off a body as its bytes arrive (RFC 9112, 7.1).
struct ChunkedDecoder {
    enum Step {
        case needsMore
        case data(Range<Int>)
        case end
        case failed(WireFailure)
    }

    private enum State {
        case size, beforeExtension, inExtension, sizeLineFeed
        case data
        case dataReturn, dataLineFeed
        case trailers
    }

    private var state = State.size
    private var remaining = 0
    private var hasDigits = false
    private var lineBytes = 0
    private var total = 0
    private var trailerLine: [UInt8] = []
    private var trailerBytes = 0
    private var trailerCount = 0

    /// Takes bytes from `position` on and says what they are; it is called again until it needs more.
    mutating func next(_ input: Span<UInt8>, at position: inout Int, limits: WireLimits) -> Step {
        while position < input.count {
            if state == .data {
                let end = min(input.count, position + remaining)
                let range = position..<end
                remaining -= range.count
                position = end
                if remaining == 0 { state = .dataReturn }
                return .data(range)
            }
            let byte = input[position]
            position += 1
            do throws(WireFailure) {
                if try take(byte, limits) { return .end }
            } catch {
                return .failed(error)
            }
        }
        return .needsMore
    }

    /// Takes one byte that is not data; true when the body ends with it.
    private mutating func take(_ byte: UInt8, _ limits: WireLimits) throws(WireFailure) -> Bool {
        switch state {
        case .size, .beforeExtension, .inExtension:
            try takeSizeLine(byte, limits)
        case .sizeLineFeed:
            try expect(byte, ByteClass.lineFeed)
            total += remaining
            state = remaining == 0 ? .trailers : .data
        case .data: break
        case .dataReturn:
            try expect(byte, ByteClass.carriageReturn)
            state = .dataLineFeed
        case .dataLineFeed:
            try expect(byte, ByteClass.lineFeed)
            state = .size
            hasDigits = false
            lineBytes = 0
        case .trailers:
            return try takeTrailer(byte, limits)
        }
        return false
    }

    private func expect(_ byte: UInt8, _ expected: UInt8) throws(WireFailure) {
        if byte != expected { throw .malformedChunk }
    }

    private mutating func takeSizeLine(_ byte: UInt8, _ limits: WireLimits) throws(WireFailure) {
        lineBytes += 1
        if lineBytes > limits.chunkLineBytes { throw .malformedChunk }
        if state == .size, let digit = ByteClass.hexadecimal(byte) {
            remaining = remaining * 16 + digit
            hasDigits = true
            if remaining > limits.bodyBytes - total { throw .bodyTooLarge(limit: limits.bodyBytes) }
            return
        }
        guard hasDigits else { throw .malformedChunk }
        switch byte {
        case ByteClass.carriageReturn where state != .beforeExtension: state = .sizeLineFeed
        case ByteClass.semicolon: state = .inExtension
        case ByteClass.space, ByteClass.tab: if state == .size { state = .beforeExtension }
        default:
            guard state == .inExtension, ByteClass.isFieldValue(byte) else { throw .malformedChunk }
        }
    }

    private mutating func takeTrailer(_ byte: UInt8, _ limits: WireLimits) throws(WireFailure) -> Bool {
        trailerBytes += 1
        if trailerBytes > limits.trailerBytes + 2 { throw .trailersTooLarge(limit: limits.trailerBytes) }
        trailerLine.append(byte)
        guard byte == ByteClass.lineFeed else { return false }
        guard trailerLine.count >= 2, trailerLine[trailerLine.count - 2] == ByteClass.carriageReturn else {
            throw .malformedLineEnd
        }
        if trailerLine.count == 2 { return true }
        trailerCount += 1
        if trailerCount > limits.trailerCount { throw .trailersTooLarge(limit: limits.trailerCount) }
        _ = try FieldLine.parse(trailerLine.span, 0..<trailerLine.count - 2)
        trailerLine.removeAll(keepingCapacity: true)
        return false
    }
}
