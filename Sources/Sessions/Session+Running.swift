import Dispatch
import PythonInterpreter

extension Session {
    /// How the last run stands; while one is under way, nobody has to wait for it to be told so.
    public func runState(
        completion: @escaping @Sendable (Result<Reading<RunState>, SessionError>) -> Void
    ) {
        if underWay.withLock({ $0 != nil }) {
            return completion(.success(Reading(value: .running, revision: ledger.committed)))
        }
        // A run may be in the queue before this question, or begin before it is answered.
        let number = askers.withLock { askers in
            let number = (askers.keys.max() ?? 0) + 1
            askers[number] = completion
            return number
        }
        read({ (inspection) throws(SessionError) in inspection.runState() }) { [askers] result in
            askers.withLock { $0.removeValue(forKey: number) }?(result)
        }
    }

    /// Tells whoever asked that a run is under way.
    func answerAskers() {
        let waiting = askers.withLock { askers in
            defer { askers = [:] }
            return askers.sorted { $0.key < $1.key }
        }
        for (_, completion) in waiting {
            completion(.success(Reading(value: .running, revision: ledger.committed)))
        }
    }

    /// Ends the run that is under way or paused, and completes when its end is committed.
    ///
    /// A paused run ends by an entry of its own. One that is under way ends with its own entry, of which this tells too.
    /// - Throws: `.noPausedRun` when there is none.
    public func stopRun(
        expectedRevision: UInt64? = nil, idempotencyKey: String? = nil,
        render: @escaping @Sendable (Outcome) -> Answer,
        completion: @escaping @Sendable (Result<Performed, SessionError>) -> Void
    ) {
        let running = requested.withLock { Array($0.values) }
        for signal in running { signal.raise() }
        enter(completion) { [self] finish in
            let live: LiveSession
            do throws(SessionError) { live = try revived() } catch { return finish(.failure(error)) }
            guard live.paused == nil, !running.isEmpty, let report = live.lastReport else {
                return perform(
                    .stopRun, expectedRevision, idempotencyKey.map { .init(scope: .session(id), key: $0) },
                    RunSignal(), render, finish)
            }
            let revision = live.revision
            let answer = render(Outcome(revision: revision, result: .run(report), effects: []))
            ledger.wait(for: revision, epoch: confined.epoch) { failure in
                finish(
                    failure.map { .failure($0) }
                        ?? .success(Performed(answer: answer, revision: revision, isRepeat: false)))
            }
        }
    }
}
