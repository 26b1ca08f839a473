import BigInt
import HeapEngine

@testable import PythonObjects

/// Objects of the kinds that only Python code makes, for random programs.
extension RandomOperationTests.Program {
    mutating func makeKind() throws -> ObjectID {
        let part = pick()
        switch Int.random(in: 0..<19, using: &random) {
        case 16:
            let deque = runtime.makeDeque(limit: Bool.random(using: &random) ? 3 : nil)
            runtime.appendLast(deque, owned: runtime.retained(part))
            return deque
        case 17: return runtime.makeDefaultDict(factory: part)
        case 18:
            return runtime.makePartial(part, items: [pick()])
        case 0, 1, 2: return runtime.makeIterator(of: part) ?? runtime.makeSequenceIterator(of: part)
        case 3: return runtime.makeReverseIterator(of: part) ?? runtime.makeReversed(part, count: 2)
        case 4:
            let other = pick()
            return runtime.makeZip(count: 2) { runtime.retained($0 == 0 ? part : other) }
        case 5: return runtime.makeEnumerate(start: 3) { runtime.retained(part) }
        case 6: return runtime.makeFilter(function: part, owned: runtime.retained(pick()))
        case 7:
            guard runtime.kind(of: part) == .dict else { return runtime.makeSimpleNamespace() }
            return runtime.makeDictView(runtime.types.dictItems, of: part)
        case 8:
            guard runtime.kind(of: part) == .dict else { return runtime.makeMappingProxy(of: part) }
            return runtime.makeDictIterator(runtime.types.iterators.dictItem, of: part)
        case 9: return runtime.makeClassMethod(part)
        case 10: return runtime.makeProperty(getter: part, doc: pick())
        case 11: return runtime.makeGenericAlias(runtime.types.list, arguments: part)
        case 12:
            let exception = try runtime.makeException(
                type: ["StopIteration", "OSError", "SyntaxError", "ExceptionGroup"].randomElement(
                    using: &random)
                    ?? "StopIteration", arguments: [part, pick()])
            runtime.setPart(.context, of: exception, pick())
            runtime.setField("value", of: exception, pick())
            return exception
        default:
            let function = try runtime.makeFunction(FunctionDefinition(name: "g"))
            defer { runtime.heap.release(function) }
            let variables = [part, pick()].map { runtime.retained($0) }
            return runtime.makeGenerator(
                runtime.types.generator, function: function, owned: variables, places: 4)
        }
    }

    /// Goes on with an iterator, or lets a generator run and stop.
    mutating func advance() throws {
        let object = pick()
        let kind = runtime.kind(of: object)
        switch kind {
        case .generator:
            switch runtime.state(ofGenerator: object) {
            case .created, .suspended:
                let values = runtime.resume(object).values
                if Bool.random(using: &random) {
                    let last = runtime.retained(pick())
                    runtime.suspend(object, owned: Array(values.prefix(3)) + [last])
                    for value in values.dropFirst(3) { runtime.heap.release(value) }
                } else {
                    for value in values { runtime.heap.release(value) }
                    runtime.finish(object)
                }
            default: break
            }
        case .deque:
            let item = runtime.retained(pick())
            switch Int.random(in: 0..<4, using: &random) {
            case 0: runtime.appendFirst(object, owned: item)
            case 1: runtime.appendLast(object, owned: item)
            default:
                runtime.heap.release(item)
                if let old = runtime.removeFirst(object) { runtime.heap.release(old) }
            }
        case .enumerate:
            runtime.heap.release(runtime.advanceEnumerate(object, owned: runtime.retained(pick())))
        case .zip:
            let result = runtime.takeZipResult(object)
            for index in 0..<2 { runtime.replaceItem(result, at: index, owned: runtime.retained(pick())) }
            runtime.heap.release(result)
        case .sequenceIterator, .reversed, .filter, .map, .callableIterator: break
        default:
            guard kind.isIterator, let item = try runtime.next(object) else { return }
            runtime.bind(name(), item)
            runtime.heap.release(item)
        }
    }
}
