import HTTPServer
import Locking

/// The counts of the server that is being watched, as Prometheus text.
final class ServerCounts: Sendable {
    private let server = Locked<HTTPServer?>(nil)

    func watch(_ server: HTTPServer) {
        self.server.withLock { $0 = server }
    }

    func text() -> String {
        guard let statistics = server.withLock({ $0 })?.statistics else { return "" }
        var text = ""
        for (name, help, type, value) in [
            ("connections_open", "Connections that are open.", "gauge", statistics.openConnections),
            (
                "connections_total", "Connections that were accepted.", "counter",
                statistics.acceptedConnections
            ),
            ("requests_refused_total", "Requests that no route saw.", "counter", statistics.refusedRequests),
            ("bytes_read_total", "Bytes received.", "counter", statistics.bytesRead),
            ("bytes_written_total", "Bytes sent.", "counter", statistics.bytesWritten),
        ] {
            text += "# HELP holdfast_http_\(name) \(help)\n# TYPE holdfast_http_\(name) \(type)\n"
            text += "holdfast_http_\(name) \(value)\n"
        }
        return text
    }
}
