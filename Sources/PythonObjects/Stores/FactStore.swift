/// A record of which something is asked for so often that it is kept in an array of its own.
package protocol FactBearing {
    associatedtype Facts: BitwiseCopyable
    /// What is asked for all the time.
    var facts: Facts { get }
}

/// Records, with their facts beside them.
package final class FactStore<Record: FactBearing> {
    private let records = Store<Record>()
    /// By the record's number.
    package private(set) var facts: UnsafeMutablePointer<Record.Facts>
    private var capacity: Int

    /// An empty store with room for the facts of so many records.
    init(capacity: Int) {
        self.capacity = capacity
        facts = .allocate(capacity: capacity)
    }

    deinit { facts.deallocate() }

    /// Keeps a record and returns its number.
    ///
    /// - Complexity: O(1) amortised.
    package func insert(_ record: Record) -> UInt32 {
        let index = records.insert(record)
        if Int(index) >= capacity {
            let larger = UnsafeMutablePointer<Record.Facts>.allocate(capacity: capacity * 2)
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
    package subscript(index: UInt32) -> Record {
        _read { yield records[index] }
        _modify {
            yield &records[index]
            facts[Int(index)] = records[index].facts
        }
    }

    /// Forgets a record; its number is used again.
    package func remove(_ index: UInt32) { records.remove(index) }
}
