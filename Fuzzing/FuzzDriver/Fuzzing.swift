/// What libFuzzer calls with each input; it is looked up by this name, and each fuzzer defines it.
@_silgen_name("LLVMFuzzerTestOneInput")
private func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt

/// libFuzzer's own main function, under the name that programs with a main function of their own call it by.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// Gives the program's `LLVMFuzzerTestOneInput` one input after the other, as libFuzzer's options on the command line say.
///
/// The package manager wants a main function of each program, which is why libFuzzer's is not taken.
///
/// - Returns: the status that the process should exit with.
public func fuzz() -> CInt {
    var count = CommandLine.argc
    var arguments = CommandLine.unsafeArgv
    return runDriver(&count, &arguments) { testOneInput($0, $1) }
}
