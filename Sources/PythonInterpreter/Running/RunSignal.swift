import Synchronization

/// Asks a run to stop, from any thread.
package final class RunSignal: Sendable {
    private let isRaised = Atomic(false)

    /// A signal that nobody has given.
    package init() {}

    /// Asks for the end of the run: it stops at its next check.
    package func raise() { isRaised.store(true, ordering: .relaxed) }

    /// Whether the end was asked for.
    package var wasRaised: Bool { isRaised.load(ordering: .relaxed) }
}
