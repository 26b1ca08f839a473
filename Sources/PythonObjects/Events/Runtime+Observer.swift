import HeapEngine

extension Runtime: HeapObserver {
    /// Does what the object's class declares for `__del__`.
    public func finalize(_ object: ObjectID) {
        if kind(of: object).isGenerator {
            let state = state(ofGenerator: object)
            if let evaluator, state == .suspended { return evaluator.finalize(object) }
            // A coroutine that never began is warned of.
            if let evaluator, state == .created, kind(of: object) == .coroutine { evaluator.finalize(object) }
            return finalizeGenerator(object)
        }
        let record = record(of: heap.type(of: object))
        let action = record.finalizer
        note(Effect(kind: .finalized, handle: handle(of: object), type: shortTypeName(object)))
        if record.callsFinalizer { evaluator?.finalize(object) }
        switch action {
        case .resurrect(let name): bind(name, object)
        case .raise(let type, let message):
            note(
                Effect(
                    kind: .unraisable, handle: handle(of: object), type: shortTypeName(object), label: type,
                    detail: message))
        case .record, nil: break
        }
    }

    /// Notes that a weak reference died.
    public func didClear(_ reference: ObjectID, referent: ObjectID) {
        note(
            Effect(
                kind: .weakrefCleared, handle: handle(of: reference), type: shortTypeName(reference),
                detail: handle(of: referent).description))
    }

    /// Calls a weak reference's callback.
    public func callBack(_ reference: ObjectID, callback: ObjectID) {
        switch kind(of: callback) {
        case .function, .builtinFunction:
            let behaviour = functions[heap.payload(callback)].behaviour
            switch behaviour {
            case .record(let label):
                note(
                    Effect(
                        kind: .callback, handle: handle(of: reference), type: shortTypeName(reference),
                        label: label))
            case .none, .builtin:
                note(
                    Effect(
                        kind: .callback, handle: handle(of: reference), type: shortTypeName(reference),
                        label: functions[heap.payload(callback)].name))
                evaluator?.callBack(reference, callback: callback)
            case .removeFromValueDictionary, .removeFromKeyDictionary, .removeFromSet:
                removeDead(reference, callback: callback, behaviour: behaviour)
            }
        case .object
        where heap.type(of: callback) == library.finalize
            && classAttribute(library.finalize, "__call__") == nil:
            callFinalize(callback)
        default:
            let isCallable = isCallable(callback)
            note(
                Effect(
                    kind: isCallable ? .callback : .unraisable, handle: handle(of: reference),
                    type: shortTypeName(reference), label: isCallable ? nil : "TypeError",
                    detail: isCallable
                        ? handle(of: callback).description
                        : "'\(shortTypeName(callback))' object is not callable")
            )
            if isCallable { evaluator?.callBack(reference, callback: callback) }
        }
    }

    /// `finalize.__call__`: takes the entry out of the registry and calls its function.
    private func callFinalize(_ finalize: ObjectID) {
        let registry = library.finalizeRegistry
        guard let hash = try? hash(finalize), let entry = try? find(registry, finalize, hash: hash),
            let info = removeEntry(registry, entry, keepingValue: true)
        else { return }
        if heap.type(of: info) == library.finalizeInfo,
            let slot = slot(named: "func", of: library.finalizeInfo)
        {
            let function = heap.slot(info, slot)
            if !function.isNone, kind(of: function) == .function {
                var label = functions[heap.payload(function)].name
                if case .record(let own) = functions[heap.payload(function)].behaviour { label = own }
                note(
                    Effect(
                        kind: .callback, handle: handle(of: finalize), type: shortTypeName(finalize),
                        label: label)
                )
            }
        }
        heap.release(info)
    }

    /// Writes the death down, and lets go of what belongs to the object beside its slots.
    public func willFree(_ object: ObjectID, cause: DeathCause) {
        let type = heap.type(of: object)
        if type.isNone { return }
        if events.isTemporary(heap.serial(of: object)) {
            events.countTemporary()
        } else {
            writeDown(object, of: type, cause)
        }
        dropPayload(of: object, facts(of: type))
    }

    private func writeDown(_ object: ObjectID, of type: ObjectID, _ cause: DeathCause) {
        let explanation: DeathExplanation
        switch cause {
        case .collected(let ordinal): explanation = .collected(ordinal: ordinal)
        case .released:
            if let pending = events.pending, pending.object == object {
                explanation = pending.cause
            } else {
                explanation = .released
            }
        case .unlinked(let source, let slot):
            let isRoot = heap.type(of: source).isNone
            explanation = .unlinked(
                source: isRoot ? nil : handle(of: source), sourceType: isRoot ? "" : shortTypeName(source),
                edge: describe(Reference(source: source, slot: slot, target: object)))
        }
        let name = classes[heap.payload(type)].name
        events.bury(
            Death(
                handle: handle(of: object), typeName: name, entry: currentEntry, cause: explanation,
                isFinalized: heap.isFinalized(object)))
        note(
            Effect(kind: .freed, handle: handle(of: object), type: name, detail: explanation.text))
    }

    private func dropPayload(of object: ObjectID, _ facts: ClassFacts) {
        let payload = heap.payload(object)
        switch facts.kind {
        case .str:
            if strings[payload].isInterned, interned[strings[payload].value] == object {
                interned[strings[payload].value] = nil
                classesChanged()
            }
            strings.remove(payload)
        case .int: removeInteger(payload)
        case .float: floats.remove(payload)
        case .complex: complexes.remove(payload)
        case .bytes: byteStrings.remove(payload)
        case .byteArray: byteArrays.remove(payload)
        case .dict:
            rememberLabels(of: object, head: Int(facts.head))
            if !viewDicts.isEmpty { viewDicts.remove(object) }
            if isSplit(object) { forgetSplit(object) }
            dictionaries.remove(payload)
        case .set, .frozenSet: sets.remove(payload)
        case .type:
            removeFromBases(object)
            classesChanged()
            combineDicts(ofClass: payload)
            classes[payload].mro = []
            retiredClasses.append(payload)
        case .function, .builtinFunction: functions.remove(payload)
        case .code:
            codes[payload].facts = nil
            codes.remove(payload)
        case .frame: retireFrame(payload)
        case .weakReference, .weakProxy: if !weakHashes.isEmpty { weakHashes[object] = nil }
        case .object: if facts.hasInlineValues { detachDict(of: object) }
        case .methodDescriptor, .wrapperDescriptor, .classMethodDescriptor: functions.remove(payload)
        case .generator, .coroutine, .asyncGenerator:
            surrenderFrame(of: object)
            generators.remove(payload)
        case .traceback: tracebacks.remove(payload)
        case .deque: retiredDeques.append(payload)
        case .native:
            guard payload != 0 else { break }
            natives.remove(payload)
            if !nativeValues.isEmpty { nativeValues[payload] = nil }
        default: if facts.kind.hasIteratorRecord { iterators.remove(payload) }
        }
    }

    /// An instance that dies before the dict that shows its values leaves them to it.
    private func detachDict(of object: ObjectID) {
        let state = state(of: object)
        if !state.isDictBacked {
            let dict = heap.slot(object, InstanceState.dictSlot)
            if !dict.isNone, heap.refcount(dict) > 1 {
                moveValues(of: object, to: dict)
            } else if !dict.isNone {
                // It dies with the values, and the collector does not find it among them.
                viewDicts.remove(dict)
                dictionaries[heap.payload(dict)].owner = .none
                if heap.isTracked(dict) { heap.untrack(dict) }
            }
        }
        if let order = self.state(of: object).order { valueOrders.remove(order) }
    }

    /// Remembers what the entries of a dying dict are called, for the deaths of its values.
    private func rememberLabels(of dict: ObjectID, head: Int) {
        var labels: [Int: String] = [:]
        let count = heap.slotCount(dict)
        if isSplit(dict) {
            for slot in 0..<count where willBeWrittenDown(heap.slot(dict, slot)) {
                labels[slot] = summary(splitKey(dict, slot: slot), limit: 100)
            }
        } else if count - head <= 200 {
            for slot in stride(from: head, to: count - 1, by: entrySlots(of: dict)) {
                let key = heap.slot(dict, slot)
                if key.isNone { continue }
                let value = heap.slot(dict, slot + 1)
                if willBeWrittenDown(value) || willBeWrittenDown(key) {
                    labels[slot] = summary(key, limit: 100)
                }
            }
        }
        if !labels.isEmpty || isSplit(dict) { events.dyingLabels[dict] = labels }
    }

    /// Whether the object dies with its next unit, and its death is one that is written down.
    private func willBeWrittenDown(_ object: ObjectID) -> Bool {
        heap.refcount(object) == 1 && !events.isTemporary(heap.serial(of: object))
    }

    /// The collector emptied a list, dict or set.
    public func didTruncate(_ object: ObjectID) {
        let payload = heap.payload(object)
        switch kind(of: object) {
        case .dict:
            if isSplit(object) { return becomeEmpty(object) }
            dictionaries[payload].table.clear()
            forgetSharing(object)
            dictionaries[payload].owner = .none
            didResize(object)
        case .set, .frozenSet:
            sets[payload].clear()
            heap.resize(object, slots: head(of: object) + sets[payload].capacity)
            heap.resizeBuffer(object, bytes: 0)
        case .list: setRoom(of: object, 0)
        case .deque: dequeWasCleared(object)
        default: break
        }
    }

    /// Notes a resurrection.
    public func didResurrect(_ object: ObjectID) {
        note(Effect(kind: .resurrected, handle: handle(of: object), type: shortTypeName(object)))
    }

    /// `gc.callbacks` with phase start.
    public func collectionWillStart(generation: Int) {
        evaluator?.collectionWillStart(generation: generation)
    }

    /// `gc.DEBUG_COLLECTABLE`
    public func collectorFound(_ object: ObjectID) { evaluator?.collectorFound(object) }

    /// Keeps the report of a collection.
    public func collectionDidFinish(_ report: CollectionReport) {
        collections.append(report)
        if collections.count > 10_000 { collections.removeFirst(5_000) }
        onCollection?(report)
        note(
            Effect(
                kind: .collected, handle: nil, type: "", label: "c\(report.ordinal)",
                detail:
                    "generation \(report.generation): \(report.collected) collected, \(report.uncollectable) uncollectable"
            ))
        evaluator?.collectionDidEnd(report)
    }

    /// A full collection stops tracking a reachable dict that shows an instance's values if none of them may be tracked.
    public func didDivide(generation: Int) {
        guard generation == 2 else { return }
        for dict in viewDicts where heap.generation(of: dict) == generation {
            if !entries(of: dict).contains(where: { mayBeTracked($0.value) }) { heap.untrack(dict) }
        }
    }

    /// `DEBUG_SAVEALL`: garbage goes to `gc.garbage`.
    public func save(garbage object: ObjectID) { appendItem(roots.garbage, object) }
}
