import HeapEngine
import PythonObjects

/// Globals and builtins by way of the instruction's cache.
extension Interpreter {
    /// The global or builtin that the cache knows, borrowed; `.none` if it does not know it any more.
    @inline(__always)
    func cachedGlobal(
        _ cache: UnsafeMutablePointer<SiteCache>, _ name: ObjectID, _ frame: UnsafeMutablePointer<Frame>
    )
        -> ObjectID
    {
        switch cache.pointee.finding {
        case .global: return valueOfKey(name, at: cache.pointee.slot, in: frame.pointee.globals)
        case .builtin:
            let globals = frame.pointee.globals
            guard heap.serial(of: globals) == cache.pointee.serial,
                runtime.keysVersion(of: globals) == cache.pointee.version
            else { return .none }
            return valueOfKey(name, at: cache.pointee.slot, in: frame.pointee.builtins)
        default: return .none
        }
    }

    /// The value of a dict's key, if that very object still lies in a slot; else `.none`.
    @inline(__always)
    private func valueOfKey(_ name: ObjectID, at slot: UInt32, in dict: ObjectID) -> ObjectID {
        let slot = Int(slot)
        guard slot + 1 < heap.slotCount(dict), heap.slot(dict, slot) == name else { return .none }
        return heap.slot(dict, slot + 1)
    }

    /// Looks a global or builtin up, borrowed, and fills the cache; nil if there is none.
    func findGlobal(
        _ cache: UnsafeMutablePointer<SiteCache>, _ name: ObjectID, _ frame: UnsafeMutablePointer<Frame>
    ) throws -> ObjectID? {
        cache.pointee.finding = .nothing
        let hash = runtime.hashOfString(name)
        let (globals, builtins) = (frame.pointee.globals, frame.pointee.builtins)
        guard isPlainNamespace(globals), isPlainNamespace(builtins) else {
            return try runtime.lookUp(globals, name, hash: hash) ?? runtime.lookUp(builtins, name, hash: hash)
        }
        if let entry = try runtime.find(globals, name, hash: hash) {
            remember(cache, .global, name, globals, entry)
            return runtime.value(globals, at: entry)
        }
        guard let entry = try runtime.find(builtins, name, hash: hash) else { return nil }
        cache.pointee.version = runtime.keysVersion(of: globals)
        cache.pointee.serial = heap.serial(of: globals)
        remember(cache, .builtin, name, builtins, entry)
        return runtime.value(builtins, at: entry)
    }

    /// Whether a namespace is a dict with entries of its own, none that shows an instance's values.
    private func isPlainNamespace(_ dict: ObjectID) -> Bool {
        runtime.kind(of: dict) == .dict && runtime.hasOwnEntries(dict)
    }

    private func remember(
        _ cache: UnsafeMutablePointer<SiteCache>, _ finding: SiteCache.Finding, _ name: ObjectID,
        _ dict: ObjectID, _ entry: Int
    ) {
        let slot = runtime.keySlot(of: dict, entry)
        guard heap.slot(dict, slot) == name else { return }
        cache.pointee.slot = UInt32(slot)
        cache.pointee.finding = finding
    }

    /// `global name; name = value` where the name is bound already: takes over the caller's unit and returns true, or does nothing.
    @inline(__always)
    func rebindGlobal(
        _ cache: UnsafeMutablePointer<SiteCache>, _ name: ObjectID, in dict: ObjectID, _ value: ObjectID
    ) -> Bool {
        guard cache.pointee.finding == .global, heap.isTracked(dict) else { return false }
        let old = valueOfKey(name, at: cache.pointee.slot, in: dict)
        if old.isNone { return false }
        _ = heap.setSlot(dict, Int(cache.pointee.slot) + 1, owned: value)
        runtime.drop(old, from: dict) { EdgeDescription(.value, "['\(text(name))']") }
        return true
    }

    /// Remembers where a name was stored, so that the next store is a `rebindGlobal`.
    func rememberStore(_ cache: UnsafeMutablePointer<SiteCache>, _ name: ObjectID, in dict: ObjectID) {
        guard isPlainNamespace(dict),
            let entry = try? runtime.find(dict, name, hash: runtime.hashOfString(name))
        else { return }
        remember(cache, .global, name, dict, entry)
    }
}
