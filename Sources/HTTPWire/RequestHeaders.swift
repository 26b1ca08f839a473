/// The header fields of a request, in the order received; strings are made only when they are asked for.
public struct RequestHeaders: Sendable, RandomAccessCollection {
    private let bytes: [UInt8]
    private let fields: [FieldRange]

    init(bytes: [UInt8], fields: [FieldRange]) {
        self.bytes = bytes
        self.fields = fields
    }

    /// Headers that were not received: for tests of handlers.
    public init(_ list: [HeaderField] = []) {
        var bytes: [UInt8] = []
        var fields: [FieldRange] = []
        for field in list {
            let start = bytes.count
            bytes += field.name.utf8
            let middle = bytes.count
            bytes += field.value.utf8
            fields.append(FieldRange(name: start..<middle, value: middle..<bytes.count))
        }
        self.init(bytes: bytes, fields: fields)
    }

    /// The place of the first field.
    public var startIndex: Int { 0 }

    /// The place after the last field.
    public var endIndex: Int { fields.count }

    /// The field at a place.
    public subscript(position: Int) -> HeaderField {
        HeaderField(string(fields[position].name), string(fields[position].value))
    }

    /// The value of the first field of that name, whatever the case of its letters.
    ///
    /// - Complexity: O(n) length comparisons in n fields; only the result is allocated.
    public subscript(_ name: String) -> String? {
        firstIndex(of: name).map { string(fields[$0].value) }
    }

    /// The values of all fields of that name, in the order received.
    public func all(_ name: String) -> [String] {
        fields.filter { matches($0.name, name) }.map { string($0.value) }
    }

    /// Whether there is a field of that name.
    public func contains(_ name: String) -> Bool {
        firstIndex(of: name) != nil
    }

    /// Whether the first field of that name has that value, whatever the case of its letters.
    public func value(_ name: String, equals value: String) -> Bool {
        guard let index = firstIndex(of: name) else { return false }
        return matches(fields[index].value, value)
    }

    private func firstIndex(of name: String) -> Int? {
        var index = 0
        while index < fields.count {
            if matches(fields[index].name, name) { return index }
            index += 1
        }
        return nil
    }

    private func matches(_ range: Range<Int>, _ name: String) -> Bool {
        let utf8 = name.utf8
        guard range.count == utf8.count else { return false }
        var position = range.lowerBound
        for byte in utf8 {
            if ByteClass.lowercased(bytes[position]) != ByteClass.lowercased(byte) { return false }
            position += 1
        }
        return true
    }

    /// The bytes of that range as text; bytes that are not UTF-8 become replacement characters.
    func string(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }
}
