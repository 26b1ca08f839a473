import BigInt
import HeapEngine

/// Where an int object keeps its value: in its payload if it has at most 31 bits, else in a store of words or of larger numbers.
///
/// The payload's lowest bit is 1 for a value in place; the bit above it says which store has the others.
extension Runtime {
    /// The value of an int object, or of an instance of a subclass; nil if it does not fit a word.
    ///
    /// Requires: the object is of kind `int`.
    /// - Complexity: O(1).
    @inline(__always)
    package func word(of int: ObjectID) -> Int? {
        let payload = heap.payload(int)
        if payload & 1 != 0 { return Int(Int32(bitPattern: payload) >> 1) }
        return payload & 2 == 0 ? words[payload >> 2] : nil
    }

    /// The value of an int object, or of an instance of a subclass.
    ///
    /// Requires: the object is of kind `int`.
    package func integer(of int: ObjectID) -> BigInt {
        if let word = word(of: int) { return BigInt(word) }
        return integers[heap.payload(int) >> 2]
    }

    /// The payload of a new int object.
    @inline(__always)
    func integerPayload(_ value: Int) -> UInt32 {
        if value >= -1 << 30, value < 1 << 30 {
            return UInt32(bitPattern: Int32(truncatingIfNeeded: value) << 1) | 1
        }
        return words.insert(value) << 2
    }

    /// The payload of a new int object.
    func integerPayload(_ value: BigInt) -> UInt32 {
        if value.bitWidth <= Int.bitWidth, let word = Int(exactly: value) { return integerPayload(word) }
        return integers.insert(value) << 2 | 2
    }

    /// Forgets the value of an int object that dies.
    @inline(__always)
    func removeInteger(_ payload: UInt32) {
        if payload & 1 != 0 { return }
        if payload & 2 == 0 { words.remove(payload >> 2) } else { integers.remove(payload >> 2) }
    }

    /// An int made at run time.
    package func makeInt(_ value: Int) -> ObjectID {
        if value >= -5, value <= 256 { return smallIntegers[value &+ 5] }
        let magnitude = value.magnitude
        // Digits of 30 bits, four bytes each.
        let digits = magnitude < 1 << 30 ? 1 : magnitude < 1 << 60 ? 2 : 3
        return allocateScalar(
            layouts.scalar, types.int, bytes: 24 + 4 * digits, payload: integerPayload(value))
    }

    /// An int made at run time: shared only from -5 to 256.
    public func makeInt(_ value: BigInt) -> ObjectID {
        if value.bitWidth <= Int.bitWidth, let word = Int(exactly: value) { return makeInt(word) }
        return newInteger(value)
    }

    /// An int that is no shared one.
    func newInteger(_ value: BigInt) -> ObjectID {
        allocate(
            layouts.scalar, types.int, .int(digits: IntegerRules.digits(value)),
            payload: integerPayload(value))
    }
}
