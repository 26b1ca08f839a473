import HeapEngine
import PythonObjects

/// `f_locals`: a function's variables seen as a mapping (PEP 667), and `locals()`.
extension Interpreter {
    /// `frame.f_locals`, the caller's: the namespace of a module or class body, or a proxy of a function's variables.
    func locals(ofFrame frame: ObjectID) throws -> ObjectID {
        guard language.localsAreProxies else {
            guard let body = body(ofFrame: frame) else { return runtime.makeEmptyDict() }
            return try shownLocals(LocalsPlace(place(ofFrame: frame), of: frame), body.unit)
        }
        if let namespace = namespace(ofFrame: frame) { return runtime.retained(namespace) }
        guard body(ofFrame: frame) != nil else { return runtime.makeEmptyDict() }
        return runtime.makeFrameLocals(of: frame)
    }

    /// The namespace where a frame's names are, borrowed; nil if its names are variables.
    ///
    /// While an inlined comprehension runs in a module or class body its variables show as well: then it is a proxy there, too.
    private func namespace(ofFrame frame: ObjectID) -> ObjectID? {
        guard let body = body(ofFrame: frame), !body.unit.flags.contains(.optimized) else { return nil }
        for (place, kind) in body.unit.localKinds.enumerated() where kind.contains(.hidden) {
            if !value(ofFrame: frame, at: place).isNone { return nil }
        }
        switch place(ofFrame: frame) {
        case .running(let running): return running.pointee.namespace.isNone ? nil : running.pointee.namespace
        case .finished:
            let namespace = heap.slot(frame, FrameObjectSlot.namespace)
            return namespace.isNone ? nil : namespace
        case .suspended, .client: return nil
        }
    }

    /// `locals()` in a frame, the caller's: a fresh dict in a function, else the namespace.
    func locals(of frame: UnsafeMutablePointer<Frame>) throws -> ObjectID {
        let unit = frame.pointee.body.takeUnretainedValue().unit
        guard language.localsAreProxies else {
            return try shownLocals(LocalsPlace(.running(frame), of: .none), unit)
        }
        let isPlain = !unit.localKinds.indices.contains { place in
            unit.localKinds[place].contains(.hidden) && !frame.pointee.locals[place].isNone
        }
        if !frame.pointee.namespace.isNone, isPlain { return runtime.retained(frame.pointee.namespace) }
        return try copyLocals(ofFrame: frameObject(of: frame))
    }

    // MARK: Places

    /// What a place of a frame holds, borrowed: a value, or the cell of one.
    private func value(ofFrame frame: ObjectID, at place: Int) -> ObjectID {
        switch self.place(ofFrame: frame) {
        case .running(let running): return running.pointee.locals[place]
        case .suspended(let generator):
            let values = runtime.values(ofGenerator: generator)
            return place < values.count ? values[place] : .none
        case .finished: return runtime.finishedValue(of: frame, at: place)
        case .client: return .none
        }
    }

    /// The variables that are bound now, with their values, borrowed.
    private func boundVariables(ofFrame frame: ObjectID) -> [(name: String, place: Int, value: ObjectID)] {
        guard let unit = body(ofFrame: frame)?.unit else { return [] }
        var found: [(name: String, place: Int, value: ObjectID)] = []
        for (place, name) in unit.localNames.enumerated() {
            let content = content(value(ofFrame: frame, at: place), unit.localKinds[place])
            if !content.isNone { found.append((name, place, content)) }
        }
        return found
    }

    package func variables(ofFrame object: ObjectID) -> [(name: String, value: ObjectID)] {
        boundVariables(ofFrame: object).map { ($0.name, $0.value) }
    }

    /// The place of a variable, bound or not; nil if the frame has none of that name.
    private func place(of key: ObjectID, inFrame frame: ObjectID) -> Int? {
        guard let name = runtime.strValue(key)?.text, let unit = body(ofFrame: frame)?.unit else {
            return nil
        }
        return unit.localNames.indices.first {
            unit.localNames[$0] == name
                && !(unit.localKinds[$0].contains(.hidden) && value(ofFrame: frame, at: $0).isNone)
        }
    }

    /// Names that were added to a frame beside its variables: a dict, borrowed.
    private func extraLocals(ofFrame frame: ObjectID) -> ObjectID? {
        let extra = heap.slot(frame, FrameObjectSlot.extraLocals)
        return extra.isNone ? nil : extra
    }

    // MARK: Mapping

    /// Keys and values of a frame's variables and extra locals; the caller owns all of them.
    func entries(ofFrame frame: ObjectID) -> [(key: ObjectID, value: ObjectID)] {
        var entries = boundVariables(ofFrame: frame).map {
            (key: runtime.internedName($0.name), value: runtime.retained($0.value))
        }
        if let extra = extraLocals(ofFrame: frame) {
            entries += runtime.entries(of: extra).map {
                (key: runtime.retained($0.key), value: runtime.retained($0.value))
            }
        }
        return entries
    }

    /// A dict of a frame's variables and extra locals; the caller owns it.
    func copyLocals(ofFrame frame: ObjectID) throws -> ObjectID {
        let dict = runtime.makeEmptyDict()
        for (key, value) in entries(ofFrame: frame) {
            defer {
                heap.release(key)
                heap.release(value)
            }
            try runtime.setItem(dict, key, value)
        }
        return dict
    }

    func localCount(ofFrame frame: ObjectID) -> Int {
        boundVariables(ofFrame: frame).count
            + (extraLocals(ofFrame: frame).map { runtime.entries(of: $0).count } ?? 0)
    }

    /// The value of a name, borrowed; nil if it is not bound.
    func local(_ key: ObjectID, ofFrame frame: ObjectID) throws -> ObjectID? {
        if let place = place(of: key, inFrame: frame), let unit = body(ofFrame: frame)?.unit {
            let content = content(value(ofFrame: frame, at: place), unit.localKinds[place])
            if !content.isNone { return content }
        }
        guard let extra = extraLocals(ofFrame: frame) else { return nil }
        return try runtime.lookUp(extra, key, hash: runtime.hash(key))
    }

    /// `proxy[key]`, borrowed.
    func requiredLocal(_ key: ObjectID, ofFrame frame: ObjectID) throws -> ObjectID {
        if let value = try local(key, ofFrame: frame) { return value }
        let text = runtime.makeStr("local variable '\(try reprText(key))' is not defined")
        defer { heap.release(text) }
        throw keyError(text)
    }

    /// `proxy[key] = value`: binds the variable itself, or an extra local.
    func setLocal(_ key: ObjectID, ofFrame frame: ObjectID, _ value: ObjectID) throws {
        guard let place = place(of: key, inFrame: frame), let unit = body(ofFrame: frame)?.unit else {
            var extra = heap.slot(frame, FrameObjectSlot.extraLocals)
            if extra.isNone {
                extra = runtime.makeEmptyDict()
                _ = heap.setSlot(frame, FrameObjectSlot.extraLocals, owned: extra)
            }
            return try runtime.setItem(extra, key, value)
        }
        let old = self.value(ofFrame: frame, at: place)
        if !unit.localKinds[place].isDisjoint(with: [.cell, .free]), !old.isNone,
            runtime.kind(of: old) == .cell
        {
            return try runtime.setCell(old, value)
        }
        heap.retain(value)
        let previous: ObjectID
        switch self.place(ofFrame: frame) {
        case .running(let running):
            previous = running.pointee.locals[place]
            running.pointee.locals[place] = value
        case .suspended(let generator):
            previous = heap.setSlot(generator, Runtime.GeneratorSlot.head + place, owned: value)
        case .finished:
            previous = heap.setSlot(frame, FrameObjectSlot.locals + place, owned: value)
        case .client: previous = value
        }
        if !previous.isNone { heap.release(previous) }
    }

    /// `proxy.update(other)`; false if the other is neither a dict nor a proxy.
    func updateLocals(ofFrame frame: ObjectID, with other: ObjectID) throws -> Bool {
        let entries: [(key: ObjectID, value: ObjectID)]
        switch runtime.kind(of: other) {
        case .dict:
            entries = runtime.entries(of: other).map {
                (runtime.retained($0.key), runtime.retained($0.value))
            }
        case .frameLocals: entries = self.entries(ofFrame: runtime.frame(ofLocals: other))
        default: return false
        }
        defer {
            for (key, value) in entries {
                heap.release(key)
                heap.release(value)
            }
        }
        for (key, value) in entries { try setLocal(key, ofFrame: frame, value) }
        return true
    }

    /// `proxy == other`
    func equals(locals proxy: ObjectID, _ other: ObjectID) throws -> Bool? {
        let frame = runtime.frame(ofLocals: proxy)
        switch runtime.kind(of: other) {
        case .frameLocals: return frame == runtime.frame(ofLocals: other)
        case .dict:
            let copy = try copyLocals(ofFrame: frame)
            defer { heap.release(copy) }
            return try runtime.equals(copy, other)
        default: return nil
        }
    }

    /// `left | right` of a proxy and a mapping, or `left |= right`; nil if one of them is neither.
    func union(locals left: ObjectID, _ right: ObjectID, inPlace: Bool) throws -> ObjectID? {
        let kinds: [Kind] = [.dict, .frameLocals]
        guard kinds.contains(runtime.kind(of: left)), kinds.contains(runtime.kind(of: right)) else {
            return nil
        }
        if inPlace, runtime.kind(of: left) == .frameLocals {
            _ = try updateLocals(ofFrame: runtime.frame(ofLocals: left), with: right)
            return runtime.retained(left)
        }
        func copy(_ mapping: ObjectID) throws -> ObjectID {
            runtime.kind(of: mapping) == .dict
                ? runtime.copyDict(mapping) : try copyLocals(ofFrame: runtime.frame(ofLocals: mapping))
        }
        let result = try copy(left)
        let other = try copy(right)
        defer { heap.release(other) }
        for (key, value) in runtime.entries(of: other) { try runtime.setItem(result, key, value) }
        return result
    }
}
