import HeapEngine
import PythonObjects

extension Builtins {
    /// Methods of str that lay a text out.
    static let stringLayout: [Builtin] = [
        justify("ljust(width, fillchar=, /)") { $0.justifiedLeft($1, fill: $2) },
        justify("rjust(width, fillchar=, /)") { $0.justifiedRight($1, fill: $2) },
        justify("center(width, fillchar=, /)") { $0.centered($1, fill: $2) },
        .method("zfill(width, /)") { interpreter, object, given in
            let text = try interpreter.receiver(object)
            let width = try given.size(0, otherwise: 0)
            try interpreter.admit(characters: width)
            return interpreter.text(text.zeroFilled(width), madeOf: object, text)
        },
        .method("expandtabs(tabsize=)") { interpreter, object, given in
            let text = try interpreter.receiver(object)
            let size = try given[0].map { try interpreter.smallSize($0) } ?? 8
            let result = try text.expandingTabs(size, admit: interpreter.admit(characters:))
            return interpreter.text(result, madeOf: object, text)
        },
    ]

    private static func justify(
        _ signature: Signature,
        _ justify: @escaping @Sendable (PythonString, Int, UInt32) -> PythonString
    ) -> Builtin {
        .method(signature) { interpreter, object, given in
            let text = try interpreter.receiver(object)
            let width = try given.size(0, otherwise: 0)
            var fill: UInt32 = 0x20
            if let given = given[1] {
                guard let character = interpreter.runtime.strValue(given) else {
                    throw interpreter.typeError(
                        "The fill character must be a unicode character, not \(interpreter.runtime.typeName(given))"
                    )
                }
                guard character.count == 1 else {
                    throw interpreter.typeError("The fill character must be exactly one character long")
                }
                fill = character[0]
            }
            if width <= text.count { return interpreter.text(text, madeOf: object, text) }
            try interpreter.admit(characters: width)
            return interpreter.runtime.makeStr(justify(text, width, fill))
        }
    }
}
