import HeapEngine

extension Runtime {
    /// The built-in exceptions that came after the first ones, with their bases.
    private static let laterExceptions: [(name: String, base: String)] = [
        ("BaseExceptionGroup", "BaseException"), ("ExceptionGroup", "BaseExceptionGroup"),
        ("AttributeError", "Exception"), ("ImportError", "Exception"), ("ModuleNotFoundError", "ImportError"),
        ("NameError", "Exception"), ("UnboundLocalError", "NameError"), ("OSError", "Exception"),
        ("BlockingIOError", "OSError"), ("ChildProcessError", "OSError"), ("ConnectionError", "OSError"),
        ("BrokenPipeError", "ConnectionError"), ("ConnectionAbortedError", "ConnectionError"),
        ("ConnectionRefusedError", "ConnectionError"), ("ConnectionResetError", "ConnectionError"),
        ("FileExistsError", "OSError"), ("FileNotFoundError", "OSError"), ("InterruptedError", "OSError"),
        ("IsADirectoryError", "OSError"), ("NotADirectoryError", "OSError"), ("PermissionError", "OSError"),
        ("ProcessLookupError", "OSError"), ("TimeoutError", "OSError"),
        ("PythonFinalizationError", "RuntimeError"), ("StopAsyncIteration", "Exception"),
        ("StopIteration", "Exception"), ("IndentationError", "SyntaxError"), ("TabError", "IndentationError"),
        ("_IncompleteInputError", "SyntaxError"), ("SystemError", "Exception"),
        ("UnicodeDecodeError", "UnicodeError"), ("UnicodeEncodeError", "UnicodeError"),
        ("UnicodeTranslateError", "UnicodeError"), ("BytesWarning", "Warning"),
        ("EncodingWarning", "Warning"),
        ("FutureWarning", "Warning"), ("ImportWarning", "Warning"), ("PendingDeprecationWarning", "Warning"),
        ("SyntaxWarning", "Warning"), ("UnicodeWarning", "Warning"),
    ]

    /// The fields of the built-in exceptions that add any, in the order of their `tp_traverse`.
    private static let exceptionFields: [String: [String]] = [
        "StopIteration": ["value"], "SystemExit": ["code"], "NameError": ["name"],
        "AttributeError": ["obj", "name"], "ImportError": ["msg", "name", "path", "name_from"],
        "OSError": ["errno", "strerror", "filename", "filename2"],
        "SyntaxError": [
            "msg", "filename", "lineno", "offset", "end_lineno", "end_offset", "text", "print_file_and_line",
        ],
        "BaseExceptionGroup": ["message", "exceptions"],
        // CPython makes it as a class statement would: its instances hold their class.
        "ExceptionGroup": ["__class__", "message", "exceptions"],
        "UnicodeDecodeError": ["encoding", "object", "reason"],
        "UnicodeEncodeError": ["encoding", "object", "reason"],
        "UnicodeTranslateError": ["encoding", "object", "reason"],
    ]

    func makeLaterExceptionTypes() {
        for name in ["SystemExit", "SyntaxError"] {
            if let type = types.byName[name] { addFields(Self.exceptionFields[name] ?? [], to: type) }
        }
        for (name, base) in Self.laterExceptions {
            guard let base = types.byName[base] else { preconditionFailure("\(name) has no base") }
            let type = makeStaticType(name, .exception, layouts.exception, base: base)
            addFields(Self.exceptionFields[name] ?? record(of: base).fields, to: type)
        }
        if let group = types.byName["ExceptionGroup"], let base = types.byName["BaseExceptionGroup"],
            let exception = types.byName["Exception"]
        {
            let payload = heap.payload(group)
            classes[payload].bases = [base, exception]
            classes[payload].mro = [group, base, exception, types.baseException, types.object]
            classes[payload].hasWeakReferences = true
        }
        for alias in ["EnvironmentError", "IOError"] {
            guard let error = types.byName["OSError"] else { continue }
            types.byName[alias] = error
            addBuiltin(alias, error)
        }
    }

    private func addFields(_ fields: [String], to type: ObjectID) {
        let payload = heap.payload(type)
        classes[payload].exceptionForm = .exception(named: classes[payload].name)
        guard !fields.isEmpty, let layout = fixedLayouts.exceptions[fields.count] else { return }
        classes[payload].fields = fields
        classes[payload].layout = layout
        classes[payload].generalLayout = layout
        classes[payload].dictSlot = fields.count
        classes[payload].head = fields.count + 1
    }

    /// What a slot of an exception is that no class statement added.
    func describeException(_ slot: Int, _ record: ClassRecord) -> EdgeDescription {
        if slot == record.head - 1 { return EdgeDescription(.dictionary, ".__dict__") }
        if slot < record.head {
            let index = slot - (record.head - 1 - record.fields.count)
            let name = record.fields.indices.contains(index) ? record.fields[index] : ""
            return EdgeDescription(name == "__class__" ? .type : .attribute, ".\(name)")
        }
        let edges = [
            EdgeDescription(.arguments, ".args"), .init(.notes, ".__notes__"),
            .init(.traceback, ".__traceback__"), .init(.cause, ".__cause__"), .init(.context, ".__context__"),
        ]
        return edges[min(slot - record.head, edges.count - 1)]
    }
}
