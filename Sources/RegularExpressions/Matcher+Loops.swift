extension Matcher {
    // MARK: Loops over more than one character

    /// Stands behind the body of a loop, or has just entered it.
    mutating func passLoop(_ body: Int, _ times: Repetition, _ at: inout Int, _ place: Int) {
        let count = cells[loop + LoopCell.count] + 1
        if count < times.least {
            set(loop + LoopCell.count, count)
            at = body
        } else if times.manner == .lazy {
            push(.repeatLoop, at, place)
            loop = cells[loop + LoopCell.outer]
            at += 1
        } else if count < times.most || times.most == Repetition.unlimited,
            place != cells[loop + LoopCell.place]
        {
            push(.leaveLoop, at + 1, place)
            set(loop + LoopCell.count, count)
            set(loop + LoopCell.place, place)
            at = body
        } else {
            loop = cells[loop + LoopCell.outer]
            at += 1
        }
    }

    /// What followed a lazy loop failed: runs its body once more, if it may.
    mutating func repeatLazily(_ at: inout Int, _ place: Int) -> Bool {
        guard case .loop(let body, let times) = program.instructions[at] else { return false }
        let count = cells[loop + LoopCell.count] + 1
        if count >= times.most && times.most != Repetition.unlimited
            || place == cells[loop + LoopCell.place]
        {
            return false
        }
        set(loop + LoopCell.count, count)
        set(loop + LoopCell.place, place)
        at = body
        return true
    }

    /// Stands in front of the body of a possessive loop.
    mutating func passPossessive(_ exit: Int, _ times: Repetition, _ at: inout Int, _ place: Int) {
        let count = cells[loop + LoopCell.count]
        if count < times.least {
            push(.fence, at, place)
            fence = choices.count - 1
            at += 1
        } else if count < times.most || times.most == Repetition.unlimited,
            place != cells[loop + LoopCell.place]
        {
            push(.leavePossessive, exit, place)
            fence = choices.count - 1
            set(loop + LoopCell.place, place)
            at += 1
        } else {
            loop = cells[loop + LoopCell.outer]
            at = exit
        }
    }

    // MARK: Runs of one character

    /// How many characters from a place on, up to a number, are of a kind.
    private mutating func length(_ single: Program.Single, from place: Int, most: Int) throws -> Int {
        let stop = end - place <= most ? end : place + most
        if case .anyAll = single { return stop - place }
        var next = place
        while next < stop, takes(single, next) {
            next += 1
            if next & 15 == 0 { try step() }
        }
        return next - place
    }

    mutating func begin(_ run: Program.Run, _ at: inout Int, _ place: inout Int) throws -> Bool {
        let times = run.times
        if times.manner == .lazy {
            let count = try length(run.single, from: place, most: times.least)
            guard count == times.least else { return false }
            place += count
            let more = times.most == Repetition.unlimited ? Int.max : times.most - times.least
            if more > 0 { push(.lazyRun, at, place, limit: more) }
            at += 1
            return true
        }
        let most = times.most == Repetition.unlimited ? Int.max : times.most
        let count = try length(run.single, from: place, most: most)
        guard count >= times.least else { return false }
        if times.manner == .greedy, count > times.least {
            push(.run, at, place + count, limit: place + times.least)
        }
        place += count
        at += 1
        return true
    }

    /// What followed a run failed: gives back one character, or as many as it takes to what has to follow.
    mutating func giveBack(_ choice: Choice, _ at: inout Int, _ place: inout Int) throws -> Bool {
        var next = choice.place - 1
        if case .run(let run) = program.instructions[choice.instruction], let following = run.following {
            while next >= choice.limit, next >= end || text[next] != following {
                next -= 1
                if next & 15 == 0 { try step() }
            }
        }
        guard next >= choice.limit else {
            choices.removeLast()
            return false
        }
        if next == choice.limit {
            choices.removeLast()
        } else {
            choices[choices.count - 1].place = next
        }
        place = next
        at = choice.instruction + 1
        return true
    }

    /// What followed a lazy run failed: takes one character more.
    mutating func takeMore(_ choice: Choice, _ at: inout Int, _ place: inout Int) -> Bool {
        guard case .run(let run) = program.instructions[choice.instruction], choice.place < end,
            takes(run.single, choice.place)
        else {
            choices.removeLast()
            return false
        }
        place = choice.place + 1
        at = choice.instruction + 1
        if choice.limit == 1 {
            choices.removeLast()
        } else {
            choices[choices.count - 1].place = place
            choices[choices.count - 1].limit = choice.limit - 1
        }
        return true
    }

    // MARK: Characters and places

    /// Whether the character at a place is of a kind.
    @inline(__always)
    func takes(_ single: Program.Single, _ place: Int) -> Bool {
        let point = UInt32(truncatingIfNeeded: text[place])
        switch single {
        case .literal(let wanted): return point == wanted
        case .notLiteral(let other): return point != other
        case .any: return point != 0x0A
        case .anyAll: return true
        case .set(let number): return program.sets[number].contains(point)
        case .folded(let wanted, let folding): return lower(point, folding) == wanted
        case .notFolded(let other, let folding): return lower(point, folding) != other
        case .foldedSet(let number, let folding): return program.sets[number].contains(lower(point, folding))
        }
    }

    @inline(__always)
    private func lower(_ point: UInt32, _ folding: Program.Folding) -> UInt32 {
        folding == .none ? point : program.tables.lower(point, unicode: folding == .unicode)
    }

    /// Takes what a group took once more.
    mutating func takeAgain(_ group: Int, _ folding: Program.Folding, _ place: inout Int) throws -> Bool {
        let (from, to) = (cells[2 * group - 2], cells[2 * group - 1])
        guard from >= 0, to >= from, to - from <= end - place else { return false }
        for offset in 0..<to - from {
            let (a, b) = (text[from + offset], text[place + offset])
            if a != b {
                guard folding != .none,
                    lower(UInt32(truncatingIfNeeded: a), folding)
                        == lower(UInt32(truncatingIfNeeded: b), folding)
                else { return false }
            }
            if offset & 15 == 15 { try step() }
        }
        place += to - from
        return true
    }

    func isAt(_ kind: Program.Place, _ place: Int) -> Bool {
        switch kind {
        case .start: return place == 0
        case .lineStart: return place == 0 || text[place - 1] == 0x0A
        case .end: return place == end
        case .lastLineEnd: return place == end || place + 1 == end && text[place] == 0x0A
        case .lineEnd: return place == end || text[place] == 0x0A
        case .boundary(let isUnicode): return end > 0 && isEdge(place, isUnicode)
        case .nonBoundary(let isUnicode): return end > 0 && !isEdge(place, isUnicode)
        }
    }

    /// Whether a word begins or ends at a place.
    private func isEdge(_ place: Int, _ isUnicode: Bool) -> Bool {
        func isWord(_ place: Int) -> Bool {
            program.tables.isWord(UInt32(truncatingIfNeeded: text[place]), unicode: isUnicode)
        }
        return (place > 0 && isWord(place - 1)) != (place < end && isWord(place))
    }
}
