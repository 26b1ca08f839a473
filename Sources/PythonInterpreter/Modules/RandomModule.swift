import BigInt
import HeapEngine
import PythonObjects

/// `_random`: the Mersenne Twister, and what seeding with text needs.
enum RandomModule {
    static let types: [NativeType] = [random]

    static let module = NativeModule(
        name: "_random", functions: [digested], types: [(name: "Random", type: "_random.Random")])

    /// What a generator without a seed begins with: no session knows chance.
    private static let fixedSeed = BigInt(20_260_101)

    /// Numbers: 624 words and the place of the next one.
    private static let random = NativeType(
        name: "Random", module: "_random", bytes: 2520,
        traits: {
            $0.isBase = true
            $0.isCollectable = false
        },
        construct: { interpreter, type, arguments in
            let runtime = interpreter.runtime
            let object = runtime.makeNative(
                type, fields: [], numbers: Array(repeating: 0, count: MersenneTwister.length + 1))
            do {
                try seed(
                    interpreter, object, runtime.record(of: type).isHeap ? nil : arguments.positional.first)
            } catch {
                interpreter.heap.release(object)
                throw error
            }
            return object
        },
        methods: [
            .method("random", 0...0) { interpreter, arguments in
                twist(interpreter, arguments[0]) { generator in
                    let (a, b) = (generator.next() >> 5, generator.next() >> 6)
                    return interpreter.runtime.makeFloat(
                        (Double(a) * 67_108_864 + Double(b)) * (1 / 9_007_199_254_740_992))
                }
            },
            .method("seed", 0...1) { interpreter, arguments in
                try seed(interpreter, arguments[0], arguments.count > 1 ? arguments[1] : nil)
                return interpreter.runtime.none
            },
            .method("getrandbits", 1...1) { interpreter, arguments in
                let count = try interpreter.integerIndex(arguments[1])
                guard count >= 0 else {
                    throw PythonException("ValueError", "number of bits must be non-negative")
                }
                guard let bits = Int(exactly: count), bits <= Int(Int32.max) else {
                    throw PythonException("OverflowError", "Python int too large to convert to C int")
                }
                try interpreter.admit(bytes: bits / 7)
                try interpreter.charge(bits / 32)
                return twist(interpreter, arguments[0]) { generator in
                    interpreter.runtime.makeInt(generator.bits(bits))
                }
            },
            .method("getstate", 0...0) { interpreter, arguments in
                let words = interpreter.runtime.natives[interpreter.heap.payload(arguments[0])]
                let items = words.map { interpreter.runtime.makeInt($0) }
                defer { for item in items { interpreter.heap.release(item) } }
                return interpreter.runtime.makeTuple(items)
            },
            .method("setstate", 1...1) { interpreter, arguments in
                let runtime = interpreter.runtime
                guard runtime.kind(of: arguments[1]) == .tuple else {
                    throw interpreter.typeError("state vector must be a tuple")
                }
                let items = runtime.items(of: arguments[1])
                guard items.count == MersenneTwister.length + 1 else {
                    throw PythonException("ValueError", "state vector is the wrong size")
                }
                let words = try items.map { item in
                    guard let word = Int(exactly: try interpreter.integerIndex(item)) else {
                        throw PythonException(
                            "OverflowError", "Python int too large to convert to C unsigned long")
                    }
                    return word
                }
                let place = words[MersenneTwister.length]
                guard (0...MersenneTwister.length).contains(place) else {
                    throw PythonException("ValueError", "invalid state")
                }
                runtime.natives[interpreter.heap.payload(arguments[0])] =
                    words.dropLast().map { Int(UInt32(truncatingIfNeeded: $0)) } + [place]
                return runtime.none
            },
        ])

    /// Runs `body` on the generator that an object's numbers are.
    private static func twist<Result>(
        _ interpreter: Interpreter, _ object: ObjectID, _ body: (inout MersenneTwister) throws -> Result
    ) rethrows -> Result {
        let payload = interpreter.heap.payload(object)
        var generator = MersenneTwister(words: [])
        swap(&generator.words, &interpreter.runtime.natives[payload])
        defer { swap(&generator.words, &interpreter.runtime.natives[payload]) }
        return try body(&generator)
    }

    private static func seed(_ interpreter: Interpreter, _ object: ObjectID, _ seed: ObjectID?) throws {
        let runtime = interpreter.runtime
        let number: BigInt
        if let seed, seed != runtime.none {
            if let value = runtime.intValue(seed) {
                number = BigInt(value.magnitude)
            } else {
                number = BigInt(UInt(bitPattern: try interpreter.hash(seed)))
            }
        } else {
            number = fixedSeed
        }
        try interpreter.charge(IntegerRules.bitLength(number) / 32)
        var words: [UInt32] = []
        for word in number.magnitude.words {
            words += [UInt32(truncatingIfNeeded: word), UInt32(truncatingIfNeeded: word >> 32)]
        }
        while let last = words.last, last == 0 { words.removeLast() }
        twist(interpreter, object) { $0.initialize(by: words.isEmpty ? [0] : words) }
    }

    /// The int that `random.seed` makes of bytes: the bytes and their SHA-512, most significant first.
    private static let digested = Builtin(name: "_seed_of_bytes") { interpreter, arguments in
        let given = try arguments.only("_random._seed_of_bytes")
        guard let bytes = interpreter.runtime.bytesValue(given) else {
            throw interpreter.typeError("a bytes-like object is required")
        }
        try interpreter.charge(bytes.count / 8)
        return interpreter.runtime.makeInt(
            IntegerRules.fromBytes(bytes + SHA512.digest(of: bytes), order: .big, isSigned: false))
    }
}

/// MT19937 of Matsumoto and Nishimura.
struct MersenneTwister {
    static let length = 624
    private static let middle = 397

    /// The state, and in the end the place of the next word.
    var words: [Int]

    /// Seeds with one word.
    private mutating func initialize(with seed: UInt32) {
        var word = seed
        words[0] = Int(word)
        for index in 1..<Self.length {
            word = 1_812_433_253 &* (word ^ word >> 30) &+ UInt32(index)
            words[index] = Int(word)
        }
        words[Self.length] = Self.length
    }

    /// Seeds with words (`init_by_array`).
    mutating func initialize(by key: [UInt32]) {
        initialize(with: 19_650_218)
        var (i, j) = (1, 0)
        func mixed(_ factor: UInt32) -> UInt32 {
            let before = UInt32(words[i - 1])
            return UInt32(words[i]) ^ (before ^ before >> 30) &* factor
        }
        func step() {
            i += 1
            if i >= Self.length {
                words[0] = words[Self.length - 1]
                i = 1
            }
        }
        for _ in 0..<max(Self.length, key.count) {
            words[i] = Int(mixed(1_664_525) &+ key[j] &+ UInt32(truncatingIfNeeded: j))
            step()
            j = j + 1 >= key.count ? 0 : j + 1
        }
        for _ in 1..<Self.length {
            words[i] = Int(mixed(1_566_083_941) &- UInt32(i))
            step()
        }
        words[0] = 0x8000_0000
    }

    /// The next 32 bits.
    mutating func next() -> UInt32 {
        if words[Self.length] >= Self.length { refill() }
        var word = UInt32(words[words[Self.length]])
        words[Self.length] += 1
        word ^= word >> 11
        word ^= word << 7 & 0x9d2c_5680
        word ^= word << 15 & 0xefc6_0000
        return word ^ word >> 18
    }

    private mutating func refill() {
        for index in 0..<Self.length {
            let following = index + 1 < Self.length ? index + 1 : 0
            let mixed = UInt32(words[index]) & 0x8000_0000 | UInt32(words[following]) & 0x7fff_ffff
            let other = UInt32(words[(index + Self.middle) % Self.length])
            words[index] = Int(other ^ mixed >> 1 ^ (mixed & 1 == 0 ? 0 : 0x9908_b0df))
        }
        words[Self.length] = 0
    }

    /// So many bits, the least significant word first.
    mutating func bits(_ count: Int) -> BigInt {
        if count == 0 { return 0 }
        if count <= 32 { return BigInt(next() >> UInt32(32 - count)) }
        var parts: [UInt] = []
        var left = count
        while left > 0 {
            var word = next()
            if left < 32 { word >>= UInt32(32 - left) }
            if (count - left) / 32 % 2 == 0 {
                parts.append(UInt(word))
            } else {
                parts[parts.count - 1] |= UInt(word) << 32
            }
            left -= 32
        }
        return BigInt(BigUInt(words: parts))
    }
}
