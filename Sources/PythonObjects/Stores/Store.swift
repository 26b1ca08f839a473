/// Values that belong to objects, found by the object's payload.
///
/// The values lie in pages that never move, and are read and changed in place: looking at one copies nothing, and a value that is
/// made meanwhile moves no other.
package final class Store<Value> {
    private typealias Page = UnsafeMutablePointer<Value?>

    private var pages: UnsafeMutablePointer<Page>
    private var pageCapacity = 8
    private var end = 0
    private var free: [UInt32] = []

    private static var pageBits: Int { 8 }
    private static var pageSize: Int { 1 << pageBits }

    /// An empty store.
    package init() {
        pages = .allocate(capacity: pageCapacity)
    }

    deinit {
        for index in 0..<end { place(index).deinitialize(count: 1) }
        for page in 0..<((end + Self.pageSize - 1) / Self.pageSize) { pages[page].deallocate() }
        pages.deallocate()
    }

    @inline(__always)
    private func place(_ index: Int) -> Page {
        // SAFETY: callers have checked that the index is below `end`, and pages exist up to there.
        pages[index >> Self.pageBits] + (index & (Self.pageSize - 1))
    }

    /// Keeps a value and returns its number.
    ///
    /// - Complexity: O(1) amortised.
    package func insert(_ value: Value) -> UInt32 {
        if let index = free.popLast() {
            place(Int(index)).pointee = value
            return index
        }
        if end & (Self.pageSize - 1) == 0 { addPage() }
        place(end).initialize(to: value)
        end += 1
        return UInt32(end - 1)
    }

    /// The value with a number that `insert` returned and that was not removed since.
    package subscript(index: UInt32) -> Value {
        _read {
            precondition(Int(index) < end, "there is no such payload")
            let place = place(Int(index))
            guard place.pointee != nil else {
                preconditionFailure("a payload is used after its object died")
            }
            yield place.pointee.unsafelyUnwrapped
        }
        _modify {
            precondition(Int(index) < end, "there is no such payload")
            let place = place(Int(index))
            guard place.pointee != nil else {
                preconditionFailure("a payload is used after its object died")
            }
            yield &place.pointee!
        }
    }

    /// The value with a number, or nil if it was removed.
    package func value(at index: UInt32) -> Value? {
        Int(index) < end ? place(Int(index)).pointee : nil
    }

    /// Forgets a value; its number is used again.
    package func remove(_ index: UInt32) {
        precondition(Int(index) < end, "there is no such payload")
        place(Int(index)).pointee = nil
        free.append(index)
    }

    private func addPage() {
        let number = end >> Self.pageBits
        if number == pageCapacity {
            let larger = UnsafeMutablePointer<Page>.allocate(capacity: pageCapacity * 2)
            larger.moveInitialize(from: pages, count: number)
            pages.deallocate()
            pages = larger
            pageCapacity *= 2
        }
        pages[number] = .allocate(capacity: Self.pageSize)
    }
}
