import HeapEngine

/// What the methods of deque need beside adding and removing at the ends.
extension Runtime {
    /// Sets `maxlen`.
    package func setLimit(ofDeque deque: ObjectID, _ limit: Int?) {
        deques[heap.payload(deque)].limit = limit
    }

    /// Changes with the items.
    package func version(ofDeque deque: ObjectID) -> Int { deques[heap.payload(deque)].version }

    /// Where filling an empty deque begins: `extend` starts at the left of its block, `extendleft` at the right.
    package func prepareFilling(ofDeque deque: ObjectID, fromRight: Bool) {
        let payload = heap.payload(deque)
        guard deques[payload].count == 0 else { return }
        deques[payload].leftIndex = fromRight ? DequeRecord.blockLength - 1 : 1
    }

    /// Takes the item at a valid index out; the caller owns it.
    package func removeItem(ofDeque deque: ObjectID, at index: Int) -> ObjectID {
        rotate(deque, by: -index)
        let item = removeFirst(deque) ?? none
        rotate(deque, by: index)
        return item
    }

    /// `deque.reverse()`
    package func reverseDeque(_ deque: ObjectID) {
        var (left, right) = (0, count(ofDeque: deque) - 1)
        let start = head(of: deque) + deques[heap.payload(deque)].first
        while left < right {
            let item = heap.setSlot(deque, start + left, owned: .none)
            let other = heap.setSlot(deque, start + right, owned: item)
            heap.setSlot(deque, start + left, owned: other)
            left += 1
            right -= 1
        }
    }
}
