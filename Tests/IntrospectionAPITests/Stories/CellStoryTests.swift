import Foundation
import OrderedJSON
import TestSupport
import Testing

private let cellFolder = ProcessInfo.processInfo.environment["HOLDFAST_CELLS"].map {
    URL(fileURLWithPath: $0)
}

/// Programs as people write them in notebooks, over HTTP: what they print is what CPython 3.13 printed.
@Suite struct CellStoryTests {
    static let program = """
        import gc, sys, weakref
        start = gc.collect()

        class Node:
            def __init__(self, name): self.name = name
            def __del__(self): print("freed", self.name)

        first = Node("first")
        place = id(first)
        print("first at", place, place == id(first))
        second = Node("second")
        print("second at", id(second), id(second) == place)
        del first
        third = Node("third")
        print("third at", id(third), id(third) == place)
        print("refcount", sys.getrefcount(third), gc.is_tracked(third), sys.getsizeof(third))
        seen = weakref.ref(third, lambda ref: print("callback", ref() is None))
        third.other, second.other = second, third
        print([type(r).__name__ for r in gc.get_referrers(second)])
        del second, third
        print("alive", seen() is not None)
        print("collected", gc.collect(), seen())
        numbers = [257, 257, 1 << 40, 1 << 40]
        print(numbers[0] is numbers[1], numbers[2] is numbers[3], id(numbers[2]) == id(numbers[3]))
        a = [1, 2]
        b = a
        b.append(b)
        print(a, a is b, sys.getrefcount(a), id(a) == id(b), id(a) == id(a[2]))
        a = b = None
        print("collected", gc.collect(), gc.get_count()[1:])
        """

    /// Recorded from CPython 3.13, the addresses numbered.
    static let printed = """
        first at address 0 True
        second at address 1 False
        freed first
        third at address 2 False
        refcount 2 True 48
        ['Node', 'dict']
        alive True
        callback True
        freed second
        freed third
        collected 2 None
        True True True
        [1, 2, [...]] True 5 True True
        collected 1 (0, 0)
        """

    @Test(arguments: ["script", "interactive"])
    func aNotebooksCell(_ mode: String) throws {
        let session = try Service().session()
        let run = try session.run(Self.program, ["mode": .string(mode)])
        #expect(run.text("status") == "completed" && run.text("stderr") == "")
        let lines = Addresses.numbered(run.text("stdout") ?? "").dropLast()
        // What is compiled statement by statement shares no constants between them; nothing here depends on that.
        #expect(lines.joined(separator: "\n") == Self.printed)
        #expect(try session.isValid() == true)
    }

    /// Programs of a folder that is not part of the project: `HOLDFAST_CELLS` says where they are.
    @Test(
        .enabled(if: cellFolder != nil, "HOLDFAST_CELLS names no folder of programs"),
        arguments: ["3.13", "3.12", "3.11"], [("script", "clean"), ("interactive", "clean-stmt")])
    func everyCell(_ python: String, _ ways: (mode: String, way: String)) throws {
        let (mode, way) = ways
        let folder = try #require(cellFolder)
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        for name in files.filter({ $0.hasSuffix(".py") }).sorted() {
            let session = try Service(bodyBytes: 1 << 20).session(["python": .string(python)])
            let source = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
            let recorded = try String(
                contentsOf: folder.appendingPathComponent("\(name.dropLast(3)).\(python).\(way).out"),
                encoding: .utf8)
            let run = try session.run(source, ["mode": .string(mode), "filename": .string(name)])
            #expect(run.text("stderr") == "", "\(name)")
            #expect(
                Self.lines(run.text("stdout") ?? "") == Self.lines(recorded), "\(name) on \(python)")
            #expect(try session.isValid() == true, "\(name)")
        }
    }

    /// The lines, addresses numbered. On 3.11 the counts of None and small ints are those of the process that recorded.
    private static func lines(_ text: String) -> [String] {
        Addresses.numbered(text).map { line in
            line.replacing(/(Refcount of (int \d+|None): +)\d+/) { "\($0.output.1)many" }
        }
    }
}
