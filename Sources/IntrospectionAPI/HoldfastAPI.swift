import Dispatch
import HTTPServer
import OrderedJSON
import Sessions

/// The service over HTTP: finds a request's route, checks all that can be checked without a session, and turns what
/// the session says into an answer.
public final class HoldfastAPI: HTTPHandler {
    let registry: SessionRegistry
    let configuration: APIConfiguration
    let table: RouteTable
    let metrics: RequestMetrics
    private let requestNames: RequestNames

    /// Makes the service of the sessions in `registry`.
    public init(registry: SessionRegistry, configuration: APIConfiguration = .init()) {
        self.registry = registry
        self.configuration = configuration
        table = RouteTable(Self.routes)
        metrics = RequestMetrics(routes: table.routes.map(\.id))
        requestNames = RequestNames()
    }

    /// Answers `request`, at once or from a session's queue.
    public func handle(_ request: ServerRequest, respond: @escaping @Sendable (ServerResponse) -> Void) {
        let requestID = request.headers.requestID ?? requestNames.next()
        let lookup = table.router.look(up: request.path[...])
        let route: Route? =
            if case .found(let match) = lookup {
                table.endpoints[match.endpoint].route(for: request.method)
            } else { nil }
        let answer: @Sendable (Result<Reply, RequestError>) -> Void = { [self] result in
            let response = Self.response(to: request, requestID: requestID, result)
            note(request, route, requestID, response)
            respond(response)
        }
        do {
            try dispatch(request, lookup, route, answer)
        } catch {
            answer(.failure(error))
        }
    }

    private func dispatch(
        _ request: ServerRequest, _ lookup: Lookup, _ route: Route?,
        _ answer: @escaping @Sendable (Result<Reply, RequestError>) -> Void
    ) throws(RequestError) {
        if request.method == .options, request.path == "*" {
            return answer(
                .success(
                    Reply(status: 204, allowed: ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]))
            )
        }
        let match: RouteMatch
        switch lookup {
        case .found(let found): match = found
        case .unknownPath:
            try authorize(request)
            throw .unknownPath(request.path)
        case .malformedSegment: throw .malformedPath(request.path)
        }
        let endpoint = table.endpoints[match.endpoint]
        if request.method == .options {
            return answer(.success(Reply(status: 204, allowed: endpoint.allowed)))
        }
        if endpoint.isProtected { try authorize(request) }
        guard let route else { throw .methodNotAllowed(request.method.name, allowed: endpoint.allowed) }
        for (parameter, value) in zip(endpoint.parameters, match.values) where !parameter.accepts(value) {
            throw .pathParameter(name: parameter.rawValue, found: value, expected: parameter.expectation)
        }
        let query = try Query(request.query, allowed: route.query)
        guard let format = MediaType.negotiate(request.headers, offered: route.formats) else {
            throw .notAcceptable(offered: route.formats.map(\.rawValue))
        }
        let proceed: @Sendable (JSONValue?) throws(RequestError) -> Void = {
            [self] (body) throws(RequestError) in
            try route.run(
                self,
                Call(
                    request: request, values: match.values, query: query, body: body, format: format,
                    answer: answer))
        }
        guard try expectsBody(request, route.body) else { return try proceed(nil) }
        if route.body.takesSource, let type = request.headers["content-type"], MediaType.isPython(type) {
            return try proceed(try Self.source(request.body))
        }
        if request.body.count <= Self.largestBodyOnTheLoop {
            return try proceed(try Self.parse(request.body))
        }
        // A large body would keep every other connection of the loop waiting.
        DispatchQueue.global().async {
            do throws(RequestError) {
                try proceed(try Self.parse(request.body))
            } catch {
                answer(.failure(error))
            }
        }
    }

    /// The largest body, in bytes, that is parsed on the queue that serves the sockets.
    private static let largestBodyOnTheLoop = 64 << 10

    /// Whether a body is there to be parsed.
    private func expectsBody(_ request: ServerRequest, _ rule: BodyRule) throws(RequestError) -> Bool {
        guard rule != .none else { return false }
        let contentType = request.headers["content-type"]
        if request.body.isEmpty, contentType == nil {
            if !rule.isOptional { throw .missingBody }
            return false
        }
        if rule.takesSource, let contentType, MediaType.isPython(contentType) { return true }
        guard let contentType, MediaType.isJSON(contentType) else {
            throw .unsupportedMediaType(
                found: contentType,
                accepted: rule.takesSource ? "text/x-python or application/json" : "application/json")
        }
        if request.body.isEmpty {
            if !rule.isOptional { throw .missingBody }
            return false
        }
        return true
    }

    /// Python source, as the member of JSON that it could have come as.
    private static func source(_ bytes: [UInt8]) throws(RequestError) -> JSONValue {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw .session(.malformed(field: "", reason: "must be UTF-8"))
        }
        return .object(["source": .string(text)])
    }

    private static func parse(_ bytes: [UInt8]) throws(RequestError) -> JSONValue {
        do throws(JSONError) {
            return try JSONValue(parsing: bytes)
        } catch {
            throw .malformedJSON(error)
        }
    }

    private func authorize(_ request: ServerRequest) throws(RequestError) {
        guard let tokens = configuration.tokens else { return }
        guard let field = request.headers["authorization"], tokens.admit(field) else { throw .unauthorized }
    }

    private func note(
        _ request: ServerRequest, _ route: Route?, _ requestID: String, _ response: ServerResponse
    ) {
        let elapsed = configuration.now() &- request.arrival
        metrics.note(route: route?.id, status: response.status, nanoseconds: elapsed)
        guard let log = configuration.log else { return }
        log(
            AccessRecord(
                method: request.method.name, target: request.target, status: response.status,
                requestID: requestID,
                operation: route?.id, nanoseconds: elapsed, peer: request.peer.host))
    }
}
