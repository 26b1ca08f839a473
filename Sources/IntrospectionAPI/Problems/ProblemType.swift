/// The kinds of problem that this service answers with: a stable name, a title and a status each.
public enum ProblemType: String, Sendable, CaseIterable {
    case malformedRequest = "malformed-request"
    case invalidParameter = "invalid-parameter"
    case malformedJSON = "malformed-json"
    case unauthorized
    case unknownPath = "unknown-path"
    case sessionNotFound = "session-not-found"
    case objectNotFound = "object-not-found"
    case nameNotFound = "name-not-found"
    case frameNotFound = "frame-not-found"
    case moduleNotFound = "module-not-found"
    case weakReferenceNotFound = "weak-reference-not-found"
    case collectionNotFound = "collection-not-found"
    case referenceNotFound = "reference-not-found"
    case methodNotAllowed = "method-not-allowed"
    case notAcceptable = "not-acceptable"
    case pythonException = "python-exception"
    case danglingReference = "dangling-reference"
    case notHeld = "not-held"
    case idempotencyKeyReused = "idempotency-key-reused"
    case idempotencyKeyInUse = "idempotency-key-in-use"
    case staleCursor = "stale-cursor"
    case runPaused = "run-paused"
    case noRun = "no-run"
    case objectGone = "object-gone"
    case frameGone = "frame-gone"
    case preconditionFailed = "precondition-failed"
    case sourceTooLarge = "source-too-large"
    case unsupportedMediaType = "unsupported-media-type"
    case invalidBody = "invalid-body"
    case invalidSource = "invalid-source"
    case graphTooLarge = "graph-too-large"
    case quotaExceeded = "quota-exceeded"
    case unreadableHistory = "unreadable-history"
    case commitFailed = "commit-failed"
    case shuttingDown = "shutting-down"

    /// The `type` member: a URN that never changes.
    public var urn: String { "urn:holdfast:problem:" + rawValue }

    /// The status that a problem of this kind is answered with.
    public var status: Int {
        switch self {
        case .malformedRequest, .invalidParameter, .malformedJSON: 400
        case .unauthorized: 401
        case .unknownPath, .sessionNotFound, .objectNotFound, .nameNotFound, .frameNotFound, .moduleNotFound,
            .weakReferenceNotFound, .collectionNotFound, .referenceNotFound:
            404
        case .methodNotAllowed: 405
        case .notAcceptable: 406
        case .pythonException, .danglingReference, .notHeld, .idempotencyKeyReused, .idempotencyKeyInUse,
            .staleCursor, .runPaused, .noRun:
            409
        case .objectGone, .frameGone: 410
        case .preconditionFailed: 412
        case .sourceTooLarge: 413
        case .unsupportedMediaType: 415
        case .invalidBody, .invalidSource, .graphTooLarge: 422
        case .quotaExceeded: 429
        case .unreadableHistory: 500
        case .commitFailed, .shuttingDown: 503
        }
    }

    /// The `title` member: the same words for every problem of the kind.
    public var title: String {
        switch self {
        case .malformedRequest: "The request is malformed"
        case .invalidParameter: "A parameter is not valid"
        case .malformedJSON: "The body is not JSON"
        case .unauthorized: "A bearer token is needed"
        case .unknownPath: "There is nothing at this path"
        case .sessionNotFound: "There is no such session"
        case .objectNotFound: "There is no such object"
        case .nameNotFound: "The name is not bound"
        case .frameNotFound: "There is no such frame"
        case .moduleNotFound: "There is no such module"
        case .weakReferenceNotFound: "The object is not a weak reference"
        case .collectionNotFound: "There was no such collection"
        case .referenceNotFound: "The object has no such reference"
        case .methodNotAllowed: "The method is not allowed here"
        case .notAcceptable: "No acceptable representation"
        case .pythonException: "Python raised an exception"
        case .danglingReference: "The body refers to an object that never was"
        case .notHeld: "The object is not held by the client"
        case .idempotencyKeyReused: "The idempotency key belongs to another request"
        case .idempotencyKeyInUse: "The request with this idempotency key is under way"
        case .staleCursor: "The cursor does not fit the list any more"
        case .runPaused: "A run of the session is paused"
        case .noRun: "There is no such run"
        case .objectGone: "The object is gone"
        case .frameGone: "The frame has returned"
        case .preconditionFailed: "The session is at another revision"
        case .sourceTooLarge: "The source is too long"
        case .invalidSource: "The source is not Python"
        case .graphTooLarge: "The graph has more objects than were asked for"
        case .unsupportedMediaType: "The body's media type is not supported"
        case .invalidBody: "The body is not valid"
        case .quotaExceeded: "A quota is used up"
        case .unreadableHistory: "The session's history cannot be read"
        case .commitFailed: "The operation could not be committed"
        case .shuttingDown: "The server is shutting down"
        }
    }
}
