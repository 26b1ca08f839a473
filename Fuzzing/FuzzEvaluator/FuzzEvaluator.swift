import FuzzDriver
import Glibc
import PythonInterpreter

/// Runs any bytes as a program within small limits, then looks whether every rule of the heap holds.
@_cdecl("LLVMFuzzerTestOneInput")
public func runOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    // SAFETY: libFuzzer gives `count` readable bytes.
    let source = Array(UnsafeBufferPointer(start: start, count: count))
    let fault = DeepStack.run {
        let interpreter = Interpreter()
        var limits = RunLimits()
        limits.instructions = 200_000
        limits.bytes = 64 << 20
        limits.outputBytes = 1 << 16
        limits.nanoseconds = 5_000_000_000
        _ = interpreter.run(source, filename: "fuzz.py", limits: limits)
        return interpreter.fault()
    }
    if let fault { fatalError(fault) }
    return 0
}

@main
enum FuzzEvaluator {
    static func main() { exit(fuzz()) }
}
