import HeapEngine
import PythonObjects

@testable import Sessions

extension Inspection {
    /// Everything that can be known about a heap, as lines: two heaps with the same dump are the same heap.
    func dump() -> [String] { withLive { $0.dump() } }

}

extension Session {
    /// The dump of the heap.
    func dump() throws -> [String] { try readSynchronously { $0.dump() }.value }
}

extension LiveSession {
    func dump() -> [String] {
        let heap = runtime.heap
        var lines: [String] = []
        var objects: [ObjectID] = []
        heap.forEachObject { objects.append($0) }
        objects.sort { heap.serial(of: $0) < heap.serial(of: $1) }
        for object in objects {
            // There are thousands of these, and clients can change little more of them than their counts.
            if runtime.isBuiltin(object), heap.slotCount(object) > 200 || !heap.isTracked(object) {
                lines.append(
                    "\(handle(of: object)) rc=\(heap.refcount(object)) slots=\(heap.slotCount(object))")
                continue
            }
            let slots = (0..<heap.slotCount(object)).map { index -> String in
                let target = heap.slot(object, index)
                return target.isNone ? "-" : handle(of: target).description
            }
            let type = heap.type(of: object)
            lines.append(
                """
                \(handle(of: object)) @\(heap.address(of: object)) \
                \(type.isNone ? "root" : runtime.shortTypeName(object)) rc=\(heap.refcount(object)) \
                gen=\(heap.generation(of: object) ?? -1) fin=\(heap.isFinalized(object)) \
                buffer=\(heap.bufferBytes(object)) weak=\(heap.weakReferences(to: object).map { handle(of: $0) }) \
                \(type.isNone ? "" : runtime.summary(object)) \(slots.joined(separator: ","))
                """)
        }
        for generation in 0...3 {
            lines.append("gen\(generation): \(heap.objects(inGeneration: generation).map { handle(of: $0) })")
        }
        lines.append("counts \(heap.counts) thresholds \(heap.thresholds) enabled \(heap.isCollectorEnabled)")
        lines.append("statistics \(heap.statistics) next \(heap.nextSerial) debug \(heap.debugFlags)")
        lines.append("names \(runtime.globalNames().map { "\($0.name)=\(handle(of: $0.value))" })")
        lines.append("frames \(runtime.frames) returned \(returnedFrames.sorted { $0.key < $1.key })")
        lines.append("memory \(heap.memory)")
        lines.append("revision \(revision)")
        for collection in collections {
            lines.append(
                "\(collection.id) \(collection.generation) \(collection.trigger) \(collection.collected) "
                    + "\(collection.uncollectable) \(collection.counts) \(collection.entry) \(collection.effects)"
            )
        }
        return lines
    }
}

/// The first lines in which two dumps differ.
func difference(_ left: [String], _ right: [String]) -> String? {
    for (a, b) in zip(left, right) where a != b { return "\(a)\n\(b)" }
    return left.count == right.count ? nil : "\(left.count) lines, \(right.count) lines"
}
