/// Finds a live object by its serial number: pages of object numbers, freed when the last object of a page is gone.
///
/// Serials grow by one with each creation, so that pages fill densely; four bytes an object for what is alive.
struct SerialIndex: ~Copyable {
    private var pages = Column<UnsafeMutablePointer<UInt32>?>()
    private var liveCounts = Column<UInt32>()
    private var pageCount: UInt32 = 0
    /// The number that the next object gets.
    private(set) var next: UInt64 = 1

    private static let pageBits: UInt64 = 10
    private static let pageSize = 1 << Int(pageBits)

    deinit {
        for page in 0..<pageCount { pages[page]?.deallocate() }
    }

    /// Numbers a new object.
    @inline(__always)
    mutating func assign(to object: UInt32) -> UInt64 {
        let number = next
        next += 1
        let page = UInt32(truncatingIfNeeded: number >> Self.pageBits)
        if page >= pageCount { addPage() }
        // SAFETY: the page exists, and the offset is below its size by the mask.
        pages[page]![Int(number & UInt64(Self.pageSize - 1))] = object
        liveCounts[page] += 1
        return number
    }

    private mutating func addPage() {
        pages.ensure(Int(pageCount) + 1)
        liveCounts.ensure(Int(pageCount) + 1)
        let page = UnsafeMutablePointer<UInt32>.allocate(capacity: Self.pageSize)
        page.initialize(repeating: 0, count: Self.pageSize)
        pages[pageCount] = page
        liveCounts[pageCount] = 0
        pageCount += 1
        // A page that emptied while it was the newest one had to stay; it is of no use now.
        if pageCount > 1 { freeIfEmpty(pageCount - 2) }
    }

    /// Forgets a number whose object is gone.
    @inline(__always)
    mutating func remove(_ number: UInt64) {
        let page = UInt32(truncatingIfNeeded: number >> Self.pageBits)
        // SAFETY: the number was assigned, so its page exists while a number in it is live.
        pages[page]![Int(number & UInt64(Self.pageSize - 1))] = 0
        liveCounts[page] -= 1
        if liveCounts[page] == 0, page + 1 < pageCount { freeIfEmpty(page) }
    }

    private mutating func freeIfEmpty(_ page: UInt32) {
        guard liveCounts[page] == 0, let memory = pages[page] else { return }
        memory.deallocate()
        pages[page] = nil
    }

    /// Calls `body` with every live object from a number on, in the order of their numbers.
    ///
    /// - Complexity: O(objects from there on that live, and pages of numbers).
    func forEach(from number: UInt64, _ body: (UInt32) -> Void) {
        var page = UInt32(truncatingIfNeeded: number >> Self.pageBits)
        var offset = Int(number & UInt64(Self.pageSize - 1))
        while page < pageCount {
            if let memory = pages[page], liveCounts[page] > 0 {
                // SAFETY: offsets run up to the page's size.
                for index in offset..<Self.pageSize where memory[index] != 0 { body(memory[index]) }
            }
            offset = 0
            page += 1
        }
    }

    /// The live object with the number, or 0.
    ///
    /// - Complexity: O(1).
    func object(_ number: UInt64) -> UInt32 {
        guard number > 0, number < next else { return 0 }
        let page = UInt32(truncatingIfNeeded: number >> Self.pageBits)
        // SAFETY: numbers below `next` have a page entry; the offset is below the page's size by the mask.
        return pages[page]?[Int(number & UInt64(Self.pageSize - 1))] ?? 0
    }
}
