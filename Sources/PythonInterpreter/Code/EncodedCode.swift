import PythonSyntax

/// A code unit as CPython 3.13 lays it out: bytes of opcodes and arguments, with room for inline caches.
///
/// Nothing runs from it: it is what `co_code`, `f_lasti`, `co_positions()` and the size of a code object show.
struct EncodedCode {
    /// `co_code`
    private(set) var bytes: [UInt8] = []
    /// By instruction: where it stands in `bytes`, in units of two.
    private(set) var offsets: [Int] = []
    /// By unit of two bytes: what it was written as.
    private(set) var locations: [SourceRange?] = []
    /// The units that stand for their line as a whole: what makes a generator.
    private(set) var unitsWithoutColumns = 0..<0
    /// `co_exceptiontable`
    private(set) var exceptionTable: [UInt8] = []

    /// One or two instructions as CPython has them.
    private struct Group {
        var opcode: UInt8
        var argument: UInt32
        var caches: Int
        var target = -1
        var isBackward = false
        var location: SourceRange?
        var count = 1
    }

    private static let extendedArgument: UInt8 = 71

    init(_ unit: CodeUnit) {
        var groups = Self.groups(of: unit)
        var starts: [Int] = []
        for (index, group) in groups.enumerated() {
            for _ in 0..<group.count { starts.append(index) }
        }
        // Jumps count what they skip, and what they skip depends on how long they are.
        var places = Self.places(of: groups)
        while true {
            for index in groups.indices where groups[index].target >= 0 {
                let group = groups[index]
                let end = places[index] + Self.length(group)
                let goal = group.target < starts.count ? places[starts[group.target]] : places[groups.count]
                groups[index].argument = UInt32(abs(group.isBackward ? end - goal : goal - end))
            }
            let next = Self.places(of: groups)
            if next == places { break }
            places = next
        }
        for (index, group) in groups.enumerated() {
            let prefixes = Self.prefixes(group)
            for _ in 0..<group.count { offsets.append(places[index] + prefixes) }
            for prefix in (0..<prefixes).reversed() {
                append(Self.extendedArgument, group.argument >> (8 * UInt32(prefix + 1)), group.location)
            }
            append(group.opcode, group.argument, group.location)
            for _ in 0..<group.caches { append(0, 0, group.location) }
        }
        if let maker = unit.instructions.firstIndex(where: { $0.opcode == .returnGenerator }) {
            unitsWithoutColumns = offsets[maker]..<offsets[maker] + 2
        }
        for entry in unit.exceptionTable {
            func place(_ index: UInt32) -> Int {
                Int(index) < starts.count ? places[starts[Int(index)]] : places[groups.count]
            }
            let start = place(entry.start)
            appendVariable(start, isFirst: true)
            appendVariable(place(entry.end) - start)
            appendVariable(place(entry.target))
            appendVariable(Int(entry.depth) << 1 | (entry.pushesLasti ? 1 : 0))
        }
    }

    private mutating func append(_ opcode: UInt8, _ argument: UInt32, _ location: SourceRange?) {
        bytes.append(opcode)
        bytes.append(UInt8(truncatingIfNeeded: argument))
        locations.append(location)
    }

    /// Six bits a byte, the most significant first; bit 6 says that more follow, bit 7 that an entry begins.
    private mutating func appendVariable(_ value: Int, isFirst: Bool = false) {
        var digits = [UInt8(value & 63)]
        var rest = value >> 6
        while rest > 0 {
            digits.append(UInt8(rest & 63) | 64)
            rest >>= 6
        }
        digits.reverse()
        if isFirst { digits[0] |= 128 }
        exceptionTable += digits
    }

    /// How many EXTENDED_ARG stand in front.
    private static func prefixes(_ group: Group) -> Int {
        group.argument > 0xFFFFFF ? 3 : group.argument > 0xFFFF ? 2 : group.argument > 0xFF ? 1 : 0
    }

    private static func length(_ group: Group) -> Int { prefixes(group) + 1 + group.caches }

    /// Where the groups stand, and where the last one ends.
    private static func places(of groups: [Group]) -> [Int] {
        var places = [0]
        for group in groups { places.append(places[places.count - 1] + length(group)) }
        return places
    }

    /// The instructions, with the pairs fused that CPython fuses.
    private static func groups(of unit: CodeUnit) -> [Group] {
        let instructions = unit.instructions
        var groups: [Group] = []
        var index = 0
        while index < instructions.count {
            let instruction = instructions[index]
            var group = Group(
                opcode: instruction.opcode.encoding.number, argument: instruction.argument,
                caches: instruction.opcode.encoding.caches, location: unit.locations[index])
            if instruction.opcode.isJump {
                group.target = Int(instruction.argument)
                group.isBackward =
                    instruction.opcode == .jumpBackward || instruction.opcode == .jumpBackwardNoInterrupt
            } else if unit.pairs.contains(index) {
                group.opcode = fused(instruction.opcode, instructions[index + 1].opcode)
                group.argument = instruction.argument << 4 | instructions[index + 1].argument
                group.count = 2
            }
            groups.append(group)
            index += group.count
        }
        return groups
    }

    /// The opcode for two instructions on locals together.
    private static func fused(_ first: Opcode, _ second: Opcode) -> UInt8 {
        switch (first, second) {
        case (.loadFast, .loadFast): 88
        case (.storeFast, .loadFast): 111
        case (.storeFast, .storeFast): 112
        default: preconditionFailure("\(first) and \(second) are no pair")
        }
    }
}

extension Opcode {
    /// The number of the opcode in CPython 3.13.0, and how many inline caches follow it.
    fileprivate var encoding: (number: UInt8, caches: Int) {
        let known = Self.encodings[Int(rawValue)]
        return (known.0, known.1)
    }

    /// By raw value.
    private static let encodings: [(UInt8, Int)] = {
        var table = [(UInt8, Int)](repeating: (0, 0), count: 256)
        for (opcode, number, caches) in numbers { table[Int(opcode.rawValue)] = (number, caches) }
        return table
    }()

    private static let numbers: [(Opcode, UInt8, Int)] = [
        (.nop, 30, 0), (.popTop, 32, 0), (.pushNull, 34, 0), (.swap, 115, 0), (.copy, 61, 0),
        (.loadConst, 83, 0), (.loadAssertionError, 23, 0), (.loadBuildClass, 24, 0), (.loadLocals, 25, 0),
        (.loadFast, 85, 0), (.loadFastCheck, 87, 0), (.loadFastAndClear, 86, 0), (.storeFast, 110, 0),
        (.deleteFast, 65, 0), (.loadName, 92, 0), (.storeName, 114, 0), (.deleteName, 67, 0),
        (.loadGlobal, 91, 4), (.storeGlobal, 113, 0), (.deleteGlobal, 66, 0), (.makeCell, 94, 0),
        (.copyFreeVars, 62, 0), (.loadDeref, 84, 0), (.storeDeref, 109, 0), (.deleteDeref, 64, 0),
        (.loadFromDictOrDeref, 89, 0), (.loadFromDictOrGlobals, 90, 0), (.loadAttr, 82, 9),
        (.loadSuperAttr, 93, 1), (.storeAttr, 108, 4), (.deleteAttr, 63, 0), (.binarySubscr, 5, 1),
        (.storeSubscr, 39, 1), (.deleteSubscr, 9, 0), (.binarySlice, 4, 0), (.storeSlice, 38, 0),
        (.unaryInvert, 41, 0), (.unaryNegative, 42, 0), (.unaryNot, 43, 0), (.toBool, 40, 3),
        (.binaryOp, 45, 1), (.compareOp, 58, 1), (.isOp, 76, 0), (.containsOp, 59, 1), (.buildTuple, 52, 0),
        (.buildList, 47, 0), (.buildSet, 49, 0), (.buildMap, 48, 0), (.buildConstKeyMap, 46, 0),
        (.buildString, 51, 0), (.buildSlice, 50, 0), (.listAppend, 80, 0), (.setAdd, 105, 0),
        (.mapAdd, 95, 0), (.listExtend, 81, 0), (.setUpdate, 107, 0), (.dictUpdate, 69, 0),
        (.dictMerge, 68, 0), (.unpackSequence, 117, 1), (.unpackEx, 116, 0), (.convertValue, 60, 0),
        (.formatSimple, 14, 0), (.formatWithSpec, 15, 0), (.call, 53, 3), (.callKw, 57, 0),
        (.callFunctionEx, 54, 0), (.callIntrinsic1, 55, 0), (.callIntrinsic2, 56, 0),
        (.makeFunction, 26, 0), (.setFunctionAttribute, 106, 0), (.returnValue, 36, 0),
        (.returnConst, 103, 0), (.jumpForward, 79, 0), (.jumpBackward, 77, 1),
        (.jumpBackwardNoInterrupt, 78, 0), (.popJumpIfFalse, 97, 1), (.popJumpIfTrue, 100, 1),
        (.popJumpIfNone, 98, 1), (.popJumpIfNotNone, 99, 1), (.getIter, 19, 0), (.forIter, 72, 1),
        (.endFor, 11, 0), (.pushExcInfo, 33, 0), (.popExcept, 31, 0), (.checkExcMatch, 7, 0),
        (.checkEGMatch, 6, 0), (.reraise, 102, 0), (.raiseVarargs, 101, 0), (.cleanupThrow, 8, 0),
        (.beforeWith, 2, 0), (.beforeAsyncWith, 1, 0), (.withExceptStart, 44, 0), (.resume, 149, 0),
        (.returnGenerator, 35, 0), (.yieldValue, 118, 0), (.send, 104, 1), (.endSend, 12, 0),
        (.getYieldFromIter, 21, 0), (.getAwaitable, 73, 0), (.getAIter, 16, 0), (.getANext, 18, 0),
        (.endAsyncFor, 10, 0), (.importName, 75, 0), (.importFrom, 74, 0), (.setupAnnotations, 37, 0),
        (.getLen, 20, 0), (.matchMapping, 28, 0), (.matchSequence, 29, 0), (.matchKeys, 27, 0),
        (.matchClass, 96, 0),
    ]
}
