import Foundation
import PythonObjects

/// The gamma function by Lanczos' approximation (Boost's coefficients for N = 13, g = 6.0246…), as CPython computes it.
enum GammaFunction {
    private static let g = 6.024680040776729583740234375
    private static let gMinusHalf = 5.524680040776729583740234375

    private static let numerators = [
        23531376880.410759688572007674451636754734846804940,
        42919803642.649098768957899047001988850926355848959,
        35711959237.355668049440185451547166705960488635843,
        17921034426.037209699919755754458931112671403265390,
        6039542586.3520280050642916443072979210699388420708,
        1439720407.3117216736632230727949123939715485786372,
        248874557.86205415651146038641322942321632125127801,
        31426415.585400194380614231628318205362874684987640,
        2876370.6289353724412254090516208496135991145378768,
        186056.26539522349504029498971604569928220784236328,
        8071.6720023658162106380029022722506138218516325024,
        210.82427775157934587250973392071336271166969580291,
        2.5066282746310002701649081771338373386264310793408,
    ]
    private static let denominators: [Double] = [
        0, 39_916_800, 120_543_840, 150_917_976, 105_258_076, 45_995_730, 13_339_535, 2_637_558, 357_423,
        32_670,
        1_925, 66, 1,
    ]
    /// (n - 1)! as far as doubles have it exactly.
    private static let factorials: [Double] = (1...22).reduce(into: [1]) {
        $0.append($0[$0.count - 1] * Double($1))
    }

    private static func sum(_ x: Double) -> Double {
        var (numerator, denominator) = (0.0, 0.0)
        if x < 5 {
            for index in numerators.indices.reversed() {
                numerator = numerator * x + numerators[index]
                denominator = denominator * x + denominators[index]
            }
        } else {
            for index in numerators.indices {
                numerator = numerator / x + numerators[index]
                denominator = denominator / x + denominators[index]
            }
        }
        return numerator / denominator
    }

    /// sin(πx), exact where πx would not be.
    private static func sineOfPi(_ x: Double) -> Double {
        let y = fmod(abs(x), 2)
        let part: Double
        switch Int((2 * y).rounded()) {
        case 0: part = sin(.pi * y)
        case 1: part = cos(.pi * (y - 0.5))
        case 2: part = sin(.pi * (1 - y))
        case 3: part = -cos(.pi * (y - 1.5))
        default: part = sin(.pi * (y - 2))
        }
        return Double(signOf: x, magnitudeOf: 1) * part
    }

    /// Γ(x)
    ///
    /// - Throws: ValueError at the poles, OverflowError.
    static func gamma(_ x: Double) throws -> Double {
        if x.isNaN || x == .infinity { return x }
        if x == -.infinity || x == 0 { throw MathModule.domainError }
        if x == x.rounded(.down) {
            if x < 0 { throw MathModule.domainError }
            if x <= 23 { return factorials[Int(x) - 1] }
        }
        let size = abs(x)
        if size < 1e-20 { return try finite(1 / x) }
        if size > 200 {
            guard x < 0 else { throw MathModule.rangeError }
            return 0 / sineOfPi(x)
        }
        let y = size + gMinusHalf
        // What y lost of its sum.
        var z = size > gMinusHalf ? y - size - gMinusHalf : y - gMinusHalf - size
        z = z * g / y
        var result: Double
        if x < 0 {
            result = -Double.pi / sineOfPi(size) / size * exp(y) / sum(size)
            result -= z * result
            if size < 140 {
                result /= pow(y, size - 0.5)
            } else {
                let root = pow(y, size / 2 - 0.25)
                result /= root
                result /= root
            }
        } else {
            result = sum(size) / exp(y)
            result += z * result
            if size < 140 {
                result *= pow(y, size - 0.5)
            } else {
                let root = pow(y, size / 2 - 0.25)
                result *= root
                result *= root
            }
        }
        return try finite(result)
    }

    private static func finite(_ value: Double) throws -> Double {
        guard value.isFinite else { throw MathModule.rangeError }
        return value
    }

    /// log |Γ(x)|
    ///
    /// - Throws: ValueError at the poles, OverflowError.
    static func logarithm(_ x: Double) throws -> Double {
        if x.isNaN { return x }
        if x.isInfinite { return .infinity }
        if x == x.rounded(.down), x <= 2 {
            if x <= 0 { throw MathModule.domainError }
            return 0
        }
        let size = abs(x)
        if size < 1e-20 { return -log(size) }
        var result = log(sum(size)) - g
        result += (size - 0.5) * (log(size + g - 0.5) - 1)
        if x < 0 {
            result = 1.144729885849400174143427351353058711647 - log(abs(sineOfPi(size))) - log(size) - result
        }
        return try finite(result)
    }
}
