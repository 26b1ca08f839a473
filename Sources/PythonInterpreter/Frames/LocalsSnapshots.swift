import HeapEngine
import PythonObjects

/// Where a frame's variables are, and the dict that shows them.
struct LocalsPlace {
    var place: Interpreter.FramePlace
    /// The frame object, borrowed; `.none` if nobody asked for it.
    var object: ObjectID

    init(_ place: Interpreter.FramePlace, of object: ObjectID) {
        self.place = place
        self.object = object
    }
}

/// `f_locals` and `locals()` as before PEP 667: each frame of a function has one dict, which is brought up to date when somebody asks
/// for it and when a trace function is called. What is written to it is lost then, except by a trace function.
extension Interpreter {
    /// `f_locals`, the caller's: the namespace of a module or class body, or the dict of a function's variables.
    func shownLocals(_ place: LocalsPlace, _ unit: CodeUnit) throws -> ObjectID {
        let dict: ObjectID
        if unit.flags.contains(.optimized) {
            dict = try refreshLocals(place, unit)
        } else {
            let namespace = localsDict(place)
            dict = namespace.isNone ? runtime.makeEmptyDict() : runtime.retained(namespace)
        }
        return try addingHidden(dict, place, unit)
    }

    /// The variables of a comprehension that runs show in a copy alone. Takes over the caller's unit and gives one.
    private func addingHidden(_ dict: ObjectID, _ place: LocalsPlace, _ unit: CodeUnit) throws -> ObjectID {
        let hidden = unit.localKinds.indices.filter {
            unit.localKinds[$0].contains(.hidden) && !value(place, at: $0).isNone
        }
        guard !hidden.isEmpty, runtime.kind(of: dict) == .dict else { return dict }
        let copy = runtime.copyDict(dict)
        heap.release(dict)
        for index in hidden {
            let content = content(value(place, at: index), unit.localKinds[index])
            if content.isNone { continue }
            let key = runtime.internedName(unit.localNames[index])
            defer { heap.release(key) }
            try runtime.setItem(copy, key, content)
        }
        return copy
    }

    /// Brings the dict of a function's frame up to date (`PyFrame_FastToLocalsWithError`); the caller owns it.
    @discardableResult
    func refreshLocals(_ place: LocalsPlace, _ unit: CodeUnit) throws -> ObjectID {
        var dict = localsDict(place)
        if dict.isNone {
            dict = runtime.makeEmptyDict()
            setLocalsDict(place, owned: dict)
        }
        heap.retain(dict)
        for (index, name) in unit.localNames.enumerated() where !unit.localKinds[index].contains(.hidden) {
            let key = runtime.internedName(name)
            defer { heap.release(key) }
            let content = content(value(place, at: index), unit.localKinds[index])
            if !content.isNone {
                try runtime.setItem(dict, key, content)
            } else if let entry = runtime.find(dict, name: PythonString(name)) {
                _ = runtime.removeEntry(dict, entry)
            }
        }
        return dict
    }

    /// Gives a function's variables what its dict says (`PyFrame_LocalsToFast`): what a trace function wrote counts.
    func writeBackLocals(_ place: LocalsPlace, _ unit: CodeUnit) throws {
        let dict = localsDict(place)
        guard !dict.isNone, runtime.kind(of: dict) == .dict else { return }
        for (index, name) in unit.localNames.enumerated() where !unit.localKinds[index].contains(.hidden) {
            let old = value(place, at: index)
            var new = runtime.lookUp(dict, name: PythonString(name)) ?? .none
            if content(old, unit.localKinds[index]) == new { continue }
            if new.isNone {
                try warn("RuntimeWarning", "assigning None to unbound local '\(name)'")
                new = runtime.none
            }
            if !unit.localKinds[index].isDisjoint(with: [.cell, .free]), !old.isNone,
                runtime.kind(of: old) == .cell
            {
                try runtime.setCell(old, new)
            } else if case .running(let frame) = place.place {
                heap.retain(new)
                frame.pointee.locals[index] = new
                if !old.isNone { heap.release(old) }
            }
        }
    }

    /// The dict of a frame, borrowed; `.none` before anybody asked for it.
    private func localsDict(_ place: LocalsPlace) -> ObjectID {
        switch place.place {
        case .running(let frame):
            let generator = frame.pointee.generator
            return generator.isNone
                ? frame.pointee.namespace : heap.slot(generator, Runtime.GeneratorSlot.localsDict)
        case .suspended(let generator): return heap.slot(generator, Runtime.GeneratorSlot.localsDict)
        case .finished: return heap.slot(place.object, FrameObjectSlot.namespace)
        case .client: return .none
        }
    }

    private func setLocalsDict(_ place: LocalsPlace, owned dict: ObjectID) {
        switch place.place {
        case .running(let frame) where frame.pointee.generator.isNone: frame.pointee.namespace = dict
        case .running(let frame):
            _ = heap.setSlot(frame.pointee.generator, Runtime.GeneratorSlot.localsDict, owned: dict)
        case .suspended(let generator):
            _ = heap.setSlot(generator, Runtime.GeneratorSlot.localsDict, owned: dict)
        case .finished: _ = heap.setSlot(place.object, FrameObjectSlot.namespace, owned: dict)
        case .client: preconditionFailure("a client's frame has no code of the evaluator's")
        }
    }

    /// What a place of a frame holds, borrowed: a value, or the cell of one.
    private func value(_ place: LocalsPlace, at index: Int) -> ObjectID {
        switch place.place {
        case .running(let frame): return frame.pointee.locals[index]
        case .suspended(let generator):
            let values = runtime.values(ofGenerator: generator)
            return index < values.count ? values[index] : .none
        case .finished: return runtime.finishedValue(of: place.object, at: index)
        case .client: return .none
        }
    }
}
