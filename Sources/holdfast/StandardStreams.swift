import Foundation

/// The process's standard output and error, with what was written to them in order.
///
/// A terminal gets each line at once; a file or pipe gets larger pieces.
final class StandardStreams {
    private var pending: [UInt8] = []
    private let limit = isatty(STDOUT_FILENO) == 1 ? 0 : 1 << 16

    func write(_ text: String, isError: Bool) {
        if isError {
            flush()
            FileHandle.standardError.write(Data(text.utf8))
        } else {
            pending += text.utf8
            if pending.count > limit { flush() }
        }
    }

    func flush() {
        if pending.isEmpty { return }
        FileHandle.standardOutput.write(Data(pending))
        pending.removeAll(keepingCapacity: true)
    }
}
