import HTTPServer
import OrderedJSON
import Sessions

extension HoldfastAPI {
    static let runRoutes: [Route] = [
        Route("runSource", .post, session + "/run", body: .source, query: [.filename, .mode]) {
            (api, call) throws(RequestError) in
            let run = try reading { [json = try call.sourceBody()] () throws(SessionError) in
                try RunSpecification(json: json)
            }
            try api.performRun(call, .run(run))
        },
        Route("getRun", .get, session + "/run") { (api, call) throws(RequestError) in
            try api.session(of: call).runState { result in
                call.answer(
                    result.map { Reply(body: $0.value.json, revision: $0.revision) }
                        .mapError { .session($0) })
            }
        },
        Route("continueRun", .post, session + "/run/continue") { (api, call) throws(RequestError) in
            try api.performRun(call, .resume(.toBreakpoint))
        },
        Route("stepRun", .post, session + "/run/step", body: .optional) { (api, call) throws(RequestError) in
            let step = try reading { () throws(SessionError) in
                try RunResumption(step: call.body ?? .object([:]))
            }
            try api.performRun(call, .resume(step))
        },
        Route("stopRun", .post, session + "/run/stop") { (api, call) throws(RequestError) in
            let expectedRevision = try call.request.headers.expectedRevision()
            let key = try call.request.headers.idempotencyKey()
            try api.session(of: call).stopRun(
                expectedRevision: expectedRevision, idempotencyKey: key,
                render: { Answer(code: 200, body: $0.json) },
                completion: { call.answer($0.map(Reply.init).mapError { .session($0) }) })
        },
    ]

    /// Carries out what runs a program, which ends when the client goes away.
    private func performRun(_ call: Call, _ operation: Operation) throws(RequestError) {
        let expectedRevision = try call.request.headers.expectedRevision()
        let key = try call.request.headers.idempotencyKey()
        try session(of: call).perform(
            operation, expectedRevision: expectedRevision, idempotencyKey: key, signal: call.runSignal(),
            render: { Answer(code: 200, body: $0.json) },
            completion: { call.answer($0.map(Reply.init).mapError { .session($0) }) })
    }
}

extension Call {
    /// The body of a run, with the members that came in the query.
    fileprivate func sourceBody() throws(RequestError) -> JSONValue {
        withQuery(try requiredBody(), [.filename, .mode])
    }

    /// A body with the members that came in the query.
    func withQuery(_ body: JSONValue, _ parameters: [QueryParameter]) -> JSONValue {
        guard case .object(var members) = body else { return body }
        for parameter in parameters where members[parameter.rawValue] == nil {
            guard let value = query[parameter] else { continue }
            members.set(parameter.rawValue, parameter == .package ? .bool(value == "true") : .string(value))
        }
        return .object(members)
    }
}
