/// Values that belong to objects, found by the object's payload.
package struct Store<Value> {
    private var values: [Value?] = []
    private var free: [UInt32] = []

    /// Keeps a value and returns its number.
    package mutating func insert(_ value: Value) -> UInt32 {
        if let index = free.popLast() {
            values[Int(index)] = value
            return index
        }
        values.append(value)
        return UInt32(values.count - 1)
    }

    /// The value with a number that `insert` returned and that was not removed since.
    package subscript(index: UInt32) -> Value {
        get {
            guard let value = values[Int(index)] else {
                preconditionFailure("a payload is used after its object died")
            }
            return value
        }
        _modify {
            guard values[Int(index)] != nil else {
                preconditionFailure("a payload is used after its object died")
            }
            yield &values[Int(index)]!
        }
    }

    /// Forgets a value; its number is used again.
    package mutating func remove(_ index: UInt32) {
        values[Int(index)] = nil
        free.append(index)
    }
}
