/// Writes response heads and chunks.
enum ResponseEncoder {
    /// How the end of a response's body is made known.
    enum Framing {
        /// There is no body and nothing is said of one: 204 and 304.
        case none
        /// So many bytes follow (or would, for HEAD).
        case length(Int)
        case chunked
        /// The body ends with the connection: what HTTP/1.0 understands.
        case untilClose
    }

    /// Appends a head; `date` is the whole Date line.
    static func appendHead(
        status: Int, headers: [HeaderField], framing: Framing, closes: Bool, date: [UInt8],
        to output: inout [UInt8]
    ) {
        StatusLine.append(status, to: &output)
        output.append(contentsOf: date)
        switch framing {
        case .none, .untilClose: break
        case .length(let length):
            output.append("Content-Length: ")
            output.append(decimal: length)
            output.append("\r\n")
        case .chunked: output.append("Transfer-Encoding: chunked\r\n")
        }
        if closes { output.append("Connection: close\r\n") }
        for field in headers where !isReserved(field.name) {
            appendText(field.name, to: &output)
            output.append(": ")
            appendText(field.value, to: &output)
            output.append("\r\n")
        }
        output.append("\r\n")
    }

    /// Appends one chunk; an empty one would end the body, so nothing is written for it.
    static func appendChunk(_ bytes: [UInt8], to output: inout [UInt8]) {
        if bytes.isEmpty { return }
        output.append(hexadecimal: bytes.count)
        output.append("\r\n")
        output.append(contentsOf: bytes)
        output.append("\r\n")
    }

    /// Whether the wire writes that field by itself.
    private static func isReserved(_ name: String) -> Bool {
        switch name.utf8.count {
        case 4: isName(name, "date")
        case 10: isName(name, "connection") || isName(name, "keep-alive")
        case 14: isName(name, "content-length")
        case 17: isName(name, "transfer-encoding")
        default: false
        }
    }

    private static func isName(_ name: String, _ expected: StaticString) -> Bool {
        expected.withUTF8Buffer { buffer in
            name.utf8.elementsEqual(buffer) { ByteClass.lowercased($0) == $1 }
        }
    }

    /// Appends text with spaces for control characters, so that no value can start another line.
    private static func appendText(_ text: String, to output: inout [UInt8]) {
        var position = output.count
        output.append(contentsOf: text.utf8)
        while position < output.count {
            if !ByteClass.isFieldValue(output[position]) { output[position] = ByteClass.space }
            position += 1
        }
    }
}
