import OrderedJSON
import Sessions

/// Everything that can be wrong with a request, as data.
enum RequestError: Error {
    case malformedPath(String)
    case unknownPath(String)
    case methodNotAllowed(String, allowed: [String])
    case notAcceptable(offered: [String])
    case unauthorized
    case unsupportedMediaType(found: String?, accepted: String)
    case missingBody
    case malformedJSON(JSONError)
    case pathParameter(name: String, found: String, expected: String)
    case queryParameter(name: String, reason: String)
    case header(name: String, reason: String)
    case session(SessionError)
}
