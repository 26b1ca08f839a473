import HeapEngine
import PythonObjects

/// What a program may use up.
extension Interpreter {
    /// Looks at the run's limits when it is time to: at every function's entry, every jump backward, every call.
    @inline(__always)
    func passCheckpoint() throws {
        if executed >= checkpoint { try checkLimits() }
    }

    /// Counts work that native code is about to do for a program: about one for what an instruction does.
    ///
    /// Loops whose length the program decides call it, so that no single builtin outlasts a run's limits.
    @inline(__always)
    func charge(_ work: Int) throws {
        executed &+= work
        try passCheckpoint()
    }

    /// MemoryError unless a block of so many bytes can be had; asked before a size that the program decides is taken.
    func admit(bytes: Int) throws {
        let limit = meter.limits.admittedBytes ?? meter.limits.bytes
        guard bytes >= 0, bytes < 1 << 40, heap.fits(bytes: bytes), bytes <= limit,
            heap.bytesHeld <= limit - bytes
        else { throw PythonException("MemoryError", "") }
    }

    @inline(never)
    func checkLimits() throws {
        debugger.rearm()
        if let interruption = meter.interruption { throw interruption }
        if let reason = meter.reason(
            executed: executed, bytes: max(heap.bytesHeld, heap.slotBytes), objects: heap.liveObjectCount)
        {
            throw interrupt(reason)
        }
        scheduleCheckpoint()
    }

    /// Stops the run: from now on every checkpoint throws, until `endRun()`.
    func interrupt(_ reason: RunInterruption) -> RunInterruption {
        meter.interruption = reason
        interruptedAt = executed
        checkpoint = 0
        return reason
    }

    /// Keeps the line of the traceback that a frame is, which is left without an exception.
    func noteAbandoned(_ frame: Frame) {
        guard meter.traceback.count < RunMeter.longestTraceback else { return }
        let unit = frame.body.takeUnretainedValue().unit
        let line = unit.locations[frame.current].map { Int($0.start.line) } ?? unit.firstLine
        meter.traceback.append("  File \"\(unit.filename)\", line \(line), in \(unit.name)\n")
    }

    private func scheduleCheckpoint() {
        checkpoint = min(
            executed + RunMeter.interval, meter.limits.instructions, meter.stop?.instructions ?? .max)
    }

    // MARK: Metered statements

    /// Begins a run, or another statement that may run Python code.
    ///
    /// - Parameters:
    ///   - stop: where a replay has to stop.
    ///   - signal: stops the run from another thread.
    package func beginRun(limits: RunLimits, stop: RunStop? = nil, signal: RunSignal? = nil) {
        executedBefore &+= executed
        executed = 0
        meter = RunMeter()
        (output, errorOutput) = ("", "")
        meter.limits = limits
        meter.stop = stop
        meter.signal = signal
        restartClock()
        scheduleCheckpoint()
    }

    /// Goes on with a paused run.
    package func resumeRun(stop: RunStop?, signal: RunSignal?) {
        meter.stop = stop
        meter.signal = signal
        restartClock()
        scheduleCheckpoint()
    }

    /// Begins the time that a run may take, anew after each pause.
    package func restartClock() {
        let (deadline, isBeyond) = RunMeter.now.addingReportingOverflow(meter.limits.nanoseconds)
        meter.deadline = isBeyond ? .max : deadline
    }

    /// Ends what `beginRun` began; nothing limits what comes after it.
    ///
    /// - Returns: where it was stopped, if it was.
    @discardableResult
    package func endRun() -> RunStop? {
        let stop = runStop
        meter.interruption = nil
        meter.limits = RunLimits()
        (meter.stop, meter.signal, meter.deadline) = (nil, nil, .max)
        checkpoint = .max
        return stop
    }

    /// Where the run was stopped, if it was.
    package var runStop: RunStop? {
        meter.interruption.map { RunStop(reason: $0, instructions: interruptedAt) }
    }

    // MARK: Output

    /// Whether output was dropped because there was too much of it.
    package var isOutputTruncated: Bool { meter.isOutputFull }

    /// What was written since the run began, or since the last call.
    package func takeOutput() -> (output: String, errorOutput: String) {
        let taken = (output, errorOutput)
        (output, errorOutput) = ("", "")
        meter.outputBytes += taken.0.utf8.count + taken.1.utf8.count
        return taken
    }

    /// Counts what was appended to one of the streams, hands it on, and cuts off what is too much.
    func noteOutput(_ stream: OutputStream, _ text: inout String) {
        let room = meter.limits.outputBytes - meter.outputBytes
        let other = stream == .output ? errorOutput.utf8.count : output.utf8.count
        let excess = text.utf8.count + (outputSink == nil ? other : 0) - room
        if excess > 0 {
            text = text.prefix(bytes: max(0, text.utf8.count - excess))
            meter.isOutputFull = true
            checkpoint = 0
        }
        guard let outputSink else { return }
        meter.outputBytes += text.utf8.count
        outputSink(stream, text)
        text = ""
    }

    /// Where a program writes.
    package enum OutputStream: Sendable {
        /// `sys.stdout`
        case output
        /// `sys.stderr`
        case error
    }
}

extension String {
    /// As many characters as `count` bytes of UTF-8 hold.
    fileprivate func prefix(bytes count: Int) -> String {
        var count = count
        while count > 0 {
            if let text = String(utf8.prefix(count)) { return text }
            count -= 1
        }
        return ""
    }
}
