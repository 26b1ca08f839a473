import HTTPServer

extension RequestHeaders {
    /// The revision that `If-Match` names, or nil when the request does not care (no field, or `*`).
    func expectedRevision() throws(RequestError) -> UInt64? {
        guard let text = self["if-match"], text != "*" else { return nil }
        // An entity tag has quotes; the bare number that a person would type is taken for one.
        let isQuoted = text.utf8.count >= 3 && text.hasPrefix("\"") && text.hasSuffix("\"")
        let number = isQuoted ? String(text.dropFirst().dropLast()) : text
        guard let revision = QueryParameter.number(number, in: 0...999_999_999_999_999) else {
            throw .header(
                name: "If-Match", reason: "If-Match must be * or one revision in quotes, such as \"12\".")
        }
        return revision
    }

    /// The idempotency key, when the request has one.
    func idempotencyKey() throws(RequestError) -> String? {
        guard let key = self["idempotency-key"] else { return nil }
        guard Self.isVisible(key, longest: 255) else {
            throw .header(
                name: "Idempotency-Key", reason: "Idempotency-Key must be 1 to 255 visible ASCII characters.")
        }
        return key
    }

    /// The client's own name for the request, when it is one that can be echoed.
    var requestID: String? {
        guard let id = self["x-request-id"], Self.isVisible(id, longest: 128) else { return nil }
        return id
    }

    /// Whether `If-None-Match` holds `tag`.
    func knows(entityTag tag: String) -> Bool {
        guard let field = self["if-none-match"] else { return false }
        return field.split(separator: ",").contains { candidate in
            var text = candidate.drop { $0 == " " }
            if text.hasPrefix("W/") { text = text.dropFirst(2) }
            while text.last == " " { text = text.dropLast() }
            return text == tag
        }
    }

    private static func isVisible(_ text: String, longest: Int) -> Bool {
        !text.isEmpty && text.utf8.count <= longest && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    }
}
