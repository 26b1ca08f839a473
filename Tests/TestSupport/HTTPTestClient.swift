import Foundation

/// What went wrong for an `HTTPTestClient`.
public enum HTTPTestError: Error, Sendable {
    /// A system call failed.
    case socket(operation: String, errno: Int32)
    /// The server closed the connection in front of or within a response.
    case closed(received: String)
    /// Nothing came for as long as the client waits.
    case timedOut(received: String)
    /// What came is no HTTP response.
    case malformed(String)
}

/// A response as it came.
public struct HTTPTestResponse: Sendable {
    /// The status code.
    public let status: Int
    /// The reason phrase.
    public let reason: String
    /// The header fields in order.
    public let headers: [(name: String, value: String)]
    /// The body; chunks are joined.
    public let body: [UInt8]

    /// The body as text.
    public var text: String { String(decoding: body, as: UTF8.self) }

    /// The first value of a header field, whatever the case of its name.
    public func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }
}

/// A blocking HTTP client on a raw socket, for tests that want to see and to control every byte.
public final class HTTPTestClient {
    private var descriptor: Int32
    private var received: [UInt8] = []

    /// Connects.
    ///
    /// - Parameter receiveBuffer: The size of the kernel's buffer, for tests of slow readers; nil leaves it to the system.
    public init(
        host: String = "127.0.0.1", port: Int, timeoutSeconds: Int = 60, receiveBuffer: Int32? = nil
    ) throws {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, String(port), &hints, &list) == 0, let address = list else {
            throw HTTPTestError.socket(operation: "getaddrinfo", errno: 0)
        }
        defer { freeaddrinfo(list) }
        descriptor = socket(address.pointee.ai_family, address.pointee.ai_socktype, 0)
        guard descriptor >= 0 else { throw HTTPTestError.socket(operation: "socket", errno: errno) }
        if var size = receiveBuffer {
            setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
        }
        var timeout = timeval(tv_sec: timeoutSeconds, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
        var one: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
        guard connect(descriptor, address.pointee.ai_addr, address.pointee.ai_addrlen) == 0 else {
            let error = errno
            close()
            throw HTTPTestError.socket(operation: "connect", errno: error)
        }
    }

    deinit { close() }

    // MARK: Sending

    /// Sends text as it is.
    public func send(_ text: String) throws {
        try send(bytes: Array(text.utf8))
    }

    /// Sends bytes as they are.
    public func send(bytes: [UInt8]) throws {
        var start = 0
        while start < bytes.count {
            let count = bytes[start...].withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count < 0 {
                if errno == EINTR { continue }
                throw HTTPTestError.socket(operation: "send", errno: errno)
            }
            start += count
        }
    }

    /// Sends a request with a Host field and, if there is a body, its length and type.
    public func sendRequest(
        _ method: String, _ path: String, headers: [(String, String)] = [], body: String? = nil
    ) throws {
        var text = "\(method) \(path) HTTP/1.1\r\nHost: test\r\n"
        for (name, value) in headers { text += "\(name): \(value)\r\n" }
        if let body {
            text += "Content-Length: \(body.utf8.count)\r\n"
            if !headers.contains(where: { $0.0.lowercased() == "content-type" }) {
                text += "Content-Type: application/json\r\n"
            }
        }
        try send(text + "\r\n" + (body ?? ""))
    }

    /// Sends a request and reads its response.
    public func request(
        _ method: String, _ path: String, headers: [(String, String)] = [], body: String? = nil
    ) throws -> HTTPTestResponse {
        try sendRequest(method, path, headers: headers, body: body)
        return try readResponse(isHead: method == "HEAD")
    }

    /// Sends a GET request and reads its response.
    public func get(_ path: String, headers: [(String, String)] = []) throws -> HTTPTestResponse {
        try request("GET", path, headers: headers)
    }

    // MARK: Receiving

    /// Reads the next response of the connection; interim responses are returned as well.
    public func readResponse(isHead: Bool = false) throws -> HTTPTestResponse {
        var lines: [String] = []
        while true {
            let line = try readLine()
            if line.isEmpty { break }
            lines.append(line)
        }
        let parts = (lines.first ?? "").split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "HTTP/1.1", let status = Int(parts[1]) else {
            throw HTTPTestError.malformed(lines.first ?? "")
        }
        var headers: [(name: String, value: String)] = []
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { throw HTTPTestError.malformed(line) }
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            headers.append((String(line[..<colon]), String(value)))
        }
        func value(_ name: String) -> String? { headers.first { $0.name.lowercased() == name }?.value }
        var body: [UInt8] = []
        if isHead || status < 200 || status == 204 || status == 304 {
            body = []
        } else if value("transfer-encoding") == "chunked" {
            body = try readChunks()
        } else if let length = value("content-length") {
            guard let count = Int(length) else { throw HTTPTestError.malformed(length) }
            body = try read(count: count)
        } else {
            body = try readToEnd()
        }
        return HTTPTestResponse(status: status, reason: String(parts[2]), headers: headers, body: body)
    }

    /// Reads until the server closes.
    public func readToEnd() throws -> [UInt8] {
        while try receive() {}
        defer { received = [] }
        return received
    }

    /// Reads so many bytes.
    public func read(count: Int) throws -> [UInt8] {
        while received.count < count { try receiveMore() }
        defer { received.removeFirst(count) }
        return Array(received[..<count])
    }

    // MARK: Closing

    /// Says that no more will be sent; responses can still be read.
    public func closeSending() {
        _ = shutdown(descriptor, Int32(SHUT_WR))
    }

    /// Closes the connection.
    public func close() {
        if descriptor >= 0 { _ = Glibc.close(descriptor) }
        descriptor = -1
    }

    /// Closes the connection with a reset.
    public func reset() {
        var value = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &value, socklen_t(MemoryLayout<linger>.size))
        close()
    }

    private func readChunks() throws -> [UInt8] {
        var body: [UInt8] = []
        while true {
            let line = try readLine()
            guard let count = Int(line.prefix { $0 != ";" }, radix: 16) else {
                throw HTTPTestError.malformed(line)
            }
            if count == 0 { break }
            body += try read(count: count)
            guard try readLine().isEmpty else { throw HTTPTestError.malformed("the end of a chunk") }
        }
        while try !readLine().isEmpty {}
        return body
    }

    private func readLine() throws -> String {
        var searched = 0
        while true {
            if let end = received[searched...].firstIndex(of: 10) {
                guard end > 0, received[end - 1] == 13 else { throw HTTPTestError.malformed("a line's end") }
                defer { received.removeFirst(end + 1) }
                return String(decoding: received[..<(end - 1)], as: UTF8.self)
            }
            searched = received.count
            try receiveMore()
        }
    }

    private func receiveMore() throws {
        if try !receive() { throw HTTPTestError.closed(received: String(decoding: received, as: UTF8.self)) }
    }

    /// Receives something; false at the end.
    private func receive() throws -> Bool {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            if count > 0 {
                received += buffer[..<count]
                return true
            }
            if count == 0 { return false }
            switch errno {
            case EINTR: continue
            case EAGAIN, EWOULDBLOCK:
                throw HTTPTestError.timedOut(received: String(decoding: received, as: UTF8.self))
            case let error: throw HTTPTestError.socket(operation: "recv", errno: error)
            }
        }
    }
}
