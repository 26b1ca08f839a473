import Locking

/// What of a session is committed, and who waits for more.
///
/// Every answer of a session says something about a revision. It is given when that revision is committed, so that
/// no client ever learns of a state that a crash could take back. Revisions are waited for in the order in which
/// the session's queue made them; a failed commit fails everybody who waits.
final class CommitLedger: Sendable {
    typealias Waiter = @Sendable (SessionError?) -> Void

    private struct State {
        /// The last committed revision.
        var committed: UInt64
        /// Counts the failures: what was begun in an earlier epoch is void.
        var epoch: UInt64 = 0
        /// In the order of revisions; the first `head` are gone.
        var waiters: [(revision: UInt64, waiter: Waiter)] = []
        var head = 0
    }

    private let state: Locked<State>

    init(committed: UInt64) {
        state = Locked(State(committed: committed))
    }

    /// The last committed revision.
    var committed: UInt64 { state.withLock { $0.committed } }

    /// The number of commit failures so far.
    var epoch: UInt64 { state.withLock { $0.epoch } }

    /// Calls `waiter` as soon as `revision` is committed, or has failed to be: at once, on the caller's thread, when
    /// that is known already. To be called on the session's queue.
    func wait(for revision: UInt64, epoch: UInt64, _ waiter: @escaping Waiter) {
        let outcome = state.withLock { (state) -> SessionError?? in
            if state.epoch != epoch { return .some(CommitLedger.lost) }
            if revision <= state.committed { return .some(nil) }
            state.waiters.append((revision, waiter))
            return nil
        }
        if let outcome { waiter(outcome) }
    }

    /// Notes a committed entry and calls everybody who waited for it.
    func commit(_ revision: UInt64, epoch: UInt64) {
        var ready: [Waiter] = []
        state.withLock { state in
            guard state.epoch == epoch else { return }
            state.committed = revision
            while state.head < state.waiters.count, state.waiters[state.head].revision <= revision {
                ready.append(state.waiters[state.head].waiter)
                state.head += 1
            }
            if state.head == state.waiters.count {
                state.waiters.removeAll(keepingCapacity: true)
                state.head = 0
            } else if state.head > 1024 {
                state.waiters.removeFirst(state.head)
                state.head = 0
            }
        }
        for waiter in ready { waiter(nil) }
    }

    /// Notes that an entry could not be committed: everything from it on is void.
    func fail(_ error: SessionError, epoch: UInt64) {
        var void: [Waiter] = []
        state.withLock { state in
            guard state.epoch == epoch else { return }
            state.epoch += 1
            void = state.waiters[state.head...].map(\.waiter)
            state.waiters.removeAll()
            state.head = 0
        }
        for waiter in void { waiter(error) }
    }

    /// Notes what a replay found in the store.
    func revived(at revision: UInt64) {
        state.withLock { $0.committed = revision }
    }

    private static let lost = SessionError.commitFailed("an entry before this one could not be committed")
}
