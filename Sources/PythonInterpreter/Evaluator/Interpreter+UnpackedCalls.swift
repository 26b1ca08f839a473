import HeapEngine
import PythonObjects

/// Calls with `*arguments` and `**keywords`.
extension Interpreter {
    /// Executes `callFunctionEx`: `callable, NULL, arguments` and perhaps a dict of keywords.
    ///
    /// The arguments become a tuple. It and the dict are let go of when a Python function is entered, so that its arguments count as those of
    /// a plain call do; all else is called with them.
    ///
    /// - Returns: whether a Python frame was entered; otherwise the result has been pushed.
    func callUnpacked(hasKeywords: Bool, _ frame: UnsafeMutablePointer<Frame>) throws -> Bool {
        let place = frame.pointee.top - (hasKeywords ? 2 : 1)
        let callable = frame.peek(hasKeywords ? 3 : 2)
        if heap.type(of: place.pointee) != runtime.types.tuple {
            let sequence = place.pointee
            let items = try items(
                of: sequence,
                orElse: runtime.kind(of: sequence) == .tuple
                    ? nil : "\(calledName(callable)) argument after * must be an iterable, not")
            place.pointee = runtime.makeTuple(items)
            for item in items { heap.release(item) }
            heap.release(sequence)
        }
        let keywords = hasKeywords ? runtime.entries(of: frame.peek()) : []
        let count = runtime.itemCount(place.pointee) + keywords.count
        guard frame.pointee.top + count + 5_000 <= values + Self.valueCapacity else {
            throw PythonException("MemoryError", "")
        }
        guard keywords.allSatisfy({ runtime.strValue($0.key) != nil }) else {
            throw typeError("keywords must be strings")
        }
        let isFunction = runtime.kind(of: callable) == .function
        if !isFunction || runtime.profile.conventions.holdsUnpackedArguments {
            return try callHolding(frame, callable, place, keywords)
        }
        let names = keywords.isEmpty ? .none : runtime.makeTuple(keywords.map(\.key))
        let values = (runtime.items(of: place.pointee) + keywords.map(\.value)).map { runtime.retained($0) }
        let operands = (0..<(hasKeywords ? 2 : 1)).map { _ in frame.pop() }
        defer {
            if !names.isNone { heap.release(names) }
            for operand in operands { heap.release(operand) }
        }
        for value in values { frame.push(value) }
        return try call(frame, count, keywords: names)
    }

    /// Calls with a tuple, which holds the arguments meanwhile, and a dict. What takes them as they lie gets copies of all if there are
    /// keywords (`_PyStack_UnpackDict`).
    ///
    /// - Parameter place: where the tuple is on the stack.
    private func callHolding(
        _ frame: UnsafeMutablePointer<Frame>, _ callable: ObjectID, _ place: UnsafeMutablePointer<ObjectID>,
        _ keywords: [(key: ObjectID, value: ObjectID)]
    ) throws -> Bool {
        try passCheckpoint()
        let tuple = place.pointee
        let all = runtime.items(of: tuple) + keywords.map(\.value)
        let count = all.count - keywords.count
        heap.nativeDepth += 1
        defer { heap.nativeDepth -= 1 }
        let isPlain = passing(to: callable, count) == .plain
        let isCopied = isPlain && !keywords.isEmpty
        let names = isCopied ? runtime.makeTuple(keywords.map(\.key)) : .none
        if isCopied { for object in all { heap.retain(object) } }
        let operands = frame.pointee.top - (place - 2)
        frame.push(
            try consuming(operands, frame) {
                defer {
                    if isCopied { for object in all + [names] { heap.release(object) } }
                }
                return runtime.kind(of: callable) == .function
                    ? try call(callable, all, names: keywords.map(\.key))
                    : try all.withUnsafeMutableCopy {
                        try callOther(
                            callable,
                            CallArguments(
                                base: $0, count: count, names: keywords.map(\.key),
                                tuple: isPlain ? .none : tuple))
                    }
            })
        heap.collectIfDue()
        defer { mustReload = false }
        return mustReload
    }
}
