import HeapEngine
import PythonObjects

/// Attributes by way of the instruction's cache.
extension Interpreter {
    /// The attribute that the cache knows of an object, borrowed; `.none` if the cache does not apply.
    ///
    /// Where the finding is a method, it is a function that the object is to be put in front of the arguments of.
    @inline(__always)
    func cachedAttribute(_ cache: UnsafeMutablePointer<SiteCache>, of object: ObjectID) -> ObjectID {
        let finding = cache.pointee.finding
        if finding == .nothing || cache.pointee.version != runtime.typeVersion { return .none }
        let slot = Int(cache.pointee.slot)
        switch finding {
        case .attributeOfClass: return object == cache.pointee.type ? cache.pointee.value : .none
        case .moduleValue:
            guard heap.type(of: object) == cache.pointee.type else { return .none }
            let dict = heap.slot(object, 0)
            guard slot + 1 < heap.slotCount(dict), heap.slot(dict, slot) == cache.pointee.value else {
                return .none
            }
            return heap.slot(dict, slot + 1)
        default: break
        }
        if heap.type(of: object) != cache.pointee.type { return .none }
        switch finding {
        case .inlineValue:
            guard slot < heap.slotCount(object), !runtime.state(of: object).isDictBacked else { return .none }
            return heap.slot(object, slot)
        case .memberSlot: return heap.slot(object, slot)
        case .method, .classValue: return cache.pointee.value
        case .inlineMethod, .inlineClassValue:
            return runtime.state(of: object).isDictBacked ? .none : cache.pointee.value
        default: return .none
        }
    }

    /// Fills the cache with what an attribute of an object is, if it is of a sort that caches know.
    func rememberAttribute(_ cache: UnsafeMutablePointer<SiteCache>, of object: ObjectID, _ name: ObjectID) {
        cache.pointee.finding = .nothing
        let type = heap.type(of: object)
        let facts = runtime.facts(of: type)
        func remember(_ finding: SiteCache.Finding, slot: Int = 0, value: ObjectID = .none, type: ObjectID) {
            cache.pointee = SiteCache(
                finding: finding, type: type, version: runtime.typeVersion, slot: UInt32(slot), value: value)
        }
        if facts.isHeap, !usesGenericLookup(type) { return }
        let found = typeAttribute(type, name)
        switch facts.kind {
        case .type:
            guard found.isNone, !facts.isHeap else { return }
            let own = typeAttribute(object, name)
            if !own.isNone, runtime.kind(of: own) == .function || isPlainValue(own) {
                remember(.attributeOfClass, value: own, type: object)
            }
        case .module:
            guard found.isNone, !facts.isHeap else { return }
            let dict = heap.slot(object, 0)
            guard let entry = try? runtime.find(dict, name, hash: runtime.hashOfString(name)) else { return }
            let slot = runtime.keySlot(of: dict, entry)
            if heap.slot(dict, slot) == name { remember(.moduleValue, slot: slot, value: name, type: type) }
        case .superObject, .weakProxy: return
        default:
            rememberInstance(facts, found, name, type, remember)
        }
    }

    private func rememberInstance(
        _ facts: ClassFacts, _ found: ObjectID, _ name: ObjectID, _ type: ObjectID,
        _ remember: (SiteCache.Finding, Int, ObjectID, ObjectID) -> Void
    ) {
        let isMethod = !found.isNone && [.function, .methodDescriptor].contains(runtime.kind(of: found))
        let isValue = !found.isNone && isPlainValue(found)
        if !facts.hasDict {
            if isMethod { return remember(.method, 0, found, type) }
            if isValue { return remember(.classValue, 0, found, type) }
            guard facts.isHeap, !found.isNone, runtime.kind(of: found) == .memberDescriptor,
                let text = runtime.strValue(name), let slot = runtime.slot(named: text.text, of: type)
            else { return }
            return remember(.memberSlot, slot, .none, type)
        }
        guard facts.hasInlineValues, let text = runtime.strValue(name) else { return }
        if let slot = runtime.inlineSlot(type, text) {
            // A method of the class would be hidden by the value, where there is one.
            if found.isNone || isMethod || isValue { remember(.inlineValue, slot, .none, type) }
        } else if isMethod {
            remember(.inlineMethod, 0, found, type)
        } else if isValue {
            remember(.inlineClassValue, 0, found, type)
        }
    }

    /// Whether attributes of a class's instances are looked up as `object.__getattribute__` does.
    private func usesGenericLookup(_ type: ObjectID) -> Bool {
        let hook = typeAttribute(type, runtime.staticName("__getattribute__"))
        return hook.isNone || runtime.kind(of: hook) != .function
    }

    /// Whether an object has no `__get__` for sure.
    private func isPlainValue(_ object: ObjectID) -> Bool {
        switch runtime.kind(of: object) {
        case .none, .bool, .int, .float, .complex, .str, .bytes, .tuple, .list, .dict, .set, .frozenSet:
            !runtime.facts(of: heap.type(of: object)).isHeap
        default: false
        }
    }

    // MARK: Storing

    /// `object.name = value` where the cache knows the place: takes over the caller's unit and returns true, or does nothing.
    @inline(__always)
    func storeCached(_ cache: UnsafeMutablePointer<SiteCache>, _ object: ObjectID, _ value: ObjectID) -> Bool
    {
        guard heap.type(of: object) == cache.pointee.type, cache.pointee.version == runtime.typeVersion else {
            return false
        }
        switch cache.pointee.finding {
        case .inlineValue: return runtime.setInlineSlot(object, Int(cache.pointee.slot), owned: value)
        case .memberSlot:
            let slot = Int(cache.pointee.slot)
            let old = heap.setSlot(object, slot, owned: value)
            if !old.isNone { heap.release(old, because: .unlinked(source: object, slot: slot)) }
            return true
        default: return false
        }
    }

    /// Fills the cache with the place of an attribute that is stored.
    func rememberStoredAttribute(
        _ cache: UnsafeMutablePointer<SiteCache>, of object: ObjectID, _ name: ObjectID
    ) {
        cache.pointee.finding = .nothing
        let type = heap.type(of: object)
        let facts = runtime.facts(of: type)
        guard facts.isHeap, facts.kind == .object, let text = runtime.strValue(name) else { return }
        let hook = typeAttribute(type, runtime.staticName("__setattr__"))
        if !hook.isNone, runtime.kind(of: hook) == .function || isOverriding(hook) { return }
        let found = typeAttribute(type, name)
        var finding = SiteCache.Finding.inlineValue
        var slot: Int?
        if facts.hasInlineValues, found.isNone || isPlainValue(found) || runtime.kind(of: found) == .function
        {
            slot = runtime.inlineSlot(type, text)
        } else if !facts.hasDict, !found.isNone, runtime.kind(of: found) == .memberDescriptor {
            finding = .memberSlot
            slot = runtime.slot(named: text.text, of: type)
        }
        guard let slot else { return }
        cache.pointee = SiteCache(
            finding: finding, type: type, version: runtime.typeVersion, slot: UInt32(slot))
    }
}
