/// The records of code objects, with what the evaluator asks of each all the time beside them.
package final class CodeStore {
    private let records = Store<CodeRecord>()
    /// By the code object's payload: its record's `facts`.
    package private(set) var facts: UnsafeMutablePointer<UnsafeMutableRawPointer?>
    private var capacity = 256

    init() {
        facts = .allocate(capacity: capacity)
    }

    deinit { facts.deallocate() }

    /// Keeps a record and returns its number.
    ///
    /// - Complexity: O(1) amortised.
    package func insert(_ record: CodeRecord) -> UInt32 {
        let index = records.insert(record)
        if Int(index) >= capacity {
            let larger = UnsafeMutablePointer<UnsafeMutableRawPointer?>.allocate(capacity: capacity * 2)
            larger.moveInitialize(from: facts, count: capacity)
            facts.deallocate()
            facts = larger
            capacity *= 2
        }
        // SAFETY: records hands out the lowest unused number, so that it is below the capacity now.
        (facts + Int(index)).initialize(to: record.facts)
        return index
    }

    /// The record with a number that `insert` returned and that was not removed since.
    package subscript(index: UInt32) -> CodeRecord {
        _read { yield records[index] }
        _modify {
            yield &records[index]
            facts[Int(index)] = records[index].facts
        }
    }

    /// Forgets a record; its number is used again.
    package func remove(_ index: UInt32) {
        records.remove(index)
        facts[Int(index)] = nil
    }
}
