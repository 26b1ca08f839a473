import HeapEngine

/// A class that `type.__new__` may make.
package struct ClassPlan {
    package var record: ClassRecord
    /// The resolution order behind the class itself.
    package var order: [ObjectID]
    /// The class's own slots in layout order, mangled.
    package var slots: [String]
}

extension Runtime {
    /// `class Name(bases): ...`: makes the objects that CPython makes, in its order.
    public func makeClass(_ definition: ClassDefinition) throws -> ObjectID {
        guard PythonString(definition.name).isIdentifier else {
            throw PythonException("SyntaxError", "invalid syntax")
        }
        let bases = definition.bases.isEmpty ? [types.object] : definition.bases
        let taken = Set(definition.attributes.map(\.name) + definition.methods)
        var plan = try planClass(definition.name, bases: bases, slots: definition.slots) {
            taken.contains($0)
        }
        if let finalizer = definition.finalizer { plan.record.finalizer = finalizer }

        // The statement: bases, body, then type().
        let basesTuple = definition.bases.isEmpty ? nil : makeTuple(bases)
        let namespace = makeNamespace(definition)
        let type = makeClass(plan, basesTuple: basesTuple ?? makeTuple(bases), namespace: namespace)
        heap.release(namespace)
        return type
    }

    /// What `type.__new__` finds out about a class before it makes anything.
    ///
    /// - Parameters:
    ///   - bases: at least one.
    ///   - slots: the names in `__slots__` as they are written, or nil without it.
    ///   - isTaken: whether the class body binds a name.
    /// - Throws: TypeError and ValueError as `type.__new__`.
    package func planClass(
        _ name: String, bases: [ObjectID], slots written: [String]?, isTaken: (String) -> Bool
    ) throws -> ClassPlan {
        let best = try bestBase(of: bases)
        let baseRecord = record(of: best)
        let order = try resolutionOrder(of: bases)
        let allowsWeakReferences =
            !baseRecord.hasWeakReferences && ![.int, .tuple, .bytes, .type].contains(baseRecord.kind)
        let slots = try checkedSlots(
            written, of: name, base: baseRecord, allowsWeakReferences: allowsWeakReferences, isTaken: isTaken)
        var record = ClassRecord(
            name: name, module: "__main__", kind: baseRecord.kind, isHeap: true,
            layout: baseRecord.layout, generalLayout: baseRecord.generalLayout)
        record.base = best
        record.nativeNumber = baseRecord.nativeNumber
        record.nativeBytes = baseRecord.nativeBytes
        record.nativeUnsizedNumbers = baseRecord.nativeUnsizedNumbers
        record.nativeBlockNumber = baseRecord.nativeBlockNumber
        record.isCallable = baseRecord.isCallable
        record.bases = bases
        record.ownSlots = written
        record.slots = slots + baseRecord.slots
        let others = bases.filter { $0 != best }.map { self.record(of: $0) }
        let wantsDict = written == nil || written?.contains("__dict__") == true
        let wantsWeak = written == nil || written?.contains("__weakref__") == true
        record.hasDict = baseRecord.hasDict || wantsDict || others.contains { $0.hasDict }
        record.sharesKeys = baseRecord.sharesKeys || record.hasDict && !baseRecord.hasDict
        if !profile.rules.sharesKeysBehindItems, [.int, .tuple, .bytes].contains(record.kind) {
            record.sharesKeys = false
        }
        record.hasWeakReferences =
            baseRecord.hasWeakReferences
            || allowsWeakReferences && (wantsWeak || others.contains { $0.hasWeakReferences })
        try layOut(&record, base: baseRecord)
        record.finalizer = order.lazy.compactMap { self.record(of: $0).finalizer }.first
        record.callsFinalizer = isTaken("__del__") || order.contains { self.record(of: $0).callsFinalizer }
        return ClassPlan(record: record, order: order, slots: slots)
    }

    /// Where an instance's type, slots and dict go.
    private func layOut(_ record: inout ClassRecord, base: ClassRecord) throws {
        guard base.kind != .object else {
            record.typeSlot = InstanceState.typeSlot
            record.layout = layouts.instance
            record.firstSlot = InstanceState.head
            record.hasInlineValues =
                record.hasDict && (profile.instanceAttributes == .values || record.slots.isEmpty)
            if record.hasDict, !record.hasInlineValues {
                record.dictSlot = record.firstSlot + record.slots.count
            }
            return
        }
        if base.kind == .type {
            // A metaclass: its instances are classes like others, which hold it beside what they hold anyway.
            record.typeSlot = Layouts.TypeSlot.metaclass
            return
        }
        if base.kind == .module {
            // The module's own dict comes first, where it is with every module, and is visited last.
            record.firstSlot = 1
            record.typeSlot = 1 + record.slots.count
            record.layout = layouts.keyedReference
            return
        }
        if base.kind == .weakReference {
            // The callback comes first, because the heap looks for it there, and is visited last.
            record.firstSlot = 1
            if record.hasDict { record.dictSlot = 1 + record.slots.count }
            record.typeSlot = 1 + record.slots.count + (record.hasDict ? 1 : 0)
            record.layout = layouts.keyedReference
            return
        }
        record.fields = base.fields.filter { $0 != "__class__" }
        record.exceptionForm = base.exceptionForm
        if case .subclass(let form, _, _, _) = record.exceptionForm { record.exceptionForm = form }
        let slots = record.slots.count
        record.baseSlots = base.baseSlots
        record.baseWords = base.baseWords
        record.isOrdered = base.isOrdered
        record.head = slots + (record.hasDict ? 2 : 1) + record.fields.count + record.baseSlots
        // An exception's fields and dict belong to the base, which visits them after the type.
        let typeSlot = record.kind == .exception ? slots : record.head - 1 - record.baseSlots
        record.typeSlot = typeSlot
        if record.hasDict { record.dictSlot = record.kind == .exception ? record.head - 1 : slots }
        let fixed = record.kind == .exception ? record.head + Layouts.ExceptionSlot.count : record.head
        let general = record.kind == .dict
        guard
            let layout = layouts.derived(
                from: record.kind, head: fixed, typeSlot: typeSlot, isOrdered: record.isOrdered, heap: heap),
            let generalLayout = layouts.derived(
                from: record.kind, head: fixed, typeSlot: typeSlot, isGeneralDict: general,
                isOrdered: record.isOrdered, heap: heap)
        else {
            throw PythonException(
                "MemoryError",
                "the session has no room for one more layout of a class derived from '\(base.name)'")
        }
        record.layout = layout
        record.generalLayout = generalLayout
    }

    /// The namespace that the class body leaves behind.
    private func makeNamespace(_ definition: ClassDefinition) -> ObjectID {
        let namespace = quietly { makeEmptyDict() }
        func set(_ name: String, owned value: ObjectID) {
            store(namespace, name: name, value)
            heap.release(value)
        }
        set("__module__", owned: internedName("__main__"))
        set("__qualname__", owned: constantStr(definition.name))
        if profile.classNamespaceHasLine { set("__firstlineno__", owned: makeInt(1)) }
        if let doc = definition.doc { set("__doc__", owned: constantStr(doc)) }
        if let slots = definition.slots {
            let names = slots.map { internedName($0) }
            set("__slots__", owned: makeTuple(names, constants: true))
            for name in names { heap.release(name) }
        }
        for attribute in definition.attributes { store(namespace, name: attribute.name, attribute.value) }
        let finalizer = definition.finalizer == nil ? [] : ["__del__"]
        for method in definition.methods + finalizer {
            set(method, owned: makeMethodFunction(method, of: definition.name))
        }
        if profile.classNamespaceHasLine { set("__static_attributes__", owned: emptyTuple) }
        return namespace
    }

    /// `type.__new__`: makes the class object of a plan.
    ///
    /// - Parameters:
    ///   - basesTuple: takes over the caller's unit.
    ///   - namespace: what the body bound; copied.
    ///   - metaclass: the class of the class; `type` if nil.
    ///   - module: what `__module__` will be where the body does not bind it.
    package func makeClass(
        _ plan: ClassPlan, basesTuple: ObjectID, namespace: ObjectID, metaclass: ObjectID? = nil,
        module: ObjectID? = nil
    ) -> ObjectID {
        typealias Slot = Layouts.TypeSlot
        let dict = copyDict(namespace)
        var slotsTuple = ObjectID.none
        if plan.record.ownSlots != nil {
            let names = plan.slots.map { internedName($0) }
            // The sorted names are gathered in a list, whose memory stays in the free list.
            quietly { heap.release(makeList([])) }
            slotsTuple = makeTuple(names)
            for name in names { heap.release(name) }
        }
        let payload = classes.insert(plan.record)
        let type = allocate(
            layouts.type, metaclass ?? types.type,
            .heapType(hasSlots: plan.record.ownSlots != nil, memberCount: plan.slots.count),
            slots: Slot.count, payload: payload)
        track(type)
        _ = heap.setSlot(type, Slot.dict, owned: dict)
        _ = heap.setSlot(type, Slot.bases, owned: basesTuple)
        fill(type, Slot.base, plan.record.base)
        if let metaclass, metaclass != types.type {
            fill(type, Slot.metaclass, metaclass)
            if facts(of: metaclass).hasFinalizer { heap.setFinalizer(type, true) }
        }
        if let module { store(dict, name: "__module__", module) }
        _ = heap.setSlot(type, Slot.name, owned: constantStr(plan.record.name))
        if let entry = find(dict, name: "__qualname__") {
            _ = heap.setSlot(type, Slot.qualifiedName, owned: retained(value(dict, at: entry)))
            _ = removeEntry(dict, entry)
        }
        bindImplicitly(in: dict)
        _ = heap.setSlot(type, Slot.slots, owned: slotsTuple)
        classes[payload].mro = [type] + plan.order
        _ = heap.setSlot(type, Slot.mro, owned: makeTuple([type] + plan.order))
        heap.resizeBuffer(
            type, bytes: profile.sizes.ownedBytes(.heapType(hasSlots: plan.record.ownSlots != nil)))
        addDescriptors(type, plan.record, slotNames: plan.slots)
        if find(dict, name: "__doc__") == nil { store(dict, name: "__doc__", none) }
        if find(dict, name: "__eq__") != nil, find(dict, name: "__hash__") == nil {
            store(dict, name: "__hash__", none)
        }
        for base in plan.record.bases { addSubclass(type, to: base) }
        classesChanged()
        return type
    }

    /// Makes `__new__` a staticmethod, `__init_subclass__` and `__class_getitem__` classmethods.
    private func bindImplicitly(in dict: ObjectID) {
        for name in ["__new__", "__init_subclass__", "__class_getitem__"] {
            guard let function = lookUp(dict, name: PythonString(name)), kind(of: function) == .function
            else { continue }
            let method = name == "__new__" ? makeStaticMethod(function) : makeClassMethod(function)
            store(dict, name: name, method)
            heap.release(method)
        }
    }

    /// Sets the order in which a class's attributes are looked up.
    package func setResolutionOrder(of type: ObjectID, _ order: [ObjectID]) {
        classes[heap.payload(type)].mro = order
        let old = heap.setSlot(type, Layouts.TypeSlot.mro, owned: makeTuple(order))
        if !old.isNone { heap.release(old) }
        classesChanged()
    }

    /// `type.__subclasses__()`, borrowed.
    package func subclasses(of type: ObjectID) -> [ObjectID] {
        let table = heap.slot(type, Layouts.TypeSlot.subclasses)
        guard !table.isNone else { return [] }
        return entries(of: table).compactMap { referent(of: $0.value) }
    }

    /// Puts member and getset descriptors into the class's dict.
    private func addDescriptors(_ type: ObjectID, _ record: ClassRecord, slotNames: [String]) {
        let dict = heap.slot(type, Layouts.TypeSlot.dict)
        let base = self.record(of: record.base)
        func add(_ name: String, _ descriptorType: ObjectID, _ form: Form) {
            let descriptor = allocate(layouts.descriptor, descriptorType, form, slots: 2)
            fill(descriptor, 0, type)
            let key = internedName(name)
            _ = heap.setSlot(descriptor, 1, owned: retained(key))
            track(descriptor)
            storeUnchecked(dict, key, descriptor)
            heap.release(key)
            heap.release(descriptor)
        }
        for name in slotNames { add(name, types.memberDescriptor, .memberDescriptor) }
        if record.hasDict, !base.hasDict { add("__dict__", types.getSetDescriptor, .getSetDescriptor) }
        if record.hasWeakReferences, !base.hasWeakReferences {
            add("__weakref__", types.getSetDescriptor, .getSetDescriptor)
        }
    }

    /// Enters a class into its base's table of subclasses, as a weak reference.
    func addSubclass(_ type: ObjectID, to base: ObjectID) {
        let key = makeInt(Int(truncatingIfNeeded: heap.address(of: type)))
        let reference = sharedWeakReference(to: type)
        var table = heap.slot(base, Layouts.TypeSlot.subclasses)
        if table.isNone {
            table = makeEmptyDict()
            _ = heap.setSlot(base, Layouts.TypeSlot.subclasses, owned: table)
        }
        storeInteger(table, key, reference)
        heap.release(key)
        heap.release(reference)
    }

    private func storeInteger(_ dict: ObjectID, _ key: ObjectID, _ value: ObjectID) {
        do {
            try uncounted { try store(dict, key, hash: PythonHash.int(integer(of: key)), value) }
        } catch {
            preconditionFailure("comparing int keys failed: \(error)")
        }
    }

    /// Takes a dying class out of its bases' tables of subclasses.
    func removeFromBases(_ type: ObjectID) {
        let address = Int(truncatingIfNeeded: heap.address(of: type))
        for base in record(of: type).bases where heap.object(with: heap.serial(of: base)) == base {
            let table = heap.slot(base, Layouts.TypeSlot.subclasses)
            guard !table.isNone else { continue }
            let hash = PythonHash.int(address)
            var probe = dictionaries[heap.payload(table)].table.probe(hash)
            while let entry = dictionaries[heap.payload(table)].table.next(&probe) {
                let key = heap.slot(table, keySlot(of: table, entry))
                if intValue(key).flatMap({ Int(exactly: $0) }) == address {
                    _ = removeEntry(table, entry)
                    if dictionaries[heap.payload(table)].table.count == 0, !isBuiltin(table) {
                        heap.release(heap.setSlot(base, Layouts.TypeSlot.subclasses, owned: .none))
                    }
                    break
                }
            }
        }
    }

    /// Runs `body` without noting effects.
    package func quietly<Result>(_ body: () throws -> Result) rethrows -> Result {
        let outer = events.isRecording
        events.isRecording = false
        defer { events.isRecording = outer }
        return try body()
    }
}
