import HTTPWire
import Testing

@Suite("Limits")
struct WireLimitsTests {
    private let limits: WireLimits = {
        var limits = WireLimits()
        limits.requestLineBytes = 40
        limits.targetBytes = 20
        limits.headerBytes = 50
        limits.headerCount = 3
        limits.bodyBytes = 10
        limits.trailerBytes = 12
        limits.trailerCount = 2
        return limits
    }()

    private func outcome(_ text: String) -> String? {
        let whole = Transcript(text, limits: limits)
        for pieces in splits(of: Array(text.utf8)) {
            #expect(Transcript(pieces, limits: limits) == whole)
        }
        return whole.lines.last
    }

    private func target(_ count: Int) -> String {
        "GET /" + String(repeating: "a", count: count - 1) + " HTTP/1.1\r\nHost: a\r\n\r\n"
    }

    @Test("A target of the limit's length is accepted, a longer one is not")
    func targets() {
        #expect(outcome(target(20)) == "end")
        #expect(outcome(target(21)) == "failed targetTooLong(limit: 20)")
        #expect(outcome(target(60)) == "failed targetTooLong(limit: 20)")
        // The line's end need not be seen.
        #expect(outcome(String(repeating: "A", count: 41)) == "in head")
        #expect(outcome(String(repeating: "A", count: 42)) == "failed targetTooLong(limit: 20)")
    }

    @Test("Header lines of the limit's length are accepted, longer ones are not")
    func headerBytes() {
        func request(_ bytes: Int) -> String {
            let used = "Host: a\r\n".utf8.count + "X: \r\n".utf8.count
            return "GET / HTTP/1.1\r\nHost: a\r\nX: " + String(repeating: "b", count: bytes - used)
                + "\r\n\r\n"
        }
        #expect(outcome(request(50)) == "end")
        #expect(outcome(request(51)) == "failed headersTooLarge(limit: 50)")
    }

    @Test("As many fields as the limit says are accepted, more are not")
    func headerCount() {
        let head = "GET / HTTP/1.1\r\nHost: a\r\nA: b\r\nC: d\r\n"
        #expect(outcome(head + "\r\n") == "end")
        #expect(outcome(head + "E: f\r\n") == "failed tooManyHeaders(limit: 3)")
    }

    @Test("A body of the limit's length is accepted, a longer one is not")
    func bodies() {
        let head = "POST / HTTP/1.1\r\nHost: a\r\n"
        #expect(outcome(head + "Content-Length: 10\r\n\r\n0123456789") == "end")
        #expect(outcome(head + "Content-Length: 11\r\n\r\n") == "failed bodyTooLarge(limit: 10)")
        let chunked = head + "Transfer-Encoding: chunked\r\n\r\n"
        #expect(outcome(chunked + "4\r\n0123\r\n6\r\n456789\r\n0\r\n\r\n") == "end")
        #expect(outcome(chunked + "4\r\n0123\r\n7\r\n") == "failed bodyTooLarge(limit: 10)")
        #expect(outcome(chunked + "b\r\n") == "failed bodyTooLarge(limit: 10)")
    }

    @Test("Trailers are bounded in bytes and in number")
    func trailers() {
        let request = Corpus.chunked("0\r\n").dropLast(0)
        #expect(outcome(request + "A: b\r\nC: d\r\n\r\n") == "end")
        #expect(outcome(request + "A: bcdefg\r\n\r\n") == "end")
        #expect(outcome(request + "A: bcdefghijk\r\n\r\n") == "failed trailersTooLarge(limit: 12)")
        #expect(outcome(request + "A:\r\nB:\r\nC:\r\n") == "failed trailersTooLarge(limit: 2)")
    }
}
