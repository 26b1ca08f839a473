import HeapEngine

/// What calling a function object does, as far as the runtime calls any by itself.
package enum NativeBehaviour: Equatable {
    /// Only Python code could tell.
    case none
    /// Records the effect `callback` under a label.
    case record(label: String)
    /// Removes the entry of a dead weak reference from the container that a weak reference (in the function's defaults) leads to.
    case removeFromValueDictionary, removeFromKeyDictionary, removeFromSet
    /// A builtin of the evaluator's: its number there.
    case builtin(Int)
}

package struct FunctionRecord {
    package var name: String
    package var behaviour = NativeBehaviour.none
}

package struct CodeRecord {
    package var name: String
    package var filename: String
    package var line: Int
    package var parameters: [String]
    /// Names of cells that the function closes over.
    package var freeNames: [String] = []
    /// Names of all variables, cells and free variables in the order of their places, where the evaluator gave them.
    package var variableNames: [String] = []
    /// How many instructions, for the size.
    package var instructions = 2
    /// What code objects are equal by; nil: a code object equals itself alone.
    package var identity: AnyHashable?
    /// What the evaluator runs, if it was compiled from source.
    package var body: AnyObject?
    /// What the evaluator needs of it all the time; it belongs to `body`.
    package var facts: UnsafeMutableRawPointer?

    /// What a code object is called, where it stands, and what it runs.
    package init(
        name: String, filename: String, line: Int, parameters: [String], freeNames: [String] = [],
        instructions: Int = 2, body: AnyObject? = nil
    ) {
        self.name = name
        self.filename = filename
        self.line = line
        self.parameters = parameters
        self.freeNames = freeNames
        self.instructions = instructions
        self.body = body
    }
}

/// A `def` statement.
public struct FunctionDefinition {
    /// The function's name.
    public var name: String
    /// The names of its parameters.
    public var parameters: [String]
    /// The defaults of the last parameters.
    public var defaults: [ObjectID]
    /// The cells that it closes over.
    public var closure: [(name: String, cell: ObjectID)]
    /// The docstring.
    public var doc: String?
    /// Where it is defined.
    public var filename: String
    /// The line of the `def`.
    public var line: Int

    /// Describes a function.
    public init(
        name: String, parameters: [String] = [], defaults: [ObjectID] = [],
        closure: [(name: String, cell: ObjectID)] = [], doc: String? = nil, filename: String = "<client>",
        line: Int = 1
    ) {
        self.name = name
        self.parameters = parameters
        self.defaults = defaults
        self.closure = closure
        self.doc = doc
        self.filename = filename
        self.line = line
    }
}

extension Runtime {
    /// `def name(parameters): ...`
    public func makeFunction(_ definition: FunctionDefinition) throws -> ObjectID {
        guard definition.name == "<lambda>" || PythonString(definition.name).isIdentifier else {
            throw PythonException("SyntaxError", "invalid syntax")
        }
        var seen = Set<String>()
        for parameter in definition.parameters {
            guard PythonString(parameter).isIdentifier else {
                throw PythonException("SyntaxError", "invalid syntax")
            }
            guard seen.insert(parameter).inserted else {
                throw PythonException(
                    "SyntaxError", "duplicate argument '\(parameter)' in function definition")
            }
        }
        guard definition.defaults.count <= definition.parameters.count else {
            throw PythonException("SyntaxError", "more defaults than parameters")
        }
        for (name, cell) in definition.closure where kind(of: cell) != .cell {
            throw PythonException(
                "TypeError", "\(name) of the closure expected cell, found \(typeName(cell))")
        }
        return newFunction(definition, qualifiedName: definition.name, behaviour: .none)
    }

    /// `lambda r: ...` for a weak reference's callback: called, it records the effect `callback` under the label.
    public func makeCallback(label: String) -> ObjectID {
        newFunction(
            FunctionDefinition(name: "<lambda>", parameters: ["r"]), qualifiedName: "<lambda>",
            behaviour: .record(label: label))
    }

    func makeMethodFunction(_ name: String, of owner: String) -> ObjectID {
        newFunction(
            FunctionDefinition(name: name, parameters: ["self"]), qualifiedName: "\(owner).\(name)",
            behaviour: .none)
    }

    package func newFunction(
        _ definition: FunctionDefinition, qualifiedName: String, behaviour: NativeBehaviour,
        code known: ObjectID? = nil
    ) -> ObjectID {
        typealias Slot = Layouts.FunctionSlot
        let code = known.map { retained($0) } ?? makeCode(definition, qualifiedName: qualifiedName)
        var closure = ObjectID.none
        if !definition.closure.isEmpty { closure = makeTuple(definition.closure.map(\.cell)) }
        var defaults = ObjectID.none
        if !definition.defaults.isEmpty {
            let areConstant = definition.defaults.allSatisfy { !mayBeTracked($0) }
            defaults = makeTuple(definition.defaults, constants: areConstant)
        }
        let payload = functions.insert(FunctionRecord(name: definition.name, behaviour: behaviour))
        let function = allocate(
            layouts.function, types.function, .function, slots: Slot.count, payload: payload)
        _ = heap.setSlot(function, Slot.code, owned: code)
        if !globals.isNone { fill(function, Slot.globals, globals) }
        if !roots.builtins.isNone { fill(function, Slot.builtins, roots.builtins) }
        _ = heap.setSlot(function, Slot.module, owned: internedName("__main__"))
        _ = heap.setSlot(function, Slot.defaults, owned: defaults)
        if let doc = definition.doc {
            _ = heap.setSlot(function, Slot.doc, owned: constantStr(doc))
        } else {
            fill(function, Slot.doc, none)
        }
        fill(function, Slot.name, heap.slot(code, Layouts.CodeSlot.name))
        _ = heap.setSlot(function, Slot.closure, owned: closure)
        fill(function, Slot.qualifiedName, heap.slot(code, Layouts.CodeSlot.qualifiedName))
        track(function)
        return function
    }

    package func makeCode(_ definition: FunctionDefinition, qualifiedName: String) -> ObjectID {
        let payload = codes.insert(
            CodeRecord(
                name: definition.name, filename: definition.filename, line: definition.line,
                parameters: definition.parameters, freeNames: definition.closure.map(\.name)))
        let code = allocate(
            layouts.scalar, types.code, .code(instructions: 2), slots: Layouts.CodeSlot.count,
            payload: payload)
        _ = heap.setSlot(code, Layouts.CodeSlot.filename, owned: internedName(definition.filename))
        _ = heap.setSlot(code, Layouts.CodeSlot.name, owned: internedName(definition.name))
        _ = heap.setSlot(code, Layouts.CodeSlot.qualifiedName, owned: internedName(qualifiedName))
        return code
    }

    /// A cell, empty or with something in it.
    public func makeCell(_ content: ObjectID?) -> ObjectID {
        let cell = allocate(layouts.cell, types.cell, .cell, slots: 1)
        if let content { fill(cell, 0, content) }
        track(cell)
        return cell
    }

    /// Sets or empties a cell.
    public func setCell(_ cell: ObjectID, _ content: ObjectID?) throws {
        guard kind(of: cell) == .cell else {
            throw PythonException("TypeError", "expected a cell, not '\(typeName(cell))'")
        }
        let old = heap.setSlot(cell, 0, owned: content.map { retained($0) } ?? .none)
        drop(old, from: cell) { EdgeDescription(.cell, ".cell_contents") }
    }

    /// A bound method.
    public func makeMethod(function: ObjectID, receiver: ObjectID) throws -> ObjectID {
        guard isCallable(function) else {
            throw PythonException("TypeError", "first argument must be callable")
        }
        guard receiver != none else { throw PythonException("TypeError", "instance must not be None") }
        return newMethod(function, receiver)
    }

    package func newMethod(_ function: ObjectID, _ receiver: ObjectID) -> ObjectID {
        let method = allocate(layouts.method, types.method, .method, slots: 2)
        fill(method, 0, function)
        fill(method, 1, receiver)
        track(method)
        return method
    }

    /// A function written in C.
    package func makeBuiltinFunction(_ name: String, receiver: ObjectID, module: ObjectID) -> ObjectID {
        let function = allocate(
            layouts.builtinFunction, types.builtinFunction, .builtinFunction, slots: 2,
            payload: functions.insert(FunctionRecord(name: name)))
        fill(function, 0, receiver)
        fill(function, 1, module)
        track(function)
        return function
    }

    /// Whether an object can be called.
    package func isCallable(_ object: ObjectID) -> Bool {
        switch kind(of: object) {
        case .function, .builtinFunction, .method, .type, .weakReference, .staticMethod, .genericAlias,
            .methodDescriptor, .wrapperDescriptor, .classMethodDescriptor, .methodWrapper, .partial:
            true
        case .object:
            classAttribute(heap.type(of: object), "__call__") != nil
                || heap.type(of: object) == library.finalize
        case .weakProxy: heap.type(of: object) == types.callableProxy
        case .native: record(of: heap.type(of: object)).isCallable
        default: false
        }
    }
}
