import Foundation
import PythonSyntax
import TestSupport

/// What a real CPython 3.13 reads from sources: its own `ast.dump`, with the values of constants in the form of
/// `TreeDump.canonical`.
struct LiveTrees {
    let python: LivePython

    init?() {
        guard let python = LivePython.named("3.13") else { return nil }
        self.python = python
    }

    /// The paths of the files of its library, sorted.
    func libraryFiles() throws -> [String] {
        let output = try python.run(
            """
            import os
            root = os.path.dirname(os.__file__)
            found = [os.path.join(d, f) for d, _, names in os.walk(root) for f in names if f.endswith(".py")]
            print("\\n".join(sorted(found)))
            """)
        return output.split(separator: "\n").map(String.init)
    }

    /// The dump of each file's tree; nil where CPython reports a SyntaxError.
    func dumps(ofFiles paths: [String]) throws -> [String?] {
        let list = paths.map { "    \"\($0)\"," }.joined(separator: "\n")
        let output = try python.run(
            Self.dumper + "\nfor path in [\n\(list)\n]:\n    show(open(path, 'rb').read(), 'exec')\n")
        return output.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map {
            $0 == "SyntaxError" ? nil : String($0)
        }
    }

    private static let dumper = """
        import ast, struct, sys, warnings
        warnings.simplefilter("ignore")
        sys.stdout.reconfigure(encoding="utf-8", errors="surrogatepass")

        class Canonical:
            def __init__(self, text): self.text = text
            def __repr__(self): return self.text

        def canonical(value):
            if isinstance(value, str): return "s" + value.encode("utf-8", "surrogatepass").hex()
            if isinstance(value, bytes): return "b" + value.hex()
            if isinstance(value, bool) or value is None or value is ...: return repr(value)
            if isinstance(value, int): return "i%x" % value
            if isinstance(value, float): return "f%x" % struct.unpack("<Q", struct.pack("<d", value))
            return "c%x" % struct.unpack("<Q", struct.pack("<d", value.imag))

        def show(source, mode):
            try:
                tree = ast.parse(source, mode=mode)
            except SyntaxError:
                print("SyntaxError")
                return
            for node in ast.walk(tree):
                if isinstance(node, ast.Constant): node.value = Canonical(canonical(node.value))
            print(ast.dump(tree, include_attributes=True))
        """
}
