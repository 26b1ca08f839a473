import PythonSyntax

extension CodeGenerator {
    /// Loads, binds or deletes a name wherever it lives.
    func visitName(_ name: String, _ context: Expression.Context, at location: SourceRange?) {
        let name = mangled(name, in: unit.privateName)
        switch scope[name].resolution {
        case .free: emitDeref(unit.cells.names.count + unit.frees.index(of: name), context, at: location)
        case .cell: emitDeref(unit.cells.index(of: name), context, at: location)
        case .local where scope.isFunctionLike || unit.hiddenLocals[name] == true:
            let opcode: Opcode =
                switch context {
                case .load: .loadFast
                case .store: .storeFast
                case .delete: .deleteFast
                }
            unit.emit(opcode, unit.variables.index(of: name), at: location)
        case .globalImplicit where scope.isFunctionLike:
            emitGlobal(name, context, isImplicit: true, at: location)
        case .globalExplicit: emitGlobal(name, context, isImplicit: false, at: location)
        default:
            let index = unit.names.index(of: name)
            switch context {
            case .load:
                // An inlined comprehension does not see the names of the class it runs in.
                if scope.kind == .classBody, unit.inlinedDepth > 0 {
                    unit.emit(.loadGlobal, index << 1, at: location)
                } else {
                    unit.emit(.loadName, index, at: location)
                }
            case .store: unit.emit(.storeName, index, at: location)
            case .delete: unit.emit(.deleteName, index, at: location)
            }
        }
    }

    private func emitGlobal(
        _ name: String, _ context: Expression.Context, isImplicit: Bool, at location: SourceRange?
    ) {
        switch context {
        case .load where scope.seesClassScope && isImplicit:
            emitClassDictionary(at: location)
            unit.emit(.loadFromDictOrGlobals, unit.names.index(of: name), at: location)
        case .load: unit.emit(.loadGlobal, unit.names.index(of: name) << 1, at: location)
        case .store: unit.emit(.storeGlobal, unit.names.index(of: name), at: location)
        case .delete: unit.emit(.deleteGlobal, unit.names.index(of: name), at: location)
        }
    }

    private func emitDeref(_ index: Int, _ context: Expression.Context, at location: SourceRange?) {
        switch context {
        case .load:
            if scope.kind == .classBody, unit.inlinedDepth == 0 {
                unit.emit(.loadLocals, at: location)
                unit.emit(.loadFromDictOrDeref, index, at: location)
            } else if scope.seesClassScope {
                emitClassDictionary(at: location)
                unit.emit(.loadFromDictOrDeref, index, at: location)
            } else {
                unit.emit(.loadDeref, index, at: location)
            }
        case .store: unit.emit(.storeDeref, index, at: location)
        case .delete: unit.emit(.deleteDeref, index, at: location)
        }
    }

    private func emitClassDictionary(at location: SourceRange?) {
        let index = unit.cells.names.count + unit.frees.index(of: "__classdict__")
        unit.emit(.loadDeref, index, at: location)
    }

    /// The place of a name among cells and free variables.
    func derefIndex(of name: String) -> Int {
        let isClassCell = scope.kind == .classBody && (name == "__class__" || name == "__classdict__")
        if isClassCell || scope[name].resolution != .free, let cell = unit.cells.existingIndex(of: name) {
            return cell
        }
        return unit.cells.names.count + unit.frees.index(of: name)
    }

    /// The index of an attribute's name, mangled.
    func attributeIndex(_ name: String) -> Int {
        unit.names.index(of: mangled(name, in: unit.privateName))
    }
}
