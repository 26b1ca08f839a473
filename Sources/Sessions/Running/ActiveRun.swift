import HeapEngine
import PythonInterpreter
import PythonObjects

/// A run from its begin to its end, with the pauses between them.
///
/// It lives on the thread of its task, and while it is paused on the session's queue; never on both.
final class ActiveRun {
    typealias Deliver = (Result<LiveSession.Statement, SessionError>) -> Void

    let live: LiveSession
    let specification: RunSpecification
    let task: DeepTask
    let parking: DeepStackPool
    private var deliver: Deliver?
    private var entry: UInt64
    /// How a pause ends.
    private var command = RunCommand.proceed

    init(
        _ live: LiveSession, _ specification: RunSpecification, task: DeepTask, parking: DeepStackPool,
        at time: Int64, deliver: @escaping Deliver
    ) {
        self.live = live
        self.specification = specification
        self.task = task
        self.parking = parking
        self.deliver = deliver
        entry = live.begin(at: time)
    }

    private var interpreter: Interpreter { live.interpreter }

    // MARK: The task's thread

    /// Runs the source to its end.
    func execute(stop: RunStop?, signal: RunSignal?) {
        let limits =
            live.isReplaying
            ? live.replayLimits(specification.limits)
            : specification.limits.runLimits(objects: live.quotas.objects)
        interpreter.beginRun(limits: limits, stop: stop, signal: signal)
        live.runtime.beginRun()
        interpreter.setBreakpoints(specification.breakpoints.map(\.breakpoint))
        interpreter.onPause = { [self] in pause(at: $0) }
        live.runtime.onCollection = { [live] in live.record($0, duration: 0) }
        let outcome = interpreter.execute(
            Array(specification.source.utf8), filename: specification.filename,
            mode: specification.mode == .script ? .script : .interactive, keepsValue: true)
        var value: ObjectDescription?
        if let object = outcome.value {
            if object != live.runtime.none { value = live.describe(object, borrowed: 1) }
            live.runtime.heap.release(object)
        }
        interpreter.onPause = nil
        interpreter.setBreakpoints([])
        live.runtime.onCollection = nil
        live.finishStatement()

        var report = RunReport(status: .completed, instructions: interpreter.executed)
        report.value = value
        report.exception = outcome.exception.map(ExceptionDescription.init)
        (report.stdout, report.stderr) = interpreter.takeOutput()
        report.isTruncated = interpreter.isOutputTruncated
        let ended = interpreter.endRun()
        if let ended {
            report.status = .interrupted
            if report.exception == nil { report.exception = ExceptionDescription(ended.reason) }
        }
        conclude(&report, stop: ended)
    }

    /// Tells how far the run is, and waits for what to do next.
    private func pause(at point: RunPause) -> RunCommand {
        if live.isReplaying {
            parking.keepParking()
        } else if !parking.reserveParking() {
            return .refuse
        }
        defer { parking.endParking() }
        var report = RunReport(status: .paused, instructions: interpreter.executed)
        interpreter.numberFrames()
        let frame = live.runtime.runningFrames.last.map { FrameID(ordinal: $0.ordinal) }
        report.at = PauseDescription(point, frame: frame ?? FrameID(ordinal: 0))
        (report.stdout, report.stderr) = interpreter.takeOutput()
        live.paused = self
        let statement = account(for: &report, stop: nil)
        let deliver = self.deliver
        task.park { deliver?(.success(statement)) }
        interpreter.restartClock()
        return command
    }

    private func conclude(_ report: inout RunReport, stop: RunStop?) {
        // Nobody asks any more for a heap that was given up.
        guard let deliver else { return }
        deliver(.success(account(for: &report, stop: stop)))
    }

    /// Ends the entry under way.
    private func account(for report: inout RunReport, stop: RunStop?) -> LiveSession.Statement {
        report.temporaries = live.runtime.endRun()
        report.omittedEffects = live.runtime.omittedEffects
        let recorded = live.runtime.takeEffects()
        let effects = live.isReplaying ? [] : recorded.map(Effect.init)
        live.end(entry)
        live.noteFrames(by: entry)
        live.lastReport = report
        live.lastRun = RunState(
            status: report.status.rawValue, entry: entry, filename: specification.filename, at: report.at,
            exception: report.exception?.type, instructions: report.instructions)
        return LiveSession.Statement(result: .success(.run(report)), effects: effects, stop: stop)
    }

    // MARK: The session's queue, while the run is paused

    /// Lets the paused run go on, as the next entry.
    func resume(
        _ command: RunCommand, at time: Int64, stop: RunStop?, signal: RunSignal?, deliver: @escaping Deliver
    ) {
        live.paused = nil
        self.command = command
        self.deliver = deliver
        entry = live.begin(at: time)
        live.runtime.beginRun()
        interpreter.resumeRun(stop: stop, signal: signal)
        task.resume()
    }

    /// Gives the paused run up together with its heap, and its thread back.
    func abandon() {
        live.paused = nil
        command = .stop
        deliver = nil
        task.resume()
    }
}

extension BreakpointSpecification {
    /// The breakpoint as the interpreter takes it.
    var breakpoint: Breakpoint {
        switch self {
        case .line(let line, let filename): .line(line, filename: filename)
        case .function(let name): .function(name)
        }
    }
}

extension ExceptionDescription {
    init(_ exception: RunException) {
        self.init(type: exception.type, message: exception.message, traceback: exception.traceback)
    }

    init(_ reason: RunInterruption) {
        self.init(
            type: reason.rawValue, message: reason.message,
            traceback: "\(reason.rawValue): \(reason.message)\n")
    }
}

extension PauseDescription {
    init(_ point: RunPause, frame: FrameID) {
        self.init(
            filename: point.filename, line: point.line, function: point.function, frame: frame.description)
    }
}
