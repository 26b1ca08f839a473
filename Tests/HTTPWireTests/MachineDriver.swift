import HTTPWire

/// Drives a connection machine the way a connection does, and writes down what happens.
struct MachineDriver {
    var machine: ConnectionMachine
    /// The targets of the requests that were handed out, by their numbers.
    var dispatched: [UInt64: String] = [:]
    /// The same in the order they were handed out.
    var order: [String] = []
    var refusals: [WireFailure] = []
    /// All that was to be written.
    var output: [UInt8] = []
    var last = ConnectionMachine.Output.waiting
    private var unread: [UInt8] = []
    private var isBlocked = false

    init(limits: WireLimits = WireLimits()) {
        machine = ConnectionMachine(limits: limits)
    }

    var text: String { String(decoding: output, as: UTF8.self) }

    /// The output without what every head has.
    var short: String {
        text.split(separator: "Date: D\r\n", omittingEmptySubsequences: false).joined()
    }

    mutating func receive(_ text: String) {
        receive(Array(text.utf8))
    }

    mutating func receive(_ bytes: [UInt8]) {
        step(bytes)
        encode()
    }

    private mutating func step(_ bytes: [UInt8]) {
        let input = unread + bytes
        unread = []
        isBlocked = false
        var position = 0
        stepping: while true {
            switch machine.receive(input.span, at: &position) {
            case .needsMore, .finished: break stepping
            case .dispatch(let request):
                dispatched[request.sequence] = request.head.target
                order.append(request.head.target)
            case .blocked:
                unread = Array(input[position...])
                isBlocked = true
                break stepping
            case .refused(let failure): refusals.append(failure)
            }
        }
    }

    mutating func answer(_ target: String, status: Int = 200, _ body: String) {
        answer(target, status: status, body: .bytes(Array(body.utf8)))
    }

    @discardableResult
    mutating func answer(
        _ target: String, status: Int = 200, body: WireBody
    ) -> ConnectionMachine.AnswerOutcome {
        guard let sequence = dispatched.first(where: { $0.value == target })?.key else { return .ignored }
        let outcome = machine.answer(sequence, status: status, headers: [], body: body)
        encode()
        return outcome
    }

    mutating func deliver(_ step: StreamStep, for target: String) -> Bool {
        guard let sequence = dispatched.first(where: { $0.value == target })?.key else { return false }
        let isWanted = machine.deliver(step, for: sequence)
        encode()
        return isWanted
    }

    mutating func timeOut() -> WireFailure? {
        let failure = machine.timeOut()
        encode()
        return failure
    }

    mutating func drain() {
        machine.drain()
        encode()
    }

    mutating func encode() {
        while true {
            var piece: [UInt8] = []
            last = machine.encode(into: &piece, limit: 1_000, date: Array("Date: D\r\n".utf8))
            output += piece
            switch last {
            case .more: continue
            case .waiting where isBlocked && machine.canResume: step([])
            case .waiting, .pull, .close, .abort: return
            }
        }
    }
}
