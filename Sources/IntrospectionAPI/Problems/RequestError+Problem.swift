import HTTPServer
import OrderedJSON
import Sessions

extension RequestError {
    /// The problem that a client is told. The only place where an error becomes a status.
    var problem: Problem {
        switch self {
        case .malformedPath(let path):
            Problem(.malformedRequest, "The path \(path) is not valid percent-encoded UTF-8.")
        case .unknownPath(let path):
            Problem(.unknownPath, "Nothing is served at \(path); /openapi.yaml lists every path.")
        case .methodNotAllowed(let method, let allowed):
            Problem(
                .methodNotAllowed, "\(method) is not allowed here; \(allowed.joined(separator: ", ")) are.",
                members: [("allow", .array(allowed.map { .string($0) }))],
                headers: [HeaderField("Allow", allowed.joined(separator: ", "))])
        case .notAcceptable(let offered):
            Problem(
                .notAcceptable, "This answer can be had as \(offered.joined(separator: " or ")).",
                members: [("offered", .array(offered.map { .string($0) }))])
        case .unauthorized:
            Problem(
                .unauthorized, "Send `Authorization: Bearer TOKEN` with a token that this server knows.",
                headers: [HeaderField("WWW-Authenticate", "Bearer realm=\"holdfast\"")])
        case .unsupportedMediaType(let found, let accepted):
            Problem(
                .unsupportedMediaType,
                (found.map { "The body came as \($0)" } ?? "The body came without a Content-Type")
                    + "; send \(accepted).",
                headers: [HeaderField("Accept", accepted.replacing(" or ", with: ", "))])
        case .missingBody:
            Problem(.malformedJSON, "A JSON body is needed and none came.", members: [("offset", 0)])
        case .malformedJSON(let error):
            Problem(
                .malformedJSON, "The body is not JSON that can be read: \(error).",
                members: [
                    ("offset", .integer(Int64(error.offset))), ("line", .integer(Int64(error.line))),
                    ("column", .integer(Int64(error.column))),
                ])
        case .pathParameter(let name, let found, let expected):
            Problem(
                .invalidParameter, "\(found.prefix(80)) is not \(expected).",
                members: [("parameter", .string(name)), ("in", "path")])
        case .queryParameter(let name, let reason):
            Problem(.invalidParameter, reason, members: [("parameter", .string(name)), ("in", "query")])
        case .header(let name, let reason):
            Problem(.invalidParameter, reason, members: [("parameter", .string(name)), ("in", "header")])
        case .session(let error):
            error.problem
        }
    }
}

extension SessionError {
    fileprivate var problem: Problem {
        switch self {
        case .malformed(let field, let reason):
            Problem(
                .invalidBody, "\(Self.subject(field)) \(reason).", members: [("field", .string(field))])
        case .unknownSession(let id):
            Problem(.sessionNotFound, "There is no session \(id).", members: [("session", .string(id))])
        case .unknownObject(let text, .some(let field)) where Handle(text) == nil:
            Problem(
                .invalidBody, "\(Self.subject(field)) must be \(PathParameter.object.expectation).",
                members: [("field", .string(field))])
        case .unknownObject(let handle, .some(let field)):
            Problem(
                .danglingReference, "The session never had an object \(handle).",
                members: [("object", .string(handle)), ("field", .string(field))])
        case .unknownObject(let handle, nil):
            Problem(
                .objectNotFound, "The session never had an object \(handle).",
                members: [("object", .string(handle))])
        case .gone(let gone, let field):
            Problem(.objectGone, gone.explanation, members: gone.members + Self.pointing(to: field))
        case .unknownName(let name):
            Problem(.nameNotFound, "name '\(name)' is not defined", members: [("name", .string(name))])
        case .unknownFrame(let frame):
            Problem(
                .frameNotFound, "The session never had a frame \(frame).",
                members: [("frame", .string(frame))])
        case .unknownLocal(let frame, let name):
            Problem(
                .nameNotFound, "The frame \(frame) has no local variable '\(name)'.",
                members: [("frame", .string(frame)), ("name", .string(name))])
        case .unknownModule(let module):
            Problem(.moduleNotFound, "No module named '\(module)'", members: [("module", .string(module))])
        case .unknownCollection(let collection):
            Problem(
                .collectionNotFound, "The session has had no collection \(collection).",
                members: [("collection", .string(collection))])
        case .unknownReference(let handle, let label):
            Problem(
                .referenceNotFound, "\(handle) has no reference labelled \(label).",
                members: [("object", .string("\(handle)")), ("label", .string(label))])
        case .frameReturned(let frame, let entry):
            Problem(
                .frameGone, "\(frame) returned with entry \(entry).",
                members: [("frame", .string(frame)), ("entry", .integer(Int64(entry)))])
        case .notHeld(let handle):
            Problem(
                .notHeld, "The client holds no reference to \(handle).",
                members: [("object", .string("\(handle)"))])
        case .notWeakReference(let handle):
            Problem(
                .weakReferenceNotFound, "\(handle) is not a weak reference.",
                members: [("object", .string("\(handle)"))])
        case .invalidCursor(let cursor):
            Problem(
                .staleCursor, "The cursor \(cursor) does not fit this list; begin again without one.",
                members: [("cursor", .string(cursor))])
        case .python(let error):
            Problem(.pythonException, "\(error.type): \(error.message)", members: error.members)
        case .revisionMismatch(let expected, let actual):
            Problem(
                .preconditionFailed,
                "If-Match named revision \(expected); the session is at revision \(actual).",
                members: [("revision", .integer(Int64(actual)))],
                headers: [HeaderField("ETag", "\"\(actual)\"")])
        case .idempotencyKeyReused(let key):
            Problem(
                .idempotencyKeyReused, "The key \(key) came before with another request.",
                members: [("idempotencyKey", .string(key))])
        case .idempotencyKeyInUse(let key):
            Problem(
                .idempotencyKeyInUse, "The request with the key \(key) has not been answered yet.",
                members: [("idempotencyKey", .string(key))], headers: [HeaderField("Retry-After", "1")])
        case .quotaExceeded(let quota, let limit):
            Problem(
                .quotaExceeded, "The quota `\(quota.rawValue)` of \(limit) is used up.",
                members: [("quota", .string(quota.rawValue)), ("limit", .integer(Int64(clamping: limit)))])
        case .sourceTooLarge(let bytes, let limit):
            Problem(
                .sourceTooLarge, "The source has \(bytes) bytes; the session takes \(limit).",
                members: [("bytes", .integer(Int64(bytes))), ("limit", .integer(Int64(clamping: limit)))])
        case .badSource(let fault, let field): Self.problem(of: fault, at: field)
        case .graphTooLarge(let what, let limit):
            Problem(
                .graphTooLarge,
                "There are more than \(limit) \(what); ask `around` an object, to a smaller `depth`, or with a greater `limit`.",
                members: [("limit", .integer(Int64(limit)))])
        case .runPaused:
            Problem(
                .runPaused,
                "A run of the session is paused; continue, step or stop it before anything is changed.")
        case .noPausedRun: Problem(.noRun, "No run of the session is paused.")
        case .commitFailed(let reason):
            Problem(
                .commitFailed, "Nothing was changed: \(reason).", headers: [HeaderField("Retry-After", "1")])
        case .unreadableHistory(let entry, let reason):
            Problem(
                .unreadableHistory,
                entry.map { "Entry \($0) cannot be replayed: \(reason)." }
                    ?? "What is stored of the session cannot be read: \(reason).",
                members: entry.map { [("entry", .integer(Int64($0)))] } ?? [])
        case .closing:
            Problem(
                .shuttingDown, "The server takes no more work.", headers: [HeaderField("Retry-After", "1")])
        }
    }

    private static func problem(of fault: SourceFaultDescription, at field: String) -> Problem {
        var place = fault.filename
        if let line = fault.line { place += ", line \(line)" }
        var exception: JSONObject = ["type": .string(fault.type), "message": .string(fault.message)]
        exception.set("filename", .string(fault.filename))
        if let line = fault.line { exception.set("line", .integer(Int64(line))) }
        if let column = fault.column { exception.set("column", .integer(Int64(column))) }
        if let text = fault.text { exception.set("text", .string(text)) }
        return Problem(
            .invalidSource, "\(fault.type): \(fault.message) (\(place))",
            members: [("field", .string(field)), ("exception", .object(exception))])
    }

    /// The part of the body at a JSON pointer, as the subject of a sentence.
    private static func subject(_ field: String) -> String {
        guard !field.isEmpty else { return "The body" }
        // Pointers name members that the client made up; the whole of a long one is in `field`.
        let shown = String(field.unicodeScalars.prefix(200))
        return shown.utf8.count < field.utf8.count ? "`\(shown)…`" : "`\(shown)`"
    }

    private static func pointing(to field: String?) -> [(name: String, value: JSONValue)] {
        field.map { [("field", .string($0))] } ?? []
    }
}

extension Gone {
    /// When, by which entry and why the object died, as far as it is still known.
    fileprivate var members: [(name: String, value: JSONValue)] {
        var members: [(name: String, value: JSONValue)] = [("object", .string("\(handle)"))]
        if let type { members.append(("objectType", .string(type))) }
        if let entry { members.append(("entry", .integer(Int64(entry)))) }
        if let at { members.append(("at", .string(timestamp(at)))) }
        var cause: JSONObject = ["kind": .string(self.cause.rawValue)]
        if let source { cause.set("source", .string("\(source)")) }
        if let kind { cause.set("reference", .string(kind)) }
        if let label { cause.set("label", .string(label)) }
        if let collection { cause.set("collection", .string(collection)) }
        members.append(("cause", .object(cause)))
        if let finalized { members.append(("finalized", .bool(finalized))) }
        return members
    }
}

extension PythonError {
    /// The exception, and the entry of a statement that failed after it had changed something.
    fileprivate var members: [(name: String, value: JSONValue)] {
        var members: [(name: String, value: JSONValue)] = [
            ("exception", .object(["type": .string(type), "message": .string(message)]))
        ]
        if let entry { members.append(("entry", .integer(Int64(entry)))) }
        return members
    }
}
