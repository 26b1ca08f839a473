import Dispatch
import GRDB

/// Collects what is to be written, and writes everything that has arrived in one transaction.
///
/// A commit costs much more than an entry, so it pays to let requests gather. A group waits for its turn on the
/// global queue, behind the work that is ready to run at that moment: the sessions run there, and their entries join
/// it. When nothing else is to be done, that takes no time. A group that is then smaller than what the last ones
/// came to (`Gathering`) waits for more. `patience` ends both kinds of waiting.
final class Committer: Sendable {
    private enum Phase {
        /// Nothing is to be written.
        case idle
        /// Something is, and waits for its turn.
        case waiting
        /// A group is being written, or is about to be.
        case writing
    }

    private struct Inbox {
        var requests: [WriteRequest] = []
        var phase = Phase.idle
        /// Counts the times that something began to wait.
        var turn: UInt64 = 0
        /// Whether the turn has come, and more requests are waited for.
        var isGathering = false
        var gathering = Gathering()
        /// Whether the clock is running that ends the waiting.
        var isWatched = false
        var isClosed = false
    }

    /// How long a group waits at most.
    private static let patience = DispatchTimeInterval.milliseconds(2)

    private let inbox = Locked(Inbox())
    private let pool: DatabasePool
    private let writer: Writer
    private let checkpointer: Checkpointer
    private let counters = Locked(HistoryStatistics())
    private let clock = DispatchQueue(label: "holdfast.history.clock")

    init(pool: DatabasePool, writer: Writer, checkpointer: Checkpointer) {
        self.pool = pool
        self.writer = writer
        self.checkpointer = checkpointer
    }

    var statistics: HistoryStatistics {
        var statistics = counters.withLock { $0 }
        (statistics.checkpoints, statistics.checkpointFailure) = checkpointer.report
        return statistics
    }

    /// Hands in a request. Its completion is called on the writer's queue, or here and now when the store is closed.
    func submit(_ request: WriteRequest) {
        let (isClosed, turn, mustWrite) = inbox.withLock { inbox in
            if inbox.isClosed { return (true, nil as UInt64?, false) }
            inbox.requests.append(request)
            if inbox.phase == .idle { return (false, Self.beginWaiting(&inbox), false) }
            return (false, nil, inbox.isGathering && Self.isReady(&inbox))
        }
        if isClosed { request.completion(.failure(.closed)) }
        if let turn { wait(turn) }
        if mustWrite { write() }
    }

    /// Goes on with what an earlier run of the server left to purge. Before anything is handed in.
    func resumePurging() {
        if writer.hasMoreToPurge { wait(inbox.withLock { Self.beginWaiting(&$0) }) }
    }

    /// Refuses further requests; false when that was done before.
    func refuseFurther() -> Bool {
        inbox.withLock { inbox in
            let wasOpen = !inbox.isClosed
            inbox.isClosed = true
            return wasOpen
        }
    }

    // MARK: Turns

    private static func beginWaiting(_ inbox: inout Inbox) -> UInt64 {
        inbox.phase = .waiting
        inbox.turn += 1
        return inbox.turn
    }

    /// Ends the waiting if there are enough requests. (A piece of purging waits for none.)
    private static func isReady(_ inbox: inout Inbox) -> Bool {
        let count = inbox.requests.count
        inbox.isGathering = count > 0 && count < inbox.gathering.target
        if inbox.isGathering { return false }
        inbox.gathering.note(count: count, inVain: false)
        inbox.phase = .writing
        return true
    }

    /// Ends the waiting, however few requests there are.
    private static func stopWaiting(_ inbox: inout Inbox) {
        inbox.gathering.note(count: inbox.requests.count, inVain: inbox.isGathering)
        inbox.isGathering = false
        inbox.phase = .writing
    }

    /// Queues what waits behind the work that is ready to run.
    private func wait(_ turn: UInt64) {
        DispatchQueue.global().async { self.takeTurn(turn) }
        let mustWatch = inbox.withLock { inbox in
            defer { inbox.isWatched = true }
            return !inbox.isWatched
        }
        if mustWatch { watch(turn) }
    }

    /// Goes on with what began to wait as `turn`, unless that has happened.
    private func takeTurn(_ turn: UInt64) {
        let mustWrite = inbox.withLock { inbox in
            inbox.phase == .waiting && inbox.turn == turn && Self.isReady(&inbox)
        }
        if mustWrite { write() }
    }

    /// Comes back after a while, to end the waiting if it is still the same.
    private func watch(_ turn: UInt64) {
        clock.asyncAfter(deadline: .now() + Self.patience) {
            let (mustWrite, next) = self.inbox.withLock { inbox in
                let isWaiting = inbox.phase == .waiting
                if isWaiting, inbox.turn == turn {
                    inbox.isWatched = false
                    Self.stopWaiting(&inbox)
                    return (true, nil as UInt64?)
                }
                inbox.isWatched = isWaiting
                return (false, isWaiting ? inbox.turn : nil)
            }
            if mustWrite { self.write() }
            if let next { self.watch(next) }
        }
    }

    private func write() {
        pool.asyncWriteWithoutTransaction { _ in self.run() }
    }

    // MARK: Groups, on the writer's queue

    /// Writes one group.
    private func run() {
        writeGroup()
        let turn = inbox.withLock { inbox in
            if inbox.requests.isEmpty, inbox.isClosed || !writer.hasMoreToPurge {
                inbox.phase = .idle
                return nil as UInt64?
            }
            return Self.beginWaiting(&inbox)
        }
        if let turn { wait(turn) }
    }

    /// Writes all that is handed in, when nothing can be any more.
    func drain() {
        while inbox.withLock({ !$0.requests.isEmpty }) { writeGroup() }
    }

    private func writeGroup() {
        var group: [WriteRequest] = []
        inbox.withLock { inbox in
            group.reserveCapacity(inbox.requests.count)
            swap(&group, &inbox.requests)
        }
        if group.isEmpty, !writer.hasMoreToPurge { return }
        let results = write(group)
        let mustCheckpoint = checkpointer.logHas(writer.pagesInLog)
        for (request, result) in zip(group, results) { request.completion(result) }
        if mustCheckpoint { checkpointer.finish() }
    }

    private func write(_ group: [WriteRequest]) -> [Result<Void, HistoryError>] {
        do throws(HistoryError) {
            let results = try writer.commit(group[...], purging: true)
            count(group, results, groups: 1)
            return results
        } catch {
            counters.withLock { $0.failedGroups += 1 }
            if group.isEmpty { writer.postponePurging() }
            // One request may have poisoned the others: each gets a transaction of its own, and nothing else in it.
            let results = group.indices.map { index in
                do throws(HistoryError) {
                    return try writer.commit(group[index...index], purging: false)[0]
                } catch {
                    return .failure(error)
                }
            }
            count(group, results, groups: results.count)
            return results
        }
    }

    private func count(_ group: [WriteRequest], _ results: [Result<Void, HistoryError>], groups: Int) {
        var entries = 0
        for (request, result) in zip(group, results) {
            if case .append = request.work, case .success = result { entries += 1 }
        }
        counters.withLock { statistics in
            statistics.entries += entries
            statistics.groups += groups
            statistics.largestGroup = max(statistics.largestGroup, group.count)
            statistics.logPages = writer.pagesInLog
        }
    }
}
