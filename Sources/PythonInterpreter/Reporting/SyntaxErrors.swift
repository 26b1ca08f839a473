import HeapEngine
import PythonObjects
import PythonSyntax

extension Interpreter {
    /// Raises what the parser or the compiler refuses, with place and text as CPython gives them.
    ///
    /// - Parameters:
    ///   - source: the text that was compiled, if it is at hand.
    ///   - isParsers: whether the parser finds it; nil to find out.
    func syntaxError(
        _ error: SyntaxError, filename: String, source: [UInt8]? = nil, isParsers: Bool? = nil
    ) -> Raised {
        let type = exceptionType(error.kind.rawValue)
        let message = runtime.makeStr(error.message)
        defer { heap.release(message) }
        guard let range = error.range, runtime.isSubclass(type, of: exceptionType("SyntaxError")) else {
            return raiseNew(runtime.newException(type, [message]))
        }
        var texts = SourceTexts()
        if let source { texts.remember(source, as: filename) }
        // CPython's compiler looks the line up in the file, which has to be there; the parser has the text at hand.
        let grammar = features
        let isParsers =
            isParsers ?? source.map { bytes in
                DeepStack.run { (try? Parser.parseModule(bytes, features: grammar)) == nil }
            }
            ?? false
        let number = Int(range.start.line)
        if let text = error.text {
            texts = SourceTexts()
            texts.remember(Array((String(repeating: "\n", count: number - 1) + text).utf8), as: filename)
        }
        let line =
            isParsers || error.text != nil
            ? texts.line(number, of: filename) : sources.line(number, of: filename)
        func offset(_ position: SourcePosition) -> Int {
            guard error.hasColumn else { return 0 }
            let column = Int(position.column)
            let text = Int(position.line) == number ? line : nil
            return (text?.characters(inBytes: column) ?? column) + 1
        }
        // What CPython's tokenizer finds has its place and text in other ways.
        let isOpenBracket = error.message.hasSuffix("' was never closed")
        let isOpenString =
            error.message.hasPrefix("unterminated") && source?.last != UInt8(ascii: "\n")
            && texts.line(number + 1, of: filename) == nil
        let place = [
            runtime.makeStr(filename), runtime.makeInt(number), runtime.makeInt(offset(range.start)),
            line.map { runtime.makeStr($0.text + (isOpenString ? "" : "\n")) } ?? runtime.none,
            runtime.makeInt(Int(range.end.line)), runtime.makeInt(isOpenBracket ? 0 : offset(range.end)),
        ]
        let tuple = runtime.makeTuple(place)
        defer { heap.release(tuple) }
        for item in place { heap.release(item) }
        return raiseNew(error.kind.rawValue, [message, tuple])
    }
}
