import BigInt
import Foundation
import HeapEngine
import PythonObjects

/// `math`
enum MathModule {
    static let module = NativeModule(
        name: "math", functions: reals + pairs + roundings + integers + sums,
        constants: { interpreter in
            [("pi", Double.pi), ("e", M_E), ("tau", 2 * Double.pi), ("inf", .infinity), ("nan", .nan)].map {
                ($0.0, interpreter.runtime.makeFloat($0.1))
            }
        })

    static let domainError = PythonException("ValueError", "math domain error")
    static let rangeError = PythonException("OverflowError", "math range error")

    /// A function of one double; errors as `math_1` finds them in the result.
    static func real(
        _ name: String, canOverflow: Bool = false, _ function: @escaping @Sendable (Double) throws -> Double
    ) -> Builtin {
        Builtin(name: name) { interpreter, arguments in
            let x = try interpreter.double(of: arguments.only("math.\(name)"))
            let result = try function(x)
            if result.isNaN, !x.isNaN { throw domainError }
            if result.isInfinite, x.isFinite { throw canOverflow ? rangeError : domainError }
            return interpreter.runtime.makeFloat(result)
        }
    }

    private static let reals: [Builtin] = [
        real("acos") { acos($0) }, real("acosh") { acosh($0) }, real("asin") { asin($0) },
        real("asinh") { asinh($0) }, real("atan") { atan($0) }, real("atanh") { atanh($0) },
        real("cbrt") { cbrt($0) }, real("cos") { cos($0) }, real("cosh", canOverflow: true) { cosh($0) },
        real("erf") { erf($0) }, real("erfc") { erfc($0) }, real("exp", canOverflow: true) { exp($0) },
        real("exp2", canOverflow: true) { exp2($0) }, real("expm1", canOverflow: true) { expm1($0) },
        real("fabs") { abs($0) }, real("log1p") { log1p($0) }, real("sin") { sin($0) },
        real("sinh", canOverflow: true) { sinh($0) }, real("sqrt") { $0.squareRoot() },
        real("tan") { tan($0) }, real("tanh") { tanh($0) },
        real("gamma", canOverflow: true) { try GammaFunction.gamma($0) },
        real("lgamma", canOverflow: true) { try GammaFunction.logarithm($0) },
        real("degrees", canOverflow: true) { $0 * (180 / Double.pi) },
        real("radians") { $0 * (Double.pi / 180) },
        real("ulp") { x in
            if x.isNaN || x.isInfinite { return abs(x) }
            let magnitude = abs(x)
            let next = magnitude.nextUp
            return next.isInfinite ? magnitude - magnitude.nextDown : next - magnitude
        },
        question("isfinite") { $0.isFinite }, question("isinf") { $0.isInfinite },
        question("isnan") { $0.isNaN },
        Builtin(name: "log") { interpreter, arguments in
            try arguments.expect(1...2, "log", qualified: "math.log")
            let logarithm = try interpreter.logarithm(arguments[0]) { Foundation.log($0) }
            guard arguments.count > 1 else { return interpreter.runtime.makeFloat(logarithm) }
            let base = try interpreter.logarithm(arguments[1]) { Foundation.log($0) }
            guard base != 0 else { throw PythonException("ZeroDivisionError", "float division by zero") }
            return interpreter.runtime.makeFloat(logarithm / base)
        },
        Builtin(name: "log2") { interpreter, arguments in
            interpreter.runtime.makeFloat(
                try interpreter.logarithm(arguments.only("math.log2")) { Foundation.log2($0) })
        },
        Builtin(name: "log10") { interpreter, arguments in
            interpreter.runtime.makeFloat(
                try interpreter.logarithm(arguments.only("math.log10")) { Foundation.log10($0) })
        },
    ]

    private static func question(_ name: String, _ test: @escaping @Sendable (Double) -> Bool) -> Builtin {
        Builtin(name: name) { interpreter, arguments in
            interpreter.runtime.boolean(test(try interpreter.double(of: arguments.only("math.\(name)"))))
        }
    }

    /// A function of two doubles; errors as `math_2` finds them.
    private static func pair(
        _ name: String, _ function: @escaping @Sendable (Double, Double) -> Double
    ) -> Builtin {
        Builtin(name: name) { interpreter, arguments in
            try arguments.expect(2...2, name, qualified: "math.\(name)")
            let (x, y) = (try interpreter.double(of: arguments[0]), try interpreter.double(of: arguments[1]))
            let result = function(x, y)
            if result.isNaN, !x.isNaN, !y.isNaN { throw domainError }
            if result.isInfinite, x.isFinite, y.isFinite { throw rangeError }
            return interpreter.runtime.makeFloat(result)
        }
    }

    private static let pairs: [Builtin] = [
        pair("atan2") { atan2($0, $1) }, pair("copysign") { Double(signOf: $1, magnitudeOf: $0) },
        pair("fmod") { fmod($0, $1) },
        pair("remainder") { x, y in
            if x.isFinite, y.isInfinite { return x }
            return x.remainder(dividingBy: y)
        },
        Builtin(name: "pow") { interpreter, arguments in
            try arguments.expect(2...2, "pow", qualified: "math.pow")
            let (x, y) = (try interpreter.double(of: arguments[0]), try interpreter.double(of: arguments[1]))
            let result = Foundation.pow(x, y)
            if x.isFinite, y.isFinite {
                if result.isNaN { throw domainError }
                if result.isInfinite { throw x == 0 ? domainError : rangeError }
            }
            return interpreter.runtime.makeFloat(result)
        },
        Builtin(name: "fma") { interpreter, arguments in
            try arguments.expect(3...3, "fma", qualified: "math.fma")
            let (x, y, z) = (
                try interpreter.double(of: arguments[0]), try interpreter.double(of: arguments[1]),
                try interpreter.double(of: arguments[2])
            )
            let result = Foundation.fma(x, y, z)
            if result.isNaN, !x.isNaN, !y.isNaN, !z.isNaN {
                throw PythonException("ValueError", "invalid operation in fma")
            }
            if result.isInfinite, x.isFinite, y.isFinite, z.isFinite {
                throw PythonException("OverflowError", "overflow in fma")
            }
            return interpreter.runtime.makeFloat(result)
        },
        .function("nextafter(x, y, /, *, steps=)") { interpreter, arguments in
            let none = interpreter.runtime.none
            let (x, y) = (
                try interpreter.double(of: arguments[0] ?? none),
                try interpreter.double(of: arguments[1] ?? none)
            )
            guard let given = arguments.unlessNone(2) else {
                return interpreter.runtime.makeFloat(Foundation.nextafter(x, y))
            }
            let steps = try interpreter.integerIndex(given)
            guard steps >= 0 else {
                throw PythonException("ValueError", "steps must be a non-negative integer")
            }
            return interpreter.runtime.makeFloat(
                after(x, towards: y, steps: UInt64(exactly: steps) ?? .max))
        },
        .function("isclose(a, b, *, rel_tol=, abs_tol=)") { interpreter, arguments in
            let none = interpreter.runtime.none
            let (a, b) = (
                try interpreter.double(of: arguments[0] ?? none),
                try interpreter.double(of: arguments[1] ?? none)
            )
            let relative = try arguments[2].map { try interpreter.double(of: $0) } ?? 1e-9
            let absolute = try arguments[3].map { try interpreter.double(of: $0) } ?? 0
            guard relative >= 0, absolute >= 0 else {
                throw PythonException("ValueError", "tolerances must be non-negative")
            }
            if a == b { return interpreter.runtime.trueObject }
            if a.isInfinite || b.isInfinite { return interpreter.runtime.falseObject }
            let difference = abs(b - a)
            return interpreter.runtime.boolean(
                difference <= abs(relative * b) || difference <= abs(relative * a) || difference <= absolute)
        },
    ]

    /// So many doubles further in a direction, and no further than the goal.
    private static func after(_ x: Double, towards y: Double, steps: UInt64) -> Double {
        if steps == 0 { return x }
        if x.isNaN { return x }
        if y.isNaN { return y }
        func place(_ value: Double) -> Int64 {
            let bits = Int64(bitPattern: value.bitPattern & ~(1 << 63))
            return value.sign == .minus ? -bits : bits
        }
        func double(_ place: Int64) -> Double {
            let magnitude = Double(bitPattern: place.magnitude)
            return place < 0 ? -magnitude : magnitude
        }
        let (from, to) = (place(x), place(y))
        let distance = from < to ? UInt64(to - from) : UInt64(from - to)
        if distance == 0 { return y }
        if steps >= distance { return y }
        let reached = from < to ? from + Int64(steps) : from - Int64(steps)
        if reached == 0 { return from > 0 || (from == 0 && x.sign == .plus) ? 0 : -0.0 }
        return double(reached)
    }
}

extension Interpreter {
    /// `PyFloat_AsDouble`
    func double(of object: ObjectID) throws -> Double {
        if let value = runtime.floatValue(object) { return value }
        if let result = try callSpecial(object, "__float__", []) {
            defer { heap.release(result) }
            guard let value = runtime.floatValue(result) else {
                throw typeError(
                    "\(runtime.typeName(object)).__float__ returned non-float (type \(runtime.typeName(result)))"
                )
            }
            return value
        }
        if let value = runtime.intValue(object) { return try double(value) }
        if let result = try callSpecial(object, "__index__", []) {
            defer { heap.release(result) }
            if let value = runtime.intValue(result) { return try double(value) }
        }
        throw typeError("must be real number, not \(runtime.argumentTypeName(object))")
    }

    /// The double next to an int.
    func double(_ value: BigInt) throws -> Double {
        if let small = Int(exactly: value), small.magnitude < 1 << 53 { return Double(small) }
        do {
            return try IntegerRules.trueQuotient(value, 1)
        } catch {
            throw PythonException("OverflowError", "int too large to convert to float")
        }
    }

    /// The logarithm of a number that may be an int beyond all doubles.
    fileprivate func logarithm(_ object: ObjectID, _ function: (Double) -> Double) throws -> Double {
        guard let value = runtime.intValue(object) else {
            let x = try double(of: object)
            if x.isNaN { return x }
            guard x > 0 else { throw MathModule.domainError }
            return x.isInfinite ? x : function(x)
        }
        guard value > 0 else { throw MathModule.domainError }
        if let x = try? double(value) { return function(x) }
        // x * 2^e with x from a half to one, rounded as `_PyLong_Frexp` does.
        let exponent = IntegerRules.bitLength(value)
        let mantissa = try IntegerRules.trueQuotient(value, BigInt(1) << exponent)
        return function(mantissa) + function(2) * Double(exponent)
    }
}
