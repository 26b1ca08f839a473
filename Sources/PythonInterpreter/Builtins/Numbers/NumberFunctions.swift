import BigInt
import HeapEngine
import PythonObjects

extension Builtins {
    /// The functions of `builtins` that take numbers and characters.
    static let numberFunctions: [Builtin] = [
        .function("abs", 1...1) { try $0.absolute($1[0]) },
        .function("divmod", 2...2) { try $0.divmod($1[0], $1[1]) },
        .function("pow(base, exp, mod=)") { interpreter, given in
            let none = interpreter.runtime.none
            let (base, exponent) = (given[0] ?? none, given[1] ?? none)
            guard let modulus = given.unlessNone(2) else {
                return try interpreter.power(base, exponent)
            }
            return try interpreter.power(base, exponent, modulo: modulus)
        },
        .function("round(number, ndigits=)") { interpreter, given in
            try interpreter.round(given[0] ?? interpreter.runtime.none, places: given.unlessNone(1))
        },
        digits("bin", bits: 1), digits("oct", bits: 3), digits("hex", bits: 4),
        .function("chr", 1...1) { interpreter, arguments in
            let value = try interpreter.integerIndex(arguments[0])
            guard let point = UInt32(exactly: value), point < 0x110000 else {
                throw PythonException("ValueError", "chr() arg not in range(0x110000)")
            }
            return interpreter.runtime.makeCharacter(point)
        },
        .function("ord", 1...1) { interpreter, arguments in
            let runtime = interpreter.runtime
            let text = runtime.strValue(arguments[0])
            let bytes = runtime.bytesValue(arguments[0])
            guard let count = text?.count ?? bytes?.count else {
                throw interpreter.typeError(
                    "ord() expected string of length 1, but \(runtime.typeName(arguments[0])) found")
            }
            guard count == 1 else {
                throw interpreter.typeError(
                    "ord() expected a character, but string of length \(count) found")
            }
            return runtime.makeInt(text.map { Int($0[0]) } ?? bytes.map { Int($0[0]) } ?? 0)
        },
        .function("format", 1...2) { interpreter, arguments in
            guard arguments.count > 1 else {
                return try interpreter.format(
                    arguments[0], specification: interpreter.runtime.emptyString)
            }
            guard interpreter.runtime.kind(of: arguments[1]) == .str else {
                let isNone = arguments[1] == interpreter.runtime.none
                let name = isNone ? "None" : interpreter.runtime.typeName(arguments[1])
                throw interpreter.typeError("format() argument 2 must be str, not \(name)")
            }
            return try interpreter.format(arguments[0], specification: arguments[1])
        },
        .function("sum(iterable, /, start=)") { interpreter, given in
            try interpreter.sum(given[0] ?? interpreter.runtime.none, from: given[1])
        },
    ]

    private static func digits(_ name: String, bits: Int) -> Builtin {
        .function(name, 1...1) { interpreter, arguments in
            let value = try interpreter.integerIndex(arguments[0])
            try interpreter.admitWork(on: value.magnitude.bitWidth / bits)
            return interpreter.runtime.makeStr(IntegerRules.prefixedDigits(value, bits: bits))
        }
    }
}

extension Interpreter {
    /// `abs(object)`
    fileprivate func absolute(_ object: ObjectID) throws -> ObjectID {
        if let result = try callSpecial(object, "__abs__", []) { return result }
        switch runtime.number(object) {
        case .int(let value):
            if value.signum() >= 0 { return try plainInteger(object) }
            return runtime.makeInt(BigInt(value.magnitude))
        case .float(let value): return runtime.makeFloat(value.magnitude)
        case .complex(let real, let imaginary):
            return runtime.makeFloat(try ComplexRules.magnitude((real, imaginary)))
        case nil: throw typeError("bad operand type for abs(): '\(runtime.typeName(object))'")
        }
    }

    /// `round(number, places)`
    fileprivate func round(_ number: ObjectID, places: ObjectID?) throws -> ObjectID {
        let method = try specialMethod(number, "__round__")
        if let method {
            defer { heap.release(method) }
            return try call(method, places.map { [$0] } ?? [])
        }
        let name = runtime.staticName("__round__")
        let builtin = typeAttribute(heap.type(of: number), name)
        guard !builtin.isNone else {
            throw typeError("type \(runtime.typeName(number)) doesn't define __round__ method")
        }
        return try call(builtin, [number] + (places.map { [$0] } ?? []))
    }

    /// `divmod(left, right)`
    fileprivate func divmod(_ left: ObjectID, _ right: ObjectID) throws -> ObjectID {
        let (leftType, rightType) = (heap.type(of: left), heap.type(of: right))
        let isDerived = leftType != rightType && runtime.isSubclass(rightType, of: leftType)
        if isDerived, let result = try callSpecial(right, "__rdivmod__", [left]) { return result }
        if let result = try callSpecial(left, "__divmod__", [right]) { return result }
        if let result = try builtinDivmod(left, right) { return result }
        if !isDerived, leftType != rightType, let result = try callSpecial(right, "__rdivmod__", [left]) {
            return result
        }
        throw typeError(
            "unsupported operand type(s) for divmod(): '\(runtime.typeName(left))' and '\(runtime.typeName(right))'"
        )
    }

    /// `divmod` of builtin numbers; nil for others.
    func builtinDivmod(_ left: ObjectID, _ right: ObjectID) throws -> ObjectID? {
        guard let a = runtime.number(left), let b = runtime.number(right) else { return nil }
        let parts: [ObjectID]
        switch (a, b) {
        case (.complex, _), (_, .complex): return nil
        case (.int(let a), .int(let b)):
            try chargeProduct(a, b)
            let (quotient, remainder) = try IntegerRules.floorDivided(a, by: b)
            parts = [runtime.makeInt(quotient), runtime.makeInt(remainder)]
        default:
            let (quotient, remainder) = try FloatRules.divmod(double(a), double(b))
            parts = [runtime.makeFloat(quotient), runtime.makeFloat(remainder)]
        }
        defer { for part in parts { heap.release(part) } }
        return runtime.makeTuple(parts)
    }

    /// `pow(base, exponent)`
    fileprivate func power(_ base: ObjectID, _ exponent: ObjectID) throws -> ObjectID {
        try binary(.power, base, exponent)
    }

    /// `pow(base, exponent, modulus)`
    fileprivate func power(_ base: ObjectID, _ exponent: ObjectID, modulo modulus: ObjectID) throws
        -> ObjectID
    {
        if let result = try callSpecial(base, "__pow__", [exponent, modulus]) { return result }
        let numbers = [base, exponent, modulus].map { runtime.number($0) }
        if case .int(let a)? = numbers[0], case .int(let b)? = numbers[1], case .int(let c)? = numbers[2] {
            try chargeProduct(c, b)
            return runtime.makeInt(try IntegerRules.power(a, b, modulo: c))
        }
        // The operands are asked in turn: a float refuses at once, a complex if the first two are numbers.
        for number in numbers {
            switch number {
            case .complex where numbers[0] != nil && numbers[1] != nil:
                throw PythonException("ValueError", "complex modulo")
            case .float:
                throw typeError("pow() 3rd argument not allowed unless all arguments are integers")
            default: break
            }
        }
        let names = [base, exponent, modulus].map { "'\(runtime.typeName($0))'" }.joined(separator: ", ")
        throw typeError("unsupported operand type(s) for ** or pow(): \(names)")
    }
}
