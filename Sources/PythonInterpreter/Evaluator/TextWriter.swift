import HeapEngine
import PythonObjects

/// Puts a text together piece by piece. What is made of one str alone is that str.
struct TextWriter {
    private let interpreter: Interpreter
    private var pieces: [PythonString] = []
    private var count = 0
    /// The str that is all there is so far, owned.
    private var only = ObjectID.none

    /// A writer; it has to be ended with `finish` or `discard`.
    init(_ interpreter: Interpreter) { self.interpreter = interpreter }

    /// Adds a text. MemoryError if the whole gets too long.
    mutating func append(_ text: PythonString) throws {
        if text.isEmpty { return }
        pieces.append(text)
        count += text.count
        if count > 1024 { try interpreter.admit(characters: count) }
        try interpreter.charge(1)
    }

    /// Adds the text of a str, borrowed.
    mutating func append(_ object: ObjectID) throws {
        guard let text = interpreter.runtime.strValue(object) else { return }
        if pieces.isEmpty, only.isNone, interpreter.runtime.isExactly(object, interpreter.runtime.types.str) {
            only = interpreter.runtime.retained(object)
        }
        try append(text)
    }

    /// The text so far.
    func text() throws -> PythonString { try PythonString().joining(pieces) }

    /// The str; the caller owns it.
    mutating func finish() throws -> ObjectID {
        // A single character that was only just made, of a number, is written as one of those that are shared.
        let isShared = count == 1 && !only.isNone && interpreter.heap.refcount(only) == 1
        if !only.isNone, pieces.count <= 1, !isShared {
            defer { only = .none }
            return only
        }
        let whole = interpreter.runtime.makeStr(try text())
        discard()
        return whole
    }

    /// Lets go of what is held.
    mutating func discard() {
        if !only.isNone { interpreter.heap.release(only) }
        only = .none
    }
}
