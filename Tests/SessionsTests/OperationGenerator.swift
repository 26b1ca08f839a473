import BigInt

@testable import Sessions

/// Random operations on a heap that they have made themselves; some are bound to fail.
struct OperationGenerator {
    private var random: SplitMix
    /// Handles that operations gave, the dead ones among them.
    private var handles: [Handle] = []
    private var frames: [String] = []
    private var modules = 0

    private static let names = ["a", "b", "c", "d", "e", "f"]
    private static let classes = ["A", "B", "C", "D"]

    init(seed: UInt64) { random = SplitMix(seed: seed) }

    /// Learns from what an operation gave.
    mutating func note(_ outcome: Outcome) {
        switch outcome.result {
        case .object(let object): handles.append(object.id)
        case .weakReference(let weak): handles.append(weak.object.id)
        case .frame(let frame): frames.append(frame.id)
        case .module(let module): if let object = module.object { handles.append(object.id) }
        case .collector, .collection, .comparison, .run, .nothing: break
        }
    }

    /// The next operation.
    mutating func next() -> Operation {
        switch pick(100) {
        case 0..<30:
            return .create(object(2), name: pick(3) == 0 ? nil : Self.names.randomElement(using: &random))
        case 30..<34: return .create(.classObject(cls()), name: Self.classes.randomElement(using: &random))
        case 34..<50: return .link(handle(), LinkSpecification(place(), target: value(1)))
        case 50..<56:
            let labels = ["[0]", "[1]", ".x", ".y", "['k']", "[-1]", ".next"]
            return .unlink(handle(), label: labels.randomElement(using: &random)!)
        case 56..<64: return .release(handle())
        case 64..<66: return .hold(handle())
        case 66..<74: return .bind(name: Self.names.randomElement(using: &random)!, value(1))
        case 74..<80: return .unbind(name: Self.names.randomElement(using: &random)!)
        case 80..<83:
            return .pushFrame(
                FrameSpecification(.made(name: "f", locals: [NamedValue(name: "x", value: value(1))])))
        case 83..<85: return .popFrame(frames.popLast() ?? "f9")
        case 85..<87: return .setLocal(frame: frames.last ?? "f9", name: "y", value(1))
        case 87: return .deleteLocal(frame: frames.last ?? "f9", name: "y")
        case 88:
            modules += 1
            return .createModule(
                ModuleSpecification(
                    name: "m\(modules)", spec: .init(), attributes: [NamedValue(name: "x", value: value(1))]))
        case 89..<92:
            return .createWeakReference(
                WeakReferenceSpecification(
                    target: .reference(handle()), callback: pick(2) == 0 ? .recording(label: "cb") : nil),
                name: pick(2) == 0 ? Self.names.randomElement(using: &random) : nil)
        case 92: return .intern(.object(.string("made \(pick(5))", computed: true)), name: nil)
        case 93:
            var change = CollectorChange()
            change.thresholds = [3 + pick(20), 2, 2]
            change.enabled = pick(3) != 0
            if pick(4) == 0 { change.frozen = pick(2) == 0 }
            if pick(6) == 0 { change.debug = pick(2) * 32 }
            change.clearsGarbage = pick(3) == 0
            return .setCollector(change)
        default: return .collect(generation: pick(4))
        }
    }

    private mutating func pick(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }

    private mutating func handle() -> Handle {
        // The young ones are the more likely to be alive.
        guard !handles.isEmpty, pick(30) != 0 else { return Handle(number: UInt64(pick(200))) }
        let age = min(pick(handles.count), pick(handles.count))
        return handles[handles.count - 1 - age]
    }

    private mutating func value(_ depth: Int) -> ValueSpecification {
        switch pick(depth > 0 ? 12 : 9) {
        case 0...2: .reference(handle())
        case 3, 4: .name(Self.names.randomElement(using: &random)!)
        case 5: .none
        case 6: .integer(BigInt(pick(600)))
        case 7: .string(["k", "hello", "hello world", "größe"].randomElement(using: &random)!)
        case 8: .float(Double(pick(4)))
        case 9: .list(values(depth - 1))
        default: .object(object(depth - 1))
        }
    }

    private mutating func values(_ depth: Int) -> [ValueSpecification] {
        (0..<pick(5)).map { _ in value(depth) }
    }

    private mutating func place() -> LinkSpecification.Place {
        switch pick(6) {
        case 0: .index(pick(4) - 1)
        case 1: .insertion(pick(3))
        case 2: .key(pick(2) == 0 ? .string("k") : value(0))
        case 3, 4: .attribute(["x", "y", "next"].randomElement(using: &random)!)
        default: .element
        }
    }

    private mutating func cls() -> ClassSpecification {
        var cls = ClassSpecification(name: Self.classes.randomElement(using: &random)!)
        switch pick(5) {
        case 0: cls.slots = ["x", "y"]
        case 1: cls.bases = [.name(["list", "dict", "A"].randomElement(using: &random)!)]
        default: break
        }
        switch pick(6) {
        case 0: cls.finalizer = .record
        case 1: cls.finalizer = .resurrect(name: "back")
        case 2: cls.finalizer = .raise(type: "ValueError", message: "no")
        default: break
        }
        return cls
    }

    private mutating func object(_ depth: Int) -> ObjectSpecification {
        switch pick(22) {
        case 0...3: return .list(values(depth))
        case 4, 5: return .tuple(values(depth))
        case 6: return .set(values(0))
        case 7: return .frozenSet([.integer(BigInt(pick(900))), .string("k")])
        case 8...10:
            return .dict(
                (0..<pick(4)).map { index in
                    DictEntry(key: pick(4) == 0 ? value(0) : .string("k\(index)"), value: value(depth))
                })
        case 11...15:
            var instance = InstanceSpecification(class: .name(Self.classes.randomElement(using: &random)!))
            if pick(2) == 0 { instance.attributes = [NamedValue(name: "x", value: value(depth))] }
            return .instance(instance)
        case 16: return .string("run time \(pick(9))", computed: true)
        case 17:
            var function = FunctionSpecification(name: "g")
            function.parameters = ["x"]
            function.defaults = [value(depth)]
            return .function(function)
        case 18: return .cell(value(depth))
        case 19: return .byteArray([1, 2, 3])
        case 20: return .weakValueDictionary([DictEntry(key: .integer(1), value: .reference(handle()))])
        default: return [.object, .slice(start: .none, stop: value(0), step: .none)][pick(2)]
        }
    }
}
