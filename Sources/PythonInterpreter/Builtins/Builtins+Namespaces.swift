import HeapEngine
import PythonObjects
import PythonSyntax

extension Builtins {
    /// The functions of `builtins` that look at namespaces or run source.
    static let namespaces: [Builtin] = [
        .function("globals", 0...0) { interpreter, _ in
            interpreter.runtime.retained(interpreter.callerGlobals)
        },
        .function("locals", 0...0) { interpreter, _ in try interpreter.callerLocals() },
        .function("vars", 0...1) { interpreter, arguments in
            guard arguments.count > 0 else { return try interpreter.callerLocals() }
            let name = interpreter.runtime.staticName("__dict__")
            if let dict = try interpreter.optionalAttribute(arguments[0], name) { return dict }
            throw interpreter.typeError("vars() argument must have __dict__ attribute")
        },
        .function("dir", 0...1) { interpreter, arguments in
            if arguments.count > 0 { return try interpreter.sortedDirectory(of: arguments[0]) }
            let names = try interpreter.callerLocals()
            defer { interpreter.heap.release(names) }
            return try interpreter.sortedList(names)
        },
        Builtin(name: "exec") { try $0.execute($1, isExpression: false) },
        Builtin(name: "eval") { try $0.execute($1, isExpression: true) },
        Builtin(name: "compile") { try $0.compile($1) },
        Builtin(name: "__import__") { interpreter, arguments in
            func given(_ index: Int, _ name: String) -> ObjectID? {
                arguments.count > index ? arguments[index] : arguments.keyword(name, in: interpreter)
            }
            guard let name = given(0, "name") else {
                throw interpreter.typeError("__import__() missing required argument 'name' (pos 1)")
            }
            guard interpreter.runtime.kind(of: name) == .str else {
                throw interpreter.typeError("module name must be a string")
            }
            let level = given(4, "level").flatMap { interpreter.runtime.index($0) } ?? 0
            guard level >= 0 else { throw PythonException("ValueError", "level must be >= 0") }
            let globals = given(1, "globals") ?? interpreter.callerGlobals
            return try interpreter.importName(
                interpreter.text(name),
                globals: interpreter.runtime.kind(of: globals) == .dict
                    ? globals : interpreter.callerGlobals,
                fromList: given(3, "fromlist") ?? interpreter.runtime.none, level: level)
        },
    ]

    /// `copyreg.__newobj__(cls, *arguments)`
    static let newObject = Builtin(name: "__newobj__") { interpreter, arguments in
        guard arguments.count > 0 else { throw interpreter.typeError("__newobj__() needs a class") }
        return try interpreter.callMethod(arguments[0], "__new__", arguments.all)
    }
}

extension Interpreter {
    /// `copyreg.__newobj__`, borrowed; made when it is first asked for.
    var newObjectFunction: ObjectID {
        if let known = runtime.library.byName["__newobj__"] { return known }
        let function = runtime.makeStaticBuiltin(
            "__newobj__", number: Builtins.started.count - 1, receiver: .none, module: .none)
        runtime.library.byName["__newobj__"] = function
        return function
    }

    /// The globals of the Python code that runs, borrowed.
    var callerGlobals: ObjectID { frameCount == 0 ? runtime.globals : frame.pointee.globals }

    /// `locals()`: the namespace of a module or class body, or a new dict of what a function's variables hold; the caller owns it.
    func callerLocals() throws -> ObjectID {
        guard frameCount > 0 else { return runtime.retained(runtime.globals) }
        return try locals(of: frame)
    }

    // MARK: exec, eval, compile

    /// `exec(source, globals, locals, closure=)` and `eval(source, globals, locals)`
    func execute(_ arguments: CallArguments, isExpression: Bool) throws -> ObjectID {
        let name = isExpression ? "eval" : "exec"
        guard arguments.count >= 1 else {
            throw typeError("\(name)() missing required argument 'source' (pos 1)")
        }
        guard arguments.count <= 3 else {
            throw typeError("\(name)() takes at most 3 arguments (\(arguments.count) given)")
        }
        for keyword in arguments.names {
            let known = isExpression ? ["globals", "locals"] : ["globals", "locals", "closure"]
            guard known.contains(text(keyword)) else {
                throw unexpectedKeyword(text(keyword), of: name)
            }
        }
        func given(_ index: Int, _ name: String) -> ObjectID? {
            let value = arguments.count > index ? arguments[index] : arguments.keyword(name, in: self)
            return value == runtime.none ? nil : value
        }
        let givenGlobals = given(1, "globals")
        let givenLocals = given(2, "locals")
        if let givenGlobals, runtime.kind(of: givenGlobals) != .dict {
            throw typeError(
                isExpression
                    ? hasSpecial(givenGlobals, "__getitem__")
                        ? "globals must be a real dict; try eval(code, {}, mapping)"
                        : "globals must be a dict"
                    : "exec() globals must be a dict, not \(runtime.typeName(givenGlobals))")
        }
        if let givenLocals, runtime.kind(of: givenLocals) != .dict, !hasSpecial(givenLocals, "__getitem__") {
            throw typeError(
                isExpression
                    ? "locals must be a mapping"
                    : "locals must be a mapping or None, not \(runtime.typeName(givenLocals))")
        }
        let globals = givenGlobals ?? callerGlobals
        let namespace: ObjectID
        if let givenLocals {
            namespace = runtime.retained(givenLocals)
        } else if givenGlobals != nil {
            namespace = runtime.retained(globals)
        } else {
            namespace = try callerLocals()
        }
        defer { heap.release(namespace) }
        if runtime.lookUp(globals, name: "__builtins__") == nil {
            let builtins =
                runtime.module(named: "builtins").map { heap.slot($0, 0) } ?? runtime.roots.builtins
            runtime.storeUnchecked(globals, runtime.staticName("__builtins__"), builtins)
        }
        let source = arguments[0]
        let code: ObjectID
        if runtime.kind(of: source) == .code {
            code = runtime.retained(source)
        } else {
            code = try compileText(source, "<string>", isExpression ? .eval : .exec, of: name)
        }
        let closure = given(3, "closure")
        let free = body(of: code).unit.freeNames.count
        if free > 0, closure == nil {
            heap.release(code)
            throw typeError(
                isExpression
                    ? "code object passed to eval() may not contain free variables"
                    : "code object requires a closure of exactly length \(free)")
        }
        let result = try run(code, globals: globals, namespace: namespace, closure: closure)
        guard !isExpression else { return result }
        heap.release(result)
        return runtime.none
    }

    /// Runs a code object in namespaces; takes over the caller's unit of it.
    private func run(_ code: ObjectID, globals: ObjectID, namespace: ObjectID, closure: ObjectID?) throws
        -> ObjectID
    {
        do {
            try checkRecursion()
        } catch {
            heap.release(code)
            throw error
        }
        let builtins = namespaceOfBuiltins(globals)
        // The function is known to the frame alone.
        let function = runtime.makeFunction(
            code: code, globals: globals, builtins: builtins, module: .none, doc: runtime.none)
        if let closure {
            replaceSlot(Layouts.FunctionSlot.closure, of: function, with: closure)
        }
        let body = body(of: code)
        let floor = stackTop
        // A function's code finds its variables in its frame, as CPython's does when it is executed.
        let isFunction = body.unit.flags.contains(.newLocals)
        enterFrame(
            body.facts, code: code, function: function, globals: globals, builtins: builtins,
            namespace: isFunction ? .none : runtime.retained(namespace), floor: floor, locals: floor,
            filled: 0, isEntry: true)
        heap.retain(globals)
        defer { heap.release(globals) }
        return try nativelyNested { try evaluate(entry: frameCount - 1) }
    }

    /// The dict of what `__builtins__` of some globals is.
    func namespaceOfBuiltins(_ globals: ObjectID) -> ObjectID {
        guard let builtins = runtime.lookUp(globals, name: "__builtins__") else {
            return runtime.roots.builtins
        }
        switch runtime.kind(of: builtins) {
        case .module: return heap.slot(builtins, 0)
        case .dict: return builtins
        default: return runtime.roots.builtins
        }
    }

    /// `compile(source, filename, mode, flags=0, dont_inherit=False, optimize=-1)`
    func compile(_ arguments: CallArguments) throws -> ObjectID {
        func given(_ index: Int, _ name: String) -> ObjectID? {
            arguments.count > index ? arguments[index] : arguments.keyword(name, in: self)
        }
        let names = ["source", "filename", "mode"]
        var values: [ObjectID] = []
        for (index, name) in names.enumerated() {
            guard let value = given(index, name) else {
                throw typeError("compile() missing required argument '\(name)' (pos \(index + 1))")
            }
            values.append(value)
        }
        let filename: String
        if let text = runtime.strValue(values[1]) {
            filename = text.text
        } else if let bytes = runtime.bytesValue(values[1]) {
            filename = String(decoding: bytes, as: UTF8.self)
        } else {
            throw typeError("expected str, bytes or os.PathLike object, not \(runtime.typeName(values[1]))")
        }
        guard let mode = runtime.strValue(values[2]) else {
            throw typeError(
                "compile() argument 'mode' must be str, not \(runtime.argumentTypeName(values[2]))")
        }
        let modes: [String: Parser.Mode] = ["exec": .exec, "eval": .eval, "single": .single]
        guard let known = modes[mode.text] else {
            throw PythonException("ValueError", "compile() mode must be 'exec', 'eval' or 'single'")
        }
        let optimize = given(5, "optimize").flatMap { runtime.index($0) } ?? -1
        guard (-1...2).contains(optimize) else {
            throw PythonException("ValueError", "compile(): invalid optimize value")
        }
        if runtime.kind(of: values[0]) == .code { return runtime.retained(values[0]) }
        return try compileText(values[0], filename, known, of: "compile", optimization: max(0, optimize))
    }

    /// A code object of a str's or bytes' text; the caller owns it.
    private func compileText(
        _ source: ObjectID, _ filename: String, _ mode: Parser.Mode, of name: String, optimization: Int = 0
    ) throws -> ObjectID {
        var bytes: [UInt8]
        if let text = runtime.strValue(source) {
            bytes = Array(text.text.utf8)
        } else if let given = runtime.bytesValue(source) {
            bytes = given
        } else {
            let wanted = name == "compile" ? "a string, bytes or AST" : "a string, bytes or code"
            throw typeError("\(name)() arg 1 must be \(wanted) object")
        }
        if bytes.contains(0) {
            throw PythonException("SyntaxError", "source code string cannot contain null bytes")
        }
        if mode == .eval {
            bytes = Array(bytes.drop { $0 == 0x20 || $0 == 0x09 })
        }
        try charge(bytes.count)
        var flags: CodeFlags = []
        if frameCount > 0 {
            flags = frame.pointee.body.takeUnretainedValue().unit.flags.intersection(.futures)
        }
        let unit = try warning(of: bytes, filename) { (warnings) throws(SyntaxError) in
            try Compiler.compile(
                source: bytes, filename: filename, mode: mode, flags: flags, optimization: optimization,
                following: language, noting: warnings)
        }
        return makeCode(unit)
    }
}
