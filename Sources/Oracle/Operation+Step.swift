import OrderedJSON

extension Operation {
    /// What the operation is in Python.
    func step() throws(ProgramFault) -> Step {
        switch name {
        case "class", "new", "gen", "weakref", "proxy", "finalize": return try creation()
        case "bind": return .run("\(try text("name"))=\(try expression("val"))")
        case "unbind": return .run("del \(try text("name"))")
        case "setitem": return .run("\(try object)[\(try expression("key"))]=\(try expression("val"))")
        case "delitem": return .run("del \(try object)[\(try expression("key"))]")
        case "append", "add", "discard", "extend":
            return .run("\(try object).\(name)(\(try expression("val")))")
        case "pop": return .show("\(try object).pop(\(self["key"]?.pythonExpression ?? ""))")
        case "clear": return .run("\(try object).clear()")
        case "setattr": return .run("\(try object).\(try text("attr"))=\(try expression("val"))")
        case "delattr": return .run("del \(try object).\(try text("attr"))")
        case "touchdict": return .run("\(try object).__dict__")
        case "setdict": return .run("\(try object).__dict__=\(try expression("val"))")
        case "setclass": return .run("\(try object).__class__=\(try text("cls"))")
        case "exec": return Step(method: "show_printed", source: try text("src"))
        case "burst": return try burst()
        default: return try question()
        }
    }

    /// The expression of the object that the operation is about.
    var object: String { get throws(ProgramFault) { try expression("obj") } }

    private func question() throws(ProgramFault) -> Step {
        switch name {
        case "get": .show(try object)
        case "deref": .show("\(try object)()")
        case "len": .show("len(\(try object))")
        case "getrefcount": .show("_R(\(try object))")
        case "getsizeof": .show("_S(\(try object))")
        case "is_tracked": .show("_T(\(try object))")
        case "is_finalized": .show("_F(\(try object))")
        case "same": .show("\(try expression("a")) is \(try expression("b"))")
        case "eq": .show("\(try expression("a"))==\(try expression("b"))")
        case "keys": .ask("show_keys", "\(try object).keys()")
        case "weakrefs":
            .ask("show_references", "_getweakrefs(\(try object))", extra: "_gwc(\(try object))".pythonLiteral)
        case "referents": .ask("show_referents", try object)
        case "referrers": .ask("show_referrers", try object)
        case "gen_of": .ask("show_generation", try object)
        case "idreuse": .show(try addressReuse())
        default: try collectorQuestion()
        }
    }

    /// What is asked of the collector, or told to it.
    private func collectorQuestion() throws(ProgramFault) -> Step {
        switch name {
        case "objects": Step(method: "show_objects")
        case "objcount": Step(method: "count_objects")
        case "names": Step(method: "show_names")
        case "collect": Step(method: "collect", extra: String(integer("gen", or: 2)))
        case "count": Step(method: "show_counts")
        case "get_threshold": Step(method: "show_thresholds")
        case "set_threshold":
            Step(
                method: "set_thresholds",
                extra: JSONValue.array(Array(list("args").prefix(3))).pythonExpression)
        case "freeze": Step(method: "freeze")
        case "unfreeze": Step(method: "unfreeze")
        case "debug": Step(method: "set_debug", extra: String(integer("flags", or: 0)))
        case "garbage": Step(method: "show_garbage")
        case "garbage_clear": Step(method: "clear_garbage")
        case "stats": Step(method: "show_statistics")
        case "callbacks": Step(method: "set_callbacks", extra: flag("on") ? "True" : "False")
        default: throw .unknownOperation(line: line, name: name)
        }
    }

    /// An expression that makes an object and drops it, twice: whether the second one lies where the first one did.
    private func addressReuse() throws(ProgramFault) -> String {
        let kind = try text("kind")
        let display =
            switch kind {
            case "list": "[]"
            case "dict": "{}"
            case "tuple": "(_ev,)"
            case "set": "set()"
            case "object": "object()"
            case "float": "float('1.5')"
            case "inst": "\(try text("cls"))()"
            case "int": "int('100000000000000000000')"
            case "func": "(lambda:0)"
            default: throw .unknownKind(line: line, name: kind)
            }
        return "(lambda f,id=id:(lambda i:id(f())==i)(id(f())))(lambda:\(display))"
    }

    private func burst() throws(ProgramFault) -> Step {
        let kind = try text("kind")
        let display =
            switch kind {
            case "list": "[]"
            case "dict": "{'a':[]}"
            case "inst": "\(try text("cls"))()"
            case "tuple": "(i,_ev)"
            case "set": "set()"
            default: throw .unknownKind(line: line, name: kind)
            }
        return Step(
            method: "show_burst", source: "_b=[\(display) for i in range(\(integer("n", or: 0)))]\n",
            extra: "'del _b\\n'")
    }
}
