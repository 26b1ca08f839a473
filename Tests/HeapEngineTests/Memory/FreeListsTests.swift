import Testing

@testable import HeapEngine

@Suite("Free lists")
struct FreeListsTests {
    @Test("a list is a stack with a capacity")
    func stack() {
        let lists = FreeListsUnderTest()
        let lists80 = lists.register(capacity: 80)
        let slice = lists.register(capacity: 1, survivesCollection: true)
        for unit in 1...80 { #expect(lists.push(lists80, UInt32(unit))) }
        #expect(lists.push(lists80, 81) == false)
        #expect(lists.pop(lists80) == 80)
        #expect(lists.push(slice, 7))
        #expect(lists.push(slice, 8) == false)
        #expect(lists.count(lists80) == 79)
        #expect(lists.removeAll() == (1...79).reversed())
        #expect(lists.pop(lists80) == nil)
        #expect(lists.pop(slice) == 7)
    }

    @Test("a list of capacity 0 keeps nothing")
    func noCapacity() {
        let lists = FreeListsUnderTest()
        let none = lists.register(capacity: 0)
        #expect(lists.push(none, 1) == false)
        #expect(lists.pop(none) == nil)
    }
}
