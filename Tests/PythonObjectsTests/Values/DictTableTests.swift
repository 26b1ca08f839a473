import PythonObjects
import Testing

/// A dict as an owner keeps it: one place for each entry of the table, empty where there is a hole.
private struct Owner {
    var table = DictTable()
    var places: [(key: Item, value: Int)?] = []

    var pairs: [(key: Item, value: Int)] { places.compactMap { $0 } }
    var size: Int { 64 + table.keysBytes }

    func entry(of key: Item) -> Int? {
        table.find(hash: key.hash) { places[$0]?.key == key }
    }

    mutating func set(_ key: Item, _ value: Int, isExact: Bool? = nil) {
        if table.prepare(forStringKey: isExact ?? key.isText) { places.removeAll { $0 == nil } }
        if let entry = entry(of: key) {
            places[entry]?.value = value
            return
        }
        let (entry, droppedHoles) = table.append(hash: key.hash)
        if droppedHoles { places.removeAll { $0 == nil } }
        #expect(entry == places.count)
        places.append((key, value))
    }

    mutating func delete(_ key: Item) {
        guard let entry = entry(of: key) else { return }
        table.remove(entry)
        places[entry] = nil
    }

    mutating func popItem() {
        guard let entry = table.removeLast() else { return }
        places.removeSubrange(entry...)
    }

    mutating func merge(_ other: Owner) {
        switch table.prepareMerge(from: other.table) {
        case .clone: places = other.places
        case .insert(let droppedHoles):
            if droppedHoles { places.removeAll { $0 == nil } }
            for pair in other.pairs { set(pair.key, pair.value, isExact: other.table.isUnicode ? true : nil) }
        }
    }

    func copy() -> Owner {
        var copy = Owner()
        if let table = table.copied() {
            copy.table = table
            copy.places = table.hasKeys ? places : []
        } else {
            copy.merge(self)
        }
        return copy
    }

    mutating func clear() {
        table.clear()
        places = []
    }
}

@Suite("DictTable")
struct DictTableTests {
    @Test("Random programs: order and size after each operation are CPython's")
    func programs() throws {
        let programs = try Program.all("dict")
        #expect(programs.count == 84)
        for (number, program) in programs.enumerated() {
            var owner = Owner()
            var namesCame = false
            for (index, step) in program.steps.enumerated() {
                switch step[0].text {
                case "set": owner.set(step[1], index)
                case "setName":
                    namesCame = true
                    owner.set(step[1], index, isExact: false)
                case "delete": owner.delete(step[1])
                case "popitem": owner.popItem()
                case "update":
                    var other = Owner()
                    for key in step[1].items { other.set(key, index) }
                    owner.merge(other)
                case "copy": owner = owner.copy()
                case "dict":
                    var other = Owner()
                    other.merge(owner)
                    owner = other
                case "fromkeys":
                    let elements = fromKeys(step[1].items)
                    owner = Owner()
                    owner.table = DictTable(keysOfCollection: elements.count, isUnicode: false)
                    for key in elements { owner.set(key, index) }
                case "display":
                    let keys = step[1].items
                    owner = Owner()
                    owner.table = DictTable(presized: keys.count, isUnicode: true)
                    for key in keys { owner.set(key, index) }
                default: owner.clear()
                }
                let size = step[step.count - 2].number
                let sum = step[step.count - 1].number
                let texts = owner.pairs.map { "(\($0.key.repr), \($0.value))" }
                let matches = owner.size == size && checksum(texts) == sum
                #expect(
                    matches,
                    "program \(number), step \(index): \(step[0].text), \(owner.size) for \(size), \(namesCame)"
                )
                if !matches { return }
            }
            #expect(owner.pairs.map(\.key) == program.final)
        }
    }

    /// The elements of `set(keys)` in its order.
    private func fromKeys(_ keys: [Item]) -> [Item] {
        var table = SetTable()
        var places: [Item?] = Array(repeating: nil, count: 8)
        for key in keys where table.find(hash: key.hash, where: { places[$0] == key }) == nil {
            let (position, relocation) = table.add(hash: key.hash)
            places[position] = key
            guard let relocation else { continue }
            let old = places
            places = Array(repeating: nil, count: relocation.capacity)
            for move in relocation.moves { places[move.to] = old[move.from] }
        }
        return places.compactMap { $0 }
    }

    @Test("Growth of tables with str keys and with other keys")
    func growth() {
        func sizes(_ key: (Int) -> Item) -> [[Int]] {
            var owner = Owner()
            var found = [[0, owner.size]]
            for number in 0..<2000 {
                owner.set(key(number), number)
                if found.last?[1] != owner.size { found.append([number + 1, owner.size]) }
            }
            return found
        }
        let steps = [0, 1, 6, 11, 22, 43, 86, 171, 342, 683, 1366]
        let text = [64, 184, 272, 464, 832, 1584, 3328, 6576, 13056, 26032, 51968]
        let other = [64, 224, 352, 632, 1168, 2264, 4688, 9304, 18512, 36952, 73808]
        #expect(sizes { .text("k\($0)") } == zip(steps, text).map { [$0, $1] })
        #expect(sizes { .int($0) } == zip(steps, other).map { [$0, $1] })
    }

    @Test("The first key that is not a str converts with the growth rule")
    func conversion() {
        var owner = Owner()
        owner.set(.text("a"), 1)
        #expect(owner.size == 184)
        owner.set(.int(1), 2)
        #expect(owner.size == 352)
        #expect(!owner.table.isUnicode)
    }

    @Test("Holes count: five keys and one that comes and goes")
    func holes() {
        var owner = Owner()
        for number in 0..<5 { owner.set(.text("a\(number)"), number) }
        for _ in 0..<30 {
            owner.set(.text("x"), 0)
            owner.delete(.text("x"))
            #expect(owner.size == 272)
        }
    }
}
