import Dispatch
import Locking

extension HistoryStore {
    /// Keeps a new session, and with it the answer to the request that made it.
    ///
    /// Fails with `.sessionExists` or `.answerExists`.
    public func create(
        _ session: StoredSession, answer: StoredAnswer? = nil, completion: @escaping Completion
    ) {
        submit(.create(session), answer, completion)
    }

    /// Gives a session another name and other settings.
    ///
    /// Fails with `.noSession` or `.sessionDeleted`.
    public func update(
        _ id: String, name: String?, settings: [UInt8], answer: StoredAnswer? = nil,
        completion: @escaping Completion
    ) {
        submit(.update(id: id, name: name, settings: settings), answer, completion)
    }

    /// Deletes a session with its history. For readers it is gone with the commit; its entries are purged bit by
    /// bit afterwards, beside other work.
    ///
    /// Fails with `.noSession` or `.sessionDeleted`.
    public func delete(
        _ id: String, at time: Int64, answer: StoredAnswer? = nil, completion: @escaping Completion
    ) {
        submit(.delete(id: id, at: time), answer, completion)
    }

    /// Appends the next entry of a session, and with it the answer to the request that made it.
    ///
    /// Fails with `.wrongSequence` unless the entry follows the last one: once an append failed, all that were
    /// queued behind it fail too, and no entry is ever missing in the middle. The runtime has then run ahead of its
    /// history and has to be replaced by a replay.
    public func append(
        _ entry: Entry, to session: String, answer: StoredAnswer? = nil, completion: @escaping Completion
    ) {
        submit(.append(entry, session: session), answer, completion)
    }

    /// Keeps the answer to a request that made no entry.
    public func record(_ answer: StoredAnswer, completion: @escaping Completion) {
        submit(.record, answer, completion)
    }

    /// Drops the answers given before a time, in milliseconds since 1970.
    public func forgetAnswers(before time: Int64, completion: @escaping Completion) {
        submit(.forgetAnswers(before: time), nil, completion)
    }

    private func submit(
        _ work: WriteRequest.Work, _ answer: StoredAnswer?, _ completion: @escaping Completion
    ) {
        guard let key = answer?.key else {
            committer.submit(WriteRequest(work: work, answer: nil, completion: completion))
            return
        }
        let releasing: Completion = { [self] result in
            abandon(key)
            completion(result)
        }
        committer.submit(WriteRequest(work: work, answer: answer, completion: releasing))
    }
}

/// The same, waiting for the commit. Not for the queues of sessions or sockets.
extension HistoryStore {
    /// Keeps a new session.
    public func create(_ session: StoredSession, answer: StoredAnswer? = nil) throws(HistoryError) {
        try wait { create(session, answer: answer, completion: $0) }
    }

    /// Gives a session another name and other settings.
    public func update(
        _ id: String, name: String?, settings: [UInt8], answer: StoredAnswer? = nil
    ) throws(HistoryError) {
        try wait { update(id, name: name, settings: settings, answer: answer, completion: $0) }
    }

    /// Deletes a session with its history.
    public func delete(_ id: String, at time: Int64, answer: StoredAnswer? = nil) throws(HistoryError) {
        try wait { delete(id, at: time, answer: answer, completion: $0) }
    }

    /// Appends the next entry of a session.
    public func append(_ entry: Entry, to session: String, answer: StoredAnswer? = nil) throws(HistoryError) {
        try wait { append(entry, to: session, answer: answer, completion: $0) }
    }

    /// Keeps the answer to a request that made no entry.
    public func record(_ answer: StoredAnswer) throws(HistoryError) {
        try wait { record(answer, completion: $0) }
    }

    /// Drops the answers given before a time, in milliseconds since 1970.
    public func forgetAnswers(before time: Int64) throws(HistoryError) {
        try wait { forgetAnswers(before: time, completion: $0) }
    }

    private func wait(_ start: (@escaping Completion) -> Void) throws(HistoryError) {
        let done = DispatchSemaphore(value: 0)
        let outcome = Outcome()
        start { result in
            outcome.result.withLock { $0 = result }
            done.signal()
        }
        done.wait()
        try outcome.result.withLock { $0 }.get()
    }

    private final class Outcome: Sendable {
        let result = Locked<Result<Void, HistoryError>>(.failure(.closed))
    }
}
