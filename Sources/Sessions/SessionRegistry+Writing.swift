import Dispatch
import HistoryStore
import OrderedJSON
import PythonObjects

extension SessionRegistry {
    /// Creates a session and completes when it is committed.
    ///
    /// - Parameter render: makes the answer; with an idempotency key it is kept and given back on a repeat.
    public func create(
        _ new: NewSession, idempotencyKey: String? = nil,
        render: @escaping @Sendable (SessionDescription) -> Answer,
        completion: @escaping @Sendable (Result<Performed, SessionError>) -> Void
    ) {
        do { try environment.enter() } catch { return completion(.failure(error)) }
        let finish: @Sendable (Result<Performed, SessionError>) -> Void = { [environment] result in
            completion(result)
            environment.leave()
        }
        do throws(SessionError) {
            let python = new.python ?? Profile.standard.name
            guard let profile = Profile.named(python) else {
                let known = Profile.names.joined(separator: ", ")
                throw .malformed(field: "/python", reason: "must be a known profile: \(known)")
            }
            let quotas = try new.quotas.map { (json) throws(SessionError) in
                try nested(in: "quotas") { () throws(SessionError) in
                    try SessionQuotas(json: json, within: limits.quotas)
                }
            }
            var key: IdempotencyKey?
            var fingerprint: [UInt8] = []
            if let idempotencyKey {
                var writer = JSONWriter()
                new.write(to: &writer)
                fingerprint = Fingerprint.of(writer.takeBytes())
                let wanted = IdempotencyKey(scope: .server, key: idempotencyKey)
                if let earlier = try environment.reserve(wanted, fingerprint) {
                    return finish(.success(earlier))
                }
                key = wanted
            }
            let collector = new.gc
            let settings = StoredSettings(collector: collector, quotas: quotas ?? limits.quotas)
            store(
                Creation(
                    name: new.name, profile: profile, settings: settings, key: key, fingerprint: fingerprint,
                    render: render), finish)
        } catch {
            finish(.failure(error))
        }
    }

    private struct Creation: Sendable {
        let name: String?
        let profile: Profile
        let settings: StoredSettings
        let key: IdempotencyKey?
        let fingerprint: [UInt8]
        let render: @Sendable (SessionDescription) -> Answer
    }

    private func store(
        _ creation: Creation, _ finish: @escaping @Sendable (Result<Performed, SessionError>) -> Void
    ) {
        let number = state.withLock { state -> UInt64? in
            guard state.sessions.count + state.pending < limits.sessions else { return nil }
            state.pending += 1
            state.nextNumber += 1
            return state.nextNumber - 1
        }
        guard let number else {
            if let key = creation.key { environment.store.abandon(key) }
            return finish(.failure(.quotaExceeded(.sessions, limit: UInt64(limits.sessions))))
        }
        let now = environment.clock.now()
        let session = Session(
            id: "s\(number)", profile: creation.profile, collector: creation.settings.collector,
            createdAt: now,
            settings: .init(name: creation.name, quotas: creation.settings.quotas), revision: 0,
            environment: environment)
        let answer = creation.render(session.description)
        let stored = StoredSession(
            id: session.id, name: creation.name, profile: creation.profile.name,
            settings: creation.settings.json,
            createdAt: now)
        let kept = creation.key.map { StoredAnswer(answer, $0, creation.fingerprint, seq: nil, at: now) }
        environment.store.create(stored, answer: kept) { [self] result in
            state.withLock { $0.pending -= 1 }
            switch result {
            case .success:
                do throws(SessionError) {
                    try add(session)
                    finish(.success(Performed(answer: answer, revision: 0, isRepeat: false)))
                } catch {
                    finish(.failure(error))
                }
            // A session that was deleted had this number: identifiers are never reused.
            case .failure(.sessionExists): store(creation, finish)
            case .failure(let error): finish(.failure(SessionError(writing: error)))
            }
        }
    }

    /// Changes a session's name or quotas and completes when that is committed.
    public func update(
        _ id: String, _ change: SessionChange, expectedRevision: UInt64? = nil,
        completion: @escaping @Sendable (Result<SessionDescription, SessionError>) -> Void
    ) {
        let session: Session
        do { session = try self.session(id) } catch { return completion(.failure(error)) }
        session.update(change, within: limits.quotas, expectedRevision, completion)
    }

    /// Deletes a session with its history and completes when that is committed.
    public func delete(
        _ id: String, expectedRevision: UInt64? = nil,
        completion: @escaping @Sendable (Result<Void, SessionError>) -> Void
    ) {
        let session: Session
        do { session = try self.session(id) } catch { return completion(.failure(error)) }
        session.delete(expectedRevision) { [state] result in
            if case .success = result {
                state.withLock { state in
                    state.sessions[id] = nil
                    state.order.removeAll { $0 == id }
                }
            }
            completion(result)
        }
    }
}
