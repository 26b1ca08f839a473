import HeapEngine

extension Runtime {
    /// Checks that every live object has the blocks that its form asks for. That the blocks of all owners together are those in use
    /// is what `Heap.validate()` checks.
    ///
    /// - Complexity: O(n).
    package func validateBlocks() throws(HeapFault) {
        var fault: HeapFault?
        heap.forEachObject { object in
            guard fault == nil, !heap.type(of: object).isNone, !heap.isStatic(object) else { return }
            let taken = (block: heap.blockBytes(object), buffer: heap.bufferBytes(object))
            let block = blockBytes(of: object)
            let buffer = bufferBytes(of: object)
            // A block is as large as its size class; what is larger than those is rounded up by `malloc`. A buffer that shrank
            // by no more than a quarter stays where it is, and a large one always does.
            let fits =
                taken.block >= block.least && (block.most > 512 || taken.block < block.most + 16)
                && taken.buffer >= buffer && (taken.buffer == 0) == (buffer == 0)
            if !fits {
                fault = HeapFault(
                    "object \(object.rawValue) of \(typeName(object)) has \(taken) bytes for \(block) and \(buffer)"
                )
            }
        }
        if let fault { throw fault }
    }

    /// What an object's own block was asked to hold.
    private func blockBytes(of object: ObjectID) -> (least: Int, most: Int) {
        let record = classes[heap.payload(heap.type(of: object))]
        if record.isHeap, record.hasInlineValues, profile.instanceAttributes == .inlineValues {
            // The block was made before the instance took its place from the class: for as many values, or one more.
            let capacity = state(of: object).capacity
            func bytes(_ capacity: Int) -> Int {
                let values = SharedKeys.inlineValuesBytes(capacity: capacity)
                return profile.sizes.block(.instance(inlineValues: values)).bytes
            }
            return (bytes(capacity), bytes(capacity + 1))
        }
        var form = form(of: object)
        if record.kind == .type {
            let own = self.record(of: object)
            let members = (own.ownSlots ?? []).filter { $0 != "__dict__" && $0 != "__weakref__" }
            form = .heapType(hasSlots: own.ownSlots != nil, memberCount: members.count)
        }
        let bytes = profile.sizes.block(form).bytes
        return (bytes, bytes)
    }

    /// What an object's buffer is asked to hold.
    private func bufferBytes(of object: ObjectID) -> Int {
        if profile.instanceAttributes == .values, hasInlineValues(object) {
            return SharedKeys.valuesBytes(capacity: state(of: object).capacity)
        }
        if kind(of: object) == .list, !profile.rules.poppedListsAreCleared, keepsBuffer(object) { return 1 }
        guard kind(of: object) == .dict else { return profile.sizes.ownedBytes(form(of: object)) }
        return dictionaries[heap.payload(object)].bufferBytes
    }
}
