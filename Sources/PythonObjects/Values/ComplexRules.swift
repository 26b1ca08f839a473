/// What Python says of complex numbers.
public enum ComplexRules {
    /// `repr(z)`: without the real part if that is a positive zero.
    public static func repr(_ real: Double, _ imaginary: Double) -> String {
        let second = FloatRules.shortest(imaginary)
        if real == 0, real.sign == .plus { return second + "j" }
        return "(" + FloatRules.shortest(real) + (second.hasPrefix("-") ? "" : "+") + second + "j)"
    }
}
