import HeapEngine

/// What every exception has, beside its own fields.
package enum ExceptionPart: Int, Sendable {
    case arguments = 0
    case traceback = 2
    case cause = 3
    case context = 4
}

extension Runtime {
    /// `type.__new__(type, *arguments)` and the built-in `__init__`, without keywords: an instance of an exception class.
    ///
    /// - Parameter arguments: the tuple that `args` will be; takes over the caller's unit.
    package func makeException(_ type: ObjectID, owned arguments: ObjectID) -> ObjectID {
        let exception = allocateException(type)
        track(exception)
        _ = heap.setSlot(
            exception, head(of: exception) + Layouts.ExceptionSlot.arguments, owned: arguments)
        initializeException(exception)
        return exception
    }

    /// An exception without anything in it.
    func allocateException(_ type: ObjectID) -> ObjectID {
        let record = record(of: type)
        let form = record.isHeap ? form(of: record, base: record.exceptionForm) : record.exceptionForm
        let exception = allocate(
            record.layout, type, form, slots: record.head + Layouts.ExceptionSlot.count)
        if record.isHeap {
            fill(exception, record.typeSlot ?? 0, type)
            if record.hasFinalizer { heap.setFinalizer(exception, true) }
        } else if record.fields.first == "__class__" {
            fill(exception, 0, type)
        }
        return exception
    }

    // MARK: Parts

    /// `args`, `__traceback__`, `__cause__` or `__context__`, borrowed; nil if there is none.
    package func part(_ part: ExceptionPart, of exception: ObjectID) -> ObjectID? {
        let object = heap.slot(exception, head(of: exception) + part.rawValue)
        return object.isNone || object == none ? nil : object
    }

    /// `exception.__traceback__ = traceback`; nil for None.
    package func setTraceback(of exception: ObjectID, _ traceback: ObjectID?) {
        setPart(
            .traceback, of: exception, traceback ?? (profile.rules.refersToMissingTraceback ? none : nil))
    }

    /// Sets a part. Setting `__cause__` suppresses the context, as `raise … from …` does.
    package func setPart(_ part: ExceptionPart, of exception: ObjectID, _ object: ObjectID?) {
        let slot = head(of: exception) + part.rawValue
        let old = heap.setSlot(exception, slot, owned: object.map { retained($0) } ?? .none)
        if part == .cause { setSuppressesContext(exception, true) }
        if !old.isNone { heap.release(old, because: .unlinked(source: exception, slot: slot)) }
    }

    /// `__suppress_context__`
    package func suppressesContext(_ exception: ObjectID) -> Bool { heap.payload(exception) & 1 == 1 }

    /// Sets `__suppress_context__`.
    package func setSuppressesContext(_ exception: ObjectID, _ suppresses: Bool) {
        heap.setPayload(exception, suppresses ? 1 : 0)
    }

    // MARK: Fields

    /// The slot of a field of the exception's own, such as `value` or `filename`; nil if its class has none of that name.
    private func slot(ofField name: String, of exception: ObjectID) -> Int? {
        let record = record(of: heap.type(of: exception))
        guard let index = record.fields.firstIndex(of: name) else { return nil }
        return record.head - 1 - record.fields.count + index
    }

    /// Whether exceptions of the object's class have a field of that name.
    package func hasField(_ name: String, _ exception: ObjectID) -> Bool {
        slot(ofField: name, of: exception) != nil
    }

    /// A field of the exception's own, borrowed: `StopIteration.value`, `SystemExit.code`, `ImportError.name`, `AttributeError.obj`,
    /// `SyntaxError.lineno`, `OSError.errno`, `ExceptionGroup.exceptions`; nil if it is not set.
    package func field(_ name: String, of exception: ObjectID) -> ObjectID? {
        guard let slot = slot(ofField: name, of: exception) else { return nil }
        let object = heap.slot(exception, slot)
        return object.isNone ? nil : object
    }

    /// Sets or deletes a field.
    package func setField(_ name: String, of exception: ObjectID, _ object: ObjectID?) {
        guard let slot = slot(ofField: name, of: exception) else { return }
        let old = heap.setSlot(exception, slot, owned: object.map { retained($0) } ?? .none)
        if !old.isNone { heap.release(old, because: .unlinked(source: exception, slot: slot)) }
    }

    /// Sets the fields that follow from `args`, as the built-in `__init__` does.
    package func initializeException(_ exception: ObjectID) {
        let fields = record(of: heap.type(of: exception)).fields
        guard let first = fields.first(where: { $0 != "__class__" }),
            let tuple = part(.arguments, of: exception)
        else { return }
        let arguments = items(of: tuple)
        func set(_ names: [String], _ values: [ObjectID]) {
            for (name, value) in zip(names, values) { setField(name, of: exception, value) }
        }
        switch first {
        case "value": setField("value", of: exception, arguments.first ?? none)
        case "code":
            if !arguments.isEmpty {
                setField("code", of: exception, arguments.count == 1 ? arguments[0] : tuple)
            }
        case "errno": initializeSystemError(exception, arguments)
        case "message" where arguments.count == 2 && [.tuple, .list].contains(kind(of: arguments[1])):
            setField("message", of: exception, arguments[0])
            let exceptions =
                kind(of: arguments[1]) == .tuple ? retained(arguments[1]) : makeTuple(items(of: arguments[1]))
            setField("exceptions", of: exception, exceptions)
            heap.release(exceptions)
        case "encoding":
            if arguments.count == 5 {
                set(["encoding", "object", "reason"], [arguments[0], arguments[1], arguments[4]])
            }
            if arguments.count == 4 { set(["object", "reason"], [arguments[0], arguments[3]]) }
        case "msg" where hasField("path", exception):
            if arguments.count == 1 { setField("msg", of: exception, arguments[0]) }
        case "msg":
            if let message = arguments.first { setField("msg", of: exception, message) }
            guard arguments.count == 2 else { return }
            let place = items(of: arguments[1])
            guard (4...6).contains(place.count) else { return }
            set(["filename", "lineno", "offset", "text", "end_lineno", "end_offset"], place)
        default: break
        }
    }

    /// `OSError(errno, strerror, filename, winerror, filename2)`: with a filename, `args` are the first two.
    private func initializeSystemError(_ exception: ObjectID, _ arguments: [ObjectID]) {
        guard (2...5).contains(arguments.count) else { return }
        setField("errno", of: exception, arguments[0])
        setField("strerror", of: exception, arguments[1])
        guard arguments.count > 2, arguments[2] != none else { return }
        setField("filename", of: exception, arguments[2])
        if arguments.count == 5, arguments[4] != none { setField("filename2", of: exception, arguments[4]) }
        let shortened = makeTuple(Array(arguments[..<2]))
        setPart(.arguments, of: exception, shortened)
        heap.release(shortened)
    }
}
