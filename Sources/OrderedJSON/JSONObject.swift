/// The members of a JSON object, in their order, each name once.
public struct JSONObject: Sendable {
    /// A name and its value.
    public struct Member: Sendable {
        /// The name.
        public let name: String
        /// The value.
        public var value: JSONValue

        /// A member.
        public init(name: String, value: JSONValue) {
            self.name = name
            self.value = value
        }
    }

    private var members: [Member]

    /// An object without members.
    public init() {
        members = []
    }

    /// An object of `members`.
    ///
    /// - Throws: `JSONError` with `.duplicateName` when a name occurs twice.
    /// - Complexity: O(members).
    public init(_ members: [Member]) throws(JSONError) {
        if let index = Self.firstDuplicate(in: members) {
            throw JSONError(reason: .duplicateName(members[index].name), offset: 0, line: 1, column: 1)
        }
        self.members = members
    }

    /// Members that the parser has checked.
    init(unique members: [Member]) {
        self.members = members
    }

    init(literalMembers: [(String, JSONValue)]) {
        members = literalMembers.map { Member(name: $0, value: $1) }
        precondition(Self.firstDuplicate(in: members) == nil, "a name occurs twice")
    }

    /// The names in order.
    public var names: [String] {
        members.map(\.name)
    }

    /// The value of the member called exactly `name`.
    ///
    /// - Complexity: O(members).
    public subscript(name: String) -> JSONValue? {
        for member in members where ExactString.areEqual(member.name, name) {
            return member.value
        }
        return nil
    }

    /// Gives the member `name` another value in its place, or appends it.
    ///
    /// - Complexity: O(members).
    public mutating func set(_ name: String, _ value: JSONValue) {
        if let index = members.firstIndex(where: { ExactString.areEqual($0.name, name) }) {
            members[index].value = value
        } else {
            members.append(Member(name: name, value: value))
        }
    }

    /// The index of the first member whose name an earlier one has.
    static func firstDuplicate(in members: [Member]) -> Int? {
        // Comparing all pairs is faster than hashing for objects of a usual size.
        if members.count <= 8 {
            for index in members.indices.dropFirst() {
                for earlier in 0..<index
                where ExactString.areEqual(members[earlier].name, members[index].name) {
                    return index
                }
            }
            return nil
        }
        var seen = Set<ExactString>(minimumCapacity: members.count)
        return members.firstIndex { !seen.insert(ExactString($0.name)).inserted }
    }
}

extension JSONObject.Member: Hashable {
    /// Whether names and values are the same, exactly.
    public static func == (left: Self, right: Self) -> Bool {
        ExactString.areEqual(left.name, right.name) && left.value == right.value
    }

    /// Feeds name and value to `hasher`.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(ExactString(name))
        hasher.combine(value)
    }
}

extension JSONObject: Hashable {}

extension JSONObject: RandomAccessCollection {
    /// The first member's position.
    public var startIndex: Int { 0 }
    /// The position after the last member.
    public var endIndex: Int { members.count }

    /// The member at a position.
    public subscript(position: Int) -> Member {
        members[position]
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    /// Members in the order in which they are written.
    ///
    /// - Precondition: no name occurs twice.
    public init(dictionaryLiteral members: (String, JSONValue)...) {
        self.init(literalMembers: members)
    }
}
