import BigInt
import HeapEngine
import PythonObjects

/// Items and parts of str, bytes and bytearray.
extension Interpreter {
    /// `text[key]`: a character, a byte or a part.
    func textItem(_ text: ObjectID, _ key: ObjectID) throws -> ObjectID {
        if runtime.kind(of: key) == .slice { return try textSlice(text, key) }
        if let string = runtime.strValue(text) {
            guard let value = try indexIfAny(key) else {
                throw typeError("string indices must be integers, not '\(runtime.typeName(key))'")
            }
            let place = try place(value, key, count: string.count, "string index out of range")
            return runtime.makeCharacter(string[place])
        }
        let isArray = runtime.kind(of: text) == .byteArray
        guard let value = try indexIfAny(key) else {
            throw typeError(
                "\(isArray ? "bytearray" : "byte") indices must be integers or slices, not \(runtime.typeName(key))"
            )
        }
        let bytes = try bytesLike(text)
        let place = try place(
            value, key, count: bytes.count, isArray ? "bytearray index out of range" : "index out of range")
        return runtime.makeInt(Int(bytes[place]))
    }

    private func place(_ value: BigInt, _ key: ObjectID, count: Int, _ message: String) throws -> Int {
        guard let index = Int(exactly: value) else {
            throw PythonException(
                "IndexError", "cannot fit '\(runtime.typeName(key))' into an index-sized integer")
        }
        let place = index < 0 ? index + count : index
        guard (0..<count).contains(place) else { throw PythonException("IndexError", message) }
        return place
    }

    /// `text[start:stop:step]`
    private func textSlice(_ text: ObjectID, _ slice: ObjectID) throws -> ObjectID {
        if let string = runtime.strValue(text) {
            let bounds = try bounds(of: slice, count: string.count)
            if bounds.count == string.count, bounds.step == 1, runtime.isExactly(text, runtime.types.str) {
                return runtime.retained(text)
            }
            if bounds.count > 1024 { try admitWork(on: bounds.count, width: string.kind.width) }
            if bounds.count == 1 { return runtime.makeCharacter(string[bounds.start]) }
            return runtime.makeStr(string.slice(start: bounds.start, step: bounds.step, count: bounds.count))
        }
        // Looking at the slice may change a bytearray.
        var bounds = try bounds(of: slice, count: try bytesLike(text).count)
        let bytes = try bytesLike(text)
        if bounds.count > 0, max(bounds.start, bounds.start + (bounds.count - 1) * bounds.step) >= bytes.count
        {
            bounds = try self.bounds(of: slice, count: bytes.count)
        }
        if bounds.count == bytes.count, bounds.step == 1, runtime.isExactly(text, runtime.types.bytes) {
            return runtime.retained(text)
        }
        try admitWork(on: bounds.count)
        return self.bytes(
            BytesRules.slice(bytes, start: bounds.start, step: bounds.step, count: bounds.count), like: text)
    }

    /// `array[key] = value`, or without a value `del array[key]`, of a bytearray.
    func setByteArrayItem(_ array: ObjectID, _ key: ObjectID, _ value: ObjectID?) throws {
        if runtime.kind(of: key) == .slice { return try setByteArraySlice(array, key, value) }
        guard let index = try indexIfAny(key) else {
            throw typeError(
                "bytearray indices must be integers or slices, not \(runtime.typeName(key))")
        }
        if Int(exactly: index) == nil { _ = try place(index, key, count: 0, "") }
        // The value comes first: its `__index__` may change the array.
        let byte = try value.map { try self.byte(integerIndex($0)) }
        let place = try place(
            index, key, count: try bytesLike(array).count, "bytearray index out of range")
        try runtime.changeByteArray(array) { bytes in
            if let byte { bytes[place] = byte } else { bytes.remove(at: place) }
        }
    }

    private func setByteArraySlice(_ array: ObjectID, _ slice: ObjectID, _ value: ObjectID?) throws {
        var new: [UInt8] = []
        if let value {
            if let bytes = runtime.bytesValue(value) {
                new = bytes
            } else {
                if isNumber(value) || runtime.kind(of: value) == .str {
                    throw typeError("can assign only bytes, buffers, or iterables of ints in range(0, 256)")
                }
                let made = try constructBytes(.byteArray, from: value)
                defer { heap.release(made) }
                new = try bytesLike(made)
            }
        }
        var bounds = try bounds(of: slice, count: try bytesLike(array).count)
        let count = try bytesLike(array).count
        if bounds.count > 0, max(bounds.start, bounds.start + (bounds.count - 1) * bounds.step) >= count {
            bounds = try self.bounds(of: slice, count: count)
        }
        if bounds.step == 1 {
            try admitWork(on: count + new.count)
            let range = min(bounds.start, count)..<min(bounds.start + bounds.count, count)
            return try runtime.changeByteArray(array) { $0.replaceSubrange(range, with: new) }
        }
        let places = (0..<bounds.count).map { bounds.start + $0 * bounds.step }
        try charge(places.count)
        if value == nil || (new.isEmpty && bounds.count > 0) {
            let removed = Set(places)
            return try runtime.changeByteArray(array) { bytes in
                bytes = bytes.enumerated().filter { !removed.contains($0.offset) }.map(\.element)
            }
        }
        guard new.count == bounds.count else {
            throw PythonException(
                "ValueError",
                "attempt to assign bytes of size \(new.count) to extended slice of size \(bounds.count)")
        }
        try runtime.changeByteArray(array) { bytes in
            for (place, byte) in zip(places, new) { bytes[place] = byte }
        }
    }
}
