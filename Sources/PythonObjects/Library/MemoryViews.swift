import HeapEngine

/// What a memoryview shows of its object's bytes: items of one size, each so many bytes behind the other.
package struct MemoryView: Sendable, Equatable {
    /// Where in the object's bytes the first item is.
    package var offset: Int
    /// How many items there are.
    package var count: Int
    /// From one item to the next, in bytes; less than 0 backwards.
    package var stride: Int
    /// Bytes of an item, and what `struct` calls such items.
    package var itemSize: Int
    package var format: String
    package var isReadOnly: Bool

    package init(
        offset: Int, count: Int, stride: Int, itemSize: Int, format: String, isReadOnly: Bool
    ) {
        (self.offset, self.count, self.stride) = (offset, count, stride)
        (self.itemSize, self.format, self.isReadOnly) = (itemSize, format, isReadOnly)
    }

    /// Whether the items lie one behind the other.
    package var isContiguous: Bool { count == 1 || stride == itemSize }
}

extension Runtime {
    /// The object whose bytes a memoryview shows, borrowed; nil once it was released, which its first number tells.
    package func target(ofView view: ObjectID) -> ObjectID? {
        let buffer = field(view, 0)
        guard !buffer.isNone, number(view, 0) == 0 else { return nil }
        let target = field(buffer, 0)
        return target.isNone ? nil : target
    }

    /// The bytes that a memoryview shows, if they lie one behind the other; nil for other objects and for one that was released.
    func memoryViewBytes(_ object: ObjectID) -> [UInt8]? {
        guard !nativeValues.isEmpty, nativeValue(of: object, as: MemoryView.self)?.isContiguous == true else {
            return nil
        }
        return bytes(ofView: object)
    }

    /// The bytes that a memoryview shows, in its order; nil for other objects and for one that was released.
    package func bytes(ofView object: ObjectID) -> [UInt8]? {
        guard !nativeValues.isEmpty, let view = nativeValue(of: object, as: MemoryView.self),
            let target = target(ofView: object), let bytes = bytesValue(target)
        else { return nil }
        let end = view.offset + view.count * view.itemSize
        if view.isContiguous { return end <= bytes.count ? Array(bytes[view.offset..<end]) : nil }
        return (0..<view.count).flatMap { index in
            let start = view.offset + index * view.stride
            return bytes[start..<start + view.itemSize]
        }
    }

    /// Changes bytes of a bytearray, not their number.
    package func changeBytes(of array: ObjectID, at place: Int, to new: some Collection<UInt8>) {
        let payload = heap.payload(array)
        byteArrays[payload].bytes.replaceSubrange(place..<place + new.count, with: new)
    }

    /// Whether memoryviews show an object's bytes, so that their number cannot change.
    ///
    /// - Complexity: O(1) in a session without memoryviews, else O(n) in the object's referrers.
    func isShown(_ object: ObjectID) -> Bool {
        guard !nativeValues.isEmpty else { return false }
        return heap.references(to: object).contains {
            kind(of: $0.source) == .native && nativeValue(of: $0.source, as: ManagedBuffer.self) != nil
        }
    }

    /// Marks an object as what holds an object for memoryviews.
    package struct ManagedBuffer: Sendable {
        package init() {}
    }
}
