import HeapEngine
import PythonInterpreter
import PythonObjects

// Python code, on the thread of a task.
extension LiveSession {
    /// Whether an operation needs the stack of a task: it is a run, or may call what runs have made.
    func needsTask(_ operation: Operation) -> Bool {
        switch operation {
        case .run: return true
        // Its source is compiled, however deep that nests.
        case .createModule(let module) where module.source != nil: return true
        default: return hasPython
        }
    }

    /// Applies the next entry's operation on a task's thread.
    ///
    /// - Parameter deliver: called once: on that thread, when the operation has ended, or its run has paused.
    func perform(
        _ operation: Operation, at time: Int64, task: DeepTask, parking: DeepStackPool, stop: RunStop? = nil,
        signal: RunSignal? = nil, deliver: @escaping ActiveRun.Deliver
    ) {
        do throws(SessionError) {
            guard case .run(let run) = operation else {
                return deliver(.success(try apply(operation, at: time, stop: stop, signal: signal)))
            }
            runtime.resetSteps()
            try check(operation)
            hasPython = true
            ActiveRun(self, run, task: task, parking: parking, at: time, deliver: deliver)
                .execute(stop: stop, signal: signal)
        } catch {
            deliver(.failure(error))
        }
    }

    /// Lets the paused run go on, as the next entry's operation says.
    ///
    /// - Parameter deliver: called once: on the run's thread, or at once when the operation is refused.
    func resume(
        _ operation: Operation, at time: Int64, stop: RunStop? = nil, signal: RunSignal? = nil,
        deliver: @escaping ActiveRun.Deliver
    ) {
        do throws(SessionError) { try check(operation) } catch { return deliver(.failure(error)) }
        guard let paused else { return deliver(.failure(.noPausedRun)) }
        var command = RunCommand.stop
        if case .resume(let how) = operation {
            command =
                switch how {
                case .toBreakpoint: .proceed
                case .step: .step
                case .over: .stepOver
                case .out: .stepOut
                }
        }
        paused.resume(command, at: time, stop: stop, signal: signal, deliver: deliver)
    }

    /// Gives the heap up: a paused run's thread is given back. Nothing may be asked of the session afterwards.
    func abandon() { paused?.abandon() }

    /// An operation as it is written down: a run with all its limits.
    ///
    /// - Throws: `.malformed` for limits above the session's.
    func accepted(_ operation: Operation) throws(SessionError) -> Operation {
        guard case .run(var run) = operation else { return operation }
        run.limits = try run.limits.within(quotas)
        return .run(run)
    }

    /// What Python code may use up that an operation calls which is no run.
    var statementLimits: RunLimits {
        isReplaying
            ? replayLimits(RunQuotas(bytes: quotas.bytes))
            : RunQuotas(
                instructions: quotas.instructions, bytes: quotas.bytes, outputBytes: quotas.outputBytes,
                milliseconds: quotas.milliseconds
            ).runLimits(objects: quotas.objects)
    }

    /// A replay stops where the first execution stopped. What is too large for one block it refuses as that did.
    func replayLimits(_ quotas: RunQuotas) -> RunLimits {
        var limits = RunLimits()
        limits.outputBytes = Int(clamping: quotas.outputBytes ?? .max)
        limits.admittedBytes = Int(clamping: quotas.bytes ?? .max)
        return limits
    }
}
