import BigInt
import HeapEngine
import PythonObjects

extension Builtins {
    /// The methods and attributes of float.
    static let floats: [Builtin] = [
        .attribute("real") { try $0.plainFloat($1) },
        .attribute("imag") { interpreter, _ in interpreter.runtime.makeFloat(0) },
        .method("conjugate", 0...0) { try $0.plainFloat($1[0]) },
        .method("is_integer", 0...0) { $0.runtime.boolean(FloatRules.isInteger(try $0.real($1[0]))) },
        .method("hex", 0...0) { $0.runtime.makeStr(FloatRules.hexadecimal(try $0.real($1[0]))) },
        .classMethod("fromhex(string, /)") { interpreter, type, given in
            guard let text = given[0].flatMap({ interpreter.runtime.strValue($0) }) else {
                throw interpreter.typeError("bad argument type for built-in operation")
            }
            let value = try FloatRules.fromHexadecimal(text)
            return try interpreter.convert(interpreter.runtime.makeFloat(value), to: type)
        },
        .method("as_integer_ratio", 0...0) { interpreter, arguments in
            let (numerator, denominator) = try FloatRules.integerRatio(try interpreter.real(arguments[0]))
            let parts = [interpreter.runtime.makeInt(numerator), interpreter.runtime.makeInt(denominator)]
            defer { for part in parts { interpreter.heap.release(part) } }
            return interpreter.runtime.makeTuple(parts)
        },
        .method("__trunc__", 0...0) {
            $0.runtime.makeInt(try FloatRules.truncated(try $0.real($1[0])))
        },
        .method("__floor__", 0...0) {
            $0.runtime.makeInt(try FloatRules.truncated(try $0.real($1[0]).rounded(.down)))
        },
        .method("__ceil__", 0...0) {
            $0.runtime.makeInt(try FloatRules.truncated(try $0.real($1[0]).rounded(.up)))
        },
        .method("__round__(ndigits=, /)") { interpreter, object, given in
            let value = try interpreter.real(object)
            guard let places = given.unlessNone(0) else {
                return interpreter.runtime.makeInt(try FloatRules.round(value) as BigInt)
            }
            let digits = try interpreter.sliceIndex(places)
            return interpreter.runtime.makeFloat(try FloatRules.round(value, places: digits))
        },
        .method("__format__(format_spec, /)") { interpreter, object, given in
            _ = try given.text(0)
            return try interpreter.formatBuiltin(object, specification: given[0] ?? interpreter.runtime.none)
        },
        .method("__getnewargs__", 0...0) { interpreter, arguments in
            let value = interpreter.runtime.makeFloat(try interpreter.real(arguments[0]))
            defer { interpreter.heap.release(value) }
            return interpreter.runtime.makeTuple([value])
        },
        .classMethod("__getformat__(typestr, /)") { interpreter, _, given in
            guard ["double", "float"].contains(try given.text(0)) else {
                throw PythonException(
                    "ValueError", "__getformat__() argument 1 must be 'double' or 'float'")
            }
            return interpreter.runtime.makeStr("IEEE, little-endian")
        },
    ]

    /// The methods and attributes of complex.
    static let complexes: [Builtin] = [
        .attribute("real") { $0.runtime.makeFloat(try $0.complex($1).real) },
        .attribute("imag") { $0.runtime.makeFloat(try $0.complex($1).imaginary) },
        .method("conjugate", 0...0) { interpreter, arguments in
            let value = try interpreter.complex(arguments[0])
            return interpreter.runtime.makeComplex(value.real, -value.imaginary)
        },
        .method("__complex__", 0...0) { try $0.plainComplex($1[0]) },
        .method("__format__(format_spec, /)") { interpreter, object, given in
            _ = try given.text(0)
            return try interpreter.formatBuiltin(object, specification: given[0] ?? interpreter.runtime.none)
        },
        .method("__getnewargs__", 0...0) { interpreter, arguments in
            let value = try interpreter.complex(arguments[0])
            let parts = [
                interpreter.runtime.makeFloat(value.real), interpreter.runtime.makeFloat(value.imaginary),
            ]
            defer { for part in parts { interpreter.heap.release(part) } }
            return interpreter.runtime.makeTuple(parts)
        },
    ]
}

extension Interpreter {
    /// The value of a float.
    func real(_ object: ObjectID) throws -> Double {
        guard let value = runtime.floatValue(object) else {
            throw typeError(
                "descriptor requires a 'float' object but received a '\(runtime.typeName(object))'")
        }
        return value
    }

    /// The float itself, or one like it if it is of a derived class; the caller owns it.
    func plainFloat(_ object: ObjectID) throws -> ObjectID {
        runtime.isExactly(object, runtime.types.float)
            ? runtime.retained(object) : runtime.makeFloat(try real(object))
    }

    /// The value of a complex.
    func complex(_ object: ObjectID) throws -> ComplexRules.Parts {
        guard case .complex(let real, let imaginary)? = runtime.number(object) else {
            throw typeError(
                "descriptor requires a 'complex' object but received a '\(runtime.typeName(object))'")
        }
        return (real, imaginary)
    }

    /// The complex itself, or one like it if it is of a derived class; the caller owns it.
    func plainComplex(_ object: ObjectID) throws -> ObjectID {
        if runtime.isExactly(object, runtime.types.complex) { return runtime.retained(object) }
        let value = try complex(object)
        return runtime.makeComplex(value.real, value.imaginary)
    }

    /// A number of places, for which nothing is too large.
    fileprivate func sliceIndex(_ object: ObjectID) throws -> Int {
        let value = try integerIndex(object)
        return Int(exactly: value) ?? (value.signum() < 0 ? Int.min : Int.max)
    }
}
