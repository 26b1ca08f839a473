import OrderedJSON
import Sessions

/// The members of a body that this target takes apart itself; the rest is read by the specification that it belongs to.
struct Members {
    private var object: JSONObject

    /// Takes `value` apart, which must be an object.
    init(_ value: JSONValue) throws(RequestError) {
        guard case .object(let object) = value else {
            throw .session(.malformed(field: "", reason: "must be an object, not \(value.kind)"))
        }
        self.object = object
    }

    /// Refuses every member that is not in `names`.
    func allow(_ names: String...) throws(RequestError) {
        for member in object where !names.contains(where: { $0.utf8.elementsEqual(member.name.utf8) }) {
            let known = names.joined(separator: ", ")
            throw .session(
                .malformed(
                    field: "/" + jsonPointerComponent(member.name),
                    reason: "is not one of the members known here: \(known)"))
        }
    }

    /// A value that must be there.
    func value(_ name: String) throws(RequestError) -> ValueSpecification {
        guard let json = object[name] else {
            throw .session(.malformed(field: "/" + name, reason: "is missing"))
        }
        do throws(SessionError) {
            return try ValueSpecification(json: json)
        } catch {
            throw .session(error.below("/" + name))
        }
    }

    /// The integer of a member in `range`; nil when the member is absent. `2.0` is the integer 2, as in JSON Schema.
    func integer(_ name: String, in range: ClosedRange<Int>) throws(RequestError) -> Int? {
        guard let json = object[name] else { return nil }
        let number: Int? =
            switch json {
            case .integer(let number): Int(exactly: number)
            case .number(let number): Int(exactly: number.doubleValue)
            default: nil
            }
        guard let number, range.contains(number) else {
            throw .session(
                .malformed(
                    field: "/" + name,
                    reason: "must be an integer from \(range.lowerBound) to \(range.upperBound)"))
        }
        return number
    }

    /// The identifier of a member, and the other members; nil when the member is absent.
    func splitting(name: String) throws(RequestError) -> (identifier: String?, rest: JSONValue) {
        guard let json = object[name] else { return (nil, .object(object)) }
        guard case .string(let text) = json, PythonName.isIdentifier(text) else {
            throw .session(
                .malformed(field: "/" + name, reason: "must be \(PathParameter.name.expectation)"))
        }
        if let error = PythonName.syntaxError(in: text) { throw .session(.python(error)) }
        var rest = JSONObject()
        for member in object where !member.name.utf8.elementsEqual(name.utf8) {
            rest.set(member.name, member.value)
        }
        return (text, .object(rest))
    }
}

extension SessionError {
    /// The same error with its pointer moved below `prefix`.
    func below(_ prefix: String) -> SessionError {
        switch self {
        case .malformed(let field, let reason): .malformed(field: prefix + field, reason: reason)
        case .unknownObject(let handle, .some(let field)): .unknownObject(handle, field: prefix + field)
        case .gone(let gone, .some(let field)): .gone(gone, field: prefix + field)
        default: self
        }
    }
}

/// Reads a specification and turns what it refuses into a request's error.
func reading<Value>(_ body: () throws(SessionError) -> Value) throws(RequestError) -> Value {
    do throws(SessionError) {
        return try body()
    } catch {
        throw .session(error)
    }
}
