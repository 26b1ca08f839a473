import HeapEngine

/// A seeded random program that does the same to two heaps.
struct RandomProgram {
    private var random: SplitMix
    let model: ModelHeap
    let engine: EngineSubject

    init(seed: UInt64) {
        random = SplitMix(state: seed)
        let configuration = HeapConfiguration(thresholds: Thresholds(30, 3, 3))
        model = ModelHeap(configuration)
        engine = EngineSubject(configuration)
    }

    private mutating func below(_ bound: Int) -> Int { Int(random.next() % UInt64(bound)) }

    private mutating func pick(_ objects: [UInt64]) -> UInt64? {
        objects.isEmpty ? nil : objects[below(objects.count)]
    }

    private func alive(_ kinds: Kind...) -> [UInt64] {
        model.objects.values.filter { kinds.isEmpty || kinds.contains($0.kind) }.map(\.serial).sorted()
    }

    private mutating func action(_ subject: UInt64) -> Action {
        switch below(12) {
        case 0...3: return .record
        case 4, 5: return .keep
        case 6: return .clearSelf
        case 7, 8: return .release(pick(model.held.keys.sorted()) ?? subject)
        case 9: return .linkAndDrop
        case 10: return .make
        default: return .collect(below(3))
        }
    }

    /// Does one operation on both heaps and names it.
    mutating func step() -> String {
        switch below(100) {
        case 0..<24: return make()
        case 24..<52: return link()
        case 52..<70: return letGo()
        case 70..<76: return unlink()
        case 76..<84: return weak()
        case 84..<90: return finalizer()
        case 90..<95:
            let generation = below(3)
            return both("collect \(generation)") { $0.log.append("collected \($0.collect(generation))") }
        default: return rare()
        }
    }

    private func both(_ name: String, _ operation: (any HeapSubject) -> Void) -> String {
        operation(model)
        operation(engine)
        return name
    }

    private mutating func make() -> String {
        let kinds: [Kind] = [.list, .list, .tuple, .dict, .pairs, .instance, .instance, .opaque]
        let kind = kinds[below(kinds.count)]
        let slots =
            switch kind {
            case .tuple: below(5)
            case .instance: 1 + below(4)
            default: 0
            }
        let tracked = kind != .opaque && (kind != .dict || below(2) == 0)
        let targets = alive()
        let fill = kind == .tuple ? (0..<slots).map { _ in pick(targets) } : []
        return both("make \(kind) \(fill)") { subject in
            let object = subject.make(kind, slots: slots, tracked: tracked)
            subject.held[object] = 1
            for (slot, target) in fill.enumerated() { subject.set(object, slot, target) }
        }
    }

    private mutating func link() -> String {
        guard let object = pick(alive(.list, .dict, .pairs, .instance)), let target = pick(alive()) else {
            return ""
        }
        let entry = model.objects[object]!
        switch entry.kind {
        case .list:
            let place = below(entry.slots.count + 1)
            if below(4) == 0 {
                return both("insert \(object)[\(place)] = \(target)") { $0.insert(object, place, target) }
            }
            if place < entry.slots.count, below(3) == 0 {
                return both("set \(object)[\(place)] = \(target)") { $0.set(object, place, target) }
            }
            return both("append \(object) \(target)") { $0.append(object, target) }
        case .instance:
            let slot = below(entry.slots.count)
            let value = below(5) == 0 ? nil : target
            return both("set \(object).\(slot) = \(value ?? 0)") { $0.set(object, slot, value) }
        default:
            let key = pick(alive(.opaque)) ?? target
            return both("entry \(object)[\(key)] = \(target)") {
                $0.append(object, key)
                $0.append(object, target)
                $0.track(object)
            }
        }
    }

    private mutating func letGo() -> String {
        guard let object = pick(model.held.keys.sorted()) else { return "" }
        return both("let go \(object)") { if $0.held[object] != nil { $0.letGo(object) } }
    }

    private mutating func unlink() -> String {
        guard let object = pick(alive(.list, .instance).filter { model.objects[$0]!.slots.count > 1 }) else {
            return ""
        }
        let slot = below(model.objects[object]!.slots.count)
        if model.objects[object]!.kind == .instance {
            return both("unset \(object).\(slot)") { $0.set(object, slot, nil) }
        }
        return both("remove \(object)[\(slot)]") { $0.remove(object, slot) }
    }

    private mutating func weak() -> String {
        guard let target = pick(alive(.list, .instance, .dict)) else { return "" }
        let callback = below(2) == 0
        let proxy = below(4) == 0
        let action = action(target)
        return both("weak \(target) callback \(callback) \(action)") { subject in
            let reference = subject.makeWeak(target, callback: callback, proxy: proxy)
            subject.held[reference] = 1
            subject.actions[reference] = action == .clearSelf ? .record : action
        }
    }

    private mutating func finalizer() -> String {
        guard let object = pick(alive(.instance, .list)) else { return "" }
        let action = action(object)
        return both("finalizer \(object) \(action)") {
            $0.actions[object] = action
            $0.setFinalizer(object)
        }
    }

    private mutating func rare() -> String {
        switch below(8) {
        case 0, 1: return both("collect if due") { $0.collectIfDue() }
        case 2: return both("freeze") { $0.freeze() }
        case 3: return both("unfreeze") { $0.unfreeze() }
        case 4:
            let isOn = below(2) == 0
            return both("save all \(isOn)") { $0.setSaveAll(isOn) }
        case 5:
            guard let object = pick(alive(.list, .dict, .instance, .tuple)) else { return "" }
            return both("clear \(object)") { $0.clear(object) }
        case 6:
            guard let object = pick(alive(.dict)) else { return "" }
            return both("general \(object)") { $0.makeGeneral(object) }
        default:
            guard let object = pick(alive(.list, .instance)) else { return "" }
            return both("untrack \(object)") { $0.untrack(object) }
        }
    }
}

/// A small seeded generator (SplitMix64).
struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
