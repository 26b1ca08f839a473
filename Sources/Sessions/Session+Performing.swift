import Dispatch
import HistoryStore
import Locking
import OrderedJSON

extension Session {
    /// Runs an operation on the session's queue, renders its answer there, and completes after its entry is committed.
    ///
    /// - Parameters:
    ///   - expectedRevision: refuses the operation when the session is at another revision.
    ///   - idempotencyKey: a repeat of the operation with the same key gets the first one's answer. Only answers of
    ///     operations that succeeded are kept.
    ///   - render: makes the answer; it runs on the session's queue, before the commit.
    ///   - completion: called once, on a queue of the session or of the history; it must not block.
    public func perform(
        _ operation: Operation, expectedRevision: UInt64? = nil, idempotencyKey: String? = nil,
        render: @escaping @Sendable (Outcome) -> Answer,
        completion: @escaping @Sendable (Result<Performed, SessionError>) -> Void
    ) {
        enter(completion) { [self] finish in
            environment.statistics.operations.wrappingAdd(1, ordering: .relaxed)
            perform(
                operation, expectedRevision, idempotencyKey.map { .init(scope: .session(id), key: $0) },
                render, finish)
        }
    }

    /// The synchronous twin of `perform`, for tests.
    public func performSynchronously(
        _ operation: Operation, expectedRevision: UInt64? = nil, idempotencyKey: String? = nil
    ) throws(SessionError) -> Outcome {
        let outcome = Locked<Outcome?>(nil)
        let performed = try waiting {
            perform(
                operation, expectedRevision: expectedRevision, idempotencyKey: idempotencyKey,
                render: { made in
                    outcome.withLock { $0 = made }
                    return Answer(code: 0)
                }, completion: $0)
        }
        return outcome.withLock { $0 } ?? Outcome(revision: performed.revision, result: .nothing, effects: [])
    }

    private func perform(
        _ operation: Operation, _ expectedRevision: UInt64?, _ key: IdempotencyKey?,
        _ render: (Outcome) -> Answer, _ finish: @escaping @Sendable (Result<Performed, SessionError>) -> Void
    ) {
        let live: LiveSession
        do throws(SessionError) { live = try revived() } catch { return finish(.failure(error)) }
        let epoch = confined.epoch
        let seen = live.revision

        func refuse(_ error: SessionError) {
            environment.statistics.refusals.wrappingAdd(1, ordering: .relaxed)
            ledger.wait(for: seen, epoch: epoch) { finish(.failure($0 ?? error)) }
        }

        var writer = JSONWriter(capacity: 256)
        operation.write(to: &writer)
        let operationBytes = writer.takeBytes()
        let fingerprint = key == nil ? [] : Fingerprint.of(operationBytes)
        if let key {
            do throws(SessionError) {
                if let earlier = try environment.reserve(key, fingerprint) {
                    return finish(.success(earlier))
                }
            } catch {
                return refuse(error)
            }
        }
        func abandon() { if let key { environment.store.abandon(key) } }

        if let expectedRevision, expectedRevision != live.revision {
            abandon()
            return refuse(.revisionMismatch(expected: expectedRevision, actual: live.revision))
        }
        let now = environment.clock.now()
        let statement: LiveSession.Statement
        do {
            statement = try live.apply(operation, at: now)
        } catch {
            abandon()
            return refuse(error)
        }

        let revision = live.revision
        let result: Result<Performed, SessionError>
        var stored: StoredAnswer?
        switch statement.result {
        case .success(let given):
            let answer = render(Outcome(revision: revision, result: given, effects: statement.effects))
            result = .success(Performed(answer: answer, revision: revision, isRepeat: false))
            if let key { stored = StoredAnswer(answer, key, fingerprint, seq: Int64(revision), at: now) }
        case .failure(let exception):
            abandon()
            result = .failure(.python(exception))
        }
        ledger.wait(for: revision, epoch: epoch) { failure in
            finish(failure.map { .failure($0) } ?? result)
        }
        let entry = Entry(
            seq: Int64(revision), at: now, operation: operationBytes, effects: Self.encode(statement.effects),
            outcome: statement.journaled)
        environment.store.append(entry, to: id, answer: stored) { [ledger, environment] outcome in
            switch outcome {
            case .success: ledger.commit(revision, epoch: epoch)
            case .failure(let error):
                environment.statistics.commitFailures.wrappingAdd(1, ordering: .relaxed)
                ledger.fail(.commitFailed("\(error)"), epoch: epoch)
            }
        }
    }

    private static func encode(_ effects: [Effect]) -> [UInt8] {
        guard !effects.isEmpty else { return [] }
        var writer = JSONWriter(capacity: 96 * effects.count)
        writer.beginArray()
        for effect in effects { effect.write(to: &writer) }
        writer.endArray()
        return writer.takeBytes()
    }
}

extension LiveSession.Statement {
    /// How the statement ended, as the journal keeps it: empty when it succeeded.
    var journaled: String {
        switch result {
        case .success: ""
        case .failure(let exception): exception.type + ": " + exception.message
        }
    }
}

extension StoredAnswer {
    init(_ answer: Answer, _ key: IdempotencyKey, _ fingerprint: [UInt8], seq: Int64?, at time: Int64) {
        self.init(
            key: key, fingerprint: fingerprint, status: answer.code,
            headers: Array((answer.location ?? "").utf8),
            body: answer.body, seq: seq, at: time)
    }
}

extension SessionEnvironment {
    /// Takes an idempotency key for a request.
    ///
    /// - Returns: the answer, when the same request was answered before; nil when the key is this request's now.
    /// - Throws: `.idempotencyKeyReused`, `.idempotencyKeyInUse`, `.unreadableHistory`.
    func reserve(_ key: IdempotencyKey, _ fingerprint: [UInt8]) throws(SessionError) -> Performed? {
        let reservation: Reservation
        do { reservation = try store.reserve(key) } catch { throw SessionError(reading: error) }
        switch reservation {
        case .granted: return nil
        case .inProgress: throw .idempotencyKeyInUse(key.key)
        case .answered(let stored):
            guard stored.fingerprint == fingerprint else { throw .idempotencyKeyReused(key.key) }
            let answer = Answer(
                code: stored.status,
                location: stored.headers.isEmpty ? nil : String(decoding: stored.headers, as: UTF8.self),
                body: stored.body)
            return Performed(answer: answer, revision: UInt64(stored.seq ?? 0), isRepeat: true)
        }
    }
}

extension SessionError {
    /// The error of a history that cannot be read.
    init(reading error: HistoryError) {
        self =
            switch error {
            case .closed: .closing
            case .noSession(let id), .sessionDeleted(let id, _): .unknownSession(id)
            default: .unreadableHistory(entry: nil, reason: "\(error)")
            }
    }

    /// The error of a history that cannot be written.
    init(writing error: HistoryError) {
        self =
            switch error {
            case .closed: .closing
            case .noSession(let id), .sessionDeleted(let id, _): .unknownSession(id)
            default: .commitFailed("\(error)")
            }
    }
}

/// What tells one request from another that uses the same idempotency key.
enum Fingerprint {
    /// The length and two FNV-1a hashes of the request's journal form: clients only ever compare with themselves.
    static func of(_ bytes: [UInt8]) -> [UInt8] {
        var first: UInt64 = 0xcbf2_9ce4_8422_2325
        var second: UInt64 = 0x9ae1_6a3b_2f90_404f
        for byte in bytes {
            first = (first ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
            second = (second ^ UInt64(~byte)) &* 0x0000_0100_0000_01b3
        }
        return [UInt64(bytes.count), first, second].flatMap { number in
            (0..<8).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
        }
    }
}
