/// Runs a program over a text, going back where it fails.
///
/// Where to go back to lies on a stack of its own, so no pattern and no text can exhaust the thread's. What a choice must undo (ends of
/// groups, counters of loops) is noted in a trail. The meanings of loops over nothing are CPython's (`sre_lib.h`, 3.13).
struct Matcher<Unit: FixedWidthInteger & UnsignedInteger> {
    let program: Program
    let text: UnsafeBufferPointer<Unit>
    let end: Int
    let meter: MatchMeter
    /// Ends of groups, then the group that ended last, then three for each loop under way.
    var cells: [Int] = []
    /// Cells that were changed, with what was in them.
    var trail: [(cell: Int, value: Int)] = []
    var choices: [Choice] = []
    /// The cells of the innermost loop, and the choice that is the innermost fence; -1 without one.
    var loop = -1
    var fence = -1
    /// Steps that are not charged yet.
    private var steps = 0
    /// How many choices and trail entries have been asked for.
    private var admitted = 1 << 12

    init(_ program: Program, _ text: UnsafeBufferPointer<Unit>, end: Int, _ meter: MatchMeter) {
        (self.program, self.text, self.end, self.meter) = (program, text, end, meter)
    }

    private var lastGroupCell: Int { 2 * program.groupCount }

    // MARK: Searching

    mutating func find(from start: Int, _ manner: MatchManner, mustAdvance: Bool) throws -> Matched? {
        var place = start
        var mustAdvance = mustAdvance
        while true {
            if manner == .search, let first = program.first {
                while place < end, !takes(first, place) {
                    place += 1
                    mustAdvance = false
                    if place & 7 == 0 { try step() }
                }
                if place == end { break }
            }
            if let stop = try match(at: place, toEnd: manner == .fullMatch, mustAdvance: mustAdvance) {
                try charge()
                let last = cells[lastGroupCell]
                return Matched(
                    spans: [place, stop] + groupSpans(), lastGroup: last < 0 ? nil : last)
            }
            guard manner == .search, place < end else { break }
            place += 1
            mustAdvance = false
        }
        try charge()
        return nil
    }

    /// Ends of groups; a group of which one end is missing took no part.
    private func groupSpans() -> [Int] {
        var spans = Array(cells[..<lastGroupCell])
        for index in stride(from: 0, to: spans.count, by: 2) where spans[index] < 0 || spans[index + 1] < 0 {
            (spans[index], spans[index + 1]) = (-1, -1)
        }
        return spans
    }

    /// Counts one step.
    @inline(__always)
    mutating func step(_ count: Int = 1) throws {
        steps &+= count
        if steps >= 256 { try charge() }
    }

    @inline(never)
    private mutating func charge() throws {
        let done = steps
        steps = 0
        try meter.charge(done)
        let held = choices.count + trail.count + cells.count
        if held > admitted {
            try meter.admit(2 * held * MemoryLayout<Choice>.stride)
            admitted = 2 * held
        }
    }

    // MARK: One start

    /// Where a match that begins at a place ends; nil if there is none.
    private mutating func match(at start: Int, toEnd: Bool, mustAdvance: Bool) throws -> Int? {
        cells.removeAll(keepingCapacity: true)
        cells.append(contentsOf: repeatElement(-1, count: lastGroupCell + 1))
        trail.removeAll(keepingCapacity: true)
        choices.removeAll(keepingCapacity: true)
        (loop, fence) = (-1, -1)
        var (at, place) = (0, start)
        while true {
            try step()
            let goesOn: Bool
            switch program.instructions[at] {
            case .one(let single):
                goesOn = place < end && takes(single, place)
                if goesOn { (at, place) = (at + 1, place + 1) }
            case .match:
                if !(toEnd && place != end) && !(mustAdvance && place == start) { return place }
                goesOn = false
            case .fail: goesOn = false
            case .jump(let target):
                at = target
                goesOn = true
            case .mark(let index):
                set(index, place)
                if index & 1 == 1 { set(lastGroupCell, index / 2 + 1) }
                at += 1
                goesOn = true
            case .branch(let other):
                push(.instruction, other, place)
                at += 1
                goesOn = true
            case .at(let kind):
                goesOn = isAt(kind, place)
                at += 1
            case .run(let run): goesOn = try begin(run, &at, &place)
            case .reference(let group, let folding):
                goesOn = try takeAgain(group, folding, &place)
                at += 1
            case .conditional(let group, let other):
                let isSet = cells[2 * group - 2] >= 0 && cells[2 * group - 1] >= 0
                at = isSet ? at + 1 : other
                goesOn = true
            default: goesOn = control(&at, &place)
            }
            if !goesOn, try !goBack(&at, &place) { return nil }
        }
    }

    /// Loops, fences and looks.
    private mutating func control(_ at: inout Int, _ place: inout Int) -> Bool {
        switch program.instructions[at] {
        case .enter(let target):
            openLoop(count: -1)
            at = target
        case .loop(let body, let times): passLoop(body, times, &at, place)
        case .enterPossessive:
            openLoop(count: 0)
            at += 1
        case .possessive(let exit, let times): passPossessive(exit, times, &at, place)
        case .possessiveEnd(let start):
            cutToFence()
            set(loop + LoopCell.count, cells[loop + LoopCell.count] + 1)
            at = start
        case .fence:
            push(.fence, at, place)
            fence = choices.count - 1
            at += 1
        case .fenceEnd:
            cutToFence()
            at += 1
        case .look(let back, let isNegated, let exit):
            guard place >= back else {
                at = exit
                return isNegated
            }
            push(isNegated ? .leaveLook : .fence, exit, place)
            fence = choices.count - 1
            place -= back
            at += 1
        case .lookEnd(let isNegated):
            place = choices[fence].place
            cutToFence()
            at += 1
            return !isNegated
        default: preconditionFailure("not an instruction of control")
        }
        return true
    }

    // MARK: State

    @inline(__always)
    mutating func set(_ cell: Int, _ value: Int) {
        trail.append((cell, cells[cell]))
        cells[cell] = value
    }

    @inline(__always)
    mutating func push(_ resumption: Resumption, _ instruction: Int, _ place: Int, limit: Int = 0) {
        choices.append(
            Choice(
                resumption: resumption, instruction: instruction, place: place, limit: limit,
                trailCount: trail.count, cellCount: cells.count, loop: loop, fence: fence))
    }

    private mutating func openLoop(count: Int) {
        let cell = cells.count
        cells.append(count)
        cells.append(-1)
        cells.append(loop)
        loop = cell
    }

    /// Forgets the choices behind the innermost fence, and the fence.
    private mutating func cutToFence() {
        let index = fence
        fence = choices[index].fence
        choices.removeSubrange(index...)
    }

    /// Undoes what was done since a choice.
    @inline(__always)
    private mutating func restore(_ choice: Choice) {
        while trail.count > choice.trailCount {
            let (cell, value) = trail.removeLast()
            cells[cell] = value
        }
        if cells.count > choice.cellCount { cells.removeSubrange(choice.cellCount...) }
        loop = choice.loop
    }

    // MARK: Going back

    /// Goes back to the last choice; false if there is none left.
    private mutating func goBack(_ at: inout Int, _ place: inout Int) throws -> Bool {
        while let choice = choices.last {
            try step()
            restore(choice)
            at = choice.instruction
            place = choice.place
            switch choice.resumption {
            case .instruction:
                choices.removeLast()
                return true
            case .run:
                if try giveBack(choice, &at, &place) { return true }
            case .lazyRun:
                if takeMore(choice, &at, &place) { return true }
            case .leaveLoop:
                choices.removeLast()
                loop = cells[choice.loop + LoopCell.outer]
                return true
            case .repeatLoop:
                choices.removeLast()
                if repeatLazily(&at, place) { return true }
            case .fence:
                choices.removeLast()
                fence = choice.fence
            case .leaveLook:
                choices.removeLast()
                fence = choice.fence
                return true
            case .leavePossessive:
                choices.removeLast()
                fence = choice.fence
                loop = cells[choice.loop + LoopCell.outer]
                return true
            }
        }
        return false
    }
}

/// The manner in which matching goes on at a choice.
enum Resumption {
    /// Go on at the instruction.
    case instruction
    /// Give back one character of a run, down to `limit`.
    case run
    /// Take one character more, up to `limit`.
    case lazyRun
    /// Leave a loop, whose instruction it is.
    case leaveLoop
    /// Try the body of a lazy loop again.
    case repeatLoop
    /// Fail: the choices behind it belong to something that is not gone back into.
    case fence
    /// Go on at the instruction, behind a negative look.
    case leaveLook
    /// Go on at the instruction, behind a possessive loop.
    case leavePossessive
}

/// Where to go back to, and what to undo for that.
struct Choice {
    let resumption: Resumption
    let instruction: Int
    var place: Int
    var limit: Int
    let trailCount: Int
    let cellCount: Int
    let loop: Int
    /// The fence around it, for those that are fences.
    let fence: Int
}

/// Offsets of a loop's cells.
enum LoopCell {
    static let count = 0, place = 1, outer = 2
}
