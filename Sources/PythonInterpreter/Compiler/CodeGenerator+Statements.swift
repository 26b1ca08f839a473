import PythonSyntax

extension CodeGenerator {
    func visit(_ body: [Statement]) throws(SyntaxError) {
        for statement in body { try visit(statement) }
    }

    /// The body of a module or class, which may begin with a docstring.
    func visitBody(_ body: [Statement], at location: SourceRange?) throws(SyntaxError) {
        let location = unit.kind == .module ? body.first?.range : location
        if body.containsAnnotation { unit.emit(.setupAnnotations, at: location) }
        var statements = body[...]
        if !isInteractive, let docstring = docstring(of: body) {
            if optimization < 2, case .expression(let value) = body[0].kind {
                unit.emitConstant(docstring, at: value.range)
                visitName("__doc__", .store, at: nil)
            }
            statements = statements.dropFirst()
        }
        if keepsLastValue, unit.kind == .module, case .expression(let value)? = statements.last?.kind {
            for statement in statements.dropLast() { try visit(statement) }
            try visit(value)
            return unit.emit(.returnValue, at: value.range)
        }
        for statement in statements { try visit(statement) }
    }

    func visit(_ statement: Statement) throws(SyntaxError) {
        let location = statement.range
        switch statement.kind {
        case .functionDef(let function): try visit(function, location)
        case .classDef(let type): try visit(type, location)
        case .return(let value): try visitReturn(value, location)
        case .delete(let targets): try visit(targets)
        case .assign(let targets, let value):
            try visit(value)
            for (index, target) in targets.enumerated() {
                if index + 1 < targets.count { unit.emit(.copy, 1, at: location) }
                try visit(target)
            }
        case .typeAlias(let name, let parameters, let value):
            try visitTypeAlias(name, parameters, value, location)
        case .augAssign(let target, let operation, let value):
            try visitAugmented(target, operation, value, location)
        case .annAssign(let target, let annotation, let value, let isSimple):
            try visitAnnotated(target, annotation, value, isSimple: isSimple, location)
        case .for(let loop): try visit(loop, location)
        case .while(let test, let body, let orElse): try visitWhile(test, body, orElse, location)
        case .if(let test, let body, let orElse): try visitIf(test, body, orElse)
        case .with(let items, let body, let isAsync):
            try visitWith(items[...], body, isAsync: isAsync, location)
        case .match(let subject, let cases): try visitMatch(subject, cases)
        case .raise(let exception, let cause):
            if let exception { try visit(exception) }
            if let cause { try visit(cause) }
            unit.emit(.raiseVarargs, exception == nil ? 0 : cause == nil ? 1 : 2, at: location)
        case .try(let block): try visit(block, location)
        case .assert(let test, let message): try visitAssert(test, message, location)
        case .import(let aliases): visitImport(aliases, location)
        case .importFrom(let module, let names, let level):
            try visitImport(names, from: module, level: level, location)
        case .global, .nonlocal: break
        case .expression(let value): try visitStatement(value, location)
        case .pass: unit.emit(.nop, at: location)
        case .break: try visitBreak(location)
        case .continue: try visitContinue(location)
        }
    }

    private func visitStatement(_ value: Expression, _ location: SourceRange) throws(SyntaxError) {
        if isInteractive, units.count == 1 {
            try visit(value)
            emit(.print, at: location)
            unit.emit(.popTop, at: nil)
        } else if constant(value) != nil {
            unit.emit(.nop, at: location)
        } else {
            try visit(value)
            unit.emit(.popTop, at: nil)
        }
    }

    private func visitIf(
        _ test: Expression, _ body: [Statement], _ orElse: [Statement]
    ) throws(SyntaxError) {
        let end = unit.newLabel()
        let next = orElse.isEmpty ? end : unit.newLabel()
        try jump(on: test, to: next, if: false)
        try visit(body)
        if !orElse.isEmpty {
            unit.emit(.jumpNoInterrupt, to: end, at: nil)
            unit.place(next)
            try visit(orElse)
        }
        unit.place(end)
    }

    private func visitAssert(
        _ test: Expression, _ message: Expression?, _ location: SourceRange
    ) throws(SyntaxError) {
        checkAssertion(test, location)
        if optimization > 0 { return }
        let end = unit.newLabel()
        try jump(on: test, to: end, if: true)
        unit.emit(.loadAssertionError, at: location)
        if let message {
            try visit(message)
            unit.emit(.call, 0, at: location)
        }
        unit.emit(.raiseVarargs, 1, at: test.range)
        unit.place(end)
    }

    // MARK: Assignments

    private func visitAugmented(
        _ target: Expression, _ operation: BinaryOperator, _ value: Expression, _ location: SourceRange
    ) throws(SyntaxError) {
        // The in-place forms follow the plain ones in the same order.
        let operation = Int(operation.operation.rawValue) + BinaryOperation.allCases.count / 2
        let place = target.range
        switch target.kind {
        case .attribute(let object, let name, _):
            let attributePlace = attributeLocation(place, of: name, endingAt: place)
            try visit(object)
            unit.emit(.copy, 1, at: place)
            unit.emit(.loadAttr, attributeIndex(name) << 1, at: attributePlace)
            try visit(value)
            unit.emit(.binaryOp, operation, at: location)
            unit.emit(.swap, 2, at: attributePlace)
            unit.emit(.storeAttr, attributeIndex(name), at: attributePlace)
        case .subscript(let object, let slice, _):
            try visit(object)
            if case .slice(let lower, let upper, nil) = slice.kind, language.slicesInOneStep {
                try visitBounds(lower, upper, slice.range)
                for _ in 0..<3 { unit.emit(.copy, 3, at: place) }
                unit.emit(.binarySlice, at: place)
                try visit(value)
                unit.emit(.binaryOp, operation, at: location)
                for depth in [4, 3, 2] { unit.emit(.swap, depth, at: place) }
                unit.emit(.storeSlice, at: place)
                return
            }
            try visit(slice)
            for _ in 0..<2 { unit.emit(.copy, 2, at: place) }
            unit.emit(.binarySubscr, at: place)
            try visit(value)
            unit.emit(.binaryOp, operation, at: location)
            for depth in [3, 2] { unit.emit(.swap, depth, at: place) }
            unit.emit(.storeSubscr, at: place)
        case .name(let name, _):
            visitName(name, .load, at: place)
            try visit(value)
            unit.emit(.binaryOp, operation, at: location)
            visitName(name, .store, at: place)
        default: throw SyntaxError("illegal expression for augmented assignment", at: place)
        }
    }

    private func visitAnnotated(
        _ target: Expression, _ annotation: Expression, _ value: Expression?, isSimple: Bool,
        _ location: SourceRange
    ) throws(SyntaxError) {
        if let value {
            try visit(value)
            try visit(target)
        }
        let keepsAnnotations = unit.kind == .module || unit.kind == .classBody
        switch target.kind {
        case .name(let name, _):
            if isSimple, keepsAnnotations {
                try visitAnnotation(annotation)
                unit.emit(.loadName, unit.names.index(of: "__annotations__"), at: location)
                unit.emitConstant(.string(mangled(name, in: unit.privateName)), at: location)
                unit.emit(.storeSubscr, at: location)
            }
        case .attribute(let object, _, _): if value == nil { try visitAndDrop(object) }
        case .subscript(let object, let slice, _):
            if value == nil {
                try visitAndDrop(object)
                try visitAndDropBounds(slice)
            }
        default: break
        }
        if !isSimple, keepsAnnotations, !isAnnotationsFuture { try visitAndDrop(annotation) }
    }

    /// An annotation's value, or its text with the future import.
    func visitAnnotation(_ annotation: Expression) throws(SyntaxError) {
        if isAnnotationsFuture {
            var unparser = Unparser(folded: folded)
            unit.emitConstant(.string(unparser.unparse(annotation)), at: annotation.range)
        } else {
            try visit(annotation)
        }
    }

    private func visitAndDrop(_ expression: Expression) throws(SyntaxError) {
        try visit(expression)
        unit.emit(.popTop, at: expression.range)
    }

    private func visitAndDropBounds(_ slice: Expression) throws(SyntaxError) {
        switch slice.kind {
        case .slice(let lower, let upper, let step):
            for bound in [lower, upper, step] {
                if let bound { try visitAndDrop(bound) }
            }
        case .tuple(let elements, _): for element in elements { try visitAndDropBounds(element) }
        default: try visitAndDrop(slice)
        }
    }
}

extension [Statement] {
    /// Whether an annotated assignment stands in a body, or in a statement of it that opens no scope.
    fileprivate var containsAnnotation: Bool {
        contains { statement in
            switch statement.kind {
            case .annAssign: true
            case .for(let loop): loop.body.containsAnnotation || loop.orElse.containsAnnotation
            case .while(_, let body, let orElse), .if(_, let body, let orElse):
                body.containsAnnotation || orElse.containsAnnotation
            case .with(_, let body, _): body.containsAnnotation
            case .match(_, let cases): cases.contains { $0.body.containsAnnotation }
            case .try(let block):
                block.body.containsAnnotation || block.orElse.containsAnnotation
                    || block.finalBody.containsAnnotation
                    || block.handlers.contains { $0.body.containsAnnotation }
            default: false
            }
        }
    }
}
