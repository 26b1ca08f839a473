import HTTPServer
import OrderedJSON
import Sessions

/// One request that has found its route: everything about it has been checked that can be checked without a session.
struct Call: Sendable {
    /// The request as it came.
    let request: ServerRequest
    /// What stood in the places of the path's parameters, in their order.
    let values: [String]
    /// The query's parameters.
    let query: Query
    /// The body, when the route takes one and it came.
    let body: JSONValue?
    /// The representation that the client wants.
    let format: MediaType
    /// Sends the answer; called once.
    let answer: @Sendable (Result<Reply, RequestError>) -> Void

    /// The session's id: the first parameter of every path that has one.
    var sessionID: String { values[0] }

    /// The handle in the path, which comes after the session.
    func handle() throws(RequestError) -> Handle {
        guard let handle = Handle(values[1]) else {
            throw .pathParameter(name: "object", found: values[1], expected: PathParameter.object.expectation)
        }
        return handle
    }

    /// The name in the path at `index`, which is about to be bound.
    func newName(at index: Int) throws(RequestError) -> String {
        if let error = PythonName.syntaxError(in: values[index]) { throw .session(.python(error)) }
        return values[index]
    }

    /// The body of a route that needs one.
    func requiredBody() throws(RequestError) -> JSONValue {
        guard let body else { throw .missingBody }
        return body
    }
}

/// What a route answers.
struct Reply: Sendable {
    var status: Int
    var contentType: MediaType
    var body: [UInt8]
    /// The session's revision that the answer shows; it becomes the entity tag.
    var revision: UInt64?
    var location: String?
    /// The rest of the list, when the answer is one of its pages.
    var nextCursor: String?
    /// The methods that the path answers to, for OPTIONS.
    var allowed: [String] = []
    /// Whether the answer is the stored one of an earlier request with the same idempotency key.
    var isRepeat = false

    init(
        status: Int = 200, contentType: MediaType = .json, body: [UInt8] = [], revision: UInt64? = nil,
        location: String? = nil, nextCursor: String? = nil, allowed: [String] = []
    ) {
        self.status = status
        self.contentType = contentType
        self.body = body
        self.revision = revision
        self.location = location
        self.nextCursor = nextCursor
        self.allowed = allowed
    }
}

extension Reply {
    /// The answer to a committed write.
    init(_ performed: Performed) {
        self.init(
            status: performed.answer.code, body: performed.answer.body, revision: performed.revision,
            location: performed.answer.location)
        isRepeat = performed.isRepeat
    }
}
