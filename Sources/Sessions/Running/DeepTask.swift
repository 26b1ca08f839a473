import Foundation
import Locking
import PythonInterpreter

/// Work on a thread with a large stack, which may stop in the middle and go on later.
///
/// What Python code calls from builtins recurses on the native stack; a queue's thread has half a megabyte of it.
final class DeepTask: Sendable {
    private let pool: DeepStackPool?
    private let permission = DispatchSemaphore(value: 0)

    /// A task of its own, or one that shares the threads of a pool.
    init(pool: DeepStackPool? = nil) { self.pool = pool }

    /// Starts the work as soon as the pool has a thread for it.
    func start(_ work: @escaping @Sendable () -> Void) {
        admit { [pool] in
            DeepStack.start {
                work()
                pool?.leave()
            }
        }
    }

    /// Stops the task, on its own thread, until `resume()`.
    ///
    /// - Parameter handOver: called when others may have the task's place: who wants it to go on may say so from then on.
    func park(_ handOver: () -> Void) {
        pool?.leave()
        handOver()
        permission.wait()
    }

    /// Lets the parked task go on as soon as the pool has room for it.
    func resume() {
        admit { [permission] in permission.signal() }
    }

    private func admit(_ go: @escaping @Sendable () -> Void) {
        if let pool { pool.enter(go) } else { go() }
    }
}

/// How many threads with large stacks may be at work at once. Those that are parked are not at work.
final class DeepStackPool: Sendable {
    private struct State {
        var atWork = 0
        var waiting: [@Sendable () -> Void] = []
        var parked = 0
    }

    private let limit: Int
    private let parkedLimit: Int
    private let state = Locked(State())

    init(limit: Int, parkedLimit: Int) {
        self.limit = max(1, limit)
        self.parkedLimit = parkedLimit
    }

    /// How many tasks are parked.
    var parked: Int { state.withLock { $0.parked } }

    /// Takes one of the places for parked tasks; false if there is none left.
    func reserveParking() -> Bool {
        state.withLock { state in
            guard state.parked < parkedLimit else { return false }
            state.parked += 1
            return true
        }
    }

    /// Takes a place for a task that was parked before the server started, and is again.
    func keepParking() { state.withLock { $0.parked += 1 } }

    /// Gives a place for parked tasks back.
    func endParking() { state.withLock { $0.parked -= 1 } }

    /// Calls `go` when there is a thread to be had: at once, or when another task leaves.
    func enter(_ go: @escaping @Sendable () -> Void) {
        let isNow = state.withLock { state in
            if state.atWork < limit {
                state.atWork += 1
                return true
            }
            state.waiting.append(go)
            return false
        }
        if isNow { go() }
    }

    /// Hands the place on to the task that has waited for the longest time.
    func leave() {
        let next = state.withLock { state -> (@Sendable () -> Void)? in
            if state.waiting.isEmpty {
                state.atWork -= 1
                return nil
            }
            return state.waiting.removeFirst()
        }
        next?()
    }
}
