import HTTPWire
import Testing

@Suite("Decoding requests")
struct RequestDecoderTests {
    @Test("The parts of a request")
    func parts() {
        #expect(
            Transcript(Corpus.accepted[2]).lines == [
                "GET /a/b%20c ? x=1&y=?z http11", "Host=a:8080", "Accept=*/*", "X-Empty=", "X-Blank=",
                "length(0)",
                "end",
            ])
        #expect(
            Transcript(Corpus.accepted[14]).lines == [
                "POST /p ? - http11", "Host=a", "Transfer-Encoding=, Chunked ,", "chunked",
                "body abc0123456789", "end",
            ])
    }

    @Test("The forms of a target")
    func targets() {
        func first(_ index: Int) -> String { Transcript(Corpus.accepted[index]).lines[0] }
        #expect(first(4) == "OPTIONS * ? - http11")
        #expect(first(5) == "GET /p ? q http11")
        #expect(first(6) == "GET / ? - http11")
        #expect(first(7) == "GET / ? q=/ http11")
        #expect(first(8) == "CONNECT example.org:443 ? - http11")
    }

    @Test("Expect, Connection and the old version")
    func traits() {
        #expect(Transcript(Corpus.accepted[12]).lines.contains("length(2) expects"))
        #expect(Transcript(Corpus.accepted[15]).lines.contains("chunked expects"))
        #expect(Transcript(Corpus.accepted[16]).lines.contains("length(0)"))
        #expect(Transcript(Corpus.closing[1]).lines.contains("length(3) closes"))
        #expect(Transcript(Corpus.closing[2]).lines.contains("length(0) closes"))
    }

    @Test("A request means the same however its bytes are split")
    func splitting() {
        for text in Corpus.accepted + Corpus.closing {
            let whole = Transcript(text)
            #expect(whole.lines.last == "end", "\(text.debugDescription)")
            for pieces in splits(of: Array(text.utf8)) {
                #expect(Transcript(pieces) == whole, "\(text.debugDescription)")
            }
        }
    }

    @Test("Requests in one piece mean the same as one by one")
    func coalesced() {
        let separate = Corpus.accepted.flatMap { Transcript($0).lines }
        let bytes = Array(Corpus.accepted.joined().utf8)
        #expect(Transcript([bytes]).lines == separate)
        for size in [1, 2, 3, 7, 64, 1_000] {
            let pieces = stride(from: 0, to: bytes.count, by: size).map {
                Array(bytes[$0..<min($0 + size, bytes.count)])
            }
            #expect(Transcript(pieces).lines == separate)
        }
    }

    @Test("A malformed request is refused, however its bytes are split")
    func refusals() {
        for (text, failure) in Corpus.refused {
            let whole = Transcript(text)
            #expect(whole.lines.last == "failed \(failure)", "\(text.debugDescription)")
            for pieces in splits(of: Array(text.utf8)) {
                #expect(Transcript(pieces) == whole, "\(text.debugDescription)")
            }
        }
    }

    @Test("Nothing after a refusal is decoded")
    func afterRefusal() {
        var decoder = RequestDecoder()
        let bytes = Array("GET / HTTP/9.9\r\nHost: a\r\n\r\n".utf8)
        var position = 0
        for _ in 0..<3 {
            guard case .failed(.unsupportedVersion) = decoder.next(bytes.span, at: &position) else {
                Issue.record("not refused")
                return
            }
        }
        #expect(!decoder.isBetweenRequests && !decoder.isInBody)
    }

    @Test("Header fields are found whatever the case of their names")
    func headers() throws {
        var decoder = RequestDecoder()
        let bytes = Array("GET / HTTP/1.1\r\nHost: a\r\nX-Tag: One\r\nx-tag: two\r\n\r\n".utf8)
        var position = 0
        guard case .head(let head) = decoder.next(bytes.span, at: &position) else {
            Issue.record("no head")
            return
        }
        #expect(head.headers["X-TAG"] == "One")
        #expect(head.headers["x-ta"] == nil)
        #expect(head.headers.all("x-Tag") == ["One", "two"])
        #expect(head.headers.contains("HOST"))
        #expect(head.headers.value("x-tag", equals: "ONE"))
        #expect(!head.headers.value("x-tag", equals: "two"))
        #expect(head.headers.map(\.name) == ["Host", "X-Tag", "x-tag"])
        #expect(head.target == "/")
        let made = RequestHeaders([HeaderField("A", "b"), HeaderField("C", "d")])
        #expect(made["c"] == "d" && made.count == 2)
    }
}
