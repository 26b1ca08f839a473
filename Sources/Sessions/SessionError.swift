/// Everything that can keep a session from doing what a client asked.
public enum SessionError: Error, Sendable, Equatable {
    /// A specification is not what its schema says. `field` is a JSON pointer into the body; `reason` says what is wrong
    /// with what stands there, as the predicate of a sentence: `must be a string, not a number`.
    case malformed(field: String, reason: String)
    /// No session has this identifier.
    case unknownSession(String)
    /// No object of this session ever had this handle. `field` points into the body, or is nil for the path's handle.
    case unknownObject(String, field: String?)
    /// The object existed and was freed.
    case gone(Gone, field: String?)
    /// `__main__` has no global of this name.
    case unknownName(String)
    /// No frame of this session ever had this handle.
    case unknownFrame(String)
    /// The frame existed and has returned.
    case frameReturned(String, entry: UInt64)
    /// A frame has no local variable of this name.
    case unknownLocal(frame: String, name: String)
    /// `sys.modules` has no module of this name.
    case unknownModule(String)
    /// No collection has this identifier.
    case unknownCollection(String)
    /// The object has no reference with this label.
    case unknownReference(Handle, label: String)
    /// The client does not hold this object.
    case notHeld(Handle)
    /// The object is not a weak reference.
    case notWeakReference(Handle)
    /// The cursor was not made by this list.
    case invalidCursor(String)
    /// The statement raised a Python exception.
    case python(PythonError)
    /// The session is at another revision than the client expected.
    case revisionMismatch(expected: UInt64, actual: UInt64)
    /// The idempotency key was used for another operation.
    case idempotencyKeyReused(String)
    /// The operation with this idempotency key has not been answered yet.
    case idempotencyKeyInUse(String)
    /// The operation would take the session, or the server, beyond a quota.
    case quotaExceeded(Quota, limit: UInt64)
    /// The source is longer than the session allows.
    case sourceTooLarge(bytes: Int, limit: UInt64)
    /// A module's source is no Python. `field` points at it in the body.
    case badSource(SourceFaultDescription, field: String)
    /// A graph has more objects, or more references, than were asked for.
    case graphTooLarge(what: String, limit: Int)
    /// A run of the session is paused; the operation has to wait for its end.
    case runPaused
    /// No run of the session is paused, or under way.
    case noPausedRun
    /// The history could not be written: the operation did not happen.
    case commitFailed(String)
    /// The history could not be read or replayed. `reason` is a clause: `it ended with …`.
    case unreadableHistory(entry: UInt64?, reason: String)
    /// The service is shutting down.
    case closing
}

/// A Python exception that a statement raised.
public struct PythonError: Error, Sendable, Equatable {
    /// The exception's class, `TypeError`.
    public var type: String
    /// What `str(exception)` gives.
    public var message: String
    /// The entry that records the failure, when the statement changed the heap before it failed.
    public var entry: UInt64?

    /// Makes the description of an exception.
    public init(type: String, message: String, entry: UInt64? = nil) {
        self.type = type
        self.message = message
        self.entry = entry
    }
}

extension SessionError {
    /// The same error with its pointer moved below `component` of the enclosing specification.
    func nested(in component: String) -> SessionError {
        let component = jsonPointerComponent(component)
        return switch self {
        case .malformed(let field, let reason): .malformed(field: "/" + component + field, reason: reason)
        case .unknownObject(let handle, .some(let field)):
            .unknownObject(handle, field: "/" + component + field)
        case .gone(let gone, .some(let field)): .gone(gone, field: "/" + component + field)
        default: self
        }
    }
}

/// Runs `body` and prefixes the pointer of what it throws with `component`.
///
/// The pointer is put together while an error travels up, so that a good body pays nothing for it.
@inline(__always)
func nested<Value>(
    in component: @autoclosure () -> String, _ body: () throws(SessionError) -> Value
) throws(SessionError) -> Value {
    do { return try body() } catch { throw error.nested(in: component()) }
}

/// A member's name as a component of a JSON pointer (RFC 6901).
package func jsonPointerComponent(_ name: String) -> String {
    guard name.utf8.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") }) else {
        return name
    }
    var result = ""
    for scalar in name.unicodeScalars {
        switch scalar {
        case "~": result += "~0"
        case "/": result += "~1"
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result
}
