import OrderedJSON

/// An answer with one JSON form: the contract's.
public protocol Report: Sendable {
    /// Writes the report as one JSON value.
    func write(to writer: inout JSONWriter)
}

extension Report {
    /// The report's JSON.
    public var json: [UInt8] {
        var writer = JSONWriter()
        write(to: &writer)
        return writer.takeBytes()
    }
}

extension JSONWriter {
    /// Writes a member whose value is a report, or null.
    mutating func member(_ name: String, report: (some Report)?) {
        self.name(name)
        if let report { report.write(to: &self) } else { null() }
    }

    /// Writes a member whose value is an array of reports.
    mutating func member(_ name: String, reports: [some Report]) {
        self.name(name)
        beginArray()
        for report in reports { report.write(to: &self) }
        endArray()
    }

    /// Writes a member whose value is an array of integers.
    mutating func member(_ name: String, integers: [Int]) {
        self.name(name)
        beginArray()
        for integer in integers { self.integer(integer) }
        endArray()
    }

    /// Writes a member whose value is an array of strings.
    mutating func member(_ name: String, strings: [String]) {
        self.name(name)
        beginArray()
        for text in strings { string(text) }
        endArray()
    }
}

/// One page of a list and where the next one starts.
public struct Page<Item: Sendable>: Sendable {
    /// The items.
    public var items: [Item]
    /// What to ask for the next page with; nil at the end of the list.
    public var nextCursor: String?

    /// Makes a page.
    public init(items: [Item], nextCursor: String? = nil) {
        self.items = items
        self.nextCursor = nextCursor
    }
}

extension Page: Report where Item: Report {
    /// Writes `{"items":[...],"nextCursor":...}`.
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("items", reports: items)
        writer.member("nextCursor", nextCursor)
        writer.endObject()
    }
}
