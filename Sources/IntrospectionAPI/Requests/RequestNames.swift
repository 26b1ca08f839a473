import Synchronization

/// Makes a name for each request that came without one: a prefix of the process and a number.
final class RequestNames: Sendable {
    private let prefix: String
    private let count = Atomic<UInt64>(0)

    init() {
        prefix = "r" + String(UInt32.random(in: .min ... .max), radix: 36) + "-"
    }

    func next() -> String {
        prefix + String(count.wrappingAdd(1, ordering: .relaxed).newValue)
    }
}
