import GRDB
import Locking

/// Collects what is to be written, and writes everything that arrives during one transaction in the next.
///
/// A request waits for at most two commits, and under load a commit's price (the fsync above all) is shared by all
/// the requests that came while the one before was made.
final class Committer: Sendable {
    private struct Inbox {
        var requests: [WriteRequest] = []
        /// Whether `run` is queued or running, and so will see what arrives.
        var isRunning = false
        var isClosed = false
    }

    private let inbox = Locked(Inbox())
    private let pool: DatabasePool
    private let writer: Writer
    private let checkpointer: Checkpointer
    private let counters = Locked(HistoryStatistics())

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
        let (isClosed, mustStart) = inbox.withLock { inbox in
            if inbox.isClosed { return (true, false) }
            inbox.requests.append(request)
            let wasRunning = inbox.isRunning
            inbox.isRunning = true
            return (false, !wasRunning)
        }
        if isClosed { request.completion(.failure(.closed)) }
        if mustStart { start() }
    }

    /// Goes on with what an earlier run of the server left to purge.
    func resumePurging() {
        let mustStart = inbox.withLock { inbox in
            if inbox.isClosed || inbox.isRunning || !writer.hasMoreToPurge { return false }
            inbox.isRunning = true
            return true
        }
        if mustStart { start() }
    }

    /// Refuses further requests; false when that was done before.
    func refuseFurther() -> Bool {
        inbox.withLock { inbox in
            let wasOpen = !inbox.isClosed
            inbox.isClosed = true
            return wasOpen
        }
    }

    private func start() {
        pool.asyncWriteWithoutTransaction { _ in self.run() }
    }

    /// Writes group after group until nothing is left. On the writer's queue.
    func run() {
        while let group = nextGroup() {
            let results = write(group)
            let mustCheckpoint = checkpointer.logHas(writer.pagesInLog)
            for (request, result) in zip(group, results) { request.completion(result) }
            if mustCheckpoint { checkpointer.finish() }
        }
    }

    /// All that has arrived; empty when only purging is left to do; nil when nothing is.
    private func nextGroup() -> [WriteRequest]? {
        inbox.withLock { inbox in
            if inbox.requests.isEmpty, inbox.isClosed || !writer.hasMoreToPurge {
                inbox.isRunning = false
                return nil
            }
            var group: [WriteRequest] = []
            group.reserveCapacity(inbox.requests.count)
            swap(&group, &inbox.requests)
            return group
        }
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
