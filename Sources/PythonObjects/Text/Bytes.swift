import HeapEngine

/// The value of a bytearray and the room it has.
package struct ByteArrayRecord {
    package var bytes: [UInt8]
    package var room: Int
}

extension Runtime {
    /// A bytes literal of the statement under way.
    public func constantBytes(_ bytes: [UInt8]) -> ObjectID {
        bytes.count < 2 ? makeBytes(bytes) : constant(.bytes(bytes)) { makeBytes(bytes) }
    }

    /// A bytes object made at run time.
    public func makeBytes(_ bytes: [UInt8]) -> ObjectID {
        if bytes.isEmpty { return emptyBytes }
        if bytes.count == 1 { return singleBytes[Int(bytes[0])] }
        return allocate(layouts.scalar, types.bytes, .bytes(bytes.count), payload: byteStrings.insert(bytes))
    }

    /// A bytes object that is none of the shared ones, even of one byte: what `lower()` and its like make.
    package func makeUnsharedBytes(_ bytes: [UInt8]) -> ObjectID {
        if bytes.isEmpty { return emptyBytes }
        return allocate(layouts.scalar, types.bytes, .bytes(bytes.count), payload: byteStrings.insert(bytes))
    }

    /// A bytearray.
    public func makeByteArray(_ bytes: [UInt8]) -> ObjectID {
        let room = ByteArrayGrowth.initial(bytes.count)
        let array = allocate(
            layouts.scalar, types.byteArray, .byteArray(allocated: room),
            payload: byteArrays.insert(ByteArrayRecord(bytes: bytes, room: room)))
        heap.resizeBuffer(array, bytes: room)
        return array
    }

    /// The contents of an object that shows bytes, a bytes, bytearray or memoryview object, or nil.
    public func bytesValue(_ object: ObjectID) -> [UInt8]? {
        switch kind(of: object) {
        case .bytes: byteStrings[heap.payload(object)]
        case .byteArray: byteArrays[heap.payload(object)].bytes
        case .native: memoryViewBytes(object)
        default: nil
        }
    }

    /// Changes a bytearray's contents and its room with them.
    ///
    /// - Throws: BufferError if their number changes while a memoryview shows them; then nothing has changed.
    package func changeByteArray(_ array: ObjectID, _ change: (inout [UInt8]) -> Void) throws {
        let payload = heap.payload(array)
        let count = byteArrays[payload].bytes.count
        if isShown(array) {
            var bytes = byteArrays[payload].bytes
            change(&bytes)
            guard bytes.count == count else {
                throw PythonException("BufferError", "Existing exports of data: object cannot be re-sized")
            }
            byteArrays[payload].bytes = bytes
            return
        }
        change(&byteArrays[payload].bytes)
        let record = byteArrays[payload]
        byteArrays[payload].room = ByteArrayGrowth.resized(
            allocated: record.room, count: count, to: record.bytes.count)
        heap.resizeBuffer(array, bytes: byteArrays[payload].room)
    }

    /// The byte that an int stands for.
    func byte(_ object: ObjectID) throws -> UInt8 {
        guard let value = intValue(object) else {
            throw PythonException(
                "TypeError", "'\(typeName(object))' object cannot be interpreted as an integer")
        }
        guard let byte = UInt8(exactly: value) else {
            throw PythonException("ValueError", "byte must be in range(0, 256)")
        }
        return byte
    }
}
