import HeapEngine
import PythonObjects

/// Where a run pauses, and how it goes on.
extension Interpreter {
    /// Says where runs pause from now on.
    package func setBreakpoints(_ breakpoints: [Breakpoint]) { debugger.set(breakpoints, step: nil) }

    /// Executes `instrumentedLine`: pauses if that is asked for, and lets the line's own instruction be executed.
    func reachLine(_ frame: UnsafeMutablePointer<Frame>) throws {
        let index = frame.pointee.next - 1
        let body = frame.pointee.facts.pointee.body.takeUnretainedValue()
        // The exchanged instruction is none of the program's.
        executed -= 1
        debugger.rearm()
        let place = Debugger.Place(
            depth: frameCount, line: body.unit.locations[index].map { Int($0.start.line) } ?? 0, index: index)
        let last = debugger.last
        debugger.last = place
        // A loop's head begins anew with each turn, and not when the line goes on into it.
        let goesOn =
            last.map { $0.depth == place.depth && $0.line == place.line && $0.index < index } ?? false
        if !goesOn, onPause != nil, debugger.stops(at: place, of: body.unit) { try pause() }
        debugger.disarm(index, of: body)
        checkpoint = 0
        frame.pointee.next = index
    }

    /// `breakpoint()`
    func breakpoint() throws {
        guard onPause != nil, frameCount > 0 else { return }
        isInBreakpoint = true
        defer { isInBreakpoint = false }
        try pause()
    }

    /// Stops until somebody says how to go on.
    private func pause() throws {
        if let stop = meter.stop, executed >= stop.instructions { throw interrupt(stop.reason) }
        guard let onPause else { return }
        let frame = self.frame.pointee
        let unit = frame.facts.pointee.body.takeUnretainedValue().unit
        let depth = frameCount
        let command = onPause(
            RunPause(
                filename: unit.filename,
                line: unit.locations[frame.current].map { Int($0.start.line) } ?? unit.firstLine,
                function: unit.name, depth: depth - 1))
        switch command {
        case .proceed: debugger.take(nil)
        case .step: debugger.take(.init(greatestDepth: .max))
        case .stepOver: debugger.take(.init(greatestDepth: depth))
        case .stepOut: debugger.take(.init(greatestDepth: depth - 1))
        case .stop: throw interrupt(.cancelled)
        case .refuse: throw interrupt(.pauses)
        }
    }
}

extension Builtins {
    /// `breakpoint`: a run pauses there, a program that nobody watches goes on.
    static let debugging: [Builtin] = [
        Builtin(name: "breakpoint") { interpreter, _ in
            try interpreter.breakpoint()
            return interpreter.runtime.none
        }
    ]
}
