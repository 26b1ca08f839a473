import HeapEngine
import PythonObjects

extension Interpreter {
    /// `repr(object)`; the caller owns it.
    func repr(_ object: ObjectID) throws -> ObjectID {
        if runtime.kind(of: object) == .bool {
            return runtime.staticName(object == runtime.trueObject ? "True" : "False")
        }
        let text = try reprText(object)
        // What an int is written as is never one of the shared characters (`long_to_decimal_string`).
        if text.utf8.count == 1, runtime.kind(of: object) == .int { return runtime.makeUnsharedStr(text) }
        return runtime.makeStr(text)
    }

    func reprText(_ object: ObjectID) throws -> String { try runtime.repr(object) }

    /// `str(object)`; the caller owns it.
    func str(_ object: ObjectID) throws -> ObjectID {
        if runtime.isExactly(object, runtime.types.str) { return runtime.retained(object) }
        if isProxy(object) { return try throughProxy(object) { try str($0) } }
        if let result = try callSpecial(object, "__str__", []) {
            guard runtime.kind(of: result) == .str else {
                defer { heap.release(result) }
                throw typeError("__str__ returned non-string (type \(runtime.typeName(result)))")
            }
            return result
        }
        if let text = runtime.strValue(object) { return runtime.makeStr(text) }
        if runtime.kind(of: object) == .mappingProxy { return try str(runtime.viewed(by: object)) }
        if runtime.kind(of: object) == .exception { return try exceptionText(object) }
        return try repr(object)
    }

    /// Text with everything beyond ASCII escaped, as `ascii()` shows it.
    func asciiOnly(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { result, scalar in
            let value = scalar.value
            if value < 0x80 {
                result.unicodeScalars.append(scalar)
            } else {
                let digits = String(value, radix: 16)
                let (letter, width) = value < 0x100 ? ("x", 2) : value < 0x10000 ? ("u", 4) : ("U", 8)
                result += "\\\(letter)" + String(repeating: "0", count: width - digits.count) + digits
            }
        }
    }

    // MARK: What the object model asks

    package func representation(of object: ObjectID) throws -> String? {
        if !isOverriding(object) { return try nativeRepresentation(of: object) }
        guard let result = try callSpecial(object, "__repr__", []) else {
            return try nativeRepresentation(of: object)
        }
        defer { heap.release(result) }
        guard let text = runtime.strValue(result) else {
            throw typeError("__repr__ returned non-string (type \(runtime.typeName(result)))")
        }
        return text.text
    }

    package func equality(_ left: ObjectID, _ right: ObjectID) throws -> Bool? {
        let (leftType, rightType) = (heap.type(of: left), heap.type(of: right))
        if let (a, b) = comparedAsBuiltins, (a, b) == (left, right) || (a, b) == (right, left) { return nil }
        var pairs = [(left, right), (right, left)]
        if leftType != rightType, runtime.isSubclass(rightType, of: leftType) { pairs.reverse() }
        for (receiver, other) in pairs {
            guard let result = try callSpecial(receiver, "__eq__", [other]) else { continue }
            defer { heap.release(result) }
            return try isTrue(result)
        }
        if runtime.kind(of: left) == .native || runtime.kind(of: right) == .native,
            let result = try compareNative(left, .equal, right)
        {
            defer { heap.release(result) }
            return try isTrue(result)
        }
        // Views and deques compare where iterating over them can run Python code.
        if isAsked, isIterated(left) || isIterated(right) { throw CodeNeeded() }
        guard let result = try containerComparison(left, .equal, right) else { return nil }
        defer { heap.release(result) }
        return try isTrue(result)
    }

    package func hashValue(of object: ObjectID) throws -> Int? {
        let type = heap.type(of: object)
        if !isOverriding(object) { return try nativeHash(object) }
        if passedOver != nil, passesOver(object, "__hash__") { return nil }
        if typeAttribute(type, runtime.staticName("__hash__")) == runtime.none {
            throw typeError("unhashable type: '\(runtime.typeName(object))'")
        }
        guard let result = try callSpecial(object, "__hash__", []) else { return nil }
        defer { heap.release(result) }
        if let hash = runtime.wordValue(result), hash != -1 { return hash }
        guard let value = runtime.intValue(result) else {
            throw typeError("__hash__ method should return an integer")
        }
        return PythonHash.int(value)
    }

    private func isIterated(_ object: ObjectID) -> Bool {
        switch runtime.kind(of: object) {
        case .dictKeys, .dictItems, .deque: true
        default: false
        }
    }

    /// Asks what takes no Python code to answer, and changes nothing.
    ///
    /// - Throws: `CodeNeeded` if it takes Python code after all.
    package func asking<Value>(_ body: () throws -> Value) throws -> Value {
        isAsked = true
        defer { isAsked = false }
        return try body()
    }
}

/// A question whose answer takes Python code, so that it cannot be a mere question.
package struct CodeNeeded: Error {
    package init() {}
}
