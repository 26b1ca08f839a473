import BigInt

/// SHA-512 (FIPS 180-4), with which `random.seed` spreads text.
enum SHA512 {
    private static let primes: [Int] = {
        var found: [Int] = []
        var candidate = 2
        while found.count < 80 {
            if found.allSatisfy({ candidate % $0 != 0 }) { found.append(candidate) }
            candidate += 1
        }
        return found
    }()

    /// The first 64 bits behind the point of the roots of primes.
    private static func fractions(_ primes: some Sequence<Int>, root: Int) -> [UInt64] {
        primes.map { prime in
            let value = BigUInt(prime) << (64 * root)
            // The root of so large a number has 64 bits behind its point.
            var (low, high) = (BigUInt(0), BigUInt(1) << 68)
            while high - low > 1 {
                let middle = (low + high) >> 1
                if middle.power(root) <= value { low = middle } else { high = middle }
            }
            return UInt64(truncatingIfNeeded: low)
        }
    }

    private static let start = fractions(primes.prefix(8), root: 2)
    private static let rounds = fractions(primes, root: 3)

    /// The 64 bytes of the digest.
    static func digest(of message: [UInt8]) -> [UInt8] {
        var padded = message + [0x80]
        padded += Array(repeating: 0, count: (240 - padded.count % 128) % 128 + 8)
        padded += (0..<8).map { UInt8(truncatingIfNeeded: UInt64(message.count) * 8 >> UInt64(56 - 8 * $0)) }
        var state = start
        var words = [UInt64](repeating: 0, count: 80)
        for block in stride(from: 0, to: padded.count, by: 128) {
            for index in 0..<16 {
                words[index] = (0..<8).reduce(0) { $0 << 8 | UInt64(padded[block + 8 * index + $1]) }
            }
            for index in 16..<80 {
                let (a, b) = (words[index - 15], words[index - 2])
                let first = rotated(a, 1) ^ rotated(a, 8) ^ a >> 7
                let second = rotated(b, 19) ^ rotated(b, 61) ^ b >> 6
                words[index] = words[index - 16] &+ first &+ words[index - 7] &+ second
            }
            var v = state
            for index in 0..<80 {
                let sum = rotated(v[4], 14) ^ rotated(v[4], 18) ^ rotated(v[4], 41)
                let choice = v[4] & v[5] ^ ~v[4] & v[6]
                let first = v[7] &+ sum &+ choice &+ rounds[index] &+ words[index]
                let other = rotated(v[0], 28) ^ rotated(v[0], 34) ^ rotated(v[0], 39)
                let majority = v[0] & v[1] ^ v[0] & v[2] ^ v[1] & v[2]
                v = [first &+ other &+ majority, v[0], v[1], v[2], v[3] &+ first, v[4], v[5], v[6]]
            }
            for index in 0..<8 { state[index] &+= v[index] }
        }
        return state.flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(56 - 8 * $0)) }
        }
    }

    private static func rotated(_ word: UInt64, _ count: UInt64) -> UInt64 {
        word >> count | word << (64 - count)
    }
}
