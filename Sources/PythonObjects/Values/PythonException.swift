/// A Python exception that an operation raises: its class's name and its message.
///
/// It is thrown before anything changed, so that a caller may report it and go on.
public struct PythonException: Error, Equatable, Sendable, CustomStringConvertible {
    /// The name of the exception's class, such as `TypeError`.
    public var type: String

    /// What `str()` of the exception gives.
    public var message: String

    /// An exception of the class with this name.
    public init(_ type: String, _ message: String) {
        self.type = type
        self.message = message
    }

    /// The last line of the traceback that Python would print.
    public var description: String {
        message.isEmpty ? type : "\(type): \(message)"
    }
}
