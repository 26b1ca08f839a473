import OrderedJSON

extension Operation {
    /// The step of an operation that makes an object.
    func creation() throws(ProgramFault) -> Step {
        let reports = flag("cb")
        switch name {
        case "class": return .make(try text("name"), try classStatement())
        case "new": return .make(try text("name"), "\(try text("name"))=\(try display())")
        case "gen": return .make(try text("name"), try generator())
        case "finalize":
            return .run("_finalize(\(try object),_ev,'fin',\(try text("tag").pythonLiteral)).atexit=False")
        default:
            let name = try text("name")
            let callback = reports ? ",lambda r:_ev('cb',\(name.pythonLiteral))" : ""
            if self.name == "proxy" { return .run("\(name)=_proxy(\(try object)\(callback))") }
            return Step(
                method: "label_reference", source: "\(name)=_ref(\(try object)\(callback))\n",
                extra: "(\(name.pythonLiteral), \(try object.pythonLiteral), \(reports ? "True" : "False"))")
        }
    }

    private func classStatement() throws(ProgramFault) -> String {
        var body = ""
        if case .array(let slots)? = self["slots"] {
            body += "  __slots__=(\(slots.map { $0.pythonExpression + "," }.joined()))\n"
        }
        let finalizer = self["del"]?.stringValue
        let notes = "  def __del__(self): _ev('del',id(self))"
        switch finalizer {
        case nil: break
        case "log": body += notes + "\n"
        case "break": body += notes + "; self.__dict__.clear()\n"
        case "raise": body += notes + "; raise ValueError('in del')\n"
        case "collect": body += notes + "; _ev('collect',str(_gc_collect()))\n"
        case "peek": body += notes + "; _ev('peek',str(sorted(k for k in dir(self) if k[:1]!='_')))\n"
        case "resurrect":
            let keep = self["keep"]?.stringValue ?? "KEEP"
            body += "  def __del__(self):\n   global \(keep)\n   _ev('del',id(self)); \(keep)=self\n"
        case let other?: throw .unknownKind(line: line, name: other)
        }
        let bases = list("bases").compactMap(\.stringValue).joined(separator: ",")
        return "class \(try text("name"))(\(bases)):\n" + (body.isEmpty ? "  pass" : String(body.dropLast()))
    }

    private func generator() throws(ProgramFault) -> String {
        let name = try text("name")
        let body = "def _g(x):\n y=x\n yield 1\n yield 2\n\(name)=_g(\(try expression("arg")))\ndel _g"
        let steps = Int(clamping: min(integer("steps", or: 0), 1000))
        return body + String(repeating: "\nnext(\(name))", count: max(0, steps))
    }

    /// The expression that makes a new object of a kind.
    private func display() throws(ProgramFault) -> String {
        let arguments = list("args").map(\.pythonExpression)
        let first = arguments.first
        let joined = arguments.joined(separator: ",")
        let items = arguments.map { $0 + "," }.joined()
        let kind = try text("kind")
        switch kind {
        case "list": return "[\(joined)]"
        case "tuple": return "(\(items))"
        case "set": return arguments.isEmpty ? "set()" : "{\(joined)}"
        case "frozenset": return "frozenset((\(items)))"
        case "dict":
            let pairs = stride(from: 0, to: arguments.count - 1, by: 2)
            return "{\(pairs.map { "\(arguments[$0]):\(arguments[$0 + 1])" }.joined(separator: ","))}"
        case "inst": return "\(try text("cls"))()"
        case "func": return "lambda:\(first ?? "0")"
        case "closure": return "(lambda x:(lambda:x))(\(first ?? "0"))"
        case "exc": return "Exception(\(joined))"
        case "genexpr": return "(i for i in (\(items)))"
        case "deque": return "_deque((\(items)))"
        case "method": return "_Method(_ev,\(first ?? "0"))"
        case "partial": return "_partial(_ev,\(first ?? "0"))"
        case "int": return "int(\(try number().pythonLiteral))"
        case "str": return (self["value"]?.stringValue ?? "ab").madeAtRunTime
        default: break
        }
        guard let (constructor, standard) = Self.constructors[kind] else {
            throw .unknownKind(line: line, name: kind)
        }
        return standard.map { "\(constructor)(\(first ?? $0))" } ?? constructor
    }

    private func number() throws(ProgramFault) -> String {
        self["value"]?.pythonExpression ?? "100000000000000000000"
    }

    /// Calls with the first argument, and what stands for it where there is none; or without any.
    private static let constructors: [String: (String, String?)] = [
        "object": ("object()", nil), "cell": ("_Cell", "0"), "iter": ("iter", "()"),
        "module": ("_Module('m')", nil),
        "wvd": ("_WVD()", nil), "wkd": ("_WKD()", nil), "weakset": ("_WSet()", nil), "ns": ("_NS()", nil),
        "slice": ("slice", "0"), "bytearray": ("bytearray()", nil), "odict": ("_ODict()", nil),
        "property": ("property", "None"), "range": ("range(5)", nil), "float": ("float('1.5')", nil),
        "bytes": ("bytes(5)", nil),
    ]
}
