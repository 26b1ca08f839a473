import ArgumentParser
import Foundation

/// `holdfast healthcheck`: one request to a server, for a container's health check.
struct Healthcheck: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Ask a server whether it lives: exit status 0 when it does, 1 when it does not.")

    @Option(help: ArgumentHelp("What to ask for.", valueName: "url"))
    var url = "http://127.0.0.1:8080/livez"

    @Option(help: ArgumentHelp("How long to wait, in seconds.", valueName: "seconds"))
    var timeout = 2

    func validate() throws {
        guard timeout >= 1 else { throw ValidationError("--timeout must be at least 1") }
        guard HealthProbe(url: url) != nil else {
            throw ValidationError("--url must be like http://127.0.0.1:8080/livez, not \(url)")
        }
    }

    func run() throws {
        guard let probe = HealthProbe(url: url) else { throw ExitCode(1) }
        do {
            let status = try probe.status(timeoutSeconds: timeout)
            print("\(url) answered \(status)")
            if !(200...299).contains(status) { throw ExitCode(1) }
        } catch let error as HealthProbe.Failure {
            print("\(url): \(error.reason)")
            throw ExitCode(1)
        }
    }
}

/// A GET request that is only interested in the status, over a blocking socket: no HTTP library is linked for it.
struct HealthProbe {
    /// Why there is no status.
    struct Failure: Error {
        let reason: String

        static func system(_ operation: String) -> Failure {
            Failure(reason: "\(operation): \(String(cString: strerror(errno)))")
        }
    }

    let host: String
    let port: String
    let path: String

    /// Takes an `http://host[:port][/path]` apart; nil when it is anything else.
    init?(url: String) {
        guard let components = URLComponents(string: url), components.scheme == "http",
            let host = components.host, !host.isEmpty
        else { return nil }
        self.host = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
        port = String(components.port ?? 80)
        path = (components.percentEncodedPath.isEmpty ? "/" : components.percentEncodedPath)
    }

    /// The status of the answer.
    func status(timeoutSeconds: Int) throws -> Int {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(host, port, &hints, &found)
        guard code == 0, let first = found else { throw Failure(reason: String(cString: gai_strerror(code))) }
        defer { freeaddrinfo(first) }
        var failure = Failure(reason: "no address")
        var next: UnsafeMutablePointer<addrinfo>? = first
        while let address = next {
            do {
                return try ask(address.pointee, timeoutSeconds)
            } catch let error as Failure {
                failure = error
            }
            next = address.pointee.ai_next
        }
        throw failure
    }

    private func ask(_ address: addrinfo, _ timeoutSeconds: Int) throws -> Int {
        let descriptor = socket(address.ai_family, address.ai_socktype, address.ai_protocol)
        guard descriptor >= 0 else { throw Failure.system("socket") }
        defer { close(descriptor) }
        var timeout = timeval(tv_sec: timeoutSeconds, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, size)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &timeout, size)
        guard connect(descriptor, address.ai_addr, address.ai_addrlen) == 0 else {
            throw Failure.system("connect")
        }
        let authority = host.contains(":") ? "[\(host)]" : host
        let request = Array(
            "GET \(path) HTTP/1.1\r\nHost: \(authority):\(port)\r\nConnection: close\r\n\r\n".utf8)
        guard send(descriptor, request, request.count, Int32(MSG_NOSIGNAL)) == request.count else {
            throw Failure.system("send")
        }
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 512)
        // "HTTP/1.1 200" is all that is needed.
        while answer.count < 12 {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count > 0 else {
                throw count == 0 ? Failure(reason: "no answer") : Failure.system("receive")
            }
            answer.append(contentsOf: buffer[..<count])
        }
        let line = String(decoding: answer.prefix(12), as: UTF8.self)
        guard line.hasPrefix("HTTP/1."), let status = Int(line.suffix(3)) else {
            throw Failure(reason: "the answer is not HTTP")
        }
        return status
    }
}
