/// A place in a source.
package struct SourcePosition: Hashable, Comparable, Sendable {
    /// The line, from 1.
    package var line: UInt32
    /// The offset in the line's UTF-8, from 0, as in CPython's `col_offset`.
    package var column: UInt32

    /// A place in a source.
    package init(line: UInt32, column: UInt32) {
        self.line = line
        self.column = column
    }

    /// Orders by where they stand.
    package static func < (left: SourcePosition, right: SourcePosition) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}

/// What a token or a node of the tree covers.
package struct SourceRange: Hashable, Sendable {
    /// Where it begins.
    package var start: SourcePosition
    /// The first place behind it.
    package var end: SourcePosition

    /// From one place to another.
    package init(_ start: SourcePosition, _ end: SourcePosition) {
        self.start = start
        self.end = end
    }

    /// From the beginning of one range to the end of another.
    package init(from first: SourceRange, to last: SourceRange) {
        self.init(first.start, last.end)
    }
}
