extension PythonString {
    /// The same text as a Swift string, or nil if there is a lone surrogate, which Swift strings cannot hold.
    /// - Complexity: O(*n*) in code points.
    public var string: String? {
        if case .one(let units) = storage, kind == .ascii {
            return String(decoding: units, as: UTF8.self)
        }
        var scalars = String.UnicodeScalarView()
        for point in codePoints {
            guard let scalar = Unicode.Scalar(point) else { return nil }
            scalars.append(scalar)
        }
        return String(scalars)
    }

    /// The same text as a Swift string in which a lone surrogate is written as an escape such as `\udc80`.
    ///
    /// This is what Python's `errors="backslashreplace"` prints.
    /// - Complexity: O(*n*) in code points.
    public var text: String {
        if let string { return string }
        var scalars = String.UnicodeScalarView()
        for point in codePoints {
            if let scalar = Unicode.Scalar(point) {
                scalars.append(scalar)
            } else {
                scalars.append(contentsOf: Escape.unicode(point).unicodeScalars)
            }
        }
        return String(scalars)
    }

    /// What `repr()` gives: quoted, with whatever is not printable in Unicode 15.1 as an escape.
    ///
    /// CPython 3.13, `unicode_repr`.
    /// - Complexity: O(*n*) in code points.
    public var repr: String { repr(of: codePoints.count) + closingQuote }

    /// How `repr` begins: enough of it for `limit` characters, and at most a character's escape more.
    func repr(atMost limit: Int) -> String {
        count <= limit ? repr : repr(of: limit)
    }

    private var closingQuote: String { String(Unicode.Scalar(Escape.quote(for: codePoints))) }

    /// The opening quote and the first `count` code points.
    private func repr(of count: Int) -> String {
        let quote = Escape.quote(for: codePoints)
        var scalars = String.UnicodeScalarView()
        scalars.append(Unicode.Scalar(quote))
        for point in codePoints.prefix(count) {
            if let escape = Escape.short(point, quote: quote) {
                scalars.append(contentsOf: escape.unicodeScalars)
            } else if Printable.contains(point), let scalar = Unicode.Scalar(point) {
                scalars.append(scalar)
            } else {
                scalars.append(contentsOf: Escape.unicode(point).unicodeScalars)
            }
        }
        return String(scalars)
    }
}

extension PythonString: CustomStringConvertible {
    /// The text, a lone surrogate as an escape.
    public var description: String { text }
}
