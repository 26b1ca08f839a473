import HeapEngine
import PythonObjects

/// What native code that is called gets: values that it borrows.
struct CallArguments {
    /// The positional arguments, then the values of keywords.
    let base: UnsafeMutablePointer<ObjectID>
    /// How many are positional.
    let count: Int
    /// The names of the keyword arguments, in order.
    var names: [ObjectID] = []

    /// A positional argument.
    subscript(index: Int) -> ObjectID { base[index] }

    /// The positional arguments.
    var positional: [ObjectID] { (0..<count).map { base[$0] } }
}

extension Interpreter {
    /// Executes `call` and `callKw`: `callable, self or NULL, arguments…` are on the frame's stack.
    ///
    /// - Parameter keywords: the tuple of keyword names, borrowed, or `.none`.
    /// - Returns: whether a Python frame was entered; otherwise the result has been pushed.
    func call(
        _ frame: UnsafeMutablePointer<Frame>, _ count: Int, keywords: ObjectID, isUnpacked: Bool = false
    ) throws -> Bool {
        let floor = frame.pointee.top - count - 2
        if !isUnpacked, floor[1].isNone, runtime.kind(of: floor[0]) == .method {
            let method = floor[0]
            floor[0] = runtime.retained(heap.slot(method, 0))
            floor[1] = runtime.retained(heap.slot(method, 1))
            heap.release(method)
        }
        try passCheckpoint()
        // The end of a class's call counts on the instruction for the number of arguments, which unpacking does not tell.
        let isQuick = !isUnpacked || runtime.kind(of: floor[0]) == .function
        if keywords.isNone, isQuick, try enterQuickly(floor, count) { return true }
        let hasSelf = !floor[1].isNone
        let arguments = CallArguments(
            base: hasSelf ? floor + 1 : floor + 2, count: count + (hasSelf ? 1 : 0) - nameCount(keywords),
            names: keywords.isNone ? [] : runtime.items(of: keywords))
        let callable = floor[0]
        if runtime.kind(of: callable) == .function, let body = pythonBody(of: callable), !body.isGenerator {
            try checkRecursion()
            let filled = try bind(arguments, to: callable, body)
            floor[0] = .none
            enter(callable, body.facts, floor: floor, locals: arguments.base, filled: filled, isEntry: false)
            return true
        }
        let isChecked = isUnpacked || !keywords.isNone || isChecked(callable, count, hasSelf: hasSelf, frame)
        heap.nativeDepth += 1
        defer { heap.nativeDepth -= 1 }
        let result =
            hasVectorcall(callable)
            ? try callNative(callable, arguments)
            : try callThroughTuple(callable, arguments, isUnpacked: isUnpacked) {
                try callNative(callable, arguments)
            }
        while frame.pointee.top > floor + 1 {
            if case let value = frame.pop(), !value.isNone { heap.release(value) }
        }
        heap.release(frame.pop())
        frame.push(result)
        if isChecked { heap.collectIfDue() }
        if mustReload {
            mustReload = false
            return true
        }
        return false
    }

    /// Enters a Python function, or the `__init__` of a class of its own, whose arguments need no binding.
    ///
    /// - Returns: whether a frame was entered; otherwise nothing has changed.
    @inline(__always)
    private func enterQuickly(_ floor: UnsafeMutablePointer<ObjectID>, _ count: Int) throws -> Bool {
        let callable = floor[0]
        switch runtime.kind(of: callable) {
        case .function:
            guard let facts = codeFacts(of: callable), facts.pointee.isSimple else { return false }
            let hasSelf = !floor[1].isNone
            let given = hasSelf ? count + 1 : count
            guard given == facts.pointee.argumentCount else { return false }
            try checkRecursion()
            floor[0] = .none
            enter(
                callable, facts, floor: floor, locals: hasSelf ? floor + 1 : floor + 2, filled: given,
                isEntry: false)
            return true
        case .type where floor[1].isNone: return try enterInitializer(floor, count)
        default: return false
        }
    }

    /// Makes an instance of a class that has an `__init__` in Python and leaves the making to `object.__new__`, and enters the former.
    ///
    /// As in CPython the class and the arguments stay on the caller's stack meanwhile, and a tuple holds the arguments too.
    private func enterInitializer(_ floor: UnsafeMutablePointer<ObjectID>, _ count: Int) throws -> Bool {
        let type = floor[0]
        let facts = runtime.facts(of: type)
        guard facts.isHeap, facts.kind == .object, !facts.isAbstract,
            heap.type(of: type) == runtime.types.type
        else {
            return false
        }
        let new = typeAttribute(type, newName)
        guard new.isNone || runtime.kind(of: new) == .builtinFunction else { return false }
        let initializer = typeAttribute(type, initName)
        guard !initializer.isNone, runtime.kind(of: initializer) == .function,
            let code = codeFacts(of: initializer), code.pointee.isSimple,
            code.pointee.argumentCount == count + 1
        else { return false }
        try checkRecursion()
        let arguments = floor + 2
        let tuple = count == 0 ? ObjectID.none : runtime.makeTuple(from: arguments, count: count)
        let instance = runtime.makePlainInstance(type)
        let locals = arguments + count
        locals.initialize(to: runtime.retained(instance))
        for index in 0..<count { (locals + 1 + index).initialize(to: runtime.retained(arguments[index])) }
        enter(
            runtime.retained(initializer), code, floor: locals, locals: locals, filled: count + 1,
            isEntry: false)
        frame.pointee.instance = instance
        frame.pointee.arguments = tuple
        return true
    }

    /// Ends the call of a class whose `__init__` has returned: the caller's stack is cleared of the call.
    ///
    /// - Parameters:
    ///   - result: what `__init__` returned, owned.
    ///   - instance: what is the call's result, owned; dropped with an error.
    ///   - arguments: the tuple that holds the arguments, owned, or `.none`.
    /// - Throws: TypeError unless the result is None.
    func finishInitializer(_ result: ObjectID, _ instance: ObjectID, _ arguments: ObjectID) throws {
        if result != runtime.none {
            defer { heap.release(result) }
            heap.release(instance)
            if !arguments.isNone { heap.release(arguments) }
            throw typeError("__init__() should return None, not '\(runtime.typeName(result))'")
        }
        if !arguments.isNone { heap.release(arguments) }
        let frame = self.frame
        // SAFETY: the instruction under way is the call, whose argument is the number of arguments on the stack.
        let count = Int(frame.pointee.facts.pointee.instructions[frame.pointee.current].argument)
        let floor = frame.pointee.top - count - 2
        frame.pointee.top = floor
        heap.release(floor[0])
        for index in 0..<count { heap.release(floor[2 + index]) }
    }

    /// Lets go of what the call of a class holds beside the caller's stack, after its `__init__` failed.
    func dropCall(of left: Frame) {
        heap.release(left.instance)
        if !left.arguments.isNone { heap.release(left.arguments) }
    }

    /// What the inner loop needs of a function's code; nil if it was not compiled from source.
    @inline(__always)
    func codeFacts(of function: ObjectID) -> UnsafeMutablePointer<CodeFacts>? {
        runtime.codeFacts(of: function)?.assumingMemoryBound(to: CodeFacts.self)
    }

    private func nameCount(_ names: ObjectID) -> Int { names.isNone ? 0 : runtime.itemCount(names) }

    /// What a function runs; nil if it was not compiled from source.
    private func pythonBody(of function: ObjectID) -> CodeBody? {
        runtime.codes[heap.payload(heap.slot(function, Layouts.FunctionSlot.code))].body as? CodeBody
    }

    /// Enters a function whose arguments are bound; takes over the caller's unit of the function.
    @inline(__always)
    private func enter(
        _ function: ObjectID, _ facts: UnsafeMutablePointer<CodeFacts>,
        floor: UnsafeMutablePointer<ObjectID>, locals: UnsafeMutablePointer<ObjectID>, filled: Int,
        isEntry: Bool
    ) {
        typealias Slot = Layouts.FunctionSlot
        enterFrame(
            facts, code: runtime.retained(heap.slot(function, Slot.code)), function: function,
            globals: heap.slot(function, Slot.globals), builtins: heap.slot(function, Slot.builtins),
            namespace: .none, floor: floor, locals: locals, filled: filled, isEntry: isEntry)
    }

    // MARK: Calls from native code

    /// `callable(*arguments)`; arguments are borrowed, the caller owns the result.
    package func call(_ callable: ObjectID, _ arguments: [ObjectID]) throws -> ObjectID {
        try call(callable, arguments, names: [])
    }

    /// A call with keywords, whose values are the last arguments.
    func call(_ callable: ObjectID, _ arguments: [ObjectID], names: [ObjectID]) throws -> ObjectID {
        var (callable, arguments) = (callable, arguments)
        while runtime.kind(of: callable) == .method {
            arguments.insert(heap.slot(callable, 1), at: 0)
            callable = heap.slot(callable, 0)
        }
        try checkRecursion()
        let floor = stackTop
        guard floor + arguments.count + 5_000 <= values + Self.valueCapacity else {
            throw PythonException("MemoryError", "")
        }
        // A Python function's frame takes its arguments over; others borrow them from the caller.
        let isFunction = runtime.kind(of: callable) == .function
        for (index, argument) in arguments.enumerated() {
            (floor + index).initialize(to: isFunction ? runtime.retained(argument) : argument)
        }
        let given = CallArguments(base: floor, count: arguments.count - names.count, names: names)
        if isFunction, let body = pythonBody(of: callable), !body.isGenerator {
            let filled: Int
            do {
                filled = try bind(given, to: callable, body)
            } catch {
                for index in arguments.indices { heap.release(floor[index]) }
                throw error
            }
            enter(
                runtime.retained(callable), body.facts, floor: floor, locals: floor, filled: filled,
                isEntry: true)
            return try evaluate(entry: frameCount - 1)
        }
        if frameCount > 0 { frame.pointee.top = floor + arguments.count }
        defer {
            if isFunction { for index in arguments.indices.reversed() { heap.release(floor[index]) } }
            if frameCount > 0 { frame.pointee.top = floor }
        }
        return try callNative(callable, given)
    }

    /// Calls what is no Python function of its own.
    private func callNative(_ callable: ObjectID, _ arguments: CallArguments) throws -> ObjectID {
        switch runtime.kind(of: callable) {
        case .builtinFunction:
            guard case .builtin(let number) = runtime.functions[heap.payload(callable)].behaviour else {
                throw typeError("'\(runtime.typeName(callable))' object is not callable")
            }
            let receiver = heap.slot(callable, 0)
            let builtin = Builtins.all[number]
            if builtin.takesReceiver, !receiver.isNone {
                return try callMethod(builtin, receiver, arguments)
            }
            return try builtin.body(self, arguments)
        case .methodDescriptor, .wrapperDescriptor, .classMethodDescriptor, .methodWrapper:
            return try callDescriptor(callable, arguments)
        case .staticMethod where try specialMethod(callable, "__call__") == nil:
            return try call(runtime.wrapped(by: callable), arguments.all, names: arguments.names)
        case .type: return try construct(callable, arguments)
        case .method: return try call(callable, arguments.all, names: arguments.names)
        case .weakProxy where runtime.isCallable(callable):
            return try throughProxy(callable) { try call($0, arguments.all, names: arguments.names) }
        case .weakReference where !isOverriding(callable):
            return runtime.referent(of: callable).map { runtime.retained($0) } ?? runtime.none
        case .native where runtime.isCallable(callable): return try callNativeObject(callable, arguments)
        case .partial: return try callPartial(callable, arguments)
        case .genericAlias: return try callAlias(callable, arguments)
        case .function:
            guard let body = pythonBody(of: callable) else { return runtime.none }
            return try makeGenerator(callable, body, arguments)
        default: break
        }
        if let result = try callHook(callable, "__call__", arguments.all, names: arguments.names) {
            return result
        }
        if runtime.kind(of: callable) == .weakReference {
            return runtime.referent(of: callable).map { runtime.retained($0) } ?? runtime.none
        }
        throw typeError("'\(runtime.typeName(callable))' object is not callable")
    }

    /// Calls a builtin whose first argument is what it is bound to.
    private func callMethod(_ builtin: Builtin, _ receiver: ObjectID, _ arguments: CallArguments) throws
        -> ObjectID
    {
        let all = [receiver] + arguments.all
        return try all.withUnsafeMutableCopy { base in
            try builtin.body(
                self, CallArguments(base: base, count: arguments.count + 1, names: arguments.names))
        }
    }

    /// Executes `callFunctionEx`: `callable, NULL, arguments` and perhaps a dict of keywords.
    ///
    /// Sequence and dict are gone before a Python function runs, so that its arguments count as those of a plain call do.
    ///
    /// - Returns: whether a Python frame was entered; otherwise the result has been pushed.
    func callUnpacked(hasKeywords: Bool, _ frame: UnsafeMutablePointer<Frame>) throws -> Bool {
        let sequence = frame.peek(hasKeywords ? 1 : 0)
        if !hasKeywords, runtime.kind(of: frame.peek(2)) == .type, runtime.kind(of: sequence) == .tuple {
            return try callClass(frame, sequence)
        }
        let positional = try items(
            of: sequence,
            orElse: runtime.kind(of: sequence) == .tuple
                ? nil
                : "\(calledName(frame.peek(hasKeywords ? 3 : 2))) argument after * must be an iterable, not")
        let keywords = hasKeywords ? runtime.entries(of: frame.peek()) : []
        let count = positional.count + keywords.count
        guard frame.pointee.top + count + 5_000 <= values + Self.valueCapacity,
            keywords.allSatisfy({ runtime.strValue($0.key) != nil })
        else {
            for item in positional { heap.release(item) }
            throw keywords.allSatisfy { runtime.strValue($0.key) != nil }
                ? PythonException("MemoryError", "") : typeError("keywords must be strings")
        }
        let names = keywords.isEmpty ? .none : runtime.makeTuple(keywords.map(\.key))
        defer { if !names.isNone { heap.release(names) } }
        let values = keywords.map { runtime.retained($0.value) }
        let callable = frame.peek(hasKeywords ? 3 : 2)
        let operands = (0..<(hasKeywords ? 2 : 1)).map { _ in frame.pop() }
        for value in positional + values { frame.push(value) }
        for operand in operands { heap.release(operand) }
        if !language.listsStarredTuples, runtime.kind(of: callable) == .builtinFunction,
            runtime.functions[heap.payload(callable)].name == "get_referrers"
        {
            starredTuple = sequence
        }
        defer { starredTuple = .none }
        return try call(frame, count, keywords: names, isUnpacked: true)
    }

    /// Executes `callFunctionEx` of a class with a tuple, which holds the arguments meanwhile.
    private func callClass(_ frame: UnsafeMutablePointer<Frame>, _ tuple: ObjectID) throws -> Bool {
        try passCheckpoint()
        let items = runtime.items(of: tuple)
        let result = try items.withUnsafeMutableCopy {
            try construct(frame.peek(2), CallArguments(base: $0, count: items.count))
        }
        for _ in 0..<3 {
            if case let operand = frame.pop(), !operand.isNone { heap.release(operand) }
        }
        frame.push(result)
        heap.collectIfDue()
        defer { mustReload = false }
        return mustReload
    }

    /// Whether CPython calls it without a tuple of arguments: everything but classes made by class statements and their instances.
    private func hasVectorcall(_ callable: ObjectID) -> Bool {
        let kind = runtime.kind(of: callable)
        if kind == .builtinFunction || kind == .methodDescriptor || kind == .function { return true }
        return !runtime.facts(of: kind == .type ? callable : heap.type(of: callable)).isHeap
    }

    /// Calls what has no vectorcall: CPython makes a tuple of the arguments for it, which counts while the call runs.
    private func callThroughTuple(
        _ callable: ObjectID, _ arguments: CallArguments, isUnpacked: Bool, _ body: () throws -> ObjectID
    ) rethrows -> ObjectID {
        // Unpacked positional arguments are in a tuple already: theirs is the stack's unit.
        var held = isUnpacked ? [] : (0..<arguments.count).map { arguments.base[$0] }
        if !arguments.names.isEmpty {
            // Keywords are a dict, and calling a Python function with it copies all that is passed.
            held += [callable] + arguments.all + (isUnpacked ? [] : arguments.all[arguments.count...])
        }
        for object in held { heap.retain(object) }
        defer { for object in held { heap.release(object) } }
        return try body()
    }
}

extension CallArguments {
    /// Positional arguments and values of keywords.
    var all: [ObjectID] { (0..<(count + names.count)).map { base[$0] } }

    /// The value of a keyword argument.
    func keyword(_ name: String, in interpreter: Interpreter) -> ObjectID? {
        names.firstIndex { interpreter.text($0) == name }.map { base[count + $0] }
    }
}

extension [ObjectID] {
    /// Runs `body` on a copy of the elements.
    func withUnsafeMutableCopy<Result>(_ body: (UnsafeMutablePointer<ObjectID>) throws -> Result) rethrows
        -> Result
    {
        let base = UnsafeMutablePointer<ObjectID>.allocate(capacity: Swift.max(1, count))
        defer { base.deallocate() }
        // SAFETY: `count` elements, or at least one, were allocated.
        for (index, element) in enumerated() { (base + index).initialize(to: element) }
        return try body(base)
    }
}
