import BigInt
import HeapEngine
import PythonObjects

extension Builtins {
    /// The methods and attributes of int, and so of bool.
    static let integers: [Builtin] = [
        .attribute("real") { try $0.plainInteger($1) },
        .attribute("imag") { interpreter, _ in interpreter.runtime.makeInt(0) },
        .attribute("numerator") { try $0.plainInteger($1) },
        .attribute("denominator") { interpreter, _ in interpreter.runtime.makeInt(1) },
        same("conjugate"), same("__trunc__"), same("__floor__"), same("__ceil__"),
        .method("bit_length", 0...0) {
            $0.runtime.makeInt(IntegerRules.bitLength(try $0.integer($1[0])))
        },
        .method("bit_count", 0...0) { $0.runtime.makeInt(IntegerRules.bitCount(try $0.integer($1[0]))) },
        .method("is_integer", 0...0) { interpreter, _ in interpreter.runtime.trueObject },
        .method("as_integer_ratio", 0...0) { interpreter, arguments in
            let value = try interpreter.plainInteger(arguments[0])
            defer { interpreter.heap.release(value) }
            return interpreter.runtime.makeTuple([value, interpreter.runtime.makeInt(1)])
        },
        .method("to_bytes(length=, byteorder=, *, signed=)") { interpreter, object, given in
            let length = try given.size(0, otherwise: 1)
            let order = try given[1] == nil ? .big : ByteOrder(try given.text(1))
            let isSigned = try given.truth(2)
            try interpreter.admit(bytes: max(0, length))
            return interpreter.runtime.makeBytes(
                try IntegerRules.bytes(
                    try interpreter.integer(object), length: length, order: order, isSigned: isSigned))
        },
        .classMethod("from_bytes(bytes, byteorder=, *, signed=)") { interpreter, type, given in
            let order = try given[1] == nil ? .big : ByteOrder(try given.text(1))
            let isSigned = try given.truth(2)
            let bytes = try interpreter.bytesOfObject(given[0] ?? interpreter.runtime.none)
            try interpreter.admitWork(on: bytes.count)
            let value = IntegerRules.fromBytes(bytes, order: order, isSigned: isSigned)
            return try interpreter.convert(interpreter.runtime.makeInt(value), to: type)
        },
        .method("__round__(ndigits=, /)") { interpreter, object, given in
            guard let places = given.unlessNone(0) else { return try interpreter.plainInteger(object) }
            let digits = try interpreter.integerIndex(places)
            if digits.signum() >= 0 { return try interpreter.plainInteger(object) }
            let value = try interpreter.integer(object)
            return interpreter.runtime.makeInt(IntegerRules.round(value, places: digits))
        },
        .method("__format__(format_spec, /)") { interpreter, object, given in
            _ = try given.text(0)
            return try interpreter.formatBuiltin(object, specification: given[0] ?? interpreter.runtime.none)
        },
        .method("__getnewargs__", 0...0) { interpreter, arguments in
            let value = interpreter.runtime.makeInt(try interpreter.integer(arguments[0]))
            defer { interpreter.heap.release(value) }
            return interpreter.runtime.makeTuple([value])
        },
        .method("__sizeof__", 0...0) { $0.runtime.makeInt($0.runtime.sizeOf($1[0])) },
    ]

    private static func same(_ name: String) -> Builtin {
        .method(name, 0...0) { try $0.plainInteger($1[0]) }
    }
}

extension Interpreter {
    /// The value of an int.
    func integer(_ object: ObjectID) throws -> BigInt {
        guard let value = runtime.intValue(object) else {
            throw typeError("descriptor requires a 'int' object but received a '\(runtime.typeName(object))'")
        }
        return value
    }

    /// The int itself, or one like it if it is a bool or of a derived class; the caller owns it.
    func plainInteger(_ object: ObjectID) throws -> ObjectID {
        runtime.isExactly(object, runtime.types.int)
            ? runtime.retained(object) : runtime.makeInt(try integer(object))
    }
}
