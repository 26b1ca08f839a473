import HTTPServer
import Sessions

extension HoldfastAPI {
    static let frameRoutes: [Route] = [
        Route("listFrames", .get, session + "/frames", formats: [.json, .ndjson]) {
            (api, call) throws(RequestError) in
            try api.list(call) { (inspection) throws(SessionError) in
                Page(items: try inspection.frames(), nextCursor: nil)
            }
        },
        Route("pushFrame", .post, session + "/frames", body: .required) { (api, call) throws(RequestError) in
            let json = try call.requiredBody()
            let frame = try reading { () throws(SessionError) in try FrameSpecification(json: json) }
            let id = call.sessionID
            try api.perform(call, .pushFrame(frame), code: 201) { result in
                guard case .frame(let frame) = result else { return nil }
                return "/v1/sessions/\(id)/frames/\(frame.id)"
            }
        },
        Route("getFrame", .get, session + "/frames/{frame}") { (api, call) throws(RequestError) in
            try api.report(call) { (inspection) throws(SessionError) in try inspection.frame(call.values[1]) }
        },
        Route("popFrame", .delete, session + "/frames/{frame}") { (api, call) throws(RequestError) in
            try api.perform(call, .popFrame(call.values[1]))
        },
        Route("getLocals", .get, session + "/frames/{frame}/locals") { (api, call) throws(RequestError) in
            try api.report(call) { (inspection) throws(SessionError) in
                try inspection.locals(of: call.values[1])
            }
        },
        Route("setLocal", .put, session + "/frames/{frame}/locals/{name}", body: .required) {
            (api, call) throws(RequestError) in
            let members = try Members(try call.requiredBody())
            try members.allow("value")
            try api.perform(
                call,
                .setLocal(frame: call.values[1], name: try call.newName(at: 2), try members.value("value")))
        },
        Route("deleteLocal", .delete, session + "/frames/{frame}/locals/{name}") {
            (api, call) throws(RequestError) in
            try api.perform(call, .deleteLocal(frame: call.values[1], name: call.values[2]))
        },
        Route("getGlobals", .get, session + "/frames/{frame}/globals") { (api, call) throws(RequestError) in
            try api.report(call) { (inspection) throws(SessionError) in
                try inspection.globals(of: call.values[1])
            }
        },
    ]
}
