import Foundation
import PythonSyntax
import Testing

/// Sources that CPython 3.13 rejects, with the exception it raised for each.
@Suite struct SyntaxErrorTests {
    /// One line of the recording. Columns are of UTF-8, from 0.
    struct Recorded: Decodable {
        var mode: String
        var source: String
        var kind: String
        var message: String
        /// Line, column, end line, end column; nil where CPython gives no column.
        var place: [UInt32]?
    }

    static func recordings() throws -> [Recorded] {
        let url = try #require(
            Bundle.module.url(
                forResource: "syntax-errors", withExtension: "jsonl", subdirectory: "Recordings"))
        return try String(contentsOf: url, encoding: .utf8).split(separator: "\n").map {
            try JSONDecoder().decode(Recorded.self, from: Data($0.utf8))
        }
    }

    static func fault(of source: String, mode: String) -> SyntaxError? {
        let bytes = Array(source.utf8)
        do throws(SyntaxError) {
            switch mode {
            case "eval": _ = try Parser.parseExpression(bytes)
            case "single": _ = try Parser.parseInteractive(bytes)
            default: _ = try Parser.parseModule(bytes)
            }
            return nil
        } catch {
            return error
        }
    }

    @Test func messagesAndPlacesAreCPythons() throws {
        let recordings = try Self.recordings()
        #expect(recordings.count > 300)
        for recorded in recordings {
            guard let error = Self.fault(of: recorded.source, mode: recorded.mode) else {
                Issue.record("accepted: \(recorded.source.debugDescription)")
                continue
            }
            let range = error.hasColumn ? error.range : nil
            let place = range.map { [$0.start.line, $0.start.column, $0.end.line, $0.end.column] }
            #expect(
                "\(error.kind.rawValue): \(error.message)" == "\(recorded.kind): \(recorded.message)",
                "\(recorded.source.debugDescription)")
            #expect(place == recorded.place, "\(recorded.source.debugDescription)")
        }
    }

    /// A message is found by a second, slower reading, which must not be fooled by what the first one refuses.
    @Test func everyPrefixOfAProgramEndsWell() {
        let program = """
            @decorated(1, *a, key=[x for x in y if z], **k)
            async def f[T: int](a, /, b: str = "x", *c, d=2, **e) -> None:
                with (open(a) as b, c): pass
                match a:
                    case {"k": [1, *_], **rest} | C(x, y=2) as z if z: return f"{a!r:>{w}}" "b"
                try: x: int = (yield)
                except* E as e: del a[1:2], b.c
                else: a = b, *c = lambda q, *, r=1: q if r else not -~q ** 2
                finally: assert a < b is not c, "d"
            """
        let bytes = Array(program.utf8)
        for end in bytes.indices {
            _ = Self.fault(of: String(decoding: bytes[..<end], as: UTF8.self), mode: "exec")
        }
        #expect(Self.fault(of: program, mode: "exec") == nil)
    }
}
