extension PythonString {
    /// Whether every character is one of `[A-Za-z0-9_]`: such constants are interned by the compiler.
    ///
    /// CPython 3.13, `should_intern_string`. True of the empty string.
    public var isNameLike: Bool {
        guard kind == .ascii, case .one(let units) = storage else { return false }
        return units.allSatisfy { unit in
            switch unit {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F: true
            default: false
            }
        }
    }

    /// What `str.isidentifier` says (PEP 3131); keywords are identifiers too.
    public var isIdentifier: Bool {
        guard let first = codePoints.first else { return false }
        if kind == .ascii { return isNameLike && !(0x30...0x39).contains(first) }
        return CodePointRanges.contains(first, in: UnicodeRanges.identifierStart)
            && codePoints.dropFirst().allSatisfy {
                CodePointRanges.contains($0, in: UnicodeRanges.identifierContinuation)
            }
    }
}
