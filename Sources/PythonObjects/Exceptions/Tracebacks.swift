import HeapEngine

/// Where a traceback entry points to.
package struct TracebackRecord {
    /// `tb_lineno`
    package var line: Int
    /// `tb_lasti`
    package var instruction: Int
    /// `tb_lasti` as a program gave it.
    package var lasti: Int?
}

extension Runtime {
    /// One more entry of a traceback: `types.TracebackType(next, frame, instruction, line)`.
    package func makeTraceback(next: ObjectID?, frame: ObjectID, instruction: Int, line: Int) -> ObjectID {
        let traceback = allocate(
            fixedLayouts.traceback, types.traceback, .traceback, slots: 2,
            payload: tracebacks.insert(TracebackRecord(line: line, instruction: instruction)))
        if let next { fill(traceback, 0, next) }
        fill(traceback, 1, frame)
        track(traceback)
        return traceback
    }

    /// `tb_next`, borrowed.
    package func next(ofTraceback traceback: ObjectID) -> ObjectID? {
        let next = heap.slot(traceback, 0)
        return next.isNone ? nil : next
    }

    /// Sets `tb_next`.
    package func setNext(ofTraceback traceback: ObjectID, _ next: ObjectID?) {
        let old = heap.setSlot(traceback, 0, owned: next.map { retained($0) } ?? .none)
        if !old.isNone { heap.release(old, because: .unlinked(source: traceback, slot: 0)) }
    }

    /// `tb_frame`, borrowed.
    package func frame(ofTraceback traceback: ObjectID) -> ObjectID? {
        let frame = heap.slot(traceback, 1)
        return frame.isNone ? nil : frame
    }

    /// `tb_lineno` and `tb_lasti`.
    package func place(ofTraceback traceback: ObjectID) -> TracebackRecord {
        tracebacks[heap.payload(traceback)]
    }
}
