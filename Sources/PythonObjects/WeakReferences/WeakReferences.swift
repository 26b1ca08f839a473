import HeapEngine

extension Runtime {
    /// `weakref.ref(object)` or `weakref.ref(object, callback)`: the first kind is one for each object.
    ///
    /// - Parameter type: a class derived from `ref`, of which there is always a new one.
    public func makeWeakReference(
        to target: ObjectID, callback: ObjectID? = nil, type: ObjectID? = nil
    ) throws -> ObjectID {
        try checkReferencable(target)
        if let type, type != types.weakReference {
            let callback = callback == none ? nil : callback
            return makeDerivedReference(type, to: target, callback: callback)
        }
        if callback == nil || callback == none { return sharedWeakReference(to: target) }
        return newWeakReference(
            to: target, callback: callback, layouts.weakReference, types.weakReference, .own)
    }

    /// `weakref.proxy(object)` or `weakref.proxy(object, callback)`.
    public func makeWeakProxy(to target: ObjectID, callback: ObjectID? = nil) throws -> ObjectID {
        try checkReferencable(target)
        let type = isCallable(target) ? types.callableProxy : types.weakProxy
        if callback == nil || callback == none {
            let known = heap.sharedWeakReference(to: target, kind: .sharedProxy)
            if !known.isNone { return retained(known) }
            return newWeakReference(
                to: target, callback: nil, layouts.weakReference, type, .sharedProxy)
        }
        return newWeakReference(to: target, callback: callback, layouts.weakReference, type, .own)
    }

    private func checkReferencable(_ target: ObjectID) throws {
        guard record(of: heap.type(of: target)).hasWeakReferences else {
            throw PythonException(
                "TypeError", "cannot create weak reference to '\(typeName(target))' object")
        }
    }

    /// The one reference without a callback.
    func sharedWeakReference(to target: ObjectID) -> ObjectID {
        let known = heap.sharedWeakReference(to: target, kind: .sharedReference)
        if !known.isNone { return retained(known) }
        return newWeakReference(
            to: target, callback: nil, layouts.weakReference, types.weakReference, .sharedReference)
    }

    private func newWeakReference(
        to target: ObjectID, callback: ObjectID?, _ layout: LayoutID, _ type: ObjectID,
        _ kind: WeakReferenceKind
    ) -> ObjectID {
        let reference = allocate(layout, type, .weakReference, slots: 1)
        if let callback { fill(reference, 0, callback) }
        heap.linkWeak(reference, to: target, kind: kind)
        track(reference)
        return reference
    }

    /// A reference of a class derived from `ref`.
    private func makeDerivedReference(_ type: ObjectID, to target: ObjectID, callback: ObjectID?) -> ObjectID
    {
        let record = record(of: type)
        let slots = 2 + record.slots.count + (record.hasDict ? 1 : 0)
        let reference = allocate(
            layouts.keyedReference, type, form(of: record, base: .weakReference), slots: slots)
        if let callback { fill(reference, 0, callback) }
        fill(reference, record.typeSlot ?? slots - 1, type)
        if record.hasFinalizer { heap.setFinalizer(reference, true) }
        heap.linkWeak(reference, to: target, kind: .own)
        track(reference)
        return reference
    }

    /// `KeyedRef(target, callback, key)`.
    package func makeKeyedReference(
        to target: ObjectID, callback: ObjectID, key: ObjectID, type: ObjectID? = nil
    ) throws -> ObjectID {
        let type = type ?? library.keyedReference
        let reference = try makeWeakReference(to: target, callback: callback, type: type)
        if let slot = slot(named: "key", of: type) { fill(reference, slot, key) }
        return reference
    }

    /// What a weak reference or proxy leads to, borrowed; nil if it is dead or no weak reference.
    public func referent(of reference: ObjectID) -> ObjectID? {
        guard !reference.isNone, isWeakReference(reference) else { return nil }
        let target = heap.weakTarget(of: reference)
        return target.isNone ? nil : target
    }

    /// Whether the object is a weak reference or a proxy.
    public func isWeakReference(_ object: ObjectID) -> Bool {
        let kind = kind(of: object)
        return kind == .weakReference || kind == .weakProxy
    }

    /// The weak references to an object, in the order of `weakref.getweakrefs`, borrowed.
    public func weakReferences(to target: ObjectID) -> [ObjectID] { heap.weakReferences(to: target) }

    /// A weak reference's callback, borrowed; nil if it has none, or is dead.
    public func callback(of reference: ObjectID) -> ObjectID? {
        guard !reference.isNone, isWeakReference(reference) else { return nil }
        let callback = heap.slot(reference, 0)
        return callback.isNone ? nil : callback
    }

    /// What a proxy stands for, borrowed.
    package func proxied(_ proxy: ObjectID) throws -> ObjectID {
        let target = heap.weakTarget(of: proxy)
        if target.isNone {
            throw PythonException("ReferenceError", "weakly-referenced object no longer exists")
        }
        return target
    }
}
