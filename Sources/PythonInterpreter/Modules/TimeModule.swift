import HeapEngine
import PythonObjects

/// `time`, whose clock is the session's own: it goes on with the instructions that run, and with every `sleep`.
enum TimeModule {
    static let module = NativeModule(name: "time", functions: clocks + [sleep])

    /// What the first clock of a session shows: 2026-01-01T00:00:00Z, in nanoseconds.
    private static let epoch = 1_767_225_600_000_000_000

    private static func clock(_ name: String, from start: Int) -> [Builtin] {
        [
            Builtin(name: name) { interpreter, arguments in
                try arguments.nothing("time.\(name)")
                return interpreter.runtime.makeFloat(Double(start + interpreter.elapsed) / 1e9)
            },
            Builtin(name: "\(name)_ns") { interpreter, arguments in
                try arguments.nothing("time.\(name)_ns")
                return interpreter.runtime.makeInt(start + interpreter.elapsed)
            },
        ]
    }

    private static let clocks: [Builtin] =
        clock("time", from: epoch) + clock("monotonic", from: 1_000_000_000)
        + clock("perf_counter", from: 1_000_000_000) + clock("process_time", from: 0)
        + clock("thread_time", from: 0)

    private static let sleep = Builtin(name: "sleep") { interpreter, arguments in
        let given = try arguments.only("time.sleep")
        let runtime = interpreter.runtime
        let seconds: Double
        if let value = runtime.floatValue(given) {
            seconds = value
        } else {
            guard let value = runtime.intValue(given) else {
                throw interpreter.typeError(
                    "'\(runtime.typeName(given))' object cannot be interpreted as an integer")
            }
            seconds = Double(value)
        }
        guard !seconds.isNaN else {
            throw PythonException("ValueError", "Invalid value NaN (not a number)")
        }
        guard seconds >= 0 else {
            throw PythonException("ValueError", "sleep length must be non-negative")
        }
        guard seconds < 4e9, interpreter.slept < Int.max / 4 else {
            throw PythonException("OverflowError", "timestamp too large to convert to C PyTime_t")
        }
        interpreter.slept += Int(seconds * 1e9)
        return runtime.none
    }
}

extension Interpreter {
    /// Nanoseconds of the session's clock: a hundred for each instruction.
    var elapsed: Int { slept &+ (executedBefore &+ executed) &* 100 }
}
