/// An operation as Python source, and how it is answered: what `answering.py` performs.
struct Step {
    enum Mode: String { case exec, eval }

    /// The function of `answering.py` that answers.
    var method: String
    var source: String?
    var mode = Mode.exec
    /// What else the function takes, as Python source.
    var extra = "None"

    /// A statement, answered with null.
    static func run(_ source: String) -> Step { Step(method: "nothing", source: source + "\n") }

    /// An expression, answered with its value.
    static func show(_ source: String) -> Step { Step(method: "show", source: source, mode: .eval) }

    /// A statement that binds a name to a new object, answered with its label.
    static func make(_ name: String, _ source: String) -> Step {
        Step(method: "label", source: source + "\n", extra: name.pythonLiteral)
    }

    /// A question about the object that an expression gives.
    static func ask(_ method: String, _ source: String, extra: String = "None") -> Step {
        Step(method: method, source: source, mode: .eval, extra: extra)
    }
}
