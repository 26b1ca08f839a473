import HeapEngine
import PythonObjects

/// The patterns of `match`.
extension Interpreter {
    func performMatch(_ opcode: Opcode, _ argument: Int, _ frame: UnsafeMutablePointer<Frame>) throws {
        switch opcode {
        case .matchMapping: frame.push(runtime.boolean(try matchesMapping(frame.peek())))
        case .matchSequence: frame.push(runtime.boolean(try matchesSequence(frame.peek())))
        case .matchKeys: frame.push(try matchedValues(of: frame.peek(1), keys: frame.peek()))
        case .matchClass:
            let attributes = try matchedAttributes(
                of: frame.peek(2), type: frame.peek(1), names: frame.peek(), positional: argument)
            dropOperands(3, frame)
            frame.push(attributes ?? runtime.none)
        default: preconditionFailure("\(opcode) is no instruction of this group")
        }
    }

    /// Whether a class derives from one of the abstract classes of `collections.abc`, or is registered with it.
    private func isCollection(_ object: ObjectID, _ name: String) throws -> Bool {
        guard isOverriding(object), let module = runtime.module(named: "_collections_abc"),
            let abstract = runtime.lookUp(heap.slot(module, 0), name: PythonString(name))
        else { return false }
        let type = heap.type(of: object)
        if runtime.isSubclass(type, of: abstract) { return true }
        return try isSubclass(type, abstract) == runtime.trueObject
    }

    private func matchesMapping(_ object: ObjectID) throws -> Bool {
        switch runtime.kind(of: object) {
        case .dict, .mappingProxy: true
        default: try isCollection(object, "Mapping")
        }
    }

    private func matchesSequence(_ object: ObjectID) throws -> Bool {
        switch runtime.kind(of: object) {
        case .list, .tuple, .range, .deque: true
        case .str, .bytes, .byteArray, .dict: false
        default: try isCollection(object, "Sequence")
        }
    }

    /// The tuple of a mapping's values for keys, or None if one is missing; the caller owns it.
    private func matchedValues(of mapping: ObjectID, keys: ObjectID) throws -> ObjectID {
        var values: [ObjectID] = []
        defer { for value in values { heap.release(value) } }
        let keys = runtime.items(of: keys)
        for (index, key) in keys.enumerated() {
            for other in keys[..<index] where try other == key || runtime.equals(other, key) {
                throw PythonException(
                    "ValueError", "mapping pattern checks duplicate key (\(try reprText(key)))")
            }
            if runtime.isExactly(mapping, runtime.types.dict) {
                guard let value = try runtime.lookUp(mapping, key, hash: hash(key)) else {
                    return runtime.none
                }
                values.append(runtime.retained(value))
            } else {
                // An object that nobody else has says that there is none.
                let missing = runtime.makeObject()
                defer { heap.release(missing) }
                let value = try callMethod(mapping, "get", [key, missing])
                guard value != missing else {
                    heap.release(value)
                    return runtime.none
                }
                values.append(value)
            }
        }
        return runtime.makeTuple(values)
    }

    /// The tuple of what a class pattern binds, or nil if the subject does not match; the caller owns it.
    private func matchedAttributes(
        of subject: ObjectID, type: ObjectID, names: ObjectID, positional count: Int
    ) throws -> ObjectID? {
        guard runtime.kind(of: type) == .type else { throw typeError("called match pattern must be a class") }
        guard try isInstance(subject, type) == runtime.trueObject else { return nil }
        let typeName = runtime.record(of: type).reportedName
        var values: [ObjectID] = []
        defer { for value in values { heap.release(value) } }
        var seen: [String] = []
        func take(_ name: ObjectID) throws -> Bool {
            let shown = text(name)
            guard !seen.contains(shown) else {
                throw typeError(
                    "\(typeName)() got multiple sub-patterns for attribute \(PythonString(shown).repr)")
            }
            seen.append(shown)
            guard let value = try optionalAttribute(subject, name) else { return false }
            values.append(value)
            return true
        }
        if count > 0 {
            let given = try optionalAttribute(type, runtime.staticName("__match_args__"))
            defer { if let given { heap.release(given) } }
            if let given, runtime.kind(of: given) != .tuple {
                throw typeError(
                    "\(typeName).__match_args__ must be a tuple (got \(runtime.typeName(given)))")
            }
            let isWhole = given == nil && matchesItself(type)
            let order = given.map { runtime.items(of: $0) } ?? []
            let allowed = isWhole ? 1 : order.count
            guard count <= allowed else {
                throw typeError(
                    "\(typeName)() accepts \(allowed) positional sub-pattern\(allowed == 1 ? "" : "s") (\(count) given)"
                )
            }
            if isWhole {
                values.append(runtime.retained(subject))
            } else {
                for name in order[..<count] {
                    guard runtime.kind(of: name) == .str else {
                        throw typeError(
                            "__match_args__ elements must be strings (got \(runtime.typeName(name)))")
                    }
                    guard try take(name) else { return nil }
                }
            }
        }
        for name in runtime.items(of: names) {
            guard try take(name) else { return nil }
        }
        return runtime.makeTuple(values)
    }

    /// Whether the one positional pattern of a class stands for the subject itself.
    private func matchesItself(_ type: ObjectID) -> Bool {
        let types = runtime.types
        return [
            types.bool, types.byteArray, types.bytes, types.dict, types.float, types.frozenSet, types.int,
            types.list, types.set, types.str, types.tuple,
        ].contains { runtime.isSubclass(type, of: $0) }
    }
}
