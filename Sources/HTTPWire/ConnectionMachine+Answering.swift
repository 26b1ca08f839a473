extension ConnectionMachine {
    /// What became of an answer.
    public enum AnswerOutcome: Hashable, Sendable {
        /// It will be written in its turn.
        case accepted
        /// It will be written without its body: the streamed parts will not be asked for.
        case withoutBody
        /// The request was answered before, or is not known.
        case ignored
    }

    /// What to do after encoding.
    public enum Output: Hashable, Sendable {
        /// Nothing more can be written before an answer comes.
        case waiting
        /// The limit was reached: write, then call again.
        case more
        /// Ask for the next part of this request's streamed body.
        case pull(UInt64)
        /// Write what there is, then close; when it lingers, the client may still be sending and has to be
        /// heard out a while, since closing at once could destroy the answer on its way.
        case close(lingers: Bool)
        /// Close at once: the body that is being written cannot be completed.
        case abort
    }

    /// Takes the answer to a request.
    public mutating func answer(
        _ sequence: UInt64, status: Int, headers: [HeaderField], body: WireBody
    ) -> AnswerOutcome {
        guard let index = index(of: sequence), case .waiting = answers[index].state else { return .ignored }
        answers[index].state = .answered(status: status, headers: headers, body: body)
        if case .streamed = body, answers[index].isHead || !Self.allowsBody(status) { return .withoutBody }
        return .accepted
    }

    /// Takes the part of a streamed body that was asked for; false when nobody waits for it.
    public mutating func deliver(_ step: StreamStep, for sequence: UInt64) -> Bool {
        guard let index = index(of: sequence), case .pulling = answers[index].state else { return false }
        answers[index].state = .pulled(step)
        return true
    }

    /// Appends what can be written now, until the output has about `limit` bytes; `date` is the whole Date
    /// line.
    public mutating func encode(into output: inout [UInt8], limit: Int, date: [UInt8]) -> Output {
        while !isAborted {
            if answers.isEmpty {
                if held != nil { return .waiting }
                if owesContinue {
                    owesContinue = false
                    output.append("HTTP/1.1 100 Continue\r\n\r\n")
                }
                return isInputClosed ? .close(lingers: lingers) : .waiting
            }
            if output.count >= limit { return .more }
            switch answers[0].state {
            case .waiting, .pulling: return .waiting
            case .answered(let status, let headers, let body):
                begin(status: status, headers: headers, body: body, date: date, into: &output)
            case .writing(let bytes, let start):
                // At least a good piece, so that a nearly full output does not lead to tiny ones.
                let end = min(bytes.count, start + max(limit - output.count, 16_384))
                output.append(contentsOf: bytes[start..<end])
                if end == bytes.count { finish() } else { answers[0].state = .writing(bytes, from: end) }
            case .streaming:
                answers[0].state = .pulling
                return .pull(answers[0].sequence)
            case .pulled(let step): write(step, into: &output)
            }
        }
        return .abort
    }

    private mutating func begin(
        status: Int, headers: [HeaderField], body: WireBody, date: [UInt8], into output: inout [UInt8]
    ) {
        let framing: ResponseEncoder.Framing
        switch body {
        case _ where !Self.allowsBody(status): framing = .none
        case .bytes(let bytes): framing = .length(bytes.count)
        case .streamed: framing = answers[0].isHTTP10 ? .untilClose : .chunked
        }
        // The last answer there will be says so.
        let closes = isInputClosed && answers.count == 1 && held == nil
        ResponseEncoder.appendHead(
            status: status, headers: headers, framing: framing, closes: closes, date: date, to: &output)
        guard Self.allowsBody(status), !answers[0].isHead else { return finish() }
        switch body {
        case .bytes(let bytes) where bytes.count <= 16_384:
            output.append(contentsOf: bytes)
            finish()
        case .bytes(let bytes): answers[0].state = .writing(bytes, from: 0)
        case .streamed: answers[0].state = .streaming
        }
    }

    private mutating func write(_ step: StreamStep, into output: inout [UInt8]) {
        switch step {
        case .bytes(let bytes):
            if answers[0].isHTTP10 {
                output.append(contentsOf: bytes)
            } else {
                ResponseEncoder.appendChunk(bytes, to: &output)
            }
            answers[0].state = .streaming
        case .end:
            if !answers[0].isHTTP10 { output.append("0\r\n\r\n") }
            finish()
        case .abort:
            isAborted = true
            answers = []
            held = nil
        }
    }

    private mutating func finish() {
        answers.removeFirst()
    }

    private func index(of sequence: UInt64) -> Int? {
        guard let first = answers.first?.sequence, sequence >= first, sequence - first < UInt64(answers.count)
        else { return nil }
        return Int(sequence - first)
    }

    private static func allowsBody(_ status: Int) -> Bool {
        status != 204 && status != 304
    }
}
