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
}
