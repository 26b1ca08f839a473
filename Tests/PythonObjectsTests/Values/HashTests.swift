import BigInt
import PythonObjects
import Testing

@Suite("Hashes, bytes and ranges")
struct HashTests {
    let values: RecordedValues

    init() throws {
        values = try RecordedValues.all.get()
    }

    @Test("Bytes: reprs, hashes, sizes")
    func bytes() {
        #expect(values.bytes.count == 110)
        for recorded in values.bytes {
            #expect(BytesRules.repr(recorded.bytes) == recorded.repr)
            #expect(BytesRules.byteArrayRepr(recorded.bytes) == recorded.bytearray)
            #expect(PythonHash.bytes(recorded.bytes) == recorded.hash)
            let count = recorded.bytes.count
            #expect(SizeTable.python313.sizeOf(.bytes(count)) == recorded.size)
            let allocated = ByteArrayGrowth.initial(count)
            #expect(SizeTable.python313.sizeOf(.byteArray(allocated: allocated)) == recorded.bytearraySize)
        }
    }

    @Test("Tuples and frozensets: hashes, and the order of frozensets")
    func containers() {
        #expect(values.hashables.count == 84)
        for recorded in values.hashables {
            let hashes = recorded.items.map { PythonHash.int(integer($0)) }
            #expect(PythonHash.tuple(hashes) == recorded.tuple)
            var table = SetTable()
            var places: [String?] = Array(repeating: nil, count: 8)
            for (item, hash) in zip(recorded.items, hashes)
            where table.find(hash: hash, where: { places[$0] == item }) == nil {
                let (position, relocation) = table.add(hash: hash)
                places[position] = item
                guard let relocation else { continue }
                let old = places
                places = Array(repeating: nil, count: relocation.capacity)
                for move in relocation.moves { places[move.to] = old[move.from] }
            }
            #expect(places.compactMap { $0 } == recorded.set)
            #expect(PythonHash.frozenset(table.positions.map(table.hash(at:))) == recorded.frozenset)
        }
    }

    @Test("Slices and None")
    func slices() {
        #expect(PythonHash.none == values.none)
        for recorded in values.slices {
            let parts = recorded.items.map { $0.map { PythonHash.int(integer($0)) } ?? PythonHash.none }
            #expect(PythonHash.slice(start: parts[0], stop: parts[1], step: parts[2]) == recorded.hash)
        }
    }

    @Test("Ranges: reprs, hashes, lengths, contents")
    func ranges() throws {
        #expect(values.ranges.count == 486)
        let probes = [-8, -7, -1, 0, 1, 2, 5, 9, 10].map { BigInt($0) } + [(BigInt(1) << 64) - 1]
        for recorded in values.ranges {
            let range = try self.range(recorded.parts)
            #expect(try range.repr() == recorded.repr)
            #expect(range.hash() == recorded.hash, "\(recorded.repr)")
            #expect(range.count == integer(recorded.count), "\(recorded.repr)")
            #expect(
                probes.map { range.contains($0) ? "1" : "0" }.joined() == recorded.contains,
                "\(recorded.repr)")
        }
        #expect(throws: PythonException("ValueError", "range() arg 3 must not be zero")) {
            try PythonRange(start: 0, stop: 1, step: 0)
        }
    }

    @Test("Ranges are equal if their items are")
    func rangeEquality() throws {
        let ranges = try values.rangeEquality.parts.map(range)
        for (row, left) in ranges.enumerated() {
            #expect(ranges.map { left == $0 ? "1" : "0" }.joined() == values.rangeEquality.equal[row])
        }
    }

    @Test("Identity hashes rotate the address by four bits")
    func pointers() {
        #expect(PythonHash.pointer(0x7F3A_10C0) == 0x7F3_A10C)
        #expect(PythonHash.pointer(0x18) == Int.min + 1)
        #expect(PythonHash.pointer(.max) == -2)
    }

    private func range(_ parts: [String]) throws -> PythonRange {
        try PythonRange(start: integer(parts[0]), stop: integer(parts[1]), step: integer(parts[2]))
    }
}
