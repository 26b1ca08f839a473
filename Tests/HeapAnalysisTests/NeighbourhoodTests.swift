import HeapEngine
import Testing

@testable import HeapAnalysis

/// What is near an object, and what nothing leads to.
@Suite struct NeighbourhoodTests {
    private let heap = Heap(configuration: HeapConfiguration(isCollectorEnabled: false))
    private let layout: LayoutID

    init() { layout = heap.register(Layout(order: .forward)) }

    private func make() -> ObjectID {
        heap.allocate(layout, type: .none, bytes: 16, header: 16, slots: 0)
    }

    private func link(_ source: ObjectID, _ target: ObjectID) {
        heap.retain(target)
        heap.append(source, owned: target)
    }

    /// A chain, each object referring to the next.
    private func chain(_ count: Int) -> [ObjectID] {
        let objects = (0..<count).map { _ in make() }
        for (source, target) in zip(objects, objects.dropFirst()) { link(source, target) }
        return objects
    }

    private func around(
        _ object: ObjectID, _ direction: Neighbourhood.Direction, depth: Int, limit: Int = 100,
        isFollowed: (Reference) -> Bool = { _ in true }
    ) -> [ObjectID]? {
        Neighbourhood(
            of: [object], in: heap, direction: direction, depth: depth, limit: limit, isFollowed: isFollowed
        )?.objects
    }

    @Test func depthCountsReferences() {
        let c = chain(7)
        #expect(around(c[3], .referents, depth: 0) == [c[3]])
        #expect(around(c[3], .referents, depth: 2) == [c[3], c[4], c[5]])
        #expect(around(c[3], .both, depth: 1) == [c[3], c[4], c[2]])
        #expect(around(c[3], .both, depth: .max).map(Set.init) == Set(c))
    }

    @Test func noMoreThanTheLimit() {
        let c = chain(5)
        #expect(around(c[0], .referents, depth: .max, limit: 5)?.count == 5)
        #expect(around(c[0], .referents, depth: .max, limit: 4) == nil)
        #expect(around(c[0], .referents, depth: 2, limit: 3)?.count == 3)
    }

    @Test func circlesEndAndWhatIsNotFollowedIsNotThere() {
        let c = chain(4)
        link(c[3], c[0])
        link(c[3], c[3])
        #expect(around(c[1], .referents, depth: .max) == [c[1], c[2], c[3], c[0]])
        #expect(
            around(c[1], .both, depth: .max) { $0.target != c[3] && $0.source != c[3] } == [c[1], c[2], c[0]])
    }

    @Test func whatNothingLeadsTo() {
        let held = chain(3)
        let lost = chain(3)
        link(lost[2], lost[0])
        link(lost[1], held[1])
        let reached = Reachability(from: [held[0]], in: heap)
        #expect(held.allSatisfy(reached.contains))
        #expect(!lost.contains(where: reached.contains))
    }
}
