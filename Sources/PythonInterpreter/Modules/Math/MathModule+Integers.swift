import BigInt
import Foundation
import HeapEngine
import PythonObjects

extension MathModule {
    static let roundings: [Builtin] = [
        rounding("floor", "__floor__", .down), rounding("ceil", "__ceil__", .up),
        Builtin(name: "trunc") { interpreter, arguments in
            let x = try arguments.only("math.trunc")
            let runtime = interpreter.runtime
            if let result = try interpreter.callSpecial(x, "__trunc__", []) { return result }
            if let value = runtime.intValue(x) { return runtime.makeInt(value) }
            guard let value = runtime.floatValue(x) else {
                throw interpreter.typeError("type \(runtime.typeName(x)) doesn't define __trunc__ method")
            }
            return runtime.makeInt(try whole(value.rounded(.towardZero)))
        },
        Builtin(name: "modf") { interpreter, arguments in
            let x = try interpreter.double(of: arguments.only("math.modf"))
            let whole = x.rounded(.towardZero)
            let fraction =
                x.isInfinite
                ? Double(signOf: x, magnitudeOf: 0) : x.isNaN ? x : Double(signOf: x, magnitudeOf: x - whole)
            return interpreter.pair(
                interpreter.runtime.makeFloat(fraction), interpreter.runtime.makeFloat(whole))
        },
        Builtin(name: "frexp") { interpreter, arguments in
            let x = try interpreter.double(of: arguments.only("math.frexp"))
            let parts = x.isFinite && x != 0 ? Foundation.frexp(x) : (x, 0)
            return interpreter.pair(
                interpreter.runtime.makeFloat(parts.0), interpreter.runtime.makeInt(parts.1))
        },
        Builtin(name: "ldexp") { interpreter, arguments in
            try arguments.expect(2...2, "ldexp", qualified: "math.ldexp")
            let x = try interpreter.double(of: arguments[0])
            guard let exponent = interpreter.runtime.intValue(arguments[1]) else {
                throw interpreter.typeError("Expected an int as second argument to ldexp.")
            }
            if x == 0 || !x.isFinite { return interpreter.runtime.makeFloat(x) }
            let small = Int(exactly: exponent) ?? (exponent > 0 ? 1_000_000 : -1_000_000)
            let result = Foundation.scalbn(x, min(max(small, -1_000_000), 1_000_000))
            if result.isInfinite { throw rangeError }
            return interpreter.runtime.makeFloat(result)
        },
    ]

    private static func rounding(
        _ name: String, _ special: String, _ rule: FloatingPointRoundingRule
    ) -> Builtin {
        Builtin(name: name) { interpreter, arguments in
            let x = try arguments.only("math.\(name)")
            if let result = try interpreter.callSpecial(x, special, []) { return result }
            if let value = interpreter.runtime.intValue(x) { return interpreter.runtime.makeInt(value) }
            return interpreter.runtime.makeInt(try whole(try interpreter.double(of: x).rounded(rule)))
        }
    }

    private static func whole(_ value: Double) throws -> BigInt {
        guard value.isFinite else {
            throw value.isNaN
                ? PythonException("ValueError", "cannot convert float NaN to integer")
                : PythonException("OverflowError", "cannot convert float infinity to integer")
        }
        return BigInt(value)
    }

    private static func factorial(_ interpreter: Interpreter, _ object: ObjectID) throws -> ObjectID {
        let n = try interpreter.integerIndex(object)
        guard n >= 0 else {
            throw PythonException("ValueError", "factorial() not defined for negative values")
        }
        guard let count = Int(exactly: n) else {
            throw PythonException("OverflowError", "factorial() argument should not exceed \(Int.max)")
        }
        try interpreter.admit(product: count, bits: IntegerRules.bitLength(n))
        return interpreter.runtime.makeInt(product(1, through: n, count: count))
    }

    static let integers: [Builtin] = [
        Builtin(name: "factorial") { interpreter, arguments in
            try factorial(interpreter, arguments.only("math.factorial"))
        },
        Builtin(name: "comb") { interpreter, arguments in
            try arguments.expect(2...2, "comb", qualified: "math.comb")
            let (n, k) = try interpreter.selection(arguments[0], arguments[1])
            guard k <= n else { return interpreter.runtime.makeInt(0) }
            let smaller = min(k, n - k)
            guard let count = Int(exactly: smaller) else {
                throw PythonException("OverflowError", "min(n - k, k) must not exceed \(Int.max)")
            }
            try interpreter.admit(product: count, bits: IntegerRules.bitLength(n))
            let top = product(n - smaller + 1, through: n, count: count)
            return interpreter.runtime.makeInt(top / product(1, through: smaller, count: count))
        },
        Builtin(name: "perm") { interpreter, arguments in
            try arguments.expect(1...2, "perm", qualified: "math.perm")
            let second = arguments.count > 1 && arguments[1] != interpreter.runtime.none ? arguments[1] : nil
            guard let second else { return try factorial(interpreter, arguments[0]) }
            let (n, k) = try interpreter.selection(arguments[0], second)
            guard k <= n else { return interpreter.runtime.makeInt(0) }
            guard let count = Int(exactly: k) else {
                throw PythonException("OverflowError", "k must not exceed \(Int.max)")
            }
            try interpreter.admit(product: count, bits: IntegerRules.bitLength(n))
            return interpreter.runtime.makeInt(product(n - k + 1, through: n, count: count))
        },
        Builtin(name: "gcd") { interpreter, arguments in
            try arguments.refuseKeywords("math.gcd")
            var result = BigInt(0)
            for argument in arguments.positional {
                let value = try interpreter.integerIndex(argument)
                try interpreter.charge(1 + IntegerRules.bitLength(value) / 8)
                result = result.greatestCommonDivisor(with: value)
            }
            return interpreter.runtime.makeInt(BigInt(result.magnitude))
        },
        Builtin(name: "lcm") { interpreter, arguments in
            try arguments.refuseKeywords("math.lcm")
            var result = BigInt(1)
            for argument in arguments.positional {
                let value = BigInt(try interpreter.integerIndex(argument).magnitude)
                try interpreter.charge(1 + IntegerRules.bitLength(value) / 8)
                if value == 0 || result == 0 {
                    result = 0
                    continue
                }
                try interpreter.admit(
                    bytes: (IntegerRules.bitLength(result) + IntegerRules.bitLength(value)) / 7)
                result = result / result.greatestCommonDivisor(with: value) * value
            }
            return interpreter.runtime.makeInt(result)
        },
        Builtin(name: "isqrt") { interpreter, arguments in
            let n = try interpreter.integerIndex(arguments.only("math.isqrt"))
            guard n >= 0 else {
                throw PythonException("ValueError", "isqrt() argument must be nonnegative")
            }
            let bits = IntegerRules.bitLength(n)
            try interpreter.charge(bits / 16 * (bits / 4096 + 1))
            return interpreter.runtime.makeInt(n.squareRoot())
        },
    ]

    /// The product of `count` numbers that follow one another, by halves.
    private static func product(_ first: BigInt, through last: BigInt, count: Int) -> BigInt {
        if count <= 0 { return 1 }
        if count <= 8 {
            var result = first
            var factor = first + 1
            while factor <= last {
                result *= factor
                factor += 1
            }
            return result
        }
        let half = count / 2
        let middle = first + BigInt(half)
        return product(first, through: middle - 1, count: half)
            * product(middle, through: last, count: count - half)
    }
}

extension Interpreter {
    /// A tuple of two objects, whose units it takes over.
    func pair(_ first: ObjectID, _ second: ObjectID) -> ObjectID {
        defer {
            heap.release(first)
            heap.release(second)
        }
        return runtime.makeTuple([first, second])
    }

    /// The arguments of `comb` and `perm`.
    fileprivate func selection(_ n: ObjectID, _ k: ObjectID) throws -> (BigInt, BigInt) {
        let (n, k) = (try integerIndex(n), try integerIndex(k))
        guard n >= 0 else { throw PythonException("ValueError", "n must be a non-negative integer") }
        guard k >= 0 else { throw PythonException("ValueError", "k must be a non-negative integer") }
        return (n, k)
    }

    /// Counts the work of a product of so many factors of so many bits, and asks for its memory.
    fileprivate func admit(product count: Int, bits: Int) throws {
        let (total, overflows) = count.multipliedReportingOverflow(by: bits)
        guard !overflows, total < 1 << 30 else { throw PythonException("MemoryError", "") }
        try admit(bytes: total / 7)
        let words = total / 64 + 1
        try charge(count + words * (Int(Double(words).squareRoot()) + 1) / 16)
    }
}
