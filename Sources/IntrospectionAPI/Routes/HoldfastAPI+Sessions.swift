import HTTPServer
import OrderedJSON
import Sessions

extension HoldfastAPI {
    static let sessionRoutes: [Route] = [
        Route("listSessions", .get, "/v1/sessions", query: [.limit, .cursor], formats: [.json, .ndjson]) {
            (api, call) throws(RequestError) in
            let sessions = try reading { () throws(SessionError) in
                try api.registry.list(after: call.query[.cursor], limit: call.query.limit)
            }
            call.answer(.success(page(sessions, as: call.format)))
        },
        Route("createSession", .post, "/v1/sessions", body: .optional) { (api, call) throws(RequestError) in
            let key = try call.request.headers.idempotencyKey()
            let new = try reading { () throws(SessionError) in
                try NewSession(json: call.body ?? .object([:]))
            }
            api.registry.create(
                new, idempotencyKey: key,
                render: { Answer(code: 201, location: "/v1/sessions/\($0.id)", body: $0.json) },
                completion: { call.answer($0.map(Reply.init).mapError { .session($0) }) })
        },
        Route("getSession", .get, session) { (api, call) throws(RequestError) in
            let description = try reading { () throws(SessionError) in
                try api.registry.describe(call.sessionID)
            }
            call.answer(.success(description.reply(status: 200)))
        },
        Route("updateSession", .patch, session, body: .required) { (api, call) throws(RequestError) in
            let json = try call.requiredBody()
            let change = try reading { () throws(SessionError) in try SessionChange(json: json) }
            let revision = try call.request.headers.expectedRevision()
            api.registry.update(call.sessionID, change, expectedRevision: revision) { result in
                call.answer(result.map { $0.reply(status: 200) }.mapError { .session($0) })
            }
        },
        Route("deleteSession", .delete, session) { (api, call) throws(RequestError) in
            let revision = try call.request.headers.expectedRevision()
            api.registry.delete(call.sessionID, expectedRevision: revision) { result in
                call.answer(result.map { Reply(status: 204) }.mapError { .session($0) })
            }
        },
    ]
}

extension SessionDescription {
    fileprivate func reply(status: Int) -> Reply {
        Reply(status: status, body: json, revision: revision)
    }
}
