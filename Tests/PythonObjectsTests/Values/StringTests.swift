import PythonObjects
import Testing

@Suite("PythonString")
struct StringTests {
    @Test("Reprs, hashes, sizes and identifiers are CPython's")
    func recorded() throws {
        let strings = try RecordedValues.all.get().strings
        #expect(strings.count == 348)
        for recorded in strings {
            let string = PythonString(codePoints: recorded.points)
            #expect(string.repr == recorded.repr)
            #expect(string.hash == recorded.hash, "\(recorded.repr)")
            #expect(string.isIdentifier == recorded.identifier, "\(recorded.repr)")
            let form: Form =
                string.isLatin1Character && string.kind == .latin1
                ? .latin1Singleton : .str(string.kind, string.count)
            #expect(SizeTable.python313.sizeOf(form) == recorded.size, "\(recorded.repr)")
            #expect(Array(string.codePoints) == recorded.points)
            if let text = string.string { #expect(PythonString(text) == string) }
        }
    }

    @Test("Equal strings are stored alike, however they came about")
    func kinds() {
        #expect(PythonString("").kind == .ascii)
        #expect(PythonString("a").kind == .ascii)
        #expect(PythonString("é").kind == .latin1)
        #expect(PythonString("é€").kind == .ucs2)
        #expect(PythonString("é€😀").kind == .ucs4)
        #expect(PythonString("é€😀")[0..<1] == "é")
        #expect(PythonString("é€😀")[0..<2].kind == .ucs2)
        #expect(PythonString("aé")[0..<1].kind == .ascii)
        #expect("é" + PythonString("a") == "éa")
        #expect(("a" + PythonString("😀")).count == 2)
        #expect(PythonString("a") + "b" == "ab")
    }

    @Test("Lone surrogates are kept, never joined, and written as escapes")
    func surrogates() {
        let pair = PythonString(codePoints: [0xD83D, 0xDE00])
        #expect(pair != "😀")
        #expect(pair.count == 2)
        #expect(pair.string == nil)
        #expect(pair.text == "\\ud83d\\ude00")
        #expect(pair.repr == "'\\ud83d\\ude00'")
    }

    @Test("Order is by code point, not by collation nor by UTF-16")
    func order() {
        let sorted: [PythonString] = ["", "A", "Z", "a", "aa", "é", "\u{FFFF}", "😀"]
        #expect(sorted.reversed().sorted() == sorted)
        #expect(PythonString("e\u{301}") != "é")
    }

    @Test("Name-like strings are interned by the compiler")
    func names() {
        for name in ["", "a", "_", "x1", "1x", "hello_World"] { #expect(PythonString(name).isNameLike) }
        for name in ["a b", "é", "a.b", "-"] { #expect(!PythonString(name).isNameLike) }
    }
}
