import BigInt
import HeapEngine
import PythonObjects

extension Interpreter {
    /// The indices that a slice object takes out of a sequence of a length (`slice.indices`).
    func indices(of slice: ObjectID, count: Int) throws -> StrideTo<Int> {
        let step = try part(slice, 2) ?? 1
        guard step != 0 else { throw PythonException("ValueError", "slice step cannot be zero") }
        let (lowest, highest) = step < 0 ? (-1, count - 1) : (0, count)
        func place(_ given: Int?, otherwise: Int) -> Int {
            guard let given else { return otherwise }
            let index = given < 0 ? given.addingReportingOverflow(count).partialValue : given
            return min(max(index, lowest), highest)
        }
        let start = place(try part(slice, 0), otherwise: step < 0 ? highest : lowest)
        let stop = place(try part(slice, 1), otherwise: step < 0 ? lowest : highest)
        return stride(from: start, to: stop, by: step)
    }

    private func part(_ slice: ObjectID, _ slot: Int) throws -> Int? {
        let value = heap.slot(slice, slot)
        if value == runtime.none { return nil }
        guard let index = runtime.index(value) else {
            throw typeError("slice indices must be integers or None or have an __index__ method")
        }
        return index
    }

    /// `container[start:stop:step]`
    func slice(of container: ObjectID, _ slice: ObjectID) throws -> ObjectID {
        switch runtime.kind(of: container) {
        case .list: return runtime.makeList(try sliced(runtime.items(of: container), slice))
        case .tuple: return runtime.makeTuple(try sliced(runtime.items(of: container), slice))
        case .bytes: return runtime.makeBytes(try sliced(runtime.bytesValue(container) ?? [], slice))
        case .byteArray: return runtime.makeByteArray(try sliced(runtime.bytesValue(container) ?? [], slice))
        case .str:
            guard let text = runtime.strValue(container) else { break }
            let places = try indices(of: slice, count: text.count)
            return runtime.makeStr(PythonString(codePoints: places.map { text[$0] }))
        case .range:
            let range = runtime.rangeValue(container)
            guard let count = Int(exactly: range.count) else { break }
            let places = Array(try indices(of: slice, count: count))
            let step = BigInt(try part(slice, 2) ?? 1) * range.step
            let start = range.start + BigInt(places.first ?? 0) * range.step
            return try runtime.makeRange(start: start, stop: start + BigInt(places.count) * step, step: step)
        default: break
        }
        return try runtime.getItem(container, slice)
    }

    private func sliced<Element>(_ items: [Element], _ slice: ObjectID) throws -> [Element] {
        try indices(of: slice, count: items.count).map { items[$0] }
    }

    /// `list[start:stop:step] = values`
    func setSlice(of list: ObjectID, _ slice: ObjectID, to values: ObjectID) throws {
        let new = try items(of: values)
        defer { for item in new { heap.release(item) } }
        let places = Array(try indices(of: slice, count: runtime.itemCount(list)))
        let step = try part(slice, 2) ?? 1
        if step == 1 {
            let start = try places.first ?? min(max(0, start(of: slice, list)), runtime.itemCount(list))
            for _ in places { heap.release(runtime.removeItem(list, at: start)) }
            for (offset, item) in new.enumerated() { runtime.insertItem(list, at: start + offset, item) }
            return
        }
        guard places.count == new.count else {
            throw PythonException(
                "ValueError",
                "attempt to assign sequence of size \(new.count) to extended slice of size \(places.count)")
        }
        for (place, item) in zip(places, new) {
            heap.release(heap.setSlot(list, runtime.head(of: list) + place, owned: runtime.retained(item)))
        }
    }

    private func start(of slice: ObjectID, _ list: ObjectID) throws -> Int {
        let given = try part(slice, 0) ?? 0
        return given < 0 ? given + runtime.itemCount(list) : given
    }

    /// `del list[start:stop:step]`
    func deleteSlice(of list: ObjectID, _ slice: ObjectID) throws {
        let places = try indices(of: slice, count: runtime.itemCount(list)).sorted(by: >)
        for place in places { heap.release(runtime.removeItem(list, at: place)) }
    }
}
