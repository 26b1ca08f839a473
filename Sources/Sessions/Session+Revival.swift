import Dispatch
import HistoryStore
import OrderedJSON

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
        live.isReplaying = true
        do {
            try environment.store.replay(id) { stored in
                try live.replay(stored)
            }
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
    func replay(_ stored: StoredOperation) throws {
        let entry = UInt64(stored.seq)
        do throws(SessionError) {
            let json: JSONValue
            do { json = try JSONValue(parsing: stored.bytes, limits: .journal) } catch {
                throw .unreadableHistory(entry: entry, reason: "\(error)")
            }
            let statement = try apply(try Operation(json: json), at: stored.at)
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
}

extension JSONLimits {
    /// What the journal wrote, it must be able to read: an operation wraps what a client sent in a few more levels.
    static let journal: JSONLimits = {
        var limits = JSONLimits.standard
        limits.depth += 16
        return limits
    }()
}
