import HTTPServer
import OrderedJSON
import Sessions

extension HoldfastAPI {
    static let collectorRoutes: [Route] = [
        Route("getCollector", .get, session + "/gc") { (api, call) throws(RequestError) in
            try api.report(call) { (inspection) throws(SessionError) in inspection.collector() }
        },
        Route("updateCollector", .patch, session + "/gc", body: .required) {
            (api, call) throws(RequestError) in
            let json = try call.requiredBody()
            let change = try reading { () throws(SessionError) in try CollectorChange(json: json) }
            try api.perform(call, .setCollector(change))
        },
        Route(
            "listCollections", .get, session + "/collections", query: [.limit, .cursor],
            formats: [.json, .ndjson]
        ) { (api, call) throws(RequestError) in
            try api.list(call) { (inspection) throws(SessionError) in
                try inspection.collections(after: call.query[.cursor], limit: call.query.limit)
            }
        },
        Route("collect", .post, session + "/collections", body: .optional) {
            (api, call) throws(RequestError) in
            let members = try Members(call.body ?? .object([:]))
            try members.allow("generation")
            let generation = try members.integer("generation", in: 0...2) ?? 2
            let id = call.sessionID
            try api.perform(call, .collect(generation: generation), code: 201) { result in
                guard case .collection(let report) = result else { return nil }
                return "/v1/sessions/\(id)/collections/\(report.id)"
            }
        },
        Route("getCollection", .get, session + "/collections/{collection}") {
            (api, call) throws(RequestError) in
            try api.report(call) { (inspection) throws(SessionError) in
                try inspection.collection(call.values[1])
            }
        },
        Route("getMemory", .get, session + "/memory") { (api, call) throws(RequestError) in
            try api.report(call) { (inspection) throws(SessionError) in inspection.memory() }
        },
        Route("validateSession", .get, session + "/validation") { (api, call) throws(RequestError) in
            try api.report(call) { (inspection) throws(SessionError) in inspection.validate() }
        },
    ]

    static let graphRoutes: [Route] = [
        Route(
            "getGraph", .get, session + "/graph", query: [.format, .around, .depth, .limit],
            formats: [.json, .dot]
        ) { (api, call) throws(RequestError) in
            // The parameter is for those who cannot set a header, and goes before it.
            let format: MediaType =
                switch call.query[.format] {
                case "dot": .dot
                case "json": .json
                default: call.format
                }
            let request = GraphRequest(
                around: call.query[.around].flatMap { Handle($0) },
                depth: call.query[.depth].flatMap { Int($0) },
                limit: call.query[.limit].flatMap { Int($0) } ?? GraphRequest.usualLimit)
            try api.read(call) { (inspection) throws(SessionError) in
                let graph = try inspection.graph(request)
                return Reply(contentType: format, body: format == .dot ? Array(graph.dot.utf8) : graph.json)
            }
        }
    ]

    static let historyRoutes: [Route] = [
        Route("getHistory", .get, session + "/history", query: [.after, .limit], formats: [.json, .ndjson]) {
            (api, call) throws(RequestError) in
            let after = call.query[.after].flatMap { UInt64($0) } ?? 0
            try api.session(of: call).history(after: after, limit: call.query.limit) { result in
                call.answer(result.map { page($0, as: call.format) }.mapError { .session($0) })
            }
        }
    ]
}
