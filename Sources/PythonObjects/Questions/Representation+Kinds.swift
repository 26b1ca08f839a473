import HeapEngine

extension Renderer {
    /// Writes what the repr of a view, proxy, namespace, alias or wrapping descriptor begins with; false for other kinds.
    mutating func openPart(_ object: ObjectID, _ kind: Kind, in runtime: Runtime) -> Bool {
        switch kind {
        case .dictKeys, .dictValues:
            let entries = runtime.entries(of: runtime.viewed(by: object))
            let shown = kind == .dictKeys ? entries.map(\.key) : entries.map(\.value)
            enter(object, "\(runtime.shortTypeName(object))([", shown, "])", circular: "...", in: runtime)
        case .frameLocals: openFrameLocals(object, in: runtime)
        case .dictItems: openItems(object, runtime.entries(of: runtime.viewed(by: object)), in: runtime)
        case .mappingProxy: wrap("mappingproxy(", runtime.viewed(by: object), ")")
        case .simpleNamespace: openNamespace(object, in: runtime)
        case .classMethod, .staticMethod:
            wrap("<\(runtime.shortTypeName(object))(", runtime.wrapped(by: object), ")>")
        case .genericAlias: openAlias(object, in: runtime)
        case .deque:
            let limit = runtime.limit(ofDeque: object).map { "maxlen=\($0))" }
            let name = runtime.shortTypeName(object)
            enter(
                object, "\(name)([", runtime.items(ofDeque: object), limit.map { "], " + $0 } ?? "])",
                circular: "[...]", in: runtime)
        case .partial: openPartial(object, in: runtime)
        case .union:
            let items = runtime.items(of: runtime.arguments(ofAlias: object))
            list(items, between: " | ", in: runtime)
        default: return false
        }
        return true
    }

    mutating func openMethod(_ object: ObjectID, in runtime: Runtime) {
        let function = runtime.heap.slot(object, 0)
        let name = runtime.qualifiedFunctionName(function)
        work.append(.text(">"))
        work.append(.object(runtime.heap.slot(object, 1)))
        work.append(.text("<bound method \(name) of "))
    }

    private mutating func wrap(_ opening: String, _ object: ObjectID, _ closing: String) {
        write(opening)
        work.append(.text(closing))
        work.append(.object(object))
    }

    /// `sys.version_info(major=3, …)`
    mutating func enterStructSequence(
        _ sequence: ObjectID, _ names: [String], _ items: [ObjectID], in runtime: Runtime
    ) {
        let name = runtime.qualifiedTypeName(runtime.heap.type(of: sequence))
        guard begin(sequence, in: runtime) else { return write("\(name)(...)") }
        write("\(name)(")
        work += [.leave(sequence), .text(")")]
        for (index, item) in items.enumerated().reversed() where index < names.count {
            work += [.object(item), .text("\(index > 0 ? ", " : "")\(names[index])=")]
        }
    }

    private mutating func openFrameLocals(_ proxy: ObjectID, in runtime: Runtime) {
        guard begin(proxy, in: runtime) else { return write("{...}") }
        let frame = runtime.frame(ofLocals: proxy)
        let variables = runtime.evaluator?.variables(ofFrame: frame) ?? []
        let extra = runtime.heap.slot(frame, FrameObjectSlot.extraLocals)
        write("{")
        work += [.leave(proxy), .text("}")]
        for (index, entry) in (extra.isNone ? [] : runtime.entries(of: extra)).enumerated().reversed() {
            work += [.object(entry.value), .text(": "), .object(entry.key)]
            if index + variables.count > 0 { work.append(.text(", ")) }
        }
        for (index, variable) in variables.enumerated().reversed() {
            work += [
                .object(variable.value),
                .text("\(index > 0 ? ", " : "")\(PythonString(variable.name).repr): "),
            ]
        }
    }

    /// `defaultdict(factory, {…})`
    mutating func openDefaultDict(_ dict: ObjectID, in runtime: Runtime) {
        write("\(runtime.shortTypeName(dict))(")
        let factory = runtime.defaultFactory(of: dict) ?? runtime.none
        work += [.text(")"), .entries(dict), .text(", "), .object(factory)]
    }

    /// `OrderedDict({…})`
    mutating func openOrderedDict(_ dict: ObjectID, in runtime: Runtime) {
        let name = runtime.shortTypeName(dict)
        if runtime.count(ofDict: dict) == 0 { return write("\(name)()") }
        guard begin(dict, in: runtime) else { return write("...") }
        write("\(name)({")
        work += [.leave(dict), .text("})")]
        work.append(.pairs(dict, 0, isFirst: true))
    }

    private mutating func openPartial(_ partial: ObjectID, in runtime: Runtime) {
        guard begin(partial, in: runtime) else { return write("...") }
        write("\(runtime.qualifiedTypeName(runtime.heap.type(of: partial)))(")
        work += [.leave(partial), .text(")")]
        let parts = runtime.parts(ofPartial: partial)
        for entry in runtime.entries(of: parts.keywords).reversed() {
            work += [.object(entry.value), .text(", \(runtime.strValue(entry.key)?.text ?? "?")=")]
        }
        for argument in runtime.items(of: parts.arguments).reversed() {
            work += [.object(argument), .text(", ")]
        }
        work.append(.object(parts.callable))
    }

    private mutating func openItems(
        _ view: ObjectID, _ entries: [(key: ObjectID, value: ObjectID)], in runtime: Runtime
    ) {
        guard begin(view, in: runtime) else { return write("...") }
        write("\(runtime.shortTypeName(view))([")
        work.append(.leave(view))
        work.append(.text("])"))
        for (index, entry) in entries.enumerated().reversed() where limit == nil || index <= limit! {
            work.append(.text(")"))
            show(entry.value, in: runtime)
            work.append(.text(", "))
            show(entry.key, in: runtime)
            work.append(.text(index > 0 ? ", (" : "("))
        }
    }

    private mutating func openNamespace(_ namespace: ObjectID, in runtime: Runtime) {
        let isPlain = runtime.isExactly(namespace, runtime.types.simpleNamespace)
        let name = isPlain ? "namespace" : runtime.shortTypeName(namespace)
        guard begin(namespace, in: runtime) else { return write("\(name)(...)") }
        write("\(name)(")
        work.append(.leave(namespace))
        work.append(.text(")"))
        let dict = runtime.dictSlot(of: namespace).map { runtime.heap.slot(namespace, $0) } ?? .none
        let entries = dict.isNone ? [] : runtime.entries(of: dict)
        for (index, entry) in entries.enumerated().reversed() where limit == nil || index <= limit! {
            guard let key = runtime.strValue(entry.key) else { continue }
            work.append(.object(entry.value))
            work.append(.text("\(index > 0 ? ", " : "")\(key.text)="))
        }
    }

    private mutating func openAlias(_ alias: ObjectID, in runtime: Runtime) {
        let arguments = runtime.items(of: runtime.arguments(ofAlias: alias))
        if runtime.heap.payload(alias) == 1 { write("*") }
        let origin = runtime.origin(ofAlias: alias)
        if arguments.count > 1, runtime.kind(of: origin) == .type,
            runtime.fullTypeName(origin) == "collections.abc.Callable"
        {
            return openCallable(origin, arguments, in: runtime)
        }
        work.append(.text("]"))
        if arguments.isEmpty {
            work.append(.text("()"))
        } else {
            list(arguments, between: ", ", in: runtime)
        }
        work.append(.text("["))
        work.append(step(for: runtime.origin(ofAlias: alias), in: runtime))
    }

    /// `collections.abc.Callable[[int], str]`: the parameters in brackets of their own.
    private mutating func openCallable(_ origin: ObjectID, _ arguments: [ObjectID], in runtime: Runtime) {
        let isOpen = arguments.count == 2 && arguments[0] == runtime.ellipsis
        work.append(.text("]"))
        work.append(step(for: arguments[arguments.count - 1], in: runtime))
        work.append(.text(isOpen ? ", " : "], "))
        list(Array(arguments.dropLast()), between: ", ", in: runtime)
        work.append(.text(isOpen ? "[" : "[["))
        work.append(step(for: origin, in: runtime))
    }

    private mutating func list(_ items: [ObjectID], between separator: String, in runtime: Runtime) {
        for (index, item) in items.enumerated().reversed() where limit == nil || index <= limit! {
            work.append(step(for: item, in: runtime))
            if index > 0 { work.append(.text(separator)) }
        }
    }

    /// How an alias shows what it is made of (`ga_repr_item`): classes by name, `...` as it is written.
    private func step(for item: ObjectID, in runtime: Runtime) -> Step {
        if item == runtime.ellipsis { return .text("...") }
        if item == runtime.types.none { return .text("None") }
        guard runtime.kind(of: item) == .type else { return .object(item) }
        return .text(runtime.fullTypeName(item))
    }
}

extension Runtime {
    /// A class's module, unless it is builtins, and its qualified name.
    func fullTypeName(_ type: ObjectID) -> String {
        let record = record(of: type)
        let name = heap.slot(type, Layouts.TypeSlot.qualifiedName)
        let qualified = name.isNone ? record.name : strValue(name)?.text ?? record.name
        return record.module == "builtins" ? qualified : "\(record.module).\(qualified)"
    }

    func methodWrapperRepr(_ wrapper: ObjectID) -> String {
        let receiver = heap.slot(wrapper, 1)
        let name = functions[heap.payload(heap.slot(wrapper, 0))].name
        return
            "<method-wrapper '\(name)' of \(shortTypeName(receiver)) object at \(hexAddress(of: receiver))>"
    }

    func superRepr(_ object: ObjectID) -> String {
        let parts = parts(ofSuper: object)
        let name = record(of: parts.thisClass).reportedName
        guard let type = parts.type else { return "<super: <class '\(name)'>, NULL>" }
        return "<super: <class '\(name)'>, <\(record(of: type).reportedName) object>>"
    }

    func generatorRepr(_ generator: ObjectID, _ word: String) -> String {
        let name = strValue(heap.slot(generator, GeneratorSlot.qualifiedName))?.text ?? "?"
        return "<\(word) object \(name) at \(hexAddress(of: generator))>"
    }
}
