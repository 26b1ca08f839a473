import Foundation

/// A stream socket that never blocks.
struct Socket {
    #if canImport(Darwin)
    static let stream = SOCK_STREAM
    private static let sendFlags: Int32 = 0
    #else
    static let stream = Int32(SOCK_STREAM.rawValue)
    /// A client that went away is an error of the call, not a signal.
    private static let sendFlags = Int32(MSG_NOSIGNAL)
    #endif

    let descriptor: Int32

    /// What a read or a write did.
    enum Transfer {
        case bytes(Int)
        case wouldBlock
        case failed(Int32)
    }

    /// A socket that listens at an address.
    static func listening(at address: SocketAddress, backlog: Int) throws(ServerError) -> Socket {
        let name = BoundAddress(address).authority
        func check(_ result: Int32, _ operation: String) throws(ServerError) {
            if result < 0 { throw .socket(operation: operation, errno: errno, address: name) }
        }
        let descriptor = socket(address.family, stream, 0)
        try check(descriptor, "open a socket for")
        let socket = Socket(descriptor: descriptor)
        do throws(ServerError) {
            socket.set(SOL_SOCKET, SO_REUSEADDR, 1)
            // Each family has its own socket, but the address "any" of IPv6 means that of IPv4 too.
            if address.family == AF_INET6 {
                socket.set(Int32(IPPROTO_IPV6), IPV6_V6ONLY, address.endpoint.host == "::" ? 0 : 1)
            }
            try check(address.withPointer { bind(descriptor, $0, $1) }, "bind")
            try check(listen(descriptor, Int32(clamping: backlog)), "listen at")
            try check(socket.makeNonBlocking(), "configure the socket for")
            return socket
        } catch {
            socket.close()
            throw error
        }
    }

    /// The address that it is bound to.
    var localAddress: SocketAddress {
        SocketAddress { getsockname(descriptor, $0, $1) }
    }

    /// The next connection that waits; nil and `errno` when there is none.
    func accept() -> (socket: Socket, peer: PeerAddress)? {
        var accepted: Int32 = -1
        #if canImport(Darwin)
        let address = SocketAddress {
            accepted = Darwin.accept(descriptor, $0, $1); return accepted
        }
        #else
        let address = SocketAddress {
            accepted = Glibc.accept(descriptor, $0, $1); return accepted
        }
        #endif
        guard accepted >= 0 else { return nil }
        let socket = Socket(descriptor: accepted)
        guard socket.makeNonBlocking() >= 0 else {
            socket.close()
            return nil
        }
        // Answers are written whole: waiting for more to send would only delay them.
        socket.set(Int32(IPPROTO_TCP), TCP_NODELAY, 1)
        #if canImport(Darwin)
        socket.set(SOL_SOCKET, SO_NOSIGPIPE, 1)
        #endif
        return (socket, address.endpoint)
    }

    /// Reads what is there; 0 bytes mean that the client sends no more.
    func read(into buffer: UnsafeMutableBufferPointer<UInt8>) -> Transfer {
        // SAFETY: the buffer's own count bounds the call.
        transfer { recv(descriptor, buffer.baseAddress, buffer.count, 0) }
    }

    /// Writes what the socket takes.
    func write(_ bytes: [UInt8], from start: Int) -> Transfer {
        bytes.withUnsafeBytes { buffer in
            // SAFETY: rebasing checks that `start` is within the bytes.
            let rest = UnsafeRawBufferPointer(rebasing: buffer[start...])
            return transfer { send(descriptor, rest.baseAddress, rest.count, Self.sendFlags) }
        }
    }

    /// Says that no more will be written.
    func endWriting() {
        _ = shutdown(descriptor, Int32(SHUT_WR))
    }

    /// Makes closing a reset, so that the client cannot take what it got for all there is.
    func resetOnClose() {
        var value = linger(l_onoff: 1, l_linger: 0)
        _ = setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &value, socklen_t(MemoryLayout<linger>.size))
    }

    func close() {
        #if canImport(Darwin)
        _ = Darwin.close(descriptor)
        #else
        _ = Glibc.close(descriptor)
        #endif
    }

    private func transfer(_ call: () -> Int) -> Transfer {
        while true {
            let count = call()
            if count >= 0 { return .bytes(count) }
            switch errno {
            case EINTR: continue
            case EAGAIN, EWOULDBLOCK: return .wouldBlock
            case let error: return .failed(error)
            }
        }
    }

    private func set(_ level: Int32, _ option: Int32, _ value: Int32) {
        var value = value
        _ = setsockopt(descriptor, level, option, &value, socklen_t(MemoryLayout<Int32>.size))
    }

    private func makeNonBlocking() -> Int32 {
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        return fcntl(descriptor, F_SETFL, O_NONBLOCK)
    }
}

extension BoundAddress {
    /// The numeric form of one address.
    init(_ address: SocketAddress) {
        let endpoint = address.endpoint
        self.init(host: endpoint.host, port: endpoint.port, allHosts: [endpoint.host])
    }
}
