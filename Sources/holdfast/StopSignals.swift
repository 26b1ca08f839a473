import Dispatch
import Foundation
import Synchronization

/// Waits for SIGTERM and SIGINT while it lives: the first asks for a graceful end, the second ends the process at once.
final class StopSignals {
    private var sources: [any DispatchSourceSignal] = []

    /// Calls `stop` with the name of the first signal that comes.
    init(_ stop: @escaping @Sendable (String) -> Void) {
        let isStopping = Flag()
        for (number, name) in [(SIGTERM, "SIGTERM"), (SIGINT, "SIGINT")] {
            // The default action would end the process before the source hears of the signal.
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                if isStopping.set() { stop(name) } else { _exit(128 + number) }
            }
            source.resume()
            sources.append(source)
        }
    }
}

/// Something that happens once.
final class Flag: Sendable {
    private let value = Atomic(false)

    var isSet: Bool { value.load(ordering: .acquiring) }

    /// Sets the flag; true for the caller that was first.
    @discardableResult
    func set() -> Bool { !value.exchange(true, ordering: .acquiringAndReleasing) }
}
