import HeapEngine
import PythonObjects

/// Coroutines and what awaits them.
extension Interpreter {
    /// `coroutine.__await__()`: what drives it.
    func awaitIterator(of coroutine: ObjectID) throws -> ObjectID {
        runtime.retained(coroutine)
    }

    /// `async_generator.__anext__()`
    func asyncNext(_ generator: ObjectID) throws -> ObjectID {
        throw PythonException("NotImplementedError", "asynchronous generators cannot be executed yet")
    }

    /// What a suspended generator delegates to (`gi_yieldfrom`), borrowed; nil if to nothing.
    func delegate(of generator: ObjectID) -> ObjectID? {
        guard runtime.state(ofGenerator: generator) == .suspended,
            let body = runtime.body(ofGenerator: generator) as? GeneratorBody, body.next > 0
        else { return nil }
        // It stands behind the yield of a `yield from`: the resume that follows says so.
        let instructions = body.code.unit.instructions
        guard instructions.indices.contains(body.next), instructions[body.next].opcode == .resume,
            instructions[body.next].argument & 3 == 2 || instructions[body.next].argument & 3 == 3
        else { return nil }
        return runtime.values(ofGenerator: generator).last
    }
}
