import HTTPServer
import OrderedJSON

/// An answer that says what was wrong (RFC 9457), with extra members by type.
public struct Problem: Sendable {
    /// The kind: it decides `type`, `title` and `status`.
    public var type: ProblemType

    /// What was wrong this time.
    public var detail: String

    /// Members beyond RFC 9457's own, in the order in which they are written.
    public var members: [(name: String, value: JSONValue)] = []

    /// Header fields that belong to the problem, such as `Allow`.
    public var headers: [HeaderField] = []

    init(
        _ type: ProblemType, _ detail: String, members: [(name: String, value: JSONValue)] = [],
        headers: [HeaderField] = []
    ) {
        self.type = type
        self.detail = detail
        self.members = members
        self.headers = headers
    }

    /// The problem as the body of an answer to a request for `instance`.
    func json(instance: String) -> [UInt8] {
        var writer = JSONWriter(capacity: 512)
        writer.beginObject()
        writer.member("type", type.urn)
        writer.member("title", type.title)
        writer.member("status", type.status)
        writer.member("detail", detail)
        writer.member("instance", instance)
        for (name, value) in members {
            writer.member(name, value)
        }
        writer.endObject()
        return writer.takeBytes()
    }
}
