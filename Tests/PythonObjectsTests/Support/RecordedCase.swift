import PythonObjects

/// A line of `Recordings/*.cases`: an operation, its arguments, and what CPython answered.
struct RecordedCase {
    var operation: String
    var arguments: [RecordedValue]
    var answer: String

    init(_ line: some StringProtocol) {
        let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
        operation = String(fields[0])
        arguments = fields[1..<(fields.count - 1)].map { RecordedValue($0) }
        answer = String(fields[fields.count - 1])
    }

    /// What this package answers, in the recording's form; nil if it has no such operation.
    func outcome(_ operations: [String: RecordedOperation]) -> String? {
        guard let operation = operations[operation] else { return nil }
        do {
            return try operation(arguments).text
        } catch {
            return RecordedValue.exception("\(error)").text
        }
    }
}

/// What an operation of the recordings is here.
typealias RecordedOperation = @Sendable ([RecordedValue]) throws -> RecordedValue
