/// What CPython warns of while it reads a source, as a `SyntaxWarning`.
package struct SyntaxWarning: Hashable, Sendable {
    /// CPython's message.
    package var message: String
    /// The line it is reported on, from 1.
    package var line: UInt32

    /// A warning on a line.
    package init(_ message: String, line: UInt32) {
        self.message = message
        self.line = line
    }
}
