import HeapEngine
import PythonObjects

/// Coroutines, asynchronous loops and context managers.
extension Interpreter {
    func performAsynchronous(_ opcode: Opcode, _ argument: Int, _ frame: UnsafeMutablePointer<Frame>) throws {
        switch opcode {
        case .getAwaitable:
            let object = frame.peek()
            guard let iterator = try awaitable(object) else {
                let name = runtime.typeName(object)
                switch argument {
                case 1, 2:
                    let method = argument == 1 ? "__aenter__" : "__aexit__"
                    throw typeError(
                        "'async with' received an object from \(method) that does not implement __await__: \(name)"
                    )
                default: throw typeError("object \(name) can't be used in 'await' expression")
                }
            }
            dropOperands(1, frame)
            frame.push(iterator)
        case .getAIter:
            let iterator = try asyncIterator(of: frame.peek())
            dropOperands(1, frame)
            frame.push(iterator)
        case .getANext:
            let iterator = frame.peek()
            guard let next = try asyncNextIfAny(iterator) else {
                throw typeError(
                    "'async for' requires an iterator with __anext__ method, got \(runtime.typeName(iterator))"
                )
            }
            if runtime.kind(of: iterator) == .asyncGenerator { return frame.push(next) }
            defer { heap.release(next) }
            guard let awaitable = try awaitable(next) else {
                throw typeError(
                    "'async for' received an invalid object from __anext__: \(runtime.typeName(next))")
            }
            frame.push(awaitable)
        case .endAsyncFor:
            guard runtime.isInstance(frame.peek(), of: exceptionType("StopAsyncIteration")) else {
                reraisedAt = frame.pointee.current
                throw raise(frame.pop())
            }
            dropOperands(2, frame)
        case .beforeAsyncWith: try beginAsyncWith(frame)
        default: preconditionFailure("\(opcode) is no instruction of this group")
        }
    }

    /// What drives an object that is awaited; the caller owns it. Nil if it cannot be awaited.
    func awaitable(_ object: ObjectID) throws -> ObjectID? {
        switch runtime.kind(of: object) {
        case .coroutine:
            guard delegate(of: object) == nil else {
                throw PythonException("RuntimeError", "coroutine is being awaited already")
            }
            return runtime.retained(object)
        case .generator:
            guard body(ofGenerator: object)?.unit.flags.contains(.iterableCoroutine) == true else {
                return nil
            }
            return runtime.retained(object)
        case .native:
            guard hasSpecial(object, "__await__") else { return nil }
            return runtime.retained(object)
        default: break
        }
        guard let iterator = try callHook(object, "__await__", []) else { return nil }
        if runtime.kind(of: iterator) == .coroutine {
            heap.release(iterator)
            throw typeError("__await__() returned a coroutine")
        }
        guard try isIterator(iterator) else {
            defer { heap.release(iterator) }
            throw typeError("__await__() returned non-iterator of type '\(runtime.typeName(iterator))'")
        }
        return iterator
    }

    /// `coroutine.__await__()`: what drives it.
    func awaitIterator(of coroutine: ObjectID) throws -> ObjectID { runtime.retained(coroutine) }

    /// `aiter(object)`; the caller owns it.
    func asyncIterator(of object: ObjectID) throws -> ObjectID {
        if runtime.kind(of: object) == .asyncGenerator { return runtime.retained(object) }
        guard let iterator = try callHook(object, "__aiter__", []) else {
            throw typeError(
                "'async for' requires an object with __aiter__ method, got \(runtime.typeName(object))")
        }
        guard hasSpecial(iterator, "__anext__") else {
            defer { heap.release(iterator) }
            throw typeError(
                "'async for' received an object from __aiter__ that does not implement __anext__: \(runtime.typeName(iterator))"
            )
        }
        return iterator
    }

    /// A call of `aiter(object)`; the caller owns the result.
    func asyncIteratorForCall(of object: ObjectID) throws -> ObjectID {
        guard hasSpecial(object, "__aiter__") else {
            throw typeError("'\(runtime.typeName(object))' object is not an async iterable")
        }
        let iterator =
            runtime.kind(of: object) == .asyncGenerator
            ? runtime.retained(object) : try callHook(object, "__aiter__", []) ?? runtime.none
        guard hasSpecial(iterator, "__anext__") else {
            defer { heap.release(iterator) }
            throw typeError(
                "aiter() returned not an async iterator of type '\(runtime.typeName(iterator))'")
        }
        return iterator
    }

    /// A call of `anext(iterator)` or `anext(iterator, default)`; the caller owns the result.
    func asyncNextForCall(of iterator: ObjectID, orElse fallback: ObjectID?) throws -> ObjectID {
        guard let next = try asyncNextIfAny(iterator) else {
            throw typeError("'\(runtime.typeName(iterator))' object is not an async iterator")
        }
        guard let fallback else { return next }
        return AsyncGeneratorSteps.makeNext(self, owned: next, orElse: fallback)
    }

    /// `iterator.__anext__()`, the caller's; nil if the class has no such method.
    func asyncNextIfAny(_ iterator: ObjectID) throws -> ObjectID? {
        runtime.kind(of: iterator) == .asyncGenerator
            ? try asyncNext(iterator) : try callHook(iterator, "__anext__", [])
    }

    /// `manager -- exit, awaitable`
    private func beginAsyncWith(_ frame: UnsafeMutablePointer<Frame>) throws {
        let manager = frame.peek()
        let message =
            "'\(runtime.typeName(manager))' object does not support the asynchronous context manager protocol"
        guard let enter = try specialMethod(manager, "__aenter__") else { throw typeError(message) }
        defer { heap.release(enter) }
        guard let exit = try specialMethod(manager, "__aexit__") else {
            throw typeError(message + " (missed __aexit__ method)")
        }
        heap.release(frame.replace(with: exit))
        frame.push(try call(enter, []))
    }
}
