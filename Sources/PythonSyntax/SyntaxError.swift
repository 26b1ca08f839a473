/// A source that is not Python, as CPython reports it.
package struct SyntaxError: Error, Hashable, Sendable {
    /// The class of the exception that Python code would see.
    package enum Kind: String, Sendable {
        case syntaxError = "SyntaxError"
        case indentationError = "IndentationError"
        case tabError = "TabError"
        /// The source nests deeper than the parser or the compiler goes.
        case recursionError = "RecursionError"
        case memoryError = "MemoryError"
    }

    /// The class of the exception.
    package var kind: Kind
    /// CPython's message.
    package var message: String
    /// Where the fault is, for the carets; nil where CPython gives no place.
    package var range: SourceRange?
    /// Whether CPython gives a column as well. Without one it names the line only, and shows no caret; `range` is where the
    /// line begins.
    package var hasColumn = true

    /// The text that the place is in, if it is none of the source's lines.
    package var text: String?

    /// A fault at a place.
    package init(_ kind: Kind, _ message: String, at range: SourceRange?) {
        self.kind = kind
        self.message = message
        self.range = range
    }

    /// A plain SyntaxError at a place.
    package init(_ message: String, at range: SourceRange?) { self.init(.syntaxError, message, at: range) }
}
