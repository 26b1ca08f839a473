import HeapEngine
import PythonObjects

/// The value stack of a frame that is not in the inner loop.
extension UnsafeMutablePointer<Frame> {
    // SAFETY: a code unit says how deep its stack gets, and entering a frame checks that there is room for more than that.

    /// Pushes a value and its unit.
    func push(_ value: ObjectID) {
        pointee.top.initialize(to: value)
        pointee.top += 1
    }

    /// Pops a value; the caller owns it.
    func pop() -> ObjectID {
        pointee.top -= 1
        return pointee.top.pointee
    }

    /// The value that so many others stand above, borrowed.
    func peek(_ depth: Int = 0) -> ObjectID { (pointee.top - 1 - depth).pointee }

    /// Exchanges the value that so many others stand above; the caller owns what was there.
    func replace(_ depth: Int = 0, with value: ObjectID) -> ObjectID {
        let place = pointee.top - 1 - depth
        defer { place.pointee = value }
        return place.pointee
    }

    /// The topmost values, lowest first, borrowed.
    func peekAll(_ count: Int) -> [ObjectID] {
        (0..<count).map { (pointee.top - count + $0).pointee }
    }
}
