import HeapEngine
import Testing

@Suite("Teardown by reference count")
struct TeardownTests {
    let recording = RecordingHeap()
    var heap: Heap { recording.heap }

    @Test func listItemsDieLastToFirstEachWithItsOwnBeforeTheNext() throws {
        let (a, b, c) = (recording.makeList(), recording.makeList(), recording.makeList())
        let outer = recording.makeList(a, b)
        recording.append(c, to: b)
        for each in [a, b, c] { heap.release(each) }
        heap.release(outer)
        #expect(recording.takeLog() == ["free 4 released", "free 2 4[1]", "free 3 2[0]", "free 1 4[0]"])
        #expect(heap.liveObjectCount == 1)
        try heap.validate()
    }

    @Test func aChainOfAMillionObjectsDiesWithoutNativeRecursion() throws {
        heap.observer = nil
        var head = recording.makeList()
        for _ in 0..<1_000_000 {
            let next = recording.make(recording.list)
            heap.append(next, owned: head)
            head = next
        }
        #expect(heap.liveObjectCount == 1_000_002)
        heap.release(head)
        #expect(heap.liveObjectCount == 1)
    }

    @Test func aFinalizerRunsOnceAndMayResurrect() throws {
        var kept = ObjectID.none
        let object = recording.makeInstance { [heap] object in
            heap.retain(object)
            kept = object
        }
        _ = recording.makeList()
        heap.release(object)
        #expect(recording.takeLog() == ["finalize 1", "resurrect 1"])
        #expect(heap.isFinalized(kept))
        #expect(heap.objects(inGeneration: 0).last == kept)
        heap.release(kept)
        #expect(recording.takeLog() == ["free 1 released"])
    }

    @Test func weakReferencesAreClearedBeforeTheFirstCallback() throws {
        let object = recording.makeInstance { _ in }
        let plain = recording.makeWeak(to: object)
        let proxy = recording.makeWeak(to: object, .sharedProxy)
        let older = recording.makeWeak(to: object) { [heap] in #expect(heap.weakTarget(of: $0).isNone) }
        let newer = recording.makeWeak(to: object) { _ in }
        #expect(heap.weakReferences(to: object) == [plain, proxy, newer, older])
        heap.release(object)
        #expect(
            recording.takeLog() == [
                "finalize 1", "clear 2->1", "clear 3->1", "clear 6->1", "clear 4->1", "callback 6",
                "callback 4", "free 5 released", "free 7 released", "free 1 released",
            ])
        #expect(heap.weakTarget(of: plain).isNone)
    }

    @Test func aSourceThatTheFinalizerFreedIsNoCause() {
        let source = recording.makeList()
        let object = recording.makeInstance { [heap] _ in heap.release(source) }
        heap.release(object, because: .unlinked(source: source, slot: 0))
        #expect(recording.takeLog() == ["finalize 2", "free 1 released", "free 2 released"])
        let other = recording.makeList()
        let next = recording.makeInstance { _ in }
        heap.release(next, because: .unlinked(source: other, slot: 0))
        #expect(recording.takeLog() == ["finalize 4", "free 4 3[0]"])
    }
}
