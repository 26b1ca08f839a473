import HTTPServer
import Sessions

extension HoldfastAPI {
    static let referenceRoutes: [Route] = [
        Route("createReference", .post, session + "/objects/{object}/references", body: .required) {
            (api, call) throws(RequestError) in
            let handle = try call.handle()
            let json = try call.requiredBody()
            let link = try reading { () throws(SessionError) in try LinkSpecification(json: json) }
            try api.perform(call, .link(handle, link), code: 201)
        },
        Route("deleteReference", .delete, session + "/objects/{object}/references/{label}") {
            (api, call) throws(RequestError) in
            try api.perform(call, .unlink(try call.handle(), label: call.values[2]))
        },
        Route("putHold", .put, session + "/objects/{object}/hold") { (api, call) throws(RequestError) in
            try api.perform(call, .hold(try call.handle()))
        },
        Route("releaseHold", .delete, session + "/objects/{object}/hold") {
            (api, call) throws(RequestError) in
            try api.perform(call, .release(try call.handle()))
        },
    ]
}
