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
        var code = frame.pointee.instructions
        var locals = frame.pointee.locals

        /// Takes the innermost frame's state up again.
        @inline(__always) func reload() {
            frame = self.frame
            top = frame.pointee.top
            next = frame.pointee.next
            code = frame.pointee.instructions
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
            case .loadConst: push(runtime.retained(frame.pointee.constants[argument]))

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
                heap.release(right)
                heap.release(left)
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
            case .returnValue, .returnConst:
                let value =
                    instruction.opcode == .returnValue
                    ? pop() : runtime.retained(frame.pointee.constants[argument])
                save()
                let isEntry = frame.pointee.isEntry
                leaveFrame()
                if isEntry { return value }
                reload()
                push(value)
                save()
            case .returnGenerator: push(runtime.none)
            case .yieldValue:
                save()
                return yieldValue(frame)
            case .forIter:
                save()
                if let value = try advance((top - 1).pointee) {
                    push(value)
                } else {
                    let iterator = pop()
                    next = argument + 2
                    save()
                    heap.release(iterator)
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
