import Testing

@testable import PythonSyntax

@Suite struct TokenSourceTextTests {
    static func fault(_ source: [UInt8], filename: String? = nil) -> SyntaxError? {
        var tokenizer = Tokenizer(source, filename: filename)
        do throws(SyntaxError) {
            while try tokenizer.next().kind != .endMarker {}
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: ["x = 1\ny='\0'\n", "x='''\n\0\n", "x = \\\n\0", "x='abc\\\n\0'", "if x:\n\0", "(\n\0"])
    func aZeroIsAFaultOfItsLine(source: String) {
        let fault = Self.fault(Array(source.utf8))
        #expect(fault?.message == "source code cannot contain null bytes")
        #expect(fault?.range?.start == SourcePosition(line: 2, column: 0))
    }

    @Test func bytesThatAreNotUTF8() {
        let rest = "but no encoding declared; see https://peps.python.org/pep-0263/ for details"
        #expect(
            Self.fault(Array("x=1\ny='".utf8) + [0xFF], filename: "a.py")?.message
                == "Non-UTF-8 code starting with '\\xff' in file a.py on line 2, \(rest)")
        #expect(
            Self.fault([0xED, 0xA0, 0x80])?.message
                == "Non-UTF-8 code starting with '\\xed' on line 1, \(rest)")
        #expect(Self.fault(Array("x=(]\n".utf8) + [0xFF])?.message.hasPrefix("closing parenthesis") == true)
    }

    @Test(
        arguments: [
            ("# coding: foo\n", "encoding problem: foo"),
            ("#!x\n# -*- coding=bar -*-\n", "encoding problem: bar"),
            ("# coding: utf8\n", nil), ("# vim: fileencoding=UTF_8-unix :\n", nil),
            ("x\n# coding: foo\n", nil),
            ("\u{FEFF}# coding: latin-1\n", "encoding problem: iso-8859-1 with BOM"), ("\u{FEFF}x", nil),
            ("# coding: ascii\n'é'", "encoding problem: ascii"), ("# coding: cp1252\nx", nil),
        ] as [(String, String?)])
    func cookies(source: String, message: String?) {
        #expect(Self.fault(Array(source.utf8))?.message == message)
    }

    @Test func latin1IsDecoded() throws {
        var tokenizer = Tokenizer(Array("# coding: latin-1\n'".utf8) + [0xE9, UInt8(ascii: "'")])
        let token = try tokenizer.next()
        #expect(tokenizer.text(of: token) == "'é'")
    }

    @Test func everyEndOfLineIsALineFeed() throws {
        #expect(
            Tokenizer(Array("a\r\nb\rc\n\r\r\n".utf8)).bytes == Array("a\nb\nc\n\n\n\0".utf8))
    }

    @Test(
        arguments: [[0xC0, 0x80], [0xE0, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE2, 0x82], [0x80]]
            as [[UInt8]])
    func illFormedSequencesAreTold(bytes: [UInt8]) {
        #expect(UTF8Sequence.length(at: 0, in: bytes) == 0)
    }
}
