import HeapEngine
import PythonObjects

extension Interpreter {
    /// Binds arguments to a function's parameters in place: afterwards `arguments.base` holds a unit for each parameter, in the order of
    /// the code's locals. Keywords' names must be strs.
    ///
    /// - Returns: how many locals hold something or are known to be empty.
    /// - Throws: TypeError as CPython words it; the arguments are as they were.
    func bind(_ arguments: CallArguments, to function: ObjectID, _ body: CodeBody) throws -> Int {
        let unit = body.unit
        if body.takesPositionalOnly, arguments.names.isEmpty, arguments.count == unit.argumentCount {
            return arguments.count
        }
        let named = unit.argumentCount + unit.keywordOnlyCount
        var places = [ObjectID](repeating: .none, count: body.parameterCount)
        for index in 0..<min(arguments.count, unit.argumentCount) { places[index] = arguments[index] }
        let extra =
            arguments.count > unit.argumentCount ? Array(arguments.positional[unit.argumentCount...]) : []
        var otherKeywords: [(key: ObjectID, value: ObjectID)] = []
        for (index, name) in arguments.names.enumerated() {
            let value = arguments.base[arguments.count + index]
            let text = text(name)
            if let place = unit.localNames[unit.positionalOnlyCount..<named].firstIndex(of: text) {
                guard places[place].isNone else {
                    throw typeError("\(qualifiedName(function))() got multiple values for argument '\(text)'")
                }
                places[place] = value
            } else if unit.flags.contains(.varKeywords) {
                otherKeywords.append((name, value))
            } else {
                let positionalOnly = arguments.names.map { self.text($0) }.filter {
                    unit.localNames[..<unit.positionalOnlyCount].contains($0)
                }
                guard positionalOnly.isEmpty else {
                    throw typeError(
                        "\(qualifiedName(function))() got some positional-only arguments passed as keyword arguments: '\(positionalOnly.joined(separator: ", "))'"
                    )
                }
                throw typeError("\(qualifiedName(function))() got an unexpected keyword argument '\(text)'")
            }
        }
        let defaults = heap.slot(function, Layouts.FunctionSlot.defaults)
        let defaultCount = defaults.isNone ? 0 : runtime.itemCount(defaults)
        if !extra.isEmpty, !unit.flags.contains(.varArgs) {
            let keywordOnly = (unit.argumentCount..<named).count { !places[$0].isNone }
            throw tooMany(
                function, unit, given: arguments.count, defaults: defaultCount, keywordOnly: keywordOnly)
        }
        let firstDefault = unit.argumentCount - defaultCount
        let missing = (0..<max(0, firstDefault)).filter { places[$0].isNone }
        if !missing.isEmpty {
            throw missingArguments(function, missing.map { unit.localNames[$0] }, "positional")
        }
        for place in max(0, firstDefault)..<unit.argumentCount where places[place].isNone {
            places[place] = heap.slot(defaults, runtime.head(of: defaults) + place - firstDefault)
        }
        try bindKeywordOnly(&places, function, unit)

        let hasKeywords = unit.flags.contains(.varKeywords)
        let keywords = hasKeywords ? try runtime.makeDict(otherKeywords) : .none

        // Nothing can fail any more: every place gets a unit of its own, and the arguments give theirs up.
        for place in places.prefix(named) { heap.retain(place) }
        var next = named
        if unit.flags.contains(.varArgs) {
            places[next] = runtime.makeTuple(extra)
            next += 1
        }
        if hasKeywords { places[next] = keywords }
        for index in 0..<(arguments.count + arguments.names.count) { heap.release(arguments.base[index]) }
        for (index, place) in places.enumerated() { (arguments.base + index).initialize(to: place) }
        return places.count
    }

    private func bindKeywordOnly(_ places: inout [ObjectID], _ function: ObjectID, _ unit: CodeUnit) throws {
        let defaults = heap.slot(function, Layouts.FunctionSlot.keywordDefaults)
        var missing: [String] = []
        for place in unit.argumentCount..<(unit.argumentCount + unit.keywordOnlyCount)
        where places[place].isNone {
            let name = unit.localNames[place]
            if !defaults.isNone, let value = runtime.lookUp(defaults, name: PythonString(name)) {
                places[place] = value
            } else {
                missing.append(name)
            }
        }
        if !missing.isEmpty { throw missingArguments(function, missing, "keyword-only") }
    }

    private func missingArguments(_ function: ObjectID, _ names: [String], _ sort: String) -> PythonException
    {
        let quoted = names.map { "'\($0)'" }
        let list =
            switch quoted.count {
            case 1: quoted[0]
            case 2: "\(quoted[0]) and \(quoted[1])"
            default: quoted.dropLast().joined(separator: ", ") + ", and " + quoted[quoted.count - 1]
            }
        return typeError(
            "\(qualifiedName(function))() missing \(names.count) required \(sort) argument\(names.count == 1 ? "" : "s"): \(list)"
        )
    }

    private func tooMany(
        _ function: ObjectID, _ unit: CodeUnit, given: Int, defaults: Int, keywordOnly: Int
    ) -> PythonException {
        let count = unit.argumentCount
        let takes = defaults > 0 ? "from \(count - defaults) to \(count)" : "\(count)"
        let isPlural = defaults > 0 || count != 1
        let others =
            keywordOnly == 0
            ? ""
            : " positional argument\(given == 1 ? "" : "s") (and \(keywordOnly) keyword-only argument\(keywordOnly == 1 ? "" : "s"))"
        let verb = given == 1 && keywordOnly == 0 ? "was" : "were"
        return typeError(
            "\(qualifiedName(function))() takes \(takes) positional argument\(isPlural ? "s" : "") but \(given)\(others) \(verb) given"
        )
    }

    /// `__qualname__` of a function, which may have been set.
    private func qualifiedName(_ function: ObjectID) -> String {
        text(heap.slot(function, Layouts.FunctionSlot.qualifiedName))
    }
}
