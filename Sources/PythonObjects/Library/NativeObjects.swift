import HeapEngine

/// What the object model has to know of a type that the evaluator defines.
package struct NativeTypeTraits: Sendable {
    /// `__name__` and `__module__`.
    package var name: String, module: String
    /// The number under which the evaluator finds the type.
    package var number: Int
    /// `sys.getsizeof` of an instance.
    package var bytes: Int
    /// Whether classes may derive from it.
    package var isBase = false
    /// Whether instances can be weakly referenced.
    package var isReferencable = false
    /// Whether instances can be called.
    package var isCallable = false
    /// Whether the collector knows instances at all.
    package var isCollectable = true
    /// Whether the collector visits the type behind the fields.
    package var hasTypeLast = false
    /// Whether it binds, as a function does, to the object that it is looked up on as an attribute of a class.
    package var bindsAsMethod = false
    /// Whether the collector clears the fields of garbage.
    package var isCleared = false
    /// How many of an instance's first numbers take no memory outside of its block; nil if none does.
    package var unsizedNumbers: Int?
    /// Which of an instance's numbers says how many bytes its block has beside `bytes`; nil if all have the same size.
    package var blockNumber: Int?
    /// Whether the type is static in CPython too, so that instances do not hold it.
    package var isStatic = false
    /// The field that is the instance's `__dict__`, if it has one.
    package var dictField: Int?

    package init(name: String, module: String, number: Int, bytes: Int) {
        (self.name, self.module, self.number, self.bytes) = (name, module, number, bytes)
    }
}

/// Types that the evaluator defines, made when a program first needs them. They and their modules are static: no collection and no
/// memory of the session's shows that they are there.
extension Runtime {
    /// Makes a type of `Kind.native`.
    package func makeNativeType(_ traits: NativeTypeTraits) -> ObjectID {
        heap.asInterpreter {
            var layout = traits.isCleared ? fixedLayouts.clearedNative : fixedLayouts.native
            if traits.hasTypeLast { layout = fixedLayouts.nativeTypeLast }
            if !traits.isCollectable { layout = layouts.scalar }
            let type = makeStaticType(
                traits.name, .native, layout, hasWeakReferences: traits.isReferencable,
                isBase: traits.isBase, isNamed: false, module: traits.module)
            let payload = heap.payload(type)
            classes[payload].nativeNumber = UInt16(traits.number)
            classes[payload].nativeBytes = UInt16(traits.bytes)
            classes[payload].isCallable = traits.isCallable
            classes[payload].bindsAsMethod = traits.bindsAsMethod
            classes[payload].isTracked = traits.isCollectable
            if traits.isCollectable, !traits.isStatic {
                classes[payload].typeSlot = 0
                classes[payload].head = 1
            }
            classes[payload].nativeBlockNumber = Int8(traits.blockNumber ?? -1)
            classes[payload].nativeUnsizedNumbers = Int8(traits.unsizedNumbers ?? -1)
            if let field = traits.dictField {
                classes[payload].hasDict = true
                classes[payload].dictSlot = field + 1
            }
            return type
        }
    }

    /// An object of a native type or of a class derived from one, tracked.
    ///
    /// - Parameters:
    ///   - fields: takes over the caller's units; `.none` leaves a field empty.
    ///   - numbers: what it has beside its fields.
    ///   - value: what it has of Swift's; needs numbers.
    package func makeNative(
        _ type: ObjectID, fields: [ObjectID], numbers: [Int]? = nil, value: (any Sendable)? = nil
    ) -> ObjectID {
        let record = record(of: type)
        let payload = numbers.map { natives.insert($0) } ?? 0
        if let value, payload != 0 { nativeValues[payload] = value }
        let form = Form.native(bytes: nativeBlockBytes(record, payload))
        let object: ObjectID
        if record.isHeap {
            object = allocate(type, form, slots: fields.count, payload: payload)
        } else {
            object = allocate(record.layout, type, form, slots: record.head + fields.count, payload: payload)
            if record.head > 0 { fillType(object, type) }
        }
        let head = record.head
        for (index, field) in fields.enumerated() where !field.isNone {
            _ = heap.setSlot(object, head + index, owned: field)
        }
        if record.isHeap || record.isTracked { track(object) }
        return object
    }

    /// How many bytes a native object's block has.
    func nativeBlockBytes(_ record: ClassRecord, _ payload: UInt32) -> Int {
        guard record.nativeBlockNumber >= 0 else { return Int(record.nativeBytes) }
        return Int(record.nativeBytes) + natives[payload][Int(record.nativeBlockNumber)]
    }

    /// What a native object has of Swift's.
    package func nativeValue<Value>(of object: ObjectID, as type: Value.Type) -> Value? {
        nativeValues[heap.payload(object)] as? Value
    }

    /// Lets an object hold its type in its first slot, unless it is a static one in this version.
    func fillType(_ object: ObjectID, _ type: ObjectID) {
        let modules = profile.rules.modulesOfStaticTypes
        if modules.isEmpty || !modules.contains(record(of: type).module) { fill(object, 0, type) }
    }

    /// A field of a native object, borrowed; `.none` if it is empty.
    @inline(__always)
    package func field(_ object: ObjectID, _ index: Int) -> ObjectID {
        heap.slot(object, head(of: object) + index)
    }

    /// Puts something into a field, or nothing, and lets go of what was there.
    package func setField(_ object: ObjectID, _ index: Int, owned value: ObjectID) {
        let slot = head(of: object) + index
        let old = heap.setSlot(object, slot, owned: value)
        if !old.isNone { heap.release(old, because: .unlinked(source: object, slot: slot)) }
    }

    /// One of a native object's numbers.
    package func number(_ object: ObjectID, _ index: Int) -> Int { natives[heap.payload(object)][index] }

    /// Sets one of a native object's numbers.
    package func setNumber(_ object: ObjectID, _ index: Int, _ value: Int) {
        natives[heap.payload(object)][index] = value
    }

    /// A module that the evaluator implements: static, in `sys.modules`, with the spec of a built-in module.
    package func makeNativeModule(name: String) -> ObjectID {
        heap.asInterpreter {
            quietly {
                let module = allocateStatic(layouts.module, types.module, .module, slots: 1)
                let dict = makeStaticDict()
                _ = heap.setSlot(module, 0, owned: dict)
                storeUnchecked(dict, staticName("__name__"), staticName(name))
                for key in ["__doc__", "__package__", "__loader__", "__spec__"] {
                    storeUnchecked(dict, staticName(key), none)
                }
                initialize(
                    module,
                    with: ModuleSpecDefinition(
                        name: name, loader: library.builtinImporter, origin: "built-in"))
                if let spec = spec(of: module) {
                    heap.freeze(spec)
                    for value in heap.referents(of: spec) where heap.generation(of: value) == 0 {
                        heap.freeze(value)
                    }
                }
                heap.freeze(module)
                heap.freeze(dict)
                storeUnchecked(roots.modules, staticName(name), module)
                return module
            }
        }
    }
}
