import Foundation

/// The listening sockets of a server: one for each address of its host, all at the same port.
struct Listener {
    let sockets: [Socket]
    let address: BoundAddress

    /// Listens at every address of the host.
    init(host: String, port: Int, backlog: Int) throws(ServerError) {
        let addresses = try SocketAddress.resolve(host: host, port: port)
        var sockets: [Socket] = []
        var bound: [BoundAddress] = []
        do throws(ServerError) {
            for address in addresses {
                do throws(ServerError) {
                    // The system chooses a port once; the other addresses follow.
                    let wanted = try bound.first.map { first throws(ServerError) in
                        try address.with(port: first.port)
                    }
                    let socket = try Socket.listening(at: wanted ?? address, backlog: backlog)
                    sockets.append(socket)
                    bound.append(BoundAddress(socket.localAddress))
                } catch .socket(_, EADDRNOTAVAIL, _) where addresses.count > 1 {
                    // A name like localhost often has an IPv6 address on machines without IPv6.
                } catch .socket(_, EAFNOSUPPORT, _) where addresses.count > 1 {
                }
            }
            guard let first = bound.first else {
                throw .resolve(host: host, reason: "none of its addresses is this machine's")
            }
            self.sockets = sockets
            address = BoundAddress(host: first.host, port: first.port, allHosts: bound.map(\.host))
        } catch {
            sockets.forEach { $0.close() }
            throw error
        }
    }
}
