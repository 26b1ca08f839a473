import HeapEngine

/// A seeded random program over lists, dicts and instances that runs in the engine and, as source text, in CPython.
struct GraphProgram {
    enum Step {
        case make(Int, Kind)
        case link(Int, slot: Int, Int)
        case drop(Int)
        case collect(Int)
    }

    var steps: [Step] = []

    init(seed: UInt64, rounds: Int) {
        var random = SplitMix(state: seed)
        func below(_ bound: Int) -> Int { Int(random.next() % UInt64(bound)) }
        var pool: [Int] = []
        var next = 0
        for _ in 0..<rounds {
            for _ in 0..<(1 + below(39)) {
                let kind: Kind = [.list, .list, .dict, .instance, .instance][below(5)]
                steps.append(.make(next, kind))
                pool.append(next)
                next += 1
            }
            for _ in 0..<below(90) {
                steps.append(.link(pool[below(pool.count)], slot: below(4), pool[below(pool.count)]))
            }
            // Half of the pool goes, sometimes nearly all of it.
            let share = below(4) == 0 ? 9 : 5
            let dropped = pool.filter { _ in below(10) < share }
            steps += dropped.map { .drop($0) }
            pool.removeAll { dropped.contains($0) }
            if pool.isEmpty {
                steps.append(.make(next, .list))
                pool.append(next)
                next += 1
            }
            steps.append(.collect([0, 0, 1, 2][below(4)]))
        }
    }

    /// Prints, for every collection, what it returns and the labels of each generation in order.
    var python: String {
        var lines = [Self.prelude]
        for step in steps {
            switch step {
            case .make(let label, .list): lines.append("P[\(label)] = ['#\(label)']")
            case .make(let label, .dict):
                lines.append("P[\(label)] = {'label': '#\(label)'}; P[\(label)]['self'] = P[\(label)]")
            case .make(let label, _): lines.append("P[\(label)] = N(); P[\(label)].label = '#\(label)'")
            case .link(let source, let slot, let target): lines.append("link(\(source), \(slot), \(target))")
            case .drop(let label): lines.append("del P[\(label)]")
            case .collect(let generation): lines.append("show(gc.collect(\(generation)))")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static let prelude = """
        import gc
        gc.disable()
        class N: pass
        first = N(); first.label = ''; first.a = first.b = first.c = first.d = None
        P = {-1: []}
        def link(source, slot, target):
            s = P[source]; t = P[target]; kind = type(s)
            if kind is list: s.append(t)
            elif kind is dict: s['k%d' % slot] = t
            else: setattr(s, 'abcd'[slot], t)
        def label(o):
            kind = type(o)
            if kind is list: return o[0][1:] if o and type(o[0]) is str and o[0][:1] == '#' else None
            if kind is dict: return o['label'][1:] if 'label' in o else None
            return o.label[1:] if kind is N else None
        def show(collected):
            parts = []
            for g in range(3): parts.append(' '.join([l for l in map(label, gc.get_objects(g)) if l]))
            print(collected, *parts, sep='|')
        gc.collect()
        gc.freeze()
        """
}

/// A graph program on its way through the engine.
final class GraphRun {
    let recording = RecordingHeap()
    private var pool: [Int: ObjectID] = [:]
    private var labels: [UInt64: Int] = [:]
    private var places: [UInt64: [Int: Int]] = [:]
    var heap: Heap { recording.heap }

    func labels(_ objects: [ObjectID]) -> [Int] {
        objects.compactMap { labels[heap.serial(of: $0).number] }
    }

    func perform(_ step: GraphProgram.Step) {
        switch step {
        case .make(let label, let kind):
            let object: ObjectID
            switch kind {
            case .list: object = recording.make(recording.list)
            case .dict:
                object = recording.make(recording.dict)
                heap.append(object, owned: .none)
                recording.append(object, to: object)
            default: object = recording.make(recording.instance, slots: 5)
            }
            labels[heap.serial(of: object).number] = label
            pool[label] = object
        case .link(let source, let slot, let target): link(pool[source]!, slot, pool[target]!)
        case .drop(let label): heap.release(pool.removeValue(forKey: label)!)
        case .collect(let generation): heap.collect(generation: generation)
        }
    }

    private func link(_ source: ObjectID, _ slot: Int, _ target: ObjectID) {
        let layout = heap.layout(of: source)
        if layout == recording.list { return recording.append(target, to: source) }
        var place = slot + 1
        if layout == recording.dict {
            let serial = heap.serial(of: source).number
            if let known = places[serial]?[slot] {
                place = known
            } else {
                place = heap.slotCount(source) + 1
                places[serial, default: [:]][slot] = place
                heap.resize(source, slots: place + 1)
            }
        }
        heap.retain(target)
        let old = heap.setSlot(source, place, owned: target)
        if !old.isNone { heap.release(old) }
    }
}
