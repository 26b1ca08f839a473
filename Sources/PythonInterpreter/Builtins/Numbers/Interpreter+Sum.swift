import BigInt
import HeapEngine
import PythonObjects

extension Interpreter {
    /// `sum(iterable, start)`: ints without objects in between, floats with what rounding loses.
    ///
    /// CPython 3.13, `builtin_sum_impl`; Neumaier's summation since 3.12.
    func sum(_ iterable: ObjectID, from start: ObjectID?) throws -> ObjectID {
        let iterator = try self.iterator(of: iterable)
        defer { heap.release(iterator) }
        if let start { try checkSummable(start) }
        var total = start.map { runtime.retained($0) } ?? runtime.makeInt(0)
        do {
            if runtime.isExactly(total, runtime.types.int), try sumIntegers(&total, iterator) { return total }
            if runtime.isExactly(total, runtime.types.float), try sumFloats(&total, iterator) { return total }
            while let item = try advance(iterator) {
                defer { heap.release(item) }
                try add(item, to: &total)
            }
            return total
        } catch {
            heap.release(total)
            throw error
        }
    }

    private func checkSummable(_ start: ObjectID) throws {
        switch runtime.kind(of: start) {
        case .str: throw typeError("sum() can't sum strings [use ''.join(seq) instead]")
        case .bytes: throw typeError("sum() can't sum bytes [use b''.join(seq) instead]")
        case .byteArray: throw typeError("sum() can't sum bytearray [use b''.join(seq) instead]")
        default: break
        }
    }

    private func add(_ item: ObjectID, to total: inout ObjectID) throws {
        let next = try binary(.add, total, item)
        heap.release(total)
        total = next
        try charge(1)
    }

    private func replace(_ total: inout ObjectID, with value: ObjectID) {
        heap.release(total)
        total = value
    }

    /// Adds ints as long as they are ints and fit a word; whether the iterator came to its end.
    private func sumIntegers(_ total: inout ObjectID, _ iterator: ObjectID) throws -> Bool {
        guard var sum = runtime.wordValue(total) else { return false }
        while let item = try advance(iterator) {
            defer { heap.release(item) }
            try charge(1)
            if runtime.isExactly(item, runtime.types.int) || runtime.kind(of: item) == .bool,
                let small = runtime.wordValue(item),
                case let (next, overflow) = sum.addingReportingOverflow(small), !overflow
            {
                sum = next
                continue
            }
            replace(&total, with: runtime.makeInt(sum))
            try add(item, to: &total)
            return false
        }
        replace(&total, with: runtime.makeInt(sum))
        return true
    }

    /// Adds floats, and ints that fit a word, as long as there are no others; whether the iterator came to its end.
    private func sumFloats(_ total: inout ObjectID, _ iterator: ObjectID) throws -> Bool {
        var sum = runtime.floatValue(total) ?? 0
        var lost = 0.0
        while let item = try advance(iterator) {
            defer { heap.release(item) }
            try charge(1)
            if runtime.isExactly(item, runtime.types.float), let value = runtime.floatValue(item) {
                let next = sum + value
                lost += sum.magnitude >= value.magnitude ? (sum - next) + value : (value - next) + sum
                sum = next
                continue
            }
            if runtime.kind(of: item) == .int || runtime.kind(of: item) == .bool, !isOverriding(item),
                let small = runtime.wordValue(item)
            {
                sum += Double(small)
                continue
            }
            replace(&total, with: runtime.makeFloat(lost != 0 && lost.isFinite ? sum + lost : sum))
            try add(item, to: &total)
            return false
        }
        replace(&total, with: runtime.makeFloat(lost != 0 && lost.isFinite ? sum + lost : sum))
        return true
    }
}
