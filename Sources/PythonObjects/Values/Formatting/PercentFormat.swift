/// What `format % values` does, step by step.
///
/// A step that takes a value takes the next of the tuple, or what the last key stood for. Errors are steps too, because
/// those before them may raise first.
package enum PercentStep: Sendable, Equatable {
    /// Text that stands for itself; for bytes, bytes as Latin-1.
    case literal(PythonString)
    /// The values have to be a mapping, for a key follows.
    case mapping
    /// `%(key)`: this is the key of the next value.
    case key(PythonString)
    /// `*` for the width: an int of the values. A negative one is a width on the left.
    case width
    /// `*` for the precision: an int of the values. A negative one is 0.
    case precision
    /// A conversion of the next value.
    case convert(PercentConversion)
    /// The format is wrong here.
    case fault(PythonException)
}

/// `%-08.3f`: how one value is formatted.
package struct PercentConversion: Sendable, Equatable {
    /// `-`.
    package var isLeft = false
    /// `+`.
    package var showsPlus = false
    /// A space.
    package var showsSpace = false
    /// `#`.
    package var isAlternate = false
    /// `0`.
    package var fillsWithZeros = false
    /// The field's least width; a `*` fills it in.
    package var width: Int?
    /// A `*` fills it in.
    package var precision: Int?
    /// The conversion's character, which need not be a valid one.
    package var type: UInt32
    /// Where it stands, for errors.
    package var position: Int
    /// Whether the digits of a width or a precision come right before it.
    var followsNumber = false

    /// With what a `*` gave for the width.
    package mutating func setWidth(_ value: Int) {
        if value < 0 { isLeft = true }
        width = Int(clamping: value.magnitude)
    }

    /// With what a `*` gave for the precision.
    package mutating func setPrecision(_ value: Int) { precision = max(0, value) }
}

/// Reads the format of `format % values`.
///
/// CPython 3.13, `unicode_format_arg_parse`.
package enum PercentFormat {
    /// The steps of a str's format, or of bytes' as Latin-1. The last may be a fault.
    /// - Complexity: O(*n*) in characters.
    package static func steps(_ format: PythonString, isBytes: Bool = false) -> [PercentStep] {
        var reader = PercentReader(points: format.points, format: format, isBytes: isBytes)
        do {
            while try reader.readLiteral() { try reader.readConversion() }
        } catch let fault as PythonException {
            reader.steps.append(.fault(fault))
        } catch {
            preconditionFailure("the format's reader threw \(error)")
        }
        return reader.steps
    }

    /// There are fewer values than conversions.
    package static let notEnough = PythonException("TypeError", "not enough arguments for format string")

    /// There are more values than conversions, and they are no mapping.
    package static func notAll(isBytes: Bool = false) -> PythonException {
        PythonException(
            "TypeError",
            "not all arguments converted during \(isBytes ? "bytes" : "string") formatting")
    }

    /// There is a key, but the values are no mapping.
    package static let noMapping = PythonException("TypeError", "format requires a mapping")

    /// A `*` stands for something other than an int.
    package static let starWantsInt = PythonException("TypeError", "* wants int")

    /// A `*` stands for an int that is too large.
    package static func starTooBig(isPrecision: Bool) -> PythonException {
        PythonException(
            "OverflowError", "Python int too large to convert to C \(isPrecision ? "int" : "ssize_t")")
    }
}

private struct PercentReader {
    let points: [UInt32]
    let format: PythonString
    let isBytes: Bool
    var position = 0
    var steps: [PercentStep] = []

    private func peek() -> UInt32? { position < points.count ? points[position] : nil }

    /// Whether a conversion follows.
    mutating func readLiteral() throws -> Bool {
        let start = position
        while let point = peek(), point != 0x25 { position += 1 }
        if position > start { steps.append(.literal(format.part(start..<position))) }
        guard peek() != nil else { return false }
        position += 1
        return true
    }

    mutating func readConversion() throws {
        // Doubled it stands for itself, but only with nothing in between.
        if peek() == 0x25 {
            position += 1
            steps.append(.literal("%"))
            return
        }
        var conversion = PercentConversion(type: 0, position: 0)
        if peek() == 0x28 { try readKey() }
        flags: while let point = peek() {
            switch point {
            case 0x2D: conversion.isLeft = true
            case 0x2B: conversion.showsPlus = true
            case 0x20: conversion.showsSpace = true
            case 0x23: conversion.isAlternate = true
            case 0x30: conversion.fillsWithZeros = true
            default: break flags
            }
            position += 1
        }
        if peek() == 0x2A {
            position += 1
            steps.append(.width)
        } else {
            conversion.width = try number(limit: .max, tooBig: "width too big")
        }
        if peek() == 0x2E {
            position += 1
            if peek() == 0x2A {
                position += 1
                steps.append(.precision)
            } else {
                conversion.precision =
                    try number(limit: Int(Int32.max), tooBig: isBytes ? "prec too big" : "precision too big")
                    ?? 0
            }
        }
        // C's size modifiers mean nothing here.
        if let point = peek(), point == 0x68 || point == 0x6C || point == 0x4C { position += 1 }
        guard let type = peek() else { throw PythonException("ValueError", "incomplete format") }
        conversion.type = type
        conversion.position = position
        conversion.followsNumber =
            (0x30...0x39).contains(points[position - 1])
            && (conversion.width != nil || conversion.precision != nil)
        position += 1
        steps.append(.convert(conversion))
    }

    private mutating func readKey() throws {
        steps.append(.mapping)
        position += 1
        let start = position
        var depth = 1
        while depth > 0, let point = peek() {
            depth += point == 0x28 ? 1 : point == 0x29 ? -1 : 0
            position += 1
        }
        guard depth == 0 else { throw PythonException("ValueError", "incomplete format key") }
        steps.append(.key(format.part(start..<(position - 1))))
    }

    private mutating func number(limit: Int, tooBig: String) throws -> Int? {
        var value: Int?
        while let point = peek(), (0x30...0x39).contains(point) {
            let digit = Int(point) - 0x30
            guard (value ?? 0) <= (limit - digit) / 10 else { throw PythonException("ValueError", tooBig) }
            value = (value ?? 0) * 10 + digit
            position += 1
        }
        return value
    }
}
