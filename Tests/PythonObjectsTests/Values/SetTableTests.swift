import PythonObjects
import Testing

/// A set as an owner keeps it: one place for each position of the table.
private struct Owner {
    var table = SetTable()
    var places: [Item?] = Array(repeating: nil, count: SetTable.inlineCapacity)

    var elements: [Item] { table.positions.map { places[$0]! } }
    var size: Int { 216 + table.tableBytes }

    mutating func relocate(_ relocation: Relocation?, from source: [Item?]? = nil) {
        guard let relocation else { return }
        let old = source ?? places
        places = Array(repeating: nil, count: relocation.capacity)
        for move in relocation.moves { places[move.to] = old[move.from] }
    }

    func position(of item: Item) -> Int? {
        table.find(hash: item.hash) { places[$0] == item }
    }

    mutating func add(_ item: Item) {
        guard position(of: item) == nil else { return }
        let (position, relocation) = table.add(hash: item.hash)
        places[position] = item
        relocate(relocation)
    }

    mutating func discard(_ item: Item) {
        guard let position = position(of: item) else { return }
        table.remove(position)
        places[position] = nil
    }

    mutating func pop() -> Item {
        guard let position = table.pop() else { return .nothing }
        defer { places[position] = nil }
        return places[position]!
    }

    mutating func merge(_ other: Owner) {
        switch table.prepareMerge(from: other.table) {
        case .nothing: break
        case .place(let relocation): relocate(relocation, from: other.places)
        case .add(let relocation):
            relocate(relocation)
            for item in other.elements { add(item) }
        }
    }

    mutating func merge(keysOf items: [Item]) {
        var distinct: [Item] = []
        var seen: Set<Item> = []
        for item in items where seen.insert(item).inserted { distinct.append(item) }
        relocate(table.prepareMerge(count: distinct.count))
        for item in distinct { add(item) }
    }

    mutating func clear() {
        self.table.clear()
        places = Array(repeating: nil, count: SetTable.inlineCapacity)
    }

    init(_ items: [Item] = []) {
        for item in items { add(item) }
    }

    init(copying other: Owner) {
        merge(other)
    }
}

@Suite("SetTable")
struct SetTableTests {
    @Test("Random programs: order and size after each operation are CPython's")
    func programs() throws {
        let programs = try Program.all("set")
        #expect(programs.count == 84)
        for (number, program) in programs.enumerated() {
            var owner = Owner()
            for (index, step) in program.steps.enumerated() {
                switch step[0].text {
                case "add": owner.add(step[1])
                case "discard": owner.discard(step[1])
                case "pop": #expect(owner.pop() == step[1])
                case "update": owner.merge(Owner(step[1].items))
                case "updateDict": owner.merge(keysOf: step[1].items)
                case "copy": owner = Owner(copying: owner)
                case "frozen": owner = Owner(copying: Owner(copying: owner))
                case "replace": owner = Owner(step[1].items)
                default: owner.clear()
                }
                let size = step[step.count - 2].number
                let sum = step[step.count - 1].number
                let matches = owner.size == size && checksum(owner.elements.map(\.repr)) == sum
                #expect(
                    matches, "program \(number), step \(index): \(step[0].text), \(owner.size) for \(size)")
                if !matches { return }
            }
            #expect(owner.elements == program.final)
        }
    }

    @Test("An add grows 8, 32, 128, ...; a copy fits")
    func growth() {
        var owner = Owner()
        var sizes: [Int] = []
        for number in 0..<400 {
            owner.add(.int(number))
            if sizes.last != owner.size { sizes.append(owner.size) }
        }
        #expect(sizes == [216, 728, 2264, 8408, 32984])
        let copies = (0...40).map { Owner(copying: Owner((0..<$0).map(Item.int))).size }
        #expect(
            copies[4] == 216 && copies[5] == 472 && copies[8] == 728 && copies[16] == 1240
                && copies[32] == 2264)
    }
}
