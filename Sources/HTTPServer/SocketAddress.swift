import Foundation

/// The address of a client.
public struct PeerAddress: Sendable, Hashable {
    /// The numeric address.
    public var host: String
    /// The port.
    public var port: Int

    /// An address.
    public init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// The address of nobody.
    public static let unknown = PeerAddress(host: "", port: 0)
}

/// Where a server listens.
public struct BoundAddress: Sendable, Hashable {
    /// The numeric address; the first one, when the host's name stands for several.
    public var host: String
    /// The port, never 0.
    public var port: Int
    /// All numeric addresses.
    public var allHosts: [String]

    /// An address.
    public init(host: String, port: Int, allHosts: [String]) {
        self.host = host
        self.port = port
        self.allHosts = allHosts
    }

    /// Host and port as they stand in a URL: `127.0.0.1:8080`, `[::1]:8080`.
    public var authority: String {
        host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }
}

/// A socket address of either family.
struct SocketAddress {
    private var storage = sockaddr_storage()
    private var length = socklen_t(MemoryLayout<sockaddr_storage>.size)

    /// The address that a system call fills in.
    init(filledBy call: (UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<socklen_t>) -> Int32) {
        // SAFETY: sockaddr_storage is large enough and aligned for every address family, and `length` says
        // its size.
        _ = withUnsafeMutablePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { call($0, &length) }
        }
    }

    private init(_ address: UnsafePointer<sockaddr>, length: socklen_t) {
        // SAFETY: the resolver gives addresses of at most sockaddr_storage's size; the copy is bounded by
        // both.
        withUnsafeMutableBytes(of: &storage) { target in
            target.copyMemory(
                from: UnsafeRawBufferPointer(start: address, count: min(Int(length), target.count)))
        }
        self.length = length
    }

    /// The addresses of a host, which is a name or a numeric address.
    static func resolve(host: String, port: Int) throws(ServerError) -> [SocketAddress] {
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        hints.ai_socktype = Socket.stream
        hints.ai_flags = AI_PASSIVE
        var list: UnsafeMutablePointer<addrinfo>?
        let status = getaddrinfo(host, String(port), &hints, &list)
        defer { if list != nil { freeaddrinfo(list) } }
        guard status == 0 else { throw .resolve(host: host, reason: String(cString: gai_strerror(status))) }
        var addresses: [SocketAddress] = []
        var entry = list
        while let current = entry {
            if let address = current.pointee.ai_addr {
                addresses.append(SocketAddress(address, length: current.pointee.ai_addrlen))
            }
            entry = current.pointee.ai_next
        }
        return addresses
    }

    /// The address family.
    var family: Int32 { Int32(storage.ss_family) }

    /// The numeric host and the port.
    var endpoint: PeerAddress {
        var host = [CChar](repeating: 0, count: Int(NI_MAXHOST))
        var service = [CChar](repeating: 0, count: Int(NI_MAXSERV))
        let status = withPointer { address, length in
            getnameinfo(
                address, length, &host, socklen_t(host.count), &service, socklen_t(service.count),
                NI_NUMERICHOST | NI_NUMERICSERV)
        }
        guard status == 0 else { return .unknown }
        return PeerAddress(host: Self.text(host), port: Int(Self.text(service)) ?? 0)
    }

    /// The same address with another port.
    func with(port: Int) throws(ServerError) -> SocketAddress {
        let host = endpoint.host
        return try Self.resolve(host: host, port: port).first ?? self
    }

    func withPointer<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
        // SAFETY: as above; the pointer does not leave the closure.
        withUnsafePointer(to: storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, length) }
        }
    }

    private static func text(_ characters: [CChar]) -> String {
        String(decoding: characters.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
