import Testing

@testable import PythonInterpreter

/// Modules from source: packages, relative and circular imports, and imports that fail. The outputs are CPython 3.13's.
@Suite struct ImportTests {
    /// Runs a program beside modules; a name that ends in `/` is a package's.
    private static func run(_ program: String, _ modules: [String: String]) -> RunOutcome {
        DeepStack.run {
            let interpreter = Interpreter()
            for (name, text) in modules {
                let isPackage = name.hasSuffix("/")
                let plain = isPackage ? String(name.dropLast()) : name
                let path = plain.split(separator: ".").joined(separator: "/")
                interpreter.registerModule(
                    plain,
                    ModuleSource(
                        bytes: Array(text.utf8), filename: path + (isPackage ? "/__init__.py" : ".py"),
                        isPackage: isPackage))
            }
            let outcome = interpreter.run(Array(program.utf8), filename: "main.py")
            #expect(interpreter.fault() == nil)
            return outcome
        }
    }

    @Test func importsPackagesAndTheirModules() {
        let outcome = Self.run(
            """
            import a.b.c as c
            import a.b.d
            from a import b, x
            from a.b import *
            print(c.__name__, c.__package__, a.__package__, a.__path__, b is a.b, x, c.value, starred)
            print(a.__spec__.submodule_search_locations, c.__spec__.parent, c.__file__, c.__spec__.has_location)
            import sys
            print([name for name in sys.modules if name.startswith('a')])
            """,
            [
                "a/": "x = 1", "a.b/": "from .c import value\n__all__ = ['starred', 'd']\nstarred = 2",
                "a.b.c": "value = 3", "a.b.d": "from ..b import c",
            ])
        #expect(outcome.errorOutput == "")
        #expect(
            outcome.output == """
                a.b.c a.b a ['a'] True 1 3 2
                ['a'] a.b a/b/c.py True
                ['a', 'a.b.c', 'a.b', 'a.b.d']

                """)
    }

    @Test func saysWhatCannotBeImported() {
        let outcome = Self.run(
            """
            import sys
            def attempt(source):
                try:
                    exec(source, {'__name__': 'p.q', '__package__': 'p'})
                except ImportError as error:
                    print(type(error).__name__, error, error.name)
            attempt('import missing')
            attempt('import plain.inner')
            attempt('from plain import nothing')
            attempt('from . import nothing')
            attempt('from ... import up')
            attempt('import circular')
            attempt('import failing')
            sys.modules['halted'] = None
            attempt('import halted')
            print([name for name in ('circular', 'circular2', 'failing', 'p') if name in sys.modules])
            try:
                exec('from . import x', {'__name__': '__main__', '__package__': None})
            except ImportError as error:
                print(error)
            """,
            [
                "plain": "y = 1", "p/": "", "circular": "import circular2\nx = 1",
                "circular2": "from circular import x", "failing": "import missing2",
            ])
        #expect(outcome.errorOutput == "")
        #expect(
            outcome.output == """
                ModuleNotFoundError No module named 'missing' missing
                ModuleNotFoundError No module named 'plain.inner'; 'plain' is not a package plain.inner
                ImportError cannot import name 'nothing' from 'plain' (plain.py) plain
                ImportError cannot import name 'nothing' from 'p' (p/__init__.py) p
                ImportError attempted relative import beyond top-level package None
                ImportError cannot import name 'x' from partially initialized module 'circular' (most likely due to a circular import) (circular.py) circular
                ModuleNotFoundError No module named 'missing2' missing2
                ModuleNotFoundError import of halted halted; None in sys.modules halted
                ['p']
                attempted relative import with no known parent package

                """)
    }

    @Test func embedsEveryFileOfTheLibrary() throws {
        for name in EmbeddedModules.sources.keys.sorted() {
            let source = try #require(EmbeddedModules.source(of: name))
            #expect(throws: Never.self, "\(name)") { try EmbeddedModules.unit(of: name, source) }
        }
    }
}
