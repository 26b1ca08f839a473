import Locking
import Synchronization

/// One request under way: the way back to its connection, and the hooks for the case that its client goes
/// away.
final class Exchange: Sendable {
    let sequence: UInt64
    let connection: Connection?
    private let isAnswered = Atomic(false)
    private let wasCancelled = Atomic(false)
    private let hasHooks = Atomic(false)

    /// The hooks of all exchanges: they are few, and a lock for each request would cost more than it saves.
    private static let hooks = Locked([ObjectIdentifier: [@Sendable () -> Void]]())

    init(sequence: UInt64, connection: Connection?) {
        self.sequence = sequence
        self.connection = connection
    }

    var isCancelled: Bool { wasCancelled.load(ordering: .acquiring) }

    /// Sends the answer to the connection's thread; any but the first is ignored.
    func respond(_ response: ServerResponse) {
        guard !isAnswered.exchange(true, ordering: .acquiringAndReleasing), let connection else { return }
        connection.mailbox.post(.answer(self, response))
    }

    /// Adds a hook, which is called at once when the client has gone already.
    func onCancel(_ action: @escaping @Sendable () -> Void) {
        let isLate = Self.hooks.withLock { hooks in
            if isCancelled { return true }
            hasHooks.store(true, ordering: .releasing)
            hooks[ObjectIdentifier(self), default: []].append(action)
            return false
        }
        if isLate { action() }
    }

    /// The client has gone: calls the hooks.
    func cancel() {
        let actions = Self.hooks.withLock { hooks in
            wasCancelled.store(true, ordering: .releasing)
            return hooks.removeValue(forKey: ObjectIdentifier(self))
        }
        actions?.forEach { $0() }
    }

    deinit {
        // Hooks hold no reference to the exchange, so that those never called end here.
        guard hasHooks.load(ordering: .acquiring) else { return }
        _ = Self.hooks.withLock { $0.removeValue(forKey: ObjectIdentifier(self)) }
    }
}

/// Tells a handler that nobody waits for its answer any more.
public struct RequestCancellation: Sendable {
    let exchange: Exchange

    /// Whether the client has gone away.
    ///
    /// A client that only closed its sending side counts as gone, since the two look the same; if it is
    /// answered all the same, the answer reaches it.
    public var isCancelled: Bool { exchange.isCancelled }

    /// Calls `action` at most once, when the client goes away before it is answered: on the server's thread,
    /// or at once if it has gone already.
    public func onCancel(_ action: @escaping @Sendable () -> Void) {
        exchange.onCancel(action)
    }
}
