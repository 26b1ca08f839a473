/// What CPython warns of while it reads or compiles a source, as a `SyntaxWarning`.
package struct SyntaxWarning: Hashable, Sendable {
    /// CPython's message.
    package var message: String
    /// The line it is reported on, from 1.
    package var line: UInt32
    /// What a SyntaxError covers that it is made to; nil for the line.
    package var range: SourceRange?
    /// Whether it was noted while the source was read, not while it was compiled.
    package var isParsers = false

    /// A warning on a line.
    package init(_ message: String, line: UInt32) {
        self.message = message
        self.line = line
    }

    /// A warning of what covers a range.
    package init(_ message: String, at range: SourceRange) {
        self.message = message
        self.line = range.start.line
        self.range = range
    }
}

/// What was warned of while one source was read and compiled, in order: also when it was refused in the end.
// SAFETY: who compiles waits for the thread that reads and notes, and looks afterwards.
package final class SyntaxWarnings: @unchecked Sendable {
    package private(set) var found: [SyntaxWarning] = []

    package init() {}

    /// Notes one more.
    package func note(_ warning: SyntaxWarning) { found.append(warning) }
}
