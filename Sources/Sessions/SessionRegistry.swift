import Dispatch
import Foundation
import HistoryStore
import Locking
import OrderedJSON
import PythonObjects

/// What a server may hold.
public struct SessionLimits: Sendable {
    /// Sessions, in memory or not.
    public var sessions = 10_000
    /// Sessions whose heap is in memory; the one that was idle for the longest time makes room.
    public var residents = 256
    /// Runs that execute at the same time; the others wait.
    public var runs = max(2, ProcessInfo.processInfo.activeProcessorCount)
    /// Runs that wait, paused, to be continued. Each keeps a thread.
    public var pausedRuns = 64
    /// What each session may grow to, at most and unless it asks for less.
    public var quotas = SessionQuotas()

    /// The defaults.
    public init() {}
}

/// All sessions of a server.
///
/// Its state is a table behind a lock, which is never held while calling out.
public final class SessionRegistry: Sendable {
    let environment: SessionEnvironment
    let limits: SessionLimits
    let state: Locked<State>

    struct State {
        var sessions: [String: Session] = [:]
        /// Identifiers in the order of creation.
        var order: [String] = []
        /// Creations that are being committed.
        var pending = 0
        var nextNumber: UInt64 = 1
    }

    /// Takes up the sessions of a store. No heap is made yet.
    ///
    /// - Throws: `.unreadableHistory`.
    public init(
        store: HistoryStore, limits: SessionLimits = .init(), clock: WallClock = .host
    ) throws(SessionError) {
        self.limits = limits
        environment = SessionEnvironment(store: store, clock: clock, limits: limits)
        state = Locked(State())
        var cursor: String?
        repeat {
            let page: [StoredSession]
            do { page = try store.sessions(after: cursor, limit: 500) } catch {
                throw SessionError(reading: error)
            }
            for stored in page { try add(try session(stored)) }
            cursor = page.count == 500 ? page.last?.id : nil
        } while cursor != nil
        try skipDeletedIdentifiers()
    }

    /// The session with an identifier. Its heap comes back when it is first used.
    ///
    /// - Throws: `.unknownSession`.
    public func session(_ id: String) throws(SessionError) -> Session {
        guard let session = state.withLock({ $0.sessions[id] }) else { throw .unknownSession(id) }
        return session
    }

    /// What is known about a session.
    ///
    /// - Throws: `.unknownSession`.
    public func describe(_ id: String) throws(SessionError) -> SessionDescription {
        try session(id).description
    }

    /// The sessions in the order of their creation, page by page.
    ///
    /// - Parameter cursor: the identifier of the last session of the page before.
    /// - Throws: `.invalidCursor`.
    public func list(after cursor: String? = nil, limit: Int = 100) throws(SessionError) -> Page<
        SessionDescription
    > {
        let (page, isLast) = try state.withLock { (state) throws(SessionError) -> ([Session], Bool) in
            var start = 0
            if let cursor {
                guard let number = Self.number(of: cursor) else { throw .invalidCursor(cursor) }
                // Identifiers ascend, so the page goes on even if the session of the cursor was deleted.
                start = state.order.partitioningIndex { Self.number(of: $0) ?? 0 > number }
            }
            let ids = state.order[start...].prefix(limit)
            return (ids.compactMap { state.sessions[$0] }, ids.endIndex == state.order.count)
        }
        return Page(items: page.map(\.description), nextCursor: isLast ? nil : page.last?.id)
    }

    /// What has been counted since the start, for the metrics.
    public var statistics: RegistryStatistics {
        let counted = environment.statistics
        return RegistryStatistics(
            sessions: state.withLock { $0.sessions.count }, residents: environment.residency.count,
            operations: counted.operations.load(ordering: .relaxed),
            refusals: counted.refusals.load(ordering: .relaxed),
            reads: counted.reads.load(ordering: .relaxed),
            revivals: counted.revivals.load(ordering: .relaxed),
            replayedEntries: counted.replayedEntries.load(ordering: .relaxed),
            evictions: counted.evictions.load(ordering: .relaxed),
            commitFailures: counted.commitFailures.load(ordering: .relaxed))
    }

    /// Refuses new requests with `.closing` and completes when those under way are answered. The store stays open.
    public func close(completion: @escaping @Sendable () -> Void) {
        environment.close(completion)
    }

    // MARK: Sessions and the store

    /// Moves the next number behind the newest sessions that were deleted: their identifiers are taken.
    private func skipDeletedIdentifiers() throws(SessionError) {
        var number = state.withLock { $0.nextNumber }
        do throws(HistoryError) {
            while try environment.store.session("s\(number)") != nil { number += 1 }
        } catch {
            throw SessionError(reading: error)
        }
        let next = number
        state.withLock { $0.nextNumber = next }
    }

    func session(_ stored: StoredSession) throws(SessionError) -> Session {
        guard let profile = Profile.named(stored.profile) else {
            throw .unreadableHistory(
                entry: nil, reason: "session \(stored.id) needs the profile \(stored.profile)")
        }
        let settings = try StoredSettings(stored.settings, of: stored.id)
        return Session(
            id: stored.id, profile: profile, collector: settings.collector, createdAt: stored.createdAt,
            settings: .init(name: stored.name, quotas: settings.quotas), revision: UInt64(stored.revision),
            environment: environment)
    }

    func add(_ session: Session) throws(SessionError) {
        guard let number = Self.number(of: session.id) else {
            throw .unreadableHistory(entry: nil, reason: "\(session.id) is no identifier of a session")
        }
        state.withLock { state in
            state.sessions[session.id] = session
            state.nextNumber = max(state.nextNumber, number + 1)
            // Creations may commit in another order than they were numbered in.
            let place = state.order.partitioningIndex { Self.number(of: $0) ?? 0 > number }
            state.order.insert(session.id, at: place)
        }
    }

    /// The number of an identifier `s12`; nil for anything else.
    static func number(of id: String) -> UInt64? {
        guard id.utf8.first == UInt8(ascii: "s"), id.utf8.count <= 19 else { return nil }
        let digits = id.dropFirst()
        guard let first = digits.utf8.first, (UInt8(ascii: "1")...UInt8(ascii: "9")).contains(first) else {
            return nil
        }
        return digits.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            ? UInt64(digits) : nil
    }
}

extension Array {
    /// The first index whose element satisfies `predicate`, when all behind it do too.
    func partitioningIndex(where predicate: (Element) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if predicate(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

/// What a registry has counted since its start.
public struct RegistryStatistics: Sendable, Equatable {
    /// Sessions that exist.
    public var sessions: Int
    /// Sessions whose heap is in memory.
    public var residents: Int
    /// Writes that reached a session's queue.
    public var operations: UInt64
    /// Writes that were refused.
    public var refusals: UInt64
    /// Questions that reached a session's queue.
    public var reads: UInt64
    /// Heaps that were made, from histories of any length.
    public var revivals: UInt64
    /// Entries that were replayed for them.
    public var replayedEntries: UInt64
    /// Heaps that were given up.
    public var evictions: UInt64
    /// Commits that failed.
    public var commitFailures: UInt64
}
