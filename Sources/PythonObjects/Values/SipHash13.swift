/// SipHash-1-3 with the key zero: CPython's hash of str and bytes (3.11 and later) under `PYTHONHASHSEED=0`.
enum SipHash13 {
    /// - Complexity: O(*n*) in bytes.
    static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        var state = State()
        let words = bytes.count / 8
        for index in 0..<words {
            // SAFETY: index * 8 + 8 <= words * 8 <= bytes.count.
            let word = bytes.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self)
            state.absorb(UInt64(littleEndian: word))
        }
        var last = UInt64(truncatingIfNeeded: bytes.count) << 56
        for (shift, offset) in (words * 8..<bytes.count).enumerated() {
            last |= UInt64(bytes[offset]) << UInt64(shift * 8)
        }
        state.absorb(last)
        return state.finish()
    }

    private struct State {
        var v0: UInt64 = 0x736F_6D65_7073_6575
        var v1: UInt64 = 0x646F_7261_6E64_6F6D
        var v2: UInt64 = 0x6C79_6765_6E65_7261
        var v3: UInt64 = 0x7465_6462_7974_6573

        mutating func round() {
            v0 &+= v1
            v2 &+= v3
            v1 = (v1 << 13 | v1 >> 51) ^ v0
            v3 = (v3 << 16 | v3 >> 48) ^ v2
            v0 = v0 << 32 | v0 >> 32
            v2 &+= v1
            v0 &+= v3
            v1 = (v1 << 17 | v1 >> 47) ^ v2
            v3 = (v3 << 21 | v3 >> 43) ^ v0
            v2 = v2 << 32 | v2 >> 32
        }

        mutating func absorb(_ word: UInt64) {
            v3 ^= word
            round()
            v0 ^= word
        }

        mutating func finish() -> UInt64 {
            v2 ^= 0xFF
            round()
            round()
            round()
            return v0 ^ v1 ^ v2 ^ v3
        }
    }
}
