/// The first invariant that `Heap.validate` found broken.
public struct HeapFault: Error, Hashable, CustomStringConvertible {
    /// What is wrong, with the objects' numbers.
    public var description: String

    /// A fault that a description says.
    public init(_ description: String) {
        self.description = description
    }
}

extension Heap {
    /// Derives every invariant of the heap anew and throws the first that does not hold.
    ///
    /// - Parameters:
    ///   - atRest: also requires that slots and `held` account for every count, as they must between operations.
    ///   - held: units that something outside of the heap has, a program's frames say, object by object.
    /// - Complexity: O(n + m).
    public func validate(atRest: Bool = true, held: [ObjectID: Int] = [:]) throws(HeapFault) {
        try validateEntries()
        let incoming = try validateSlots()
        try validateCounts(incoming, held, atRest: atRest)
        try validateLists()
        try validateWeakReferences()
        try validateMemory()
        guard state.teardown.stack.count == 0, state.teardown.postponed.count == 0,
            state.teardown.orphans.count == 0
        else { throw HeapFault("a teardown is under way") }
    }

    /// Derives those invariants anew that hold in the midst of a collection or a teardown as well: no slot dangles, both
    /// directions of references agree, no count is too small.
    ///
    /// - Complexity: O(n + m).
    public func validateUnderWay() throws(HeapFault) {
        for (object, slots) in try validateSlots() {
            let count = state.objects.refcounts[object]
            try require(slots <= count, "object \(object) has count \(count) and \(slots) references")
        }
    }

    private func require(_ condition: Bool, _ fault: @autoclosure () -> String) throws(HeapFault) {
        if !condition { throw HeapFault(fault()) }
    }

    private func validateEntries() throws(HeapFault) {
        var free = Set<UInt32>()
        state.objects.forEachFree { free.insert($0) }
        var live = 0
        for object in 1..<state.objects.end {
            try require(
                free.contains(object) == state.objects.flags[object].contains(.free),
                "entry \(object) is free on one account only")
            guard state.isLive(object) else { continue }
            live += 1
            let serial = Serial(rawValue: state.objects.serials[object])
            try require(
                self.object(with: serial)?.rawValue == object,
                "serial \(serial.number) leads elsewhere than to \(object)")
            try require(
                state.objects.marks[object] == CollectorMark.outside, "object \(object) is still marked")
            try require(!state.objects.flags[object].contains(.dying), "object \(object) is dying")
            try require(
                Int(state.objects.layouts[object]) < state.layoutCount, "object \(object) has no layout")
        }
        try require(live == state.liveCount, "\(live) objects are alive, \(state.liveCount) counted")
    }

    /// Checks that blocks do not overlap and that both directions agree; returns each object's number of incoming slots.
    private func validateSlots() throws(HeapFault) -> [UInt32: UInt32] {
        var owners = Set<UInt32>()
        var incoming: [UInt32: UInt32] = [:]
        var slots = 0
        for object in 1..<state.objects.end where state.isLive(object) {
            let start = state.objects.slotStarts[object]
            let count = state.objects.slotCounts[object]
            let size = state.references.size(ofClass: state.objects.slotClasses[object])
            try require(count <= size, "object \(object) has more slots than room")
            for offset in 0..<size {
                let edge = start + offset
                try require(owners.insert(edge).inserted, "edge \(edge) belongs to two objects")
                try require(
                    state.references.links[edge].source == object,
                    "edge \(edge) does not know its source \(object)")
                let target = state.references.targets[edge]
                if offset >= count {
                    try require(target == 0, "edge \(edge) is beyond the slots of \(object)")
                }
                if target != 0 {
                    try require(state.isLive(target), "slot \(offset) of object \(object) dangles")
                    incoming[target, default: 0] += 1
                    slots += 1
                }
            }
        }
        var fault: HeapFault?
        state.references.forEachFreeBlock { start, size in
            for edge in start..<(start + size) where !owners.insert(edge).inserted {
                fault = HeapFault("edge \(edge) is free and in use")
            }
        }
        if let fault { throw fault }
        try require(owners.count == Int(state.references.end) - 1, "edges were lost")
        var linked = 0
        for object in 1..<state.objects.end where state.isLive(object) {
            var edge = state.objects.firstIncoming[object]
            var previous: UInt32 = 0
            while edge != 0 {
                try require(
                    state.references.targets[edge] == object, "edge \(edge) is in the wrong incoming list")
                try require(
                    state.references.links[edge].previous == previous, "edge \(edge) has a wrong neighbour")
                previous = edge
                edge = state.references.links[edge].next
                linked += 1
                try require(linked <= slots, "an incoming list runs in a circle")
            }
        }
        try require(linked == slots, "\(slots) slots hold something, \(linked) are linked")
        return incoming
    }

    private func validateCounts(
        _ incoming: [UInt32: UInt32], _ held: [ObjectID: Int], atRest: Bool
    ) throws(HeapFault) {
        for object in 1..<state.objects.end where state.isLive(object) {
            let count = state.objects.refcounts[object]
            if count == ObjectColumns.immortalCount { continue }
            let slots = Int(incoming[object] ?? 0) + (held[ObjectID(rawValue: object)] ?? 0)
            try require(count > 0, "object \(object) is alive without a reference")
            try require(
                atRest ? slots == Int(count) : slots <= Int(count),
                "object \(object) has count \(count) and \(slots) references")
        }
    }

    private func validateLists() throws(HeapFault) {
        var tracked = 0
        for number in 0..<UInt8(TrackedLists.listCount) {
            let list = state.tracked[number]
            var live = 0
            for index in 0..<list.end where list.base[index] != 0 {
                let object = list.base[index]
                try require(state.isLive(object), "list \(number) holds the freed object \(object)")
                try require(
                    state.objects.generations[object] == number
                        && state.objects.positions[object] == UInt32(index),
                    "object \(object) is not where list \(number) has it")
                live += 1
            }
            try require(live == list.live, "list \(number) counts \(list.live) objects of \(live)")
            try require(number <= TrackedLists.permanent || live == 0, "list \(number) is not empty at rest")
            tracked += live
        }
        var marked = 0
        for object in 1..<state.objects.end where state.isLive(object) {
            guard state.objects.generations[object] != TrackedLists.untracked else { continue }
            marked += 1
            try require(
                state.layout(of: object).isCollectable, "object \(object) is tracked but not collectable")
        }
        try require(marked == tracked, "\(marked) objects say that they are tracked, \(tracked) are")
    }

    private func validateWeakReferences() throws(HeapFault) {
        var targets = Set<UInt32>()
        var fault: HeapFault?
        state.weakReferences.forEach { reference, entry in
            targets.insert(entry.target)
            if !state.isLive(reference) || !state.isLive(entry.target) {
                fault = HeapFault("weak reference \(reference) to \(entry.target) outlives one of them")
            } else if !state.objects.flags[entry.target].contains(.hasWeakReferences) {
                fault = HeapFault("object \(entry.target) does not know that it has weak references")
            } else if !state.weakReferences.references(to: entry.target).contains(reference) {
                fault = HeapFault("weak reference \(reference) is missing from the list of \(entry.target)")
            }
        }
        if let fault { throw fault }
        for object in 1..<state.objects.end where state.isLive(object) {
            try require(
                state.objects.flags[object].contains(.hasWeakReferences) == targets.contains(object),
                "object \(object) is wrong about its weak references")
        }
    }

    /// Checks that no two objects, buffers or free blocks share memory and that the allocator's own books are right.
    private func validateMemory() throws(HeapFault) {
        var units = Set<UInt32>()
        for object in 1..<state.objects.end where state.isLive(object) {
            // A static object has no block, but what it has grown by is one.
            if !state.objects.flags[object].contains(.isStatic) {
                let block = state.objects.units[object] - UInt32(state.objects.headers[object])
                try require(units.insert(block).inserted, "object \(object) shares its memory")
            }
            let buffer = state.objects.buffers[object]
            if buffer != 0 {
                try require(units.insert(buffer).inserted, "object \(object) shares its buffer")
            }
        }
        try state.memory.validate(blocks: units)
        let (account, counted) = (memoryAccount, memory)
        try require(
            account.blocks == counted.allocatedBlocks && account.bytes == counted.bytesInUse,
            "\(account.blocks) blocks of \(account.bytes) bytes have owners, \(counted.allocatedBlocks) of \(counted.bytesInUse) are in use"
        )
    }
}
