extension SetTable {
    /// How the elements of another set get in.
    public enum Merge: Equatable, Sendable {
        /// There is nothing to do.
        case nothing
        /// The set was empty: each element of the other goes from its position there to one here. The table has this
        /// capacity now.
        case place(Relocation)
        /// Relocate the own elements first if so said, then look up and add the other's elements, in its order.
        case add(Relocation?)
    }

    /// Prepares for the elements of another set: `update`, `|`, `copy`, `set(other)`.
    public mutating func prepareMerge(from other: SetTable) -> Merge {
        guard other.count > 0 else { return .nothing }
        let relocation = prepareMerge(count: other.count)
        guard fill == 0 else { return .add(relocation) }
        if capacity == other.capacity, other.fill == other.count {
            let before = self
            self = other
            adoptFinger(of: before)
            return .place(
                Relocation(capacity: capacity, moves: other.positions.map { .init(from: $0, to: $0) }))
        }
        let moves = place(other)
        return .place(Relocation(capacity: capacity, moves: moves))
    }

    /// Prepares for so many elements of a dict: one rebuild at the start.
    public mutating func prepareMerge(count more: Int) -> Relocation? {
        guard (fill + more) * 5 >= (capacity - 1) * 3 else { return nil }
        return resize(over: (count + more) * 2)
    }
}
