import HTTPServer
import OrderedJSON
import Sessions

extension HoldfastAPI {
    static let moduleRoutes: [Route] = [
        Route("listModules", .get, session + "/modules", formats: [.json, .ndjson]) {
            (api, call) throws(RequestError) in
            try api.list(call) { (inspection) throws(SessionError) in
                Page(items: try inspection.modules(), nextCursor: nil)
            }
        },
        Route("getModule", .get, session + "/modules/{module}") { (api, call) throws(RequestError) in
            try api.report(call) { (inspection) throws(SessionError) in try inspection.module(call.values[1])
            }
        },
        Route(
            "createModule", .post, session + "/modules/{module}", body: .optionalSource,
            query: [.filename, .package]
        ) { (api, call) throws(RequestError) in
            let name = call.values[1]
            var body = call.body ?? .object([:])
            if body["source"] != nil { body = call.withQuery(body, [.filename, .package]) }
            let module = try reading { () throws(SessionError) in
                try ModuleSpecification(name: name, json: body)
            }
            let location = "/v1/sessions/\(call.sessionID)/modules/\(PercentEncoding.encode(name))"
            try api.perform(call, .createModule(module), code: 201) { _ in location }
        },
    ]

    static let weakReferenceRoutes: [Route] = [
        Route("createWeakReference", .post, session + "/weakrefs", body: .required) {
            (api, call) throws(RequestError) in
            let members = try Members(try call.requiredBody())
            try members.allow("target", "callback", "name")
            let (name, rest) = try members.splitting(name: "name")
            let weak = try reading { () throws(SessionError) in try WeakReferenceSpecification(json: rest) }
            let id = call.sessionID
            try api.perform(call, .createWeakReference(weak, name: name), code: 201) { result in
                guard case .weakReference(let weak) = result else { return nil }
                return "/v1/sessions/\(id)/weakrefs/\(weak.object.id)"
            }
        },
        Route("getWeakReference", .get, session + "/weakrefs/{weakref}") { (api, call) throws(RequestError) in
            let handle = try call.handle()
            try api.report(call) { (inspection) throws(SessionError) in try inspection.weakReference(handle) }
        },
    ]
}
