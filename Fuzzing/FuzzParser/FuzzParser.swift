import FuzzDriver
import Glibc
import PythonInterpreter
import PythonSyntax

/// Parses any bytes: they are a module or a SyntaxError.
@_cdecl("LLVMFuzzerTestOneInput")
public func parseOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    // SAFETY: libFuzzer gives `count` readable bytes.
    let source = Array(UnsafeBufferPointer(start: start, count: count))
    DeepStack.run { _ = try? Parser.parseModule(source) }
    return 0
}

@main
enum FuzzParser {
    static func main() { exit(fuzz()) }
}
