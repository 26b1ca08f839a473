import HeapEngine
import PythonObjects

extension Interpreter {
    /// Runs instructions of the innermost frames until the frame at index `entry` returns.
    ///
    /// Whatever can look at frames, or throw, finds the running frame's `next` and `top` up to date.
    func step(entry: Int) throws -> ObjectID {
        var frame = self.frame
        var top = frame.pointee.top
        var next = frame.pointee.next
        var code = frame.pointee.facts.pointee.instructions
        var locals = frame.pointee.locals

        /// Takes the innermost frame's state up again.
        @inline(__always) func reload() {
            frame = self.frame
            top = frame.pointee.top
            next = frame.pointee.next
            code = frame.pointee.facts.pointee.instructions
            locals = frame.pointee.locals
        }
        /// Writes the state down for others.
        @inline(__always) func save() { frame.pointee.top = top }
        @inline(__always) func push(_ value: ObjectID) {
            top.initialize(to: value)
            top += 1
        }
        @inline(__always) func pop() -> ObjectID {
            top -= 1
            return top.pointee
        }
        @inline(__always) func release(_ value: ObjectID) { if !value.isNone { heap.release(value) } }

        while true {
            let instruction = code[next]
            next += 1
            executed &+= 1
            frame.pointee.next = next
            let argument = Int(instruction.argument)
            switch instruction.opcode {
            case .nop: break
            case .resume, .jumpBackward:
                if instruction.opcode == .jumpBackward { next = argument }
                frame.pointee.next = next
                frame.pointee.facts.pointee.entries &+= 1
                save()
                try passCheckpoint()
                heap.collectIfDue()

            // The stack and constants
            case .popTop:
                let value = pop()
                save()
                release(value)
            case .pushNull: push(.none)
            case .swap:
                let other = top - argument
                (other.pointee, (top - 1).pointee) = ((top - 1).pointee, other.pointee)
            case .copy:
                let value = (top - argument).pointee
                if !value.isNone { heap.retain(value) }
                push(value)
            case .loadConst: push(runtime.retained(frame.pointee.facts.pointee.constants[argument]))

            // Locals
            case .loadFast:
                let value = locals[argument]
                heap.retain(value)
                push(value)
            case .loadFastCheck:
                let value = locals[argument]
                if value.isNone {
                    save()
                    throw unbound(frame, argument)
                }
                heap.retain(value)
                push(value)
            case .loadFastAndClear:
                push(locals[argument])
                locals[argument] = .none
            case .storeFast:
                let old = locals[argument]
                locals[argument] = pop()
                save()
                release(old)
            case .deleteFast:
                let old = locals[argument]
                save()
                if old.isNone { throw unbound(frame, argument) }
                locals[argument] = .none
                heap.release(old)

            // Jumps
            case .jumpForward, .jumpBackwardNoInterrupt: next = argument
            case .popJumpIfFalse: if pop() == runtime.falseObject { next = argument }
            case .popJumpIfTrue: if pop() == runtime.trueObject { next = argument }
            case .popJumpIfNone:
                let value = pop()
                if value == runtime.none { next = argument }
                save()
                heap.release(value)
            case .popJumpIfNotNone:
                let value = pop()
                if value != runtime.none { next = argument }
                save()
                heap.release(value)
            case .isOp:
                let (right, left) = (pop(), pop())
                push(runtime.boolean((left == right) == (argument == 0)))
                save()
                heap.release(left)
                heap.release(right)
            case .unaryNot: (top - 1).pointee = runtime.boolean((top - 1).pointee == runtime.falseObject)

            // Calls
            case .call:
                save()
                if try call(frame, argument, keywords: .none) { reload() } else { top = frame.pointee.top }
            case .callKw:
                let names = pop()
                save()
                defer { heap.release(names) }
                if try call(frame, argument, keywords: names) { reload() } else { top = frame.pointee.top }
            case .callFunctionEx:
                save()
                if try callUnpacked(hasKeywords: argument & 1 != 0, frame) {
                    reload()
                } else {
                    top = frame.pointee.top
                }
            case .returnValue, .returnConst:
                let value =
                    instruction.opcode == .returnValue
                    ? pop() : runtime.retained(frame.pointee.constants[argument])
                save()
                let isEntry = frame.pointee.isEntry
                let (generator, instance) = (frame.pointee.generator, frame.pointee.instance)
                let (arguments, tookArguments) = (frame.pointee.arguments, frame.pointee.tookArguments)
                leaveFrame()
                if isEntry { return value }
                reload()
                if !generator.isNone {
                    // A `for` loop had entered it: the loop ends.
                    finishEntered(generator)
                    if isTracing { try traceEnd(ofGenerator: value) }
                    heap.release(value)
                    next = Int(code[next - 1].argument) + 2
                    frame.pointee.next = next
                    let iterator = pop()
                    save()
                    heap.release(iterator)
                } else if !instance.isNone {
                    try finishInitializer(value, instance, arguments, tookArguments: tookArguments)
                    top = frame.pointee.top
                    push(instance)
                    save()
                    if !tookArguments { heap.collectIfDue() }
                } else {
                    push(value)
                    save()
                }
            case .returnGenerator: push(runtime.none)
            case .yieldValue:
                save()
                let isEntry = frame.pointee.isEntry
                let generator = frame.pointee.generator
                let value = yieldValue(frame)
                if isEntry { return value }
                reload()
                push(value)
                save()
                heap.release(generator)
            case .forIter:
                save()
                let iterator = (top - 1).pointee
                let value: ObjectID?
                switch runtime.kind(of: iterator) {
                case .rangeIterator: value = runtime.nextNumber(iterator)
                case .listIterator, .tupleIterator: value = runtime.nextItem(iterator)
                case .generator where try enterGenerator(iterator):
                    reload()
                    continue
                default: value = try advance(iterator)
                }
                if let value {
                    push(value)
                } else {
                    let iterator = pop()
                    next = argument + 2
                    save()
                    heap.release(iterator)
                }

            // Operators
            case .binaryOp:
                let (left, right) = ((top - 2).pointee, (top - 1).pointee)
                let result = quickBinary(argument, left, right)
                if result.isNone {
                    save()
                    try perform(instruction, frame)
                    top = frame.pointee.top
                } else {
                    top -= 2
                    heap.release(right)
                    heap.release(left)
                    push(result)
                }
            case .compareOp:
                let (left, right) = ((top - 2).pointee, (top - 1).pointee)
                let result = quickComparison(argument >> 5, left, right)
                if result.isNone {
                    save()
                    try perform(instruction, frame)
                    top = frame.pointee.top
                } else {
                    top -= 2
                    heap.release(right)
                    heap.release(left)
                    push(result)
                }
            case .binarySubscr:
                save()
                let (container, key) = ((top - 2).pointee, (top - 1).pointee)
                let item = try quickItem(container, key)
                if item.isNone {
                    try perform(instruction, frame)
                    top = frame.pointee.top
                } else {
                    heap.retain(item)
                    top -= 2
                    save()
                    heap.release(container)
                    heap.release(key)
                    push(item)
                }
            case .storeSubscr:
                save()
                let (value, container, key) = ((top - 3).pointee, (top - 2).pointee, (top - 1).pointee)
                if try setQuickItem(container, key, value) {
                    top -= 3
                    save()
                    heap.release(value)
                    heap.release(container)
                    heap.release(key)
                } else {
                    try perform(instruction, frame)
                    top = frame.pointee.top
                }
            case .toBool:
                let value = (top - 1).pointee
                if value == runtime.trueObject || value == runtime.falseObject { break }
                save()
                try perform(instruction, frame)
                top = frame.pointee.top

            // Names and attributes
            case .loadGlobal:
                let facts = frame.pointee.facts
                let value = cachedGlobal(
                    facts.pointee.caches + (next - 1), facts.pointee.names[argument >> 1], frame)
                if value.isNone {
                    save()
                    try perform(instruction, frame)
                    top = frame.pointee.top
                } else {
                    push(runtime.retained(value))
                    if argument & 1 != 0 { push(.none) }
                }
            case .loadName where frame.pointee.namespace == frame.pointee.globals:
                let facts = frame.pointee.facts
                let value = cachedGlobal(
                    facts.pointee.caches + (next - 1), facts.pointee.names[argument], frame)
                if value.isNone {
                    save()
                    try perform(instruction, frame)
                    top = frame.pointee.top
                } else {
                    push(runtime.retained(value))
                }
            case .storeName, .storeGlobal:
                let facts = frame.pointee.facts
                let dict = instruction.opcode == .storeName ? frame.pointee.namespace : frame.pointee.globals
                let value = (top - 1).pointee
                save()
                frame.pointee.top -= 1
                if rebindGlobal(
                    facts.pointee.caches + (next - 1), facts.pointee.names[argument], in: dict, value)
                {
                    top -= 1
                } else {
                    frame.pointee.top += 1
                    try perform(instruction, frame)
                    top = frame.pointee.top
                }
            case .loadAttr:
                save()
                let facts = frame.pointee.facts
                let cache = facts.pointee.caches + (next - 1)
                let owner = (top - 1).pointee
                let value = cachedAttribute(cache, of: owner)
                let isMethod = cache.pointee.isMethod
                if value.isNone || isMethod && argument & 1 == 0 {
                    let name = facts.pointee.names[argument >> 1]
                    rememberAttribute(cache, of: owner, name)
                    try perform(instruction, frame)
                    top = frame.pointee.top
                } else if isMethod {
                    // The function below, the object that it will be called with above.
                    heap.retain(value)
                    let place = top - 1
                    place[1] = owner
                    place[0] = value
                    top = place + 2
                } else {
                    (top - 1).pointee = runtime.retained(value)
                    if argument & 1 != 0 { push(.none) }
                    save()
                    heap.release(owner)
                }
            case .storeAttr:
                let facts = frame.pointee.facts
                let cache = facts.pointee.caches + (next - 1)
                let (owner, value) = ((top - 1).pointee, (top - 2).pointee)
                if storeCached(cache, owner, value) {
                    top -= 2
                    save()
                    heap.release(owner)
                } else {
                    save()
                    heap.retain(owner)
                    defer { heap.release(owner) }
                    try perform(instruction, frame)
                    top = frame.pointee.top
                    rememberStoredAttribute(cache, of: owner, facts.pointee.names[argument])
                }

            default:
                save()
                frame.pointee.next = next
                try perform(instruction, frame)
                top = frame.pointee.top
                next = frame.pointee.next
            }
        }
    }

    private func unbound(_ frame: UnsafeMutablePointer<Frame>, _ local: Int) -> PythonException {
        let name = frame.pointee.body.takeUnretainedValue().unit.localNames[local]
        return PythonException(
            "UnboundLocalError",
            "cannot access local variable '\(name)' where it is not associated with a value")
    }
}
