import HeapEngine
import PythonObjects

extension Interpreter {
    func performBuilding(_ opcode: Opcode, _ argument: Int, _ frame: UnsafeMutablePointer<Frame>) throws {
        switch opcode {
        case .buildTuple: replaceTop(argument, frame, with: runtime.makeTuple(frame.peekAll(argument)))
        case .buildList: replaceTop(argument, frame, with: runtime.makeList(frame.peekAll(argument)))
        case .buildSet: replaceTop(argument, frame, with: try runtime.makeSet(frame.peekAll(argument)))
        case .buildMap:
            let values = frame.peekAll(2 * argument)
            let pairs = (0..<argument).map { (key: values[2 * $0], value: values[2 * $0 + 1]) }
            replaceTop(2 * argument, frame, with: try runtime.makeDict(pairs))
        case .buildConstKeyMap:
            let keys = runtime.items(of: frame.peek())
            let values = frame.peekAll(argument + 1)
            let pairs = (0..<argument).map { (key: keys[$0], value: values[$0]) }
            replaceTop(argument + 1, frame, with: try runtime.makeDict(pairs))
        case .buildString:
            let parts = frame.peekAll(argument).compactMap { runtime.strValue($0) }
            let text = try PythonString().joining(parts, admit: admit(characters:))
            replaceTop(argument, frame, with: runtime.makeStr(text))
        case .buildSlice:
            let parts = frame.peekAll(argument)
            let step = argument == 3 ? parts[2] : runtime.none
            replaceTop(argument, frame, with: runtime.makeSlice(parts[0], parts[1], step))
        case .listAppend:
            let item = frame.pop()
            runtime.appendItem(frame.peek(argument - 1), item)
            heap.release(item)
        case .setAdd:
            try runtime.add(frame.peek(argument), frame.peek())
            dropOperands(1, frame)
        case .mapAdd:
            try runtime.setItem(frame.peek(argument + 1), frame.peek(1), frame.peek())
            dropOperands(2, frame)
        case .listExtend:
            if try !isIterable(frame.peek()) {
                throw typeError("Value after * must be an iterable, not \(runtime.typeName(frame.peek()))")
            }
            try extend(frame.peek(argument), with: frame.peek())
            dropOperands(1, frame)
        case .setUpdate:
            try update(set: frame.peek(argument), with: frame.peek())
            dropOperands(1, frame)
        case .dictUpdate, .dictMerge:
            try merge(
                frame.peek(), into: frame.peek(argument),
                callable: opcode == .dictMerge ? frame.peek(argument + 3) : nil)
            dropOperands(1, frame)
        default: preconditionFailure("\(opcode) is no instruction of this group")
        }
    }

    private func replaceTop(_ count: Int, _ frame: UnsafeMutablePointer<Frame>, with value: ObjectID) {
        dropOperands(count, frame)
        frame.push(value)
    }

    /// `dict.update(mapping)`, or, in a call, what `**mapping` does.
    ///
    /// - Parameter callable: what is called, borrowed; nil if it is no call.
    private func merge(_ mapping: ObjectID, into dict: ObjectID, callable: ObjectID?) throws {
        func add(_ key: ObjectID, _ value: ObjectID) throws {
            if let callable {
                guard runtime.kind(of: key) == .str else { throw typeError("keywords must be strings") }
                if try runtime.contains(dict, key) {
                    throw typeError(
                        "\(calledName(callable)) got multiple values for keyword argument '\(text(key))'")
                }
            }
            try runtime.setItem(dict, key, value)
        }
        if runtime.kind(of: mapping) == .dict, !isOverriding(mapping) {
            if callable == nil {
                _ = try runtime.mergeDict(dict, from: mapping)
                return
            }
            let entries = runtime.entries(of: mapping)
            for (key, value) in entries {
                heap.retain(key)
                heap.retain(value)
            }
            defer {
                for (key, value) in entries {
                    heap.release(key)
                    heap.release(value)
                }
            }
            for (key, value) in entries { try add(key, value) }
            return
        }
        guard let method = try optionalAttribute(mapping, runtime.staticName("keys")) else {
            throw typeError(
                callable.map {
                    "\(calledName($0)) argument after ** must be a mapping, not \(runtime.typeName(mapping))"
                } ?? "'\(runtime.typeName(mapping))' object is not a mapping")
        }
        defer { heap.release(method) }
        let names = try call(method, [])
        defer { heap.release(names) }
        let keys = try items(of: names)
        defer { for key in keys { heap.release(key) } }
        for key in keys {
            let value = try item(mapping, key)
            defer { heap.release(value) }
            try add(key, value)
        }
    }

    /// How messages call what is called: `module.qualified_name()`, or its text.
    func calledName(_ callable: ObjectID) -> String {
        func name(_ attribute: String) -> String? {
            guard let value = orNil({ try optionalAttribute(callable, attribute) }), let value else {
                return nil
            }
            defer { heap.release(value) }
            return runtime.strValue(value)?.text
        }
        guard let own = name("__qualname__") else {
            return orNil { try str(callable) }.map { shown in
                defer { heap.release(shown) }
                return text(shown)
            } ?? "?"
        }
        guard let module = name("__module__"), module != "builtins" else { return own + "()" }
        return "\(module).\(own)()"
    }

    // MARK: Unpacking

    func performUnpacking(_ opcode: Opcode, _ argument: Int, _ frame: UnsafeMutablePointer<Frame>) throws {
        let isExtended = opcode == .unpackEx
        let (before, after) = isExtended ? (argument & 255, argument >> 8) : (argument, 0)
        let sequence = frame.peek()
        let items = try items(of: sequence, orElse: "cannot unpack non-iterable", naming: true)
        func fail(_ message: String) -> PythonException {
            for item in items { heap.release(item) }
            return PythonException("ValueError", message)
        }
        let least = before + after
        if items.count < least {
            let expected = isExtended ? "at least \(least)" : "\(least)"
            throw fail("not enough values to unpack (expected \(expected), got \(items.count))")
        }
        if !isExtended, items.count > least { throw fail("too many values to unpack (expected \(least))") }
        dropOperands(1, frame)
        for item in items[(items.count - after)...].reversed() { frame.push(item) }
        if isExtended {
            let middle = items[before..<(items.count - after)]
            frame.push(runtime.makeList(Array(middle)))
            for item in middle { heap.release(item) }
        }
        for item in items[..<before].reversed() { frame.push(item) }
    }

    // MARK: Formatting

    func performFormatting(_ opcode: Opcode, _ argument: Int, _ frame: UnsafeMutablePointer<Frame>) throws {
        switch opcode {
        case .convertValue:
            let text: ObjectID
            switch argument {
            case 1: text = try str(frame.peek())
            case 2: text = try repr(frame.peek())
            default: text = runtime.makeStr(asciiOnly(try reprText(frame.peek())))
            }
            replaceTop(1, frame, with: text)
        case .formatSimple:
            if runtime.isExactly(frame.peek(), runtime.types.str) { return }
            replaceTop(1, frame, with: try format(frame.peek(), specification: runtime.emptyString))
        default:
            let text = try format(frame.peek(1), specification: frame.peek())
            replaceTop(2, frame, with: text)
        }
    }
}
