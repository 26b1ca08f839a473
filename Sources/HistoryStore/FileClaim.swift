import Foundation
import Locking

/// The claim of this process on a database file: two servers appending to one history would break both.
///
/// An advisory `flock` lock on the file itself, which SQLite's own locks (`fcntl`) do not touch and which the kernel
/// drops with the process. Closing any descriptor of the file drops the `fcntl` locks of the whole process, so
/// `release()` has to come after SQLite has closed its own.
final class FileClaim: Sendable {
    private let descriptor: Locked<Int32?>

    /// Creates the file if need be, and claims it.
    init(path: String) throws(HistoryError) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw .storage(StorageFailure(errno: errno, during: "open \(path)"))
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let code = errno
            _ = Foundation.close(descriptor)
            throw code == EWOULDBLOCK
                ? .inUse(path: path) : .storage(StorageFailure(errno: code, during: "lock \(path)"))
        }
        self.descriptor = Locked(descriptor)
    }

    deinit {
        release()
    }

    /// Gives the claim up. Doing so again does nothing.
    func release() {
        let held = descriptor.withLock { descriptor in
            defer { descriptor = nil }
            return descriptor
        }
        guard let held else { return }
        // A child process between fork and exec has the descriptor too, and would hold the lock on.
        flock(held, LOCK_UN)
        _ = Foundation.close(held)
    }
}
