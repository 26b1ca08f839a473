/// The value of a Python `str`: a sequence of code points, lone surrogates included.
///
/// It is stored as CPython stores it (PEP 393), one, two or four bytes a code point, because the width shows in
/// `sys.getsizeof` and in the hash.
public struct PythonString: Sendable {
    /// The four storage kinds of CPython.
    public enum Kind: UInt8, Sendable, CaseIterable {
        /// Every code point below U+0080, one byte each, with the small header.
        case ascii
        /// Every code point below U+0100, one byte each.
        case latin1
        /// Every code point below U+10000, two bytes each.
        case ucs2
        /// Four bytes a code point.
        case ucs4

        /// Bytes of one code point.
        public var width: Int {
            switch self {
            case .ascii, .latin1: 1
            case .ucs2: 2
            case .ucs4: 4
            }
        }
    }

    /// The code points in the narrowest width that holds them all, so that equal strings are stored alike.
    enum Storage: Hashable, Sendable {
        case one([UInt8])
        case two([UInt16])
        case four([UInt32])
    }

    /// How CPython stores the value.
    public let kind: Kind

    let storage: Storage

    init(kind: Kind, storage: Storage) {
        self.kind = kind
        self.storage = storage
    }

    /// The empty string.
    public init() {
        self.init(kind: .ascii, storage: .one([]))
    }

    /// A string of these code points.
    ///
    /// Requires: every code point is below 0x110000.
    /// - Complexity: O(*n*) in code points.
    public init(codePoints: some Sequence<UInt32>) {
        let points = Array(codePoints)
        let highest = points.reduce(0, |)
        if highest < 0x80 {
            self.init(kind: .ascii, storage: .one(points.map(UInt8.init(truncatingIfNeeded:))))
        } else if highest < 0x100 {
            self.init(kind: .latin1, storage: .one(points.map(UInt8.init(truncatingIfNeeded:))))
        } else if highest < 0x10000 {
            self.init(kind: .ucs2, storage: .two(points.map(UInt16.init(truncatingIfNeeded:))))
        } else {
            precondition(points.allSatisfy { $0 < 0x110000 }, "code point out of range")
            self.init(kind: .ucs4, storage: .four(points))
        }
    }

    /// The same text as a Python string.
    /// - Complexity: O(*n*) in code points.
    public init(_ text: String) {
        let bytes = Array(text.utf8)
        if bytes.allSatisfy({ $0 < 0x80 }) {
            self.init(kind: .ascii, storage: .one(bytes))
        } else {
            self.init(codePoints: text.unicodeScalars.lazy.map(\.value))
        }
    }

    /// The number of code points: `len(s)`.
    public var count: Int {
        switch storage {
        case .one(let units): units.count
        case .two(let units): units.count
        case .four(let units): units.count
        }
    }

    /// Whether there is no code point.
    public var isEmpty: Bool { count == 0 }

    /// The code point at an index from 0.
    public subscript(index: Int) -> UInt32 {
        switch storage {
        case .one(let units): UInt32(units[index])
        case .two(let units): UInt32(units[index])
        case .four(let units): units[index]
        }
    }

    /// The substring in a range of indices.
    /// - Complexity: O(*n*) in the range's length.
    public subscript(range: Range<Int>) -> PythonString {
        part(range)
    }

    /// The code points, first to last.
    public var codePoints: CodePoints { CodePoints(string: self) }

    /// Whether this is one code point below U+0100: all such strings are one object each.
    public var isLatin1Character: Bool {
        guard case .one(let units) = storage else { return false }
        return units.count == 1
    }

    /// The two strings in one: `a + b`.
    /// - Complexity: O(*n*) in code points of both.
    public static func + (left: PythonString, right: PythonString) -> PythonString {
        if case .one(let front) = left.storage, case .one(let back) = right.storage {
            let kind: Kind = left.kind == .ascii && right.kind == .ascii ? .ascii : .latin1
            return PythonString(kind: kind, storage: .one(front + back))
        }
        if left.kind == .ucs4 || right.kind == .ucs4 {
            return PythonString(kind: .ucs4, storage: .four(left.points + right.points))
        }
        let units = left.units(as: UInt16.self) + right.units(as: UInt16.self)
        return PythonString(kind: .ucs2, storage: .two(units))
    }

    /// The code points of a string.
    public struct CodePoints: RandomAccessCollection, Sendable {
        let string: PythonString

        /// The first index: 0.
        public var startIndex: Int { 0 }

        /// The number of code points.
        public var endIndex: Int { string.count }

        /// The code point at an index.
        public subscript(position: Int) -> UInt32 { string[position] }
    }
}

extension PythonString: Hashable, Comparable, ExpressibleByStringLiteral {
    /// The same text as a Python string.
    public init(stringLiteral value: String) {
        self.init(value)
    }

    /// Whether the left one comes first, by code point, as Python orders strings.
    public static func < (left: PythonString, right: PythonString) -> Bool {
        if case .one(let front) = left.storage, case .one(let back) = right.storage {
            return front.lexicographicallyPrecedes(back)
        }
        return left.codePoints.lexicographicallyPrecedes(right.codePoints)
    }
}
