import OrderedJSON

/// One reference to be made, defined by the Python statement that makes it.
public struct LinkSpecification: Sendable, Equatable {
    /// The statement.
    public enum Place: Sendable, Equatable {
        /// `o[i] = target`.
        case index(Int)
        /// `o.insert(i, target)`.
        case insertion(Int)
        /// `o[k] = target`.
        case key(ValueSpecification)
        /// `o.name = target`.
        case attribute(String)
        /// `o.append(target)` or `o.add(target)`.
        case element
        /// `o.cell_contents = target`.
        case cell
    }

    /// Where the reference starts in the object.
    public var place: Place
    /// Where it ends.
    public var target: ValueSpecification

    /// Pairs a place with a target.
    public init(_ place: Place, target: ValueSpecification) {
        self.place = place
        self.target = target
    }

    /// Reads `{kind?, index | key | attribute, insert?, target}`; `kind` may be left out where the rest tells it.
    public init(json: JSONValue) throws(SessionError) {
        let reader = try ObjectReader(json)
        try reader.allow(["kind", "index", "key", "attribute", "insert", "target"])
        let kind = try reader.ifPresent("kind") { (json) throws(SessionError) in
            let kind = try Read.string(json)
            guard ["item", "key", "value", "attribute", "slot", "cell"].contains(kind) else {
                throw .malformed(field: "", reason: "must be item, key, value, attribute, slot or cell")
            }
            return kind
        }
        let index = try reader.ifPresent("index") { (json) throws(SessionError) in
            try Read.integer(json, in: -(1 << 53)...(1 << 53))
        }
        let key = try reader.ifPresent("key", ObjectSpecification.value)
        let attribute = try reader.ifPresent("attribute", Read.identifier)
        let inserts = try reader.ifPresent("insert", Read.bool) ?? false
        target = try reader.require("target", ObjectSpecification.value)

        let given = [("index", index != nil), ("key", key != nil), ("attribute", attribute != nil)].filter(
            \.1)
        if given.count > 1 {
            throw .malformed(field: "/" + given[1].0, reason: "excludes \(given[0].0)")
        }
        if inserts && index == nil {
            throw .malformed(field: "/index", reason: "is missing: insert needs an index")
        }
        func mustBe(_ kinds: String...) throws(SessionError) {
            guard let kind, !kinds.contains(kind) else { return }
            throw .malformed(
                field: "/kind",
                reason: "is \(kind), which does not go with \(given.first?.0 ?? "no index, key or attribute")"
            )
        }
        if let index {
            try mustBe("item", "value")
            place = inserts ? .insertion(index) : .index(index)
        } else if let key {
            try mustBe("item", "value", "key")
            place = .key(key)
        } else if let attribute {
            try mustBe("attribute", "slot")
            place = .attribute(attribute)
        } else if kind == "cell" {
            place = .cell
        } else {
            try mustBe("item")
            guard kind != nil else {
                throw .malformed(
                    field: "/kind", reason: "is missing, and there is no index, key or attribute either")
            }
            place = .element
        }
    }

    func writeMembers(to writer: inout JSONWriter) {
        switch place {
        case .index(let index):
            writer.member("kind", "item")
            writer.member("index", index)
        case .insertion(let index):
            writer.member("kind", "item")
            writer.member("index", index)
            writer.member("insert", true)
        case .key(let key):
            writer.member("kind", "value")
            writer.name("key")
            key.write(to: &writer)
        case .attribute(let name):
            writer.member("kind", "attribute")
            writer.member("attribute", name)
        case .element: writer.member("kind", "item")
        case .cell: writer.member("kind", "cell")
        }
        writer.name("target")
        target.write(to: &writer)
    }
}
