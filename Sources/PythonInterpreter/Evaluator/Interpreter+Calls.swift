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
    /// The tuple that CPython passes in their place, borrowed, but for the object or class that a method gets first; `.none` without one.
    var tuple = ObjectID.none

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
        _ frame: UnsafeMutablePointer<Frame>, _ count: Int, keywords: ObjectID
    ) throws -> Bool {
        let floor = frame.pointee.top - count - 2
        if floor[1].isNone, runtime.kind(of: floor[0]) == .method {
            let method = floor[0]
            floor[0] = runtime.retained(heap.slot(method, 0))
            floor[1] = runtime.retained(heap.slot(method, 1))
            heap.release(method)
        }
        try passCheckpoint()
        if keywords.isNone, try enterQuickly(floor, count, frame) { return true }
        let hasSelf = !floor[1].isNone
        let arguments = CallArguments(
            base: hasSelf ? floor + 1 : floor + 2, count: count + (hasSelf ? 1 : 0) - nameCount(keywords),
            names: keywords.isNone ? [] : runtime.items(of: keywords))
        let callable = floor[0]
        if runtime.kind(of: callable) == .function, let body = pythonBody(of: callable), !body.isGenerator {
            try checkRecursion()
            let filled: Int
            do {
                filled = try bind(arguments, to: callable, body)
            } catch {
                if keywords.isNone { dropUnbound(arguments, body, frame) }
                throw error
            }
            floor[0] = .none
            enter(callable, body.facts, floor: floor, locals: arguments.base, filled: filled, isEntry: false)
            return true
        }
        let isSpecialized = keywords.isNone && isSpecialized(frame)
        let isChecked = !isSpecialized || isChecked(callable, count, hasSelf: hasSelf, frame)
        heap.nativeDepth += 1
        defer { heap.nativeDepth -= 1 }
        frame.push(
            try consuming(count + 2, frame) {
                try callOther(callable, arguments, isSpecialized: isSpecialized && specializesStr)
            })
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
    private func enterQuickly(
        _ floor: UnsafeMutablePointer<ObjectID>, _ count: Int, _ frame: UnsafeMutablePointer<Frame>
    ) throws -> Bool {
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
        case .type where floor[1].isNone:
            return try enterInitializer(floor, count, frame)
        default: return false
        }
    }

    /// Makes an instance of a class that has an `__init__` in Python and leaves the making to `object.__new__`, and enters the former.
    ///
    /// As in CPython the class and the arguments stay on the caller's stack meanwhile, and a tuple holds the arguments too; but where the
    /// instruction was made for the class, they move into the frame.
    ///
    /// - Parameter caller: the frame whose instruction this is.
    private func enterInitializer(
        _ floor: UnsafeMutablePointer<ObjectID>, _ count: Int, _ caller: UnsafeMutablePointer<Frame>
    ) throws -> Bool {
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
        if facts.hasInlineValues, isSpecialized(caller, forClass: type) {
            let instance = runtime.makePlainInstance(type)
            floor[1] = runtime.retained(instance)
            floor[0] = .none
            heap.release(type)
            enter(
                runtime.retained(initializer), code, floor: floor, locals: floor + 1, filled: count + 1,
                isEntry: false)
            frame.pointee.instance = instance
            frame.pointee.tookArguments = true
            return true
        }
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
    ///   - tookArguments: whether class and arguments have left the caller's stack before.
    /// - Throws: TypeError unless the result is None.
    func finishInitializer(
        _ result: ObjectID, _ instance: ObjectID, _ arguments: ObjectID, tookArguments: Bool
    ) throws {
        let isNone = result == runtime.none
        if !isNone { heap.release(instance) }
        if !arguments.isNone { heap.release(arguments) }
        if !tookArguments { dropClassAndArguments() }
        if isNone { return }
        defer { heap.release(result) }
        throw typeError("__init__() should return None, not '\(runtime.typeName(result))'")
    }

    /// Lets go of what the call of a class holds, after its `__init__` failed.
    func dropCall(of left: Frame) {
        heap.release(left.instance)
        if !left.arguments.isNone { heap.release(left.arguments) }
        if !left.tookArguments { dropClassAndArguments() }
    }

    /// Lets go of what the instruction under way, the call of a class, has on the stack.
    private func dropClassAndArguments() {
        let frame = self.frame
        // SAFETY: the argument of a call is the number of arguments on the stack.
        let count = Int(frame.pointee.facts.pointee.instructions[frame.pointee.current].argument)
        dropOperands(count + 2, frame)
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
        return try callOther(callable, given)
    }

    /// Calls what is no Python function of its own.
    func callNative(_ callable: ObjectID, _ arguments: CallArguments) throws -> ObjectID {
        switch runtime.kind(of: callable) {
        case .builtinFunction:
            let number = runtime.builtinNumber(of: callable)
            guard number >= 0 else {
                throw typeError("'\(runtime.typeName(callable))' object is not callable")
            }
            let receiver = heap.slot(callable, 0)
            let builtin = Builtins.all[number]
            if builtin.takesReceiver, !receiver.isNone {
                return try withFirst(receiver, arguments) { try builtin.body(self, $0) }
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
        if isOverriding(callable),
            let result = try copyingKeywords(
                callable, arguments,
                { try callHook(callable, "__call__", arguments.all, names: arguments.names) })
        {
            return result
        }
        if runtime.kind(of: callable) == .weakReference {
            return runtime.referent(of: callable).map { runtime.retained($0) } ?? runtime.none
        }
        throw typeError("'\(runtime.typeName(callable))' object is not callable")
    }

    /// Passes on arguments behind what a callable is bound to.
    func withFirst(_ first: ObjectID, _ arguments: CallArguments, _ body: (CallArguments) throws -> ObjectID)
        rethrows -> ObjectID
    {
        try ([first] + arguments.all).withUnsafeMutableCopy { base in
            try body(
                CallArguments(
                    base: base, count: arguments.count + 1, names: arguments.names, tuple: arguments.tuple))
        }
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
