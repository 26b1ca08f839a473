import HTTPWire

/// What a decoder made of some bytes, written down so that runs can be compared.
struct Transcript: Equatable, CustomStringConvertible {
    private(set) var lines: [String] = []
    private var openBody: [UInt8] = []

    var description: String { lines.joined(separator: "\n") }

    /// Decodes the pieces one after the other.
    init(_ pieces: [[UInt8]], limits: WireLimits = WireLimits()) {
        var decoder = RequestDecoder(limits: limits)
        for piece in pieces {
            var position = 0
            stepping: while true {
                switch decoder.next(piece.span, at: &position) {
                case .needsMore:
                    if position != piece.count { lines.append("bytes were left") }
                    break stepping
                case .head(let head): note(head)
                case .body(let range):
                    // How a body is cut into pieces is the one thing that splits may change.
                    openBody += piece[range]
                case .end:
                    if !openBody.isEmpty { lines.append("body \(String(decoding: openBody, as: UTF8.self))") }
                    openBody = []
                    lines.append("end")
                case .failed(let failure):
                    lines.append("failed \(failure)")
                    return
                }
            }
        }
        if decoder.isInBody {
            lines.append("in body \(String(decoding: openBody, as: UTF8.self))")
        } else if !decoder.isBetweenRequests {
            lines.append("in head")
        }
    }

    init(_ text: String, limits: WireLimits = WireLimits()) {
        self.init([Array(text.utf8)], limits: limits)
    }

    private mutating func note(_ head: RequestHead) {
        lines.append("\(head.method.name) \(head.path) ? \(head.query ?? "-") \(head.version)")
        lines += head.headers.map { "\($0.name)=\($0.value)" }
        var traits = "\(head.framing)"
        if head.expectsContinue { traits += " expects" }
        if head.wantsClose { traits += " closes" }
        lines.append(traits)
    }
}

/// Every way to cut some bytes in two, and the cut at every byte.
func splits(of bytes: [UInt8]) -> [[[UInt8]]] {
    var all = [bytes.map { [$0] }]
    for cut in 0...bytes.count { all.append([Array(bytes[..<cut]), Array(bytes[cut...])]) }
    return all
}

/// A small random generator with a seed, so that every run is the same.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
