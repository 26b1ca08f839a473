/// A recursive descent over the bytes of one JSON text; the depth limit bounds the recursion.
///
/// A failure is noted in the parser and thrown as the empty `Stop`, so that the way without failures carries no
/// error payload through the returns.
struct JSONParser {
    struct Stop: Error {}

    let limits: JSONLimits
    var index = 0
    private(set) var reason = JSONError.Reason.unexpectedEnd
    private(set) var failureOffset = 0
    private let bytes: UnsafeBufferPointer<UInt8>

    init(bytes: UnsafeBufferPointer<UInt8>, limits: JSONLimits) {
        self.bytes = bytes
        self.limits = limits
    }

    var count: Int {
        @inline(__always) get { bytes.count }
    }

    var isAtEnd: Bool { index == count }

    /// The byte at `offset`, or 0 at the end: no JSON token has a 0 in it, so the end needs no check of its own.
    @inline(__always)
    func byte(at offset: Int) -> UInt8 {
        // SAFETY: 0 <= offset, since offsets only grow from 0; offset < count is checked here.
        offset < count ? bytes.baseAddress.unsafelyUnwrapped[offset] : 0
    }

    /// The eight bytes from `offset` on, the first one lowest; nil when there are fewer.
    @inline(__always)
    func word(at offset: Int) -> UInt64? {
        guard offset + 8 <= count else { return nil }
        // SAFETY: 0 <= offset and offset + 8 <= count is checked above; the load may be unaligned.
        let raw = UnsafeRawPointer(bytes.baseAddress.unsafelyUnwrapped + offset)
        return UInt64(littleEndian: raw.loadUnaligned(as: UInt64.self))
    }

    /// The bytes of `range` as a string. They must be UTF-8.
    @inline(__always)
    func string(_ range: Range<Int>) -> String {
        String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
    }

    func append(_ range: Range<Int>, to buffer: inout [UInt8]) {
        buffer.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[range]))
    }

    /// Notes why and where parsing fails, for `throw`.
    mutating func fail(_ reason: JSONError.Reason, at offset: Int) -> Stop {
        self.reason = reason
        failureOffset = offset
        return Stop()
    }

    /// Notes that the byte at the current place is not what was expected, or that the text ends here.
    mutating func failUnexpected(_ expected: JSONError.Expectation) -> Stop {
        if index >= count { return fail(.unexpectedEnd, at: count) }
        return fail(.unexpectedByte(byte(at: index), expected: expected), at: index)
    }

    @inline(__always)
    mutating func skipWhitespace() {
        while true {
            switch byte(at: index) {
            case 0x20, 0x0A, 0x0D, 0x09: index += 1
            default: return
            }
        }
    }

    mutating func parseDocument() throws(Stop) -> JSONValue {
        if byte(at: 0) == 0xEF, byte(at: 1) == 0xBB, byte(at: 2) == 0xBF { throw fail(.byteOrderMark, at: 0) }
        skipWhitespace()
        let value = try parseValue(depth: 0, expected: .value)
        skipWhitespace()
        if !isAtEnd { throw fail(.trailingContent, at: index) }
        return value
    }

    /// Parses the value at the current place, inside `depth` arrays and objects.
    private mutating func parseValue(
        depth: Int, expected: JSONError.Expectation
    ) throws(Stop) -> JSONValue {
        switch byte(at: index) {
        case UInt8(ascii: "\""):
            index += 1
            return .string(try parseString())
        case UInt8(ascii: "{"): return try parseObject(depth: depth)
        case UInt8(ascii: "["): return try parseArray(depth: depth)
        case UInt8(ascii: "-"), 0x30...0x39: return try parseNumber()
        case UInt8(ascii: "t"):
            try parseLiteral("true")
            return .bool(true)
        case UInt8(ascii: "f"):
            try parseLiteral("false")
            return .bool(false)
        case UInt8(ascii: "n"):
            try parseLiteral("null")
            return .null
        default: throw failUnexpected(expected)
        }
    }

    private mutating func parseLiteral(_ literal: StaticString) throws(Stop) {
        for offset in 0..<literal.utf8CodeUnitCount {
            // SAFETY: offset < utf8CodeUnitCount, and an ASCII literal of several characters has a pointer.
            guard byte(at: index) == literal.utf8Start[offset] else { throw failUnexpected(.literal) }
            index += 1
        }
    }

    private mutating func parseArray(depth: Int) throws(Stop) -> JSONValue {
        if depth >= limits.depth { throw fail(.tooDeep(limit: limits.depth), at: index) }
        index += 1
        skipWhitespace()
        var elements: [JSONValue] = []
        if byte(at: index) == UInt8(ascii: "]") {
            index += 1
            return .array(elements)
        }
        while true {
            elements.append(
                try parseValue(depth: depth + 1, expected: elements.isEmpty ? .valueOrArrayEnd : .value))
            skipWhitespace()
            switch byte(at: index) {
            case UInt8(ascii: ","):
                index += 1
                skipWhitespace()
            case UInt8(ascii: "]"):
                index += 1
                return .array(elements)
            default: throw failUnexpected(.commaOrArrayEnd)
            }
        }
    }

    private mutating func parseObject(depth: Int) throws(Stop) -> JSONValue {
        if depth >= limits.depth { throw fail(.tooDeep(limit: limits.depth), at: index) }
        index += 1
        skipWhitespace()
        var members: [JSONObject.Member] = []
        var names = NameSet()
        if byte(at: index) == UInt8(ascii: "}") {
            index += 1
            return .object(JSONObject())
        }
        while true {
            guard byte(at: index) == UInt8(ascii: "\"") else {
                throw failUnexpected(members.isEmpty ? .nameOrObjectEnd : .name)
            }
            let nameOffset = index
            index += 1
            let name = try parseString()
            if !names.insert(name, among: members) { throw fail(.duplicateName(name), at: nameOffset) }
            skipWhitespace()
            guard byte(at: index) == UInt8(ascii: ":") else { throw failUnexpected(.colon) }
            index += 1
            skipWhitespace()
            let value = try parseValue(depth: depth + 1, expected: .value)
            if members.isEmpty { members.reserveCapacity(4) }
            members.append(JSONObject.Member(name: name, value: value))
            skipWhitespace()
            switch byte(at: index) {
            case UInt8(ascii: ","):
                index += 1
                skipWhitespace()
            case UInt8(ascii: "}"):
                index += 1
                return .object(JSONObject(unique: members))
            default: throw failUnexpected(.commaOrObjectEnd)
            }
        }
    }
}

/// The names that an object has so far: compared one by one while they are few, hashed from then on.
private struct NameSet {
    private static let few = 8
    private var hashed: Set<ExactString> = []

    /// Whether `name` is new to `members`.
    @inline(__always)
    mutating func insert(_ name: String, among members: [JSONObject.Member]) -> Bool {
        if members.count < Self.few {
            for member in members where ExactString.areEqual(member.name, name) { return false }
            return true
        }
        return insertHashed(name, among: members)
    }

    @inline(never)
    private mutating func insertHashed(_ name: String, among members: [JSONObject.Member]) -> Bool {
        if hashed.isEmpty { hashed = Set(members.map { ExactString($0.name) }) }
        return hashed.insert(ExactString(name)).inserted
    }
}
