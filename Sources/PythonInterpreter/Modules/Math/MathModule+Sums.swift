import BigInt
import Foundation
import HeapEngine
import PythonObjects

extension MathModule {
    static let sums: [Builtin] = [
        Builtin(name: "hypot") { interpreter, arguments in
            try arguments.refuseKeywords("math.hypot")
            let sizes = try arguments.positional.map { abs(try interpreter.double(of: $0)) }
            return interpreter.runtime.makeFloat(norm(sizes))
        },
        Builtin(name: "dist") { interpreter, arguments in
            try arguments.expect(2...2, "dist", qualified: "math.dist")
            let p = try interpreter.items(of: arguments[0])
            defer { for item in p { interpreter.heap.release(item) } }
            let q = try interpreter.items(of: arguments[1])
            defer { for item in q { interpreter.heap.release(item) } }
            guard p.count == q.count else {
                throw PythonException(
                    "ValueError", "both points must have the same number of dimensions")
            }
            try interpreter.charge(p.count)
            let sizes = try zip(p, q).map { abs(try interpreter.double(of: $0) - interpreter.double(of: $1)) }
            return interpreter.runtime.makeFloat(norm(sizes))
        },
        Builtin(name: "fsum") { interpreter, arguments in
            let iterator = try interpreter.iterator(of: arguments.only("math.fsum"))
            defer { interpreter.heap.release(iterator) }
            var sum = ExactSum()
            while let item = try interpreter.advance(iterator) {
                defer { interpreter.heap.release(item) }
                try interpreter.charge(1)
                try sum.add(try interpreter.double(of: item))
            }
            return interpreter.runtime.makeFloat(try sum.result())
        },
        Builtin(name: "prod") { interpreter, arguments in
            guard arguments.count == 1 else {
                throw interpreter.typeError(
                    "prod() takes exactly 1 positional argument (\(arguments.count) given)")
            }
            let reader = try ArgumentReader("prod(iterable, /, *, start=)", arguments, interpreter)
            var total =
                reader[1].map { interpreter.runtime.retained($0) } ?? interpreter.runtime.makeInt(1)
            do {
                let iterator = try interpreter.iterator(of: reader[0] ?? interpreter.runtime.none)
                defer { interpreter.heap.release(iterator) }
                while let item = try interpreter.advance(iterator) {
                    defer { interpreter.heap.release(item) }
                    try interpreter.charge(1)
                    let next = try interpreter.binary(.multiply, total, item)
                    interpreter.heap.release(total)
                    total = next
                }
            } catch {
                interpreter.heap.release(total)
                throw error
            }
            return total
        },
        Builtin(name: "sumprod") { interpreter, arguments in
            try arguments.expect(2...2, "sumprod", qualified: "math.sumprod")
            return try interpreter.sumOfProducts(arguments[0], arguments[1])
        },
    ]

    /// The Euclidean norm of sizes: scaled by a power of two, squared and summed without loss, and corrected once.
    static func norm(_ sizes: [Double]) -> Double {
        let largest = sizes.max { $1.isNaN ? false : $0.isNaN || $0 < $1 } ?? 0
        if sizes.contains(.infinity) { return .infinity }
        if sizes.contains(where: \.isNaN) { return .nan }
        if largest == 0 || sizes.count <= 1 { return largest }
        let exponent = Foundation.frexp(largest).1
        if exponent < -1023 {
            return Double.leastNormalMagnitude * norm(sizes.map { $0 / .leastNormalMagnitude })
        }
        let scale = Foundation.scalbn(1.0, -exponent)
        var (sum, low, lower) = (1.0, 0.0, 0.0)
        func add(_ x: Double, _ y: Double) {
            let product = ExactSum.product(x, y)
            // The sum is never smaller than what is added.
            let high = sum + product.high
            lower += (sum - high) + product.high
            sum = high
            low += product.low
        }
        for size in sizes { add(size * scale, size * scale) }
        var root = (sum - 1 + (low + lower)).squareRoot()
        add(-root, root)
        root += (sum - 1 + (low + lower)) / (2 * root)
        return root / scale
    }
}

/// Shewchuk's exact sum of doubles.
struct ExactSum {
    private var partials: [Double] = []
    private var special = 0.0
    private var infinities = 0.0

    /// The product of two doubles as a sum of two.
    static func product(_ x: Double, _ y: Double) -> (high: Double, low: Double) {
        let high = x * y
        return (high, Foundation.fma(x, y, -high))
    }

    /// The sum of two doubles as a sum of two.
    static func sum(_ x: Double, _ y: Double) -> (high: Double, low: Double) {
        let high = x + y
        let z = high - x
        return (high, (x - (high - z)) + (y - z))
    }

    mutating func add(_ value: Double) throws {
        var x = value
        var kept = 0
        for partial in partials {
            var y = partial
            if abs(x) < abs(y) { (x, y) = (y, x) }
            let high = x + y
            let low = y - (high - x)
            if low != 0 {
                partials[kept] = low
                kept += 1
            }
            x = high
        }
        partials.removeSubrange(kept...)
        guard x != 0 else { return }
        if x.isFinite { return partials.append(x) }
        if value.isFinite { throw PythonException("OverflowError", "intermediate overflow in fsum") }
        if value.isInfinite { infinities += value }
        special += value
        partials = []
    }

    func result() throws -> Double {
        if special != 0 {
            if infinities.isNaN { throw PythonException("ValueError", "-inf + inf in fsum") }
            return special
        }
        guard var high = partials.last else { return 0 }
        var low = 0.0
        var index = partials.count - 1
        while index > 0 {
            index -= 1
            let x = high
            let y = partials[index]
            high = x + y
            low = y - (high - x)
            if low != 0 { break }
        }
        // Halves round to even as the exact sum does.
        if index > 0, (low < 0) == (partials[index - 1] < 0), low != 0, partials[index - 1] != 0 {
            let y = low * 2
            let x = high + y
            if y == x - high { high = x }
        }
        return high
    }
}

extension Interpreter {
    /// `math.sumprod(p, q)`: exactly among ints, with three doubles among floats, else with the operators.
    fileprivate func sumOfProducts(_ p: ObjectID, _ q: ObjectID) throws -> ObjectID {
        let first = try iterator(of: p)
        defer { heap.release(first) }
        let second = try iterator(of: q)
        defer { heap.release(second) }
        var total = runtime.makeInt(0)
        var integers: BigInt? = 0
        var doubles: (high: Double, low: Double, tiny: Double)?
        func flush() throws {
            if let whole = integers {
                integers = nil
                if whole != 0 { try accumulate(runtime.makeInt(whole)) }
            }
            if let sum = doubles {
                doubles = nil
                let last = ExactSum.sum(sum.low, sum.tiny)
                let high = ExactSum.sum(sum.high, last.high)
                let part = runtime.makeFloat(high.high + (high.low + last.low))
                try accumulate(part)
            }
        }
        func accumulate(_ part: ObjectID) throws {
            defer { heap.release(part) }
            let next = try binary(.add, total, part)
            heap.release(total)
            total = next
        }
        do {
            while true {
                try charge(1)
                let x = try advance(first)
                defer { if let x { heap.release(x) } }
                let y = try advance(second)
                defer { if let y { heap.release(y) } }
                guard (x == nil) == (y == nil) else {
                    throw PythonException("ValueError", "Inputs are not the same length")
                }
                guard let x, let y else { break }
                let isInteger =
                    runtime.isExactly(x, runtime.types.int) && runtime.isExactly(y, runtime.types.int)
                if isInteger, integers != nil, let a = runtime.intValue(x), let b = runtime.intValue(y) {
                    integers = (integers ?? 0) + a * b
                    continue
                }
                if isFloat(x, y) {
                    let (a, b) = (try double(of: x), try double(of: y))
                    let sum = doubles ?? (0, 0, 0)
                    let product = ExactSum.product(a, b)
                    let high = ExactSum.sum(sum.high, product.high)
                    let low = ExactSum.sum(sum.low, product.low)
                    let lower = ExactSum.sum(low.high, high.low)
                    let next = (high: high.high, low: lower.high, tiny: sum.tiny + low.low + lower.low)
                    if next.high.isFinite {
                        doubles = next
                        continue
                    }
                }
                try flush()
                let part = try binary(.multiply, x, y)
                try accumulate(part)
            }
            try flush()
        } catch {
            heap.release(total)
            throw error
        }
        return total
    }

    /// Whether two factors are a float and a float, int or bool.
    private func isFloat(_ x: ObjectID, _ y: ObjectID) -> Bool {
        let (a, b) = (runtime.isExactly(x, runtime.types.float), runtime.isExactly(y, runtime.types.float))
        func isInteger(_ object: ObjectID) -> Bool {
            runtime.isExactly(object, runtime.types.int) || runtime.isExactly(object, runtime.types.bool)
        }
        return a && b || a && isInteger(y) || b && isInteger(x)
    }
}
