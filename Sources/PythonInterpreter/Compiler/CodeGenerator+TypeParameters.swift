import PythonSyntax

extension CodeGenerator {
    /// Opens the unit that makes the type parameters of a generic function, class or alias and leaves them, a
    /// tuple, on its stack.
    /// - Parameter passed: how many of the tuple and dict of defaults are on the stack; the unit is called with
    ///   them.
    func enterTypeParameters(
        of name: String, _ parameters: [TypeParameter], _ location: SourceRange, passed: Int, firstLine: Int,
        privateName: String? = nil, leading: CodeConstant? = nil
    ) throws(SyntaxError) {
        // The unit's function will be swapped below what it is called with.
        if passed == 2 { unit.emit(.swap, 2, at: location) }
        enter(
            symbols[.typeParameters, location], .typeParameters, named: "<generic parameters of \(name)>",
            firstLine: firstLine, privateName: privateName)
        unit.argumentCount = passed
        if let leading { unit.emitConstant(leading, at: location) }
        var hasDefault = false
        for parameter in parameters { try visit(parameter, &hasDefault) }
        unit.emit(.buildTuple, parameters.count, at: parameters[0].range)
    }

    func leaveTypeParameters(passed: Int, at location: SourceRange) {
        let code = leave(returningNone: false)
        emitFunction(code, [], at: location)
        if passed > 0 {
            unit.emit(.swap, passed + 1, at: location)
            unit.emit(.call, passed - 1, at: location)
        } else {
            unit.emit(.pushNull, at: location)
            unit.emit(.call, 0, at: location)
        }
    }

    func emit(_ intrinsic: BinaryIntrinsic, at location: SourceRange?) {
        unit.emit(.callIntrinsic2, Int(intrinsic.rawValue), at: location)
    }

    private func visit(_ parameter: TypeParameter, _ hasDefault: inout Bool) throws(SyntaxError) {
        let location = parameter.range
        unit.emitConstant(.string(parameter.name), at: location)
        switch parameter.kind {
        case .typeVar(let bound?):
            try visitLazily(bound, .typeVariableBound, parameter)
            var isConstraints = false
            if case .tuple = bound.kind { isConstraints = true }
            if case .tuple? = constant(bound) { isConstraints = true }
            emit(isConstraints ? .typeVarWithConstraints : .typeVarWithBound, at: location)
        case .typeVar: emit(.typeVar, at: location)
        case .typeVarTuple: emit(.typeVarTuple, at: location)
        case .paramSpec: emit(.paramSpec, at: location)
        }
        if let value = parameter.defaultValue {
            hasDefault = true
            try visitLazily(value, .typeVariableDefault, parameter)
            emit(.setTypeParamDefault, at: location)
        } else if hasDefault {
            throw SyntaxError(
                "non-default type parameter '\(parameter.name)' follows default type parameter", at: location)
        }
        unit.emit(.copy, 1, at: location)
        visitName(parameter.name, .store, at: location)
    }

    /// Pushes a function that evaluates a bound or default when it is asked for.
    private func visitLazily(
        _ value: Expression, _ kind: Scope.Kind, _ parameter: TypeParameter
    ) throws(SyntaxError) {
        let inner = symbols[kind, parameter.range]
        enter(inner, .typeParameters, named: parameter.name, firstLine: Int(value.range.start.line))
        if case .starred(let starred, _) = value.kind {
            try visit(starred)
            unit.emit(.unpackSequence, 1, at: value.range)
        } else {
            try visit(value)
        }
        unit.emit(.returnValue, at: value.range)
        let code = leave(returningNone: true)
        emitFunction(code, [], at: value.range)
    }

    /// `type name[parameters] = value`
    func visitTypeAlias(
        _ name: Expression, _ parameters: [TypeParameter], _ value: Expression, _ location: SourceRange
    ) throws(SyntaxError) {
        guard case .name(let identifier, _) = name.kind else { return }
        if !parameters.isEmpty {
            try enterTypeParameters(
                of: identifier, parameters, location, passed: 0, firstLine: Int(location.start.line),
                leading: .string(identifier))
        } else {
            unit.emitConstant(.string(identifier), at: location)
            unit.emitConstant(.none, at: location)
        }
        let inner = symbols[.typeAlias, location]
        enter(inner, .function, named: identifier, firstLine: Int(location.start.line))
        // The first constant keeps the value from being a docstring.
        _ = unit.constants.index(of: .none)
        try visit(value)
        unit.emit(.returnValue, at: location)
        let code = leave(returningNone: false)
        emitFunction(code, [], at: location)
        unit.emit(.buildTuple, 3, at: location)
        emit(.typeAlias, at: location)
        if !parameters.isEmpty { leaveTypeParameters(passed: 0, at: location) }
        visitName(identifier, .store, at: location)
    }
}
