import HeapEngine

/// What a counted reference is.
public enum EdgeKind: String, Sendable, Equatable, CaseIterable {
    case item, key, value, attribute, slot, type, global, local, cell, code, globals, builtins, module,
        defaults, closure
    case base, bases, mro, dictionary, callback, handle, interpreter, constant, frame, function, receiver,
        name, doc
    case annotations, arguments, notes, traceback, cause, context, back, part, subclasses, names, stack
}

/// A reference's kind, and its label as it would be written behind the referrer: `[3]`, `.partner`, `['data']`.
public struct EdgeDescription: Sendable, Equatable {
    /// What the reference is.
    public var kind: EdgeKind
    /// Which one of its kind; empty if there is but one.
    public var label: String

    /// Describes a reference.
    public init(_ kind: EdgeKind, _ label: String) {
        self.kind = kind
        self.label = label
    }
}

extension Runtime {
    /// What a reference is and how it is labelled.
    public func describe(_ reference: Reference) -> EdgeDescription {
        let source = reference.source
        let slot = reference.slot
        let type = heap.type(of: source)
        if type.isNone { return describeRoot(source, slot) }
        let record = classes[heap.payload(type)]
        if record.isHeap, let own = describeOwn(source, slot, record) { return own }
        switch record.kind {
        case .list, .tuple: return EdgeDescription(.item, "[\(slot - record.head)]")
        case .set, .frozenSet: return EdgeDescription(.item, "")
        case .dict where slot < record.head:
            return slot < record.head - record.baseSlots
                ? EdgeDescription(.type, "") : EdgeDescription(.function, ".default_factory")
        case .dict: return describeEntry(source, slot, record)
        case .deque:
            if slot < record.head { return EdgeDescription(.type, "") }
            return EdgeDescription(.item, "[\(slot - record.head - deques[heap.payload(source)].first)]")
        case .type: return typeEdges[min(slot, typeEdges.count - 1)]
        case .function: return functionEdges[min(slot, functionEdges.count - 1)]
        case .builtinFunction:
            return EdgeDescription(slot == 0 ? .receiver : .module, slot == 0 ? ".__self__" : "")
        case .method:
            return slot == 0
                ? EdgeDescription(.function, ".__func__") : EdgeDescription(.receiver, ".__self__")
        case .cell: return EdgeDescription(.cell, ".cell_contents")
        case .module: return EdgeDescription(.dictionary, ".__dict__")
        case .exception: return describeException(slot, record)
        case .weakReference, .weakProxy:
            if slot == 0 { return EdgeDescription(.callback, ".__callback__") }
            return slot == 1 ? EdgeDescription(.key, ".key") : EdgeDescription(.type, "")
        case .getSetDescriptor, .memberDescriptor:
            return slot == 0 ? EdgeDescription(.type, ".__objclass__") : EdgeDescription(.name, ".__name__")
        case .slice: return EdgeDescription(.attribute, [".start", ".stop", ".step"][min(slot, 2)])
        case .range: return EdgeDescription(.part, [".start", ".stop", ".step", "length"][min(slot, 3)])
        case .code:
            let labels = [
                ".co_consts", ".co_names", "localsplusnames", "localspluskinds", ".co_filename", ".co_name",
                ".co_qualname", ".co_linetable", ".co_exceptiontable",
            ]
            return EdgeDescription((4...6).contains(slot) ? .name : .constant, labels[slot])
        case .frame:
            return describeFrameObject(source, slot)
        case .generator, .coroutine, .asyncGenerator: return describeGenerator(source, slot)
        default:
            if record.head > 0, slot == record.typeSlot { return EdgeDescription(.type, "") }
            return describePart(record.kind, slot - record.head)
        }
    }

    /// The type, slots, dict and inline values of an instance of a heap class.
    private func describeOwn(_ source: ObjectID, _ slot: Int, _ record: ClassRecord) -> EdgeDescription? {
        if slot == record.typeSlot { return EdgeDescription(.type, ".__class__") }
        if slot >= record.firstSlot, slot < record.firstSlot + record.slots.count {
            return EdgeDescription(.slot, ".\(record.slots[slot - record.firstSlot])")
        }
        if slot == record.dictSlot { return EdgeDescription(.dictionary, ".__dict__") }
        guard record.hasInlineValues else { return nil }
        if slot == InstanceState.dictSlot || state(of: source).isDictBacked {
            return EdgeDescription(.dictionary, ".__dict__")
        }
        let index = slot - record.firstSlot - record.slots.count
        let names = record.sharedKeys.names
        return EdgeDescription(.attribute, index < names.count ? ".\(names[index].text)" : "")
    }

    private func describeEntry(_ dict: ObjectID, _ slot: Int, _ record: ClassRecord) -> EdgeDescription {
        if isSplit(dict) {
            if let labels = events.dyingLabels[dict] {
                return EdgeDescription(.value, labels[slot].map { "[\($0)]" } ?? "")
            }
            return describeEntry(dict, key: splitKey(dict, slot: slot), .value)
        }
        let part = (slot - record.head) % (record.isOrdered ? 3 : 2)
        let keySlot = slot - part
        let kind: EdgeKind = part == 1 ? .value : .key
        if let labels = events.dyingLabels[dict] {
            return EdgeDescription(kind, labels[keySlot].map { "[\($0)]" } ?? "")
        }
        // The collector takes the slots of a dict that it clears before it drops what was in them.
        guard keySlot < heap.slotCount(dict) else { return EdgeDescription(kind, "") }
        let key = heap.slot(dict, keySlot)
        return describeEntry(dict, key: key, kind)
    }

    /// What an entry of a dict is: a global in `__main__`'s globals, else a key or value.
    func describeEntry(_ dict: ObjectID, key: ObjectID, _ kind: EdgeKind) -> EdgeDescription {
        if key.isNone { return EdgeDescription(kind, "") }
        if dict == globals, kind == .value, let name = strValue(key) {
            return EdgeDescription(.global, name.text)
        }
        return EdgeDescription(kind, "[\(summary(key, limit: 100))]")
    }

    private func describeRoot(_ root: ObjectID, _ slot: Int) -> EdgeDescription {
        if root == roots.holds { return EdgeDescription(.handle, "") }
        if root == roots.constants { return EdgeDescription(.constant, "") }
        if root == roots.interpreter { return EdgeDescription(.interpreter, "") }
        if let index = frameStack.firstIndex(of: root) {
            let record = frameRecords[heap.payload(frameStack[index])]
            switch slot {
            case FrameSlot.function: return EdgeDescription(.function, "")
            case FrameSlot.object: return EdgeDescription(.frame, "")
            case FrameSlot.code: return EdgeDescription(.code, "")
            default: return EdgeDescription(.local, record.localNames[slot - FrameSlot.locals])
            }
        }
        return EdgeDescription(.names, "")
    }

    private var typeEdges: [EdgeDescription] {
        [
            EdgeDescription(.type, ""), .init(.dictionary, ".__dict__"), .init(.mro, ".__mro__"),
            .init(.bases, ".__bases__"), .init(.base, ".__base__"), .init(.name, ".__name__"),
            .init(.name, ".__qualname__"),
            .init(.slot, ".__slots__"), .init(.subclasses, ""), .init(.names, ""),
        ]
    }

    private var functionEdges: [EdgeDescription] {
        [
            EdgeDescription(.code, ".__code__"), .init(.globals, ".__globals__"),
            .init(.builtins, ".__builtins__"),
            .init(.module, ".__module__"), .init(.defaults, ".__defaults__"),
            .init(.defaults, ".__kwdefaults__"),
            .init(.doc, ".__doc__"), .init(.name, ".__name__"), .init(.dictionary, ".__dict__"),
            .init(.closure, ".__closure__"), .init(.annotations, ".__annotations__"),
            .init(.annotations, ".__type_params__"),
            .init(.name, ".__qualname__"),
        ]
    }
}
