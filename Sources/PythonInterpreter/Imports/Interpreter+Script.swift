import HeapEngine
import PythonObjects

extension Interpreter {
    /// Gives the session what a process has that runs `python file.py`, and `__main__` the attributes that it has there, in their order.
    ///
    /// Requires: nothing has run yet.
    package func beginScript(filename: String) {
        isScript = true
        heap.longLivedBeside = runtime.profile.objectsAtStart
        heap.asInterpreter {
            runtime.quietly {
                let main = runtime.globals
                let loader = runtime.makeSourceLoader(name: "__main__", path: filename)
                let annotations = runtime.makeEmptyDict()
                let file = runtime.makeStr(filename)
                let known = ["__name__", "__builtins__"].compactMap {
                    runtime.lookUp(main, name: PythonString($0))
                }
                guard known.count == 2 else { return }
                let none = runtime.none
                let owned = [loader, annotations, file] + known.map { runtime.retained($0) }
                defer { for object in owned { heap.release(object) } }
                // Anew, so that the dict has the size and the order that CPython's has.
                try? runtime.clear(main)
                for (name, value) in [
                    ("__name__", known[0]), ("__doc__", none), ("__package__", none), ("__loader__", loader),
                    ("__spec__", none), ("__annotations__", annotations), ("__builtins__", known[1]),
                    ("__file__", file), ("__cached__", none),
                ] {
                    runtime.store(main, name: name, value)
                }
            }
        }
    }

    /// What CPython's parser holds until the script has ended: each constant once more, small ints twice, and bytes twice in some versions.
    /// The caller owns the list, which neither the collector nor the session's memory sees.
    func parsedConstants(of codes: [ObjectID]) -> ObjectID {
        var found: [ObjectID] = []
        var open = codes
        while let object = open.popLast() {
            switch runtime.kind(of: object) {
            case .code:
                open += runtime.items(of: heap.slot(object, Layouts.CodeSlot.constants))
            case .tuple:
                found.append(object)
                open += runtime.items(of: object)
            case .bytes: found += repeatElement(object, count: runtime.profile.parsedBytesUnits)
            case .int:
                // Every number is read twice, as the start of what may go on; the two are one object if it is a small int.
                found += repeatElement(object, count: heap.isImmortal(object) ? 2 : 1)
            case .str, .float, .complex: found.append(object)
            default: break
            }
        }
        return heap.asInterpreter {
            runtime.quietly {
                let list = runtime.makeList(found)
                heap.untrack(list)
                return list
            }
        }
    }
}
