import HeapEngine

/// What happened: the effects of the operation under way, and the deaths so far.
package struct EventLog {
    /// Whether the session has begun: from then on containers are tracked.
    package var isStarted = false
    /// Whether effects are noted.
    package var isRecording = true
    package var effects: [Effect] = []
    package var omitted = 0
    package var effectLimit = 10_000
    /// The last deaths; once there are as many as are kept, the newest takes the oldest one's place.
    private var deaths: [Death] = []
    private var oldest = 0
    package var deathLimit = 100_000
    /// What entries of dying dicts were called, by slot of the key.
    package var dyingLabels: [ObjectID: [Int: String]] = [:]
    /// Why the object about to be released will die, if it does.
    package var pending: (object: ObjectID, cause: DeathExplanation)?

    package mutating func note(_ effect: @autoclosure () -> Effect) {
        guard isRecording else { return }
        if effects.count < effectLimit { effects.append(effect()) } else { omitted += 1 }
    }

    package mutating func bury(_ death: Death) {
        if deaths.count < deathLimit { return deaths.append(death) }
        deaths[oldest] = death
        oldest = (oldest + 1) % deaths.count
    }

    /// How an object died, if that is still known.
    ///
    /// - Complexity: O(deaths kept). Objects die all the time and are hardly ever asked for afterwards, so that nothing is indexed.
    package func death(of serial: Serial) -> Death? { deaths.last { $0.handle.serial == serial } }
}

extension Runtime {
    /// Whether effects are noted; off while a history is replayed.
    public var recordsEffects: Bool {
        get { events.isRecording }
        set { events.isRecording = newValue }
    }

    /// How many effects of one operation are noted at most.
    public var effectLimit: Int {
        get { events.effectLimit }
        set { events.effectLimit = newValue }
    }

    /// The effects since the last call, in the order in which they happened.
    public func takeEffects() -> [Effect] {
        defer {
            events.effects = []
            events.omitted = 0
        }
        return events.effects
    }

    /// How many effects were beyond the limit since the last `takeEffects()`.
    public var omittedEffects: Int { events.omitted }

    func noteCreation(of object: ObjectID, type: ObjectID) {
        guard !type.isNone else { return }
        events.note(Effect(kind: .created, handle: handle(of: object), type: typeName(object)))
    }

    /// Drops a unit that was taken out of a slot of `source`; `describe` is asked only if the object dies of it.
    package func drop(_ object: ObjectID, from source: ObjectID, _ describe: () -> EdgeDescription) {
        if object.isNone { return }
        guard heap.refcount(object) == 1 else {
            heap.release(object)
            return
        }
        let isRoot = heap.type(of: source).isNone
        let outer = events.pending
        events.pending = (
            object,
            .unlinked(
                source: isRoot ? nil : handle(of: source), sourceType: isRoot ? "" : typeName(source),
                edge: describe())
        )
        heap.release(object)
        events.pending = outer
    }
}
