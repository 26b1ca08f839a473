import HeapEngine

/// The records of functions, with the numbers that calls ask for beside them.
package final class FunctionStore {
    private let records = Store<FunctionRecord>()
    /// By the function's payload: the number of what is written in Swift; -1 for all else.
    package private(set) var numbers: UnsafeMutablePointer<Int32>
    private var capacity = 1024

    init() {
        numbers = .allocate(capacity: capacity)
    }

    deinit { numbers.deallocate() }

    /// Keeps a record and returns its number.
    func insert(_ record: FunctionRecord) -> UInt32 {
        let index = records.insert(record)
        if Int(index) >= capacity {
            let larger = UnsafeMutablePointer<Int32>.allocate(capacity: capacity * 2)
            larger.moveInitialize(from: numbers, count: capacity)
            numbers.deallocate()
            numbers = larger
            capacity *= 2
        }
        // SAFETY: records hands out the lowest unused number, so that it is below the capacity now.
        (numbers + Int(index)).initialize(to: record.builtinNumber)
        return index
    }

    /// The record with a number that `insert` returned and that was not removed since.
    package subscript(index: UInt32) -> FunctionRecord {
        _read { yield records[index] }
        _modify {
            yield &records[index]
            numbers[Int(index)] = records[index].builtinNumber
        }
    }

    /// Forgets a record; its number is used again.
    func remove(_ index: UInt32) { records.remove(index) }
}

extension FunctionRecord {
    fileprivate var builtinNumber: Int32 {
        if case .builtin(let number) = behaviour { return Int32(number) }
        return -1
    }
}

extension Runtime {
    /// The number of what a builtin function or a descriptor stands for, if it is written in Swift; else -1.
    @inline(__always)
    package func builtinNumber(of function: ObjectID) -> Int {
        // SAFETY: the payload of a function is a number that the store handed out.
        Int(functions.numbers[Int(heap.payload(function))])
    }
}
