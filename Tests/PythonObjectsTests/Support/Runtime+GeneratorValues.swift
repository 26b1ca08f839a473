import HeapEngine
import PythonObjects

/// Generators' values as arrays.
extension Runtime {
    /// Lets a generator run, and gives what it held; the caller owns it.
    func resume(_ generator: ObjectID) -> (values: [ObjectID], exception: ObjectID?) {
        let room = UnsafeMutablePointer<ObjectID>.allocate(capacity: 64)
        defer { room.deallocate() }
        let (count, exception) = resume(generator, into: room)
        return ((0..<count).map { room[$0] }, exception.isNone ? nil : exception)
    }

    /// Stops a running generator, which takes over the units of the values and of the exception.
    func suspend(_ generator: ObjectID, owned values: [ObjectID], exception: ObjectID? = nil) {
        let room = UnsafeMutablePointer<ObjectID>.allocate(capacity: max(1, values.count))
        defer { room.deallocate() }
        for (index, value) in values.enumerated() { (room + index).initialize(to: value) }
        suspend(generator, from: room, count: values.count, exception: exception ?? .none)
    }
}
