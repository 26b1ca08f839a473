import HeapEngine

/// What happened: the effects of the operation under way, and the deaths so far.
package struct EventLog {
    /// Whether the session has begun: from then on containers are tracked.
    package var isStarted = false
    /// Whether effects are noted.
    package var isRecording = true { didSet { chooseMode() } }
    /// Whether every creation is noted at once: in a run only what outlives it is, at its end.
    package private(set) var notesCreations = true
    /// In a run: the creation number of the first object that it makes. What it makes and drops itself is only counted.
    package private(set) var firstTemporary = UInt64.max
    /// How many objects the run has made and dropped.
    package private(set) var temporaries = 0
    package var effects: [Effect] = []
    /// In a run: how many objects had been made when each effect was noted.
    private var stamps: [UInt64] = []
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

    /// Notes an effect, at a moment when so many objects had been made.
    mutating func note(at stamp: UInt64, _ effect: @autoclosure () -> Effect) {
        guard isRecording else { return }
        guard effects.count < effectLimit else {
            omitted += 1
            return
        }
        effects.append(effect())
        if firstTemporary != .max { stamps.append(stamp) }
    }

    /// Whether an object was made by the run under way.
    @inline(__always)
    package func isTemporary(_ serial: Serial) -> Bool {
        serial.rawValue >= firstTemporary && !serial.isBuiltin
    }

    /// Counts the death of an object that the run itself had made.
    @inline(__always)
    mutating func countTemporary() { temporaries &+= 1 }

    private mutating func chooseMode() { notesCreations = isRecording && firstTemporary == .max }

    /// Begins a run, whose first object will have this number.
    mutating func beginRun(at serial: Serial) {
        firstTemporary = serial.rawValue
        temporaries = 0
        stamps = []
        chooseMode()
    }

    /// Ends a run: the creations of what outlived it take their places among the effects.
    ///
    /// - Parameter created: creations with their numbers, in order.
    mutating func endRun(created: [(serial: UInt64, effect: Effect)], omitted more: Int) {
        var merged: [Effect] = []
        merged.reserveCapacity(effects.count + created.count)
        var next = created.startIndex
        for (effect, stamp) in zip(effects, stamps) {
            while next < created.endIndex, created[next].serial < stamp {
                merged.append(created[next].effect)
                next += 1
            }
            merged.append(effect)
        }
        merged += created[next...].map(\.effect)
        effects = merged
        omitted += more
        firstTemporary = .max
        stamps = []
        chooseMode()
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

    /// Begins the run of a program: until `endRun()` objects that it makes and drops itself are counted, not noted one by one.
    package func beginRun() { events.beginRun(at: heap.nextSerial) }

    /// Ends the run of a program: what it made and what is still there is noted as created.
    ///
    /// - Returns: how many objects it made and dropped.
    /// - Complexity: O(objects made that live).
    @discardableResult
    package func endRun() -> Int {
        var created: [(serial: UInt64, effect: Effect)] = []
        var omitted = 0
        if events.isRecording {
            heap.forEachObject(from: Serial(rawValue: events.firstTemporary)) { object in
                let type = heap.type(of: object)
                if type.isNone { return }
                guard created.count + events.effects.count < events.effectLimit else {
                    omitted += 1
                    return
                }
                created.append(
                    (
                        heap.serial(of: object).rawValue,
                        Effect(kind: .created, handle: handle(of: object), type: shortTypeName(object))
                    ))
            }
        }
        events.endRun(created: created, omitted: omitted)
        return events.temporaries
    }

    /// Notes an effect.
    func note(_ effect: @autoclosure () -> Effect) {
        events.note(at: heap.nextSerial.rawValue, effect())
    }

    func noteCreation(of object: ObjectID, type: ObjectID) {
        guard !type.isNone else { return }
        note(Effect(kind: .created, handle: handle(of: object), type: shortTypeName(object)))
    }

    /// Drops a unit that was taken out of a slot of `source`; `describe` is asked only if the object dies of it.
    package func drop(_ object: ObjectID, from source: ObjectID, _ describe: () -> EdgeDescription) {
        if object.isNone { return }
        guard heap.refcount(object) == 1, !events.isTemporary(heap.serial(of: object)) else {
            heap.release(object)
            return
        }
        let isRoot = heap.type(of: source).isNone
        let outer = events.pending
        events.pending = (
            object,
            .unlinked(
                source: isRoot ? nil : handle(of: source), sourceType: isRoot ? "" : shortTypeName(source),
                edge: describe())
        )
        heap.release(object)
        events.pending = outer
    }
}
