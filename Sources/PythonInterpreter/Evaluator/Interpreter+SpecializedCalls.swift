import HeapEngine
import PythonObjects

extension Interpreter {
    /// Whether CPython looks behind a call of something native whether a collection is due: not where the instruction is specialised,
    /// when it is executed again, for `list.append`, `len`, `isinstance` or `type`.
    func isChecked(
        _ callable: ObjectID, _ count: Int, hasSelf: Bool, _ frame: UnsafeMutablePointer<Frame>
    ) -> Bool {
        let facts = frame.pointee.facts
        let next = frame.pointee.next
        let cache = facts.pointee.caches + (next - 1)
        let isFirst = cache.pointee.slot == 0
        cache.pointee.slot = 1
        if isFirst || isTracing { return true }
        if hasSelf {
            return callable != uncheckedCalls.append || count != 1
                || facts.pointee.instructions[next].opcode != .popTop
        }
        switch count {
        case 1: return callable != uncheckedCalls.len && callable != runtime.types.type
        case 2: return callable != uncheckedCalls.isInstance
        default: return true
        }
    }
}
