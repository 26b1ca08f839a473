import HeapEngine
import PythonObjects

extension Interpreter {
    /// Executes an instruction that the inner loop leaves to others.
    func perform(_ instruction: Instruction, _ frame: UnsafeMutablePointer<Frame>) throws {
        let argument = Int(instruction.argument)
        switch instruction.opcode {
        case .loadAssertionError, .loadBuildClass, .loadLocals, .loadName, .storeName, .deleteName,
            .loadGlobal, .storeGlobal, .deleteGlobal, .loadFromDictOrDeref, .loadFromDictOrGlobals,
            .setupAnnotations:
            try performName(instruction.opcode, argument, frame)
        case .makeCell, .copyFreeVars, .loadDeref, .storeDeref, .deleteDeref:
            try performCell(instruction.opcode, argument, frame)
        case .loadAttr, .loadSuperAttr, .storeAttr, .deleteAttr, .binarySubscr, .storeSubscr,
            .deleteSubscr, .binarySlice, .storeSlice:
            try performAccess(instruction.opcode, argument, frame)
        case .unaryInvert, .unaryNegative, .toBool, .binaryOp, .compareOp, .containsOp, .getIter, .getLen:
            try performOperator(instruction.opcode, argument, frame)
        case .buildTuple, .buildList, .buildSet, .buildMap, .buildConstKeyMap, .buildString, .buildSlice,
            .listAppend, .setAdd, .mapAdd, .listExtend, .setUpdate, .dictUpdate, .dictMerge:
            try performBuilding(instruction.opcode, argument, frame)
        case .unpackSequence, .unpackEx: try performUnpacking(instruction.opcode, argument, frame)
        case .convertValue, .formatSimple, .formatWithSpec:
            try performFormatting(instruction.opcode, argument, frame)
        case .callFunctionEx, .callIntrinsic1, .callIntrinsic2, .makeFunction, .setFunctionAttribute:
            try performFunction(instruction.opcode, argument, frame)
        case .pushExcInfo, .popExcept, .checkExcMatch, .checkEGMatch, .reraise, .raiseVarargs, .cleanupThrow,
            .beforeWith, .withExceptStart:
            try performException(instruction.opcode, argument, frame)
        case .send, .endSend, .getYieldFromIter, .getAwaitable, .getAIter, .getANext, .endAsyncFor,
            .beforeAsyncWith:
            try performGenerator(instruction.opcode, argument, frame)
        case .matchMapping, .matchSequence, .matchKeys, .matchClass:
            try performMatch(instruction.opcode, argument, frame)
        case .traced: try performTraced(frame)
        case .importName, .importFrom: try performImport(instruction.opcode, argument, frame)
        case .instrumentedLine: try reachLine(frame)
        default: throw unsupported(instruction.opcode, frame)
        }
    }

    /// What is compiled but not executed yet.
    private func unsupported(_ opcode: Opcode, _ frame: UnsafeMutablePointer<Frame>) -> PythonException {
        let unit = frame.pointee.body.takeUnretainedValue().unit
        let line = unit.locations[frame.pointee.current].map { Int($0.start.line) } ?? unit.firstLine
        return PythonException("NotImplementedError", "line \(line): \(opcode) cannot be executed yet")
    }
}
