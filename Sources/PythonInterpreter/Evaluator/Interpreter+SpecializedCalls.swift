import HeapEngine
import PythonObjects

/// Instructions that CPython makes for what they met (PEP 659), as far as programs can tell.
extension Interpreter {
    /// Whether the call instruction under way was made for what it met, if it could be; notes that it is executed.
    func isSpecialized(_ frame: UnsafeMutablePointer<Frame>) -> Bool {
        let facts = frame.pointee.facts
        let cache = facts.pointee.caches + (frame.pointee.next - 1)
        let isFirst = cache.pointee.slot == 0
        cache.pointee.slot = 1
        if isTracing { return false }
        if entriesToSpecialize == 0 { return !isFirst }
        // Once it was so often it stays so, even where the number wraps around.
        if facts.pointee.entries >= entriesToSpecialize { cache.pointee.version = 1 }
        return cache.pointee.version != 0
    }

    /// Whether the call instruction under way was made for a class with an `__init__` in Python.
    func isSpecialized(_ frame: UnsafeMutablePointer<Frame>, forClass type: ObjectID) -> Bool {
        guard specializesInitializers, isSpecialized(frame) else { return false }
        let cache = frame.pointee.facts.pointee.caches + (frame.pointee.next - 1)
        let serial = heap.serial(of: type)
        if cache.pointee.finding == .nothing {
            cache.pointee.finding = .calledClass
            cache.pointee.serial = serial
        }
        return cache.pointee.serial == serial
    }

    /// Whether CPython looks behind a specialised call of something native whether a collection is due: not for `list.append`, `len`,
    /// `isinstance` or `type`.
    func isChecked(
        _ callable: ObjectID, _ count: Int, hasSelf: Bool, _ frame: UnsafeMutablePointer<Frame>
    ) -> Bool {
        if hasSelf {
            return callable != uncheckedCalls.append || count != 1
                || frame.pointee.facts.pointee.instructions[frame.pointee.next].opcode != .popTop
        }
        switch count {
        case 1: return callable != uncheckedCalls.len && callable != runtime.types.type
        case 2: return callable != uncheckedCalls.isInstance
        default: return true
        }
    }
}
