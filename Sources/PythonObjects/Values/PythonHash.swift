import BigInt

/// CPython's hashes under `PYTHONHASHSEED=0`. None is ever -1, which CPython keeps for errors.
public enum PythonHash {
    /// The modulus of numeric hashes: the Mersenne prime 2^61 - 1.
    static let modulus: UInt64 = (1 << 61) - 1

    /// `hash(None)` of 3.12 and later, a constant. Before it was the hash of its address.
    public static let none = 0xFCA8_6420

    /// `hash(s)`: SipHash of the stored bytes, so the storage kind shows; 0 for the empty string.
    /// - Complexity: O(*n*) in code points.
    public static func str(_ value: PythonString) -> Int {
        switch value.storage {
        case .one(let units): units.withUnsafeBytes(raw)
        case .two(let units): units.withUnsafeBytes(raw)
        case .four(let units): units.withUnsafeBytes(raw)
        }
    }

    /// `hash(b)` of bytes: SipHash, 0 when empty.
    /// - Complexity: O(*n*) in bytes.
    public static func bytes(_ value: [UInt8]) -> Int {
        value.withUnsafeBytes(raw)
    }

    private static func raw(_ bytes: UnsafeRawBufferPointer) -> Int {
        bytes.isEmpty ? 0 : valid(SipHash13.hash(bytes))
    }

    /// `hash(n)`: the value modulo 2^61 - 1 with the sign of the value.
    /// - Complexity: O(*n*) in words.
    public static func int(_ value: BigInt) -> Int {
        var remainder: UInt64 = 0
        for word in value.magnitude.words.reversed() {
            // 2^64 = 8 (mod 2^61 - 1), and times 8 is a rotation of 61 bits.
            let rotated = (remainder << 3 & modulus) | remainder >> 58
            remainder = reduced(rotated &+ reduced(UInt64(word)))
        }
        return signed(remainder, isNegative: value.sign == .minus)
    }

    /// `hash(n)` of an int that fits a word.
    public static func int(_ value: Int) -> Int {
        signed(UInt64(value.magnitude) % modulus, isNegative: value < 0)
    }

    /// `hash(True)` is 1 and `hash(False)` is 0.
    public static func bool(_ value: Bool) -> Int { value ? 1 : 0 }

    /// `hash(x)` of a float: equal to the hash of an equal int; a NaN hashes by its object's address.
    ///
    /// CPython 3.13, `_Py_HashDouble`.
    public static func float(_ value: Double, address: UInt64) -> Int {
        if value.isInfinite { return value > 0 ? 314_159 : -314_159 }
        if value.isNaN { return pointer(address) }
        if value == 0 { return 0 }
        // The value is significand * 2^exponent with an odd or even integer significand below 2^53.
        let isSubnormal = value.exponentBitPattern == 0
        let significand = value.significandBitPattern | (isSubnormal ? 0 : 1 << 52)
        let exponent = (isSubnormal ? 1 : Int(value.exponentBitPattern)) - 1075
        let shift = UInt64(((exponent % 61) + 61) % 61)
        let remainder =
            shift == 0 ? significand : (significand << shift & modulus) | significand >> (61 - shift)
        return signed(reduced(remainder), isNegative: value < 0)
    }

    /// `hash(z)` of a complex number.
    public static func complex(_ real: Double, _ imaginary: Double, address: UInt64) -> Int {
        let first = UInt64(bitPattern: Int64(float(real, address: address)))
        let second = UInt64(bitPattern: Int64(float(imaginary, address: address)))
        return valid(first &+ 1_000_003 &* second)
    }

    /// `hash(t)` of a tuple whose items hash to these (a variant of xxHash).
    /// - Complexity: O(*n*) in items.
    public static func tuple(_ hashes: [Int]) -> Int {
        var accumulator = lanes(hashes)
        accumulator &+= UInt64(hashes.count) ^ (prime5 ^ 3_527_539)
        return accumulator == .max ? 1_546_275_796 : Int(truncatingIfNeeded: accumulator)
    }

    /// `hash(s)` of a slice whose parts hash to these. Slices are hashable from 3.12 on.
    public static func slice(start: Int, stop: Int, step: Int) -> Int {
        let accumulator = lanes([start, stop, step])
        return accumulator == .max ? 1_546_275_796 : Int(truncatingIfNeeded: accumulator)
    }

    /// `hash(s)` of a frozenset whose elements hash to these, in any order.
    /// - Complexity: O(*n*) in elements.
    public static func frozenset(_ hashes: [Int]) -> Int {
        var accumulator: UInt64 = 0
        for hash in hashes {
            let bits = UInt64(bitPattern: Int64(hash))
            accumulator ^= ((bits ^ 89_869_747) ^ (bits << 16)) &* 3_644_798_167
        }
        accumulator ^= (UInt64(hashes.count) &+ 1) &* 1_927_868_237
        accumulator ^= (accumulator >> 11) ^ (accumulator >> 25)
        accumulator = accumulator &* 69_069 &+ 907_133_923
        return accumulator == .max ? 590_923_713 : Int(truncatingIfNeeded: accumulator)
    }

    /// The hash of whatever hashes by identity: its address, four bits rotated.
    public static func pointer(_ address: UInt64) -> Int {
        valid(address >> 4 | address << 60)
    }

    /// `hash(o.m)` of a bound method: its object's address and its function's hash.
    public static func method(object address: UInt64, function: Int) -> Int {
        valid(UInt64(bitPattern: Int64(pointer(address) ^ function)))
    }

    private static let prime1: UInt64 = 11_400_714_785_074_694_791
    private static let prime2: UInt64 = 14_029_467_366_897_019_727
    private static let prime5: UInt64 = 2_870_177_450_012_600_261

    private static func lanes(_ hashes: [Int]) -> UInt64 {
        var accumulator = prime5
        for hash in hashes {
            accumulator &+= UInt64(bitPattern: Int64(hash)) &* prime2
            accumulator = accumulator << 31 | accumulator >> 33
            accumulator &*= prime1
        }
        return accumulator
    }

    /// A number below 2^64 modulo 2^61 - 1.
    private static func reduced(_ value: UInt64) -> UInt64 {
        let folded = (value & modulus) &+ (value >> 61)
        return folded >= modulus ? folded &- modulus : folded
    }

    private static func signed(_ remainder: UInt64, isNegative: Bool) -> Int {
        let value = Int(truncatingIfNeeded: remainder)
        return isNegative ? (value == 1 ? -2 : -value) : value
    }

    private static func valid(_ bits: UInt64) -> Int {
        bits == .max ? -2 : Int(truncatingIfNeeded: bits)
    }
}

extension PythonString {
    /// `hash(s)` under `PYTHONHASHSEED=0`.
    public var hash: Int { PythonHash.str(self) }
}
