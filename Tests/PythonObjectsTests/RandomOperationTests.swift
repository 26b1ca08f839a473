import HeapEngine
import Testing

@testable import PythonObjects

/// Random statements; after each one every invariant of the heap holds and every count is explained.
struct RandomOperationTests {
    /// SplitMix64: the same numbers everywhere.
    struct Generator: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9e37_79b9_7f4a_7c15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
            return mixed ^ (mixed >> 31)
        }
    }

    @Test(arguments: 0..<12)
    func everyCountIsExplained(_ seed: UInt64) throws {
        var program = Program(seed: seed)
        for step in 0..<150 {
            do {
                try program.step()
            } catch is PythonException {
                // What a statement refuses must leave everything as it was.
            }
            program.runtime.finishStatement()
            _ = program.runtime.takeEffects()
            do {
                try program.runtime.heap.validate()
            } catch {
                Issue.record("seed \(seed), step \(step): \(error)")
                return
            }
            for object in program.objects where !program.runtime.heap.isImmortal(object) {
                #expect(
                    program.runtime.explainRefcount(object).count == program.runtime.heap.refcount(object))
                _ = try program.runtime.repr(object)
                _ = program.runtime.sizeOf(object)
            }
        }
        program.end()
        try program.runtime.heap.validate()
    }

    @Test func aReplayIsTheSameToTheAddress() throws {
        var first = Program(seed: 99)
        var second = Program(seed: 99)
        for _ in 0..<200 {
            try? first.step()
            try? second.step()
            first.runtime.finishStatement()
            second.runtime.finishStatement()
        }
        func state(_ program: Program) -> [String] {
            program.runtime.objects().map {
                "\(program.runtime.handle(of: $0)) \(program.runtime.heap.address(of: $0)) \(program.runtime.summary($0))"
            }
        }
        #expect(state(first) == state(second))
        #expect(first.runtime.heap.memory == second.runtime.heap.memory)
    }

    struct Program {
        let runtime = Runtime()
        var random: Generator
        let names = (0..<12).map { "n\($0)" }

        init(seed: UInt64) { random = Generator(state: seed) }

        var objects: [ObjectID] { runtime.globalNames().map(\.value) + runtime.objects() }

        mutating func pick() -> ObjectID {
            let all = runtime.globalNames().map(\.value)
            if all.isEmpty || Int.random(in: 0..<6, using: &random) == 0 {
                return runtime.makeInt(Int.random(in: 0..<99, using: &random))
            }
            return all.randomElement(using: &random) ?? runtime.none
        }

        mutating func name() -> String { names.randomElement(using: &random) ?? "n0" }

        mutating func attribute() -> String {
            ["a", "b", "c", "partner", "next"].randomElement(using: &random) ?? "a"
        }

        mutating func key() -> ObjectID {
            switch Int.random(in: 0..<4, using: &random) {
            case 0: runtime.makeInt(Int.random(in: 0..<6, using: &random))
            case 1: runtime.makeInt(Int.random(in: 1_000..<1_004, using: &random))
            default: runtime.constantStr(attribute())
            }
        }

        mutating func make() throws -> ObjectID {
            switch Int.random(in: 0..<26, using: &random) {
            case 18...: return try makeKind()
            case 0, 1: return runtime.makeList([pick(), pick()])
            case 2: return runtime.makeTuple([pick(), pick()])
            case 3, 4: return try runtime.makeDict([])
            case 5: return try runtime.makeSet([pick()])
            case 6: return try runtime.makeFrozenSet([pick()])
            case 7:
                var bases: [ObjectID] = []
                let base = pick()
                if runtime.kind(of: base) == .type { bases = [base] }
                if Bool.random(using: &random) { bases = [runtime.types.list] }
                return try runtime.makeClass(
                    ClassDefinition(
                        name: "C", bases: bases,
                        slots: Int.random(in: 0..<3, using: &random) == 0 ? ["a", "b"] : nil,
                        methods: ["m"],
                        finalizer: Bool.random(using: &random) ? .resurrect(name: name()) : nil))
            case 8: return runtime.makeCell(pick())
            case 9: return runtime.makeWeakValueDictionary()
            case 10: return runtime.makeWeakSet()
            case 11:
                let callback = runtime.makeCallback(label: "c")
                defer { runtime.heap.release(callback) }
                return try runtime.makeWeakReference(to: pick(), callback: callback)
            case 12: return try runtime.makeWeakProxy(to: pick())
            case 13: return try runtime.makeFinalize(pick(), label: "f")
            case 14: return try runtime.makeException(type: "ValueError", arguments: [pick()])
            case 15: return runtime.makeWeakKeyDictionary()
            default:
                let classes = runtime.globalNames().map(\.value).filter { runtime.kind(of: $0) == .type }
                return try runtime.instantiate(classes.randomElement(using: &random) ?? runtime.types.object)
            }
        }

        mutating func step() throws {
            switch Int.random(in: 0..<25, using: &random) {
            case 22...: try advance()
            case 0..<5:
                let object = try make()
                runtime.bind(name(), object)
                runtime.heap.release(object)
            case 5: try runtime.unbind(name())
            case 6, 7: try runtime.setAttribute(pick(), attribute(), pick())
            case 8: try runtime.deleteAttribute(pick(), attribute())
            case 9, 10:
                let key = key()
                defer { runtime.heap.release(key) }
                try runtime.setItem(pick(), key, pick())
            case 11:
                let key = key()
                defer { runtime.heap.release(key) }
                try runtime.deleteItem(pick(), key)
            case 12: try runtime.append(pick(), pick())
            case 13: try runtime.add(pick(), pick())
            case 14: runtime.heap.release(try runtime.pop(pick()))
            case 15: try runtime.clear(pick())
            case 16: runtime.heap.release(try runtime.getAttribute(pick(), "__dict__"))
            case 17: try runtime.setAttribute(pick(), "__dict__", pick())
            case 18:
                if Bool.random(using: &random) {
                    runtime.hold(pick())
                } else if let held = runtime.heldObjects.first {
                    runtime.releaseHold(held)
                }
            case 19:
                if runtime.frames.count < 4 {
                    _ = try runtime.pushFrame(function: "f", locals: [("x", pick()), ("y", pick())])
                } else if let top = runtime.frames.last {
                    if Bool.random(using: &random) { runtime.hold(owned: try runtime.frameObject(top)) }
                    try runtime.popFrame(top)
                }
            default: try runtime.collect(generation: Int.random(in: 0...2, using: &random))
            }
        }

        mutating func end() {
            for name in names { try? runtime.unbind(name) }
            while let held = runtime.heldObjects.first { runtime.releaseHold(held) }
            while let top = runtime.frames.last, top.ordinal > 0 { try? runtime.popFrame(top) }
            for _ in 0..<2 { _ = try? runtime.collect() }
            runtime.finishStatement()
        }
    }
}
