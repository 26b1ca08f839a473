import HTTPWire
import Testing

@Suite("Random conversations")
struct ConnectionMachineFuzzTests {
    @Test(
        "Whenever answers come and however bytes are split, every request is answered once and in order",
        arguments: 0..<8)
    func conversations(_ seed: Int) {
        var random = SplitMix(seed: UInt64(seed))
        for _ in 0..<60 { converse(&random) }
    }

    private func converse(_ random: inout SplitMix) {
        var limits = WireLimits()
        limits.pipelinedRequests = Int.random(in: 1...5, using: &random)
        var driver = MachineDriver(limits: limits)
        let count = Int.random(in: 1...30, using: &random)
        let drainsAt = Bool.random(using: &random) ? nil : Int.random(in: 0..<60, using: &random)
        var text = ""
        for number in 0..<count {
            switch Int.random(in: 0..<4, using: &random) {
            case 0: text += "POST /\(number) HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc"
            case 1:
                text +=
                    "PUT /\(number) HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n"
            default: text += "GET /\(number) HTTP/1.1\r\nHost: a\r\n\r\n"
            }
        }
        var bytes = Array(text.utf8)[...]
        var unanswered: Set<String> = []
        var known = 0
        var step = 0
        while true {
            for target in driver.order[known...] { unanswered.insert(target) }
            known = driver.order.count
            #expect(unanswered.count <= limits.pipelinedRequests)
            if step == drainsAt { driver.drain() }
            step += 1
            if !bytes.isEmpty, unanswered.isEmpty || Bool.random(using: &random) {
                let piece = bytes.prefix(Int.random(in: 1...80, using: &random))
                bytes = bytes.dropFirst(piece.count)
                driver.receive(Array(piece))
            } else if let target = unanswered.sorted().randomElement(using: &random) {
                unanswered.remove(target)
                driver.answer(target, target)
            } else if known == driver.order.count {
                break
            }
        }
        #expect(driver.refusals.isEmpty)
        #expect(driver.order == (0..<driver.order.count).map { "/\($0)" })
        if drainsAt == nil { #expect(driver.order.count == count) }
        // Bodies are the targets, so that the order of the answers can be read off the output.
        let answered = driver.text.split(separator: "\r\n\r\n").dropFirst().map { $0.prefix { $0 != "H" } }
        #expect(answered.map(String.init) == driver.order)
    }
}
