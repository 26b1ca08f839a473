import HTTPServer
import Sessions

extension HoldfastAPI {
    static let nameRoutes: [Route] = [
        Route("listNames", .get, session + "/names", formats: [.json, .ndjson]) {
            (api, call) throws(RequestError) in
            try api.list(call) { (inspection) throws(SessionError) in
                Page(items: inspection.names(), nextCursor: nil)
            }
        },
        Route("getName", .get, session + "/names/{name}") { (api, call) throws(RequestError) in
            try api.report(call) { (inspection) throws(SessionError) in try inspection.name(call.values[1]) }
        },
        Route("bindName", .put, session + "/names/{name}", body: .required) {
            (api, call) throws(RequestError) in
            let members = try Members(try call.requiredBody())
            try members.allow("value")
            try api.perform(call, .bind(name: try call.newName(at: 1), try members.value("value")))
        },
        Route("unbindName", .delete, session + "/names/{name}") { (api, call) throws(RequestError) in
            try api.perform(call, .unbind(name: call.values[1]))
        },
    ]
}
