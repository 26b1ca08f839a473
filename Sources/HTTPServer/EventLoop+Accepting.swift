import Foundation

extension EventLoop {
    /// Accepts what waits, up to the limit; whatever is beyond it stays in the backlog.
    func accept(from socket: Socket) {
        // A flood of connections shall not keep the open ones waiting.
        for _ in 0..<128 {
            if statistics.openConnections >= configuration.maximumConnections {
                log(.connectionLimitReached(statistics.openConnections))
                pauseAccepting()
                return
            }
            guard let (client, peer) = socket.accept() else {
                switch errno {
                case EAGAIN, EWOULDBLOCK, EINTR, ECONNABORTED: break
                case let error:
                    // Out of descriptors or memory: trying again at once would only burn the processor.
                    log(.acceptFailed(errno: error))
                    pauseAccepting()
                }
                return
            }
            let connection = Connection(socket: client, peer: peer, loop: self)
            connection.place = poller.add(client.descriptor, .read, owner: .connection(connection))
            statistics.openConnections += 1
            statistics.acceptedConnections += 1
            connection.updateDeadline()
            log(.accepted(peer))
        }
    }

    private func pauseAccepting() {
        isAccepting = false
        listenerPlaces.forEach { poller.set($0, []) }
    }

    /// Accepts again if there is room.
    func resumeAccepting() {
        guard !isAccepting, statistics.openConnections < configuration.maximumConnections else { return }
        isAccepting = true
        listenerPlaces.forEach { poller.set($0, .read) }
    }

    /// Forgets a connection that ended.
    func remove(_ connection: Connection, _ reason: ConnectionEnd) {
        poller.remove(connection.place)
        statistics.openConnections -= 1
        log(.closed(connection.peer, reason))
        resumeAccepting()
    }
}
