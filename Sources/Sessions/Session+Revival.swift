import Dispatch
import HistoryStore
import OrderedJSON
import PythonInterpreter

extension Session {
    /// The session's heap: the one in memory, or one made anew from the history. Who comes meanwhile waits in the queue.
    ///
    /// - Throws: `.unknownSession` after its deletion, `.unreadableHistory`.
    func revived() throws(SessionError) -> LiveSession {
        dispatchPrecondition(condition: .onQueue(queue))
        if confined.isDeleted { throw .unknownSession(id) }
        let epoch = ledger.epoch
        if let live = confined.live {
            if confined.epoch == epoch { return live }
            live.abandon()
            confined.live = nil
            environment.residency.depart(id)
        }
        let live = LiveSession(
            profile: profile, collector: collector, quotas: settings.withLock { $0.quotas })
        try replay(into: live)
        confined.live = live
        confined.epoch = epoch
        ledger.revived(at: live.revision)
        environment.residency.arrive(self)
        environment.statistics.revivals.wrappingAdd(1, ordering: .relaxed)
        environment.statistics.replayedEntries.wrappingAdd(live.revision, ordering: .relaxed)
        return live
    }

    private func replay(into live: LiveSession) throws(SessionError) {
        guard ledger.committed > 0 else { return }
        live.isReplaying = true
        do {
            // SAFETY: the queue waits until the replay has ended.
            nonisolated(unsafe) let heap = live
            // Special methods that runs have made need the stack.
            _ = try DeepStack.run { [environment, id] in
                Result {
                    try environment.store.replay(id) { stored in
                        try heap.replay(stored, parking: environment.pool)
                    }
                }
            }.get()
        } catch let error as HistoryError {
            throw SessionError(reading: error)
        } catch let error as SessionError {
            throw error
        } catch {
            throw .unreadableHistory(entry: nil, reason: "\(error)")
        }
        live.isReplaying = false
    }

    /// Gives the heap up, if nobody is using it.
    func evict() {
        queue.async { [self] in
            guard let live = confined.live else { return }
            let revision = live.revision
            ledger.wait(for: revision, epoch: confined.epoch) { [self] _ in
                queue.async { [self] in
                    // Somebody wrote in between: the session is not idle after all, and the next arrival asks again.
                    guard let live = confined.live, live.revision == revision else { return }
                    live.abandon()
                    confined.live = nil
                    environment.residency.depart(id)
                    environment.statistics.evictions.wrappingAdd(1, ordering: .relaxed)
                }
            }
        }
    }
}

extension LiveSession {
    /// Applies one stored operation, which must end as it ended the first time.
    ///
    /// - Throws: `SessionError.unreadableHistory` when it cannot be read or ends in another way.
    func replay(_ stored: StoredOperation, parking: DeepStackPool) throws {
        let entry = UInt64(stored.seq)
        do throws(SessionError) {
            let json: JSONValue
            do { json = try JSONValue(parsing: stored.bytes, limits: .journal) } catch {
                throw .unreadableHistory(entry: entry, reason: "\(error)")
            }
            let statement = try perform(
                try Operation(json: json), at: stored.at, stop: try RunStop(journal: json), parking: parking)
            guard statement.journaled == stored.outcome else {
                throw .unreadableHistory(
                    entry: entry,
                    reason: "it ended with '\(statement.journaled)', not with '\(stored.outcome)'")
            }
        } catch .unreadableHistory(let entry, let reason) {
            throw SessionError.unreadableHistory(entry: entry, reason: reason)
        } catch {
            throw SessionError.unreadableHistory(entry: entry, reason: "it is refused now: \(error)")
        }
    }

    /// Applies an operation and waits for its end, or for its run's next pause.
    private func perform(
        _ operation: Operation, at time: Int64, stop: RunStop?, parking: DeepStackPool
    ) throws(SessionError) -> Statement {
        let done = DispatchSemaphore(value: 0)
        var delivered: Result<Statement, SessionError>?
        let deliver: ActiveRun.Deliver = { result in
            delivered = result
            done.signal()
        }
        switch operation {
        case .run:
            let task = DeepTask()
            // SAFETY: until `deliver` is called the task has both alone.
            nonisolated(unsafe) let live = self
            nonisolated(unsafe) let answer = deliver
            task.start {
                live.perform(operation, at: time, task: task, parking: parking, stop: stop, deliver: answer)
            }
        case .resume, .stopRun: resume(operation, at: time, stop: stop, deliver: deliver)
        default: return try apply(operation, at: time, stop: stop)
        }
        done.wait()
        guard let delivered else { preconditionFailure("a task signalled and delivered nothing") }
        return try delivered.get()
    }
}

extension RunStop {
    /// Reads where an operation was stopped; nil if it was not.
    init?(journal json: JSONValue) throws(SessionError) {
        guard let stopped = try ObjectReader(json)["stopped"] else { return nil }
        let reader = try ObjectReader(stopped)
        let reason = RunInterruption(rawValue: try reader.require("reason", Read.string))
        guard let reason else { throw .malformed(field: "/stopped/reason", reason: "is no interruption") }
        self.init(
            reason: reason,
            instructions: try reader.require("instructions") { (json) throws(SessionError) in
                try Read.integer(json, in: 0...Int64.max)
            })
    }
}

extension JSONLimits {
    /// What the journal wrote, it must be able to read: an operation wraps what a client sent in a few more levels.
    static let journal: JSONLimits = {
        var limits = JSONLimits.standard
        limits.depth += 16
        return limits
    }()
}
