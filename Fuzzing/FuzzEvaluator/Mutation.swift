/// libFuzzer's own mutation of bytes.
@_silgen_name("LLVMFuzzerMutate")
private func mutateBytes(_ data: UnsafeMutablePointer<UInt8>, _ count: Int, _ most: Int) -> Int

/// Changes a program in the manner of an editor most of the time, since a change of bytes is a SyntaxError nearly always.
@_cdecl("LLVMFuzzerCustomMutator")
public func mutateProgram(
    _ data: UnsafeMutablePointer<UInt8>, _ count: Int, _ most: Int, _ seed: CUnsignedInt
) -> Int {
    var random = Seeded(state: UInt64(seed) &+ 0x9E37_79B9_7F4A_7C15)
    if random.next() % 5 == 0 { return mutateBytes(data, count, most) }
    // SAFETY: libFuzzer gives `count` bytes, and room for `most`.
    var program = Program(Array(UnsafeBufferPointer(start: data, count: count)))
    for _ in 0...(random.next() % 4) { program.edit(&random) }
    let result = program.bytes
    guard result.count <= most else { return mutateBytes(data, count, most) }
    for (place, byte) in result.enumerated() { data[place] = byte }
    return result.count
}

/// A linear congruential generator: the same seed, the same changes.
private struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state >> 24
    }
}

/// A source as lines.
private struct Program {
    private var lines: [ArraySlice<UInt8>]

    init(_ bytes: [UInt8]) { lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false) }

    var bytes: [UInt8] { Array(lines.joined(separator: [0x0A])) }

    mutating func edit(_ random: inout Seeded) {
        guard let line = lines.indices.randomElement(using: &random),
            let other = lines.indices.randomElement(using: &random)
        else { return }
        switch random.next() % 8 {
        case 0: lines.remove(at: line)
        case 1: lines.insert(indented(lines[other], as: lines[line]), at: line)
        case 2: lines.swapAt(line, other)
        case 3: lines[line] = indented(lines[other], as: lines[line])
        case 4:
            lines[line] = replacing(
                lines[line], with: Self.values.randomElement(using: &random) ?? "0", &random)
        default:
            guard let word = words(of: lines[other]).randomElement(using: &random) else { return }
            lines[line] = replacing(
                lines[line], with: String(decoding: lines[other][word], as: UTF8.self), &random)
        }
    }

    /// What programs seldom say, and what hurts.
    private static let values = [
        "0", "-1", "2**63", "-2**31", "10**30", "1e308", "float('nan')", "None", "...", "[]", "{}", "()",
        "''",
        "b''", "set()", "range(10**9)", "iter(())", "lambda *a, **k: a", "type", "object()", "super",
        "globals()",
        "gc.collect()", "gc.get_objects()", "sys._getframe()", "print", "slice(None)", "int", "dict", "list",
        "self", "__class__", "Exception()", "StopIteration", "[0] * 1000", "'x' * 5000", "(yield)",
        "exec('x = 1')",
    ]

    /// A line with the indentation of another one.
    private func indented(_ line: ArraySlice<UInt8>, as other: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        other.prefix { $0 == 0x20 } + line.drop { $0 == 0x20 }
    }

    /// The line with one of its words replaced.
    private func replacing(
        _ line: ArraySlice<UInt8>, with text: String, _ random: inout Seeded
    ) -> ArraySlice<UInt8> {
        guard let word = words(of: line).randomElement(using: &random) else { return line }
        return line[..<word.lowerBound] + text.utf8 + line[word.upperBound...]
    }

    /// Where names and numbers stand in a line.
    private func words(of line: ArraySlice<UInt8>) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var start = line.startIndex
        while start < line.endIndex {
            let end = line[start...].firstIndex { !Self.isWord($0) } ?? line.endIndex
            if end > start { found.append(start..<end) }
            start = end + 1
        }
        return found
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."): true
        default: false
        }
    }
}
