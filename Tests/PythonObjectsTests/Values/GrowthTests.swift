import PythonObjects
import Testing

@Suite("Growth")
struct GrowthTests {
    @Test("Lists: sizes after each operation are CPython's")
    func lists() throws {
        let programs = try Program.all("list")
        #expect(programs.count == 40)
        for (number, program) in programs.enumerated() {
            var room = 0
            var count = 0
            var keepsBuffer = false
            for (index, step) in program.steps.enumerated() {
                let length = step[step.count - 1].number
                switch step[0].text {
                case "deleteItem": room = ListGrowth.deletedItem(room: room, count: count, sizes: .python313)
                case "delete", "splice":
                    // A slice that leaves nothing clears the list, even one that had nothing but room.
                    if length == 0 || length != count {
                        room = ListGrowth.resized(room: room, count: count, to: length)
                    }
                case "append", "insert", "pop", "double":
                    if length != count { room = ListGrowth.resized(room: room, count: count, to: length) }
                case "extend":
                    room = ListGrowth.extended(
                        room: room, count: count, by: length - count, keepsBuffer: keepsBuffer)
                case "extendIterator":
                    room = ListGrowth.extended(
                        room: room, count: count, hinted: step[1].number, got: length - count,
                        keepsBuffer: keepsBuffer)
                case "exact": room = length
                case "list": room = ListGrowth.preallocated(length)
                case "generator": room = ListGrowth.generated(length)
                case "comprehension": room = ListGrowth.appended(length)
                default: room = 0
                }
                switch step[0].text {
                case "generator": keepsBuffer = length == 0
                case "extend", "extendIterator", "pop", "double":
                    keepsBuffer = keepsBuffer && length == 0 && count == 0
                default: keepsBuffer = false
                }
                count = length
                let size = step[step.count - 2].number
                #expect(56 + 8 * room == size, "program \(number), step \(index): \(step)")
                if 56 + 8 * room != size { return }
            }
        }
    }

    @Test("Lists: deleting items one by one gives room back before 3.13, and not since")
    func deletion() {
        func rooms(_ sizes: SizeTable) -> [Int] {
            var room = 20
            return stride(from: 20, to: 0, by: -1).map { count in
                room = ListGrowth.deletedItem(room: room, count: count, sizes: sizes)
                return room
            }
        }
        #expect(rooms(.python313) == Array(repeating: 20, count: 20))
        let before = [20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 16, 16, 12, 12, 8, 8, 8, 8, 4, 0]
        #expect(rooms(.python312) == before)
        #expect(rooms(.python311) == before)
    }

    @Test("Lists: the room of displays")
    func displays() {
        let constants = (0...10).map { ListGrowth.literal(count: $0, isConstant: true) }
        #expect(constants == [0, 1, 2, 4, 4, 6, 6, 8, 8, 10, 10])
        let names = [0, 1, 3, 30, 31, 40].map { ListGrowth.literal(count: $0, isConstant: false) }
        #expect(names == [0, 1, 3, 30, 32, 40])
    }

    @Test("Bytearrays: sizes after each operation are CPython's")
    func byteArrays() throws {
        let programs = try Program.all("bytearray")
        #expect(programs.count == 10)
        for (number, program) in programs.enumerated() {
            var allocated = 0
            var count = 0
            for (index, step) in program.steps.enumerated() {
                let length = step[step.count - 1].number
                switch step[0].text {
                case "new": allocated = ByteArrayGrowth.initial(length)
                default: allocated = ByteArrayGrowth.resized(allocated: allocated, count: count, to: length)
                }
                let size = step[step.count - 2].number
                #expect(56 + allocated == size, "program \(number), step \(index): \(step)")
                if 56 + allocated != size { return }
                count = length
            }
        }
    }

    @Test("Shared keys: sizes of the dicts of successive instances, and of their blocks")
    func sharedKeys() {
        var keys = SharedKeys()
        #expect(keys.inlineValuesBytes == 32 + 8 * 31)
        var sizes: [Int] = []
        for _ in 0..<30 {
            _ = keys.admitInstance()
            #expect(keys.insert("a") == 0)
            sizes.append(keys.dictSize)
        }
        #expect(sizes == Array(stride(from: 296, through: 80, by: -8)) + [80, 80])
        #expect(keys.insert("b") == 1)
        #expect(keys.insert("c") == nil)
    }

    @Test("Shared keys: a single instance may have 29 attributes")
    func overflow() {
        var keys = SharedKeys()
        #expect(keys.admitInstance() == 29)
        for number in 0..<29 { #expect(keys.insert(PythonString("a\(number)")) == number) }
        #expect(keys.insert("more") == nil)
        let table = DictTable(unsharing: keys.names.map(\.hash), isUnicode: true)
        #expect(64 + table.keysBytes == 1584)
    }
}
