import HeapEngine

/// What is measured. The cases are CPython's too, but for `lifetime`.
enum Benchmark: String, CaseIterable {
    /// A full collection that finds nothing, over lists that all live.
    case live
    /// A full collection that frees pairs of lists, each referring to the other.
    case cycles
    /// `gc.get_referrers` of one list among many.
    case referrers
    /// Resident bytes that one list and its three references take.
    case footprint
    /// Lists built, collected while they live, let go and collected for good.
    case lifetime

    /// Runs the case on the engine.
    func measure(objects: Int, seed: UInt64, repetitions: Int) -> Measurement {
        switch self {
        case .live: Self.measureLive(objects: objects, seed: seed, repetitions: repetitions)
        case .cycles: Self.measureCycles(objects: objects, repetitions: repetitions)
        case .referrers: Self.measureReferrers(objects: objects, seed: seed, repetitions: repetitions)
        case .footprint: Self.measureFootprint(objects: objects, seed: seed)
        case .lifetime: Self.measureLifetime(objects: objects, seed: seed)
        }
    }

    private static func measureLive(objects: Int, seed: UInt64, repetitions: Int) -> Measurement {
        var graph = ListGraph()
        graph.build(objects: objects, seed: seed)
        graph.moveIntoRoot()
        var best = UInt64.max
        for _ in 0..<repetitions {
            let (elapsed, report) = timed { graph.heap.collect(generation: 2, trigger: .request) }
            precondition(report.collected == 0 && graph.heap.liveObjectCount > objects)
            best = min(best, elapsed)
        }
        return Measurement(nanoseconds: best)
    }

    private static func measureCycles(objects: Int, repetitions: Int) -> Measurement {
        let graph = ListGraph()
        var best = UInt64.max
        for _ in 0..<repetitions {
            for _ in 0..<objects / 2 { graph.makeCycle() }
            let (elapsed, report) = timed { graph.heap.collect(generation: 2, trigger: .request) }
            precondition(report.collected == objects / 2 * 2)
            best = min(best, elapsed)
        }
        return Measurement(nanoseconds: best)
    }

    private static func measureReferrers(objects: Int, seed: UInt64, repetitions: Int) -> Measurement {
        var graph = ListGraph()
        graph.build(objects: objects, seed: seed)
        _ = graph.heap.collect(generation: 2, trigger: .request)
        var random = Draws(seed: seed &+ 1, bound: objects)
        let wanted = (0..<10).map { _ in graph.lists[random.next()] }
        // Each answer takes well under a microsecond: the ten are asked many times over.
        let passes = 1000
        var best = UInt64.max
        var found = 0
        for _ in 0..<repetitions {
            found = 0
            let (elapsed, _) = timed {
                for _ in 0..<passes {
                    for object in wanted { found += graph.heap.referrers(of: [object]).count }
                }
            }
            best = min(best, elapsed / UInt64(passes * wanted.count))
        }
        return Measurement(nanoseconds: best, found: found / passes)
    }

    private static func measureFootprint(objects: Int, seed: UInt64) -> Measurement {
        var graph = ListGraph()
        graph.reserve(objects: objects)
        let before = ProcessMemory.resident
        graph.build(objects: objects, seed: seed)
        let bytes = Double(ProcessMemory.resident - before) / Double(objects)
        precondition(graph.heap.liveObjectCount >= objects)
        return Measurement(bytesPerObject: bytes, peakBytes: ProcessMemory.peak)
    }

    private static func measureLifetime(objects: Int, seed: UInt64) -> Measurement {
        var graph = ListGraph()
        graph.reserve(objects: objects)
        let before = graph.heap.liveObjectCount
        let (elapsed, _) = timed {
            graph.build(objects: objects, seed: seed)
            let kept = graph.heap.collect(generation: 2, trigger: .request)
            precondition(kept.collected == 0 && graph.heap.liveObjectCount == before + objects)
            for list in graph.lists { graph.heap.release(list) }
            _ = graph.heap.collect(generation: 2, trigger: .request)
        }
        precondition(graph.heap.liveObjectCount == before, "something outlived its last reference")
        return Measurement(nanoseconds: elapsed, peakBytes: ProcessMemory.peak)
    }
}

/// How long `body` takes on the monotonic clock, in nanoseconds, and what it gives.
private func timed<Value>(_ body: () -> Value) -> (nanoseconds: UInt64, value: Value) {
    let clock = ContinuousClock()
    let began = clock.now
    let value = body()
    let components = (clock.now - began).components
    return (
        UInt64(components.seconds) * 1_000_000_000 + UInt64(components.attoseconds / 1_000_000_000), value
    )
}
