/// Reads Python 3.13.
package enum Parser {
    /// What a source is read as: the `mode` of Python's `compile`.
    package enum Mode: Sendable {
        /// A file: any number of statements.
        case exec
        /// One expression.
        case eval
        /// One interactive statement.
        case single
    }
}
