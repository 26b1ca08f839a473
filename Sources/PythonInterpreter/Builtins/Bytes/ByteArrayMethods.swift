import BigInt
import HeapEngine
import PythonObjects

extension Builtins {
    /// The methods of bytearray.
    static let byteArrays: [Builtin] =
        bytesCommon + [
            .method("append(item, /)") { interpreter, object, given in
                let byte = try interpreter.byte(
                    interpreter.integerIndex(given[0] ?? interpreter.runtime.none))
                try interpreter.runtime.changeByteArray(object) { $0.append(byte) }
                return interpreter.runtime.none
            },
            .method("insert(index, item, /)") { interpreter, object, given in
                let index = try given.size(0, otherwise: 0)
                let byte = try interpreter.byte(
                    interpreter.integerIndex(given[1] ?? interpreter.runtime.none))
                try interpreter.runtime.changeByteArray(object) { bytes in
                    let place = index < 0 ? max(0, index + bytes.count) : min(index, bytes.count)
                    bytes.insert(byte, at: place)
                }
                return interpreter.runtime.none
            },
            .method("extend(iterable_of_ints, /)") { interpreter, object, given in
                let bytes = try interpreter.extensionBytes(given[0] ?? interpreter.runtime.none)
                try interpreter.runtime.changeByteArray(object) { $0 += bytes }
                return interpreter.runtime.none
            },
            .method("pop(index=, /)") { interpreter, object, given in
                let index = try given.size(0, otherwise: -1)
                let count = try interpreter.bytesLike(object).count
                guard count > 0 else { throw PythonException("IndexError", "pop from empty bytearray") }
                let place = index < 0 ? index + count : index
                guard (0..<count).contains(place) else {
                    throw PythonException("IndexError", "pop index out of range")
                }
                var byte: UInt8 = 0
                try interpreter.runtime.changeByteArray(object) { byte = $0.remove(at: place) }
                return interpreter.runtime.makeInt(Int(byte))
            },
            .method("remove(value, /)") { interpreter, object, given in
                let byte = try interpreter.byte(
                    interpreter.integerIndex(given[0] ?? interpreter.runtime.none))
                guard let place = try interpreter.bytesReceiver(object).firstIndex(of: byte) else {
                    throw PythonException("ValueError", "value not found in bytearray")
                }
                try interpreter.runtime.changeByteArray(object) { $0.remove(at: place) }
                return interpreter.runtime.none
            },
            .method("reverse", 0...0) { interpreter, arguments in
                try interpreter.runtime.changeByteArray(arguments[0]) { $0.reverse() }
                return interpreter.runtime.none
            },
            .method("clear", 0...0) { interpreter, arguments in
                try interpreter.runtime.changeByteArray(arguments[0]) { $0.removeAll() }
                return interpreter.runtime.none
            },
            .method("copy", 0...0) { interpreter, arguments in
                interpreter.runtime.makeByteArray(try interpreter.bytesReceiver(arguments[0]))
            },
            .method("__alloc__", 0...0) { interpreter, arguments in
                let payload = interpreter.heap.payload(arguments[0])
                return interpreter.runtime.makeInt(interpreter.runtime.byteArrays[payload].room)
            },
        ]
}

extension Interpreter {
    /// The bytes that `bytearray.extend` and the assignment to a slice take from an object.
    func extensionBytes(_ object: ObjectID) throws -> [UInt8] {
        if let bytes = runtime.bytesValue(object) { return bytes }
        let iterator: ObjectID
        do {
            iterator = try self.iterator(of: object)
        } catch let failure as PythonException where failure.type == "TypeError" {
            throw typeError("can't extend bytearray with \(runtime.typeName(object))")
        }
        defer { heap.release(iterator) }
        if runtime.kind(of: object) == .str {
            throw typeError("expected iterable of integers; got: '\(runtime.typeName(object))'")
        }
        return try bytes(from: iterator) { try $0.byte($1) }
    }

    /// The bytes that an iterator's ints stand for.
    func bytes(from iterator: ObjectID, _ byte: (Interpreter, BigInt) throws -> UInt8) throws -> [UInt8] {
        var bytes: [UInt8] = []
        while let item = try advance(iterator) {
            defer { heap.release(item) }
            bytes.append(try byte(self, integerIndex(item)))
            try charge(1)
            if bytes.count & 0xFFFF == 0 { try admit(bytes: 2 * bytes.count) }
        }
        return bytes
    }
}
