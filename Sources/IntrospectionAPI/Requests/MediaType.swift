import HTTPServer

/// The media types that answers come in.
enum MediaType: String, Sendable {
    case json = "application/json"
    case ndjson = "application/x-ndjson"
    case problem = "application/problem+json"
    case metrics = "text/plain; version=0.0.4; charset=utf-8"
    case yaml = "application/yaml"
    case dot = "text/vnd.graphviz; charset=utf-8"

    /// The first of `offered` that the request's Accept fields take with the greatest weight, or nil when they take none.
    static func negotiate(_ headers: RequestHeaders, offered: [MediaType]) -> MediaType? {
        guard let first = headers["accept"] else { return offered.first }
        if first == "*/*" || first == offered.first?.essence { return offered.first }
        let fields = headers.all("accept")
        var best: (type: MediaType, weight: Int)?
        for candidate in offered {
            let weight = weight(of: candidate.essence, in: fields)
            if weight > (best?.weight ?? 0) { best = (candidate, weight) }
        }
        return best?.type
    }

    /// Whether a Content-Type names JSON: `application/json`, with parameters or without.
    static func isJSON(_ contentType: String) -> Bool {
        essence(of: contentType) == "application/json"
    }

    /// Whether a Content-Type names Python source: `text/x-python`, with parameters or without.
    static func isPython(_ contentType: String) -> Bool {
        essence(of: contentType) == "text/x-python"
    }

    private var essence: String { Self.essence(of: rawValue) }

    private static func essence(of mediaType: some StringProtocol) -> String {
        let end = mediaType.firstIndex(of: ";") ?? mediaType.endIndex
        return trimmed(mediaType[..<end]).lowercased()
    }

    /// The weight, in thousandths, that the most specific matching range gives to `essence`.
    private static func weight(of essence: String, in fields: [String]) -> Int {
        let family = essence.prefix { $0 != "/" } + "/*"
        var specificity = -1
        var weight = 0
        for range in fields.joined(separator: ",").split(separator: ",") {
            let name = Self.essence(of: range)
            let rank = name == essence ? 2 : name == family ? 1 : name == "*/*" ? 0 : -1
            if rank > specificity {
                specificity = rank
                weight = quality(of: range)
            }
        }
        return weight
    }

    /// The `q` parameter in thousandths; 1000 when there is none or it cannot be read.
    private static func quality(of range: Substring) -> Int {
        for parameter in range.split(separator: ";").dropFirst() {
            let parts = parameter.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, trimmed(parts[0]).lowercased() == "q" else { continue }
            guard let value = Double(trimmed(parts[1])), value >= 0, value <= 1 else { return 1000 }
            return Int(value * 1000)
        }
        return 1000
    }

    private static func trimmed(_ text: some StringProtocol) -> String {
        let start = text.drop { $0 == " " || $0 == "\t" }
        guard let end = start.lastIndex(where: { $0 != " " && $0 != "\t" }) else { return "" }
        return String(start[...end])
    }
}
