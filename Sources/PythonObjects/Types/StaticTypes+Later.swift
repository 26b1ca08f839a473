import HeapEngine

extension Runtime {
    /// Makes the static types that came after the first ones.
    ///
    /// They come last, and take static memory alone, so that what a session makes first is where it always was: histories depend on it.
    package func makeLaterTypes() {
        roots.hasStaticBuiltins = true
        roots.callbacks = allocateStatic(layouts.list, types.list, .list(room: 0))
        let known = types.all.count
        makeIteratorTypes()
        makeViewTypes()
        makeDescriptorTypes()
        makeGeneratorTypes()
        makeLaterExceptionTypes()
        types.frameLocals = makeStaticType(
            "FrameLocalsProxy", .frameLocals, fixedLayouts.clearedOne, isBase: false, isNamed: false)
        makeLibraryTypes()
        for type in types.all[known...] where types.byName[record(of: type).name] == type {
            addBuiltin(record(of: type).name, type)
        }
    }

    /// Makes a name a builtin, with a static str.
    package func addBuiltin(_ name: String, _ object: ObjectID) {
        storeUnchecked(roots.builtins, staticName(name), object)
    }

    /// Makes an object of a built-in type or of a class derived from it, with slots behind what the class adds. Not tracked yet.
    func allocate(_ type: ObjectID, _ form: Form, slots: Int, payload: UInt32 = 0) -> ObjectID {
        let record = classes[heap.payload(type)]
        guard record.isHeap else {
            return allocate(record.layout, type, form, slots: slots, payload: payload)
        }
        let object = allocate(
            record.layout, type, self.form(of: record, base: form), slots: record.head + slots,
            payload: payload)
        fill(object, record.typeSlot ?? 0, type)
        if record.hasFinalizer { heap.setFinalizer(object, true) }
        return object
    }
}
