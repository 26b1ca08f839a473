import Dispatch
import HistoryStore
import Locking
import OrderedJSON
import PythonInterpreter
import PythonObjects
import Synchronization

/// One hosted runtime: a heap, its history, and the queue on which both meet.
///
/// The heap is confined to the session's serial queue; `perform` and `read` are the only doors to it. It is brought
/// back by replay when it is first asked for, and may be given up while nobody asks.
public final class Session: Sendable {
    /// The session's identifier, never reused.
    public let id: String

    let profile: Profile
    let collector: CollectorStart
    let createdAt: Int64
    let queue: DispatchQueue
    let ledger: CommitLedger
    let environment: SessionEnvironment
    let settings: Locked<Settings>
    /// What only the queue may touch.
    let confined: Confined
    /// Stops the task that has the heap instead of the queue, if there is one.
    let underWay = Locked<RunSignal?>(nil)
    /// Who asked how the last run stands, and is told at once when another one begins.
    let askers = Locked<[Int: RunStateCompletion]>([:])
    /// Stops the runs that were asked for and are not answered yet, those that still wait in the queue too.
    let requested = Locked<[ObjectIdentifier: RunSignal]>([:])

    private let lastUseTime = Atomic<UInt64>(0)

    typealias RunStateCompletion = @Sendable (Result<Reading<RunState>, SessionError>) -> Void

    /// What a client may change.
    struct Settings: Sendable {
        var name: String?
        var quotas: SessionQuotas
    }

    /// State of the queue.
    final class Confined: @unchecked Sendable {
        // SAFETY: every access follows a dispatchPrecondition for the session's queue.
        var live: LiveSession? {
            didSet { if live == nil, oldValue != nil { HostMemory.trim() } }
        }
        /// The ledger's epoch that the heap belongs to; in another one the heap is void.
        var epoch: UInt64 = 0
        var isDeleted = false

        /// Nobody asks any more: a paused run gives its thread back.
        deinit { live?.abandon() }
    }

    init(
        id: String, profile: Profile, collector: CollectorStart, createdAt: Int64, settings: Settings,
        revision: UInt64, environment: SessionEnvironment
    ) {
        self.id = id
        self.profile = profile
        self.collector = collector
        self.createdAt = createdAt
        self.environment = environment
        self.settings = Locked(settings)
        confined = Confined()
        ledger = CommitLedger(committed: revision)
        // All session queues share the few threads of one root; a queue of its own root would start a thread for each
        // busy session.
        queue = DispatchQueue(label: "holdfast.session.\(id)", target: .global())
    }

    /// What is known about the session, without its heap.
    public var description: SessionDescription {
        let settings = settings.withLock { $0 }
        return SessionDescription(
            id: id, name: settings.name, python: profile.name, revision: ledger.committed,
            createdAt: createdAt,
            resident: environment.residency.contains(id), gc: collector, quotas: settings.quotas)
    }

    /// When the session was last asked for anything, on the monotonic clock.
    var lastUse: UInt64 { lastUseTime.load(ordering: .relaxed) }

    // MARK: Reading

    /// Asks the heap: runs `body` on the session's queue, and completes when every revision that it could see is
    /// committed.
    ///
    /// - Parameters:
    ///   - body: asks, and renders what it wants to say. It runs alone in the session.
    ///   - completion: called once, on a queue of the session or of the history; it must not block.
    public func read<Value: Sendable>(
        _ body: @escaping @Sendable (borrowing Inspection) throws(SessionError) -> Value,
        completion: @escaping @Sendable (Result<Reading<Value>, SessionError>) -> Void
    ) {
        enter(completion) { [self] finish in
            environment.statistics.reads.wrappingAdd(1, ordering: .relaxed)
            let live: LiveSession
            do throws(SessionError) { live = try revived() } catch { return finish(.failure(error)) }
            let revision = live.revision
            let result: Result<Reading<Value>, SessionError>
            do throws(SessionError) {
                result = .success(Reading(value: try body(Inspection(live)), revision: revision))
            } catch {
                result = .failure(error)
            }
            ledger.wait(for: revision, epoch: confined.epoch) { failure in
                finish(failure.map { .failure($0) } ?? result)
            }
        }
    }

    /// The synchronous twin of `read`, for tests.
    public func readSynchronously<Value: Sendable>(
        _ body: @escaping @Sendable (borrowing Inspection) throws(SessionError) -> Value
    ) throws(SessionError) -> Reading<Value> {
        try waiting { read(body, completion: $0) }
    }

    // MARK: Doors

    /// Counts a request in and runs `body` on the session's queue; what `body` hands to `finish` is the answer.
    func enter<Value: Sendable>(
        _ completion: @escaping @Sendable (Result<Value, SessionError>) -> Void,
        _ body:
            @escaping @Sendable (_ finish: @escaping @Sendable (Result<Value, SessionError>) -> Void) -> Void
    ) {
        do { try environment.enter() } catch { return completion(.failure(error)) }
        lastUseTime.store(MonotonicClock.nanoseconds, ordering: .relaxed)
        let environment = environment
        queue.async {
            body { result in
                completion(result)
                environment.leave()
            }
        }
    }
}

/// Waits for a completion. Not for queues that the completion needs.
func waiting<Value: Sendable>(
    _ start: (@escaping @Sendable (Result<Value, SessionError>) -> Void) -> Void
) throws(SessionError) -> Value {
    let done = DispatchSemaphore(value: 0)
    let outcome = Locked<Result<Value, SessionError>>(.failure(.closing))
    start { result in
        outcome.withLock { $0 = result }
        done.signal()
    }
    done.wait()
    return try outcome.withLock { $0 }.get()
}
