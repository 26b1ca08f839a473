import PythonObjects
import PythonSyntax

/// What is wrong with a source that is no Python, as CPython says it.
package struct SourceFault: Sendable, Equatable {
    /// The exception's class: SyntaxError or one derived from it, or what CPython raises for too much of something.
    package var type: String
    /// The message.
    package var message: String
    /// Where the fault is; nil where CPython gives no place.
    package var line: Int?
    /// The column in code points, from 1; nil where CPython names the line alone.
    package var column: Int?
    /// The line's text.
    package var text: String?
}

extension ModuleSource {
    /// What is wrong with the source; nil if it can be compiled. It takes the stack that the source's nesting asks for.
    package func fault(following profile: Profile) -> SourceFault? {
        do throws(SyntaxError) {
            _ = try Compiler.compile(source: bytes, filename: filename, following: profile.language)
            return nil
        } catch {
            var fault = SourceFault(type: error.kind.rawValue, message: error.message)
            guard let place = error.range?.start else { return fault }
            var texts = SourceTexts()
            texts.remember(bytes, as: filename)
            let line = texts.line(Int(place.line), of: filename)
            fault.line = Int(place.line)
            fault.text = line?.text
            if error.hasColumn {
                fault.column = (line?.characters(inBytes: Int(place.column)) ?? Int(place.column)) + 1
            }
            return fault
        }
    }
}
