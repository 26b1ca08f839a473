import HTTPServer
import OrderedJSON

extension HoldfastAPI {
    static let systemRoutes: [Route] = [
        Route("getLiveness", .get, "/livez", isProtected: false) { (api, call) throws(RequestError) in
            call.answer(.success(Reply(body: api.health("ok"))))
        },
        Route("getReadiness", .get, "/readyz", isProtected: false) { (api, call) throws(RequestError) in
            guard api.configuration.isReady() else { throw .session(.closing) }
            call.answer(.success(Reply(body: api.health("ready"))))
        },
        Route("getMetrics", .get, "/metrics", formats: [.metrics]) { (api, call) throws(RequestError) in
            call.answer(.success(Reply(contentType: .metrics, body: Array(api.metricsText().utf8))))
        },
        Route("getContract", .get, "/openapi.yaml", formats: [.yaml], isProtected: false) {
            (_, call) throws(RequestError) in
            call.answer(.success(Reply(contentType: .yaml, body: OpenAPIDocument.bytes)))
        },
    ]

    private func health(_ status: String) -> [UInt8] {
        var writer = JSONWriter(capacity: 64)
        writer.beginObject()
        writer.member("status", status)
        writer.member("version", configuration.version)
        writer.endObject()
        return writer.takeBytes()
    }
}

/// The contract, as it was when the service was built.
public enum OpenAPIDocument {
    /// The YAML text.
    public static let bytes: [UInt8] = PackageResources.openapi_yaml
}
