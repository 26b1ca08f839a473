import Foundation
import PythonInterpreter

/// What one process measured of one Python program, as both halves print it.
struct ProgramMeasurement: Codable {
    /// The best time, from the compiled program's start to its end.
    var nanoseconds: UInt64
    /// What the program printed, to see that both halves did the same.
    var output: String
    /// The interpreter's version; nil for Holdfast.
    var version: String?

    /// Runs a program in fresh sessions and takes the best time.
    static func measure(_ source: [UInt8], filename: String, repetitions: Int) -> ProgramMeasurement {
        var best = UInt64.max
        var output = ""
        for _ in 0..<max(1, repetitions) {
            let (time, printed) = DeepStack.run {
                let interpreter = Interpreter()
                let start = DispatchTime.now().uptimeNanoseconds
                let outcome = interpreter.run(source, filename: filename)
                let end = DispatchTime.now().uptimeNanoseconds
                return (end - start, outcome.output + outcome.errorOutput)
            }
            best = min(best, time)
            output = printed
        }
        return ProgramMeasurement(nanoseconds: best, output: output)
    }
}
