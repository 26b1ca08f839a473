import PythonSyntax

extension CodeGenerator {
    /// An f-string.
    func visitJoined(_ values: [Expression], _ location: SourceRange) throws(SyntaxError) {
        if values.count > Self.stackGuideline {
            unit.emitConstant(.string(""), at: location)
            unit.emit(.loadAttr, unit.names.index(of: "join") << 1 | 1, at: location)
            unit.emit(.buildList, 0, at: location)
            for value in values {
                try visit(value)
                unit.emit(.listAppend, 1, at: location)
            }
            unit.emit(.call, 1, at: location)
            return
        }
        try visit(values)
        if values.count > 1 {
            unit.emit(.buildString, values.count, at: location)
        } else if values.isEmpty {
            unit.emitConstant(.string(""), at: location)
        }
    }

    /// A replacement field.
    func visitFormatted(_ formatted: FormattedValue, _ location: SourceRange) throws(SyntaxError) {
        try visit(formatted.value)
        switch formatted.conversion {
        case .none: break
        case .str: unit.emit(.convertValue, 1, at: location)
        case .repr: unit.emit(.convertValue, 2, at: location)
        case .ascii: unit.emit(.convertValue, 3, at: location)
        }
        if let specification = formatted.specification {
            try visit(specification)
            unit.emit(.formatWithSpec, at: location)
        } else {
            unit.emit(.formatSimple, at: location)
        }
    }
}
