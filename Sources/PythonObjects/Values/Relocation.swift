/// Where the elements of a set go when its table is rebuilt.
public struct Relocation: Equatable, Sendable {
    /// One element's way.
    public struct Move: Equatable, Sendable {
        /// The position before.
        public var from: Int
        /// The position after.
        public var to: Int
    }

    /// The number of positions afterwards.
    public var capacity: Int

    /// Every element's way, in the order of the positions before.
    public var moves: [Move]
}
