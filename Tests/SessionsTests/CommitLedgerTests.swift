import Locking
import Testing

@testable import Sessions

struct CommitLedgerTests {
    /// What the waiters of a ledger were told, in order.
    final class Log: Sendable {
        let lines = Locked<[String]>([])

        func waiter(_ name: String) -> CommitLedger.Waiter {
            { [lines] error in lines.withLock { $0.append(error == nil ? name : "\(name)!") } }
        }

        var all: [String] { lines.withLock { $0 } }
    }

    @Test func aCommittedRevisionIsAnsweredAtOnce() {
        let ledger = CommitLedger(committed: 3)
        let log = Log()
        ledger.wait(for: 3, epoch: 0, log.waiter("read at 3"))
        ledger.wait(for: 4, epoch: 0, log.waiter("write 4"))
        #expect(log.all == ["read at 3"])
    }

    @Test func answersComeInTheOrderOfTheQueue() {
        let ledger = CommitLedger(committed: 0)
        let log = Log()
        ledger.wait(for: 1, epoch: 0, log.waiter("write 1"))
        ledger.wait(for: 1, epoch: 0, log.waiter("read at 1"))
        ledger.wait(for: 2, epoch: 0, log.waiter("write 2"))
        ledger.commit(1, epoch: 0)
        #expect(log.all == ["write 1", "read at 1"])
        ledger.commit(2, epoch: 0)
        #expect(log.all == ["write 1", "read at 1", "write 2"])
        #expect(ledger.committed == 2)
    }

    @Test func aFailureVoidsWhatFollowedAndNothingElse() {
        let ledger = CommitLedger(committed: 0)
        let log = Log()
        for revision in 1...3 {
            ledger.wait(for: UInt64(revision), epoch: 0, log.waiter("write \(revision)"))
        }
        ledger.commit(1, epoch: 0)
        ledger.fail(.commitFailed("full"), epoch: 0)
        #expect(log.all == ["write 1", "write 2!", "write 3!"])
        #expect(ledger.epoch == 1)
        // What was under way in the failed epoch is void as well, and can neither commit nor fail what came after it.
        ledger.wait(for: 1, epoch: 0, log.waiter("late read"))
        ledger.commit(3, epoch: 0)
        ledger.fail(.commitFailed("full"), epoch: 0)
        #expect(ledger.committed == 1)
        #expect(ledger.epoch == 1)
        ledger.wait(for: 2, epoch: 1, log.waiter("write 2 again"))
        ledger.commit(2, epoch: 1)
        #expect(log.all.suffix(2) == ["late read!", "write 2 again"])
    }
}
