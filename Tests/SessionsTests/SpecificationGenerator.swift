import BigInt

@testable import Sessions

/// Random operations that say nothing about any heap, for the journal's form.
enum SpecificationGenerator {
    static func operation(_ random: inout SplitMix) -> Operation {
        let handle = Handle(
            number: .random(in: 1...99, using: &random), isBuiltin: Bool.random(using: &random))
        switch Int.random(in: 0..<16, using: &random) {
        case 0...3: return .create(object(&random, 3), name: name(&random))
        case 4: return .link(handle, LinkSpecification(place(&random), target: value(&random, 2)))
        case 5: return .unlink(handle, label: text(&random))
        case 6: return Bool.random(using: &random) ? .release(handle) : .hold(handle)
        case 7: return .bind(name: "n", value(&random, 2))
        case 8: return .unbind(name: "n")
        case 9: return .pushFrame(frame(&random))
        case 10: return .popFrame("f1")
        case 11:
            return Bool.random(using: &random)
                ? .setLocal(frame: "f1", name: "x", value(&random, 2)) : .deleteLocal(frame: "f1", name: "x")
        case 12: return .createModule(module(&random))
        case 13: return .createWeakReference(weak(&random), name: name(&random))
        case 14: return .intern(value(&random, 1), name: name(&random))
        default:
            guard Bool.random(using: &random) else {
                return .collect(generation: .random(in: -1...3, using: &random))
            }
            var change = CollectorChange()
            change.enabled = Bool.random(using: &random) ? Bool.random(using: &random) : nil
            change.thresholds = Bool.random(using: &random) ? [700, 10, 10] : nil
            change.debug = Bool.random(using: &random) ? 32 : nil
            change.frozen = Bool.random(using: &random) ? Bool.random(using: &random) : nil
            change.clearsGarbage = Bool.random(using: &random)
            return .setCollector(change)
        }
    }

    private static func name(_ random: inout SplitMix) -> String? {
        ["a", "b", "größe", nil].randomElement(using: &random) ?? nil
    }

    private static func text(_ random: inout SplitMix) -> String {
        ["", "hello", "hello world", "\u{0}\n\"\\", "é\u{301}", "😀", "[3]", "['a']"].randomElement(
            using: &random) ?? ""
    }

    private static func number(_ random: inout SplitMix) -> Double {
        [0.0, -0.0, 1.5, 1e300, .infinity, -.infinity, .nan, .leastNonzeroMagnitude].randomElement(
            using: &random) ?? 0
    }

    private static func integer(_ random: inout SplitMix) -> BigInt {
        BigInt(Int.random(in: -300...300, using: &random)) << [0, 1, 70, 200].randomElement(using: &random)!
    }

    private static func values(_ random: inout SplitMix, _ depth: Int) -> [ValueSpecification] {
        (0..<Int.random(in: 0...3, using: &random)).map { _ in value(&random, depth - 1) }
    }

    private static func named(_ random: inout SplitMix, _ depth: Int) -> [NamedValue] {
        ["x", "y", "z"].prefix(Int.random(in: 0...3, using: &random)).map {
            NamedValue(name: $0, value: value(&random, depth - 1))
        }
    }

    private static func entries(_ random: inout SplitMix, _ depth: Int) -> [DictEntry] {
        (0..<Int.random(in: 0...3, using: &random)).map { _ in
            DictEntry(key: value(&random, depth - 1), value: value(&random, depth - 1))
        }
    }

    private static func value(_ random: inout SplitMix, _ depth: Int) -> ValueSpecification {
        switch Int.random(in: 0..<(depth > 0 ? 10 : 7), using: &random) {
        case 0: .reference(Handle(number: 7))
        case 1: .name("a")
        case 2: .none
        case 3: .bool(Bool.random(using: &random))
        case 4: .integer(integer(&random))
        case 5: .float([0.5, -2, 1e100].randomElement(using: &random)!)
        case 6: .string(text(&random))
        case 7: .list(values(&random, depth))
        default: .object(object(&random, depth))
        }
    }

    private static func object(_ random: inout SplitMix, _ depth: Int) -> ObjectSpecification {
        let computed = Bool.random(using: &random)
        switch Int.random(in: 0..<28, using: &random) {
        case 0: return [.none, .ellipsis, .notImplemented, .object].randomElement(using: &random)!
        case 1: return .bool(computed)
        case 2: return .integer(integer(&random), computed: computed)
        case 3: return .float(number(&random), computed: computed)
        case 4: return .complex(real: number(&random), imaginary: number(&random), computed: computed)
        case 5: return .string(text(&random), computed: computed)
        case 6: return .bytes(Array(text(&random).utf8), computed: computed)
        case 7: return .byteArray(Array(text(&random).utf8))
        case 8: return .list(values(&random, depth))
        case 9: return .tuple(values(&random, depth))
        case 10: return .set(values(&random, depth))
        case 11: return .frozenSet(values(&random, depth))
        case 12: return .dict(entries(&random, depth))
        case 13: return .range(start: integer(&random), stop: integer(&random), step: integer(&random))
        case 14:
            return .slice(start: value(&random, 0), stop: value(&random, 0), step: value(&random, 0))
        case 15:
            var cls = ClassSpecification(name: "C")
            cls.bases = values(&random, depth)
            cls.slots = computed ? ["x", "y"] : nil
            cls.attributes = named(&random, depth)
            cls.finalizer =
                [.record, .resurrect(name: "back"), .raise(type: "ValueError", message: "no"), nil]
                .randomElement(using: &random) ?? nil
            return .classObject(cls)
        case 16, 17:
            var instance = InstanceSpecification(class: value(&random, 1))
            instance.attributes = named(&random, depth)
            instance.items = values(&random, depth)
            instance.entries = entries(&random, depth)
            return .instance(instance)
        case 18:
            var function = FunctionSpecification(name: "f")
            function.parameters = ["x", "y", "z"]
            function.defaults = Array(values(&random, depth).prefix(3))
            function.closure = named(&random, depth)
            return .function(function)
        case 19: return .method(function: value(&random, 1), receiver: value(&random, 1))
        case 20: return .cell(computed ? value(&random, depth) : nil)
        case 21: return .exception(type: "ValueError", arguments: values(&random, depth))
        case 22: return .weakReference(weak(&random))
        case 23: return .weakProxy(weak(&random))
        case 24: return .weakValueDictionary(entries(&random, depth))
        case 25: return .weakKeyDictionary(entries(&random, depth))
        case 26: return .weakSet(values(&random, depth))
        default: return .finalize(target: value(&random, 1), label: text(&random))
        }
    }

    private static func weak(_ random: inout SplitMix) -> WeakReferenceSpecification {
        WeakReferenceSpecification(
            target: value(&random, 1),
            callback: [nil, .recording(label: text(&random)), .object(.object(object(&random, 1)))]
                .randomElement(
                    using: &random)!)
    }

    private static func place(_ random: inout SplitMix) -> LinkSpecification.Place {
        [.index(-1), .insertion(0), .key(value(&random, 1)), .attribute("a"), .element, .cell]
            .randomElement(using: &random)!
    }

    private static func frame(_ random: inout SplitMix) -> FrameSpecification {
        Bool.random(using: &random)
            ? FrameSpecification(.made(name: "f", locals: named(&random, 2)), line: 3)
            : FrameSpecification(.function(value(&random, 1), arguments: values(&random, 2)))
    }

    private static func module(_ random: inout SplitMix) -> ModuleSpecification {
        var spec = ModuleSpecification.Spec()
        spec.origin = Bool.random(using: &random) ? "built-in" : nil
        spec.submoduleSearchLocations = Bool.random(using: &random) ? ["/lib"] : nil
        spec.loader = Bool.random(using: &random) ? value(&random, 1) : nil
        return ModuleSpecification(
            name: "pkg.sub", spec: Bool.random(using: &random) ? spec : nil, attributes: named(&random, 2))
    }
}
