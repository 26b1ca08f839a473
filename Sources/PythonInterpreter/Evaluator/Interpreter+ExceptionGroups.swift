import HeapEngine
import PythonObjects

/// Exception groups and `except*`.
extension Interpreter {
    private var groupType: ObjectID { exceptionType("BaseExceptionGroup") }

    func isGroup(_ exception: ObjectID) -> Bool { runtime.isInstance(exception, of: groupType) }

    /// The exceptions in a group, borrowed.
    private func members(of group: ObjectID) -> [ObjectID] {
        runtime.field("exceptions", of: group).map { runtime.items(of: $0) } ?? []
    }

    // MARK: except*

    /// Executes `checkEGMatch`: `exception, type -- rest, match`.
    func matchGroup(_ frame: UnsafeMutablePointer<Frame>) throws {
        let (exception, type) = (frame.peek(1), frame.peek())
        let types = runtime.kind(of: type) == .tuple ? runtime.items(of: type) : [type]
        let base = exceptionType("BaseException")
        for candidate in types {
            guard runtime.kind(of: candidate) == .type, runtime.isSubclass(candidate, of: base) else {
                throw typeError("catching classes that do not inherit from BaseException is not allowed")
            }
            guard !runtime.isSubclass(candidate, of: groupType) else {
                throw typeError(
                    "catching ExceptionGroup with except* is not allowed. Use except instead.")
            }
        }
        var (match, rest) = (runtime.none, runtime.none)
        if exception == runtime.none {
            // Nothing is left to match.
        } else if types.contains(where: { runtime.isInstance(exception, of: $0) }) {
            match =
                isGroup(exception) ? runtime.retained(exception) : try wrapped([exception], like: exception)
        } else if isGroup(exception) {
            let parts = try split(exception) { candidate in
                types.contains { runtime.isInstance(candidate, of: $0) }
            }
            (match, rest) = (parts.match ?? runtime.none, parts.rest ?? runtime.none)
        } else {
            rest = runtime.retained(exception)
        }
        dropOperands(1, frame)
        heap.release(frame.replace(with: rest))
        frame.push(match)
        guard match != runtime.none else { return }
        let place = handled.count - 1
        let old = handled[place]
        handled[place] = runtime.retained(match)
        if !old.isNone { heap.release(old) }
    }

    /// `ExceptionGroup("", exceptions)`; the caller owns it.
    private func wrapped(_ exceptions: [ObjectID], like exception: ObjectID? = nil) throws -> ObjectID {
        // What a clause matched alone is in a tuple, what clauses raised in a list: the group's repr shows which.
        let parts = exception == nil ? runtime.makeList(exceptions) : runtime.makeTuple(exceptions)
        defer { heap.release(parts) }
        let group = try call(groupType, [runtime.emptyString, parts])
        if let exception { runtime.setPart(.traceback, of: group, runtime.part(.traceback, of: exception)) }
        return group
    }

    /// What is raised at the end of `except*`: what the clauses raised, and what none of them took; the caller owns it.
    func prepareReraise(_ original: ObjectID, _ list: ObjectID) throws -> ObjectID {
        let results = runtime.items(of: list).filter { $0 != runtime.none }
        guard !results.isEmpty else { return runtime.none }
        guard isGroup(original) else { return runtime.retained(results[0]) }
        var raised: [ObjectID] = []
        var reraised: [ObjectID] = []
        for result in results {
            if hasSameMetadata(result, original) { reraised.append(result) } else { raised.append(result) }
        }
        var owned: [ObjectID] = []
        defer { for object in owned { heap.release(object) } }
        if !reraised.isEmpty {
            let kept = Set(reraised.flatMap { self.leaves(of: $0) })
            let parts = try split(original) { !isGroup($0) && kept.contains($0) }
            if let rest = parts.rest { owned.append(rest) }
            if let match = parts.match {
                owned.append(match)
                if raised.isEmpty { return runtime.retained(match) }
                raised.append(match)
            }
        }
        if raised.isEmpty { return runtime.none }
        return raised.count == 1 ? runtime.retained(raised[0]) : try wrapped(raised)
    }

    private func hasSameMetadata(_ left: ObjectID, _ right: ObjectID) -> Bool {
        guard isGroup(left), isGroup(right) else { return false }
        let parts: [ExceptionPart] = [.traceback, .cause, .context]
        return parts.allSatisfy { runtime.part($0, of: left) == runtime.part($0, of: right) }
            && runtime.instanceAttribute(left, "__notes__") == runtime.instanceAttribute(right, "__notes__")
    }

    private func leaves(of exception: ObjectID) -> [ObjectID] {
        var open = [exception]
        var found: [ObjectID] = []
        while let next = open.popLast() {
            if isGroup(next) { open += members(of: next) } else { found.append(next) }
        }
        return found
    }

    // MARK: Splitting

    /// The parts of an exception that a condition holds for, and the others; the caller owns both.
    func split(_ exception: ObjectID, _ condition: (ObjectID) throws -> Bool) throws -> (
        match: ObjectID?, rest: ObjectID?
    ) {
        if try condition(exception) { return (runtime.retained(exception), nil) }
        guard isGroup(exception) else { return (nil, runtime.retained(exception)) }
        var (matches, rests): ([ObjectID], [ObjectID]) = ([], [])
        defer { for object in matches + rests { heap.release(object) } }
        for member in members(of: exception) {
            let parts = try nativelyNested { try split(member, condition) }
            if let match = parts.match { matches.append(match) }
            if let rest = parts.rest { rests.append(rest) }
        }
        let match = try subset(of: exception, matches)
        do {
            return (match, try subset(of: exception, rests))
        } catch {
            if let match { heap.release(match) }
            throw error
        }
    }

    /// A group like another with some of its exceptions; nil without any.
    private func subset(of group: ObjectID, _ exceptions: [ObjectID]) throws -> ObjectID? {
        guard !exceptions.isEmpty else { return nil }
        let list = runtime.makeList(exceptions)
        defer { heap.release(list) }
        let derived = try callMethod(group, "derive", [list])
        guard isGroup(derived) else {
            heap.release(derived)
            throw typeError("derive must return an instance of BaseExceptionGroup")
        }
        for part in [ExceptionPart.traceback, .context] {
            runtime.setPart(part, of: derived, runtime.part(part, of: group))
        }
        let suppresses = runtime.suppressesContext(derived)
        runtime.setPart(.cause, of: derived, runtime.part(.cause, of: group))
        runtime.setSuppressesContext(derived, suppresses)
        if let notes = runtime.instanceAttribute(group, "__notes__"), runtime.kind(of: notes) == .list {
            let copy = runtime.makeList(runtime.items(of: notes))
            defer { heap.release(copy) }
            try setAttribute(derived, runtime.staticName("__notes__"), copy)
        }
        return derived
    }

    /// Whether an exception is what `split` and `subgroup` were asked for.
    private func condition(_ given: ObjectID) throws -> (ObjectID) throws -> Bool {
        let base = exceptionType("BaseException")
        let isType: (ObjectID) -> Bool = { candidate in
            self.runtime.kind(of: candidate) == .type && self.runtime.isSubclass(candidate, of: base)
        }
        if isType(given) { return { self.runtime.isInstance($0, of: given) } }
        if runtime.kind(of: given) == .tuple, runtime.items(of: given).allSatisfy(isType) {
            let types = runtime.items(of: given)
            return { candidate in types.contains { self.runtime.isInstance(candidate, of: $0) } }
        }
        guard runtime.kind(of: given) != .type, runtime.isCallable(given) else {
            throw typeError("expected a function, exception type or tuple of exception types")
        }
        return { candidate in
            let answer = try self.call(given, [candidate])
            defer { self.heap.release(answer) }
            return try self.isTrue(answer)
        }
    }

    fileprivate func split(_ group: ObjectID, by given: ObjectID) throws -> (
        match: ObjectID?, rest: ObjectID?
    ) {
        try split(group, condition(given))
    }
}

extension Builtins {
    /// The methods of BaseExceptionGroup.
    static let exceptionGroups: [Builtin] = [
        .method("split", 1...1) { interpreter, arguments in
            let parts = try interpreter.split(arguments[0], by: arguments[1])
            let none = interpreter.runtime.none
            let items = [parts.match ?? none, parts.rest ?? none]
            defer { for item in items { interpreter.heap.release(item) } }
            return interpreter.runtime.makeTuple(items)
        },
        .method("subgroup", 1...1) { interpreter, arguments in
            let parts = try interpreter.split(arguments[0], by: arguments[1])
            if let rest = parts.rest { interpreter.heap.release(rest) }
            return parts.match ?? interpreter.runtime.none
        },
        .method("derive", 1...1) { interpreter, arguments in
            let message = interpreter.runtime.field("message", of: arguments[0])
            return try interpreter.call(
                interpreter.exceptionType("BaseExceptionGroup"),
                [message ?? interpreter.runtime.emptyString, arguments[1]])
        },
    ]
}
