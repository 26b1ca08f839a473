import OrderedJSON

/// What is wrong with a program of heap operations.
package enum ProgramFault: Error, Equatable, CustomStringConvertible {
    case invalidJSON(line: Int, reason: String)
    case noOperation(line: Int)
    case unknownOperation(line: Int, name: String)
    case unknownKind(line: Int, name: String)
    case missing(line: Int, member: String)

    /// Says it with the number of the line.
    package var description: String {
        switch self {
        case .invalidJSON(let line, let reason): "line \(line): \(reason)"
        case .noOperation(let line): "line \(line): expected an object with a member \"op\""
        case .unknownOperation(let line, let name): "line \(line): there is no operation \"\(name)\""
        case .unknownKind(let line, let name): "line \(line): there is no kind of object \"\(name)\""
        case .missing(let line, let member): "line \(line): the operation lacks its member \"\(member)\""
        }
    }
}

/// One operation on a heap, as a line of JSON says it.
struct Operation {
    /// The line in the program, from 1.
    let line: Int
    let name: String
    private let members: JSONObject

    init(_ text: Substring, line: Int) throws(ProgramFault) {
        self.line = line
        let value: JSONValue
        do {
            value = try JSONValue(parsing: String(text))
        } catch {
            throw .invalidJSON(line: line, reason: "\(error)")
        }
        guard case .object(let members) = value, let name = members["op"]?.stringValue else {
            throw .noOperation(line: line)
        }
        self.members = members
        self.name = name
    }

    /// The operations of a program: a line each, but for empty ones and those that begin with `#`.
    static func all(of program: String) throws(ProgramFault) -> [Operation] {
        var operations: [Operation] = []
        for (index, text) in program.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            guard let first = text.first(where: { !$0.isWhitespace }), first != "#" else { continue }
            operations.append(try Operation(text, line: index + 1))
        }
        return operations
    }

    // MARK: Members

    /// A member, or nil if it is missing or null.
    subscript(member: String) -> JSONValue? {
        guard let value = members[member], !value.isNull else { return nil }
        return value
    }

    func text(_ member: String) throws(ProgramFault) -> String {
        guard let text = self[member]?.stringValue else { throw .missing(line: line, member: member) }
        return text
    }

    func list(_ member: String) -> [JSONValue] {
        if case .array(let values)? = self[member] { values } else { [] }
    }

    func flag(_ member: String) -> Bool { self[member]?.boolValue ?? false }

    func integer(_ member: String, or standard: Int64) -> Int64 { self[member]?.integerValue ?? standard }

    /// A value as a Python expression.
    func expression(_ member: String) throws(ProgramFault) -> String {
        guard let value = members[member] else { throw .missing(line: line, member: member) }
        return value.pythonExpression
    }
}
