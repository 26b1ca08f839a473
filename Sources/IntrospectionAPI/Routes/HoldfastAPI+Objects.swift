import HTTPServer
import Sessions

extension HoldfastAPI {
    static let objectRoutes: [Route] = [
        Route(
            "listObjects", .get, session + "/objects",
            query: [.type, .generation, .tracked, .limit, .cursor],
            formats: [.json, .ndjson]
        ) { (api, call) throws(RequestError) in
            let filter = ObjectFilter(
                type: call.query[.type], generation: call.query[.generation].flatMap { Int($0) },
                tracked: call.query[.tracked] != "false")
            try api.list(call) { (inspection) throws(SessionError) in
                try inspection.objects(filter, after: call.query[.cursor], limit: call.query.limit)
            }
        },
        Route("createObject", .post, session + "/objects", body: .required) {
            (api, call) throws(RequestError) in
            let json = try call.requiredBody()
            let creation = try reading { () throws(SessionError) in try ObjectCreation(json: json) }
            try api.perform(
                call, .create(creation.specification, name: creation.name), code: 201,
                location: objectLocation(call))
        },
        Route("getObject", .get, session + "/objects/{object}") { (api, call) throws(RequestError) in
            let handle = try call.handle()
            try api.report(call) { (inspection) throws(SessionError) in try inspection.object(handle) }
        },
        Route("getReferrers", .get, session + "/objects/{object}/referrers") {
            (api, call) throws(RequestError) in
            let handle = try call.handle()
            try api.report(call) { (inspection) throws(SessionError) in try inspection.referrers(of: handle) }
        },
        Route("getReferents", .get, session + "/objects/{object}/referents") {
            (api, call) throws(RequestError) in
            let handle = try call.handle()
            try api.report(call) { (inspection) throws(SessionError) in try inspection.referents(of: handle) }
        },
        Route("getRefcount", .get, session + "/objects/{object}/refcount") {
            (api, call) throws(RequestError) in
            let handle = try call.handle()
            try api.report(call) { (inspection) throws(SessionError) in try inspection.refcount(of: handle) }
        },
        Route("compareObjects", .post, session + "/comparisons", body: .required) {
            (api, call) throws(RequestError) in
            let members = try Members(try call.requiredBody())
            try members.allow("left", "right")
            let left = try members.value("left")
            let right = try members.value("right")
            try api.session(of: call).compare(
                left, right, signal: call.runSignal(), render: { Answer(code: 200, body: $0.json) },
                completion: { call.answer($0.map(Reply.init).mapError { .session($0) }) })
        },
        Route("internString", .post, session + "/interned", body: .required) {
            (api, call) throws(RequestError) in
            let members = try Members(try call.requiredBody())
            try members.allow("value", "name")
            let (name, _) = try members.splitting(name: "name")
            try api.perform(
                call, .intern(try members.value("value"), name: name), code: 201,
                location: objectLocation(call))
        },
    ]

    /// The location of the object that an operation made.
    static func objectLocation(_ call: Call) -> @Sendable (OperationResult) -> String? {
        let id = call.sessionID
        return { result in
            guard case .object(let object) = result else { return nil }
            return "/v1/sessions/\(id)/objects/\(object.id)"
        }
    }
}
