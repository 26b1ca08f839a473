import BigInt

/// The value of a `range`: equal to another if both have the same items.
public struct PythonRange: Hashable, Sendable {
    /// The first item, if there is any.
    public let start: BigInt
    /// Where the items end; not an item itself.
    public let stop: BigInt
    /// The distance between items, not zero.
    public let step: BigInt
    /// `len(r)`, which may be more than Python's `len` can say.
    public let count: BigInt

    /// A range.
    /// - Throws: ValueError if the step is zero.
    public init(start: BigInt, stop: BigInt, step: BigInt = 1) throws {
        guard step != 0 else { throw PythonException("ValueError", "range() arg 3 must not be zero") }
        self.start = start
        self.stop = stop
        self.step = step
        let distance = step > 0 ? stop - start : start - stop
        count = distance <= 0 ? 0 : (distance - 1) / BigInt(step.magnitude) + 1
    }

    /// The item at an index from 0 on.
    public subscript(index: BigInt) -> BigInt { start + index * step }

    /// Whether an int is an item.
    public func contains(_ value: BigInt) -> Bool {
        let inside = step > 0 ? start <= value && value < stop : stop < value && value <= start
        return inside && (value - start) % step == 0
    }

    /// `repr(r)`.
    /// - Throws: ValueError if one of the numbers is too long to be written.
    public func repr() throws -> String {
        let bounds = "range(\(try IntegerRules.repr(start)), \(try IntegerRules.repr(stop))"
        return step == 1 ? bounds + ")" : bounds + ", \(try IntegerRules.repr(step)))"
    }

    /// `hash(r)`: of what makes ranges equal, on a Python where None hashes like this.
    public func hash(none: Int = PythonHash.none) -> Int {
        let first = count > 0 ? PythonHash.int(start) : none
        let distance = count > 1 ? PythonHash.int(step) : none
        return PythonHash.tuple([PythonHash.int(count), first, distance])
    }

    /// Whether both have the same items.
    public static func == (left: PythonRange, right: PythonRange) -> Bool {
        guard left.count == right.count else { return false }
        return left.count == 0 || left.start == right.start && (left.count == 1 || left.step == right.step)
    }

    /// Feeds what equality looks at.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(hash())
    }
}
