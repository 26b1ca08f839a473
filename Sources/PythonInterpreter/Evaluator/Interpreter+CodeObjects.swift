import HeapEngine
import PythonObjects

extension Interpreter {
    /// Makes the code object of a code unit, with all that are nested in it; the caller owns it.
    package func makeCode(_ unit: CodeUnit) -> ObjectID {
        var known: [CodeConstant: ObjectID] = [:]
        let code = makeCode(unit, &known)
        for object in known.values { heap.release(object) }
        return code
    }

    private func makeCode(_ unit: CodeUnit, _ known: inout [CodeConstant: ObjectID]) -> ObjectID {
        heap.release(runtime.identifier(unit.name))
        let encoded = EncodedCode(unit)
        let constants = constant(.tuple(unit.constants), &known)
        let names = tuple(ofNames: unit.names, &known)
        let localNames = tuple(ofNames: unit.localNames, &known)
        let parts = CodeParts(
            constants: constants, names: names, localNames: localNames,
            localKinds: runtime.makeUnsharedBytes(unit.localKinds.map(\.rawValue)),
            locations: constant(.bytes(LocationTable(encoded, firstLine: unit.firstLine).bytes), &known),
            exceptionTable: constant(.bytes(encoded.exceptionTable), &known))
        let code = makeCode(unit, encoded, parts)
        keepKeywordNames(unit, runtime.items(of: constants))
        return code
    }

    /// A code object of its parts, of which it takes over the units.
    func makeCode(_ unit: CodeUnit, _ encoded: EncodedCode, _ parts: CodeParts) -> ObjectID {
        let body = CodeBody(
            unit: unit, constants: runtime.items(of: parts.constants), names: runtime.items(of: parts.names))
        debugger.note(body)
        var record = CodeRecord(
            name: unit.name, filename: unit.filename, line: unit.firstLine, parameters: unit.variableNames,
            freeNames: unit.freeNames, instructions: encoded.bytes.count / 2, body: body)
        record.facts = UnsafeMutableRawPointer(body.facts)
        record.identity = AnyHashable(unit)
        return runtime.makeCode(record, qualifiedName: unit.qualifiedName, parts)
    }

    /// A tuple of identifiers; equal ones of one compilation are one object, as with constants. The caller owns it.
    private func tuple(ofNames names: [String], _ known: inout [CodeConstant: ObjectID]) -> ObjectID {
        let objects = names.map { runtime.identifier($0) }
        defer { for object in objects { heap.release(object) } }
        let key = CodeConstant.tuple(names.map { .string(Array($0.utf8)) })
        if let tuple = known[key] { return runtime.retained(tuple) }
        let tuple = runtime.makeTuple(objects, constants: true)
        known[key] = runtime.retained(tuple)
        return tuple
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
