import HeapEngine

extension Runtime {
    /// `exception.args`, borrowed.
    package func arguments(of exception: ObjectID) -> [ObjectID] {
        let tuple = heap.slot(exception, head(of: exception) + Layouts.ExceptionSlot.arguments)
        return tuple.isNone ? [] : items(of: tuple)
    }

    /// `exception.__context__ = context`, without making a circle of contexts (`_PyErr_SetObject`).
    package func setContext(of exception: ObjectID, to context: ObjectID) {
        var link = context
        while true {
            let next = heap.slot(link, head(of: link) + Layouts.ExceptionSlot.context)
            if next.isNone { break }
            if next == exception {
                heap.release(heap.setSlot(link, head(of: link) + Layouts.ExceptionSlot.context, owned: .none))
                break
            }
            link = next
        }
        let slot = head(of: exception) + Layouts.ExceptionSlot.context
        let old = heap.setSlot(exception, slot, owned: retained(context))
        if !old.isNone { heap.release(old) }
    }

    /// `exception.__cause__ = cause`; takes over the caller's unit. None removes it.
    package func setCause(of exception: ObjectID, owned cause: ObjectID) {
        let slot = head(of: exception) + Layouts.ExceptionSlot.cause
        let old = heap.setSlot(exception, slot, owned: cause == none ? .none : cause)
        if !old.isNone { heap.release(old) }
    }
}
