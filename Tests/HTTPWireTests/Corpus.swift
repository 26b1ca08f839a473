import HTTPWire

/// Requests as they stand on the wire.
enum Corpus {
    /// Complete requests that keep the connection open.
    static let accepted: [String] = [
        "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
        "\r\nGET /late HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /a/b%20c?x=1&y=?z HTTP/1.1\r\nHost:a:8080\r\nAccept: */*\r\nX-Empty:\r\nX-Blank:  \t \r\n\r\n",
        "HEAD / HTTP/1.1\r\nHost: a\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nHost:\r\n\r\n",
        "GET http://example.org:80/p?q HTTP/1.1\r\nHost: other\r\n\r\n",
        "GET HTTPS://example.org HTTP/1.1\r\nHost: other\r\n\r\n",
        "GET http://example.org?q=/ HTTP/1.1\r\nHost: other\r\n\r\n",
        "CONNECT example.org:443 HTTP/1.1\r\nHost: example.org:443\r\n\r\n",
        "BREW /pot HTTP/1.9\r\nHost: [::1]:80\r\n\r\n",
        "POST /p HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello",
        "PUT /p HTTP/1.1\r\nHost: a\r\ncontent-LENGTH: 0\r\n\r\n",
        "PATCH /p HTTP/1.1\r\nHost: a\r\nExpect: 100-Continue\r\nContent-Length: 2\r\n\r\n\r\n",
        "POST /p HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
        "POST /p HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: , Chunked ,\r\n\r\n"
            + "3;a=b\r\nabc\r\n00A ; c=\"d\"\r\n0123456789\r\n0\r\nX-Sum: 1\r\nY:\r\n\r\n",
        "DELETE /p HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nExpect: 100-continue\r\n\r\n0\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nX-Latin: caf\u{e9}\r\nConnection: keep-alive, upgrade\r\n\r\n",
    ]

    /// Complete requests that end the connection.
    static let closing: [String] = [
        "GET / HTTP/1.0\r\n\r\n",
        "POST /old HTTP/1.0\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\nabc",
        "GET / HTTP/1.1\r\nHost: a\r\nConnection: keep-alive , CLOSE\r\n\r\n",
    ]

    /// Requests that are refused, and why.
    static let refused: [(String, WireFailure)] = [
        // The request line.
        ("GET  / HTTP/1.1\r\n", .malformedRequestLine),
        ("GET /  HTTP/1.1\r\n", .malformedRequestLine),
        ("GET / HTTP/1.1 \r\n", .malformedRequestLine),
        ("GET /\r\n", .malformedRequestLine),
        ("GET\r\n", .malformedRequestLine),
        ("GET / http/1.1\r\n", .malformedRequestLine),
        ("GET / HTTP/11\r\n", .malformedRequestLine),
        ("GET / HTTP/1.10\r\n", .malformedRequestLine),
        (" GET / HTTP/1.1\r\n", .malformedRequestLine),
        ("G\u{1}T / HTTP/1.1\r\n", .malformedRequestLine),
        ("\u{16}\u{3}\u{1}", .malformedRequestLine),
        ("\r\n\r\nGET / HTTP/1.1\r\n", .malformedRequestLine),
        ("GET / HTTP/2.0\r\n", .unsupportedVersion),
        ("GET / HTTP/0.9\r\n", .unsupportedVersion),
        ("PRI * HTTP/2.0\r\n", .unsupportedVersion),
        ("GET x HTTP/1.1\r\n", .malformedTarget),
        ("GET * HTTP/1.1\r\n", .malformedTarget),
        ("GET /a#b HTTP/1.1\r\n", .malformedTarget),
        ("GET /\u{e9} HTTP/1.1\r\n", .malformedTarget),
        ("GET /\tx HTTP/1.1\r\n", .malformedTarget),
        ("GET http:///x HTTP/1.1\r\n", .malformedTarget),
        ("GET http://u@h/x HTTP/1.1\r\n", .malformedTarget),
        ("GET ftp://h/x HTTP/1.1\r\n", .malformedTarget),
        // Line ends and folding.
        ("GET / HTTP/1.1\n", .malformedLineEnd),
        ("\n", .malformedLineEnd),
        ("GET / HTTP/1.1\r\nHost: a\n", .malformedLineEnd),
        ("GET / HTTP/1.1\r\nHost: a\r\n\n", .malformedLineEnd),
        ("GET /\rx HTTP/1.1\r\n", .malformedTarget),
        ("GET / HTTP/1.1\r\nHost: a\rX: b\r\n", .malformedHeaderValue),
        ("GET / HTTP/1.1\r\nX: a\rY: b\r\n", .malformedHeaderValue),
        ("GET / HTTP/1.1\r\nX: a\r\r\n", .malformedHeaderValue),
        ("GET / HTTP/1.1\r\nX: a\r\n b\r\n", .foldedHeader),
        ("GET / HTTP/1.1\r\n\tX: a\r\n", .foldedHeader),
        // Fields.
        ("GET / HTTP/1.1\r\nHost : a\r\n", .malformedHeaderName),
        ("GET / HTTP/1.1\r\n: a\r\n", .malformedHeaderName),
        ("GET / HTTP/1.1\r\nHost\r\n", .malformedHeaderName),
        ("GET / HTTP/1.1\r\nX(y): a\r\n", .malformedHeaderName),
        ("GET / HTTP/1.1\r\nX: a\u{0}b\r\n", .malformedHeaderValue),
        ("GET / HTTP/1.1\r\nX: a\u{7f}b\r\n", .malformedHeaderValue),
        // Hosts.
        ("GET / HTTP/1.1\r\n\r\n", .malformedHost),
        ("GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n", .malformedHost),
        ("GET / HTTP/1.1\r\nHost: a b\r\n", .malformedHost),
        ("GET / HTTP/1.1\r\nHost: u@a\r\n", .malformedHost),
        ("GET / HTTP/1.1\r\nHost: a/b\r\n", .malformedHost),
        // Lengths: what request smuggling lives on.
        (post("Content-Length: 1\r\nContent-Length: 1\r\n"), .malformedContentLength),
        (post("Content-Length: 1, 1\r\n"), .malformedContentLength),
        (post("Content-Length: +1\r\n"), .malformedContentLength),
        (post("Content-Length: -1\r\n"), .malformedContentLength),
        (post("Content-Length: 0x1\r\n"), .malformedContentLength),
        (post("Content-Length: 1 1\r\n"), .malformedContentLength),
        (post("Content-Length:\r\n"), .malformedContentLength),
        (post("Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n"), .ambiguousLength),
        (post("Transfer-Encoding: chunked\r\nContent-Length: 0\r\n\r\n"), .ambiguousLength),
        (post("Transfer-Encoding: gzip, chunked\r\n\r\n"), .unsupportedTransferCoding),
        (
            post("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n"),
            .unsupportedTransferCoding
        ),
        (post("Transfer-Encoding: xchunked\r\n\r\n"), .unsupportedTransferCoding),
        (post("Transfer-Encoding: \u{b}chunked\r\n"), .malformedHeaderValue),
        (post("Transfer-Encoding: chunked, chunked\r\n\r\n"), .malformedTransferCoding),
        (post("Transfer-Encoding:\r\n\r\n"), .malformedTransferCoding),
        ("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", .malformedTransferCoding),
        (post("Content-Length: 16777217\r\n\r\n"), .bodyTooLarge(limit: 16_777_216)),
        (post("Content-Length: 99999999999999999999999\r\n\r\n"), .bodyTooLarge(limit: 16_777_216)),
        (post("Expect: 200-ok\r\nContent-Length: 1\r\n\r\n"), .unsupportedExpectation),
        // Chunks.
        (chunked("x"), .malformedChunk),
        (chunked("\r\n"), .malformedChunk),
        (chunked(";a\r\n"), .malformedChunk),
        (chunked("0x1\r\n"), .malformedChunk),
        (chunked("-1\r\n"), .malformedChunk),
        (chunked("1 \r\n"), .malformedChunk),
        (chunked("1\n"), .malformedChunk),
        (chunked("1\rX"), .malformedChunk),
        (chunked("1;a\u{0}\r\n"), .malformedChunk),
        (chunked("1\r\nab"), .malformedChunk),
        (chunked("1\r\na\n"), .malformedChunk),
        (chunked("1\r\na\rb"), .malformedChunk),
        (chunked("1;" + String(repeating: "a", count: 300)), .malformedChunk),
        (chunked("FFFFFFFFFFFFFFFFF\r\n"), .bodyTooLarge(limit: 16_777_216)),
        (chunked("0\r\nX : 1\r\n"), .malformedHeaderName),
        (chunked("0\r\nX: 1\r\n y\r\n"), .foldedHeader),
        (chunked("0\r\nX: 1\n"), .malformedLineEnd),
    ]

    static func post(_ fields: String) -> String { "POST / HTTP/1.1\r\nHost: a\r\n" + fields }

    static func chunked(_ body: String) -> String { post("Transfer-Encoding: chunked\r\n\r\n" + body) }
}
