import PythonObjects
import Testing

@testable import PythonInterpreter

/// What tells a program which CPython its session follows.
@Suite struct ProfileTests {
    private func run(_ source: String, _ profile: Profile) -> String {
        let bytes = Array(source.utf8)
        return DeepStack.run {
            let interpreter = Interpreter(profile: profile)
            var text = ""
            interpreter.outputSink = { text += $1 }
            _ = interpreter.run(bytes, filename: "profile.py")
            return text
        }
    }

    @Test(arguments: [
        ("3.13", "3.13.0 (3, 13) 0x30d00f0 cpython-313 (2000, 10, 10)\n"),
        ("3.12", "3.12.1 (3, 12) 0x30c01f0 cpython-312 (700, 10, 10)\n"),
        ("3.11", "3.11.7 (3, 11) 0x30b07f0 cpython-311 (700, 10, 10)\n"),
    ])
    func programsSeeTheVersion(_ name: String, _ expected: String) throws {
        let profile = try #require(Profile.named(name))
        let source = """
            import gc, sys
            tag = sys.implementation.cache_tag
            print(sys.version.split()[0], sys.version_info[:2], hex(sys.hexversion), tag, gc.get_threshold())
            """
        #expect(run(source, profile) == expected)
    }
}
