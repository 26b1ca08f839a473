import PythonSyntax

extension CodeGenerator {
    func visit(_ type: ClassDef, _ location: SourceRange) throws(SyntaxError) {
        try visit(type.decorators)
        let firstLine = Int((type.decorators.first?.range ?? location).start.line)
        let isGeneric = !type.typeParameters.isEmpty
        if isGeneric {
            try enterTypeParameters(
                of: type.name, type.typeParameters, location, passed: 0, firstLine: firstLine,
                privateName: type.name)
            visitName(".type_params", .store, at: location)
        }
        let code = try classBody(type, location, firstLine: firstLine)
        unit.emit(.loadBuildClass, at: location)
        unit.emit(.pushNull, at: location)
        emitFunction(code, [], at: location)
        unit.emitConstant(.string(type.name), at: location)
        if isGeneric {
            visitName(".type_params", .load, at: location)
            emit(.subscriptGeneric, at: location)
            visitName(".generic_base", .store, at: location)
            let base = Expression(.name(".generic_base", .load), location)
            try visitArguments(type.bases + [base], type.keywords, pushed: 2, location)
            leaveTypeParameters(passed: 0, at: location)
        } else {
            try visitArguments(type.bases, type.keywords, pushed: 2, location)
        }
        callDecorators(type.decorators)
        visitName(type.name, .store, at: location)
    }

    private func classBody(
        _ type: ClassDef, _ location: SourceRange, firstLine: Int
    ) throws(SyntaxError) -> CodeUnit {
        let inner = symbols[.classBody, location]
        enter(inner, .classBody, named: type.name, firstLine: firstLine, privateName: type.name)
        let position = SourcePosition(line: UInt32(firstLine), column: 0)
        let start = SourceRange(position, position)
        visitName("__name__", .load, at: start)
        visitName("__module__", .store, at: start)
        unit.emitConstant(.string(unit.qualifiedName), at: start)
        visitName("__qualname__", .store, at: start)
        if language.classesTellSource {
            unit.emitConstant(.int(.init(firstLine)), at: start)
            visitName("__firstlineno__", .store, at: start)
        }
        if !type.typeParameters.isEmpty {
            visitName(".type_params", .load, at: start)
            visitName("__type_params__", .store, at: start)
        }
        if inner.needsClassDictionary {
            unit.emit(.loadLocals, at: start)
            unit.emit(.storeDeref, unit.cells.index(of: "__classdict__"), at: start)
        }
        try visitBody(type.body, at: start)
        if language.classesTellSource {
            let attributes = unit.staticAttributes.sorted(by: Scope.precedes).map { CodeConstant.string($0) }
            unit.emitConstant(.tuple(attributes), at: nil)
            visitName("__static_attributes__", .store, at: nil)
        }
        if inner.needsClassDictionary {
            unit.emit(FlowOperation.loadClosure, unit.cells.index(of: "__classdict__"), at: nil)
            visitName("__classdictcell__", .store, at: nil)
        }
        // `type.__new__` fills the cell, which the metaclass finds here.
        if inner.needsClassCell {
            unit.emit(FlowOperation.loadClosure, unit.cells.index(of: "__class__"), at: nil)
            unit.emit(.copy, 1, at: nil)
            visitName("__classcell__", .store, at: nil)
        } else {
            unit.emitConstant(.none, at: nil)
        }
        unit.emit(.returnValue, at: nil)
        return leave(returningNone: true)
    }
}
