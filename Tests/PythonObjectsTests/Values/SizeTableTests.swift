import PythonObjects
import Testing

@Suite("SizeTable")
struct SizeTableTests {
    @Test("Every form's size and header in every profile", arguments: ["3.11", "3.12", "3.13"])
    func recorded(version: String) throws {
        let table = try #require(
            ["3.11": SizeTable.python311, "3.12": .python312, "3.13": .python313][version])
        let recorded = try Recording.object("sizes.\(version).json", as: [String: [Int]].self)
        #expect(recorded.count > 330)
        for (name, measured) in recorded.sorted(by: { $0.key < $1.key }) {
            let form = try #require(self.form(name), "\(name)")
            #expect(table.sizeOf(form) == measured[0], "\(version) \(name)")
            #expect(table.block(form).header == measured[1], "\(version) \(name)")
        }
    }

    @Test("Blocks of instances shrink with their class's shared keys, and behave as id reuse shows")
    func inlineValues() {
        var keys = SharedKeys()
        var blocks: [Int] = []
        for _ in 0..<80 {
            blocks.append(SizeTable.python313.block(.instance(inlineValues: keys.inlineValuesBytes)).bytes)
            _ = keys.admitInstance()
        }
        #expect(blocks[0] == 48 + 32 + 8 * 31)
        #expect(blocks[79] == 48 + 8 + 16)
        // A second instance takes the first one's place if both have the same number of 16-byte units.
        let reused = stride(from: 0, to: 80, by: 2).map {
            (blocks[$0] + 15) / 16 == (blocks[$0 + 1] + 15) / 16
        }
        #expect(reused.map { $0 ? "1" : "0" }.joined() == "0001111000011111111111111111111111111111")
    }

    @Test("What lies beside a block")
    func owned() {
        let table = SizeTable.python313
        #expect(table.ownedBytes(.list(room: 4)) == 32)
        #expect(table.block(.list(room: 4)).bytes == 56)
        #expect(
            table.block(.subclass(of: .str(.ascii, 5), hasDict: true, hasWeakReferences: true, slots: 0))
                .bytes == 96)
        #expect(table.ownedBytes(.heapType(hasSlots: false)) == 768)
        #expect(table.block(.set(tableBytes: 512)).bytes == 216)
    }

    private func form(_ name: String) -> Form? {
        let parts = name.split(separator: " ").map(String.init)
        let number = parts.dropFirst().compactMap { Int($0) }
        switch parts[0] {
        case "int": return .int(digits: number[0])
        case "ascii": return .str(.ascii, number[0])
        case "latin1": return .str(.latin1, number[0])
        case "ucs2": return .str(.ucs2, number[0])
        case "ucs4": return .str(.ucs4, number[0])
        case "bytes": return .bytes(number[0])
        case "byteArray": return .byteArray(allocated: ByteArrayGrowth.initial(number[0]))
        case "tuple": return .tuple(number[0])
        case "list": return .list(room: number[0])
        case "dict": return .dict(keysBytes: 0)
        case "set": return .set(tableBytes: 0)
        case "frozenSet": return .frozenSet(tableBytes: 0)
        case "code": return .code(instructions: number[0])
        case "frame": return .frame(places: number[0] + number[1])
        case "generator": return .generator(places: number[0])
        case "coroutine": return .coroutine(places: number[0])
        case "plain": return .instance(inlineValues: 0)
        case "heapTypeWithSlots": return .heapType(hasSlots: true)
        case "heapType": return .heapType(hasSlots: false)
        case "instance":
            return .slots(number[0], hasDict: number[1] == 1, hasWeakReferences: number[2] == 1)
        case "exception": return parts.count == 2 ? .exception(named: parts[1]) : .exception
        case "subclass":
            let slots = parts.last == "+2" ? 2 : 0
            let flags = parts.dropLast(slots == 2 ? 1 : 0).suffix(2)
            let base = parts.dropFirst().prefix(parts.count - 3 - (slots == 2 ? 1 : 0)).joined(separator: " ")
            guard let base = self.form(base) else { return nil }
            return .subclass(
                of: base, hasDict: flags.first == "1", hasWeakReferences: flags.last == "1", slots: slots)
        default: return SizeTableTests.fixed[name]
        }
    }

    private static let fixed: [String: Form] = [
        "bool": .bool, "float": .float, "complex": .complex, "none": .none, "ellipsis": .ellipsis,
        "notImplemented": .notImplemented, "object": .object, "latin1Singleton": .latin1Singleton,
        "range": .range, "slice": .slice, "memoryView": .memoryView, "function": .function, "method": .method,
        "cell": .cell, "builtinFunction": .builtinFunction, "methodDescriptor": .methodDescriptor,
        "wrapperDescriptor": .wrapperDescriptor, "methodWrapper": .methodWrapper,
        "staticMethod": .staticMethod,
        "classMethod": .classMethod, "property": .property, "superObject": .superObject,
        "getSetDescriptor": .getSetDescriptor, "memberDescriptor": .memberDescriptor,
        "mappingProxy": .mappingProxy, "module": .module, "weakReference": .weakReference,
        "weakProxy": .weakProxy, "keyedReference": .keyedReference, "weakMethod": .weakMethod,
        "traceback": .traceback, "genericAlias": .genericAlias, "union": .union,
        "simpleNamespace": .simpleNamespace, "partial": .partial, "staticType": .staticType,
        "listIterator": .listIterator, "tupleIterator": .tupleIterator, "strIterator": .strIterator,
        "bytesIterator": .bytesIterator, "rangeIterator": .rangeIterator, "dictIterator": .dictIterator,
        "setIterator": .setIterator, "sequenceIterator": .sequenceIterator,
        "callableIterator": .callableIterator,
        "enumerate": .enumerate, "zip": .zip, "map": .map, "filter": .filter,
        "reversed": .reversed, "dictView": .dictView,
    ]
}
