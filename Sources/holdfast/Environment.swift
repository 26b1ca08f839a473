import ArgumentParser
import Foundation

/// What the environment says where the command line says nothing.
enum Environment {
    /// The variable's value; nil when it is not set or empty.
    static subscript(name: String) -> String? {
        guard let value = ProcessInfo.processInfo.environment[name], !value.isEmpty else { return nil }
        return value
    }

    /// The variable's value as a number, which must lie in `range`.
    static func number(_ name: String, in range: ClosedRange<Int>) throws -> Int? {
        guard let text = self[name] else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw ValidationError(
                "\(name) must be a number from \(range.lowerBound) to \(range.upperBound), not \(text)")
        }
        return number
    }
}
