/// Which weak references point where, in CPython's order.
///
/// The references to one object are a doubly linked list: the shared reference without a callback first, the shared proxy next,
/// then the others, newest first. Only objects that have weak references, and the references themselves, take room here.
struct WeakReferenceTable: ~Copyable {
    private var entries: [UInt32: Entry] = [:]
    private var firsts: [UInt32: UInt32] = [:]

    struct Entry {
        var target: UInt32
        var kind: WeakReferenceKind
        var next: UInt32
        var previous: UInt32
    }

    /// What `reference` points to, or 0.
    func target(of reference: UInt32) -> UInt32 { entries[reference]?.target ?? 0 }

    func first(_ target: UInt32) -> UInt32 { firsts[target] ?? 0 }

    func entry(_ reference: UInt32) -> Entry? { entries[reference] }

    /// All references to an object, in order.
    func references(to target: UInt32) -> [UInt32] {
        var found: [UInt32] = []
        var reference = first(target)
        while let entry = entries[reference] {
            found.append(reference)
            reference = entry.next
        }
        return found
    }

    /// The shared reference or proxy to an object, or 0.
    func shared(_ kind: WeakReferenceKind, to target: UInt32) -> UInt32 {
        var reference = first(target)
        while let entry = entries[reference], entry.kind != .own {
            if entry.kind == kind { return reference }
            reference = entry.next
        }
        return 0
    }

    /// Links a new reference; returns true if it is the target's first.
    mutating func insert(_ reference: UInt32, to target: UInt32, _ kind: WeakReferenceKind) -> Bool {
        let sharedReference = shared(.sharedReference, to: target)
        let sharedProxy = shared(.sharedProxy, to: target)
        let predecessor: UInt32 =
            switch kind {
            case .sharedReference: 0
            case .sharedProxy: sharedReference
            case .own: sharedProxy != 0 ? sharedProxy : sharedReference
            }
        let old = first(target)
        let next = predecessor == 0 ? old : entries[predecessor]!.next
        entries[reference] = Entry(target: target, kind: kind, next: next, previous: predecessor)
        if next != 0 { entries[next]!.previous = reference }
        if predecessor == 0 { firsts[target] = reference } else { entries[predecessor]!.next = reference }
        return old == 0
    }

    /// Unlinks a reference, which then is dead; returns the target if that was its last reference.
    mutating func remove(_ reference: UInt32) -> UInt32? {
        guard let entry = entries.removeValue(forKey: reference) else { return nil }
        if entry.next != 0 { entries[entry.next]!.previous = entry.previous }
        if entry.previous != 0 {
            entries[entry.previous]!.next = entry.next
            return nil
        }
        if entry.next != 0 {
            firsts[entry.target] = entry.next
            return nil
        }
        firsts[entry.target] = nil
        return entry.target
    }

    /// How many references are alive.
    var count: Int { entries.count }

    /// Every live reference with its target, for validation.
    func forEach(_ body: (_ reference: UInt32, _ entry: Entry) -> Void) {
        for (reference, entry) in entries { body(reference, entry) }
    }
}

/// Which place a weak reference takes among those to the same object.
public enum WeakReferenceKind: Hashable, Sendable {
    /// `weakref.ref(o)` without a callback: one for each object.
    case sharedReference
    /// `weakref.proxy(o)` without a callback: one for each object.
    case sharedProxy
    /// With a callback, or of a subclass: always a new one.
    case own
}
