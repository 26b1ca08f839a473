import HeapEngine
import Testing

@Suite("Collection")
struct CollectionTests {
    let recording = RecordingHeap()
    var heap: Heap { recording.heap }

    /// Two lists that refer to each other and to which nothing else refers.
    private func makeCycle() -> (ObjectID, ObjectID) {
        let one = recording.makeList()
        let other = recording.makeList(one)
        recording.append(other, to: one)
        heap.release(one)
        heap.release(other)
        return (one, other)
    }

    @Test func aCycleIsFoundAndFreedInListOrder() throws {
        _ = makeCycle()
        let report = heap.collect(generation: 2)
        #expect(report.collected == 2)
        #expect(report.ordinal == 1)
        #expect(
            recording.takeLog() == [
                "start 2", "truncate 1", "free 2 collection 1", "free 1 collection 1", "stop 2",
            ])
        #expect(heap.statistics[2].collected == 2)
        try heap.validate()
    }

    @Test func survivorsGrowOldAndLaterOnesAreNotLookedAt() {
        let list = recording.makeList()
        heap.collect(generation: 0)
        #expect(heap.generation(of: list) == 1)
        heap.collect(generation: 0)
        #expect(heap.generation(of: list) == 1)
        heap.collect(generation: 1)
        #expect(heap.generation(of: list) == 2)
        #expect(heap.counts == Thresholds(0, 0, 1))
    }

    @Test func finalizersOfGarbageRunInOrderAndTheResurrectedSurvives() throws {
        let first = recording.makeInstance { [heap] in heap.retain($0) }
        let second = recording.makeInstance(first) { _ in }
        recording.append(second, to: first)
        let other = makeCycle()
        heap.release(first)
        heap.release(second)
        #expect(heap.collect(generation: 2).collected == 2)
        #expect(
            recording.takeLog().filter { !$0.hasPrefix("truncate") } == [
                "start 2", "finalize 1", "finalize 2", "resurrect 1", "resurrect 2", "free 4 collection 1",
                "free 3 collection 1", "stop 2",
            ])
        #expect(heap.generation(of: first) == 2)
        _ = other
        heap.release(first)
        #expect(heap.collect(generation: 2).collected == 2)
        #expect(!recording.log.contains { $0.hasPrefix("finalize") })
        try heap.validate()
    }

    @Test(arguments: [(0, 1), (1, 2), (2, 2)])
    func theResurrectedGrowOlder(collected: Int, generation: Int) {
        let object = recording.makeInstance { [heap] in heap.retain($0) }
        recording.append(object, to: object)
        heap.release(object)
        #expect(heap.collect(generation: collected).collected == 0)
        #expect(heap.generation(of: object) == generation)
    }

    @Test func aWeakReferenceThatIsGarbageItselfNeverCallsBack() throws {
        let list = recording.makeInstance()
        let reference = recording.makeWeak(to: list) { _ in }
        recording.append(reference, to: list)
        recording.append(list, to: list)
        heap.release(reference)
        heap.release(list)
        #expect(heap.collect(generation: 2).collected == 2)
        #expect(!recording.log.contains { $0.hasPrefix("callback") })
    }

    @Test func aWeakReferenceThatIsGarbageIsDeadEvenIfItIsResurrected() {
        let target = recording.makeInstance()
        let reference = recording.makeWeak(to: target)
        let object = recording.makeInstance(reference) { [heap] in heap.retain($0) }
        recording.append(object, to: object)
        heap.release(reference)
        heap.release(object)
        #expect(heap.collect(generation: 2).collected == 0)
        #expect(heap.weakTarget(of: reference).isNone)
        #expect(heap.weakReferences(to: target) == [])
    }

    @Test func aCallbackThatDropsItsOwnReferenceIsCounted() throws {
        let target = recording.makeInstance()
        recording.append(target, to: target)
        let reference = recording.makeWeak(to: target) { [heap] in heap.release($0) }
        heap.release(target)
        #expect(heap.weakTarget(of: reference) == target)
        #expect(heap.collect(generation: 2).collected == 2)
        #expect(heap.liveObjectCount == 1)
        try heap.validate()
    }

    @Test(arguments: [(0, 1), (1, 2), (2, 2)])
    func aReferenceThatCalledBackGrowsOlder(collected: Int, generation: Int) {
        let target = recording.makeInstance()
        recording.append(target, to: target)
        let reference = recording.makeWeak(to: target) { _ in }
        heap.release(target)
        heap.collect(generation: collected)
        #expect(heap.generation(of: reference) == generation)
    }

    @Test func manyCallbacksOfOneCollectionAllCall() {
        heap.observer = recording
        var references: [ObjectID] = []
        for _ in 0..<20_000 {
            let target = recording.makeInstance()
            recording.append(target, to: target)
            references.append(recording.makeWeak(to: target) { _ in })
            heap.release(target)
        }
        #expect(heap.collect(generation: 2).collected == 20_000)
        #expect(recording.log.count { $0.hasPrefix("callback") } == 20_000)
        #expect(heap.objects(inGeneration: 2) == references)
    }

    @Test func aFinalizerThatCollectsCollectsNothing() {
        var nested: CollectionReport?
        let object = recording.makeInstance { [heap] _ in nested = heap.collect(generation: 2) }
        recording.append(object, to: object)
        heap.release(object)
        #expect(heap.collect(generation: 2).collected == 1)
        #expect(nested?.ordinal == 0)
    }

    @Test func savedGarbageStaysAndIsFinalizedOnce() {
        let object = recording.makeInstance { _ in }
        recording.append(object, to: object)
        heap.release(object)
        heap.debugFlags = .saveAll
        #expect(heap.collect(generation: 2).collected == 1)
        #expect(recording.takeLog() == ["start 2", "finalize 1", "save 1", "stop 1"])
        #expect(heap.generation(of: object) == 2)
        heap.release(object)
        #expect(heap.collect(generation: 2).collected == 1)
        #expect(recording.takeLog() == ["start 2", "save 1", "stop 1"])
    }

    @Test func frozenObjectsAreOutOfReach() {
        let (one, _) = makeCycle()
        heap.freeze()
        #expect(heap.frozenCount == 2)
        #expect(heap.counts == Thresholds(0, 0, 0))
        #expect(heap.collect(generation: 2).collected == 0)
        #expect(heap.referrers(of: [one]) == [])
        heap.unfreeze()
        #expect(heap.collect(generation: 2).collected == 2)
    }

    @Test func clearingAHeadLeavesTheTailAndWhatIsKept() {
        let layout = heap.register(Layout(order: .backward, head: 2, keptHead: [1], clearing: .head))
        let object = heap.allocate(layout, type: .none, bytes: 56, header: 16, slots: 4)
        for slot in 0..<4 { heap.setSlot(object, slot, owned: recording.makeAtom()) }
        heap.clear(object)
        #expect((0..<4).map { heap.slot(object, $0).isNone } == [true, false, false, false])
    }

    @Test func untrackingNeedsATupleOfAtomsOrAFullCollectionForADict() {
        let tuple = recording.make(recording.tuple, slots: 1)
        heap.setSlot(tuple, 0, owned: recording.makeAtom())
        let outer = recording.make(recording.tuple, slots: 1)
        heap.retain(tuple)
        heap.setSlot(outer, 0, owned: tuple)
        let dict = recording.make(recording.dict, slots: 2)
        heap.setSlot(dict, 1, owned: recording.makeAtom())
        heap.collect(generation: 0)
        #expect(!heap.isTracked(tuple) && !heap.isTracked(outer))
        heap.collect(generation: 1)
        #expect(heap.isTracked(dict))
        heap.collect(generation: 2)
        #expect(!heap.isTracked(dict))
    }
}

@Suite("Automatic collection")
struct AutomaticCollectionTests {
    @Test func aDueCollectionWaitsForTheCheck() {
        let recording = RecordingHeap(HeapConfiguration(thresholds: Thresholds(3, 10, 10)))
        for _ in 0..<3 { _ = recording.makeList() }
        #expect(recording.heap.collectIfDue() == nil)
        _ = recording.makeList()
        #expect(recording.heap.collectIfDue()?.trigger == .automatic)
        #expect(recording.heap.collectIfDue() == nil)
        #expect(recording.heap.counts == Thresholds(0, 1, 0))
    }

    @Test func olderVersionsCollectInsideTheAllocation() {
        let recording = RecordingHeap(
            HeapConfiguration(thresholds: Thresholds(3, 10, 10), trigger: .atAllocation))
        for _ in 0..<4 { _ = recording.makeList() }
        #expect(recording.takeLog() == ["start 0", "stop 0"])
    }

    @Test func afterTenYoungCollectionsTheNextOneIsOlder() {
        let recording = RecordingHeap(HeapConfiguration(thresholds: Thresholds(3, 10, 10)))
        var generations: [Int] = []
        while generations.count < 13 {
            _ = recording.makeList()
            if let report = recording.heap.collectIfDue() { generations.append(report.generation) }
        }
        #expect(generations == Array(repeating: 0, count: 11) + [1, 0])
    }

    @Test func aFullCollectionWaitsUntilAQuarterIsNew() {
        let recording = RecordingHeap(HeapConfiguration(thresholds: Thresholds(3, 0, 0)))
        for _ in 0..<100 { _ = recording.makeList() }
        recording.heap.collect(generation: 2)
        var fulls = 0
        var made = 0
        while fulls == 0 {
            _ = recording.makeList()
            made += 1
            if let report = recording.heap.collectIfDue(), report.generation == 2 { fulls += 1 }
        }
        // Before 25 of 100 have joined the oldest generation, only younger ones are collected.
        #expect(made > 25 && made < 40)
    }

    @Test func freeListsTakeNoCount() {
        let recording = RecordingHeap()
        let lists = (0..<81).map { _ in recording.makeList() }
        #expect(recording.heap.counts.generation0 == 81)
        for list in lists { recording.heap.release(list) }
        // 80 blocks wait in the free list, as good as allocated; one was freed.
        #expect(recording.heap.counts.generation0 == 80)
        _ = recording.makeList()
        #expect(recording.heap.counts.generation0 == 80)
        recording.heap.collect(generation: 1)
        _ = recording.makeList()
        #expect(recording.heap.counts.generation0 == 0)
        recording.heap.collect(generation: 2)
        _ = recording.makeList()
        #expect(recording.heap.counts.generation0 == 1)
    }

    @Test func whatACollectionAllocatesMakesNoOtherDue() {
        let recording = RecordingHeap(HeapConfiguration(thresholds: Thresholds(3, 10, 10)))
        let object = recording.makeInstance { [unowned recording] _ in
            for _ in 0..<10 { _ = recording.makeList() }
        }
        recording.append(object, to: object)
        recording.heap.release(object)
        recording.heap.collect(generation: 0)
        #expect(recording.heap.counts.generation0 > 3)
        #expect(recording.heap.collectIfDue() == nil)
    }

    @Test func aRequestedCollectionTakesThePlaceOfOneThatIsDue() {
        let recording = RecordingHeap(HeapConfiguration(thresholds: Thresholds(3, 0, 10)))
        for _ in 0..<4 { _ = recording.makeList() }
        recording.heap.collect(generation: 0)
        recording.heap.counts = Thresholds(0, 1, 0)
        #expect(recording.heap.collectIfDue() == nil)
    }

    @Test func switchedOffNothingIsCollectedThatWasDue() {
        let recording = RecordingHeap(HeapConfiguration(thresholds: Thresholds(3, 10, 10)))
        for _ in 0..<4 { _ = recording.makeList() }
        recording.heap.isCollectorEnabled = false
        #expect(recording.heap.collectIfDue() == nil)
    }

    @Test func threshold0SwitchesOff() {
        let recording = RecordingHeap(HeapConfiguration(thresholds: Thresholds(0, 10, 10)))
        for _ in 0..<100 { _ = recording.makeList() }
        #expect(recording.heap.collectIfDue() == nil)
    }

    @Test(arguments: [(24, 0), (25, 2)])
    func aQuarterIsEnough(new: Int, generation: Int) {
        let recording = RecordingHeap(HeapConfiguration(thresholds: Thresholds(1000, 1000, 0)))
        for _ in 0..<100 { _ = recording.makeList() }
        recording.heap.collect(generation: 2)
        for _ in 0..<new { _ = recording.makeList() }
        recording.heap.collect(generation: 1)
        recording.heap.thresholds.generation0 = 1
        for _ in 0..<2 { _ = recording.makeList() }
        #expect(recording.heap.collectIfDue()?.generation == generation)
    }

    @Test func afterAFullCollectionAQuarterMustBeNewAgain() {
        let recording = RecordingHeap(HeapConfiguration(thresholds: Thresholds(1000, 1000, 0)))
        for _ in 0..<100 { _ = recording.makeList() }
        recording.heap.collect(generation: 1)
        recording.heap.collect(generation: 2)
        recording.heap.collect(generation: 1)
        recording.heap.thresholds.generation0 = 1
        for _ in 0..<2 { _ = recording.makeList() }
        #expect(recording.heap.collectIfDue()?.generation == 0)
    }

    @Test func whatTheStartKeepsVisibleIsLongLived() {
        let heap = Heap(configuration: HeapConfiguration(thresholds: Thresholds(1, 1000, 0)))
        let layout = heap.register(Layout())
        func makeObject() -> ObjectID {
            let object = heap.allocate(layout, type: .none, bytes: 56, header: 16, slots: 0)
            heap.track(object)
            return object
        }
        heap.finishStart(keeping: (0..<8).map { _ in makeObject() })
        heap.collect(generation: 1)
        for _ in 0..<2 { _ = makeObject() }
        #expect(heap.collectIfDue()?.generation == 0)
    }

    @Test func statisticsAreKeptByGeneration() {
        let recording = RecordingHeap()
        for (generation, times) in [(0, 3), (1, 2), (2, 1)] {
            for _ in 0..<times { recording.heap.collect(generation: generation) }
        }
        #expect(recording.heap.statistics.map(\.collections) == [3, 2, 1])
    }
}
