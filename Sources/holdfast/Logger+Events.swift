import HTTPServer
import IntrospectionAPI
import Logging

extension Logger {
    /// Logs what the server tells about itself.
    func log(_ event: ServerEvent) {
        switch event {
        case .listening: break
        case .accepted(let peer): trace("accepted", metadata: ["peer": "\(peer)"])
        case .closed(let peer, let end): trace("closed", metadata: ["peer": "\(peer)", "reason": "\(end)"])
        case .refused(let failure, let peer):
            debug("refused", metadata: ["peer": "\(peer)", "reason": "\(failure.detail)"])
        case .acceptFailed(let code):
            error("a connection could not be accepted", metadata: ["errno": "\(code)"])
        case .connectionLimitReached(let limit):
            warning("as many connections are open as may be", metadata: ["limit": "\(limit)"])
        case .shutdownStarted: debug("no more connections are accepted")
        case .shutdownCut(let connections):
            warning("requests were cut off by the shutdown", metadata: ["connections": "\(connections)"])
        case .stopped: debug("the server is down")
        }
    }

    /// Logs an answered request.
    func log(_ record: AccessRecord) {
        var metadata: Metadata = [
            "method": "\(record.method)", "target": "\(record.target)", "status": "\(record.status)",
            "request": "\(record.requestID)", "microseconds": "\(record.nanoseconds / 1000)",
            "peer": "\(record.peer)",
        ]
        if let operation = record.operation { metadata["operation"] = "\(operation)" }
        log(level: record.status >= 500 ? .error : .debug, "answered", metadata: metadata)
    }
}
