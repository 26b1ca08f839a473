import Dispatch
import HistoryStore
import Locking
import PythonInterpreter
import Synchronization

/// What all sessions of a server share.
final class SessionEnvironment: Sendable {
    let store: HistoryStore
    let clock: WallClock
    let residency: Residency
    let statistics = Statistics()
    /// The threads of runs.
    let pool: DeepStackPool
    /// What stops the runs under way.
    let signals = Locked<[ObjectIdentifier: RunSignal]>([:])

    private let underWay = DispatchGroup()
    private let isClosed = Atomic(false)

    init(store: HistoryStore, clock: WallClock, limits: SessionLimits) {
        self.store = store
        self.clock = clock
        residency = Residency(limit: limits.residents)
        pool = DeepStackPool(limit: limits.runs, parkedLimit: limits.pausedRuns)
    }

    /// Whether no more requests are taken.
    var isClosing: Bool { isClosed.load(ordering: .sequentiallyConsistent) }

    /// Counts a request in.
    ///
    /// - Throws: `.closing` when no more are taken. Otherwise `leave()` has to follow.
    func enter() throws(SessionError) {
        underWay.enter()
        if isClosed.load(ordering: .sequentiallyConsistent) {
            underWay.leave()
            throw .closing
        }
    }

    /// Counts a request out, after its answer.
    func leave() { underWay.leave() }

    /// Takes no more requests, stops the runs under way, and calls `completion` when what is under way is answered.
    func close(_ completion: @escaping @Sendable () -> Void) {
        isClosed.store(true, ordering: .sequentiallyConsistent)
        for signal in signals.withLock({ Array($0.values) }) { signal.raise() }
        underWay.notify(queue: .global(), execute: completion)
    }

    /// What has been counted since the start.
    final class Statistics: Sendable {
        let operations = Atomic<UInt64>(0)
        let refusals = Atomic<UInt64>(0)
        let reads = Atomic<UInt64>(0)
        let revivals = Atomic<UInt64>(0)
        let replayedEntries = Atomic<UInt64>(0)
        let evictions = Atomic<UInt64>(0)
        let commitFailures = Atomic<UInt64>(0)

    }
}

/// Which sessions have their heap in memory, and which of them has to go when there are too many.
final class Residency: Sendable {
    private let limit: Int
    private let residents = Locked<[String: Resident]>([:])

    /// Weak, because every session knows the environment that knows the residents.
    private struct Resident {
        weak var session: Session?
    }

    init(limit: Int) {
        self.limit = max(1, limit)
    }

    /// How many sessions have their heap in memory.
    var count: Int { residents.withLock { $0.count } }

    /// Whether a session's heap is in memory.
    func contains(_ id: String) -> Bool { residents.withLock { $0[id] != nil } }

    /// Notes a heap; when there are too many, asks the sessions that have been idle for the longest time to give theirs
    /// up.
    func arrive(_ session: Session) {
        let excess = residents.withLock { residents -> [Session] in
            residents[session.id] = Resident(session: session)
            guard residents.count > limit else { return [] }
            let idle = residents.values.compactMap(\.session).filter { $0 !== session }
            return Array(idle.sorted { $0.lastUse < $1.lastUse }.prefix(residents.count - limit))
        }
        for session in excess { session.evict() }
    }

    /// Notes that a session's heap is gone.
    func depart(_ id: String) { residents.withLock { $0[id] = nil } }
}
