import BigInt
import HeapEngine
import PythonObjects

extension Interpreter {
    /// What a view shows.
    ///
    /// - Throws: ValueError if it was released.
    func openView(_ view: ObjectID) throws -> MemoryView {
        guard runtime.target(ofView: view) != nil,
            let value = runtime.nativeValue(of: view, as: MemoryView.self)
        else {
            throw PythonException("ValueError", "operation forbidden on released memoryview object")
        }
        return value
    }

    /// `memoryview(object)`
    func makeMemoryView(of object: ObjectID) throws -> ObjectID {
        if heap.type(of: object) == nativeType("builtins.memoryview") {
            return makeView(try openView(object), of: runtime.field(object, 0))
        }
        guard let bytes = runtime.bytesValue(object) else {
            throw typeError("memoryview: a bytes-like object is required, not '\(runtime.typeName(object))'")
        }
        let buffer = runtime.makeNative(
            nativeType("builtins.managedbuffer"), fields: [runtime.retained(object)], numbers: [0],
            value: Runtime.ManagedBuffer())
        defer { heap.release(buffer) }
        let value = MemoryView(
            offset: 0, count: bytes.count, stride: 1, itemSize: 1, format: "B",
            isReadOnly: runtime.kind(of: object) == .bytes)
        return makeView(value, of: buffer)
    }

    /// A view of a managed buffer, which is borrowed.
    func makeView(_ value: MemoryView, of buffer: ObjectID) -> ObjectID {
        runtime.makeNative(
            nativeType("builtins.memoryview"), fields: [runtime.retained(buffer)], numbers: [0, 0, 0],
            value: value)
    }

    /// `view.release()`: the last view that is released lets go of the object.
    func releaseView(_ view: ObjectID) {
        guard runtime.number(view, 0) == 0 else { return }
        runtime.setNumber(view, 0, 1)
        let buffer = runtime.field(view, 0)
        guard !buffer.isNone else { return }
        let isShared = heap.references(to: buffer).contains { reference in
            runtime.kind(of: reference.source) == .native
                && heap.type(of: reference.source) == nativeType("builtins.memoryview")
                && runtime.number(reference.source, 0) == 0
        }
        if !isShared { runtime.setField(buffer, 0, owned: .none) }
    }

    /// The bytes that a view shows.
    func bytes(ofView view: ObjectID) throws -> [UInt8] {
        let value = try openView(view)
        try admitWork(on: value.count * value.itemSize)
        return runtime.bytes(ofView: view) ?? []
    }

    /// The bytes of an object that shows some, also of a memoryview with gaps; nil for others.
    func shownBytes(_ object: ObjectID) throws -> [UInt8]? {
        if let bytes = runtime.bytesValue(object) { return bytes }
        guard runtime.kind(of: object) == .native, heap.type(of: object) == nativeType("builtins.memoryview")
        else { return nil }
        return try bytes(ofView: object)
    }

    /// `view.cast(format)`: the same bytes as items of another size.
    func castView(_ view: ObjectID, to format: String) throws -> ObjectID {
        var value = try openView(view)
        guard value.isContiguous else {
            throw typeError("memoryview: casts are restricted to C-contiguous views")
        }
        let letter = format.hasPrefix("@") ? String(format.dropFirst()) : format
        guard let item = MemoryItem(rawValue: letter) else {
            throw PythonException(
                "ValueError",
                "memoryview: destination format must be a native single character format prefixed with an optional '@'"
            )
        }
        guard value.itemSize == 1 && "Bbc".contains(value.format.suffix(1)) || "Bbc".contains(letter) else {
            throw typeError("memoryview: cannot cast between two non-byte formats")
        }
        let bytes = value.count * value.itemSize
        guard bytes % item.size == 0 else {
            throw typeError("memoryview: length is not a multiple of itemsize")
        }
        (value.count, value.stride, value.itemSize) = (bytes / item.size, item.size, item.size)
        value.format = format
        return makeView(value, of: runtime.field(view, 0))
    }

    func tuple(of numbers: [Int]) -> ObjectID {
        let items = numbers.map { runtime.makeInt($0) }
        defer { for item in items { heap.release(item) } }
        return runtime.makeTuple(items)
    }

    // MARK: Items

    /// The item at a place, as its format says.
    func viewItem(_ view: ObjectID, at index: Int) throws -> ObjectID {
        let value = try openView(view)
        let start = value.offset + index * value.stride
        let target = runtime.target(ofView: view) ?? view
        let bytes = runtime.bytesValue(target) ?? []
        guard let item = value.item, start >= 0, start + value.itemSize <= bytes.count else {
            throw PythonException("NotImplementedError", "memoryview: unsupported format \(value.format)")
        }
        return item.object(bytes[start..<start + value.itemSize], self)
    }

    /// `view[key]`
    func viewItem(_ view: ObjectID, _ key: ObjectID) throws -> ObjectID {
        let value = try openView(view)
        if let index = try viewIndex(key, value) { return try viewItem(view, at: index) }
        guard runtime.kind(of: key) == .slice else { throw typeError("memoryview: invalid slice key") }
        let part = try viewPart(value, key)
        _ = try openView(view)
        return makeView(part, of: runtime.field(view, 0))
    }

    /// `view[key] = value`
    func setViewItem(_ view: ObjectID, _ key: ObjectID, _ new: ObjectID?) throws {
        let value = try openView(view)
        if value.isReadOnly { throw typeError("cannot modify read-only memory") }
        guard let new else { throw typeError("cannot delete memory") }
        guard let item = value.item else {
            throw PythonException("NotImplementedError", "memoryview: unsupported format \(value.format)")
        }
        if let index = try viewIndex(key, value) {
            let bytes = try item.bytes(of: new, self)
            _ = try openView(view)
            return write([bytes], to: view, from: value.offset + index * value.stride, by: value.stride)
        }
        guard runtime.kind(of: key) == .slice else { throw typeError("memoryview: invalid slice key") }
        let bytes = try shownBytes(new) ?? bytesLike(new)
        let part = try viewPart(value, key)
        let isView = heap.type(of: new) == nativeType("builtins.memoryview")
        let format = isView ? try openView(new).format : "B"
        guard format == value.format, bytes.count == part.count * part.itemSize else {
            throw PythonException(
                "ValueError", "memoryview assignment: lvalue and rvalue have different structures")
        }
        try admitWork(on: bytes.count)
        let items = (0..<part.count).map { bytes[$0 * part.itemSize..<($0 + 1) * part.itemSize] }
        write(items.map { Array($0) }, to: view, from: part.offset, by: part.stride)
    }

    private func write(_ items: [[UInt8]], to view: ObjectID, from start: Int, by stride: Int) {
        guard let target = runtime.target(ofView: view), runtime.kind(of: target) == .byteArray else {
            return
        }
        for (index, item) in items.enumerated() {
            runtime.changeBytes(of: target, at: start + index * stride, to: item)
        }
    }

    /// The place that an index, or a tuple of one, gives; nil for other keys.
    private func viewIndex(_ key: ObjectID, _ value: MemoryView) throws -> Int? {
        var key = key
        if runtime.kind(of: key) == .tuple {
            let parts = runtime.items(of: key)
            guard try parts.allSatisfy({ try indexIfAny($0) != nil }) else {
                if parts.allSatisfy({ runtime.kind(of: $0) == .slice }), !parts.isEmpty {
                    throw PythonException(
                        "NotImplementedError", "multi-dimensional slicing is not implemented")
                }
                throw typeError("memoryview: invalid slice key")
            }
            guard parts.count == 1 else {
                if parts.isEmpty {
                    throw PythonException("NotImplementedError", "sub-views are not implemented")
                }
                throw typeError("cannot index 1-dimension view with \(parts.count)-element tuple")
            }
            key = parts[0]
        }
        guard let number = try indexIfAny(key) else { return nil }
        guard let index = Int(exactly: number) else {
            throw PythonException(
                "IndexError", "cannot fit '\(runtime.typeName(key))' into an index-sized integer")
        }
        let place = index < 0 ? index + value.count : index
        guard (0..<value.count).contains(place) else {
            throw PythonException("IndexError", "index out of bounds on dimension 1")
        }
        return place
    }

    private func viewPart(_ value: MemoryView, _ slice: ObjectID) throws -> MemoryView {
        let bounds = try bounds(of: slice, count: value.count)
        var part = value
        part.offset += bounds.start * value.stride
        part.count = bounds.count
        part.stride = value.stride.multipliedReportingOverflow(by: bounds.step).partialValue
        if part.count == 0 { part.offset = 0 }
        return part
    }

    /// `view.tolist()`
    func list(ofView view: ObjectID) throws -> ObjectID {
        let value = try openView(view)
        try admitItems(value.count)
        let list = runtime.makeList([])
        return try keeping(list) {
            for index in 0..<value.count {
                try charge(1)
                let item = try viewItem(view, at: index)
                defer { heap.release(item) }
                try runtime.append(list, item)
            }
        }
    }

    // MARK: Questions

    /// `hash(view)`: that of its bytes, remembered.
    func hash(ofView view: ObjectID) throws -> Int {
        if runtime.number(view, 1) != 0 { return runtime.number(view, 2) }
        let value = try openView(view)
        guard value.isReadOnly else {
            throw PythonException("ValueError", "cannot hash writable memoryview object")
        }
        guard value.itemSize == 1, "Bbc".contains(value.format.suffix(1)) else {
            throw PythonException(
                "ValueError", "memoryview: hashing is restricted to formats 'B', 'b' or 'c'")
        }
        if let target = runtime.target(ofView: view) { _ = try hash(target) }
        let bytes = runtime.makeBytes(try bytes(ofView: view))
        defer { heap.release(bytes) }
        let hash = try hash(bytes)
        runtime.setNumber(view, 1, 1)
        runtime.setNumber(view, 2, hash)
        return hash
    }

    /// Whether two objects, one of them a view, show the same items; nil if the other shows none.
    func isSameView(_ left: ObjectID, _ right: ObjectID) throws -> Bool? {
        if left == right { return true }
        func items(_ object: ObjectID) throws -> (MemoryItem, [UInt8])? {
            guard heap.type(of: object) == nativeType("builtins.memoryview") else {
                return runtime.bytesValue(object).map { (.unsignedByte, $0) }
            }
            guard runtime.target(ofView: object) != nil else { return nil }
            return try openView(object).item.map { ($0, runtime.bytes(ofView: object) ?? []) }
        }
        guard let (a, x) = try items(left), let (b, y) = try items(right) else {
            let isReleased = [left, right].contains {
                heap.type(of: $0) == nativeType("builtins.memoryview") && runtime.target(ofView: $0) == nil
            }
            return isReleased ? false : nil
        }
        try charge((x.count + y.count) >> 5)
        if a == b, !a.isReal { return x == y }
        guard x.count / a.size == y.count / b.size else { return false }
        for index in 0..<x.count / a.size {
            try charge(1)
            let one = a.object(x[index * a.size..<(index + 1) * a.size], self)
            let other = b.object(y[index * b.size..<(index + 1) * b.size], self)
            defer {
                heap.release(one)
                heap.release(other)
            }
            if try !runtime.equals(one, other) { return false }
        }
        return true
    }
}

extension MemoryView {
    /// What its items are.
    var item: MemoryItem? { MemoryItem(rawValue: String(format.suffix(1))) }
}
