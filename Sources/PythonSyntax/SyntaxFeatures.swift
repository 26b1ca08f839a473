/// What of the grammar a version of Python has, beyond what all of them have.
package struct SyntaxFeatures: Hashable, Sendable {
    /// `def f[T]`, `class C[T]` and `type X = ...` (PEP 695).
    package var hasTypeParameters: Bool
    /// `[T = int]` (PEP 696).
    package var hasTypeParameterDefaults: Bool
    /// Whether f-strings are part of the grammar (PEP 701). Otherwise each is one string first, whose fields may not have its quotes,
    /// backslashes or comments.
    package var nestsFStrings: Bool

    /// The features of a version.
    package init(
        hasTypeParameters: Bool = true, hasTypeParameterDefaults: Bool = true, nestsFStrings: Bool = true
    ) {
        self.hasTypeParameters = hasTypeParameters
        self.hasTypeParameterDefaults = hasTypeParameterDefaults
        self.nestsFStrings = nestsFStrings
    }

    /// All that Python 3.13 has.
    package static let all = SyntaxFeatures()
}
