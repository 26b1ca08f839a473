import Dispatch
import HistoryStore
import OrderedJSON

extension Session {
    /// Changes the session's name or quotas and completes when that is committed.
    func update(
        _ change: SessionChange, within maximum: SessionQuotas, _ expectedRevision: UInt64?,
        _ completion: @escaping @Sendable (Result<SessionDescription, SessionError>) -> Void
    ) {
        enter(completion) { [self] finish in
            do throws(SessionError) {
                try guardRevision(expectedRevision)
                var new = settings.withLock { $0 }
                if let name = change.name { new.name = name }
                if let quotas = change.quotas {
                    new.quotas = try nested(in: "quotas") { () throws(SessionError) in
                        try SessionQuotas(json: quotas, within: maximum)
                    }
                }
                let stored = StoredSettings(collector: collector, quotas: new.quotas)
                let changed = new
                environment.store.update(id, name: new.name, settings: stored.json) { [self] result in
                    switch result {
                    case .success:
                        settings.withLock { $0 = changed }
                        queue.async { [self] in confined.live?.quotas = changed.quotas }
                        finish(.success(description))
                    case .failure(let error): finish(.failure(SessionError(writing: error)))
                    }
                }
            } catch {
                finish(.failure(error))
            }
        }
    }

    /// Deletes the session with its history and completes when that is committed. What comes later finds no session.
    func delete(
        _ expectedRevision: UInt64?, _ completion: @escaping @Sendable (Result<Void, SessionError>) -> Void
    ) {
        // Whoever names no revision does not want to wait for the end of a run either.
        if expectedRevision == nil { underWay.withLock { $0 }?.raise() }
        enter(completion) { [self] finish in
            do throws(SessionError) { try guardRevision(expectedRevision) } catch {
                return finish(.failure(error))
            }
            confined.isDeleted = true
            environment.store.delete(id, at: environment.clock.now()) { [self] result in
                switch result {
                case .success:
                    queue.async { [self] in
                        confined.live?.abandon()
                        confined.live = nil
                        environment.residency.depart(id)
                    }
                    finish(.success(()))
                case .failure(let error):
                    queue.async { [self] in confined.isDeleted = false }
                    finish(.failure(SessionError(writing: error)))
                }
            }
        }
    }

    private func guardRevision(_ expected: UInt64?) throws(SessionError) {
        dispatchPrecondition(condition: .onQueue(queue))
        if confined.isDeleted { throw .unknownSession(id) }
        let actual = confined.live.map(\.revision) ?? ledger.committed
        if let expected, expected != actual { throw .revisionMismatch(expected: expected, actual: actual) }
    }

    /// The committed entries behind `seq`, oldest first; the heap is not needed for it.
    ///
    /// A page ends early when its entries are large: one operation may have a million effects.
    ///
    /// - Parameter completion: called once, on a shared queue; it must not block.
    public func history(
        after seq: UInt64 = 0, limit: Int = 100,
        completion: @escaping @Sendable (Result<Page<HistoryEntry>, SessionError>) -> Void
    ) {
        do { try environment.enter() } catch { return completion(.failure(error)) }
        DispatchQueue.global().async { [id, environment, ledger] in
            let result: Result<Page<HistoryEntry>, SessionError>
            do throws(HistoryError) {
                let committed = ledger.committed
                let entries = try environment.store.entries(
                    of: id, after: Int64(clamping: seq), limit: limit + 1, bytes: 16 << 20)
                let page = entries.prefix(limit).map { HistoryEntry($0) }
                let isLast = entries.count <= limit && (page.last.map { $0.seq >= committed } ?? true)
                result = .success(
                    Page(items: page, nextCursor: isLast ? nil : page.last.map { String($0.seq) }))
            } catch {
                result = .failure(SessionError(reading: error))
            }
            completion(result)
            environment.leave()
        }
    }
}

extension HistoryEntry {
    init(_ entry: Entry) {
        self.init(
            seq: UInt64(entry.seq), at: entry.at, operation: entry.operation, effects: entry.effects,
            exception: entry.outcome.isEmpty ? nil : entry.outcome)
    }
}

/// What the store keeps about a session beside its name, as JSON.
struct StoredSettings: Sendable {
    var collector: CollectorStart
    var quotas: SessionQuotas

    init(collector: CollectorStart, quotas: SessionQuotas) {
        self.collector = collector
        self.quotas = quotas
    }

    /// Reads what `json` wrote.
    ///
    /// - Throws: `.unreadableHistory`.
    init(_ bytes: [UInt8], of session: String) throws(SessionError) {
        do {
            let reader = try ObjectReader(try JSONValue(parsing: bytes))
            collector = try reader.require("gc") { (json) throws(SessionError) in
                try CollectorStart(json: json)
            }
            quotas = try reader.require("quotas") { (json) throws(SessionError) in
                // Sessions that are older than a quota have the usual one.
                try SessionQuotas(json: json, within: .unlimited, usual: SessionQuotas())
            }
        } catch {
            throw .unreadableHistory(entry: nil, reason: "the settings of session \(session): \(error)")
        }
    }

    var json: [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("gc", report: collector)
        writer.member("quotas", report: quotas)
        writer.endObject()
        return writer.takeBytes()
    }
}

extension SessionQuotas {
    /// What any stored quota stays below.
    static let unlimited = SessionQuotas(
        objects: UInt64(Int64.max), bytes: UInt64(Int64.max), entries: UInt64(Int64.max),
        frames: UInt64(Int64.max), instructions: UInt64(Int64.max), outputBytes: UInt64(Int64.max),
        milliseconds: UInt64(Int64.max), sourceBytes: UInt64(Int64.max))
}
