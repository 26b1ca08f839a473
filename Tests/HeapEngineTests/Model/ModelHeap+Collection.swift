extension ModelHeap {
    func collect(_ generation: Int) -> Int { collect(generation, "request") }

    func collectIfDue() {
        guard isDue else { return }
        isDue = false
        for generation in [2, 1, 0] where counts[generation] > thresholds[generation] {
            if generation == 2, longLivedPending < longLivedTotal / 4 { continue }
            _ = collect(generation, "automatic")
            return
        }
    }

    private func collect(_ generation: Int, _ trigger: String) -> Int {
        if isCollecting { return 0 }
        isCollecting = true
        defer { isCollecting = false }
        isDue = false
        ordinal += 1
        log.append("start \(generation)")
        let old = min(generation + 1, 2)

        if generation < 2 { counts[generation + 1] += 1 }
        for younger in 0...generation { counts[younger] = 0 }
        for younger in 0..<generation { for object in lists[younger] { move(object, to: generation) } }
        divide(generation)
        untrackTuples(generation)
        if generation == 2 {
            untrackDicts()
            longLivedPending = 0
            longLivedTotal = lists[2].count
        } else {
            if generation == 1 { longLivedPending += lists[1].count }
            for object in lists[generation] { move(object, to: old) }
        }

        var collected = callBack(old)
        finalizeGarbage()
        // Whatever was made reachable again survives.
        for object in lists[4] { move(object, to: 5) }
        divide(5)
        for object in lists[5] {
            move(object, to: old)
            log.append("resurrect \(object.serial)")
        }
        collected += lists[4].count
        delete(old)
        if generation == 2 { freeLists = [:] }
        statistics[generation][0] += 1
        statistics[generation][1] += collected
        log.append("stop \(generation) \(collected) \(trigger)")
        return collected
    }

    /// Moves what cannot be reached from outside of list `list` to list 4, with CPython's resulting orders.
    private func divide(_ list: Int) {
        let members = lists[list]
        var references: [ObjectIdentifier: Int] = [:]
        for object in members { references[ObjectIdentifier(object)] = object.count }
        for object in members {
            for referent in object.referents { references[ObjectIdentifier(referent)]? -= 1 }
        }
        // What has references from outside, or is reached later from something that has, stays.
        var queue = members
        var visited = Set<ObjectIdentifier>()
        var index = 0
        lists[list] = []
        var unreachable: [ModelObject] = []
        while index < queue.count {
            let object = queue[index]
            index += 1
            if references[ObjectIdentifier(object)]! == 0 {
                unreachable.append(object)
                continue
            }
            visited.insert(ObjectIdentifier(object))
            lists[list].append(object)
            for referent in object.referents {
                let key = ObjectIdentifier(referent)
                guard references[key] != nil, !visited.contains(key) else { continue }
                if let place = unreachable.firstIndex(where: { $0 === referent }) {
                    unreachable.remove(at: place)
                    references[key] = 1
                    queue.append(referent)
                } else if references[key] == 0 {
                    references[key] = 1
                }
            }
        }
        for object in unreachable {
            object.generation = 4
            lists[4].append(object)
        }
    }

    private func mayBeTracked(_ object: ModelObject) -> Bool {
        object.isCollectable && (object.kind != .tuple || object.generation != nil)
    }

    private func untrackTuples(_ list: Int) {
        for object in lists[list]
        where object.kind == .tuple && !object.referents.contains(where: mayBeTracked) {
            move(object, to: nil)
        }
    }

    private func untrackDicts() {
        for object in lists[2]
        where [.dict, .pairs].contains(object.kind) && !object.referents.contains(where: mayBeTracked) {
            move(object, to: nil)
        }
    }

    /// Clears weak references to garbage and calls back; returns how many of those references died of it.
    private func callBack(_ old: Int) -> Int {
        for object in lists[4] {
            if let target = object.weakTarget {
                unlinkWeak(object)
                log.append("clear \(object.serial)->\(target.serial)")
            }
            for reference in object.weakReferences {
                unlinkWeak(reference)
                log.append("clear \(reference.serial)->\(object.serial)")
                if reference.generation == 4 || reference.slots[0] == nil { continue }
                reference.count += 1
                move(reference, to: 5)
            }
        }
        var freed = 0
        while let reference = lists[5].first {
            if reference.slots[0] != nil {
                log.append("callback \(reference.serial)")
                perform(actions[reference.serial] ?? .record, on: reference.serial)
            }
            drop(reference)
            if reference.isAlive, reference.generation == 5 { move(reference, to: old) } else { freed += 1 }
        }
        return freed
    }

    private func finalizeGarbage() {
        for object in lists[4] where object.isAlive && object.generation == 4 {
            guard object.hasFinalizer, !object.isFinalized else { continue }
            object.isFinalized = true
            object.count += 1
            log.append("finalize \(object.serial)")
            perform(actions[object.serial] ?? .record, on: object.serial)
            drop(object)
        }
    }

    private func delete(_ old: Int) {
        isDeleting = true
        defer { isDeleting = false }
        while let object = lists[4].first {
            if savesAll {
                log.append("save \(object.serial)")
                hold(object.serial)
            } else {
                object.count += 1
                clearContents(object)
                drop(object)
            }
            if object.isAlive, object.generation == 4 { move(object, to: old) }
        }
    }
}
