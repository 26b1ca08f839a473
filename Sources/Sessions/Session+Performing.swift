import Dispatch
import HistoryStore
import Locking
import OrderedJSON
import PythonInterpreter

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
        perform(
            operation, expectedRevision: expectedRevision, idempotencyKey: idempotencyKey,
            signal: RunSignal(), render: render, completion: completion)
    }

    /// Runs an operation, which `signal` stops if it runs Python code.
    package func perform(
        _ operation: Operation, expectedRevision: UInt64?, idempotencyKey: String?, signal: RunSignal,
        render: @escaping @Sendable (Outcome) -> Answer,
        completion: @escaping @Sendable (Result<Performed, SessionError>) -> Void
    ) {
        let key = ObjectIdentifier(signal)
        if operation.isOfRun { requested.withLock { $0[key] = signal } }
        let complete: @Sendable (Result<Performed, SessionError>) -> Void = { [requested] result in
            if operation.isOfRun { requested.withLock { $0[key] = nil } }
            completion(result)
        }
        enter(complete) { [self] finish in
            environment.statistics.operations.wrappingAdd(1, ordering: .relaxed)
            perform(
                operation, expectedRevision, idempotencyKey.map { .init(scope: .session(id), key: $0) },
                signal, render, finish)
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

    func perform(
        _ operation: Operation, _ expectedRevision: UInt64?, _ key: IdempotencyKey?, _ signal: RunSignal,
        _ render: @escaping @Sendable (Outcome) -> Answer,
        _ finish: @escaping @Sendable (Result<Performed, SessionError>) -> Void
    ) {
        let live: LiveSession
        do throws(SessionError) { live = try revived() } catch { return finish(.failure(error)) }
        let epoch = confined.epoch
        let seen = live.revision

        func refuse(_ error: SessionError) {
            environment.statistics.refusals.wrappingAdd(1, ordering: .relaxed)
            ledger.wait(for: seen, epoch: epoch) { finish(.failure($0 ?? error)) }
        }

        var fingerprint: [UInt8] = []
        if key != nil {
            var writer = JSONWriter(capacity: 256)
            operation.write(to: &writer)
            fingerprint = Fingerprint.of(writer.takeBytes())
        }
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
        let accepted: Operation
        do { accepted = try live.accepted(operation) } catch {
            abandon()
            return refuse(error)
        }
        let write = Write(
            live: live, operation: accepted, at: now, epoch: epoch, key: key, fingerprint: fingerprint,
            render: render, finish: finish)
        func conclude(_ result: Result<LiveSession.Statement, SessionError>) {
            switch result {
            case .success(let statement): commit(statement, write)
            case .failure(let error):
                abandon()
                refuse(error)
            }
        }
        guard operation.isForPausedRun || live.needsTask(operation) else {
            return conclude(
                Result { () throws(SessionError) in try live.apply(operation, at: now, signal: signal) })
        }
        // Until the operation has ended or its run is paused, the task's thread has what is the queue's.
        let deliver = begin(signal, conclude)
        if operation.isForPausedRun {
            live.resume(operation, at: now, signal: signal, deliver: deliver)
        } else {
            let task = DeepTask(pool: environment.pool)
            // SAFETY: until `deliver` is called the task has both alone.
            nonisolated(unsafe) let heap = live
            nonisolated(unsafe) let answer = deliver
            task.start { [environment] in
                heap.perform(
                    accepted, at: now, task: task, parking: environment.pool, signal: signal, deliver: answer
                )
            }
        }
    }

    /// What an operation's end is told to whom.
    private struct Write {
        let live: LiveSession
        let operation: Operation
        let at: Int64
        let epoch: UInt64
        let key: IdempotencyKey?
        let fingerprint: [UInt8]
        let render: @Sendable (Outcome) -> Answer
        let finish: @Sendable (Result<Performed, SessionError>) -> Void
    }

    /// How many instructions may have left behind what is worth giving back to the system.
    private static let longRun = 100_000

    /// Suspends the session's queue for a task, until the task delivers.
    private func begin(_ signal: RunSignal, _ conclude: @escaping ActiveRun.Deliver) -> ActiveRun.Deliver {
        queue.suspend()
        underWay.withLock { $0 = signal }
        environment.signals.withLock { $0[ObjectIdentifier(signal)] = signal }
        if environment.isClosing { signal.raise() }
        answerAskers()
        return { [self] result in
            // The queue is the task's still.
            if let live = confined.live, live.interpreter.executed > Self.longRun { HostMemory.trim() }
            environment.signals.withLock { $0[ObjectIdentifier(signal)] = nil }
            underWay.withLock { $0 = nil }
            conclude(result)
            queue.resume()
        }
    }

    /// Answers and writes down what was done.
    private func commit(_ statement: LiveSession.Statement, _ write: Write) {
        let (live, epoch, key, now, finish) = (write.live, write.epoch, write.key, write.at, write.finish)
        func abandon() { if let key { environment.store.abandon(key) } }
        let revision = live.revision
        let result: Result<Performed, SessionError>
        var stored: StoredAnswer?
        switch statement.result {
        case .success(let given):
            let answer = write.render(
                Outcome(
                    revision: revision, result: given, effects: statement.effects, output: statement.output))
            result = .success(Performed(answer: answer, revision: revision, isRepeat: false))
            if let key {
                stored = StoredAnswer(answer, key, write.fingerprint, seq: Int64(revision), at: now)
            }
        case .failure(let exception):
            abandon()
            result = .failure(.python(exception))
        }
        ledger.wait(for: revision, epoch: epoch) { failure in
            finish(failure.map { .failure($0) } ?? result)
        }
        var writer = JSONWriter(capacity: 256)
        write.operation.write(to: &writer, account: statement.account)
        let entry = Entry(
            seq: Int64(revision), at: now, operation: writer.takeBytes(),
            effects: Self.encode(statement.effects),
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
        case .success(.run(let report)):
            report.exception.map { String("\($0.type): \($0.message)".prefix(Self.longestException)) } ?? ""
        case .success: ""
        case .failure(let exception): exception.type + ": " + exception.message
        }
    }

    /// How much of a run's exception is kept, in characters.
    private static let longestException = 1000

    /// What the history keeps beside the operation: where it was stopped, and how a run stands.
    func account(to writer: inout JSONWriter) {
        if let stop {
            writer.name("stopped")
            writer.beginObject()
            writer.member("reason", stop.reason.rawValue)
            writer.member("instructions", stop.instructions)
            writer.endObject()
        }
        if case .success(.run(let report)) = result {
            writer.name("result")
            writer.beginObject()
            writer.member("status", report.status.rawValue)
            if let at = report.at { writer.member("at", report: at) }
            writer.member("instructions", report.instructions)
            writer.member("outputBytes", report.stdout.utf8.count + report.stderr.utf8.count)
            writer.endObject()
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
