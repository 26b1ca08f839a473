import PythonObjects
import Testing

/// An instance as an owner keeps it: values in shared-key order, until a dict takes over.
private struct Instance {
    var order = ValueOrder()
    var table: DictTable?
    /// With a table, one name for each entry, empty where there is a hole.
    var names: [PythonString?] = []

    mutating func set(_ name: PythonString, _ keys: inout SharedKeys) {
        if table == nil {
            if let index = keys.insert(name) {
                if !order.contains(index) { order.add(index) }
                return
            }
            names = order.indices.map { keys.names[Int($0)] }
            table = DictTable(unsharing: names.compactMap { $0?.hash }, isUnicode: true)
        }
        let names = names
        guard table?.find(hash: name.hash, where: { names[$0] == name }) == nil,
            let (_, droppedHoles) = table?.append(hash: name.hash)
        else { return }
        if droppedHoles { self.names.removeAll { $0 == nil } }
        self.names.append(name)
    }

    mutating func delete(_ name: PythonString, _ keys: inout SharedKeys) {
        if table == nil {
            // CPython shares the name even if the instance has no such attribute.
            if let index = keys.insert(name) { order.remove(index) }
            return
        }
        let names = names
        guard let entry = table?.find(hash: name.hash, where: { names[$0] == name }) else { return }
        table?.remove(entry)
        self.names[entry] = nil
    }

    func iterated(_ keys: SharedKeys) -> [PythonString] {
        table == nil ? order.indices.map { keys.names[Int($0)] } : names.compactMap { $0 }
    }

    func traversed(_ keys: SharedKeys) -> [PythonString] {
        table == nil ? order.indices.sorted().map { keys.names[Int($0)] } : []
    }

    func dictSize(_ keys: SharedKeys) -> Int {
        table.map { 64 + $0.keysBytes } ?? keys.dictSize
    }
}

private struct InstanceProgram: Decodable {
    var steps: [[Item]]
    var instances: [[Item]]
}

@Suite("SharedKeys")
struct SharedKeysTests {
    @Test("Random programs: orders, sizes and overflow into dicts are CPython's")
    func programs() throws {
        let programs = try Recording.lines("instances.3.13.jsonl", as: InstanceProgram.self, beginning: "{")
        #expect(programs.count == 60)
        for (number, program) in programs.enumerated() {
            var keys = SharedKeys()
            var instances: [Instance] = []
            for step in program.steps {
                switch step[0].text {
                case "new":
                    _ = keys.admitInstance()
                    instances.append(Instance())
                case "set": instances[step[1].number].set(PythonString(step[2].text), &keys)
                default: instances[step[1].number].delete(PythonString(step[2].text), &keys)
                }
            }
            for (index, instance) in instances.enumerated() {
                let recorded = program.instances[index]
                #expect(
                    (instance.table != nil) == (recorded[0].number == 1),
                    "program \(number), instance \(index)")
                #expect(instance.dictSize(keys) == recorded[1].number, "program \(number), instance \(index)")
                #expect(instance.iterated(keys) == recorded[2].items.map { PythonString($0.text) })
                #expect(instance.traversed(keys) == recorded[3].items.map { PythonString($0.text) })
            }
        }
    }
}
