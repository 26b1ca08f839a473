extension SizeTable {
    /// An instance laid out like a bare object.
    func instance(_ form: Form, inlineValues: Int) -> Measure {
        guard case .slots(let count, let hasDict, let hasWeakReferences) = form else {
            preconditionFailure("not an instance with slots")
        }
        let added = additions(hasDict: hasDict, hasWeakReferences: hasWeakReferences)
        let size = 32 + 8 * count + added.front + added.behind
        return Measure(
            size: size, block: size + (hasInlineValues ? inlineValues : 0), header: 16 + added.front)
    }

    /// An instance of a class derived from a built-in one. It always has a collector's head.
    func derived(_ base: Form, hasDict: Bool, hasWeakReferences: Bool, slots: Int) -> Measure {
        let measured = measure(base)
        let head = measured.header == 0 ? 16 : 0
        var added = additions(
            hasDict: hasDict && !base.hasOwnDict,
            hasWeakReferences: hasWeakReferences && !base.hasOwnWeakReferences)
        if base.hasVariableLength, !hasManagedWeakReferences {
            // 3.11 puts the dict behind the items; there is no place for a weak reference list.
            added = (front: 0, behind: hasDict ? 8 : 0)
        }
        let fields = 8 * slots + added.behind
        let header = 16 + added.front
        switch base {
        case .int:
            // `int.__sizeof__` counts digits alone. One more digit is allocated than is used.
            let size = measured.size + head + added.front
            return Measure(size: size, block: size + 4 + fields, header: header)
        case .str(let kind, let count):
            // The characters lie in a buffer of their own; `str.__sizeof__` counts no fields of the class.
            let object = wideHeader + 8
            let characters = kind.width * (count + 1)
            let size = object + characters + head + added.front
            return Measure(size: size, block: object + head + added.front + fields, header: header)
        case .bytes, .tuple:
            let sentinel = if case .bytes = base { 1 } else { 8 }
            let size = measured.size + head + added.front + fields
            return Measure(size: size, block: size + sentinel, header: header)
        default:
            let extra = head + added.front + fields
            return Measure(size: measured.size + extra, block: measured.block + extra, header: header)
        }
    }

    /// Bytes in front of the collector's head and behind the fields.
    private func additions(hasDict: Bool, hasWeakReferences: Bool) -> (front: Int, behind: Int) {
        if hasManagedWeakReferences { return (hasDict || hasWeakReferences ? 16 : 0, 0) }
        return (hasDict ? 16 : 0, hasWeakReferences ? 8 : 0)
    }
}

extension Form {
    /// Whether the built-in struct has a field for a dict already.
    fileprivate var hasOwnDict: Bool {
        switch self {
        case .exception, .groupException, .unicodeException, .systemException, .importException,
            .syntaxException, .nameException, .attributeException, .stopException, .function, .module,
            .simpleNamespace, .partial, .classMethod, .staticMethod:
            true
        default: false
        }
    }

    /// Whether the built-in struct has a field for a weak reference list already.
    fileprivate var hasOwnWeakReferences: Bool {
        switch self {
        case .set, .frozenSet, .function, .module, .partial, .deque, .genericAlias: true
        default: false
        }
    }

    /// Whether the built-in struct ends in items.
    fileprivate var hasVariableLength: Bool {
        switch self {
        case .int, .bytes, .tuple: true
        default: false
        }
    }
}
