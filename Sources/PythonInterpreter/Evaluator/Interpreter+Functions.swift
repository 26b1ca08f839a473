import HeapEngine
import PythonObjects

extension Interpreter {
    func performFunction(_ opcode: Opcode, _ argument: Int, _ frame: UnsafeMutablePointer<Frame>) throws {
        switch opcode {
        case .makeFunction:
            let code = frame.peek()
            let function = makeFunction(
                code, globals: frame.pointee.globals, builtins: frame.pointee.builtins)
            dropOperands(1, frame)
            frame.push(function)
        case .setFunctionAttribute:
            let function = frame.pop()
            let value = frame.pop()
            let slot: Int
            switch FunctionAttribute(rawValue: UInt8(argument)) {
            case .defaults: slot = Layouts.FunctionSlot.defaults
            case .keywordDefaults: slot = Layouts.FunctionSlot.keywordDefaults
            case .annotations: slot = Layouts.FunctionSlot.annotations
            case .closure: slot = Layouts.FunctionSlot.closure
            case nil: preconditionFailure("unknown function attribute \(argument)")
            }
            heap.setSlot(function, slot, owned: value)
            frame.push(function)
        case .callIntrinsic1: try performIntrinsic(argument, frame)
        case .callIntrinsic2:
            guard let intrinsic = BinaryIntrinsic(rawValue: UInt8(argument)),
                let result = try typeParameter(intrinsic, frame.peek(1), frame.peek())
            else { preconditionFailure("unknown intrinsic \(argument)") }
            dropOperands(2, frame)
            frame.push(result)
        default: throw PythonException("NotImplementedError", "\(opcode) cannot be executed yet")
        }
    }

    /// A function of a code object, with the module and docstring that CPython gives it.
    private func makeFunction(_ code: ObjectID, globals: ObjectID, builtins: ObjectID) -> ObjectID {
        let module = runtime.lookUp(globals, name: "__name__") ?? .none
        let body = body(of: code)
        var doc = runtime.none
        if !body.unit.constants.isEmpty, runtime.kind(of: body.constants[0]) == .str {
            doc = body.constants[0]
        }
        return runtime.makeFunction(
            code: code, globals: globals, builtins: builtins, module: module, doc: doc)
    }

    /// What a code object runs.
    func body(of code: ObjectID) -> CodeBody {
        guard let body = runtime.codes[heap.payload(code)].body as? CodeBody else {
            preconditionFailure("a code object that no source was compiled to")
        }
        return body
    }

    /// What a generator's code runs, or ran; nil if it was not compiled from source.
    func body(ofGenerator generator: ObjectID) -> CodeBody? {
        let code = runtime.code(ofGenerator: generator)
        return code.isNone ? nil : runtime.codes[heap.payload(code)].body as? CodeBody
    }

    private func performIntrinsic(_ argument: Int, _ frame: UnsafeMutablePointer<Frame>) throws {
        switch UnaryIntrinsic(rawValue: UInt8(argument)) {
        case .print:
            let value = frame.peek()
            if let hook = hook("displayhook") {
                heap.release(try call(hook, [value]))
            } else if value != runtime.none {
                let shown = runtime.makeStr(try reprText(value) + "\n")
                defer { heap.release(shown) }
                try writeOutput(shown)
            }
            dropOperands(1, frame)
            frame.push(runtime.none)
        case .unaryPositive:
            let result = try positive(frame.peek())
            dropOperands(1, frame)
            frame.push(result)
        case .listToTuple:
            let list = frame.peek()
            let tuple = runtime.makeTuple(runtime.items(of: list))
            dropOperands(1, frame)
            frame.push(tuple)
        case .importStar:
            let module = frame.peek()
            try importStar(module, frame)
            dropOperands(1, frame)
            frame.push(runtime.none)
        case .stopIterationError, .asyncGenWrap: break
        case let intrinsic?:
            guard let result = try typeParameter(intrinsic, frame.peek()) else {
                preconditionFailure("unknown intrinsic \(argument)")
            }
            dropOperands(1, frame)
            frame.push(result)
        case nil: preconditionFailure("unknown intrinsic \(argument)")
        }
    }

    // MARK: Code objects

    /// Makes the code object of a code unit, with all that are nested in it; the caller owns it.
    package func makeCode(_ unit: CodeUnit) -> ObjectID {
        var known: [CodeConstant: ObjectID] = [:]
        let code = makeCode(unit, &known)
        for object in known.values { heap.release(object) }
        return code
    }

    private func makeCode(_ unit: CodeUnit, _ known: inout [CodeConstant: ObjectID]) -> ObjectID {
        let constants = unit.constants.map { constant($0, &known) }
        let names = unit.names.map { runtime.identifier($0) }
        for name in unit.localNames + [unit.name] { heap.release(runtime.identifier(name)) }
        let body = CodeBody(unit: unit, constants: constants, names: names)
        debugger.note(body)
        var record = CodeRecord(
            name: unit.name, filename: unit.filename, line: unit.firstLine, parameters: unit.variableNames,
            freeNames: unit.freeNames, instructions: EncodedCode(unit).bytes.count / 2, body: body)
        record.facts = UnsafeMutableRawPointer(body.facts)
        record.identity = AnyHashable(unit)
        let code = runtime.makeCode(
            record, qualifiedName: unit.qualifiedName,
            constants: runtime.makeTuple(constants, constants: true),
            names: runtime.makeTuple(names, constants: true))
        keepKeywordNames(unit, constants)
        for object in constants { heap.release(object) }
        for object in names { heap.release(object) }
        return code
    }

    /// Makes the names of keyword arguments immortal: identifiers that lie in a tuple of constants.
    private func keepKeywordNames(_ unit: CodeUnit, _ constants: [ObjectID]) {
        guard runtime.profile.keepsIdentifiers else { return }
        for (load, call) in zip(unit.instructions, unit.instructions.dropFirst())
        where call.opcode == .callKw && load.opcode == .loadConst {
            for name in runtime.items(of: constants[Int(load.argument)]) { heap.setImmortal(name) }
        }
    }

    /// The object of a constant; equal ones of one compilation are one object. The caller owns it.
    private func constant(_ constant: CodeConstant, _ known: inout [CodeConstant: ObjectID]) -> ObjectID {
        if let object = known[constant] { return runtime.retained(object) }
        let object: ObjectID
        switch constant {
        case .none: return runtime.none
        case .true: return runtime.trueObject
        case .false: return runtime.falseObject
        case .ellipsis: return runtime.ellipsis
        case .int(let value): object = runtime.makeInt(value)
        case .float(let value): object = runtime.makeFloat(value)
        case .complex(let real, let imaginary): object = runtime.makeComplex(real, imaginary)
        case .string(let bytes):
            let text = PythonString(generalisedUTF8: bytes)
            object = text.isNameLike ? runtime.internedString(text) : runtime.makeStr(text)
        case .bytes(let bytes): object = runtime.makeBytes(bytes)
        case .tuple(let items):
            let objects = items.map { self.constant($0, &known) }
            object = runtime.makeTuple(objects, constants: true)
            for item in objects { heap.release(item) }
        case .frozenset(let items):
            let objects = items.map { self.constant($0, &known) }
            guard let set = try? runtime.makeFrozenSet(objects) else {
                preconditionFailure("a constant that cannot be hashed")
            }
            object = set
            for item in objects { heap.release(item) }
        case .code(let unit): object = makeCode(unit, &known)
        }
        known[constant] = runtime.retained(object)
        return object
    }
}
