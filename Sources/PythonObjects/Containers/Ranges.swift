import BigInt
import HeapEngine

extension Runtime {
    /// `range(start, stop, step)`: its three numbers and its length are int objects.
    public func makeRange(start: BigInt, stop: BigInt, step: BigInt) throws -> ObjectID {
        let value = try PythonRange(start: start, stop: stop, step: step)
        let range = allocate(layouts.scalar, types.range, .range, slots: 4)
        for (slot, part) in [start, stop, step, value.count].enumerated() {
            _ = heap.setSlot(range, slot, owned: makeInt(part))
        }
        return range
    }

    /// The value of a range object.
    package func rangeValue(_ range: ObjectID) -> PythonRange {
        func part(_ slot: Int) -> BigInt { intValue(heap.slot(range, slot)) ?? 0 }
        guard let value = try? PythonRange(start: part(0), stop: part(1), step: part(2)) else {
            preconditionFailure("a range without a step was made")
        }
        return value
    }
}
