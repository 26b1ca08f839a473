import HeapEngine
import PythonObjects
import PythonSyntax

extension Builtins {
    /// The attributes and methods of code objects.
    static let codes: [Builtin] = [
        .attribute("co_name") { $0.slot($1, Layouts.CodeSlot.name) },
        .attribute("co_qualname") { $0.slot($1, Layouts.CodeSlot.qualifiedName) },
        .attribute("co_filename") { $0.slot($1, Layouts.CodeSlot.filename) },
        .attribute("co_consts") { $0.slot($1, Layouts.CodeSlot.constants) },
        .attribute("co_names") { $0.slot($1, Layouts.CodeSlot.names) },
        .attribute("co_firstlineno") { interpreter, code in
            interpreter.runtime.makeInt(interpreter.runtime.codes[interpreter.heap.payload(code)].line)
        },
        .attribute("co_argcount") { $0.number(of: $1) { $0.argumentCount } },
        .attribute("co_posonlyargcount") { $0.number(of: $1) { $0.positionalOnlyCount } },
        .attribute("co_kwonlyargcount") { $0.number(of: $1) { $0.keywordOnlyCount } },
        .attribute("co_nlocals") { $0.number(of: $1) { $0.variableNames.count } },
        .attribute("co_stacksize") { interpreter, code in
            interpreter.number(of: code) { interpreter.stackSize(of: $0) }
        },
        .attribute("co_flags") { $0.number(of: $1) { Int($0.flags.rawValue) } },
        .attribute("co_varnames") { $0.names(of: $1) { $0.variableNames } },
        .attribute("co_cellvars") { $0.names(of: $1) { $0.cellNames } },
        .attribute("co_freevars") { $0.names(of: $1) { $0.freeNames } },
        .attribute("co_code") { interpreter, code in
            interpreter.runtime.makeBytes(interpreter.unit(of: code).map { EncodedCode($0).bytes } ?? [])
        },
        .attribute("co_linetable") { $0.table($1, Layouts.CodeSlot.locations) },
        .attribute("co_exceptiontable") { $0.table($1, Layouts.CodeSlot.exceptionTable) },
        .method("co_lines", 0...0) { $0.lines(ofCode: $1[0]) },
        .method("co_positions", 0...0) { $0.positions(ofCode: $1[0]) },
        Builtin(name: "replace", takesReceiver: true) { try $0.replace(code: $1[0], $1) },
    ]
}

extension Interpreter {
    /// What a code object was compiled to; nil if it was not.
    func unit(of code: ObjectID) -> CodeUnit? {
        (runtime.codes[heap.payload(code)].body as? CodeBody)?.unit
    }

    /// What a slot holds, or None.
    fileprivate func slot(_ object: ObjectID, _ slot: Int) -> ObjectID {
        let value = heap.slot(object, slot)
        return orNone(value.isNone ? nil : value)
    }

    /// The bytes that a slot holds; none for a code that was made without source.
    fileprivate func table(_ code: ObjectID, _ slot: Int) -> ObjectID {
        let table = heap.slot(code, slot)
        return table.isNone ? runtime.makeBytes([]) : runtime.retained(table)
    }

    fileprivate func number(of code: ObjectID, _ count: (CodeUnit) -> Int) -> ObjectID {
        runtime.makeInt(unit(of: code).map(count) ?? 0)
    }

    fileprivate func names(of code: ObjectID, _ names: (CodeUnit) -> [String]) -> ObjectID {
        let objects = (unit(of: code).map(names) ?? []).map { runtime.internedName($0) }
        defer { for object in objects { heap.release(object) } }
        return runtime.makeTuple(objects)
    }

    /// `code.co_lines()`: an iterator over `(start, end, line)`.
    fileprivate func lines(ofCode code: ObjectID) -> ObjectID {
        let locations = unit(of: code).map { EncodedCode($0).locations } ?? []
        var ranges: [ObjectID] = []
        var start = 0
        for index in locations.indices {
            let line = locations[index].map { Int($0.start.line) }
            let next = index + 1 < locations.count ? locations[index + 1].map { Int($0.start.line) } : nil
            if index + 1 < locations.count, next == line { continue }
            ranges.append(tuple(of: [2 * start, 2 * (index + 1), line]))
            start = index + 1
        }
        defer { for range in ranges { heap.release(range) } }
        return iterator(over: ranges)
    }

    /// `code.co_positions()`: an iterator over `(line, end line, column, end column)`.
    fileprivate func positions(ofCode code: ObjectID) -> ObjectID {
        let encoded = unit(of: code).map { EncodedCode($0) }
        let positions = (encoded?.locations ?? []).enumerated().map { index, range in
            let hasColumns = encoded?.unitsWithoutColumns.contains(index) == false
            return tuple(
                of: [
                    range.map { Int($0.start.line) }, range.map { Int($0.end.line) },
                    hasColumns ? range.map { Int($0.start.column) } : nil,
                    hasColumns ? range.map { Int($0.end.column) } : nil,
                ])
        }
        defer { for position in positions { heap.release(position) } }
        return iterator(over: positions)
    }

    private func tuple(of numbers: [Int?]) -> ObjectID {
        let items = numbers.map { $0.map { runtime.makeInt($0) } ?? runtime.none }
        defer { for item in items { heap.release(item) } }
        return runtime.makeTuple(items)
    }

    /// `f_lasti` and `tb_lasti` of an instruction.
    func offset(of instruction: Int, in body: CodeBody?) -> Int {
        guard let body else { return -1 }
        let offsets = body.encodedOffsets
        return offsets.indices.contains(instruction) ? 2 * offsets[instruction] : -1
    }

    // MARK: replace

    /// `code.replace(**changes)`
    fileprivate func replace(code: ObjectID, _ arguments: CallArguments) throws -> ObjectID {
        guard arguments.count == 1 else {
            throw typeError("replace() takes no positional arguments")
        }
        guard let unit = unit(of: code) else { return runtime.retained(code) }
        var changes: [String: ObjectID] = [:]
        for (index, name) in arguments.names.enumerated() {
            changes[text(name)] = arguments.base[arguments.count + index]
        }
        func take(_ name: String) -> ObjectID? { changes.removeValue(forKey: name) }
        func string(_ name: String, _ known: String) throws -> String {
            guard let value = take(name) else { return known }
            guard let text = runtime.strValue(value) else {
                throw typeError("replace() argument '\(name)' must be str, not \(runtime.typeName(value))")
            }
            return text.text
        }
        func number(_ name: String, _ known: Int) throws -> Int {
            guard let value = take(name) else { return known }
            let number = try cInt(value)
            guard number >= 0 else {
                throw PythonException("ValueError", "code: \(name.dropFirst(3)) must be a positive integer")
            }
            return number
        }
        func items(_ name: String, _ slot: Int) throws -> [ObjectID] {
            guard let value = take(name) else { return runtime.items(of: heap.slot(code, slot)) }
            guard runtime.kind(of: value) == .tuple else {
                throw typeError("replace() argument '\(name)' must be tuple, not \(runtime.typeName(value))")
            }
            return runtime.items(of: value)
        }
        let constants = try items("co_consts", Layouts.CodeSlot.constants)
        let names = try items("co_names", Layouts.CodeSlot.names)
        guard constants.count >= unit.constants.count, names.count >= unit.names.count else {
            throw PythonException("ValueError", "code: constants or names are missing")
        }
        let flags = CodeFlags(rawValue: UInt32(try number("co_flags", Int(unit.flags.rawValue))))
        let changed = CodeUnit(
            instructions: unit.instructions, locations: unit.locations, pairs: unit.pairs,
            exceptionTable: unit.exceptionTable,
            constants: unit.constants, names: unit.names, localNames: unit.localNames,
            localKinds: unit.localKinds, argumentCount: unit.argumentCount,
            positionalOnlyCount: unit.positionalOnlyCount, keywordOnlyCount: unit.keywordOnlyCount,
            flags: flags, stackSize: max(unit.stackSize, try number("co_stacksize", unit.stackSize)),
            firstLine: try number("co_firstlineno", unit.firstLine), name: try string("co_name", unit.name),
            qualifiedName: try string("co_qualname", unit.qualifiedName),
            filename: try string("co_filename", unit.filename))
        if let name = changes.keys.sorted().first {
            guard name.hasPrefix("co_") else {
                throw typeError("replace() got an unexpected keyword argument '\(name)'")
            }
            throw PythonException("NotImplementedError", "code.replace(\(name)=...) is not possible here")
        }
        var parts = CodeParts(of: code, heap)
        (parts.constants, parts.names) = (
            runtime.makeTuple(constants, constants: true), runtime.makeTuple(names, constants: true)
        )
        for part in [parts.localNames, parts.localKinds, parts.locations, parts.exceptionTable] {
            heap.retain(part)
        }
        return makeCode(changed, EncodedCode(changed), parts)
    }
}
