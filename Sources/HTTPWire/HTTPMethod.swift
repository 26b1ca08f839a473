/// A request method.
public enum HTTPMethod: Hashable, Sendable {
    /// `GET`
    case get
    /// `HEAD`
    case head
    /// `POST`
    case post
    /// `PUT`
    case put
    /// `PATCH`
    case patch
    /// `DELETE`
    case delete
    /// `OPTIONS`
    case options
    /// Any other token, in the case that the client sent.
    case other(String)

    /// The method that a token names; methods are case-sensitive.
    public init(_ name: String) {
        switch name {
        case "GET": self = .get
        case "HEAD": self = .head
        case "POST": self = .post
        case "PUT": self = .put
        case "PATCH": self = .patch
        case "DELETE": self = .delete
        case "OPTIONS": self = .options
        default: self = .other(name)
        }
    }

    /// The token, as on the request line.
    public var name: String {
        switch self {
        case .get: "GET"
        case .head: "HEAD"
        case .post: "POST"
        case .put: "PUT"
        case .patch: "PATCH"
        case .delete: "DELETE"
        case .options: "OPTIONS"
        case .other(let name): name
        }
    }

    /// Whether a client only asks: such requests of one connection may be handled at the same time (RFC 9110,
    /// 9.2.1).
    public var isSafe: Bool {
        switch self {
        case .get, .head, .options: true
        default: false
        }
    }
}

/// The HTTP/1 versions that are answered.
public enum HTTPVersion: Hashable, Sendable {
    /// HTTP/1.0: the connection closes after the answer.
    case http10
    /// HTTP/1.1, and any later minor version.
    case http11
}
