import BigInt
import HeapEngine
import PythonObjects

extension Interpreter {
    // MARK: Special methods

    /// Whether special methods of the object's class may be Python code: every class made by a class statement.
    @inline(__always)
    func isOverriding(_ object: ObjectID) -> Bool {
        runtime.facts(of: heap.type(of: object)).isHeap
    }

    /// A class's attribute by the order of resolution, borrowed; `.none` if there is none.
    func typeAttribute(_ type: ObjectID, _ name: ObjectID) -> ObjectID {
        let version = runtime.typeVersion
        if let known = typeCache.value(type, name, version: version) { return known }
        var found = ObjectID.none
        for owner in runtime.record(of: type).mro {
            let dict = heap.slot(owner, Layouts.TypeSlot.dict)
            guard !dict.isNone else { continue }
            guard
                let entry = try? runtime.uncounted({
                    try runtime.find(dict, name, hash: runtime.hashOfString(name))
                })
            else { continue }
            found = runtime.value(dict, at: entry)
            break
        }
        // A name that may die would leave its place in the cache to another one.
        if heap.isImmortal(name) { typeCache.remember(type, name, version: version, found) }
        return found
    }

    /// A special method of the object's class, bound to the object; the caller owns it. Nil if the class has none, or only the builtin
    /// one that the interpreter knows anyway.
    func specialMethod(_ object: ObjectID, _ name: String) throws -> ObjectID? {
        let type = heap.type(of: object)
        guard runtime.facts(of: type).isHeap else { return nil }
        if passedOver != nil, passesOver(object, name) { return nil }
        let key = runtime.staticName(name)
        let attribute = typeAttribute(type, key)
        if attribute.isNone || isInherited(attribute, key, by: type) { return nil }
        return try bound(attribute, to: object, of: type)
    }

    // MARK: Questions

    /// `bool(object)`
    func isTrue(_ object: ObjectID) throws -> Bool {
        if isProxy(object) { return try throughProxy(object) { try isTrue($0) } }
        if let result = try callSpecial(object, "__bool__", []) {
            defer { heap.release(result) }
            guard runtime.kind(of: result) == .bool else {
                throw typeError("__bool__ should return bool, returned \(runtime.typeName(result))")
            }
            return result == runtime.trueObject
        }
        if let method = try specialMethod(object, "__len__") {
            heap.release(method)
            return try length(object) != 0
        }
        if object == runtime.notImplemented {
            try warn("DeprecationWarning", "NotImplemented should not be used in a boolean context")
        }
        if let count = try nativeLength(object) { return count != 0 }
        return runtime.isTrue(object)
    }

    /// `len(object)`
    func length(_ object: ObjectID) throws -> Int {
        if isProxy(object) { return try throughProxy(object) { try length($0) } }
        guard let result = try callSpecial(object, "__len__", []) else {
            if runtime.kind(of: object) == .mappingProxy { return try length(runtime.viewed(by: object)) }
            if let count = try nativeLength(object) { return count }
            return runtime.kind(of: object) == .frameLocals
                ? localCount(ofFrame: runtime.frame(ofLocals: object)) : try runtime.length(object)
        }
        defer { heap.release(result) }
        guard let value = runtime.intValue(result) else {
            throw typeError("'\(runtime.typeName(result))' object cannot be interpreted as an integer")
        }
        guard value >= 0 else { throw PythonException("ValueError", "__len__() should return >= 0") }
        guard let count = Int(exactly: value) else {
            throw PythonException("OverflowError", "cannot fit 'int' into an index-sized integer")
        }
        return count
    }

    /// `item in container`
    func contains(_ container: ObjectID, _ item: ObjectID) throws -> Bool {
        if isProxy(container) { return try throughProxy(container) { try contains($0, item) } }
        if let result = try callSpecial(container, "__contains__", [item]) {
            defer { heap.release(result) }
            return try isTrue(result)
        }
        if isOverriding(container),
            typeAttribute(heap.type(of: container), runtime.staticName("__contains__")) == runtime.none
        {
            throw typeError("'\(runtime.typeName(container))' object is not a container")
        }
        return try builtinContains(container, item)
    }

    // MARK: Comparing

    /// `left comparison right`; the caller owns the result.
    func compare(_ left: ObjectID, _ comparison: Comparison, _ right: ObjectID) throws -> ObjectID {
        if isOverriding(left) || isOverriding(right) {
            if let result = try richComparison(left, comparison, right) { return result }
        }
        let outer = comparedAsBuiltins
        comparedAsBuiltins = (left, right)
        defer { comparedAsBuiltins = outer }
        if let result = try compareLocals(left, comparison, right) { return runtime.boolean(result) }
        if isProxy(left) || isProxy(right) {
            return try throughProxies(left, right) { try compare($0, comparison, $1) }
        }
        if let result = try compareNative(left, comparison, right) { return result }
        if let result = try containerComparison(left, comparison, right) { return result }
        switch comparison {
        case .equal: return runtime.boolean(try runtime.equals(left, right))
        case .notEqual: return runtime.boolean(try !runtime.equals(left, right))
        default:
            guard let order = try builtinOrder(left, right, comparison) else {
                throw typeError(
                    "'\(comparison.symbol)' not supported between instances of '\(runtime.typeName(left))' and '\(runtime.typeName(right))'"
                )
            }
            return runtime.boolean(order)
        }
    }

    private func richComparison(_ left: ObjectID, _ comparison: Comparison, _ right: ObjectID) throws
        -> ObjectID?
    {
        let (leftType, rightType) = (heap.type(of: left), heap.type(of: right))
        var triesRight = true
        if leftType != rightType, runtime.isSubclass(rightType, of: leftType) {
            if let result = try answer(right, comparison.reflected, left) { return result }
            triesRight = false
        }
        if let result = try answer(left, comparison, right) { return result }
        if triesRight, let result = try answer(right, comparison.reflected, left) { return result }
        return nil
    }

    /// What a comparison's method says, if that is written in Python; `!=` is what `==` is not, where nobody said otherwise.
    private func answer(_ receiver: ObjectID, _ comparison: Comparison, _ other: ObjectID) throws -> ObjectID?
    {
        guard isOverriding(receiver) else { return nil }
        if let result = try callSpecial(receiver, comparison.methodName, [other]) { return result }
        guard comparison == .notEqual else { return nil }
        let own = typeAttribute(heap.type(of: receiver), runtime.staticName("__ne__"))
        guard runtime.kind(of: own) == .wrapperDescriptor, heap.slot(own, 0) == runtime.types.object,
            let result = try callSpecial(receiver, "__eq__", [other])
        else { return nil }
        defer { heap.release(result) }
        return runtime.boolean(try !isTrue(result))
    }

    /// `left < right` and the like of builtin types; nil if they have no order.
    func builtinOrder(_ left: ObjectID, _ right: ObjectID, _ comparison: Comparison) throws -> Bool? {
        if let a = runtime.number(left), let b = runtime.number(right) {
            switch comparison {
            case .less: return Number.isLess(a, b)
            case .greater: return Number.isLess(b, a)
            case .lessOrEqual: return Number.isLess(a, b).map { $0 || Number.isEqual(a, b) }
            default: return Number.isLess(b, a).map { $0 || Number.isEqual(a, b) }
            }
        }
        return textOrder(left, right, comparison)
    }

    // MARK: Unary operators

    func negated(_ object: ObjectID) throws -> ObjectID {
        if isProxy(object) { return try throughProxy(object) { try negated($0) } }
        if let result = try callSpecial(object, "__neg__", []) { return result }
        if let result = negatedNumber(object) { return result }
        throw typeError("bad operand type for unary -: '\(runtime.typeName(object))'")
    }

    func inverted(_ object: ObjectID) throws -> ObjectID {
        if isProxy(object) { return try throughProxy(object) { try inverted($0) } }
        if let result = try callSpecial(object, "__invert__", []) { return result }
        if runtime.kind(of: object) == .bool, let warning = language.boolInversionWarning {
            try warn("DeprecationWarning", warning)
        }
        if let value = runtime.intValue(object) { return runtime.makeInt(-value - 1) }
        throw typeError("bad operand type for unary ~: '\(runtime.typeName(object))'")
    }
}

extension Comparison {
    /// The special method's name.
    var methodName: String { ["__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__"][Int(rawValue)] }

    /// The comparison with its operands exchanged.
    var reflected: Comparison {
        switch self {
        case .less: .greater
        case .lessOrEqual: .greaterOrEqual
        case .greater: .less
        case .greaterOrEqual: .lessOrEqual
        case .equal, .notEqual: self
        }
    }
}
