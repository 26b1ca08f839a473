import HeapEngine

/// What a collection will do, said beforehand from what can be seen from outside: lists in order, counts and referents in order.
///
/// Knows nothing of the engine's insides; follows the model that was checked against CPython 3.10 to 3.13.
struct CollectionPredictor {
    private(set) var lists: [[ObjectID]]
    private(set) var unreachable: [ObjectID] = []
    private var counts: [ObjectID: Int] = [:]
    private var referents: [ObjectID: [ObjectID]] = [:]

    init(_ heap: Heap) {
        lists = (0..<3).map { heap.objects(inGeneration: $0) }
        for object in lists.joined() {
            counts[object] = heap.refcount(object)
            referents[object] = heap.referents(of: object)
        }
    }

    mutating func collect(_ generation: Int, savesAll: Bool) {
        var young = lists[generation]
        for younger in 0..<generation { young += lists[younger] }
        for emptied in 0...generation { lists[emptied] = [] }
        var external = [ObjectID: Int](uniqueKeysWithValues: young.map { ($0, counts[$0]!) })
        for object in young { for target in referents[object]! { external[target]? -= 1 } }
        var reached: [ObjectID] = []
        var isReached = Set<ObjectID>()
        var isDoubted = Set<ObjectID>()
        var doubted: [ObjectID] = []
        var walk = young
        var index = 0
        while index < walk.count {
            let object = walk[index]
            index += 1
            if external[object]! == 0 {
                doubted.append(object)
                isDoubted.insert(object)
                continue
            }
            reached.append(object)
            isReached.insert(object)
            for target in referents[object]! where external[target] != nil && !isReached.contains(target) {
                if isDoubted.remove(target) != nil {
                    doubted.removeAll { $0 == target }
                    walk.append(target)
                    external[target] = 1
                } else if external[target] == 0 {
                    external[target] = 1
                }
            }
        }
        unreachable = doubted
        lists[min(generation + 1, 2)] += reached
        if savesAll {
            lists[min(generation + 1, 2)] += unreachable
        } else {
            removeDead()
        }
    }

    /// What the garbage alone held in other generations dies of it.
    private mutating func removeDead() {
        var dead = Set(unreachable)
        var work = unreachable
        while let object = work.popLast() {
            for target in referents[object]! where counts[target] != nil && !dead.contains(target) {
                counts[target]! -= 1
                if counts[target] == 0 {
                    dead.insert(target)
                    work.append(target)
                }
            }
        }
        lists = lists.map { $0.filter { !dead.contains($0) } }
    }
}
