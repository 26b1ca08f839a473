import HeapEngine
import PythonObjects

extension Interpreter {
    func performName(_ opcode: Opcode, _ argument: Int, _ frame: UnsafeMutablePointer<Frame>) throws {
        switch opcode {
        case .loadAssertionError: frame.push(runtime.retained(exceptionType("AssertionError")))
        case .loadBuildClass:
            let name = runtime.staticName("__build_class__")
            guard let function = try lookUp(frame.pointee.builtins, name) else {
                throw PythonException("NameError", "__build_class__ not found")
            }
            frame.push(function)
        case .loadLocals: frame.push(runtime.retained(frame.pointee.namespace))
        case .loadName:
            let name = frame.pointee.names[argument]
            if frame.pointee.namespace == frame.pointee.globals {
                let cache = frame.pointee.facts.pointee.caches + frame.pointee.current
                guard let value = try findGlobal(cache, name, frame) else { throw unknown(name) }
                return frame.push(runtime.retained(value))
            }
            if let value = try lookUp(frame.pointee.namespace, name) { return frame.push(value) }
            frame.push(try global(name, frame))
        case .storeName:
            let value = frame.pop()
            defer { heap.release(value) }
            let (namespace, name) = (frame.pointee.namespace, frame.pointee.names[argument])
            guard runtime.isExactly(namespace, runtime.types.dict) else {
                return try setItem(namespace, name, value)
            }
            try runtime.setItem(namespace, name, value)
            rememberStore(frame.pointee.facts.pointee.caches + frame.pointee.current, name, in: namespace)
        case .deleteName:
            let name = frame.pointee.names[argument]
            guard let value = try lookUp(frame.pointee.namespace, name) else { throw unknown(name) }
            heap.release(value)
            try deleteItem(frame.pointee.namespace, name)
        case .loadGlobal:
            let name = frame.pointee.names[argument >> 1]
            let cache = frame.pointee.facts.pointee.caches + frame.pointee.current
            guard let value = try findGlobal(cache, name, frame) else { throw unknown(name) }
            frame.push(runtime.retained(value))
            if argument & 1 != 0 { frame.push(.none) }
        case .storeGlobal:
            let value = frame.pop()
            let (globals, name) = (frame.pointee.globals, frame.pointee.names[argument])
            runtime.storeUnchecked(globals, name, value)
            heap.release(value)
            rememberStore(frame.pointee.facts.pointee.caches + frame.pointee.current, name, in: globals)
        case .deleteGlobal:
            let name = frame.pointee.names[argument]
            guard let entry = try runtime.find(frame.pointee.globals, name, hash: runtime.hashOfString(name))
            else { throw unknown(name) }
            _ = runtime.removeEntry(frame.pointee.globals, entry)
        case .loadFromDictOrGlobals, .loadFromDictOrDeref:
            let namespace = frame.pop()
            defer { heap.release(namespace) }
            let unit = frame.pointee.body.takeUnretainedValue().unit
            if opcode == .loadFromDictOrDeref {
                let name = runtime.internedName(unit.localNames[argument])
                defer { heap.release(name) }
                if let value = try lookUp(namespace, name) { return frame.push(value) }
                return frame.push(try cellContent(argument, frame))
            }
            let name = frame.pointee.names[argument]
            if let value = try lookUp(namespace, name) { return frame.push(value) }
            frame.push(try global(name, frame))
        case .setupAnnotations:
            let name = runtime.staticName("__annotations__")
            if let known = try lookUp(frame.pointee.namespace, name) { return heap.release(known) }
            let annotations = runtime.makeEmptyDict()
            defer { heap.release(annotations) }
            try runtime.setItem(frame.pointee.namespace, name, annotations)
        default: preconditionFailure("\(opcode) is no instruction of this group")
        }
    }

    /// The value of a name in a namespace, the caller's; nil if it is not bound.
    private func lookUp(_ namespace: ObjectID, _ name: ObjectID) throws -> ObjectID? {
        if runtime.isExactly(namespace, runtime.types.dict) {
            return try runtime.lookUp(namespace, name, hash: runtime.hashOfString(name))
                .map { runtime.retained($0) }
        }
        // What a metaclass's `__prepare__` made may be any mapping.
        do {
            return try item(namespace, name)
        } catch {
            let failure = exception(of: error)
            guard runtime.isInstance(failure, of: exceptionType("KeyError")) else { throw raise(failure) }
            heap.release(failure)
            return nil
        }
    }

    /// The global or builtin of a name, the caller's.
    private func global(_ name: ObjectID, _ frame: UnsafeMutablePointer<Frame>) throws -> ObjectID {
        let hash = runtime.hashOfString(name)
        if let value = try runtime.lookUp(frame.pointee.globals, name, hash: hash) {
            return runtime.retained(value)
        }
        if let value = try runtime.lookUp(frame.pointee.builtins, name, hash: hash) {
            return runtime.retained(value)
        }
        throw unknown(name)
    }

    private func unknown(_ name: ObjectID) -> PythonException {
        PythonException("NameError", "name '\(text(name))' is not defined")
    }

    /// A class among the builtins that the interpreter itself raises, borrowed.
    func exceptionType(_ name: String) -> ObjectID {
        guard let type = runtime.types.byName[name] else {
            preconditionFailure("there is no exception class \(name)")
        }
        return type
    }

    /// The text of a str object, for messages.
    func text(_ object: ObjectID) -> String { runtime.strValue(object)?.text ?? "?" }

    // MARK: Cells

    func performCell(_ opcode: Opcode, _ argument: Int, _ frame: UnsafeMutablePointer<Frame>) throws {
        let locals = frame.pointee.locals
        switch opcode {
        case .makeCell:
            let content = locals[argument]
            let cell = runtime.makeCell(content.isNone ? nil : content)
            locals[argument] = cell
            if !content.isNone { heap.release(content) }
        case .copyFreeVars:
            let closure = heap.slot(frame.pointee.function, Layouts.FunctionSlot.closure)
            let first = frame.pointee.body.takeUnretainedValue().localCount - argument
            for index in 0..<argument {
                locals[first + index] = runtime.retained(heap.slot(closure, index))
            }
        case .loadDeref: frame.push(try cellContent(argument, frame))
        case .storeDeref:
            let value = frame.pop()
            let old = heap.setSlot(locals[argument], 0, owned: value)
            if !old.isNone { heap.release(old) }
        case .deleteDeref:
            let old = heap.setSlot(locals[argument], 0, owned: .none)
            if old.isNone { throw emptyCell(argument, frame) }
            heap.release(old)
        default: preconditionFailure("\(opcode) is no instruction of this group")
        }
    }

    private func cellContent(_ local: Int, _ frame: UnsafeMutablePointer<Frame>) throws -> ObjectID {
        let content = heap.slot(frame.pointee.locals[local], 0)
        if content.isNone { throw emptyCell(local, frame) }
        return runtime.retained(content)
    }

    private func emptyCell(_ local: Int, _ frame: UnsafeMutablePointer<Frame>) -> PythonException {
        let unit = frame.pointee.body.takeUnretainedValue().unit
        let name = unit.localNames[local]
        if unit.localKinds[local].contains(.free) {
            return PythonException(
                "NameError",
                "cannot access free variable '\(name)' where it is not associated with a value in enclosing scope"
            )
        }
        return PythonException(
            "UnboundLocalError",
            "cannot access local variable '\(name)' where it is not associated with a value")
    }
}
