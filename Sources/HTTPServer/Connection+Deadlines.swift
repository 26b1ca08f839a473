extension Connection {
    /// Starts the time anew when something else is waited for than before.
    func updateDeadline() {
        guard stage == .open else { return }
        let newPhase = machine.phase
        let requests = machine.completedRequests
        if newPhase == phase, requests == phaseRequests, phaseDeadline != .max || newPhase == .answering {
            return
        }
        phase = newPhase
        phaseRequests = requests
        let timeouts = loop.configuration.timeouts
        switch newPhase {
        case .idle: phaseDeadline = loop.deadline(requests == 0 ? timeouts.head : timeouts.idle)
        case .head: phaseDeadline = loop.deadline(timeouts.head)
        case .body: phaseDeadline = loop.deadline(timeouts.body)
        case .answering, .finished: phaseDeadline = .max
        }
    }

    /// Ends what took too long.
    func checkDeadlines(now: UInt64) {
        guard stage != .closed else { return }
        if now >= writeDeadline { return end(.writeTimeout) }
        guard now >= phaseDeadline else { return }
        phaseDeadline = .max
        if stage == .lingering { return end(.finished) }
        if machine.phase == .idle { return end(.idle) }
        if let failure = machine.timeOut() { loop.noteRefusal(failure, of: self) }
        loop.flushLater(self)
    }

    /// Lets the requests that are under way be the last ones.
    func drain() {
        guard stage == .open else { return }
        // A request that has arrived but was not read yet counts as under way.
        readAvailable()
        guard stage == .open else { return }
        machine.drain()
        loop.flushLater(self)
    }
}
