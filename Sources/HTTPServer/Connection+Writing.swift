import Foundation

extension Connection {
    /// Takes the answer to one of the requests.
    func take(_ response: ServerResponse, for exchange: Exchange) {
        guard stage == .open else {
            if case .stream(let stream) = response.body { stream.cancel() }
            return
        }
        exchanges.removeAll { $0 === exchange }
        switch response.body {
        case .bytes(let bytes):
            _ = machine.answer(
                exchange.sequence, status: response.status, headers: response.headers, body: .bytes(bytes))
        case .stream(let stream):
            let outcome = machine.answer(
                exchange.sequence, status: response.status, headers: response.headers, body: .streamed)
            if outcome == .accepted { streams[exchange.sequence] = stream } else { stream.cancel() }
        }
        loop.flushLater(self)
    }

    /// Takes the next part of a streamed body.
    func take(_ step: StreamStep, for sequence: UInt64) {
        guard stage == .open, machine.deliver(step, for: sequence) else { return }
        if case .bytes = step {} else { streams[sequence] = nil }
        loop.flushLater(self)
    }

    /// Encodes and writes until an answer is missing, the socket is full, or others should have their turn.
    func flush() {
        guard stage == .open else { return }
        var budget = Self.writeBudget
        loop.lend(&output)
        while stage == .open {
            guard write(&budget) else { break }
            switch machine.encode(into: &output, limit: Self.outputLimit, date: loop.dateLine) {
            case .more: continue
            case .pull(let sequence): pull(sequence)
            case .waiting:
                if !output.isEmpty { continue }
                if resumeBlocked() { continue }
                finishFlush(isWaiting: false)
                return
            case .close(let lingers):
                if !output.isEmpty { continue }
                close(lingers: lingers)
                return
            case .abort:
                end(.aborted)
                return
            }
        }
        if stage == .open { finishFlush(isWaiting: true) }
    }

    /// Writes the output; false when some of it is left.
    private func write(_ budget: inout Int) -> Bool {
        while written < output.count {
            if budget <= 0 { return false }
            switch socket.write(output, from: written) {
            case .bytes(let count):
                written += count
                budget -= count
                loop.statistics.bytesWritten += count
                writeDeadline = .max
            case .wouldBlock: return false
            case .failed(let error):
                end(.failed(errno: error))
                return false
            }
        }
        output.removeAll(keepingCapacity: true)
        written = 0
        return true
    }

    private func finishFlush(isWaiting: Bool) {
        if isWaiting {
            if writeDeadline == .max { writeDeadline = loop.deadline(loop.configuration.timeouts.write) }
        } else {
            writeDeadline = .max
            loop.takeBack(&output)
        }
        updateInterest()
        updateDeadline()
    }

    private func pull(_ sequence: UInt64) {
        guard let stream = streams[sequence], let exchange = makeReturn(sequence) else { return }
        stream.next { exchange.connection?.mailbox.post(.deliver(exchange, $0)) }
    }

    /// A way back for the parts of a streamed body.
    private func makeReturn(_ sequence: UInt64) -> Exchange? {
        Exchange(sequence: sequence, connection: self)
    }

    private func close(lingers: Bool) {
        guard lingers else { return end(.finished) }
        stage = .lingering
        writeDeadline = .max
        phaseDeadline = loop.deadline(loop.configuration.timeouts.linger)
        loop.takeBack(&output)
        socket.endWriting()
        updateInterest()
    }
}
