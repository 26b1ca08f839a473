import HeapEngine

extension Runtime {
    /// `repr(object)`
    ///
    /// - Throws: RecursionError if containers nest too deep.
    public func repr(_ object: ObjectID) throws -> String {
        var renderer = Renderer(limit: nil, quoted: true)
        return try renderer.render(object, in: self)
    }

    /// `repr(object)` cut off behind about `limit` characters, for listings. Does bounded work and never fails.
    public func summary(_ object: ObjectID, limit: Int = 200) -> String {
        summary(object, limit: limit, quoted: true)
    }

    /// As `summary(_:limit:)`; a str without its quotes if so asked.
    func summary(_ object: ObjectID, limit: Int, quoted: Bool) -> String {
        var renderer = Renderer(limit: limit, quoted: quoted)
        do {
            return try renderer.render(object, in: self)
        } catch {
            return String(renderer.output.prefix(limit)) + "…"
        }
    }

    /// `0x7f3a10c0`: an address as reprs and `hex(id(object))` show it.
    public func hexAddress(of object: ObjectID) -> String {
        "0x" + String(heap.address(of: object), radix: 16)
    }

    /// `__main__.Node`, or `list` for what is among the builtins.
    package func qualifiedTypeName(_ type: ObjectID) -> String {
        fullTypeName(type)
    }
}

/// Writes reprs without native recursion.
struct Renderer {
    let limit: Int?
    let quoted: Bool
    var output = ""
    private var length = 0
    var work: [Step] = []
    var active: Set<ObjectID> = []

    enum Step {
        case text(String)
        case object(ObjectID)
        case leave(ObjectID)
        /// What a dict's repr would be if it were a plain dict.
        case entries(ObjectID)
        /// The items of a list from an index on, and the entries of a dict from a position on: whatever they are by then.
        case items(ObjectID, Int)
        case pairs(ObjectID, Int, isFirst: Bool)
        case release(ObjectID)
    }

    init(limit: Int?, quoted: Bool) {
        self.limit = limit
        self.quoted = quoted
    }

    mutating func render(_ object: ObjectID, in runtime: Runtime) throws -> String {
        if !quoted, let text = runtime.strValue(object) {
            return limit.map { String(text.text.prefix($0)) } ?? text.text
        }
        work = [.object(object)]
        defer { if limit == nil { abandon(in: runtime) } }
        while let step = work.popLast() {
            switch step {
            case .text(let text): write(text)
            case .leave(let object):
                active.remove(object)
                if limit == nil, runtime.shownObjects.remove(object) != nil { runtime.noteHidden(object) }
            case .release(let object): runtime.heap.release(object)
            case .items(let list, let index): showItem(of: list, at: index, in: runtime)
            case .pairs(let dict, let position, let isFirst):
                showPair(of: dict, from: position, isFirst, in: runtime)
            case .object(let object): try open(object, in: runtime)
            case .entries(let dict): enterDict(dict, in: runtime)
            }
            if let limit, length > limit {
                return String(output.prefix(limit)) + "…"
            }
            if limit == nil { try runtime.takeStep() }
        }
        return output
    }

    mutating func write(_ text: String) {
        output += text
        length += text.utf8.count
    }

    /// Writes what an object's repr begins with, and plans the rest.
    private mutating func open(_ object: ObjectID, in runtime: Runtime) throws {
        // Py_C_RECURSION_LIMIT, two of which the interpreter has used.
        guard active.count < 9_998 else { throw Self.tooDeep }
        if limit == nil, let evaluator = runtime.evaluator,
            runtime.isOfHeapClass(object) || runtime.kind(of: object) == .native,
            let text = try evaluator.representation(of: object)
        {
            return write(text)
        }
        switch runtime.kind(of: object) {
        case .list where limit == nil: enterList(object, in: runtime)
        case .list:
            enter(object, "[", shownItems(of: object, in: runtime), "]", circular: "[...]", in: runtime)
        case .tuple:
            let items = shownItems(of: object, in: runtime)
            if let names = runtime.fieldNames(ofTuple: object) {
                return enterStructSequence(object, names, items, in: runtime)
            }
            enter(object, "(", items, items.count == 1 ? ",)" : ")", circular: "(...)", in: runtime)
        case .set, .frozenSet:
            let name = runtime.shortTypeName(object)
            let items = runtime.items(of: object)
            if items.isEmpty { return write("\(name)()") }
            let isPlain = runtime.isExactly(object, runtime.types.set)
            enter(
                object, isPlain ? "{" : "\(name)({", items, isPlain ? "}" : "})", circular: "\(name)(...)",
                in: runtime)
        case .dict where runtime.isInstance(object, of: runtime.types.defaultDict):
            openDefaultDict(object, in: runtime)
        case .dict where runtime.isOrdered(object): openOrderedDict(object, in: runtime)
        case .dict: enterDict(object, in: runtime)
        case .exception:
            let arguments = runtime.heap.slot(
                object, runtime.head(of: object) + Layouts.ExceptionSlot.arguments)
            let items = arguments.isNone ? [] : runtime.items(of: arguments)
            enter(
                object, runtime.shortTypeName(object) + "(", items, ")",
                circular: "\(runtime.shortTypeName(object))(...)", in: runtime)
        case .slice:
            enter(
                object, "slice(", (0..<3).map { runtime.heap.slot(object, $0) }, ")", circular: "slice(...)",
                in: runtime)
        case .method: openMethod(object, in: runtime)
        case .object where runtime.weakContainer(object) == .set:
            if let data = runtime.instanceAttribute(object, "data") {
                try pass(object, to: [.object(data)], in: runtime)
            }
        case .object where runtime.isInstance(object, of: runtime.library.moduleSpec):
            try openSpec(object, in: runtime)
        case .module: try openModule(object, in: runtime)
        case .str where limit != nil:
            write(runtime.strings[runtime.heap.payload(object)].value.repr(atMost: limit ?? 0))
        case let kind: if !openPart(object, kind, in: runtime) { write(try runtime.plainRepr(object)) }
        }
    }

    private static let tooDeep = PythonException(
        "RecursionError", "maximum recursion depth exceeded while getting the repr of an object")

    /// The items of a list or tuple, as many as can be shown.
    private func shownItems(of object: ObjectID, in runtime: Runtime) -> [ObjectID] {
        let head = runtime.head(of: object)
        let count = min(runtime.heap.slotCount(object) - head, limit.map { $0 + 2 } ?? .max)
        return (head..<head + count).map { runtime.heap.slot(object, $0) }
    }

    /// Goes on with steps, last to first, that belong to an object whose repr Python code makes: it recurses without end where a
    /// container would show dots.
    mutating func pass(_ object: ObjectID, to steps: [Step], in runtime: Runtime) throws {
        guard begin(object, in: runtime) else {
            throw PythonException("RecursionError", "maximum recursion depth exceeded")
        }
        work.append(.leave(object))
        work += steps
    }

    private mutating func openModule(_ module: ObjectID, in runtime: Runtime) throws {
        let name = PythonString(runtime.moduleName(module)).repr
        guard let spec = runtime.spec(of: module), runtime.isInstance(spec, of: runtime.library.moduleSpec)
        else { return write("<module \(name)>") }
        guard let origin = runtime.instanceAttribute(spec, "origin").flatMap({ runtime.strValue($0) }) else {
            let loader = runtime.instanceAttribute(spec, "loader") ?? runtime.none
            if loader == runtime.none { return write("<module \(name)>") }
            return try pass(
                module, to: [.text(")>"), .object(loader), .text("<module \(name) (")], in: runtime)
        }
        let hasLocation = runtime.instanceAttribute(spec, "_set_fileattr") == runtime.trueObject
        write(
            hasLocation ? "<module \(name) from \(origin.repr)>" : "<module \(name) (\(origin.text))>")
    }

    /// Notes that an object is being shown, by this renderer or by one that waits for Python code; false if it is already.
    mutating func begin(_ object: ObjectID, in runtime: Runtime) -> Bool {
        if limit == nil {
            guard runtime.shownObjects.insert(object).inserted else { return false }
            runtime.noteShown(object)
        }
        return active.insert(object).inserted
    }

    /// Lets go of what was still to be shown when showing something failed.
    private mutating func abandon(in runtime: Runtime) {
        for case .release(let object) in work { runtime.heap.release(object) }
        for object in active where runtime.shownObjects.remove(object) != nil { runtime.noteHidden(object) }
        active = []
        work = []
    }

    /// Plans to show an object that Python code may take away meanwhile.
    mutating func show(_ object: ObjectID, in runtime: Runtime) {
        if limit == nil, runtime.evaluator != nil {
            work.append(.release(runtime.retained(object)))
        }
        work.append(.object(object))
    }

    mutating func enter(
        _ object: ObjectID, _ opening: String, _ items: [ObjectID], _ closing: String, circular: String,
        in runtime: Runtime
    ) {
        guard begin(object, in: runtime) else { return write(circular) }
        write(opening)
        work.append(.leave(object))
        work.append(.text(closing))
        for (index, item) in items.enumerated().reversed() where limit == nil || index <= limit! {
            show(item, in: runtime)
            if index > 0 { work.append(.text(", ")) }
        }
    }

    private mutating func enterList(_ list: ObjectID, in runtime: Runtime) {
        guard begin(list, in: runtime) else { return write("[...]") }
        write("[")
        work += [.leave(list), .text("]"), .items(list, 0)]
    }

    private mutating func showItem(of list: ObjectID, at index: Int, in runtime: Runtime) {
        guard index < runtime.itemCount(list) else { return }
        if index > 0 { write(", ") }
        work.append(.items(list, index + 1))
        show(runtime.heap.slot(list, runtime.head(of: list) + index), in: runtime)
    }

    mutating func enterDict(_ dict: ObjectID, in runtime: Runtime) {
        guard begin(dict, in: runtime) else { return write("{...}") }
        write("{")
        work += [.leave(dict), .text("}"), .pairs(dict, 0, isFirst: true)]
    }

    private mutating func showPair(
        of dict: ObjectID, from position: Int, _ isFirst: Bool, in runtime: Runtime
    ) {
        var position = position
        guard let entry = runtime.nextEntry(of: dict, from: &position) else { return }
        if !isFirst { write(", ") }
        work.append(.pairs(dict, position, isFirst: false))
        show(entry.value, in: runtime)
        work.append(.text(": "))
        show(entry.key, in: runtime)
    }

    private mutating func openSpec(_ object: ObjectID, in runtime: Runtime) throws {
        try pass(object, to: [], in: runtime)
        func value(_ name: String) -> ObjectID? { runtime.instanceAttribute(object, PythonString(name)) }
        work.append(.text(")"))
        if let paths = value("submodule_search_locations"), paths != runtime.none {
            work.append(.object(paths))
            work.append(.text(", submodule_search_locations="))
        }
        if let origin = value("origin"), origin != runtime.none {
            work.append(.object(origin))
            work.append(.text(", origin="))
        }
        if let loader = value("loader") {
            work.append(.object(loader))
            work.append(.text(", loader="))
        }
        if let name = value("name") { work.append(.object(name)) }
        work.append(.text("ModuleSpec(name="))
    }
}

extension Runtime {
    /// `__qualname__` of a function, or the name of whatever else is called.
    func qualifiedFunctionName(_ function: ObjectID) -> String {
        guard kind(of: function) == .function else { return "?" }
        let name = heap.slot(function, Layouts.FunctionSlot.qualifiedName)
        return name.isNone ? functions[heap.payload(function)].name : strValue(name)?.text ?? "?"
    }

    /// The repr of an object that shows no other objects' reprs.
    fileprivate func plainRepr(_ object: ObjectID) throws -> String {
        let payload = heap.payload(object)
        let address = hexAddress(of: object)
        switch kind(of: object) {
        case .none: return "None"
        case .bool: return object == trueObject ? "True" : "False"
        case .int:
            if let word = word(of: object) { return String(word) }
            return try IntegerRules.repr(integer(of: object), limit: longestNumeral)
        case .float: return FloatRules.repr(floats[payload])
        case .complex: return ComplexRules.repr(complexes[payload].real, complexes[payload].imaginary)
        case .ellipsis: return "Ellipsis"
        case .notImplemented: return "NotImplemented"
        case .str: return strings[payload].value.repr
        case .bytes: return BytesRules.repr(byteStrings[payload])
        case .byteArray:
            return BytesRules.byteArrayRepr(byteArrays[payload].bytes, typeName: shortTypeName(object))
        case .range: return try rangeValue(object).repr()
        case .type: return "<class '\(qualifiedTypeName(object))'>"
        case .function: return "<function \(qualifiedFunctionName(object)) at \(address)>"
        case .builtinFunction:
            let receiver = heap.slot(object, 0)
            if receiver.isNone || receiver == none || kind(of: receiver) == .module {
                return "<built-in function \(functions[payload].name)>"
            }
            return "<built-in method \(functions[payload].name) of \(typeName(receiver)) object at "
                + "\(hexAddress(of: receiver))>"
        case .cell:
            let content = heap.slot(object, 0)
            return content.isNone
                ? "<cell at \(address): empty>"
                : "<cell at \(address): \(typeName(content)) object at \(hexAddress(of: content))>"
        case .code:
            let code = codes[payload]
            return "<code object \(code.name) at \(address), file \"\(code.filename)\", line \(code.line)>"
        case .weakReference: return weakRepr(object, "weakref")
        case .weakProxy: return weakRepr(object, "weakproxy")
        case .frame:
            let frame = frameRecords[payload]
            let line = evaluator?.line(ofFrame: object) ?? frame.line
            return
                "<frame at \(address), file \(PythonString(frame.filename).repr), line \(line), code \(frame.name)>"
        case .getSetDescriptor: return descriptorRepr(object, "attribute")
        case .memberDescriptor: return descriptorRepr(object, "member")
        case .methodDescriptor, .classMethodDescriptor: return descriptorRepr(object, "method")
        case .wrapperDescriptor: return descriptorRepr(object, "slot wrapper")
        case .methodWrapper: return methodWrapperRepr(object)
        case .superObject: return superRepr(object)
        case .generator: return generatorRepr(object, "generator")
        case .coroutine: return generatorRepr(object, "coroutine")
        case .asyncGenerator: return generatorRepr(object, "async_generator")
        default:
            let type = heap.type(of: object)
            if type == library.finalize { return finalizeRepr(object) }
            if weakContainer(object) != nil { return "<\(shortTypeName(object)) at \(address)>" }
            return "<\(qualifiedTypeName(type)) object at \(address)>"
        }
    }

    private func weakRepr(_ reference: ObjectID, _ name: String) -> String {
        let address = hexAddress(of: reference)
        if name == "weakproxy", !profile.language.tellsDeadProxies {
            let target = referent(of: reference) ?? none
            return "<\(name) at \(address) to \(qualifiedTargetName(target)) at \(hexAddress(of: target))>"
        }
        guard let target = referent(of: reference) else { return "<\(name) at \(address); dead>" }
        var text = "<\(name) at \(address); to '\(qualifiedTargetName(target))' at \(hexAddress(of: target))"
        if name == "weakref", let own = ownName(of: target) { text += " (\(own))" }
        return text + ">"
    }

    /// `tp_name`: heap classes without their module.
    private func qualifiedTargetName(_ object: ObjectID) -> String { typeName(object) }

    private func ownName(of object: ObjectID) -> String? {
        switch kind(of: object) {
        case .type: record(of: object).name
        case .function, .builtinFunction: functions[heap.payload(object)].name
        case .module: moduleName(object)
        case .method: ownName(of: innermostFunction(of: object))
        default: nil
        }
    }

    /// What is called in the end by a method of a method.
    private func innermostFunction(of method: ObjectID) -> ObjectID {
        var callee = method
        while kind(of: callee) == .method { callee = heap.slot(callee, 0) }
        return callee
    }

    func descriptorRepr(_ descriptor: ObjectID, _ word: String) -> String {
        let owner = heap.slot(descriptor, 0)
        let name = strValue(heap.slot(descriptor, 1))?.text ?? "?"
        return "<\(word) '\(name)' of '\(owner.isNone ? "?" : record(of: owner).reportedName)' objects>"
    }

    private func finalizeRepr(_ finalize: ObjectID) -> String {
        let address = hexAddress(of: finalize)
        guard
            let info = try? uncounted({ try lookUp(library.finalizeRegistry, finalize, hash: hash(finalize)) }
            ),
            heap.type(of: info) == library.finalizeInfo,
            let slot = slot(named: "weakref", of: library.finalizeInfo),
            let target = referent(of: heap.slot(info, slot))
        else { return "<finalize object at \(address); dead>" }
        return "<finalize object at \(address); for '\(shortTypeName(target))' at \(hexAddress(of: target))>"
    }

    /// The name of an object that has one: a class, a function, a module.
    public func name(of object: ObjectID) -> String? { ownName(of: object) }
}
