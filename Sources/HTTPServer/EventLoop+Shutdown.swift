/// A shutdown under way.
struct Shutdown {
    var deadline: UInt64
    var completions: [@Sendable () -> Void]
}

extension EventLoop {
    /// Stops accepting and lets every connection finish what is under way.
    func beginShutdown(_ deadline: Duration, _ completion: @escaping @Sendable () -> Void) {
        if var shutdown {
            // Asked for again, perhaps with less patience.
            shutdown.deadline = min(shutdown.deadline, self.deadline(deadline))
            shutdown.completions.append(completion)
            self.shutdown = shutdown
            return
        }
        log(.shutdownStarted)
        // Whoever is in the backlog connected before the shutdown, and may have sent a request.
        listener?.sockets.forEach(accept(from:))
        shutdown = Shutdown(deadline: self.deadline(deadline), completions: [completion])
        listenerPlaces.forEach { poller.remove($0) }
        listenerPlaces = []
        listener?.sockets.forEach { $0.close() }
        listener = nil
        forEachConnection { $0.drain() }
    }

    /// The deadline passed: ends what is left.
    func cutConnections() {
        var count = 0
        forEachConnection { connection in
            connection.end(.cut)
            count += 1
        }
        if count > 0 { log(.shutdownCut(connections: count)) }
    }

    /// All connections have ended.
    func finishShutdown() {
        var completions = shutdown?.completions ?? []
        for message in mailbox.close() {
            if case .shutdown(_, let completion) = message { completions.append(completion) }
        }
        shutdown = nil
        log(.stopped)
        completions.forEach { $0() }
    }
}
