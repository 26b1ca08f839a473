import HTTPServer

extension HoldfastAPI {
    /// Turns a result into the response on the wire.
    static func response(
        to request: ServerRequest, requestID: String, _ result: Result<Reply, RequestError>
    ) -> ServerResponse {
        switch result {
        case .success(let reply): response(to: request, requestID: requestID, reply)
        case .failure(let error): response(to: request, requestID: requestID, error.problem)
        }
    }

    private static func response(to request: ServerRequest, requestID: String, _ reply: Reply)
        -> ServerResponse
    {
        var headers: [HeaderField] = []
        headers.reserveCapacity(4)
        if let revision = reply.revision {
            let tag = "\"\(revision)\""
            headers.append(HeaderField("ETag", tag))
            if request.method.isSafe, reply.status == 200, request.headers.knows(entityTag: tag) {
                headers.append(HeaderField("X-Request-Id", requestID))
                return ServerResponse(status: 304, headers: headers)
            }
        }
        if reply.status != 204 { headers.append(HeaderField("Content-Type", reply.contentType.rawValue)) }
        if !reply.allowed.isEmpty {
            headers.append(HeaderField("Allow", reply.allowed.joined(separator: ", ")))
        }
        if let location = reply.location { headers.append(HeaderField("Location", location)) }
        if let cursor = reply.nextCursor {
            headers.append(HeaderField("Link", "<\(nextTarget(of: request, cursor))>; rel=\"next\""))
        }
        if reply.isRepeat { headers.append(HeaderField("Idempotency-Replayed", "true")) }
        headers.append(HeaderField("X-Request-Id", requestID))
        return ServerResponse(status: reply.status, headers: headers, body: reply.body)
    }

    private static func response(to request: ServerRequest, requestID: String, _ problem: Problem)
        -> ServerResponse
    {
        var headers = [HeaderField("Content-Type", MediaType.problem.rawValue)]
        headers.append(contentsOf: problem.headers)
        headers.append(HeaderField("X-Request-Id", requestID))
        return ServerResponse(
            status: problem.type.status, headers: headers, body: problem.json(instance: request.path))
    }

    /// The request's target with `cursor` in the place of its own.
    private static func nextTarget(of request: ServerRequest, _ cursor: String) -> String {
        let name = request.path.hasSuffix("/history") ? QueryParameter.after : QueryParameter.cursor
        let kept = (request.query ?? "").split(separator: "&").filter { !$0.hasPrefix("\(name.rawValue)=") }
        let query = (kept.map(String.init) + ["\(name.rawValue)=\(PercentEncoding.encode(cursor))"])
        return request.path + "?" + query.joined(separator: "&")
    }
}
