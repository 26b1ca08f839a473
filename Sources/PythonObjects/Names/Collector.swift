import HeapEngine

extension Runtime {
    /// `gc.collect(generation)`.
    @discardableResult
    public func collect(generation: Int = 2, trigger: CollectionReport.Trigger = .request) throws
        -> CollectionReport
    {
        guard (0...2).contains(generation) else { throw PythonException("ValueError", "invalid generation") }
        return heap.collect(generation: generation, trigger: trigger)
    }

    /// `gc.garbage`, borrowed.
    public var garbage: [ObjectID] { items(of: roots.garbage) }

    /// `gc.garbage.clear()`
    public func clearGarbage() { clearList(roots.garbage) }

    /// `gc.freeze()`
    public func freeze() { heap.freeze() }

    /// `gc.unfreeze()`
    public func unfreeze() { heap.unfreeze() }

    /// `gc.get_objects()`: the tracked objects of one generation, or of all, in list order, borrowed; optionally only those of a class
    /// of that name.
    public func objects(ofType name: String? = nil, generation: Int? = nil) -> [ObjectID] {
        let generations = generation.map { [$0] } ?? [0, 1, 2]
        let all = generations.flatMap { heap.objects(inGeneration: $0) }
        guard let name else { return all }
        return all.filter { shortTypeName($0) == name }
    }
}
