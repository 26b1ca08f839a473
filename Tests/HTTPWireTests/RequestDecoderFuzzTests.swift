import HTTPWire
import Testing

@Suite("Random requests")
struct RequestDecoderFuzzTests {
    @Test("Damaged requests never trap, and mean the same however they are split", arguments: 0..<8)
    func damaged(_ seed: Int) {
        var random = SplitMix(seed: UInt64(seed))
        let texts = Corpus.accepted + Corpus.closing + Corpus.refused.map(\.0)
        var limits = WireLimits()
        limits.requestLineBytes = 60
        limits.targetBytes = 30
        limits.headerBytes = 120
        limits.headerCount = 5
        limits.bodyBytes = 12
        limits.trailerBytes = 20
        for _ in 0..<1_500 {
            var bytes: [UInt8] = []
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                bytes += texts.randomElement(using: &random)!.utf8
            }
            for _ in 0..<Int.random(in: 0...4, using: &random) { damage(&bytes, &random) }
            let usedLimits = Bool.random(using: &random) ? limits : WireLimits()
            let whole = Transcript([bytes], limits: usedLimits)
            let pieces = cut(bytes, &random)
            if Transcript(pieces, limits: usedLimits) != whole {
                Issue.record("split differently: \(String(decoding: bytes, as: UTF8.self).debugDescription)")
                return
            }
        }
    }

    private func damage(_ bytes: inout [UInt8], _ random: inout SplitMix) {
        let special: [UInt8] = [0, 9, 10, 13, 32, 35, 44, 48, 58, 59, 102, 127, 128, 255]
        let place = Int.random(in: 0..<max(1, bytes.count), using: &random)
        switch Int.random(in: 0..<5, using: &random) {
        case 0 where !bytes.isEmpty: bytes[place] = special.randomElement(using: &random)!
        case 1 where !bytes.isEmpty: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 2 where !bytes.isEmpty: bytes.remove(at: place)
        case 3: bytes.insert(special.randomElement(using: &random)!, at: min(place, bytes.count))
        default:
            let end = min(bytes.count, place + Int.random(in: 0...12, using: &random))
            if place < end { bytes.insert(contentsOf: bytes[place..<end], at: place) }
        }
    }

    private func cut(_ bytes: [UInt8], _ random: inout SplitMix) -> [[UInt8]] {
        var pieces: [[UInt8]] = []
        var start = 0
        while start < bytes.count {
            let end = min(bytes.count, start + Int.random(in: 1...9, using: &random))
            pieces.append(Array(bytes[start..<end]))
            start = end
        }
        return pieces
    }
}
