import PythonSyntax

extension CodeUnit {
    /// The code unit and those among its constants as text, in the form in which recordings of CPython's `dis`
    /// are kept: one line an instruction, with labels for the targets of jumps.
    package func listing() -> String {
        var lines: [String] = []
        list(into: &lines)
        return lines.joined(separator: "\n") + "\n"
    }

    private func list(into lines: inout [String]) {
        lines.append("code \(qualifiedName) line \(firstLine)")
        lines.append(
            "  args \(argumentCount) \(positionalOnlyCount) \(keywordOnlyCount) flags \(flags.rawValue)"
                + " stack \(stackSize)")
        lines.append("  names \(names.joined(separator: " "))")
        lines.append("  varnames \(variableNames.joined(separator: " "))")
        lines.append("  cellvars \(cellNames.joined(separator: " "))")
        lines.append("  freevars \(freeNames.joined(separator: " "))")
        for (index, constant) in constants.enumerated() {
            lines.append("  const \(index) \(constant.listed)")
        }
        var targets = Set(instructions.compactMap { $0.opcode.isJump ? Int($0.argument) : nil })
        for entry in exceptionTable {
            targets.formUnion([Int(entry.start), Int(entry.end), Int(entry.target)])
        }
        let labels = Dictionary(
            uniqueKeysWithValues: targets.sorted().enumerated().map { ($1, "L\($0 + 1)") })
        for (index, instruction) in instructions.enumerated() {
            let label = labels[index].map { "\($0):" } ?? ""
            let line = locations[index].map { String($0.start.line) } ?? "-"
            lines.append("\(label)\t\(line)\t\(instruction.listed(in: self, labels))")
        }
        if let label = labels[instructions.count] { lines.append("\(label):") }
        for entry in exceptionTable {
            let places = [entry.start, entry.end, entry.target].map { labels[Int($0)] ?? "" }
            lines.append(
                "  handler \(places[0]) \(places[1]) \(places[2]) \(entry.depth)"
                    + (entry.pushesLasti ? " lasti" : ""))
        }
        for case .code(let unit) in constants { unit.list(into: &lines) }
    }
}

extension Instruction {
    fileprivate func listed(in unit: CodeUnit, _ labels: [Int: String]) -> String {
        let name = opcode.listedName
        if opcode.isJump { return "\(name) \(labels[Int(argument)] ?? "")" }
        return opcode.hasArgument ? "\(name) \(argument)" : name
    }
}

extension Opcode {
    /// CPython's name: `LOAD_FAST` for `loadFast`.
    package var listedName: String {
        switch self {
        case .checkEGMatch: return "CHECK_EG_MATCH"
        case .getAIter: return "GET_AITER"
        case .getANext: return "GET_ANEXT"
        case .callIntrinsic1: return "CALL_INTRINSIC_1"
        case .callIntrinsic2: return "CALL_INTRINSIC_2"
        default:
            return "\(self)".reduce(into: "") { name, character in
                if character.isUppercase { name.append("_") }
                name += character.uppercased()
            }
        }
    }

    /// Whether the argument is the index of an instruction.
    package var isJump: Bool {
        switch self {
        case .jumpForward, .jumpBackward, .jumpBackwardNoInterrupt, .popJumpIfFalse, .popJumpIfTrue,
            .popJumpIfNone, .popJumpIfNotNone, .forIter, .send:
            true
        default: false
        }
    }

    /// Whether the argument means anything.
    package var hasArgument: Bool {
        switch self {
        case .nop, .popTop, .pushNull, .loadAssertionError, .loadBuildClass, .loadLocals, .binarySubscr,
            .storeSubscr, .deleteSubscr, .binarySlice, .storeSlice, .unaryInvert, .unaryNegative, .unaryNot,
            .toBool, .formatSimple, .formatWithSpec, .makeFunction, .returnValue, .getIter, .endFor,
            .pushExcInfo, .popExcept, .checkExcMatch, .checkEGMatch, .cleanupThrow, .beforeWith,
            .beforeAsyncWith, .withExceptStart, .returnGenerator, .endSend, .getYieldFromIter, .getAIter,
            .getANext, .endAsyncFor, .setupAnnotations, .getLen, .matchMapping, .matchSequence, .matchKeys:
            false
        default: true
        }
    }
}

extension CodeConstant {
    /// The constant with its type, so that equal numbers of different types differ.
    fileprivate var listed: String {
        switch self {
        case .none: "None"
        case .true: "True"
        case .false: "False"
        case .ellipsis: "Ellipsis"
        case .int(let value): "int \(String(value, radix: 16))"
        case .float(let value): "float \(String(value.bitPattern, radix: 16))"
        case .complex(let real, let imaginary):
            "complex \(String(real.bitPattern, radix: 16)) \(String(imaginary.bitPattern, radix: 16))"
        case .string(let bytes): "str \(hexadecimal(bytes))"
        case .bytes(let bytes): "bytes \(hexadecimal(bytes))"
        case .tuple(let items): "tuple (\(items.map(\.listed).joined(separator: ", ")))"
        case .frozenset(let items): "frozenset (\(items.map(\.listed).sorted().joined(separator: ", ")))"
        case .code(let unit): "code \(unit.qualifiedName) line \(unit.firstLine)"
        }
    }

    private func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
