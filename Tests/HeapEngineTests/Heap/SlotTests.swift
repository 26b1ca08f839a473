import Testing

@testable import HeapEngine

@Suite("Slots, serials and addresses")
struct SlotTests {
    let recording = RecordingHeap()
    var heap: Heap { recording.heap }

    @Test func everyBlockSizeHoldsWhatItIsChosenFor() {
        let sizes = SlotBlockSize.classes
        for count in 0...5000 {
            let number = SlotBlockSize.classNumber(for: count)
            #expect(Int(sizes[number]) >= count)
            if number > 0 { #expect(Int(sizes[number - 1]) < count) }
        }
        #expect(sizes[SlotBlockSize.classNumber(for: 1 << 30)] == 1 << 30)
    }

    @Test func slotsKeepTheirOrderThroughInsertionAndRemoval() throws {
        let list = recording.makeList()
        var expected: [ObjectID] = []
        var random = SplitMix(state: 7)
        for _ in 0..<2000 {
            if expected.isEmpty || random.next() % 3 > 0 {
                let place = Int(random.next() % UInt64(expected.count + 1))
                let atom = recording.makeAtom()
                heap.insert(list, at: place, owned: atom)
                expected.insert(atom, at: place)
            } else {
                let place = Int(random.next() % UInt64(expected.count))
                let atom = heap.remove(list, at: place)
                #expect(atom == expected.remove(at: place))
                heap.release(atom)
            }
        }
        #expect((0..<heap.slotCount(list)).map { heap.slot(list, $0) } == expected)
        for (index, atom) in expected.enumerated() {
            #expect(heap.references(to: atom) == [Reference(source: list, slot: index, target: atom)])
        }
        try heap.validate(atRest: false)
    }

    @Test func slotsAreCountedInBytesAndRoomIsReserved() throws {
        let before = heap.slotBytes
        let list = recording.makeList()
        let atom = recording.makeAtom()
        heap.reserve(list, slots: 100_000)
        let reserved = heap.slotBytes
        #expect(reserved - before >= Heap.slotBytes(100_000))
        for _ in 0..<100_000 { recording.append(atom, to: list) }
        #expect(heap.slotBytes == reserved)
        try heap.validate(atRest: false)
        heap.observer = nil
        heap.clear(list)
        #expect(heap.slotBytes == before)
        try heap.validate(atRest: false)
        // The block whose memory went back to the system is as good as a new one.
        let again = recording.makeList()
        heap.reserve(again, slots: 100_000)
        for _ in 0..<100_000 { recording.append(atom, to: again) }
        try heap.validate(atRest: false)
    }

    @Test func aMillionSlotsGrowAndGoBack() throws {
        let list = recording.makeList()
        let atom = recording.makeAtom()
        for _ in 0..<1_000_000 { recording.append(atom, to: list) }
        #expect(heap.refcount(atom) == 1_000_001)
        heap.observer = nil
        heap.clear(list)
        #expect(heap.refcount(atom) == 1)
        #expect(heap.slotCount(list) == 0)
    }

    @Test func serialsAreNeverReusedAndAddressesAre() {
        let first = recording.makeList()
        let (serial, address) = (heap.serial(of: first), heap.address(of: first))
        heap.release(first)
        let second = recording.makeList()
        #expect(heap.address(of: second) == address)
        #expect(heap.serial(of: second) > serial)
        #expect(heap.object(with: serial) == nil && heap.wasAllocated(serial))
        #expect(!heap.wasAllocated(heap.nextSerial))
    }

    @Test func serialsAreFoundAcrossPages() {
        var kept: [ObjectID] = []
        for number in 0..<5000 {
            let object = recording.makeAtom()
            if number % 700 == 0 { kept.append(object) } else { heap.release(object) }
        }
        for object in kept { #expect(heap.object(with: heap.serial(of: object)) == object) }
        #expect(heap.object(with: Serial(number: 2)) == nil)
        #expect(heap.object(with: Serial(number: UInt64.max >> 1)) == nil)
    }
}

@Suite("Misuse of the engine traps")
struct TrapTests {
    @Test func releasingTwice() async {
        await #expect(processExitsWith: .failure) {
            let recording = RecordingHeap()
            let outer = recording.makeList()
            let inner = recording.makeList(outer)
            recording.heap.release(outer)
            recording.heap.release(outer)
            recording.heap.release(inner)
        }
    }

    @Test func aSlotOutOfRange() async {
        await #expect(processExitsWith: .failure) {
            let recording = RecordingHeap()
            _ = recording.heap.slot(recording.makeList(), 0)
        }
    }

    @Test func trackingTwice() async {
        await #expect(processExitsWith: .failure) {
            let recording = RecordingHeap()
            recording.heap.track(recording.makeList())
        }
    }
}
