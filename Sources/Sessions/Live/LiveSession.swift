import HeapEngine
import PythonInterpreter
import PythonObjects

/// A session's heap in memory, and what the session knows beside it.
///
/// It is confined to its session's queue and is a function of the session's settings and entries: it reads no clock
/// but to say how long a collection took, and that enters no decision.
final class LiveSession {
    /// Runs Python code on the session's objects.
    let interpreter: Interpreter
    /// The objects.
    var runtime: Runtime { interpreter.runtime }
    var quotas: SessionQuotas
    /// The number of the last applied entry.
    private(set) var revision: UInt64 = 0
    /// When each entry was accepted; entry 1 is the first.
    private var times: [Int64] = []
    /// The collections so far, oldest first.
    var collections: [CollectionReport] = []
    /// The frames that have returned, and by which entry.
    var returnedFrames: [String: UInt64] = [:]
    /// The frames of the run that is paused.
    private var runFrames: [Int] = []
    /// Whether a history is replayed: collections are not timed then, and quotas not looked at.
    var isReplaying = false
    /// Whether there may be Python code that operations call.
    var hasPython = false
    /// The run that waits to be continued.
    var paused: ActiveRun?
    /// How the last run stands.
    var lastRun = RunState.idle
    /// What it came to.
    var lastReport: RunReport?

    /// Makes the heap of a session without entries.
    init(profile: Profile, collector: CollectorStart, quotas: SessionQuotas) {
        self.quotas = quotas
        let thresholds = collector.thresholds.map { Thresholds($0[0], $0[1], $0[2]) }
        interpreter = Interpreter(
            profile: profile, collector: .init(isEnabled: collector.enabled, thresholds: thresholds))
    }

    /// When an entry was accepted, in milliseconds since 1970; nil if there is no such entry.
    func time(of entry: UInt64) -> Int64? {
        entry >= 1 && entry <= UInt64(times.count) ? times[Int(entry) - 1] : nil
    }

    /// What a statement left behind.
    struct Statement {
        /// The result, or the exception that ended it.
        var result: Result<OperationResult, PythonError>
        /// What it did to the heap.
        var effects: [Effect]
        /// Where its Python code was stopped, if it was.
        var stop: RunStop?
        /// What its Python code wrote.
        var output = ""
    }

    /// Applies the next entry's operation.
    ///
    /// - Parameters:
    ///   - stop: where its Python code was stopped, when it is replayed.
    ///   - signal: stops its Python code from another thread.
    /// - Returns: what happened, to be journaled: the revision has grown by one. A statement that failed after it had
    ///   changed the heap is an entry like any other.
    /// - Throws: what is wrong with the operation; nothing has changed then.
    func apply(
        _ operation: Operation, at time: Int64, stop: RunStop? = nil, signal: RunSignal? = nil
    ) throws(SessionError) -> Statement {
        runtime.resetSteps()
        try check(operation)
        let stamp = HeapStamp(runtime.heap)
        let entry = begin(at: time)
        let collectionsBefore = collections.count
        interpreter.beginRun(limits: statementLimits, stop: stop, signal: signal)

        var result: Result<OperationResult, PythonError>
        var refusal: SessionError?
        do {
            result = .success(try execute(operation))
        } catch let exception as PythonException {
            let error = PythonError(type: exception.type, message: exception.message)
            result = .failure(error)
            refusal = .python(error)
        } catch let error as SessionError {
            result = .failure(PythonError(type: "ReferenceError", message: "\(error)"))
            refusal = error
        } catch {
            let exception = interpreter.pythonException(of: error)
            result = .failure(PythonError(type: exception.type, message: exception.message))
        }
        finishStatement()
        let (output, errorOutput) = interpreter.takeOutput()
        let newStop = interpreter.endRun()
        if let newStop, case .success = result {
            result = .failure(PythonError(type: newStop.reason.rawValue, message: newStop.reason.message))
        }
        if let refusal, stamp == HeapStamp(runtime.heap), interpreter.executed == 0 {
            _ = runtime.takeEffects()
            times.removeLast()
            throw refusal
        }
        if case .failure(var error) = result {
            error.entry = entry
            result = .failure(error)
        }
        end(entry)
        let recorded = runtime.takeEffects()
        let hasCollected = collections.count > collectionsBefore
        // A replay has no use for effects but in the reports of collections, which are to be the same afterwards.
        let effects = isReplaying && !hasCollected ? [] : recorded.map(Effect.init)
        if hasCollected {
            for index in collectionsBefore..<collections.count { collections[index].effects = effects }
            forgetOldEffects()
            if case .success(.collection) = result, let last = collections.last {
                result = .success(.collection(last))
            }
        }
        return Statement(
            result: result, effects: effects, stop: newStop, output: output + errorOutput)
    }

    /// Begins the next entry.
    func begin(at time: Int64) -> UInt64 {
        let entry = revision + 1
        runtime.currentEntry = entry
        times.append(time)
        return entry
    }

    /// Counts the entry under way.
    func end(_ entry: UInt64) { revision = entry }

    /// Notes the frames of the run under way, and which of those noted before have returned.
    func noteFrames(by entry: UInt64) {
        let running = runtime.runningFrames.map(\.ordinal)
        let left = Set(running)
        for ordinal in runFrames where !left.contains(ordinal) {
            returnedFrames[FrameID(ordinal: ordinal).description] = entry
        }
        runFrames = running
    }

    /// Only the newest reports keep their effects, which may be thousands; the history has them all.
    private func forgetOldEffects() {
        let index = collections.count - 1 - Self.reportsWithEffects
        if index >= 0 { collections[index].effects = [] }
    }

    private static let reportsWithEffects = 20
    /// How many reports are kept: a run may collect thousands of times.
    private static let reports = 10_000

    /// Ends the statement: its constants are dropped, and a collection that is due runs, as between two statements.
    func finishStatement() {
        let start = isReplaying ? 0 : MonotonicClock.nanoseconds
        guard let report = runtime.finishStatement(collects: interpreter.runStop == nil) else { return }
        record(report, duration: isReplaying ? 0 : MonotonicClock.nanoseconds - start)
    }

    /// Keeps the report of a collection.
    @discardableResult
    func record(_ report: HeapEngine.CollectionReport, duration: UInt64) -> CollectionReport {
        let description = CollectionReport(
            report, counts: runtime.heap.counts, entry: runtime.currentEntry, duration: duration)
        collections.append(description)
        if collections.count > Self.reports { collections.removeFirst(Self.reports / 2) }
        return description
    }
}

/// What changes when a statement allocates, frees or collects anything.
struct HeapStamp: Equatable {
    let nextSerial: Serial
    let objects: Int
    let counts: Thresholds

    init(_ heap: Heap) {
        nextSerial = heap.nextSerial
        objects = heap.liveObjectCount
        counts = heap.counts
    }
}
