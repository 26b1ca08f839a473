import BigInt
import HeapEngine
import PythonObjects

extension Interpreter {
    func performOperator(_ opcode: Opcode, _ argument: Int, _ frame: UnsafeMutablePointer<Frame>) throws {
        switch opcode {
        case .binaryOp:
            guard let operation = BinaryOperation(rawValue: UInt8(argument)) else {
                preconditionFailure("unknown operator \(argument)")
            }
            frame.push(
                try consuming(2, frame) { try binary(operation, frame.peek(1), frame.peek()) })
        case .compareOp:
            guard let comparison = Comparison(rawValue: UInt8(argument >> 5)) else {
                preconditionFailure("unknown comparison \(argument)")
            }
            let result = try consuming(2, frame) { try compare(frame.peek(1), comparison, frame.peek()) }
            guard argument & 16 != 0, result != runtime.trueObject, result != runtime.falseObject else {
                return frame.push(result)
            }
            defer { heap.release(result) }
            frame.push(runtime.boolean(try isTrue(result)))
        case .containsOp:
            let found = try consuming(2, frame) { try contains(frame.peek(), frame.peek(1)) }
            frame.push(runtime.boolean(found == (argument == 0)))
        case .toBool:
            let value = frame.peek()
            if value == runtime.trueObject || value == runtime.falseObject { return }
            let truth = try isTrue(value)
            dropOperands(1, frame)
            frame.push(runtime.boolean(truth))
        case .unaryNegative:
            let result = try negated(frame.peek())
            dropOperands(1, frame)
            frame.push(result)
        case .unaryInvert:
            let result = try inverted(frame.peek())
            dropOperands(1, frame)
            frame.push(result)
        case .getIter:
            let iterator = try iterator(of: frame.peek())
            dropOperands(1, frame)
            frame.push(iterator)
        case .getLen: frame.push(runtime.makeInt(try length(frame.peek())))
        default: preconditionFailure("\(opcode) is no instruction of this group")
        }
    }

    // MARK: Binary operators

    /// `left operator right`, with the special methods of classes.
    func binary(_ operation: BinaryOperation, _ left: ObjectID, _ right: ObjectID) throws -> ObjectID {
        if isProxy(left) || isProxy(right) && !isOverriding(left) {
            return try throughProxies(left, right) { try binary(operation, $0, $1) }
        }
        let isInPlace = operation.rawValue >= BinaryOperation.inplaceAdd.rawValue
        let plain =
            BinaryOperation(rawValue: operation.rawValue % BinaryOperation.inplaceAdd.rawValue) ?? operation
        if !isOverriding(left), !isOverriding(right) {
            if isInPlace, let result = try inPlaceBuiltin(plain, left, right) { return result }
            if let result = try builtinBinary(plain, left, right) { return result }
            if plain == .or, let result = try union(locals: left, right, inPlace: isInPlace) { return result }
            throw unsupportedOperands(operation, left, right)
        }
        if isInPlace {
            if let result = try callSpecial(left, "__i\(plain.methodName)__", [right]) { return result }
            // Sets, dicts and bytearrays change before the other operand is asked, lists and deques after it (`nb_`, `sq_inplace`).
            if [.set, .dict, .byteArray].contains(runtime.kind(of: left)),
                let result = try inPlaceBuiltin(plain, left, right)
            {
                return result
            }
        }
        if let result = try reflected(plain, left, right, isInPlace: isInPlace) { return result }
        throw unsupportedOperands(operation, left, right)
    }

    /// The operands' `__op__` and `__rop__` in CPython's order; nil if none of them knows what to do.
    private func reflected(
        _ operation: BinaryOperation, _ left: ObjectID, _ right: ObjectID, isInPlace: Bool
    ) throws -> ObjectID? {
        let (leftType, rightType) = (heap.type(of: left), heap.type(of: right))
        let reflectedName = "__r\(operation.methodName)__"
        var triesRight = leftType != rightType
        if triesRight, runtime.isSubclass(rightType, of: leftType), isOverriding(right) {
            if let result = try callSpecial(right, reflectedName, [left]) { return result }
            triesRight = false
        }
        if isOverriding(left), let result = try callSpecial(left, "__\(operation.methodName)__", [right]) {
            return result
        }
        // Of what text formats, its `__rmod__` is not asked.
        let isFormat = operation == .remainder && runtime.kind(of: left).isText
        if triesRight, !isFormat, isOverriding(right),
            let result = try callSpecial(right, reflectedName, [left])
        {
            return result
        }
        if isInPlace, let result = try inPlaceBuiltin(operation, left, right) { return result }
        return try builtinBinary(operation, left, right)
    }

    private func unsupportedOperands(
        _ operation: BinaryOperation, _ left: ObjectID, _ right: ObjectID
    ) -> PythonException {
        let symbol = operation == .power ? "** or pow()" : operation.symbol
        return typeError(
            "unsupported operand type(s) for \(symbol): '\(runtime.typeName(left))' and '\(runtime.typeName(right))'"
        )
    }

    /// Calls a special method of an object's class; nil without one, or if it answers NotImplemented.
    func callSpecial(_ object: ObjectID, _ name: String, _ arguments: [ObjectID]) throws -> ObjectID? {
        guard let result = try callHook(object, name, arguments) else { return nil }
        return result == runtime.notImplemented ? nil : result
    }

    /// Calls `__get__`, `__set__` or `__delete__` of a descriptor, which the lookup that found it holds meanwhile.
    func callDescriptor(_ descriptor: ObjectID, _ name: String, _ arguments: [ObjectID]) throws -> ObjectID? {
        heap.retain(descriptor)
        defer { heap.release(descriptor) }
        return try callHook(descriptor, name, arguments)
    }

    /// Calls a method of the object's class that was defined in Python; nil if there is none. The caller owns the result.
    ///
    /// No bound method is made for a function, so that its `self` counts one.
    func callHook(_ object: ObjectID, _ name: String, _ arguments: [ObjectID], names: [ObjectID] = []) throws
        -> ObjectID?
    {
        let type = heap.type(of: object)
        guard runtime.facts(of: type).isHeap else { return nil }
        if passedOver != nil, passesOver(object, name) { return nil }
        let attribute = typeAttribute(type, runtime.staticName(name))
        if isAsked, !attribute.isNone, !isInherited(attribute, runtime.staticName(name), by: type) {
            throw CodeNeeded()
        }
        if !attribute.isNone, runtime.kind(of: attribute) == .function {
            return try call(attribute, [object] + arguments, names: names)
        }
        guard let method = try specialMethod(object, name) else { return nil }
        defer { heap.release(method) }
        return try call(method, arguments, names: names)
    }
}

extension BinaryOperation {
    /// The middle of the special method's name: `add` of `__add__`.
    var methodName: String {
        let names = [
            "add", "and", "floordiv", "lshift", "matmul", "mul", "mod", "or", "pow", "rshift", "sub",
            "truediv", "xor",
        ]
        return names[Int(rawValue) % names.count]
    }
}
