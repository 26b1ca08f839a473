import PythonObjects

/// What the object model asks while it compares and hashes.
extension Interpreter {
    package var isRunning: Bool { frameCount > 0 && !isAsked }

    package func didWork(_ steps: Int) throws { try charge(steps) }
}
