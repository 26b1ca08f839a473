import PythonSyntax

extension CodeGenerator {
    func visitImport(_ aliases: [Alias], _ location: SourceRange) {
        for alias in aliases {
            unit.emitConstant(.int(0), at: location)
            unit.emitConstant(.none, at: location)
            unit.emit(.importName, attributeIndex(alias.name), at: location)
            let parts = alias.name.split(separator: ".").map(String.init)
            guard let name = alias.asName else {
                visitName(parts[0], .store, at: location)
                continue
            }
            guard parts.count > 1 else {
                visitName(name, .store, at: location)
                continue
            }
            // The import gives the outermost package.
            for (index, part) in parts.dropFirst().enumerated() {
                if index > 0 {
                    unit.emit(.swap, 2, at: location)
                    unit.emit(.popTop, at: location)
                }
                unit.emit(.importFrom, attributeIndex(part), at: location)
            }
            visitName(name, .store, at: location)
            unit.emit(.popTop, at: location)
        }
    }

    func visitImport(
        _ names: [Alias], from module: String?, level: Int, _ location: SourceRange
    ) throws(SyntaxError) {
        if module == "__future__", level == 0, location.start.line > futureLine {
            throw SyntaxError(
                "from __future__ imports must occur at the beginning of the file", at: location)
        }
        unit.emitConstant(.int(.init(level)), at: location)
        unit.emitConstant(.tuple(names.map { .string($0.name) }), at: location)
        unit.emit(.importName, attributeIndex(module ?? ""), at: location)
        for alias in names {
            if alias.name == "*" {
                emit(.importStar, at: location)
                break
            }
            unit.emit(.importFrom, attributeIndex(alias.name), at: location)
            visitName(alias.asName ?? alias.name, .store, at: location)
        }
        unit.emit(.popTop, at: location)
    }
}
